/* What happens while the talks go on: events with `during`, and settings of the talks that are known by round.
 *
 * Months of the talks are counted from 0, the start. In each month the events come first, in file order, then the
 * stages of the talks. Round k, in month m_k = k * months_per_round, sees what has begun by m_k and still lasts. The
 * values of all rounds are kept, since the rounds of a draw are tried one by one. Used only by scenarios that have such
 * events or settings (ent_talks_plan.clock). */
#ifndef ENT_SIMULATE_TALKS_CLOCK_H
#define ENT_SIMULATE_TALKS_CLOCK_H

#include "simulate/block.h"

/* A kept value on which acceptance depends. */
typedef struct ent_round_watch {
    size_t kept;
    bool falling; /* less of it is a setback; else more of it is */
} ent_round_watch;

/* Columns hold `most_rows` draws: the rows of a block are played in pieces, so that the rounds kept fit into memory. */
typedef struct ent_talks_clock {
    const ent_model *model;   /* borrowed */
    ent_block *block;         /* borrowed: the draws */
    void *memory;             /* owns all columns */
    double **reg;             /* [registers of the space of rounds] */
    double *stage;            /* [most_rows] number of the stage that is waited for; the number of stages: all passed */
    double *since;            /* [most_rows] month in which the stage before was passed */
    double *reached;          /* [most_rows] integrated hazard of the stage so far */
    double *waits;            /* [most_rows] 1 where a signed deal waits in the month that is played, else 0 */
    double *kept;             /* [kept values][rounds][most_rows] */
    ent_round_watch *watched; /* [watches] */
    size_t watches;
    uint64_t *setback;       /* [setback_words][most_rows] bit k % 64 of word k / 64: what was acceptable in round k - 1
                                need not be so in round k */
    size_t setback_words;    /* 0 without watches */
    size_t rounds;           /* 1 without talks: the signature in month 0 */
    double months_per_round; /* 0 without talks */
    size_t most_rows;
    size_t first, rows; /* the rows of the block that were played last */
} ent_talks_clock;

/* Allocates the columns; nothing for a plan without a clock. block: borrowed, initialised. Errors: ENT_ERR_NO_MEMORY;
 * the clock may be freed then too. */
int ent_talks_clock_init(ent_talks_clock *self, ent_block *block);

/* A zeroed clock may be freed. */
void ent_talks_clock_free(ent_talks_clock *self);

/* Plays the months of the talks for the rows [first, first + n) of the block, n the smaller of most_rows and the number
 * of rows left. Fills the draw registers of round 1 (ent_talks_plan.first), of the stages and `ready`, and those of the
 * kept values with the values of the last round. Returns n, at least 1 where first < block->rows. */
size_t ent_talks_clock_run(ent_talks_clock *self, size_t first);

/* Plays the months again for all rows of the block, without stages and rounds, once ratification is over: events that
 * go on in the truce to the month of the entry into force, the others to that of the signature. Fills the draw
 * registers of their state then (ent_during_plan.deal_started, deal_summed). Only for a plan that plays on, after
 * ent_talks_clock_run. */
void ent_talks_clock_play_on(ent_talks_clock *self);

/* The value number `kept` of a row of the block in round k, 1 <= k <= rounds. The row must have been played last. */
static inline double ent_talks_clock_value(const ent_talks_clock *self, size_t kept, size_t row, size_t k)
{
    return self->kept[(kept * self->rounds + k - 1) * self->most_rows + (row - self->first)];
}

/* The last round, from round k on, up to which every package that is acceptable in a round stays so in the next one, as
 * far as values by round decide. The row must have been played last. */
size_t ent_talks_clock_last_growing(const ent_talks_clock *self, size_t row, size_t k);

/* Writes the kept values of a row in round k to the registers of its draw: the state at the signature. */
void ent_talks_clock_settle(const ent_talks_clock *self, size_t row, size_t k);

#endif
