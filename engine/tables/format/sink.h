/* Receiver of a table, cell by cell and row by row. Implementations: CSV text (csv_writer.h) and named columns in
 * memory (memory_table.h). The first row holds the column names. */
#ifndef ENT_TABLES_FORMAT_SINK_H
#define ENT_TABLES_FORMAT_SINK_H

#include <stddef.h>
#include <stdint.h>

/* One cell: a text where `text` is not NULL, else a number. NaN is an empty cell. Borrowed. */
typedef struct ent_cell {
    const char *text;
    double number;
} ent_cell;

typedef struct ent_sink ent_sink;

/* The functions of an implementation. They are called only while the status is ENT_OK. */
typedef struct ent_sink_methods {
    void (*text)(ent_sink *self, const char *text); /* never NULL */
    void (*real)(ent_sink *self, double x);         /* NaN: an empty cell */
    void (*count)(ent_sink *self, uint64_t x);
    void (*end_row)(ent_sink *self);
} ent_sink_methods;

/* First member of every implementation. A failure is kept in `status`, and further calls do nothing, so that a writer
 * of a table needs to check the status only once. ENT_ERR_ARGUMENT: a row differs in width from the first. */
struct ent_sink {
    const ent_sink_methods *methods;
    size_t columns; /* Number of cells of the first row; 0 before its end */
    size_t column;  /* Number of cells of the open row */
    size_t rows;    /* Number of complete rows, the row of column names included */
    int status;
};

/* Append one cell to the open row. NULL counts as "". */
void ent_sink_text(ent_sink *self, const char *text);
void ent_sink_real(ent_sink *self, double x);
void ent_sink_count(ent_sink *self, uint64_t x);
void ent_sink_cell(ent_sink *self, const ent_cell *cell);

/* Ends the open row. */
void ent_sink_end_row(ent_sink *self);

/* Keeps a failure of the caller, unless there is an earlier one. ENT_OK changes nothing. */
void ent_sink_fail(ent_sink *self, int status);

#endif
