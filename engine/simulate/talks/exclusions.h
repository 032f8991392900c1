/* The options that each draw excludes in a round: a party with a veto refuses them, or they are not available.
 *
 * An option that some draws exclude and others do not has a flag (ent_talks_plan.flag_of); all others are the same in
 * every draw (ent_talks_plan.excluded_always). The excluded options of a draw are an array of 64-bit words of flags.
 * They are the same in all rounds unless some refusal softens (ent_talks_plan.softens). */
#ifndef ENT_SIMULATE_TALKS_EXCLUSIONS_H
#define ENT_SIMULATE_TALKS_EXCLUSIONS_H

#include "simulate/talks/clock.h"

/* A refusal that softens: it holds in the months before one that each draw has of its own. */
typedef struct ent_softening {
    ent_register before; /* that month */
    size_t word;         /* of the option's flag */
    uint64_t bit;
} ent_softening;

/* An option that is out in the rounds in which a kept value is not 0. */
typedef struct ent_out_by_round {
    size_t kept;
    size_t word; /* of the option's flag */
    uint64_t bit;
} ent_out_by_round;

typedef struct ent_exclusions {
    const ent_talks_plan *plan;
    const ent_talks_clock *clock; /* borrowed: the values by round; NULL where no setting is known by round */
    const ent_kernels *kernels;
    size_t words;             /* of flags; 0 where no option has a flag */
    uint64_t *marked;         /* [words][ENT_BLOCK_ROWS] flags of each row of the block, without refusals that soften */
    uint64_t *one;            /* [words] flags of one row, where words != 1 or they differ by round */
    size_t row;               /* of `one`; SIZE_MAX before the first of a block */
    double from, until;       /* `one` is the same in the months from <= m < until, where no option is out by round */
    ent_softening *softening; /* [softenings] */
    size_t softenings;
    ent_out_by_round *out; /* [outs] */
    size_t outs;
    bool by_columns; /* few flags, and all that differs by round softens: the flags of the first and of the last round
                        of all rows are set at once */
    const size_t *first;         /* [ENT_BLOCK_ROWS] each row's first round; borrowed */
    uint64_t *opening, *closing; /* by columns: [ENT_BLOCK_ROWS] flags in that round, and in the last */
    double *column;              /* [ENT_BLOCK_ROWS] scratch: 1 in the rows where an option is not available */
} ent_exclusions;

/* Initialises for a plan with talks. A zeroed struct may be freed. The plan and the kernels must outlive it. Returns
 * ENT_ERR_NO_MEMORY if memory runs out; the struct must be freed all the same. */
int ent_exclusions_init(ent_exclusions *self, const ent_talks_plan *plan, const ent_kernels *kernels);
void ent_exclusions_free(ent_exclusions *self);

/* Sets the flags of rows 0 to rows - 1 of a block. reg: draw registers, [registers][rows]. rows <= ENT_BLOCK_ROWS. */
void ent_exclusions_mark(ent_exclusions *self, double *const *reg, size_t rows);

/* Prepares the rows [from, from + rows) after ent_exclusions_mark. first: [ENT_BLOCK_ROWS] the first round of each row
 * in which a deal can be signed; borrowed until the next block. */
void ent_exclusions_open(ent_exclusions *self, double *const *reg, const size_t *first, size_t from, size_t rows);

/* Returns the flags of a row in round k, [words]; valid until the next call. reg: draw registers. */
const uint64_t *ent_exclusions_of(ent_exclusions *self, double *const *reg, size_t row, size_t k);

/* Number of words of flags. */
static inline size_t ent_exclusion_words(const ent_talks_plan *plan)
{
    return (plan->flags + 63) / 64;
}

/* Whether the flags [words], or the plan, exclude an option (options of all demands numbered through). */
static inline bool ent_is_excluded(const ent_talks_plan *plan, const uint64_t *flags, size_t option)
{
    size_t flag = plan->flag_of[option];

    return flag == SIZE_MAX ? plan->excluded_always[option] : (flags[flag / 64] >> (flag % 64) & 1U) != 0;
}

#endif
