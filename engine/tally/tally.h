/* The tally: everything that the tables of one variant need, counted while the draws go by.
 *
 * Every figure in it is an integer (a count, or an exact fixed-point sum), so tallies of any partition of the draws
 * merge to the same value in any order: that is what makes the output's bytes independent of threads and ranks. */
#ifndef ENT_TALLY_TALLY_H
#define ENT_TALLY_TALLY_H

#include "base/arena.h"
#include "tally/estimate.h"
#include "tally/exact_sum.h"
#include "tally/histogram.h"

#include <stddef.h>
#include <stdint.h>

/* Sizes of one scenario, and the first column of each kind of count. A column is a count a world. Kept columns (below
 * `kept`) are stored for every world, since ranges, paired differences and convergence need them; for the others only
 * moments over worlds are kept. */
typedef struct ent_tally_layout {
    size_t outcomes, checks, horizon, contributors, thresholds, rounds, options, parties, causes, packages;
    /* kept: */
    size_t draws;    /* draws in the world */
    size_t deals;    /* draws with a deal */
    size_t outcome;  /* [outcomes + 1]; the last is unclassified */
    size_t headline; /* [2]: event and condition; condition */
    size_t check;    /* [2 * checks]: likewise */
    size_t survived; /* [horizon]: deals whose truce holds to the end of month m + 1 */
    size_t kept;     /* number of kept columns */
    /* streamed: */
    size_t joins;     /* [contributors] */
    size_t offered;   /* [thresholds]: draws with force.offered >= threshold */
    size_t committed; /* [thresholds] */
    size_t required;  /* [thresholds] */
    size_t agreed;    /* [rounds]: deals signed in round k + 1 or before */
    size_t share;     /* [options]: deals with this option; all demands' options in file order */
    size_t columns;   /* number of all columns */
} ent_tally_layout;

/* Fills in the columns' places from the sizes. */
void ent_tally_layout_place(ent_tally_layout *self);

typedef struct ent_tally {
    ent_arena arena;
    ent_tally_layout layout;
    uint64_t worlds, replications;
    uint32_t *kept;       /* [worlds][layout.kept] */
    ent_moments *moments; /* [columns - kept]: streamed column over its denominator (draws; for `share`: deals) */
    /* contributors */
    ent_exact_sum *troops_sum; /* [contributors], over draws in which it joins */
    ent_histogram *troops;     /* [contributors] */
    uint64_t *pivotal;         /* [contributors] draws */
    uint64_t *shapley;         /* [contributors] draws in which it was the pivot of the drawn order */
    /* talks */
    uint64_t *available;            /* [options] draws */
    uint64_t *refused;              /* [options] draws */
    ent_exact_sum *threshold_sum;   /* [parties], over all draws */
    ent_exact_sum *utility_sum;     /* [parties], over deals */
    ent_histogram *utility;         /* [parties] */
    uint64_t *package_count;        /* [packages]; index: options in file order, last demand fastest */
    ent_exact_sum *package_utility; /* [packages * parties] */
    /* truce */
    uint64_t *cause_month; /* [causes * horizon]: collapses by cause c in month m + 1, at [c * horizon + m] */
    uint64_t draws;        /* all */
} ent_tally;

/* Allocates for `worlds` worlds (0: a part that only a thread adds to, to be merged); a zeroed struct may be freed.
 * layout must be placed. */
int ent_tally_init(ent_tally *self, const ent_tally_layout *layout, uint64_t worlds, uint64_t replications);
void ent_tally_free(ent_tally *self);

/* Adds other (same layout) to self. Exact and order-free. A part without worlds has no counts by world to add, and
 * one whose layout has no packages no deals. */
void ent_tally_merge(ent_tally *self, const ent_tally *other);

/* Adds one deal; utility: [parties] of it. */
void ent_tally_deal(ent_tally *self, size_t package, const double *utility);

/* Adds one complete world: `count` has layout.columns entries. Must be called once a world. */
void ent_tally_world(ent_tally *self, uint64_t world, const uint32_t *count);

/* A kept column as counts by world. */
ent_counts ent_tally_counts(const ent_tally *self, size_t column);

/* The estimate of a kept column over the kept column `given`, with its range. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_tally_kept(const ent_tally *self, size_t column, size_t given, ent_estimate *estimate);

/* The estimate (no range across worlds) of a streamed column over its denominator. */
ent_estimate ent_tally_streamed(const ent_tally *self, size_t column);

#endif
