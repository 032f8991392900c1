/* Rounds of the talks: when the first one is, and how much each decider asks for in a round.
 *
 *   R_p(k) = clamp(threshold_p - war_cost_p m_k, 0, 1)                   reservation: utility of fighting on
 *   a_p(k) = R_p(k) + (1 - R_p(k)) (1 - min(1, k / D)^(1 / concession_p))      aspiration, D the deadline; R_p(k)
 * without a concession
 *
 * with m_k = k * months_per_round the month of round k = 1 ... K. A package is acceptable if U_p >= a_p(k) - 1e-12 for
 * every party with a veto. */
#ifndef ENT_SIMULATE_TALKS_ASPIRATIONS_H
#define ENT_SIMULATE_TALKS_ASPIRATIONS_H

#include "simulate/talks/clock.h"

typedef struct ent_aspirations {
    const ent_talks_plan *plan;
    const ent_talks_clock *clock; /* borrowed: the values by round; NULL where no setting is known by round */
    double *curve; /* [rounds + 1][deciders] 1 - min(1, k / D)^(1 / concession) in [0, 1], for a constant concession */
    double *reservation; /* [deciders] R_p in [0, 1] of the round set last */
    double *aspiration;  /* [deciders] a_p - 1e-12 of that round; -inf for a decider without a veto */
    double *lowest;      /* [deciders] lower bound of `aspiration` over the rounds from the one given last */
} ent_aspirations;

/* Initialises for a plan with talks. A zeroed struct may be freed. The plan must outlive it. Returns ENT_ERR_NO_MEMORY
 * if memory runs out; the struct must be freed all the same. */
int ent_aspirations_init(ent_aspirations *self, const ent_talks_plan *plan);
void ent_aspirations_free(ent_aspirations *self);

/* Sets `reservation` and `aspiration` for round k, 1 <= k <= rounds, of a row of the draw registers. */
void ent_aspirations_set(ent_aspirations *self, double *const *reg, size_t row, size_t k);

/* Sets `lowest` for the rounds from `first` on: a_p >= R_p, and R_p is linear in the month before it is clamped, unless
 * it is made of values by round. */
void ent_aspirations_bound(ent_aspirations *self, double *const *reg, size_t row, size_t first);

/* Returns the first round that is not before month `ready`, from 1; rounds + 1 if there is none. */
size_t ent_first_round(const ent_talks_plan *plan, double ready);

#endif
