/* Cells and columns that several tables share. Internal to the tables. */
#ifndef ENT_TABLES_CELLS_H
#define ENT_TABLES_CELLS_H

#include "tables/table.h"

/* Descriptors of columns, in the order of the cells written by the functions below. */
#define ENT_COLUMN_VARIANT ENT_COLUMN("variant", "text", "id of the variant; base: the file as it is")
#define ENT_COLUMNS_INTERVAL(name, unit, about)                                                                        \
    ENT_COLUMN(name, unit, about), ENT_COLUMN("mc_low", unit, "lower end of the 95% Monte Carlo interval"),            \
        ENT_COLUMN("mc_high", unit, "upper end of the 95% Monte Carlo interval")
#define ENT_COLUMNS_RANGE_OF(unit)                                                                                     \
    ENT_COLUMN("world_p05", unit, "5% quantile across worlds"), ENT_COLUMN("world_p50", unit, "median across worlds"), \
        ENT_COLUMN("world_p95", unit, "95% quantile across worlds")
#define ENT_COLUMNS_ESTIMATE(name, about) ENT_COLUMNS_INTERVAL(name, "probability", about)
#define ENT_COLUMNS_RANGE ENT_COLUMNS_RANGE_OF("probability")

/* The same of the headline, which is a probability or the mean of a measure. */
#define ENT_COLUMNS_HEADLINE(name, about) ENT_COLUMNS_INTERVAL(name, "probability or unit", about)
#define ENT_COLUMNS_HEADLINE_RANGE ENT_COLUMNS_RANGE_OF("probability or unit")

/* Number of columns in an array of descriptors. */
#define ENT_COLUMNS(array) (sizeof(array) / sizeof((array)[0]))

/* Writes a probability and its 95% Monte Carlo interval: 3 cells. */
void ent_cells_estimate(ent_sink *sink, const ent_estimate *estimate);

/* Writes an end of an interval; an empty cell where it is infinite: no bound is known. */
void ent_cells_end(ent_sink *sink, double end);

/* Writes the quantiles 5%, 50% and 95% across worlds: 3 cells. */
void ent_cells_range(ent_sink *sink, const ent_estimate *estimate);

/* Writes count / of; an empty cell where `of` is 0. */
void ent_cells_share(ent_sink *sink, uint64_t count, uint64_t of);

/* Writes the mean of a sum; an empty cell where a number was beyond ENT_EXACT_SUM_LIMIT (warnings.csv reports it). */
void ent_cells_mean(ent_sink *sink, const ent_exact_sum *sum);

/* Returns the estimate of a column of the tally's layout, with its range across worlds. ENT_ERR_NO_MEMORY in
 * sink->status. */
ent_estimate ent_cells_ranged(ent_sink *sink, const ent_tally *tally, size_t column);

/* Returns the number of draws with a deal. */
uint64_t ent_cells_deals(const ent_tally *tally);

/* Number of draws with a truce: those with a deal or, in a truce in force, all. */
uint64_t ent_cells_truces(const ent_tally *tally);

/* Whether there are talks: without demands or parties every draw agrees in month 0. */
bool ent_cells_any_talks(const ent_figures *figures);

#endif
