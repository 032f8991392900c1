#include "simulate/talks/enumerate.h"

#include "base/status.h"
#include "simulate/talks/bundles.h"

#include <math.h>
#include <stdlib.h>

/* Bounds are compared with room for rounding. */
static const double slack = 1e-9;

/* If only one draw uses the result, partial packages up to this number are not compared with one another. More are:
 * that bounds the memory of an enumeration. */
static const size_t many_partial = 192;

int ent_enumeration_init(ent_enumeration *self, const ent_talks_plan *plan, const ent_kernels *kernels)
{
    size_t deciders = plan->deciders;
    size_t choices = plan->together != NULL ? plan->together->choices : 0;
    size_t most = plan->options > choices ? plan->options : choices;

    *self = (ent_enumeration){.plan = plan, .kernels = kernels};
    self->penalty = calloc(plan->options + 1, sizeof(*self->penalty));
    self->open = calloc(most + 1, sizeof(*self->open));
    self->first_open = calloc(plan->demands + 1, sizeof(*self->first_open));
    self->rest = calloc((plan->demands + 1) * deciders + 1, sizeof(*self->rest));
    self->scale = calloc(deciders + 1, sizeof(*self->scale));
    self->floor = calloc(deciders + 1, sizeof(*self->floor));
    self->bound = calloc(deciders + 1, sizeof(*self->bound));
    if (self->penalty == NULL || self->open == NULL || self->first_open == NULL || self->rest == NULL ||
        self->scale == NULL || self->floor == NULL || self->bound == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    return ent_pareto_front_reserve(&self->found, 1, deciders);
}

void ent_enumeration_free(ent_enumeration *self)
{
    ent_pareto_front_free(&self->found);
    ent_pareto_front_free(&self->next);
    ent_pareto_scratch_free(&self->room);
    free(self->penalty);
    free(self->open);
    free(self->first_open);
    free(self->rest);
    free(self->scale);
    free(self->floor);
    free(self->bound);
    free(self->index);
    *self = (ent_enumeration){0};
}

/* --- bounds ---------------------------------------------------------------------------------------------------------
 */

/* Lists the open options. Returns false if all options of some demand are excluded. */
static bool list_open(ent_enumeration *self, const uint64_t *excluded)
{
    static const double penalty[] = {0.0, -INFINITY};
    const ent_talks_plan *plan = self->plan;
    size_t count = 0;

    for (size_t d = 0; d < plan->demands; d++) {
        self->first_open[d] = count;
        for (size_t o = plan->first_option[d]; o < plan->first_option[d + 1]; o++) {
            bool is_out = ent_is_excluded(plan, excluded, o) || (self->shut != NULL && self->shut[o]);
            self->penalty[o] = penalty[is_out];
            self->open[count] = o;
            count += is_out ? 0 : 1;
        }
        if (count == self->first_open[d]) {
            return false;
        }
    }
    self->first_open[plan->demands] = count;
    return true;
}

/* Fills `rest`, from the last demand back. Without branches on excluded options, which the processor would mispredict.
 */
static void bound_rest(ent_enumeration *self, const double *gain)
{
    const ent_talks_plan *plan = self->plan;
    size_t deciders = plan->deciders;

    for (size_t j = 0; j < deciders; j++) {
        self->rest[plan->demands * deciders + j] = 0.0;
    }
    for (size_t d = plan->demands; d-- > 0;) {
        for (size_t j = 0; j < deciders; j++) {
            double best = -INFINITY;
            for (size_t o = plan->first_option[d]; o < plan->first_option[d + 1]; o++) {
                double g = gain[o * plan->parties + plan->decider[j]] + self->penalty[o];
                best = g > best ? g : best;
            }
            self->rest[d * deciders + j] = best + self->rest[(d + 1) * deciders + j];
        }
    }
}

bool ent_enumeration_open(
    ent_enumeration *self, const ent_preference *preference, const uint64_t *excluded, const double *least)
{
    const ent_talks_plan *plan = self->plan;
    const double *floor = least != NULL ? least : plan->floor;

    self->work = 0.0;
    self->found.count = 0;
    self->preference = preference;
    self->for_many = least == NULL;
    if (plan->together != NULL) {
        return ent_bundles_open(self, excluded, floor);
    }
    if (!list_open(self, excluded)) {
        return false;
    }
    bound_rest(self, preference->gain);
    for (size_t j = 0; j < plan->deciders; j++) {
        self->scale[j] = preference->total[plan->decider[j]];
        self->floor[j] = self->scale[j] > 0.0 ? (floor[j] - slack) * self->scale[j] : -INFINITY; /* utility 0 */
        if (self->rest[j] < self->floor[j]) {
            return false;
        }
    }
    return true;
}

double ent_enumeration_packages(const ent_enumeration *self)
{
    const ent_together_plan *together = self->plan->together;
    size_t steps = together != NULL ? together->bundles : self->plan->demands;
    double packages = 1.0;

    for (size_t d = 0; d < steps; d++) {
        packages *= (double) (self->first_open[d + 1] - self->first_open[d]);
    }
    return packages;
}

/* --- enumeration ----------------------------------------------------------------------------------------------------
 */

/* The partial package of no demand. */
void ent_enumeration_start(ent_enumeration *self)
{
    for (size_t j = 0; j < self->plan->deciders; j++) {
        self->found.utility[j * self->found.capacity] = 0.0;
    }
    self->found.package[0] = 0.0;
    self->found.count = 1;
}

int ent_enumeration_reserve(ent_enumeration *self, size_t count)
{
    if (self->indices < count) {
        uint32_t *grown = realloc(self->index, 2 * count * sizeof(*grown));
        if (grown == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        self->index = grown;
        self->indices = 2 * count;
    }
    return ent_pareto_front_reserve(&self->next, self->next.count + count, self->plan->deciders);
}

/* Numbers the partial packages that can still be enough after taking an option of demand d. Returns how many. */
static size_t admit(ent_enumeration *self, const double *gain, size_t d)
{
    const ent_talks_plan *plan = self->plan;
    const double *rest = self->rest + (d + 1) * plan->deciders;

    for (size_t j = 0; j < plan->deciders; j++) {
        self->bound[j] = self->floor[j] - rest[j] - gain[plan->decider[j]];
    }
    return self->kernels->reach(
        self->found.count, plan->deciders, self->found.utility, self->found.capacity, self->bound, self->index);
}

/* Appends the partial packages numbered in `index`, each with one more option. */
static void append(ent_enumeration *self, const double *gain, size_t count, double options, double option)
{
    const ent_talks_plan *plan = self->plan;
    const ent_pareto_front *from = &self->found;
    ent_pareto_front *to = &self->next;

    for (size_t j = 0; j < plan->deciders; j++) {
        const double *in = from->utility + j * from->capacity;
        double *out = to->utility + j * to->capacity + to->count;
        double g = gain[plan->decider[j]];
        for (size_t i = 0; i < count; i++) {
            out[i] = in[self->index[i]] + g;
        }
    }
    for (size_t i = 0; i < count; i++) {
        to->package[to->count + i] = from->package[self->index[i]] * options + option;
    }
    to->count += count;
}

/* Replaces `found` by its members with every open option of demand d. */
static int extend(ent_enumeration *self, size_t d)
{
    const ent_talks_plan *plan = self->plan;
    size_t first = plan->first_option[d];
    double options = (double) (plan->first_option[d + 1] - first);

    self->next.count = 0;
    for (size_t i = self->first_open[d]; i < self->first_open[d + 1]; i++) {
        size_t option = self->open[i];
        const double *gain = self->preference->gain + option * plan->parties;
        size_t count;
        if (ent_enumeration_reserve(self, self->found.count) != ENT_OK) {
            return ENT_ERR_NO_MEMORY;
        }
        count = admit(self, gain, d);
        append(self, gain, count, options, (double) (option - first));
        self->work += 10.0 + 0.1 * (double) (self->found.count * plan->deciders) + (double) (count * plan->deciders);
    }
    ent_pareto_front_swap(&self->found, &self->next);
    return ENT_OK;
}

int ent_enumeration_prune(ent_enumeration *self, double most)
{
    int status =
        ent_pareto_front_prune(&self->next, &self->found, self->scale, self->kernels, &self->room, &self->work, most);

    ent_pareto_front_swap(&self->found, &self->next);
    return status;
}

/* Turns sums of weighted scores into utilities. */
static void divide(ent_enumeration *self)
{
    for (size_t j = 0; j < self->plan->deciders; j++) {
        double *utility = self->found.utility + j * self->found.capacity;
        for (size_t i = 0; i < self->found.count; i++) {
            utility[i] = self->scale[j] > 0.0 ? utility[i] / self->scale[j] : 0.0;
        }
    }
}

bool ent_enumeration_is_worth_pruning(const ent_enumeration *self, bool whole)
{
    return !self->keeps_all && (self->for_many ? self->found.count > 1 : self->found.count > many_partial && !whole);
}

int ent_enumeration_run(ent_enumeration *self, double most)
{
    size_t demands = self->plan->demands;
    int status = ENT_OK;

    if (self->plan->together != NULL) {
        return ent_bundles_run(self, most);
    }
    ent_enumeration_start(self);
    for (size_t d = 0; status == ENT_OK && d < demands && self->found.count > 0 && self->work <= most; d++) {
        status = extend(self, d);
        if (status == ENT_OK && ent_enumeration_is_worth_pruning(self, d + 1 == demands)) {
            status = ent_enumeration_prune(self, most);
        }
    }
    divide(self);
    return status;
}
