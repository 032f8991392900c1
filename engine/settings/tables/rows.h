/* The rows of a table as groups of settings, each with its position in the CSV file. Internal to engine/settings. */
#ifndef ENT_SETTINGS_TABLES_ROWS_H
#define ENT_SETTINGS_TABLES_ROWS_H

#include "settings/setting.h"
#include "settings/tables/cell_spelling.h"
#include "settings/tables/columns.h"

/* A cell of a column by option, which waits for the options of the demand: see option_columns.h. */
typedef struct ent_option_cell {
    const char *entry; /* the name of its row */
    const ent_column *column;
    ent_setting value;
    struct ent_option_cell *next;
} ent_option_cell;

/* A table while it becomes settings. */
typedef struct ent_table_rows {
    const ent_sheet *sheet;     /* borrowed */
    const ent_columns *columns; /* borrowed */
    ent_arena *arena;
    ent_diagnostics *diagnostics;
    ent_setting *section;    /* a group with the section's name and parent, to which the rows are added */
    ent_option_cell *option; /* in the order of the file */
    ent_option_cell **end;   /* where the next one goes */
    ent_number_style style;
    size_t errors;
    bool wrong;      /* a cell is wrong: its setting is marked */
    bool incomplete; /* a row or the rest of the file is missing */
} ent_table_rows;

/* Adds a group for each row below the header to self->section. Errors are added to the diagnostics. ENT_OK (also with
 * errors), ENT_ERR_NO_MEMORY. */
int ent_table_rows_read(ent_table_rows *self);

/* Gives a setting the value of a cell. As above. */
int ent_table_rows_value(
    ent_table_rows *self, const ent_column *column, const ent_sheet_cell *cell, ent_setting *setting);

/* Adds an error to the diagnostics. */
void ent_table_rows_fail(ent_table_rows *self, ent_position at, const ent_setting *setting, const char *help,
    const char *format, ...) __attribute__((format(printf, 5, 6)));

/* Sets *group to the group below `entry` that holds the last `leave` names of a path, and *rest to these names. Groups
 * that are missing are added, with position `at`. *group is NULL where a single value stands in the way. ENT_OK or
 * ENT_ERR_NO_MEMORY. */
int ent_table_group(ent_setting *entry, const char *path, size_t leave, ent_position at, ent_arena *arena,
    ent_setting **group, const char **rest);

#endif
