/* Reads a CSV table (RFC 4180: quoted cells, doubled quotes, LF or CRLF) whole into memory. */
#ifndef ENT_TABLES_FORMAT_CSV_READER_H
#define ENT_TABLES_FORMAT_CSV_READER_H

#include "base/arena.h"

#include <stddef.h>

/* Column that a table has not; no index reaches it. */
#define ENT_CSV_NONE ((size_t) -1)

typedef struct ent_csv {
    ent_arena arena;
    size_t columns;
    size_t rows;       /* without the header */
    const char **cell; /* [(rows + 1) * columns], header first; never NULL */
    size_t line;       /* where reading failed, from 1; 0: nowhere */
} ent_csv;

/* A zeroed struct is a valid empty table; free is always legal. */
void ent_csv_init(ent_csv *self);
void ent_csv_free(ent_csv *self);

/* Parses `length` bytes of text. All rows must have as many cells as the header. ENT_ERR_IO: a row of another width, a
 * quote that is never closed, text after a closing quote, or a NUL byte; self->line says where. ENT_ERR_NO_MEMORY. */
int ent_csv_parse(ent_csv *self, const char *text, size_t length);

/* Reads and parses a file. ENT_ERR_IO with line 0: it cannot be read. */
int ent_csv_read(ent_csv *self, const char *path);

/* Index of the column with this name, or ENT_CSV_NONE. */
size_t ent_csv_column(const ent_csv *self, const char *name);

/* A cell by data row (from 0) and column; "" where the column is ENT_CSV_NONE. */
const char *ent_csv_cell(const ent_csv *self, size_t row, size_t column);

/* The cell as a number; NaN where it is empty, is no number, or the column is ENT_CSV_NONE. */
double ent_csv_number(const ent_csv *self, size_t row, size_t column);

#endif
