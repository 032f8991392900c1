/* The tally: all that the tables of one variant are computed from, counted during the simulation.
 *
 * All members are integers (counts, or exact fixed-point sums), so tallies of any partition of the draws merge to the
 * same value in any order. Therefore the bytes of the tables depend neither on threads nor on processes. */
#ifndef ENT_TALLY_TALLY_H
#define ENT_TALLY_TALLY_H

#include "base/arena.h"
#include "tally/drivers/driver_sum.h"
#include "tally/estimate.h"
#include "tally/exact_sum.h"
#include "tally/guarantee_counts.h"
#include "tally/histogram.h"
#include "tally/layout/tally_layout.h"
#include "tally/mean.h"
#include "tally/measure.h"
#include "tally/real_histogram.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A zeroed struct may be freed. All arrays are in the arena. */
typedef struct ent_tally {
    ent_arena arena;
    ent_tally_layout layout;
    uint64_t worlds, replications; /* worlds of the run (0: none are kept here), draws per world */
    uint64_t room;                 /* number of worlds with memory, from ent_tally_init on */
    unsigned char *kept;           /* [layout.kept][room] counts, each of `bytes` bytes; read by ent_tally_counts */
    unsigned bytes;                /* of a kept count: 1, 2 or 4, as many as `replications` needs */
    ent_moments *column;           /* [layout.columns] each column over its denominator, by world */
    ent_unit_counts *units;        /* [layout.columns] the same by randomisation, of a design; else no element */
    ent_exact_sum *mean;           /* [worlds][means] numbers, over the world's draws with their condition */
    ent_measure_sum *measure_sum;  /* [worlds][measures] likewise */
    ent_real_histogram *measure;   /* [measures] the same numbers */
    /* contributors */
    ent_exact_sum *troops_sum; /* [contributors] troops, over the draws in which it joins */
    ent_histogram *troops;     /* [contributors] troops, over the same draws */
    uint64_t *pivotal;         /* [contributors] draws in which it is pivotal */
    uint64_t *shapley;         /* [contributors] draws in which it is the pivot of the sampled order */
    /* talks */
    uint64_t *available;            /* [options] draws in which the option is available */
    uint64_t *refused;              /* [options] draws in which a party refuses the option in round 1 */
    ent_exact_sum *threshold_sum;   /* [parties] threshold utility, over all draws */
    ent_exact_sum *utility_sum;     /* [parties] utility of the deal in [0, 1], over deals */
    ent_histogram *utility;         /* [parties] likewise */
    uint64_t *package_count;        /* [packages] deals; index: options in file order, last demand fastest */
    ent_exact_sum *package_utility; /* [packages * parties] utility of the deal in [0, 1], at [package * parties + p] */
    uint64_t *answer_months;        /* [ratifications] months from signature to answer, summed where asked */
    /* truce */
    uint64_t *cause_month;     /* [causes * horizon] collapses by cause c in month m + 1, at [c * horizon + m] */
    uint64_t *guarantee_month; /* [guarantees * ENT_GUARANTEE_SERIES * (horizon + 1)] counts of month m at m - 1 */
    ent_driver_sum *driver;    /* [drivers] */
    uint64_t draws;            /* number of draws that are kept */
    uint64_t played;           /* number of draws, those that were left out too */
} ent_tally;

/* Initialises an empty tally for `worlds` worlds; with 0 worlds it is the tally of one thread, to be merged. The layout
 * must have its columns set. ENT_OK or ENT_ERR_NO_MEMORY (self is then empty). */
int ent_tally_init(ent_tally *self, const ent_tally_layout *layout, uint64_t worlds, uint64_t replications);

/* Makes *self a tally with the layout, worlds and moments of another one alone, in the arena, which frees it. Its
 * intervals can be read. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_tally_copy_moments(ent_tally *self, const ent_tally *from, ent_arena *arena);

/* Frees all memory. */
void ent_tally_free(ent_tally *self);

