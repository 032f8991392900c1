#include "model/walk.h"

#include "base/status.h"
#include "model/bargain.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Bounds are compared with room for rounding. */
static const double slack = 1e-9;

/* Shares of less than this are not compared: the difference that they are a share of is too small. */
static const double least_gain = 1e-4;

enum { MOST_PAIRS = 8192 };

int ent_walk_init(ent_walk *self, const ent_talks_plan *plan, const ent_kernels *kernels)
{
    size_t deciders = plan->deciders;
    double *number = calloc(9 * deciders + 1, sizeof(*number));

    *self = (ent_walk){.plan = plan, .kernels = kernels, .offset = number};
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

void ent_walk_free(ent_walk *self)
{
    ent_front_free(&self->found);
    free(self->offset);
    free(self->option);
    free(self->pairing.pair);
    *self = (ent_walk){0};
}

/* --- the best value -------------------------------------------------------------------------------------------------
 */

/* Adds the packages that may have the largest value. */
static void seek(ent_walk *self, ent_goal goal)
{
    const ent_bargain_margin margin = ent_bargain_margin_of(self->plan, goal);
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

/* The most that each judge can get, then the shares of it. What each gets at best must be exact in the end: so the
 * packages that may be it are kept too. */
static void seek_shares(ent_walk *self)
{
    size_t deciders = self->plan->deciders;
    bool comparable = true;

    for (size_t j = 0; j < deciders && !self->pairing.full; j++) {
        for (size_t i = 0; i < deciders; i++) {
            self->weight[i] = i == j ? self->unit[i] : 0.0;
        }
        seek(self, ENT_GOAL_SUM);
        self->best[j] = self->pairing.highest;
        comparable = comparable && self->best[j] >= least_gain;
    }
    for (size_t j = 0; j < deciders; j++) {
        self->weight[j] = comparable ? self->unit[j] / self->best[j] : 0.0; /* then all are equal, and kept */
    }
    if (self->pairing.count > 0 && !self->pairing.full) {
        seek(self, ENT_GOAL_LEAST);
    }
}

static void seek_rule(ent_walk *self)
{
    ent_goal goal;

    if (ent_bargain_goal(self->plan, &goal)) {
        memcpy(self->weight, self->unit, self->plan->deciders * sizeof(*self->weight));
        seek(self, goal);
    } else {
        seek_shares(self);
    }
}

/* --- what was found -------------------------------------------------------------------------------------------------
 */

static int list_found(ent_walk *self, const ent_halves *halves, const ent_preference *preference)
{
    const ent_talks_plan *plan = self->plan;

    self->found.count = 0;
    if (ent_front_reserve(&self->found, self->pairing.count, plan->deciders) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < self->pairing.count; i++) {
        double package = halves->heads.part.package[self->pairing.pair[i].head] +
                         halves->tails.part.package[self->pairing.pair[i].tail];
        ent_preference_unpack(plan, (size_t) package, self->option);
        for (size_t j = 0; j < plan->deciders; j++) {
            self->found.utility[j * self->found.capacity + i] =
                ent_preference_utility(preference, plan, self->option, plan->judge[j]);
        }
        self->found.package[i] = package;
    }
    self->found.count = self->pairing.count;
    self->work += 60.0 * (double) self->pairing.count;
    return ENT_OK;
}

static ent_pair_half half(const ent_half *from)
{
    return (ent_pair_half){.number = from->part.utility,
        .most = from->block_most,
        .stride = from->part.capacity,
        .most_stride = from->block_stride,
        .blocks = from->blocks};
}

static void set_judges(ent_walk *self, const ent_preference *preference, const double *least, const double *reservation)
{
    const ent_talks_plan *plan = self->plan;

    for (size_t j = 0; j < plan->deciders; j++) {
        double total = preference->total[plan->judge[j]];
        double asked = plan->veto[plan->judge[j]] ? least[j] - reservation[j] : -DBL_MAX;
        self->offset[j] = reservation[j] * total;
        self->maybe[j] = (asked - slack) * total;
        self->sure[j] = (asked + slack) * total;
        self->unit[j] = total > 0.0 ? 1.0 / total : 0.0;
    }
}

int ent_walk_run(ent_walk *self, const ent_halves *halves, const ent_preference *preference, const double *least,
    const double *reservation)
{
    ent_pairing *pairing = &self->pairing;

    self->work = 0.0;
    set_judges(self, preference, least, reservation);
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
