/* Values as libconfig reads them. Internal to engine/scenario. */
#ifndef ENT_SETTINGS_LIBCONFIG_VALUES_H
#define ENT_SETTINGS_LIBCONFIG_VALUES_H

#include "settings/setting.h"

/* Parses a source that the syntax found right, and gives every scalar of `root` libconfig's value. ENT_ERR_SCENARIO
 * with a diagnostic where libconfig objects or reads something else, ENT_ERR_NO_MEMORY. */
int ent_libconfig_values(const ent_source *source, ent_setting *root, ent_arena *arena, ent_diagnostics *diagnostics);

#endif
