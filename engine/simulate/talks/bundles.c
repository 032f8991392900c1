#include "simulate/talks/bundles.h"

#include "base/status.h"

#include <math.h>

/* Bounds are compared with room for rounding. */
static const double slack = 1e-9;

/* --- bounds ---------------------------------------------------------------------------------------------------------
 */

static bool is_open(const ent_together_plan *together, const uint64_t *excluded, const bool *shut, size_t choice)
{
    const uint64_t *excluding = together->excluding + choice * together->words;
    uint64_t met = 0;

    for (size_t w = 0; w < together->words; w++) {
        met |= excluding[w] & excluded[w];
    }
    for (size_t i = together->first_part[choice]; shut != NULL && i < together->first_part[choice + 1]; i++) {
        met |= shut[together->part[i]] ? 1 : 0;
    }
    return met == 0;
}

/* Lists the open choices. Returns false if a bundle has none. */
static bool list_open(ent_enumeration *self, const uint64_t *excluded)
{
    const ent_together_plan *together = self->plan->together;
    size_t count = 0;

    for (size_t b = 0; b < together->bundles; b++) {
        self->first_open[b] = count;
        for (size_t c = together->first_choice[b]; c < together->first_choice[b + 1]; c++) {
            self->open[count] = c;
            count += is_open(together, excluded, self->shut, c) ? 1 : 0;
        }
        if (count == self->first_open[b]) {
            return false;
        }
    }
    self->first_open[together->bundles] = count;
    self->work += (double) together->choices;
    return true;
}

/* Fills `rest`, from the last bundle back. */
static void bound_rest(ent_enumeration *self)
{
    const ent_together_plan *together = self->plan->together;
    size_t deciders = self->plan->deciders;

    for (size_t j = 0; j < deciders; j++) {
        const double *worth = self->preference->worth + j * together->choices;
        double rest = 0.0;
        self->rest[together->bundles * deciders + j] = rest;
        for (size_t b = together->bundles; b-- > 0;) {
            double best = -INFINITY;
            for (size_t i = self->first_open[b]; i < self->first_open[b + 1]; i++) {
                double w = worth[self->open[i]];
                best = w > best ? w : best;
            }
            rest += best;
            self->rest[b * deciders + j] = rest;
        }
    }
}

bool ent_bundles_open(ent_enumeration *self, const uint64_t *excluded, const double *least)
{
    if (!list_open(self, excluded)) {
        return false;
    }
    bound_rest(self);
    for (size_t j = 0; j < self->plan->deciders; j++) {
        self->scale[j] = 1.0;
        self->floor[j] = least[j] > slack ? least[j] - slack : -INFINITY; /* a sum below 0 counts as 0 */
        if (self->rest[j] < self->floor[j]) {
            return false;
        }
    }
    return true;
}

/* --- enumeration ----------------------------------------------------------------------------------------------------
 */

/* Numbers the partial packages that can still be enough after a choice of bundle b. Returns how many. */
static size_t admit(ent_enumeration *self, size_t choice, size_t b)
{
    const ent_talks_plan *plan = self->plan;
    const double *rest = self->rest + (b + 1) * plan->deciders;

    for (size_t j = 0; j < plan->deciders; j++) {
        self->bound[j] = self->floor[j] - rest[j] - self->preference->worth[j * plan->together->choices + choice];
    }
    return self->kernels->reach(
        self->found.count, plan->deciders, self->found.utility, self->found.capacity, self->bound, self->index);
}

/* Appends the partial packages numbered in `index`, each with the choice. */
static void append(ent_enumeration *self, size_t choice, size_t count)
{
    const ent_together_plan *together = self->plan->together;
    const ent_pareto_front *from = &self->found;
    ent_pareto_front *to = &self->next;

    for (size_t j = 0; j < self->plan->deciders; j++) {
        const double *in = from->utility + j * from->capacity;
        double *out = to->utility + j * to->capacity + to->count;
        double worth = self->preference->worth[j * together->choices + choice];
        for (size_t i = 0; i < count; i++) {
            out[i] = in[self->index[i]] + worth;
        }
    }
    for (size_t i = 0; i < count; i++) {
        to->package[to->count + i] = from->package[self->index[i]] + together->index[choice];
    }
    to->count += count;
}

/* Replaces `found` by its members with every open choice of bundle b. */
static int extend(ent_enumeration *self, size_t b)
{
    self->next.count = 0;
    for (size_t i = self->first_open[b]; i < self->first_open[b + 1]; i++) {
        size_t count;
        if (ent_enumeration_reserve(self, self->found.count) != ENT_OK) {
            return ENT_ERR_NO_MEMORY;
        }
        count = admit(self, self->open[i], b);
        append(self, self->open[i], count);
        self->work +=
            10.0 + 0.1 * (double) (self->found.count * self->plan->deciders) + (double) (count * self->plan->deciders);
    }
    ent_pareto_front_swap(&self->found, &self->next);
    return ENT_OK;
}

/* Fills `found` with the open choices of the first bundle that can be enough: all at once, since it may have many. */
static int begin(ent_enumeration *self)
{
    const ent_together_plan *together = self->plan->together;
    size_t deciders = self->plan->deciders;
    size_t open = self->first_open[1];
    ent_pareto_front *to = &self->found;

    self->found.count = 0;
    if (ent_pareto_front_reserve(to, open, deciders) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < open; i++) {
        size_t choice = self->open[i];
        bool enough = true;
        for (size_t j = 0; j < deciders; j++) {
            double worth = self->preference->worth[j * together->choices + choice];
            to->utility[j * to->capacity + to->count] = worth;
            enough = enough && worth >= self->floor[j] - self->rest[deciders + j];
        }
        to->package[to->count] = together->index[choice];
        to->count += enough ? 1 : 0;
    }
    self->work += (double) (open * (1 + deciders));
    return ENT_OK;
}

static void clamp(ent_enumeration *self)
{
    for (size_t j = 0; j < self->plan->deciders; j++) {
        double *utility = self->found.utility + j * self->found.capacity;
        for (size_t i = 0; i < self->found.count; i++) {
            double u = utility[i];
            utility[i] = u < 0.0 ? 0.0 : u > 1.0 ? 1.0 : u;
        }
    }
}

int ent_bundles_run(ent_enumeration *self, double most)
{
    size_t bundles = self->plan->together->bundles;
    int status = ENT_OK;

    for (size_t b = 0; status == ENT_OK && b < bundles && (b == 0 || self->found.count > 0) && self->work <= most;
         b++) {
        bool whole = b + 1 == bundles;
        status = b == 0 ? begin(self) : extend(self, b);
        if (whole) {
            clamp(self);
        }
        if (status == ENT_OK && ent_enumeration_is_worth_pruning(self, whole)) {
            self->room.by_index = !whole;
            status = ent_enumeration_prune(self, most);
        }
    }
    return status;
}
