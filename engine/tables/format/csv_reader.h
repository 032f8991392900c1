/* Reads a CSV table into memory (RFC 4180: quoted cells, doubled quotes, LF or CRLF; a byte-order mark in front is
 * passed over), without the apostrophe in front of a text that a spreadsheet would run. */
#ifndef ENT_TABLES_FORMAT_CSV_READER_H
#define ENT_TABLES_FORMAT_CSV_READER_H

#include "base/arena.h"

#include <stddef.h>

/* Index of a column that a table does not have. */
#define ENT_CSV_NONE ((size_t) -1)

typedef struct ent_csv {
    ent_arena arena;
    size_t columns;
    size_t rows;       /* Number of rows below the column names */
    const char **cell; /* [(rows + 1) * columns] row by row, the column names first; never NULL */
    size_t line;       /* Line of a parse error, from 1; 0: none */
} ent_csv;

/* A zeroed struct is a valid empty table; free is always legal. */
void ent_csv_init(ent_csv *self);
void ent_csv_free(ent_csv *self);

/* Parses text [length]. ENT_ERR_IO, with the line in self->line: a row with another number of cells than the column
 * names, an unclosed quote, text after a closing quote, or a NUL byte. ENT_ERR_NO_MEMORY. */
int ent_csv_parse(ent_csv *self, const char *text, size_t length);

/* Reads and parses a file of a folder, without following links (base/inner_file.h). Errors as above; ENT_ERR_IO with
 * line 0 and errno: the file cannot be read. */
int ent_csv_read(ent_csv *self, const char *folder, const char *name);

enum { ENT_CSV_REASON = 160 };

/* Writes why ent_csv_read gave ENT_ERR_IO, in words that follow the path; error: errno after it. */
void ent_csv_reason(const ent_csv *self, int error, char reason[ENT_CSV_REASON]);

/* Index of the column with this name, or ENT_CSV_NONE. */
size_t ent_csv_column(const ent_csv *self, const char *name);

/* Text of a cell, row from 0; "" outside the table. Borrowed. */
const char *ent_csv_cell(const ent_csv *self, size_t row, size_t column);

/* The cell as a number; NaN where it is empty, not a number, or outside the table. */
double ent_csv_number(const ent_csv *self, size_t row, size_t column);

/* The same of a column by its name. */
double ent_csv_number_of(const ent_csv *self, size_t row, const char *name);

#endif
