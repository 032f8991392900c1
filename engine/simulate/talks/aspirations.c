#include "simulate/talks/aspirations.h"

#include "base/status.h"
#include "kernels/scalar_functions.h"

#include <math.h>
#include <stdlib.h>

static const double tolerance = 1e-12; /* of acceptance */

/* Share of its claim beyond the reservation that a party still asks for in round k: 1 - min(1, k / D)^(1 / concession),
 * D the deadline. */
static double concession_curve(const ent_talks_plan *plan, size_t k, double concession)
{
    return k >= plan->deadline ? 0.0 : 1.0 - ent_pow((double) k / (double) plan->deadline, 1.0 / concession);
}

int ent_aspirations_init(ent_aspirations *self, const ent_talks_plan *plan)
{
    size_t deciders = plan->deciders;

    *self = (ent_aspirations){.plan = plan};
    self->curve = calloc((plan->rounds + 1) * deciders + 1, sizeof(*self->curve));
    self->reservation = calloc(deciders + 1, sizeof(*self->reservation));
    self->aspiration = calloc(deciders + 1, sizeof(*self->aspiration));
    self->lowest = calloc(deciders + 1, sizeof(*self->lowest));
    if (self->curve == NULL || self->reservation == NULL || self->aspiration == NULL || self->lowest == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t k = 0; k <= plan->rounds; k++) {
        for (size_t j = 0; j < deciders; j++) {
            double concession = plan->concession_constant[plan->decider[j]];
            self->curve[k * deciders + j] = isnan(concession) ? 0.0 : concession_curve(plan, k, concession);
        }
    }
    return ENT_OK;
}

void ent_aspirations_free(ent_aspirations *self)
{
    free(self->curve);
    free(self->reservation);
    free(self->aspiration);
    free(self->lowest);
    *self = (ent_aspirations){0};
}

/* A value of the draws or, where it is kept by round, its value in round k. */
static double value_in(
    const ent_aspirations *self, double *const *reg, ent_register column, size_t kept, size_t row, size_t k)
{
    return kept == SIZE_MAX ? reg[column][row] : ent_talks_clock_value(self->clock, kept, row, k);
}

static double reservation_in(const ent_aspirations *self, double *const *reg, size_t row, size_t p, size_t k)
{
    const ent_talks_plan *plan = self->plan;
    double month = (double) k * plan->months_per_round;
    double r = value_in(self, reg, plan->threshold[p], plan->threshold_at[p], row, k) -
               value_in(self, reg, plan->war_cost[p], plan->war_cost_at[p], row, k) * month;

    return r < 0.0 ? 0.0 : r > 1.0 ? 1.0 : r;
}

void ent_aspirations_set(ent_aspirations *self, double *const *reg, size_t row, size_t k)
{
    const ent_talks_plan *plan = self->plan;

    for (size_t j = 0; j < plan->deciders; j++) {
        size_t p = plan->decider[j];
        double r = reservation_in(self, reg, row, p, k);
        double share = self->curve[k * plan->deciders + j];
        if (plan->concession[p] != ENT_NO_REGISTER && isnan(plan->concession_constant[p])) {
            share = concession_curve(plan, k, reg[plan->concession[p]][row]);
        }
        self->reservation[j] = r;
        self->aspiration[j] = plan->veto[p] ? (r + (1.0 - r) * share) - tolerance : -INFINITY;
    }
}

static double lowest_reservation(const ent_aspirations *self, double *const *reg, size_t row, size_t p, size_t first)
{
    const ent_talks_plan *plan = self->plan;
    double low = reservation_in(self, reg, row, p, plan->rounds);
    bool by_round = plan->threshold_at[p] != SIZE_MAX || plan->war_cost_at[p] != SIZE_MAX;
    size_t last = by_round ? plan->rounds - 1 : plan->rising_cost ? first : 0;

    for (size_t k = first; k <= last && k < plan->rounds; k++) {
        double r = reservation_in(self, reg, row, p, k);
        low = r < low ? r : low;
    }
    return low;
}

void ent_aspirations_bound(ent_aspirations *self, double *const *reg, size_t row, size_t first)
{
    const ent_talks_plan *plan = self->plan;

    for (size_t j = 0; j < plan->deciders; j++) {
        size_t p = plan->decider[j];
        double low = lowest_reservation(self, reg, row, p, first);
        self->lowest[j] = !plan->veto[p] ? -INFINITY : low >= 0.0 ? low - tolerance : -tolerance;
    }
}

size_t ent_first_round(const ent_talks_plan *plan, double ready)
{
    double k = ceil(ready / plan->months_per_round);
    size_t round;

    if (!(k <= (double) plan->rounds + 1.0)) {
        return plan->rounds + 1;
    }
    round = k < 1.0 ? 1 : (size_t) k;
    while (round > 1 && (double) (round - 1) * plan->months_per_round >= ready) { /* the quotient is rounded */
        round--;
    }
    while (round <= plan->rounds && (double) round * plan->months_per_round < ready) {
        round++;
    }
    return round;
}
