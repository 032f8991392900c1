/* Columns by option, russia.scores.met: the cells of a row as the list that the setting is. Internal to
 * engine/settings. */
#ifndef ENT_SETTINGS_TABLES_OPTION_COLUMNS_H
#define ENT_SETTINGS_TABLES_OPTION_COLUMNS_H

#include "settings/tables/rows.h"

/* Makes the lists of a section from the cells of columns by option; the options are those of each entry, which may come
 * from the table or from a group in the file. A list that a group in the file has stays as it is. An option without a
 * cell has the default of its list; where there is none, that is an error. Errors are added to the diagnostics. ENT_OK
 * (also with errors), ENT_ERR_NO_MEMORY. */
int ent_option_columns_apply(ent_table_rows *self, ent_setting *section);

#endif
