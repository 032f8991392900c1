/* A CSV file of data, whose columns the file itself names: the same reader as of tables of settings (comma, semicolon
 * or tab; UTF-8, with or without a byte-order mark; numbers as English, French and German spreadsheets write them). */
#ifndef ENT_SETTINGS_TABLES_DATA_TABLE_H
#define ENT_SETTINGS_TABLES_DATA_TABLE_H

#include "base/arena.h"
#include "base/diagnostic.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    ENT_DATA_ROWS = 100000,  /* most rows below the header that hold anything */
    ENT_DATA_CELLS = 1000000 /* most cells */
};

/* All memory is the arena's. */
typedef struct ent_data_table {
    ent_source source;       /* the content without a byte-order mark; name and text are borrowed */
    struct ent_sheet *sheet; /* see sheet.h */
    ent_arena *arena;        /* borrowed */
    const char **column;     /* [columns] as in the header; "" where it is empty */
    size_t columns;
    size_t rows; /* below the header; those without content are left out */
} ent_data_table;

/* Reads a file's content, `text` [length], which must outlive self. name: of the file, for messages. ENT_OK;
 * ENT_ERR_SCENARIO with diagnostics: no text, no table, a column without a name that is used, or two of one name;
 * ENT_ERR_NO_MEMORY. */
int ent_data_table_read(ent_data_table *self, const char *name, const char *text, size_t length, ent_arena *arena,
    ent_diagnostics *diagnostics);

/* Returns the index of a column; SIZE_MAX for none. */
size_t ent_data_table_find(const ent_data_table *self, const char *column);

/* Whether a cell is empty or missing. row: 0 … rows - 1. */
bool ent_data_table_is_empty(const ent_data_table *self, size_t row, size_t column);

/* Returns the text of a cell, "" of an empty one, in the arena; NULL when memory is out. */
const char *ent_data_table_text(const ent_data_table *self, size_t row, size_t column);

/* Reads a cell as a finite number: "0.35", "35%", "1 250,5"; true and false as 1 and 0. ENT_OK; ENT_ERR_ARGUMENT: it is
 * none, with *why a sentence or NULL, and *help (NULL for none), in the arena; ENT_ERR_NO_MEMORY. */
int ent_data_table_number(
    const ent_data_table *self, size_t row, size_t column, double *number, const char **why, const char **help);

/* Position of a cell, or of the line where the row is shorter. */
ent_position ent_data_table_at(const ent_data_table *self, size_t row, size_t column);

/* Position of the header of a column. */
ent_position ent_data_table_header_at(const ent_data_table *self, size_t column);

#endif
