/* The columns of a table: which setting of each entry a column holds. Internal to engine/settings. */
#ifndef ENT_SETTINGS_TABLES_COLUMNS_H
#define ENT_SETTINGS_TABLES_COLUMNS_H

#include "settings/schema.h"
#include "settings/tables/sheet.h"

typedef enum ent_column_kind {
    ENT_COLUMN_TEXT,    /* taken as it stands */
    ENT_COLUMN_FORMULA, /* a number, a formula, a truth value */
    ENT_COLUMN_NUMBERS, /* a list of them */
    ENT_COLUMN_TEXTS,   /* a list of texts */
    ENT_COLUMN_OPTION   /* a formula: the member of a list for one option, russia.scores.met */
} ent_column_kind;

typedef struct ent_column {
    size_t index;     /* of its cells in the rows */
    const char *path; /* "troops", "russia.scores.met": of the setting, from the entry on; in the arena */
    ent_position at;  /* of the header */
    ent_column_kind kind;
    const ent_schema_row *per_list; /* OPTION: the row of the list */
    bool has_parts; /* other columns are parts of it (troops.note): its cells are the `value` of a group */
} ent_column;

typedef struct ent_columns {
    ent_column *item; /* [count] in the order of the file, without the first one, which has the names of the entries */
    size_t count;
} ent_columns;

/* Reads the header of a table whose entries are groups `group` (known: false: of a section that is not in the schema,
 * whose columns are not checked). Columns without a header are left out. `section`: path of the section, for messages.
 * Error codes: ENT_ERR_SCENARIO with diagnostics for all columns, ENT_ERR_NO_MEMORY. */
int ent_columns_read(ent_columns *self, const ent_sheet *sheet, ent_group group, bool known, const char *section,
    ent_arena *arena, ent_diagnostics *diagnostics);

#endif
