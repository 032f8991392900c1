/* Writes a table as CSV text into memory (RFC 4180: comma, CRLF, cells in quotes only where needed). A text
 * that a spreadsheet would run, since it begins with = + - @, a tab or a return, gets an apostrophe in front. */
#ifndef ENT_TABLES_FORMAT_CSV_WRITER_H
#define ENT_TABLES_FORMAT_CSV_WRITER_H

#include "tables/format/sink.h"

#include <stdbool.h>

/* In front of a text that a spreadsheet would run. */
#define ENT_CSV_APOSTROPHE "'"

/* Whether a spreadsheet would run a text: the formula of another program, or a command. */
bool ent_csv_is_run(const char *text);

/* A zeroed struct is an empty table; free is always legal. Failures are in sink.status: ENT_ERR_NO_MEMORY, and those of
 * the sink. */
typedef struct ent_csv_writer {
    ent_sink sink;
    char *bytes; /* [length], without a NUL at the end; NULL while empty */
    size_t length, capacity;
} ent_csv_writer;

/* Initialises an empty writer; frees it, which may be done twice. A zeroed writer may be freed. */
void ent_csv_writer_init(ent_csv_writer *self);
void ent_csv_writer_free(ent_csv_writer *self);

/* The writer as a sink, borrowed from it. Numbers are written with the fewest digits that read back to the same double;
 * NaN is an empty cell. */
ent_sink *ent_csv_sink(ent_csv_writer *self);

/* Number of rows below the column names. */
size_t ent_csv_rows(const ent_csv_writer *self);

#endif
