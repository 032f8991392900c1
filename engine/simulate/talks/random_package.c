#include "simulate/talks/random_package.h"

#include "base/status.h"

#include <math.h>
#include <stdlib.h>

/* Bounds are compared with room for rounding. */
static const double slack = 1e-9;

int ent_random_package_init(ent_random_package *self, const ent_talks_plan *plan, const ent_kernels *kernels)
{
    size_t deciders = plan->deciders;

    *self = (ent_random_package){.plan = plan, .kernels = kernels};
    self->sure = calloc(deciders + 1, sizeof(*self->sure));
    self->maybe = calloc(deciders + 1, sizeof(*self->maybe));
    self->need = calloc(deciders + 1, sizeof(*self->need));
    self->want = calloc(deciders + 1, sizeof(*self->want));
    self->option = calloc(plan->demands + 1, sizeof(*self->option));
    if (self->sure == NULL || self->maybe == NULL || self->need == NULL || self->want == NULL || self->option == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    return ent_half_packages_init(&self->halves, plan, kernels) == ENT_OK
               ? ent_bitmap_index_init(&self->places, plan, kernels)
               : ENT_ERR_NO_MEMORY;
}

static void free_numbers(ent_random_package *self)
{
    free(self->head);
    free(self->accepted);
    free(self->tail);
    self->head = NULL;
    self->accepted = NULL;
    self->tail = NULL;
    self->numbers = 0;
}

void ent_random_package_free(ent_random_package *self)
{
    free_numbers(self);
    ent_half_packages_free(&self->halves);
    ent_bitmap_index_free(&self->places);
    free(self->sure);
    free(self->maybe);
    free(self->need);
    free(self->want);
    free(self->option);
    *self = (ent_random_package){0};
}

static int reserve(ent_random_package *self, size_t numbers)
{
    if (numbers <= self->numbers) {
        return ENT_OK;
    }
    free_numbers(self);
    numbers += numbers / 2;
    self->head = malloc(numbers * sizeof(*self->head));
    self->accepted = malloc(numbers * sizeof(*self->accepted));
    self->tail = malloc(numbers * sizeof(*self->tail));
    if (self->head == NULL || self->accepted == NULL || self->tail == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    self->numbers = numbers;
    return ENT_OK;
}

/* --- one head -------------------------------------------------------------------------------------------------------
 */

/* Values the package in the order of the demands. */
static bool is_acceptable(const ent_random_package *self, size_t head, size_t tail)
{
    const ent_talks_plan *plan = self->plan;
    double package = self->halves.heads.sums.package[head] + self->halves.tails.sums.package[tail];

    ent_preference_unpack(plan, (size_t) package, self->option);
    for (size_t j = 0; j < plan->deciders; j++) {
        if (!(ent_preference_utility(self->preference, plan, self->option, plan->decider[j]) >= self->aspiration[j])) {
            return false;
        }
    }
    return true;
}

static double sum_of(const ent_random_package *self, size_t head, size_t decider)
{
    return self->halves.heads.sums.utility[decider * self->halves.heads.sums.capacity + head];
}

/* Sets the sums that a head still needs from its tail. */
static void set_needs(ent_random_package *self, size_t head)
{
    for (size_t j = 0; j < self->plan->deciders; j++) {
        self->need[j] = self->maybe[j] - sum_of(self, head, j);
        self->want[j] = self->sure[j] - sum_of(self, head, j);
    }
}

/* Lists the acceptable tails of a head, after set_needs. */
static size_t list_tails(ent_random_package *self, size_t head)
{
    const ent_pareto_front *tails = &self->halves.tails.sums;
    size_t listed =
        self->kernels->reach(tails->count, tails->deciders, tails->utility, tails->capacity, self->need, self->tail);
    size_t count = 0;

    for (size_t i = 0; i < listed; i++) {
        self->tail[count] = self->tail[i];
        count += is_acceptable(self, head, self->tail[i]) ? 1 : 0;
    }
    return count;
}

/* Returns the number of acceptable tails of a head. Counting sums decides unless a tail is within rounding of the
 * head's need. */
static size_t count_tails(ent_random_package *self, size_t head)
{
    const ent_half *half = &self->halves.tails;
    const ent_pareto_front *tails = &half->sums;
    bool all = true;
    uint64_t surely;
    uint64_t count;

    set_needs(self, head);
    for (size_t j = 0; j < tails->deciders; j++) {
        all = all && half->fewest[j] >= self->want[j];
    }
    if (all) {
        return tails->count;
    }
    count = self->kernels->count_between(
        tails->count, tails->deciders, tails->utility, tails->capacity, self->need, self->want, &surely);
    return count == surely ? (size_t) count : list_tails(self, head);
}

/* --- all packages ---------------------------------------------------------------------------------------------------
 */

/* Counts head by head. */
static int count_halves(ent_random_package *self)
{
    const ent_talks_plan *plan = self->plan;
    const ent_pareto_front *heads = &self->halves.heads.sums;
    size_t tails = self->halves.tails.sums.count;

    self->count = 0;
    if (reserve(self, heads->count > tails ? heads->count : tails) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t j = 0; j < plan->deciders; j++) {
        double total = self->preference->total[plan->decider[j]];
        double idle = self->aspiration[j] <= 0.0 ? -INFINITY : INFINITY; /* a decider without weights: utility 0 */
        self->sure[j] = total > 0.0 ? (self->aspiration[j] + slack) * total : idle;
        self->maybe[j] = total > 0.0 ? (self->aspiration[j] - slack) * total : idle;
        self->need[j] = self->maybe[j] - self->halves.tails.most[j];
    }
    self->heads =
        self->kernels->reach(heads->count, heads->deciders, heads->utility, heads->capacity, self->need, self->head);
    for (size_t i = 0; i < self->heads; i++) {
        self->accepted[i] = (uint32_t) count_tails(self, self->head[i]);
        self->count += self->accepted[i];
    }
    self->spent += 100.0 + (double) (heads->count + self->heads * tails);
    return ENT_OK;
}

/* Whether `places` has tables for the preferences. Makes them once counting has cost half as much as making them. */
static bool has_bitmaps(ent_random_package *self, const ent_preference *preference)
{
    if (self->stamp != preference->stamp) {
        self->stamp = preference->stamp;
        self->spent = 0.0;
    }
    if (self->places.tails > 0 && self->places.stamp != preference->stamp &&
        self->spent > 0.5 * ent_bitmap_index_cost(&self->places)) {
        ent_bitmap_index_set(&self->places, preference);
    }
    return self->places.tails > 0 && self->places.stamp == preference->stamp;
}

int ent_random_package_count(
    ent_random_package *self, const ent_preference *preference, const uint64_t *excluded, const double *aspiration)
{
    int status;

    self->preference = preference;
    self->aspiration = aspiration;
    self->by_bitmaps = has_bitmaps(self, preference);
    if (self->by_bitmaps) {
        ent_bitmap_index_count(&self->places, preference, excluded, aspiration);
        self->count = self->places.count;
        return ENT_OK;
    }
    status = ent_half_packages_set(&self->halves, preference, excluded);
    return status == ENT_OK ? count_halves(self) : status;
}

size_t ent_random_package_choose(ent_random_package *self, double uniform)
{
    uint64_t wanted = (uint64_t) (uniform * (double) self->count);
    size_t i = 0;

    wanted = wanted < self->count ? wanted : self->count - 1;
    if (self->by_bitmaps) {
        return ent_bitmap_index_choose(&self->places, wanted);
    }
    while (wanted >= self->accepted[i]) {
        wanted -= self->accepted[i++];
    }
    set_needs(self, self->head[i]);
    (void) list_tails(self, self->head[i]);
    return (
        size_t) (self->halves.heads.sums.package[self->head[i]] + self->halves.tails.sums.package[self->tail[wanted]]);
}

/* --- a listed set ---------------------------------------------------------------------------------------------------
 */

/* Moves the members below the pivot to the front. Returns how many these are; the pivot follows them. */
static size_t partition(const ent_pareto_front *set, uint32_t *member, size_t count)
{
    uint32_t pivot = member[count / 2];
    size_t below = 0;

    member[count / 2] = member[count - 1];
    for (size_t i = 0; i + 1 < count; i++) {
        uint32_t at = member[i];
        if (set->package[at] < set->package[pivot]) {
            member[i] = member[below];
            member[below++] = at;
        }
    }
    member[count - 1] = member[below];
    member[below] = pivot;
    return below;
}

/* By selection (C. A. R. Hoare, Algorithm 65: Find, Communications of the ACM 4 (1961), 321-322). */
size_t ent_random_package_among(const ent_pareto_front *set, uint32_t *member, size_t count, double uniform)
{
    size_t wanted = (size_t) (uniform * (double) count);

    wanted = wanted < count ? wanted : count - 1;
    for (;;) {
        size_t below = partition(set, member, count);
        if (wanted == below) {
            return (size_t) set->package[member[below]];
        }
        if (wanted > below) {
            member += below + 1;
            count -= below + 1;
            wanted -= below + 1;
        } else {
            count = below;
        }
    }
}
