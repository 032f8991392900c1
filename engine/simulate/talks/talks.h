/* Stage 3: in which round which package is signed, if any. */
#ifndef ENT_SIMULATE_TALKS_TALKS_H
#define ENT_SIMULATE_TALKS_TALKS_H

#include "model/model.h"
#include "simulate/no_deal/no_deal.h"
#include "simulate/no_deal/standoff.h"
#include "simulate/talks/aspirations.h"
#include "simulate/talks/branch_and_bound.h"
#include "simulate/talks/enumerate.h"
#include "simulate/talks/exclusions.h"
#include "simulate/talks/pareto_cache.h"
#include "simulate/talks/preferences.h"
#include "simulate/talks/random_package.h"
#include "simulate/talks/remaining_packages.h"

/* Caches and scratch memory of one thread. */
typedef struct ent_talks_state {
    const ent_talks_plan *plan;
    const ent_kernels *kernels;
    ent_talks_clock *clock; /* borrowed; NULL where the plan has none */
    ent_preferences preferences;
    ent_exclusions exclusions;
    ent_aspirations aspirations;
    ent_enumeration search;
    ent_pareto_cache fronts;
    ent_half_packages halves;
    ent_branch_and_bound walk;
    ent_random_package pick;
    ent_remaining_packages remaining;
    ent_standoff standoff;     /* see ent_talks_tell_no_deals */
    ent_no_deal_rows *no_deal; /* borrowed; NULL: not recorded */
    size_t *first;        /* [ENT_BLOCK_ROWS] first round in which each row of the block can sign; rounds + 1: none */
    size_t *slot;         /* [ENT_BLOCK_ROWS] preferences of rows ahead, as far as they are known; else SIZE_MAX */
    uint64_t *stamp;      /* [ENT_BLOCK_ROWS] theirs */
    size_t *option;       /* [demands] of a deal */
    uint64_t *entered;    /* [words of flags] of the options that are out in the round entered last, where they differ
                             by round */
    uint32_t *acceptable; /* [capacity] members of a set of packages that are acceptable in a round */
    double *value;        /* [capacity] scratch */
    size_t capacity;
    int status; /* ENT_ERR_NO_MEMORY after memory ran out: the results are then of no use */
} ent_talks_state;

/* Initialises for a plan, with or without talks. A zeroed struct may be freed. The plan and the kernels must outlive
 * it. Returns ENT_ERR_NO_MEMORY if memory runs out; the struct must be freed all the same. */
int ent_talks_init(ent_talks_state *self, const ent_talks_plan *plan, const ent_kernels *kernels);
void ent_talks_free(ent_talks_state *self);

/* Lends the clock of the months of the talks, where the plan has one; before the first run. */
void ent_talks_set_clock(ent_talks_state *self, ent_talks_clock *clock);

/* Has the talks tell why they end without a deal, as far as they know: in the rows without a deal, ent_talks_run writes
 * the reason (the stages, nothing open, not accepted) and who stands alone. rows: borrowed until the state is freed.
 * Errors: ENT_ERR_NO_MEMORY. */
int ent_talks_tell_no_deals(ent_talks_state *self, ent_no_deal_rows *rows);

/* Simulates the talks of `rows` draws, at most ENT_BLOCK_ROWS. reg: draw registers; world_reg: world registers; world:
 * [rows] each draw's row in these. Fills the plan's registers agreed (0 or 1), month and round (infinity without a
 * deal), deal (option of each demand, -1 without a deal) and utility (in [0, 1], 0 without a deal). Writes the package
 * index of each draw, or UINT32_MAX, to package[rows]. Failures go to `status`. */
void ent_talks_run(ent_talks_state *self, double *const *reg, double *const *world_reg, const uint32_t *world,
    size_t rows, uint32_t *package);

/* A draw that goes back to the talks after a refusal by ratification. */
typedef struct ent_resumption {
    size_t row;                   /* of the block */
    size_t first;                 /* first round, >= 1; beyond the last one: none is left */
    ent_refused_packages refused; /* packages that are out */
    double pick;                  /* uniform of the rule `random` for this attempt */
} ent_resumption;

/* Simulates the further talks of a draw of the block that ent_talks_run simulated last. world: its row in the world
 * registers. Fills the plan's registers and package[row] as ent_talks_run does, but leaves `round` unchanged without a
 * deal. Failures go to `status`. */
void ent_talks_resume(ent_talks_state *self, double *const *reg, double *const *world_reg, uint32_t world,
    const ent_resumption *resumption, uint32_t *package);

/* Writes the values without a deal to a row of the plan's registers, except `round`. */
void ent_talks_withdraw(const ent_talks_plan *plan, double *const *reg, size_t row);

/* Whether the invariants of all caches hold (ent_preferences_check, ent_pareto_cache_check, and those of filled
 * tables).
 */
bool ent_talks_check(const ent_talks_state *self);

#endif
