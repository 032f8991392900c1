/* Stage 3: whether a signed deal enters into force. After a no the talks may go on, so a draw can make several
 * attempts; the draws of a block make them side by side. */
#ifndef ENT_SIMULATE_RATIFICATION_H
#define ENT_SIMULATE_RATIFICATION_H

#include "simulate/block.h"
#include "simulate/talks/talks.h"

/* Counters of the block that was run last, and scratch memory of one thread. */
typedef struct ent_ratification_state {
    const ent_model *model;
    double *open;          /* [ENT_BLOCK_ROWS] 1 where a signed deal waits for its answers, else 0 */
    uint32_t *package;     /* [ENT_BLOCK_ROWS][rounds] packages refused; NULL where no entry sends back to the talks */
    uint32_t *signatures;  /* [ENT_BLOCK_ROWS] */
    uint32_t *asked, *yes; /* [entries][ENT_BLOCK_ROWS] how often each was asked, and answered yes */
    uint32_t *months;      /* [entries][ENT_BLOCK_ROWS] months from the signatures to the answers */
    ent_signature *signature; /* [ENT_BLOCK_ROWS][most] in a truce in force: those of each row; else NULL */
    bool *heard, *said;       /* [ENT_BLOCK_ROWS][most][entries] likewise: whether each was asked, and answered yes */
    double *takes;            /* [ENT_BLOCK_ROWS][most][entries] likewise: months to the answer */
    size_t most;              /* attempts that a draw can make */
    ent_attempt *attempt;     /* [attempts] of row 0; NULL unless recording */
    size_t attempts;
    double *kept;       /* [instructions of the segment][ENT_BLOCK_ROWS] values of each row's last attempt; NULL unless
                           recording */
    double *number;     /* owns the numbers of `attempt` */
    ent_answer *answer; /* owns its answers */
} ent_ratification_state;

/* Allocates all memory. model: borrowed. A zeroed struct may be freed. Errors: ENT_ERR_NO_MEMORY; the struct must be
 * freed all the same. */
int ent_ratification_init(ent_ratification_state *self, const ent_model *model);
void ent_ratification_free(ent_ratification_state *self);

/* Decides on the deals of a block that the talks have just made, where there is ratification: fills the registers
 * `signed`, `talks.signed` and `talks.refused`, moves talks.month to the entry into force, takes refused deals back,
 * and lets talks go on. Failures of the talks go to their status. */
void ent_ratification_run(ent_ratification_state *self, ent_block *block, ent_talks_state *talks);

/* After the truces of the block, where these are in force: a collapse in month m before the deal was in force ends the
 * talks, so signatures and answers of month m or later never were. Takes them out of the counts and registers. */
void ent_ratification_end_talks(ent_ratification_state *self, ent_block *block);

#endif
