/* The names that files of this program have in a results folder. A stranger's manifest or ledger may list any other,
 * with its right hash too: only files of these names are ever removed. */
#ifndef ENT_FOLDER_RESULT_NAMES_H
#define ENT_FOLDER_RESULT_NAMES_H

#include <stdbool.h>

/* Whether results have a file of this name within their folder: a table, a page, a scenario, "boxes/a.cfg". */
bool ent_is_result_name(const char *name);

/* Whether charts do: a script or a drawing in charts/. */
bool ent_is_chart_name(const char *name);

#endif
