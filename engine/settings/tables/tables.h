/* The `table` of a section: the rows of a CSV file become groups of the section, and its groups in the file are merged
 * into them. */
#ifndef ENT_SETTINGS_TABLES_TABLES_H
#define ENT_SETTINGS_TABLES_TABLES_H

#include "settings/tree_files.h"

/* Mistakes that were reported. */
typedef struct ent_tables_found {
    bool wrong;      /* single values, which are marked */
    bool incomplete; /* whole rows or tables are missing: other settings cannot be checked against them */
} ent_tables_found;

/* Replaces the `table` of each section below root, the content of the file at path `from`, by the rows of the CSV file
 * that it names. Files are added to `tables`, each once. Error codes: ENT_OK, also where mistakes were found;
 * ENT_ERR_NO_MEMORY. */
int ent_tables_expand(ent_setting *root, const char *from, ent_tree_files *tables, const ent_file_loading *loading,
    ent_tables_found *found);

#endif
