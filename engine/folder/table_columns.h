/* The descriptor of each column of a table in a folder, found from its column names and the labels of the manifest:
 * no scenario is needed. */
#ifndef ENT_FOLDER_TABLE_COLUMNS_H
#define ENT_FOLDER_TABLE_COLUMNS_H

#include "folder/manifest.h"
#include "tables/table.h"

/* A column of a file. */
typedef struct ent_table_column {
    const ent_column *column; /* NULL: the table has no such column in this version */
    const char *label;        /* Display name of the item that the column is of; NULL: none */
} ent_table_column;

/* Sets found[names] for the column names of a file, in their order. manifest: its labels are read, and the display
 * names are borrowed from it. */
void ent_table_columns_find(ent_table_column *found, const ent_table *table, const ent_manifest *manifest,
    const char *const *name, size_t names);

#endif
