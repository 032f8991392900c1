#include "model/pick.h"

#include "base/status.h"

#include <math.h>
#include <stdlib.h>

/* Bounds are compared with room for rounding. */
static const double slack = 1e-9;

/* The table of the last demands stays in the cache. */
static const double longest_tail = 4096.0;

int ent_pick_init(ent_pick *self, const ent_talks_plan *plan, const ent_kernels *kernels)
{
    size_t numbers = (plan->demands + 1) * plan->judges + 1;

    *self = (ent_pick){.plan = plan, .kernels = kernels};
    self->sum = calloc(numbers, sizeof(*self->sum));
    self->most = calloc(numbers, sizeof(*self->most));
    self->fewest = calloc(numbers, sizeof(*self->fewest));
    self->completions = calloc(plan->demands + 1, sizeof(*self->completions));
    self->stride = calloc(plan->demands + 1, sizeof(*self->stride));
    self->sure = calloc(plan->judges + 1, sizeof(*self->sure));
    self->maybe = calloc(plan->judges + 1, sizeof(*self->maybe));
    if (self->sum == NULL || self->most == NULL || self->fewest == NULL || self->completions == NULL ||
        self->stride == NULL || self->sure == NULL || self->maybe == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    self->stride[plan->demands] = 1;
    for (size_t d = plan->demands; d-- > 0;) {
        self->stride[d] = self->stride[d + 1] * (plan->first_option[d + 1] - plan->first_option[d]);
    }
    return ENT_OK;
}

void ent_pick_free(ent_pick *self)
{
    free(self->sum);
    free(self->most);
    free(self->fewest);
    free(self->completions);
    free(self->stride);
    free(self->sure);
    free(self->maybe);
    free(self->index);
    ent_front_free(&self->tail);
    ent_front_free(&self->next);
    *self = (ent_pick){0};
}

static double gain(const ent_pick *self, size_t option, size_t judge)
{
    return self->preference->gain[option * self->plan->parties + self->plan->judge[judge]];
}

static bool is_out(const ent_pick *self, size_t option)
{
    return ent_search_is_out(self->plan, self->excluded, option);
}

/* --- bounds ---------------------------------------------------------------------------------------------------------
 */

static void bound_demand(ent_pick *self, size_t d, size_t j)
{
    const ent_talks_plan *plan = self->plan;
    double high = -INFINITY;
    double low = INFINITY;

    for (size_t o = plan->first_option[d]; o < plan->first_option[d + 1]; o++) {
        double g = gain(self, o, j);
        high = !is_out(self, o) && g > high ? g : high;
        low = !is_out(self, o) && g < low ? g : low;
    }
    self->most[d * plan->judges + j] = high + self->most[(d + 1) * plan->judges + j];
    self->fewest[d * plan->judges + j] = low + self->fewest[(d + 1) * plan->judges + j];
}

/* From the last demand back. The tail is as long as the table may be, one demand at least. */
static void bound_rest(ent_pick *self)
{
    const ent_talks_plan *plan = self->plan;

    self->completions[plan->demands] = 1.0;
    self->split = plan->demands - 1;
    for (size_t j = 0; j < plan->judges; j++) {
        self->sum[j] = 0.0;
        self->most[plan->demands * plan->judges + j] = 0.0;
        self->fewest[plan->demands * plan->judges + j] = 0.0;
    }
    for (size_t d = plan->demands; d-- > 0;) {
        double open = 0.0;
        for (size_t o = plan->first_option[d]; o < plan->first_option[d + 1]; o++) {
            open += is_out(self, o) ? 0.0 : 1.0;
        }
        self->completions[d] = self->completions[d + 1] * open;
        self->split = self->completions[d] <= longest_tail ? d : self->split;
        for (size_t j = 0; j < plan->judges; j++) {
            bound_demand(self, d, j);
        }
    }
}

/* --- the table of the last demands ----------------------------------------------------------------------------------
 */

static void prepend(ent_pick *self, size_t d, size_t option)
{
    const ent_talks_plan *plan = self->plan;
    const ent_front *from = &self->tail;
    ent_front *to = &self->next;
    double offset = (double) ((option - plan->first_option[d]) * self->stride[d + 1]);

    for (size_t j = 0; j < plan->judges; j++) {
        const double *in = from->utility + j * from->capacity;
        double *out = to->utility + j * to->capacity + to->count;
        double g = gain(self, option, j);
        for (size_t i = 0; i < from->count; i++) {
            out[i] = g + in[i];
        }
    }
    for (size_t i = 0; i < from->count; i++) {
        to->package[to->count + i] = offset + from->package[i];
    }
    to->count += from->count;
}

static int fill_tail(ent_pick *self)
{
    const ent_talks_plan *plan = self->plan;
    size_t length = (size_t) self->completions[self->split];

    if (ent_front_reserve(&self->tail, length, plan->judges) != ENT_OK ||
        ent_front_reserve(&self->next, length, plan->judges) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    if (self->indices < length) {
        free(self->index);
        self->index = malloc(length * sizeof(*self->index));
        self->indices = self->index != NULL ? length : 0;
    }
    for (size_t j = 0; j < plan->judges; j++) {
        self->tail.utility[j * self->tail.capacity] = 0.0;
    }
    self->tail.package[0] = 0.0;
    self->tail.count = 1;
    for (size_t d = plan->demands; d-- > self->split;) {
        ent_front swapped = self->tail;
        self->next.count = 0;
        for (size_t o = plan->first_option[d]; o < plan->first_option[d + 1]; o++) {
            if (!is_out(self, o)) {
                prepend(self, d, o);
            }
        }
        self->tail = self->next;
        self->next = swapped;
    }
    return self->index != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

/* --- counting -------------------------------------------------------------------------------------------------------
 */

/* How many completions of the part of d demands are acceptable, where bounds tell: none or all; UINT64_MAX where they
 * do not. A party without weights has utility 0 in every package; since one is acceptable, it does not matter. */
static uint64_t tell(const ent_pick *self, size_t d)
{
    const ent_talks_plan *plan = self->plan;
    const double *sum = self->sum + d * plan->judges;
    bool all = true;

    for (size_t j = 0; j < plan->judges; j++) {
        double total = self->preference->total[plan->judge[j]];
        if (sum[j] + self->most[d * plan->judges + j] < (self->least[j] - slack) * total) {
            return 0;
        }
        all =
            all && (!(total > 0.0) || sum[j] + self->fewest[d * plan->judges + j] >= (self->least[j] + slack) * total);
    }
    return all ? (uint64_t) self->completions[d] : UINT64_MAX;
}

/* Whether the part, completed as row i of the table says, is acceptable: summed in the order of the demands. */
static bool is_acceptable(const ent_pick *self, size_t i)
{
    const ent_talks_plan *plan = self->plan;

    for (size_t j = 0; j < plan->judges; j++) {
        double total = self->preference->total[plan->judge[j]];
        double sum = self->sum[self->split * plan->judges + j];
        size_t rest = (size_t) self->tail.package[i];
        for (size_t d = self->split; d < plan->demands; d++) {
            sum += gain(self, plan->first_option[d] + rest / self->stride[d + 1], j);
            rest %= self->stride[d + 1];
        }
        if (!((total > 0.0 ? sum / total : 0.0) >= self->least[j])) {
            return false;
        }
    }
    return true;
}

/* Lists the acceptable rows of the table. */
static size_t list_tail(ent_pick *self)
{
    const ent_front *tail = &self->tail;
    size_t rows =
        self->kernels->reach(tail->count, tail->judges, tail->utility, tail->capacity, self->maybe, self->index);
    size_t count = 0;

    for (size_t i = 0; i < rows; i++) {
        self->index[count] = self->index[i];
        count += is_acceptable(self, self->index[i]) ? 1 : 0;
    }
    return count;
}

/* Where no row is within rounding of what is needed, counting is enough. */
static uint64_t count_tail(ent_pick *self)
{
    const ent_talks_plan *plan = self->plan;
    const ent_front *tail = &self->tail;
    uint64_t sure;

    for (size_t j = 0; j < plan->judges; j++) {
        double total = self->preference->total[plan->judge[j]];
        double sum = self->sum[self->split * plan->judges + j];
        self->sure[j] = total > 0.0 ? (self->least[j] + slack) * total - sum : -INFINITY;
        self->maybe[j] = total > 0.0 ? (self->least[j] - slack) * total - sum : -INFINITY;
    }
    sure = self->kernels->count_reach(tail->count, tail->judges, tail->utility, tail->capacity, self->sure);
    if (self->kernels->count_reach(tail->count, tail->judges, tail->utility, tail->capacity, self->maybe) != sure) {
        return list_tail(self);
    }
    return sure;
}

/* Counts what a part leads to, and finds the package wanted once the count gets there. package: of the part. */
static void walk(ent_pick *self, size_t d, size_t package)
{
    const ent_talks_plan *plan = self->plan;
    uint64_t count = tell(self, d);

    if (count == UINT64_MAX && d == self->split) {
        count = count_tail(self);
    }
    if (count != UINT64_MAX && self->count + count <= self->wanted) {
        self->count += count;
        return;
    }
    if (d == self->split) {
        (void) count_tail(self);
        (void) list_tail(self);
        self->chosen = package * self->stride[d] + (size_t) self->tail.package[self->index[self->wanted - self->count]];
        return;
    }
    for (size_t o = plan->first_option[d]; o < plan->first_option[d + 1] && self->chosen == SIZE_MAX; o++) {
        if (is_out(self, o)) {
            continue;
        }
        for (size_t j = 0; j < plan->judges; j++) {
            self->sum[(d + 1) * plan->judges + j] = self->sum[d * plan->judges + j] + gain(self, o, j);
        }
        walk(self, d + 1, package * (plan->first_option[d + 1] - plan->first_option[d]) + o - plan->first_option[d]);
    }
}

int ent_pick_run(ent_pick *self, const ent_preference *preference, const uint64_t *excluded, const double *least,
    double uniform, size_t *package)
{
    uint64_t count;

    self->preference = preference;
    self->excluded = excluded;
    self->least = least;
    bound_rest(self);
    if (fill_tail(self) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    self->count = 0;
    self->wanted = UINT64_MAX;
    self->chosen = SIZE_MAX;
    walk(self, 0, 0);
    count = self->count;
    self->wanted = (uint64_t) (uniform * (double) count);
    self->wanted = self->wanted < count ? self->wanted : count - 1;
    self->count = 0;
    walk(self, 0, 0);
    *package = self->chosen;
    return ENT_OK;
}