/* Adds another tally of the same layout. Exact, and independent of the order of merges. A tally without worlds adds no
 * counts by world, and one with a layout without packages no deals. */
void ent_tally_merge(ent_tally *self, const ent_tally *other);

/* Adds one deal on a package, with the utility of each party [parties] in [0, 1]. */
void ent_tally_deal(ent_tally *self, size_t package, const double *utility);

/* Adds counts of the guarantees by month (at the same places), as many as guarantee_month has. */
void ent_tally_guarantee_months(ent_tally *self, const uint64_t *count);

/* Adds a complete world, once per world: its counts [layout.columns]. */
void ent_tally_world(ent_tally *self, uint64_t world, const uint32_t *count);

/* Adds complete worlds of no design whose moments are known, each once. column: [layout.columns] moments of each column
 * over these worlds. count: [worlds][layout.columns] */
void ent_tally_worlds(
    ent_tally *self, uint64_t first_world, size_t worlds, const ent_moments *column, const uint32_t *count);

/* Adds complete worlds of one draw each, from first_world on, once per world, of no design. Since no such world counts
 * more than 1 in a column below `numbers`, their sums are enough. total: [layout.numbers] sums over these worlds.
 * number: [worlds][columns - numbers] by world. kept: [layout.kept][stride] by world, the first `worlds` of each. */
void ent_tally_single_draws(ent_tally *self, uint64_t first_world, size_t worlds, const uint32_t *total,
    const uint32_t *number, const uint8_t *kept, size_t stride);

/* Adds the sums of some draws of a world, which need not be complete: [layout.means]. */
void ent_tally_add_means(ent_tally *self, uint64_t world, const ent_exact_sum *sum);

/* Returns the sums of number `mean` by world. Borrowed. */
ent_sums ent_tally_sums(const ent_tally *self, size_t mean);

/* Adds the sums of some draws of a world, which need not be complete: [layout.measures]. */
void ent_tally_add_measures(ent_tally *self, uint64_t world, const ent_measure_sum *sum);

/* Returns the sums of a measure by world. Borrowed. */
ent_measure_column ent_tally_measure(const ent_tally *self, size_t measure);

/* Returns a kept column as counts by world; `at` is NULL for one that is streamed. Borrowed. */
ent_counts ent_tally_counts(const ent_tally *self, size_t column);

/* Sets the count of a world in a kept column, and nothing else. */
void ent_tally_set_count(ent_tally *self, size_t column, uint64_t world, uint32_t count);

/* Returns the sum of a column over all worlds. */
uint64_t ent_tally_total(const ent_tally *self, size_t column);

/* Sets *estimate to the probability of a column below `joins` given its denominator, with its range across worlds.
 * ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_tally_estimate(const ent_tally *self, size_t column, ent_estimate *estimate);

/* Returns the probability of any column given its denominator, without the range. */
ent_estimate ent_tally_interval(const ent_tally *self, size_t column);

/* Sets *estimate to the headline with its range across worlds: a probability, or the mean of a measure. ENT_OK or
 * ENT_ERR_NO_MEMORY. */
int ent_tally_headline(const ent_tally *self, ent_estimate *estimate);

/* Sets *difference to that of the headline to another tally of the same draws, paired by world. ENT_OK or
 * ENT_ERR_NO_MEMORY. */
int ent_tally_headline_difference(const ent_tally *self, const ent_tally *base, ent_difference *difference);

/* Returns the moments of a column over its denominator, over the sampling units. */
ent_moments ent_tally_moments(const ent_tally *self, size_t column);

/* Verifies a tally with all its worlds, for tests: no world has more draws than replications, events than draws, or
 * deals than draws; outcomes add up to draws; survival does not increase; kept columns add up to the moments' totals;
 * the counts of packages, options and causes are consistent with deals and draws; the drivers pass driver_check.h;
 * every histogram passes ent_histogram_check and has as many numbers as its sum. Returns NULL, or a description of the
 * first violation (a static string). */
const char *ent_tally_check(const ent_tally *self);

#endif
