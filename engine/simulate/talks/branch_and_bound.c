#include "simulate/talks/branch_and_bound.h"

#include "base/status.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Bounds are compared with room for rounding. */
static const double slack = 1e-9;

/* Shares of a smaller largest gain are not compared: rounding would decide. */
static const double smallest_gain = 1e-4;

/* Room for candidates; half of it is for those within reach of the best. */
enum { MOST_PAIRS = 8192 };

int ent_branch_and_bound_init(ent_branch_and_bound *self, const ent_talks_plan *plan, const ent_kernels *kernels)
{
    size_t deciders = plan->deciders;
    double *number = calloc(9 * deciders + 1, sizeof(*number));

    *self = (ent_branch_and_bound){.plan = plan, .kernels = kernels, .offset = number};
    self->option = calloc(plan->demands + 1, sizeof(*self->option));
    self->pairing.pair = calloc(MOST_PAIRS, sizeof(*self->pairing.pair));
    if (number == NULL || self->option == NULL || self->pairing.pair == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    self->maybe = number + deciders;
    self->sure = number + 2 * deciders;
    self->unit = number + 3 * deciders;
    self->weight = number + 4 * deciders;
    self->best = number + 5 * deciders;
    self->pairing.add = number + 6 * deciders;
    self->pairing.room = MOST_PAIRS;
    return ENT_OK;
}

void ent_branch_and_bound_free(ent_branch_and_bound *self)
{
    ent_pareto_front_free(&self->found);
    free(self->offset);
    free(self->option);
    free(self->pairing.pair);
    *self = (ent_branch_and_bound){0};
}

/* --- the best value -------------------------------------------------------------------------------------------------
 */

/* Adds the packages that can have the largest value of a goal. */
static void seek(ent_branch_and_bound *self, ent_goal goal)
{
    const ent_bargaining_margin margin = self->plan->rule->margin(self->plan->deciders);
    size_t before = self->pairing.vectors;

    self->pairing.goal = goal;
    self->pairing.share = margin.share;
    self->pairing.margin = margin.margin;
    self->pairing.floor = margin.floor;
    self->pairing.low = margin.low;
    self->kernels->pairs(&self->pairing);
    self->work += 50.0 + 5.0 * (double) (self->pairing.vectors - before);
}

/* --- rules ----------------------------------------------------------------------------------------------------------
 */

/* Finds the largest gain of each decider, then the largest minimum of shares of these. The packages with the largest
 * gains stay in the list: the rule needs the exact gains in the end. */
static void seek_shares(ent_branch_and_bound *self)
{
    size_t deciders = self->plan->deciders;
    bool comparable = true;

    for (size_t j = 0; j < deciders && !self->pairing.full; j++) {
        for (size_t i = 0; i < deciders; i++) {
            self->weight[i] = i == j ? self->unit[i] : 0.0;
        }
        seek(self, ENT_GOAL_SUM);
        self->best[j] = self->pairing.highest;
        comparable = comparable && self->best[j] >= smallest_gain;
    }
    for (size_t j = 0; j < deciders; j++) {
        self->weight[j] =
            comparable ? self->unit[j] / self->best[j] : 0.0; /* else all shares are 0, and no package is ruled out */
    }
    if (self->pairing.count > 0 && !self->pairing.full) {
        seek(self, ENT_GOAL_LEAST);
    }
}

static void seek_rule(ent_branch_and_bound *self)
{
    switch (self->plan->rule->method) {
    case ENT_BARGAINING_GOAL:
        memcpy(self->weight, self->unit, self->plan->deciders * sizeof(*self->weight));
        seek(self, self->plan->rule->goal);
        break;
    case ENT_BARGAINING_SHARES:
        seek_shares(self);
        break;
    case ENT_BARGAINING_FRONT:
    case ENT_BARGAINING_COUNT: /* no bound: left to enumeration */
        self->pairing.full = true;
        break;
    }
}

/* --- result ---------------------------------------------------------------------------------------------------------
 */

/* Values the listed packages in the order of the demands. */
static int list_found(ent_branch_and_bound *self, const ent_half_packages *halves, const ent_preference *preference)
{
    const ent_talks_plan *plan = self->plan;

    self->found.count = 0;
    if (ent_pareto_front_reserve(&self->found, self->pairing.count, plan->deciders) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < self->pairing.count; i++) {
        double package = halves->heads.sums.package[self->pairing.pair[i].head] +
                         halves->tails.sums.package[self->pairing.pair[i].tail];
        ent_preference_unpack(plan, (size_t) package, self->option);
        for (size_t j = 0; j < plan->deciders; j++) {
            self->found.utility[j * self->found.capacity + i] =
                ent_preference_utility(preference, plan, self->option, plan->decider[j]);
        }
        self->found.package[i] = package;
    }
    self->found.count = self->pairing.count;
    self->work += 60.0 * (double) self->pairing.count;
    return ENT_OK;
}

static ent_pair_half half(const ent_half *from)
{
    return (ent_pair_half){.number = from->sums.utility,
        .most = from->block_most,
        .stride = from->sums.capacity,
        .most_stride = from->block_stride,
        .blocks = from->blocks};
}

static void set_deciders(
    ent_branch_and_bound *self, const ent_preference *preference, const double *aspiration, const double *reservation)
{
    const ent_talks_plan *plan = self->plan;

    for (size_t j = 0; j < plan->deciders; j++) {
        double total = preference->total[plan->decider[j]];
        double asked = plan->veto[plan->decider[j]] ? aspiration[j] - reservation[j] : -DBL_MAX;
        self->offset[j] = reservation[j] * total;
        self->maybe[j] = (asked - slack) * total;
        self->sure[j] = (asked + slack) * total;
        self->unit[j] = total > 0.0 ? 1.0 / total : 0.0;
    }
}

int ent_branch_and_bound_run(ent_branch_and_bound *self, const ent_half_packages *halves,
    const ent_preference *preference, const double *aspiration, const double *reservation)
{
    ent_pairing *pairing = &self->pairing;

    self->work = 0.0;
    set_deciders(self, preference, aspiration, reservation);
    pairing->columns = self->plan->deciders;
    pairing->heads = half(&halves->heads);
    pairing->tails = half(&halves->tails);
    pairing->offset = self->offset;
    pairing->maybe = self->maybe;
    pairing->sure = self->sure;
    pairing->weight = self->weight;
    pairing->count = 0;
    pairing->full = false;
    seek_rule(self);
    self->full = pairing->full;
    return self->full ? ENT_OK : list_found(self, halves, preference);
}
