/* Single draws: replayed alone, as a row of draws.csv or for telling. */
#ifndef ENT_RESULTS_RECORD_H
#define ENT_RESULTS_RECORD_H

#include "simulate/block.h"
#include "results/tables.h"

/* The value of one draw-rate column (rows of the block) or NaN where nothing keeps it. */
double ent_record_value(const ent_block *block, ent_register column, size_t row);

/* The cells of a row of draws.csv, in the order of ent_draw_columns, from a block of a model compiled for recording.
 * cell: room for all columns. Returns how many were filled. */
size_t ent_record_cells(const ent_block *block, size_t row, ent_draw_cell *cell);

/* The name of the outcome that took the row's draw; "unclassified" for none. */
const char *ent_record_outcome(const ent_block *block, size_t row);

/* Rows of the first `draws` draws. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_record_draws(ent_csv_writer *csv, const char *variant, const ent_model *recorder, uint64_t draws);

#endif
