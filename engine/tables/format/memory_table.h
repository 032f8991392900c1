/* A table in memory: named columns, and rows of texts and numbers. */
#ifndef ENT_TABLES_FORMAT_MEMORY_TABLE_H
#define ENT_TABLES_FORMAT_MEMORY_TABLE_H

#include "base/arena.h"
#include "tables/format/sink.h"

/* A zeroed struct is an empty table; free is always legal. Failures are in sink.status: ENT_ERR_NO_MEMORY, and those of
 * the sink. */
typedef struct ent_memory_table {
    ent_sink sink;
    ent_arena arena; /* Owns the texts */
    ent_cell *cell;  /* [sink.rows * sink.columns], row by row; the first row holds the column names */
    size_t cells, capacity;
} ent_memory_table;

/* Initialises an empty table; frees it, which may be done twice. A zeroed table may be freed. */
void ent_memory_table_init(ent_memory_table *self);
void ent_memory_table_free(ent_memory_table *self);

/* The table as a sink, borrowed from it. Texts are copied; counts are stored as doubles, exact up to 2^53. */
ent_sink *ent_memory_table_sink(ent_memory_table *self);

/* Number of rows below the column names. */
size_t ent_memory_table_rows(const ent_memory_table *self);

/* Name of a column, below sink.columns. Borrowed. */
const char *ent_memory_table_name(const ent_memory_table *self, size_t column);

/* A cell; row below ent_memory_table_rows, column below sink.columns. Borrowed. */
const ent_cell *ent_memory_table_cell(const ent_memory_table *self, size_t row, size_t column);

#endif
