/* Values as libconfig reads them. Internal to engine/settings. */
#ifndef ENT_SETTINGS_LIBCONFIG_VALUES_H
#define ENT_SETTINGS_LIBCONFIG_VALUES_H

#include "settings/setting.h"

/* Parses a source without syntax errors by libconfig, and gives every scalar below `root` libconfig's value. Error
 * codes: ENT_ERR_SCENARIO with a diagnostic when libconfig rejects the text or reads another value,
 * ENT_ERR_NO_MEMORY. */
int ent_libconfig_values(const ent_source *source, ent_setting *root, ent_arena *arena, ent_diagnostics *diagnostics);

#endif
