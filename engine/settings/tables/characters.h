/* Whether a CSV file is a text in UTF-8. Internal to engine/settings. */
#ifndef ENT_SETTINGS_TABLES_CHARACTERS_H
#define ENT_SETTINGS_TABLES_CHARACTERS_H

#include "base/diagnostic.h"

/* Checks kind, size and characters of a source. Returns ENT_OK, or ENT_ERR_SCENARIO with one diagnostic at `path`: a
 * file in another encoding is wrong in many places. */
int ent_table_characters(const ent_source *source, const char *path, ent_diagnostics *diagnostics);

#endif
