/* In how many draws each package is acceptable in the last round of the talks.
 *
 * Draws with the same preferences value packages alike and differ only in the utilities asked for and in the options
 * that are out. They are collected in batches of up to ENT_ACCEPTANCE_ROWS. A batch is counted package by package: its
 * acceptable draws are the intersection of bit sets, those in which the options of the package are not out, and for
 * each party with a veto those in which it asks for no more than the package brings. The latter are prefixes of the
 * draws in the order of the utility asked for, so the set of a package is looked up by the rank of its utility. A batch
 * of n draws takes about n (log n + n / 64) steps for each party, and n / 64 words for each package. */
#ifndef ENT_RUN_ACCEPTANCE_H
#define ENT_RUN_ACCEPTANCE_H

#include "run/deals/last_round.h"

enum {
    ENT_ACCEPTANCE_ROWS = 512, /* draws of a batch at most */
    ENT_ACCEPTANCE_WORDS = ENT_ACCEPTANCE_ROWS / 64,
    ENT_ACCEPTANCE_CELLS = 256 /* of [0, 1], by which ranks are looked up */
};

/* Counts of draws. Arrays are owned. */
typedef struct ent_acceptance_counts {
    size_t packages, parties;
    uint64_t *acceptable;   /* [packages] draws in which all parties with a veto accept it in the last round */
    uint64_t draws;         /* draws counted */
    uint64_t none;          /* draws in which no package is acceptable: there is no zone of agreement */
    uint64_t nothing_left;  /* of these: every package has an option that is refused or not available */
    uint64_t *never_enough; /* [parties] of these, with packages left: none of them is enough for this party */
    uint64_t apart;         /* of these: each party has one that is enough for it, but none is for all */
} ent_acceptance_counts;

/* A zeroed struct may be freed. Errors: ENT_ERR_NO_MEMORY; it may be freed then too. */
int ent_acceptance_counts_init(ent_acceptance_counts *self, size_t packages, size_t parties);
void ent_acceptance_counts_free(ent_acceptance_counts *self);

/* Adds the counts of other draws of as many packages and parties. */
void ent_acceptance_counts_merge(ent_acceptance_counts *self, const ent_acceptance_counts *from);

/* Draws of one set of preferences. */
typedef struct ent_acceptance_batch {
    uint64_t stamp; /* of the preferences in the simulator's store; 0: empty */
    size_t rows;
    double *gain;     /* [vetoes][options] weight times score */
    double *total;    /* [vetoes] sum of weights */
    double *addition; /* [vetoes][entries of `together`] */
    double *asked;    /* [vetoes][ENT_ACCEPTANCE_ROWS] a_p(K) - 1e-12 */
    uint64_t *left;   /* [options][ENT_ACCEPTANCE_WORDS] bit of each row: 1 where the option is not out */
} ent_acceptance_batch;

/* Collects the draws of one simulator. */
typedef struct ent_acceptance {
    const ent_talks_plan *plan;    /* borrowed */
    const ent_kernels *kernels;    /* borrowed */
    ent_acceptance_counts *counts; /* borrowed: what batches are added to */
    size_t *veto;                  /* [vetoes] parties */
    size_t *decider;               /* [vetoes] their numbers among the plan's deciders */
    size_t vetoes;
    ent_acceptance_batch *batch; /* [batches] */
    size_t batches, oldest;      /* oldest: the next one that makes room for other preferences */
    /* scratch of the batch that is counted */
    double *sorted;   /* [vetoes][ENT_ACCEPTANCE_ROWS] utilities that the party asks for, ascending */
    uint16_t *below;  /* [vetoes][ENT_ACCEPTANCE_CELLS + 1] number of rows that ask for less than the cell's start */
    uint64_t *lowest; /* [vetoes][ENT_ACCEPTANCE_ROWS + 1][ENT_ACCEPTANCE_WORDS] so many rows that ask least */
    double *sum;      /* [demands + 1][vetoes] gains of the options of the first demands */
    uint64_t *open;   /* [demands + 1][ENT_ACCEPTANCE_WORDS] rows in which these options are not out */
    size_t *option;   /* [demands] the options being combined */
    uint64_t *any;    /* [ENT_ACCEPTANCE_WORDS] rows with an acceptable package … */
    uint64_t *some;   /* … with one that is left … */
    uint64_t *enough; /* … and [vetoes][ENT_ACCEPTANCE_WORDS] with one that is left and enough for the party */
    size_t *order;    /* [ENT_ACCEPTANCE_ROWS] rows by the utility that a party asks for */
} ent_acceptance;

/* plan: with talks; counts: of its packages and parties. All are borrowed. A zeroed struct may be freed. Errors:
 * ENT_ERR_NO_MEMORY; it may be freed then too. */
int ent_acceptance_init(
    ent_acceptance *self, const ent_talks_plan *plan, const ent_kernels *kernels, ent_acceptance_counts *counts);
void ent_acceptance_free(ent_acceptance *self);

/* Adds a draw. It may be counted later. */
void ent_acceptance_add(ent_acceptance *self, const ent_last_round *round);

/* Counts all draws added so far. */
void ent_acceptance_flush(ent_acceptance *self);

#endif
