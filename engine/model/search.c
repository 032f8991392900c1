#include "model/search.h"

#include "base/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Bounds are compared with room for rounding. */
static const double slack = 1e-9;

/* Comparing parts with one another pays only where they are many and each leads to many packages: walking is cheap. */
static const size_t many_parts = 192;
static const double many_completions = 24.0;

/* So few packages are all listed, and of so few none is dropped: looking costs more. */
static const double few_packages = 64.0;
static const size_t short_front = 8;

static void list_possible(ent_search *self)
{
    const ent_talks_plan *plan = self->plan;
    size_t count = 0;

    for (size_t d = 0; d < plan->demands; d++) {
        self->first_possible[d] = count;
        for (size_t o = plan->first_option[d]; o < plan->first_option[d + 1]; o++) {
            self->possible[count] = o;
            count += plan->excluded_always[o] ? 0 : 1;
        }
    }
    self->first_possible[plan->demands] = count;
}

int ent_search_init(ent_search *self, const ent_talks_plan *plan, const ent_kernels *kernels)
{
    size_t deciders = plan->deciders;

    *self = (ent_search){.plan = plan, .kernels = kernels};
    self->possible = calloc(plan->options, sizeof(*self->possible));
    self->first_possible = calloc(plan->demands + 1, sizeof(*self->first_possible));
    self->penalty = calloc(plan->options, sizeof(*self->penalty));
    self->open = calloc(plan->options, sizeof(*self->open));
    self->first_open = calloc(plan->demands + 1, sizeof(*self->first_open));
    self->rest = calloc((plan->demands + 1) * deciders + 1, sizeof(*self->rest));
    self->completions = calloc(plan->demands + 1, sizeof(*self->completions));
    self->scale = calloc(deciders + 1, sizeof(*self->scale));
    self->floor = calloc(deciders + 1, sizeof(*self->floor));
    self->bound = calloc(deciders + 1, sizeof(*self->bound));
    if (self->possible == NULL || self->first_possible == NULL || self->penalty == NULL || self->open == NULL ||
        self->first_open == NULL || self->rest == NULL || self->completions == NULL || self->scale == NULL ||
        self->floor == NULL || self->bound == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    list_possible(self);
    return ent_front_reserve(&self->found, 1, deciders);
}

void ent_search_free(ent_search *self)
{
    ent_front_free(&self->found);
    ent_front_free(&self->next);
    ent_front_room_free(&self->room);
    free(self->possible);
    free(self->first_possible);
    free(self->penalty);
    free(self->open);
    free(self->first_open);
    free(self->rest);
    free(self->completions);
    free(self->scale);
    free(self->floor);
    free(self->bound);
    free(self->index);
    *self = (ent_search){0};
}

/* Lists what is open, and counts the packages that it makes. False where some demand has no option left. */
static bool list_open(ent_search *self, const uint64_t *excluded)
{
    const ent_talks_plan *plan = self->plan;
    size_t count = 0;

    for (size_t d = 0; d < plan->demands; d++) {
        self->first_open[d] = count;
        for (size_t i = self->first_possible[d]; i < self->first_possible[d + 1]; i++) {
            self->open[count] = self->possible[i];
            count += ent_search_is_out(plan, excluded, self->possible[i]) ? 0 : 1;
        }
        if (count == self->first_open[d]) {
            return false;
        }
    }
    self->first_open[plan->demands] = count;
    self->completions[plan->demands] = 1.0;
    for (size_t d = plan->demands; d-- > 0;) {
        self->completions[d] = self->completions[d + 1] * (double) (self->first_open[d + 1] - self->first_open[d]);
    }
    return true;
}

double ent_search_packages(ent_search *self, const uint64_t *excluded)
{
    return list_open(self, excluded) ? self->completions[0] : 0.0;
}

/* The most that a judge can get, each demand taken for itself. */
static double best_sum(const ent_search *self, const double *gain)
{
    const ent_talks_plan *plan = self->plan;
    double sum = 0.0;

    for (size_t d = 0; d < plan->demands; d++) {
        double best = -INFINITY;
        for (size_t i = self->first_possible[d]; i < self->first_possible[d + 1]; i++) {
            double g = gain[self->possible[i] * plan->parties] + self->penalty[i];
            best = g > best ? g : best;
        }
        sum += best;
    }
    return sum;
}

bool ent_search_falls_short(const ent_preference *preference, size_t party, double sum, double least)
{
    return sum < (least - slack) * preference->total[party];
}

/* Without branches on what is out, which is as good as random. */
bool ent_search_hopeless(
    ent_search *self, const ent_preference *preference, const uint64_t *excluded, const double *least)
{
    static const double penalty[] = {0.0, -INFINITY};
    const ent_talks_plan *plan = self->plan;

    for (size_t i = 0; i < self->first_possible[plan->demands]; i++) {
        self->penalty[i] = penalty[ent_search_is_out(plan, excluded, self->possible[i])];
    }
    for (size_t j = 0; j < plan->deciders; j++) {
        size_t p = plan->judge[j];
        if (ent_search_falls_short(preference, p, best_sum(self, preference->gain + p), least[j])) {
            return true;
        }
    }
    return false;
}

/* From the last demand back: the most that the rest can bring each judge. */
static void bound_rest(ent_search *self, const double *gain)
{
    const ent_talks_plan *plan = self->plan;
    size_t deciders = plan->deciders;

    for (size_t j = 0; j < deciders; j++) {
        self->rest[plan->demands * deciders + j] = 0.0;
    }
    for (size_t d = plan->demands; d-- > 0;) {
        size_t first = self->first_open[d];
        size_t end = self->first_open[d + 1];
        for (size_t j = 0; j < deciders; j++) {
            double best = -INFINITY;
            for (size_t i = first; i < end; i++) {
                double g = gain[self->open[i] * plan->parties + plan->judge[j]];
                best = g > best ? g : best;
            }
            self->rest[d * deciders + j] = best + self->rest[(d + 1) * deciders + j];
        }
    }
}

static void start(ent_search *self, const ent_preference *preference, const double *least)
{
    const ent_talks_plan *plan = self->plan;

    for (size_t j = 0; j < plan->deciders; j++) {
        self->scale[j] = preference->total[plan->judge[j]];
        self->floor[j] = ((least != NULL ? least[j] : plan->floor[j]) - slack) * self->scale[j];
        self->found.utility[j * self->found.capacity] = 0.0;
    }
    self->found.package[0] = 0.0;
    self->found.count = 1;
}

static int reserve(ent_search *self, size_t more)
{
    if (self->indices < self->found.count) {
        uint32_t *grown = realloc(self->index, 2 * self->found.count * sizeof(*grown));
        if (grown == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        self->index = grown;
        self->indices = 2 * self->found.count;
    }
    return ent_front_reserve(&self->next, self->next.count + more, self->plan->deciders);
}

/* Appends the parts numbered in `index`, with one more option. */
static void append(ent_search *self, const double *gain, size_t count, double options, double option)
{
    const ent_talks_plan *plan = self->plan;
    const ent_front *from = &self->found;
    ent_front *to = &self->next;

    for (size_t j = 0; j < plan->deciders; j++) {
        const double *in = from->utility + j * from->capacity;
        double *out = to->utility + j * to->capacity + to->count;
        double g = gain[plan->judge[j]];
        for (size_t i = 0; i < count; i++) {
            out[i] = in[self->index[i]] + g;
        }
    }
    for (size_t i = 0; i < count; i++) {
        to->package[to->count + i] = from->package[self->index[i]] * options + option;
    }
    to->count += count;
}

/* Numbers the parts that may take an option of demand d: all of a few, else those for whom the rest can bring enough.
 */
static size_t admit(ent_search *self, const double *gain, size_t d)
{
    const ent_talks_plan *plan = self->plan;
    const double *rest = self->rest + (d + 1) * plan->deciders;
    size_t count = self->found.count;

    if (self->few) {
        for (size_t i = 0; i < count; i++) {
            self->index[i] = (uint32_t) i;
        }
        return count;
    }
    for (size_t j = 0; j < plan->deciders; j++) {
        self->bound[j] = self->floor[j] - rest[j] - gain[plan->judge[j]];
    }
    return self->kernels->reach(
        count, plan->deciders, self->found.utility, self->found.capacity, self->bound, self->index);
}

/* All parts of d demands, each with every open option of the next, into `next`. */
static int extend(ent_search *self, const ent_preference *preference, size_t d)
{
    const ent_talks_plan *plan = self->plan;
    size_t first = plan->first_option[d];
    double options = (double) (plan->first_option[d + 1] - first);

    self->next.count = 0;
    for (size_t i = self->first_open[d]; i < self->first_open[d + 1]; i++) {
        size_t option = self->open[i];
        const double *gain = preference->gain + option * plan->parties;
        size_t count;
        if (reserve(self, self->found.count) != ENT_OK) {
            return ENT_ERR_NO_MEMORY;
        }
        count = admit(self, gain, d);
        append(self, gain, count, options, (double) (option - first));
        self->work += 10.0 + 0.1 * (double) (self->found.count * plan->deciders) + (double) (count * plan->deciders);
    }
    return ENT_OK;
}

static void swap(ent_front *a, ent_front *b)
{
    ent_front kept = *a;

    *a = *b;
    *b = kept;
}

/* Sums become utilities. */
static void divide(ent_search *self)
{
    for (size_t j = 0; j < self->plan->deciders; j++) {
        double *utility = self->found.utility + j * self->found.capacity;
        for (size_t i = 0; i < self->found.count; i++) {
            utility[i] = self->scale[j] > 0.0 ? utility[i] / self->scale[j] : 0.0;
        }
    }
}

/* Whether to compare the parts of d demands with one another. */
static bool is_worth_pruning(const ent_search *self, size_t d, bool whole_front)
{
    if (whole_front) {
        return self->found.count > (self->few ? short_front : 1) && (!self->few || d == self->plan->demands);
    }
    return !self->few && self->found.count > many_parts && self->completions[d] >= many_completions;
}

int ent_search_run(
    ent_search *self, const ent_preference *preference, const uint64_t *excluded, const double *least, double most)
{
    const ent_talks_plan *plan = self->plan;
    int status = ENT_OK;

    self->work = 0.0;
    self->found.count = 0;
    if (!list_open(self, excluded)) {
        return ENT_OK;
    }
    self->few = self->completions[0] <= few_packages;
    if (!self->few) {
        bound_rest(self, preference->gain);
    }
    start(self, preference, least);
    for (size_t d = 0; status == ENT_OK && d < plan->demands && self->found.count > 0 && self->work <= most; d++) {
        status = extend(self, preference, d);
        swap(&self->found, &self->next);
        if (status == ENT_OK && is_worth_pruning(self, d + 1, least == NULL)) {
            status =
                ent_front_prune(&self->next, &self->found, self->scale, self->kernels, &self->room, &self->work, most);
            swap(&self->found, &self->next);
        }
    }
    divide(self);
    return status;
}
