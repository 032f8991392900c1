#include "model/search.h"

#include <math.h>

/* Bounds are compared with room for rounding; the packages found are tested exactly. */
static const double slack = 1e-9;

static bool is_out(const ent_search *self, size_t option)
{
    size_t flag = self->plan->flag_of[option];

    if (flag == SIZE_MAX) {
        return self->plan->excluded_always[option];
    }
    return (self->excluded[flag / 64] >> (flag % 64) & 1U) != 0;
}

/* From the last demand back: the most that the rest can bring each party. False where some demand has no option. */
static bool bound(ent_search *self)
{
    const ent_talks_plan *plan = self->plan;
    size_t parties = plan->parties;

    for (size_t p = 0; p < parties; p++) {
        self->best[plan->demands * parties + p] = 0.0;
    }
    for (size_t d = plan->demands; d-- > 0;) {
        double *best = self->best + d * parties;
        bool any = false;
        for (size_t p = 0; p < parties; p++) {
            best[p] = -INFINITY;
        }
        for (size_t o = plan->first_option[d]; o < plan->first_option[d + 1]; o++) {
            if (is_out(self, o)) {
                continue;
            }
            any = true;
            for (size_t p = 0; p < parties; p++) {
                double gain = self->gain[o * parties + p];
                best[p] = gain > best[p] ? gain : best[p];
            }
        }
        if (!any) {
            return false;
        }
        for (size_t p = 0; p < parties; p++) {
            best[p] += best[parties + p];
        }
    }
    return true;
}

static bool hopeless(const ent_search *self, size_t demand)
{
    const ent_talks_plan *plan = self->plan;
    const double *sum = self->sum + demand * plan->parties;
    const double *best = self->best + demand * plan->parties;

    for (size_t p = 0; p < plan->parties; p++) {
        if (plan->veto[p] && sum[p] + best[p] < (self->aspiration[p] - slack) * self->total[p]) {
            return true;
        }
    }
    return false;
}

static void keep(ent_search *self, uint32_t package)
{
    const ent_talks_plan *plan = self->plan;
    const double *sum = self->sum + plan->demands * plan->parties;
    double *utility;

    if (self->found->count == ENT_SEARCH_MOST) {
        self->overflow = true;
        return;
    }
    utility = self->found->utility + self->found->count * plan->parties;
    for (size_t p = 0; p < plan->parties; p++) {
        utility[p] = self->total[p] > 0.0 ? sum[p] / self->total[p] : 0.0;
        if (plan->veto[p] && !(utility[p] >= self->aspiration[p])) {
            return;
        }
    }
    self->found->package[self->found->count++] = package;
}

static void descend(ent_search *self, size_t demand, uint32_t package)
{
    const ent_talks_plan *plan = self->plan;
    size_t parties = plan->parties;
    size_t first = plan->first_option[demand];
    size_t options = plan->first_option[demand + 1] - first;
    const double *sum = self->sum + demand * parties;
    double *next = self->sum + (demand + 1) * parties;

    for (size_t o = 0; o < options && !self->overflow; o++) {
        uint32_t extended = package * (uint32_t) options + (uint32_t) o;
        if (is_out(self, first + o)) {
            continue;
        }
        for (size_t p = 0; p < parties; p++) {
            next[p] = sum[p] + self->gain[(first + o) * parties + p];
        }
        if (hopeless(self, demand + 1)) {
            continue;
        }
        if (demand + 1 == plan->demands) {
            keep(self, extended);
        } else {
            descend(self, demand + 1, extended);
        }
    }
}

bool ent_search_run(ent_search *self)
{
    self->overflow = false;
    self->found->count = 0;
    for (size_t p = 0; p < self->plan->parties; p++) {
        self->sum[p] = 0.0;
    }
    if (bound(self) && !hopeless(self, 0)) {
        descend(self, 0, 0);
    }
    return !self->overflow;
}
