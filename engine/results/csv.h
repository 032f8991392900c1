/* Writes a CSV table (RFC 4180: comma, CRLF, cells in quotes where they must be) into memory. */
#ifndef ENT_RESULTS_CSV_H
#define ENT_RESULTS_CSV_H

#include <stddef.h>
#include <stdint.h>

/* Zeroed is empty. A failure is remembered, and further calls do nothing: ask for `status` at the end.
 * ENT_ERR_NO_MEMORY; ENT_ERR_ARGUMENT: a row of another width than the first. */
typedef struct ent_csv_writer {
    char *bytes; /* not NUL-terminated; NULL while empty */
    size_t length, capacity;
    size_t rows;    /* ended ones, header included */
    size_t columns; /* of the first row */
    size_t column;  /* cells in the open row */
    int status;
} ent_csv_writer;

void ent_csv_writer_init(ent_csv_writer *self);
void ent_csv_writer_free(ent_csv_writer *self);

/* Remembers a failure of whoever fills the table. */
void ent_csv_fail(ent_csv_writer *self, int status);

/* One cell: a text (NULL counts as ""), a number (shortest round trip; NaN gives an empty cell), a count. */
void ent_csv_text(ent_csv_writer *self, const char *text);
void ent_csv_real(ent_csv_writer *self, double x);
void ent_csv_count(ent_csv_writer *self, uint64_t x);

/* A text cell made of two, such as a prefix and a name. */
void ent_csv_joined(ent_csv_writer *self, const char *first, const char *second);

void ent_csv_empty(ent_csv_writer *self, size_t cells);

/* Several text cells: names separated by single commas, none of which needs quotes ("variant,month"). */
void ent_csv_names(ent_csv_writer *self, const char *names);

void ent_csv_end_row(ent_csv_writer *self);

#endif
