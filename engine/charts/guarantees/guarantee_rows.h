/* The rows of guarantees.csv, for charts and report. */
#ifndef ENT_CHARTS_GUARANTEES_GUARANTEE_ROWS_H
#define ENT_CHARTS_GUARANTEES_GUARANTEE_ROWS_H

#include "tables/format/csv_reader.h"
#include "wording/guarantee_words.h"

/* Reads the guarantees of a variant (an id) in the order of the file, which is that of the tests: an array [*count] in
 * the arena; names and ids are those of the table. NULL, with *count 0, when memory is out; not for an empty table. */
ent_guarantee_figures *ent_guarantees_read(const ent_csv *csv, const char *variant, ent_arena *arena, size_t *count);

#endif
