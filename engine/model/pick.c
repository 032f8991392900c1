#include "model/pick.h"

#include "base/status.h"

#include <math.h>
#include <stdlib.h>

/* Bounds are compared with room for rounding. */
static const double slack = 1e-9;

int ent_pick_init(ent_pick *self, const ent_talks_plan *plan)
{
    size_t numbers = (plan->demands + 1) * plan->judges + 1;

    *self = (ent_pick){.plan = plan};
    self->sum = calloc(numbers, sizeof(*self->sum));
    self->most = calloc(numbers, sizeof(*self->most));
    self->fewest = calloc(numbers, sizeof(*self->fewest));
    self->completions = calloc(plan->demands + 1, sizeof(*self->completions));
    return self->sum != NULL && self->most != NULL && self->fewest != NULL && self->completions != NULL
               ? ENT_OK
               : ENT_ERR_NO_MEMORY;
}

void ent_pick_free(ent_pick *self)
{
    free(self->sum);
    free(self->most);
    free(self->fewest);
    free(self->completions);
    *self = (ent_pick){0};
}

static void bound_rest(ent_pick *self)
{
    const ent_talks_plan *plan = self->plan;
    size_t judges = plan->judges;

    for (size_t j = 0; j < judges; j++) {
        self->most[plan->demands * judges + j] = 0.0;
        self->fewest[plan->demands * judges + j] = 0.0;
    }
    self->completions[plan->demands] = 1;
    for (size_t d = plan->demands; d-- > 0;) {
        uint64_t open = 0;
        for (size_t o = plan->first_option[d]; o < plan->first_option[d + 1]; o++) {
            open += ent_search_is_out(plan, self->excluded, o) ? 0 : 1;
        }
        self->completions[d] = self->completions[d + 1] * open;
        for (size_t j = 0; j < judges; j++) {
            double high = -INFINITY;
            double low = INFINITY;
            for (size_t o = plan->first_option[d]; o < plan->first_option[d + 1]; o++) {
                double gain = self->preference->gain[o * plan->parties + plan->judge[j]];
                bool out = ent_search_is_out(plan, self->excluded, o);
                high = !out && gain > high ? gain : high;
                low = !out && gain < low ? gain : low;
            }
            self->most[d * judges + j] = high + self->most[(d + 1) * judges + j];
            self->fewest[d * judges + j] = low + self->fewest[(d + 1) * judges + j];
        }
    }
}

/* How many completions of a part of d demands are acceptable, where bounds tell: none or all; UINT64_MAX where they do
 * not. Whole packages are tested exactly. */
static uint64_t tell(const ent_pick *self, size_t d)
{
    const ent_talks_plan *plan = self->plan;
    const double *sum = self->sum + d * plan->judges;
    uint64_t count = self->completions[d];

    for (size_t j = 0; j < plan->judges; j++) {
        double total = self->preference->total[plan->judge[j]];
        double least = self->least[j];
        if (d == plan->demands || !(total > 0.0)) {
            if (!((total > 0.0 ? sum[j] / total : 0.0) >= least)) {
                return 0;
            }
        } else if (sum[j] + self->most[d * plan->judges + j] < (least - slack) * total) {
            return 0;
        } else if (!(sum[j] + self->fewest[d * plan->judges + j] >= (least + slack) * total)) {
            count = UINT64_MAX;
        }
    }
    return count;
}

static void add_option(ent_pick *self, size_t d, size_t option)
{
    const ent_talks_plan *plan = self->plan;

    for (size_t j = 0; j < plan->judges; j++) {
        self->sum[(d + 1) * plan->judges + j] =
            self->sum[d * plan->judges + j] + self->preference->gain[option * plan->parties + plan->judge[j]];
    }
}

static uint64_t count_from(ent_pick *self, size_t d)
{
    const ent_talks_plan *plan = self->plan;
    uint64_t count = tell(self, d);

    if (count != UINT64_MAX) {
        return count;
    }
    count = 0;
    for (size_t o = plan->first_option[d]; o < plan->first_option[d + 1]; o++) {
        if (!ent_search_is_out(plan, self->excluded, o)) {
            add_option(self, d, o);
            count += count_from(self, d + 1);
        }
    }
    return count;
}

/* Counts off: the option of demand d that the wanted package has; `wanted` becomes its number among those with it. */
static size_t option_of(ent_pick *self, size_t d, uint64_t *wanted)
{
    const ent_talks_plan *plan = self->plan;
    size_t chosen = plan->first_option[d];

    for (size_t o = plan->first_option[d]; o < plan->first_option[d + 1]; o++) {
        uint64_t count;
        if (ent_search_is_out(plan, self->excluded, o)) {
            continue;
        }
        add_option(self, d, o);
        count = count_from(self, d + 1);
        chosen = count > 0 ? o : chosen;
        if (*wanted < count) {
            break;
        }
        *wanted -= count;
    }
    return chosen;
}

size_t ent_pick_package(
    ent_pick *self, const ent_preference *preference, const uint64_t *excluded, const double *least, double uniform)
{
    const ent_talks_plan *plan = self->plan;
    size_t package = 0;
    uint64_t wanted;
    uint64_t count;

    self->preference = preference;
    self->excluded = excluded;
    self->least = least;
    for (size_t j = 0; j < plan->judges; j++) {
        self->sum[j] = 0.0;
    }
    bound_rest(self);
    count = count_from(self, 0);
    wanted = (uint64_t) (uniform * (double) count);
    wanted = wanted < count ? wanted : count - 1;
    for (size_t d = 0; d < plan->demands; d++) {
        size_t option = option_of(self, d, &wanted);
        add_option(self, d, option);
        package = package * (plan->first_option[d + 1] - plan->first_option[d]) + option - plan->first_option[d];
    }
    return package;
}
