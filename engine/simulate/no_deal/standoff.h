/* Draws whose talks ran to the last round without a deal: whether any package was left, and which party alone stands in
 * the way. */
#ifndef ENT_SIMULATE_NO_DEAL_STANDOFF_H
#define ENT_SIMULATE_NO_DEAL_STANDOFF_H

#include "simulate/no_deal/no_deal.h"
#include "simulate/talks/aspirations.h"
#include "simulate/talks/enumerate.h"
#include "simulate/talks/exclusions.h"
#include "simulate/talks/pareto_cache.h"

/* Fronts here have no lower bounds of utilities, other than those of the talks (ent_talks_plan.floor): they hold what
 * all parties but one would accept too. */
typedef struct ent_standoff {
    ent_talks_plan plan; /* the plan of the talks, with `floor` at -infinity */
    double *floor;       /* [deciders] owned */
    double *best;        /* [deciders] largest utility of the open packages */
    double *least;       /* [deciders] scratch */
    bool *alone;         /* [deciders] results, see ent_standoff_set */
    uint64_t *closing;   /* [closable][words] flags of all options of a demand that can be out together */
    size_t closable, words;
    ent_enumeration search;
    ent_pareto_cache fronts; /* initialised, as is `search`, where `compares` */
    bool compares;           /* three parties or more with a veto: the largest utilities alone do not tell */
    uint32_t *index;         /* [indices] scratch */
    size_t indices;
    int status; /* ENT_ERR_NO_MEMORY after memory ran out: the results are then of no use */
} ent_standoff;

/* A draw without an acceptable package in any round that it reached. All pointers are borrowed. */
typedef struct ent_stalled_draw {
    size_t row, first; /* first: the first round in which it could sign */
    double *const *reg;
    const ent_preference *preference;
    const ent_pareto_front *front; /* packages that are open in the last round, any number of them */
    ent_exclusions *exclusions;
    ent_aspirations *aspirations; /* set to the last round by ent_standoff_set */
} ent_stalled_draw;

/* Initialises for a plan with talks, which must outlive it, as must the kernels. A zeroed struct may be freed. Errors:
 * ENT_ERR_NO_MEMORY; the struct must be freed all the same. */
int ent_standoff_init(ent_standoff *self, const ent_talks_plan *plan, const ent_kernels *kernels);
void ent_standoff_free(ent_standoff *self);

/* Returns whether a package is open (available, unrefused, not ruled out by `together`) in some round from the first
 * on. Sets `alone` of each decider with a veto: whether some package that is open in the last round is acceptable to
 * all others with a veto. Failures go to `status`. */
bool ent_standoff_set(ent_standoff *self, const ent_stalled_draw *draw);

/* Writes what ent_standoff_set finds to the draw's row. */
void ent_standoff_tell(ent_standoff *self, const ent_stalled_draw *draw, ent_no_deal_rows *rows);

#endif
