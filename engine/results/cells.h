/* Cells that several tables share. Internal to the tables. */
#ifndef ENT_RESULTS_CELLS_H
#define ENT_RESULTS_CELLS_H

#include "results/tables.h"

/* Writes the header, names separated by single commas, where the writer is still empty. */
void ent_cells_header(ent_csv_writer *self, const char *names);

/* Probability and Monte Carlo interval: 3 cells. */
void ent_cells_estimate(ent_csv_writer *self, const ent_estimate *estimate);

/* 5%, 50% and 95% of the range across worlds: 3 cells. */
void ent_cells_range(ent_csv_writer *self, const ent_estimate *estimate);

/* count / of; empty where `of` is 0. */
void ent_cells_share(ent_csv_writer *self, uint64_t count, uint64_t of);

/* The estimate of one kept column over another; a failure goes to the writer. */
ent_estimate ent_cells_kept(ent_csv_writer *self, const ent_tally *tally, size_t column, size_t given);

/* All draws with a deal. */
uint64_t ent_cells_deals(const ent_tally *tally);

/* Whether there is something to talk about: without demands or parties all draws agree at once. */
bool ent_cells_any_talks(const ent_figures *figures);

#endif
