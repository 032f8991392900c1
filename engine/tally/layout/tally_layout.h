/* Which columns of counts a tally has. */
#ifndef ENT_TALLY_LAYOUT_TALLY_LAYOUT_H
#define ENT_TALLY_LAYOUT_TALLY_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

/* A number of troops, at which exceedances of a force are counted. */
typedef struct ent_threshold {
    double troops;
    size_t force; /* index in the scenario */
} ent_threshold;

/* Sizes of one scenario, and the first column of each kind of count. A column is one count per world. Of all columns
 * the moments over worlds are stored, which probabilities and their intervals come from. The kept columns (below
 * `kept`) are stored for every world too: those of the headline and the checks, which paired differences and
 * convergence need; with `ranges` also those whose range across worlds the tables have. The others are streamed.
 *
 * Columns below `numbers` count draws: at most one for each draw of a world. Those from there on add up numbers of a
 * draw, and so do their denominators. */
typedef struct ent_tally_layout {
    size_t outcomes, checks, horizon, contributors, thresholds, options, parties, causes, packages,
        guarantees;       /* sizes */
    size_t steps;         /* of time in which a deal enters into force: rounds, or months where there is ratification */
    size_t ratifications; /* entries of ratification */
    size_t means;         /* numbers whose means are taken by checks */
    size_t measures;
    size_t no_deal_reasons;  /* reasons that a draw can have no deal for; 0: it always has one */
    size_t headline_measure; /* number of the measure whose mean the headline is; see headline_is_mean */
    bool renews;             /* new truces can begin after a collapse */
    bool truce_in_force;     /* each draw has a truce; else those with a deal */
    bool headline_is_mean;   /* else a probability */
    bool is_given;           /* draws are left out: those that were played are counted too */
    bool design;             /* worlds come from a design: sampling units are its randomisations (counts.h) */
    bool unknowns;           /* something differs between worlds: there may be a range across worlds */
    bool ranges;             /* a range across worlds may be measured (ent_range_may_be_measured) */
    const double *measure_low, *measure_high; /* [measures] bounds known of a measure before a draw; borrowed from the
                                                 model, which outlives the tally; NULL: nothing */
    /* kept columns */
    size_t draws;    /* draws in the world that are kept */
    size_t played;   /* draws in the world; the column above unless is_given */
    size_t headline; /* [2] draws with event and condition; draws with the condition */
    size_t check;    /* [2 * checks] likewise for each probability of the checks */
    size_t kept;     /* number of kept columns; with `ranges` all below `joins` */
    /* columns with a range, kept where that may be measured */
    size_t deals;    /* draws with a deal */
    size_t truces;   /* draws with a truce: `draws` or `deals` */
    size_t outcome;  /* [outcomes + 1] draws with the outcome; the last is unclassified */
    size_t survived; /* [horizon] draws with a truce that holds to the end of month m + 1 */
    /* streamed columns */
    size_t joins;          /* [contributors] draws in which it joins */
    size_t offered;        /* [thresholds] draws in which the force offers as many troops as the threshold, or more */
    size_t committed;      /* [thresholds] likewise for the troops it commits */
    size_t required;       /* [thresholds] likewise for the troops it requires */
    size_t agreed;         /* [steps] deals that entered into force in step i or before */
    size_t share;          /* [options] deals with this option; the options of all demands in file order */
    size_t peace;          /* [horizon, where renews] draws in which month m + 1 is one of peace */
    size_t begun;          /* [horizon, where renews] draws in which a new truce begins in month m + 1 */
    size_t no_deals;       /* [1, where a deal can fail] draws without a deal */
    size_t reason;         /* [no_deal_reasons] of these, those for each reason */
    size_t stalled;        /* [1, where a deal can fail] those in which some package was open, and none accepted */
    size_t alone;          /* [parties, likewise] of these, those in which the party alone stands in the way */
    size_t only;           /* [parties, likewise] those in which it does, and no other */
    size_t several;        /* [1, likewise] those in which each of several does */
    size_t no_single;      /* [1, likewise] those in which none does */
    size_t numbers;        /* the first column that adds up numbers of a draw */
    size_t truce_months;   /* [1, where there are guarantees] months of truce */
    size_t truces_begun;   /* [1, likewise] truces; with `renews` a draw may have several */
    size_t truces_lasting; /* [1, likewise] truces that hold to the horizon */
    size_t guarantee;      /* [guarantees * ENT_GUARANTEE_COLUMNS] */
    size_t signatures;     /* signed deals, of all attempts */
    size_t asked;          /* [ratifications] signatures on which the entry was asked */
    size_t yes;            /* [ratifications] of these, those with its answer yes */
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

/* Returns the column that a column is a share of: both count draws, or both add up numbers of draws. Of a column that
 * is a share of nothing, its own. */
size_t ent_tally_denominator(const ent_tally_layout *self, size_t column);

#endif
