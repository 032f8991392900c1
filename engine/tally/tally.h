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
#include "tally/mean.h"
#include "tally/measure.h"
#include "tally/real_histogram.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A number of troops, at which exceedances of a force are counted. */
typedef struct ent_threshold {
    double troops;
    size_t force; /* index in the scenario */
} ent_threshold;

/* Sizes of one scenario, and the first column of each kind of count. A column is one count per world. The kept columns
 * (below `kept`) are stored for every world, since ranges, paired differences and convergence need them; of the
 * streamed columns only moments over worlds are stored. */
typedef struct ent_tally_layout {
    size_t outcomes, checks, horizon, contributors, thresholds, options, parties, causes, packages,
        guarantees;       /* sizes */
    size_t steps;         /* of time in which a deal enters into force: rounds, or months where there is ratification */
    size_t ratifications; /* entries of ratification */
    size_t means;         /* numbers whose means are taken by checks */
    size_t measures;
    size_t headline_measure; /* number of the measure whose mean the headline is; see headline_is_mean */
    bool renews;             /* new truces can begin after a collapse */
    bool truce_in_force;     /* each draw has a truce; else those with a deal */
    bool headline_is_mean;   /* else a probability */
    bool is_given;           /* draws are left out: those that were played are counted too */
    bool design;             /* worlds come from a design: sampling units are its randomisations (counts.h) */
    bool unknowns;           /* something differs between worlds: there may be a range across worlds */
    const double *measure_low, *measure_high; /* [measures] what is known of a measure before a draw; borrowed from the
                                                 model, which outlives the tally; NULL: nothing */
    /* kept columns */
    size_t draws;    /* draws in the world that are kept */
    size_t played;   /* draws in the world; the column above unless is_given */
    size_t deals;    /* draws with a deal */
    size_t truces;   /* draws with a truce: one of the two columns above */
    size_t outcome;  /* [outcomes + 1] draws with the outcome; the last is unclassified */
    size_t headline; /* [2] draws with event and condition; draws with the condition */
    size_t check;    /* [2 * checks] likewise for each probability of the checks */
    size_t survived; /* [horizon] draws with a truce that holds to the end of month m + 1 */
    size_t kept;     /* number of kept columns */
    /* streamed columns */
    size_t joins;          /* [contributors] draws in which it joins */
    size_t offered;        /* [thresholds] draws in which the force offers as many troops as the threshold, or more */
    size_t committed;      /* [thresholds] likewise for what it commits */
    size_t required;       /* [thresholds] likewise for what it requires */
    size_t agreed;         /* [steps] deals that entered into force in step i or before */
    size_t share;          /* [options] deals with this option; the options of all demands in file order */
    size_t truce_months;   /* [1, where there are guarantees] months of truce */
    size_t truces_begun;   /* [1, likewise] truces; with `renews` a draw may have several */
    size_t truces_lasting; /* [1, likewise] truces that hold to the horizon */
    size_t guarantee;      /* [guarantees * ENT_GUARANTEE_COLUMNS] */
    size_t signatures;     /* signed deals, of all attempts */
    size_t asked;          /* [ratifications] signatures on which the entry was asked */
    size_t yes;            /* [ratifications] of these, those to which it said yes */
    size_t peace;          /* [horizon, where renews] draws in which month m + 1 is one of peace */
    size_t begun;          /* [horizon, where renews] draws in which a new truce begins in month m + 1 */
    size_t columns;        /* number of all columns */
    /* drivers, counted apart from the columns (drivers/driver_sum.h); none where the headline is a mean */
    size_t driver_events;    /* size: plain events that are not the headline itself */
    size_t driver_stages;    /* size: stages of the talks; 0 without talks */
    size_t driver_options;   /* size: options, 0 without talks */
    size_t driver_of_event;  /* [driver_events] the first ones are ENT_DRIVER_ALL and ENT_DRIVER_DEALS */
    size_t driver_of_joins;  /* [contributors] */
    size_t driver_of_option; /* [driver_options] */
    size_t driver_of_stage;  /* [driver_stages] */
    size_t drivers;          /* number of them */
} ent_tally_layout;

/* The bases of drivers, which are kept as the first drivers. */
enum {
    ENT_DRIVER_ALL,   /* draws in which the condition of the headline holds */
    ENT_DRIVER_DEALS, /* of these, draws with a deal: the base of options */
    ENT_DRIVER_BASES
};

/* Sets the columns from the sizes. */
void ent_tally_layout_place(ent_tally_layout *self);

/* A zeroed struct may be freed. All arrays are in the arena. */
typedef struct ent_tally {
    ent_arena arena;
    ent_tally_layout layout;
    uint64_t worlds, replications; /* worlds of the run (0: none are kept here), draws per world */
    uint32_t *kept;                /* [worlds][layout.kept] */
    ent_moments *moments;          /* [columns - kept] each streamed column over its denominator, by world */
    ent_unit_counts *units;        /* [columns - kept] the same by randomisation, of a design; else no element */
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
 * streamed columns can be read. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_tally_keep_streamed(ent_tally *self, const ent_tally *from, ent_arena *arena);

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

/* Adds the sums of some draws of a world, which need not be complete: [layout.means]. */
void ent_tally_add_means(ent_tally *self, uint64_t world, const ent_exact_sum *sum);

/* Returns the sums of number `mean` by world. Borrowed. */
ent_sums ent_tally_sums(const ent_tally *self, size_t mean);

/* Adds the sums of some draws of a world, which need not be complete: [layout.measures]. */
void ent_tally_add_measures(ent_tally *self, uint64_t world, const ent_measure_sum *sum);

/* Returns the sums of a measure by world. Borrowed. */
ent_measure_column ent_tally_measure(const ent_tally *self, size_t measure);

/* Returns a kept column as counts by world. Borrowed. */
ent_counts ent_tally_counts(const ent_tally *self, size_t column);

/* Sets *estimate to the probability of a kept column given the kept column `given`, with its range across worlds.
 * ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_tally_kept(const ent_tally *self, size_t column, size_t given, ent_estimate *estimate);

/* The same without the range: cheaper. */
ent_estimate ent_tally_interval(const ent_tally *self, size_t column, size_t given);

/* Sets *estimate to the headline with its range across worlds: a probability, or the mean of a measure. ENT_OK or
 * ENT_ERR_NO_MEMORY. */
int ent_tally_headline(const ent_tally *self, ent_estimate *estimate);

/* Sets *difference to that of the headline to another tally of the same draws, paired by world. ENT_OK or
 * ENT_ERR_NO_MEMORY. */
int ent_tally_headline_difference(const ent_tally *self, const ent_tally *base, ent_difference *difference);

/* Returns the moments of a streamed column over its denominator, over the sampling units. */
ent_moments ent_tally_moments(const ent_tally *self, size_t column);

/* Returns the probability of a streamed column given its denominator; without a range across worlds. */
ent_estimate ent_tally_streamed(const ent_tally *self, size_t column);

/* Verifies a tally with all its worlds, for tests: no world has more draws than replications, events than draws, or
 * deals than draws; outcomes add up to draws; survival does not increase; kept columns add up to the moments' totals;
 * the counts of packages, options and causes are consistent with deals and draws; every histogram passes
 * ent_histogram_check and has as many numbers as its sum. Returns NULL, or a description of the first violation (a
 * static string). */
const char *ent_tally_check(const ent_tally *self);

#endif
