#include "model/pick.h"

#include "base/status.h"

#include <math.h>
#include <stdlib.h>

/* Bounds are compared with room for rounding. */
static const double slack = 1e-9;

int ent_pick_init(ent_pick *self, const ent_talks_plan *plan, const ent_kernels *kernels)
{
    size_t deciders = plan->deciders;

    *self = (ent_pick){.plan = plan, .kernels = kernels};
    self->sure = calloc(deciders + 1, sizeof(*self->sure));
    self->maybe = calloc(deciders + 1, sizeof(*self->maybe));
    self->need = calloc(deciders + 1, sizeof(*self->need));
    self->want = calloc(deciders + 1, sizeof(*self->want));
    self->option = calloc(plan->demands + 1, sizeof(*self->option));
    if (self->sure == NULL || self->maybe == NULL || self->need == NULL || self->want == NULL || self->option == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    return ent_halves_init(&self->halves, plan, kernels) == ENT_OK ? ent_places_init(&self->places, plan, kernels)
                                                                   : ENT_ERR_NO_MEMORY;
}

static void free_numbers(ent_pick *self)
{
    free(self->head);
    free(self->accepted);
    free(self->tail);
    self->head = NULL;
    self->accepted = NULL;
    self->tail = NULL;
    self->numbers = 0;
}

void ent_pick_free(ent_pick *self)
{
    free_numbers(self);
    ent_halves_free(&self->halves);
    ent_places_free(&self->places);
    free(self->sure);
    free(self->maybe);
    free(self->need);
    free(self->want);
    free(self->option);
    *self = (ent_pick){0};
}

static int reserve(ent_pick *self, size_t numbers)
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

/* In full, summed in the order of the demands. */
static bool is_acceptable(const ent_pick *self, size_t head, size_t tail)
{
    const ent_talks_plan *plan = self->plan;
    double package = self->halves.heads.part.package[head] + self->halves.tails.part.package[tail];

    ent_preference_unpack(plan, (size_t) package, self->option);
    for (size_t j = 0; j < plan->deciders; j++) {
        if (!(ent_preference_utility(self->preference, plan, self->option, plan->judge[j]) >= self->least[j])) {
            return false;
        }
    }
    return true;
}

static double sum_of(const ent_pick *self, size_t head, size_t judge)
{
    return self->halves.heads.part.utility[judge * self->halves.heads.part.capacity + head];
}

/* What a head still needs: it may do, and it does. */
static void set_needs(ent_pick *self, size_t head)
{
    for (size_t j = 0; j < self->plan->deciders; j++) {
        self->need[j] = self->maybe[j] - sum_of(self, head, j);
        self->want[j] = self->sure[j] - sum_of(self, head, j);
    }
}

/* Lists the acceptable tails of a head whose needs are set. */
static size_t list_tails(ent_pick *self, size_t head)
{
    const ent_front *tails = &self->halves.tails.part;
    size_t listed =
        self->kernels->reach(tails->count, tails->deciders, tails->utility, tails->capacity, self->need, self->tail);
    size_t count = 0;

    for (size_t i = 0; i < listed; i++) {
        self->tail[count] = self->tail[i];
        count += is_acceptable(self, head, self->tail[i]) ? 1 : 0;
    }
    return count;
}

/* Where no tail is within rounding of what is needed, counting is enough. */
static size_t count_tails(ent_pick *self, size_t head)
{
    const ent_half *half = &self->halves.tails;
    const ent_front *tails = &half->part;
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

/* Head by head. */
static int count_halves(ent_pick *self)
{
    const ent_talks_plan *plan = self->plan;
    const ent_front *heads = &self->halves.heads.part;
    size_t tails = self->halves.tails.part.count;

    self->count = 0;
    if (reserve(self, heads->count > tails ? heads->count : tails) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t j = 0; j < plan->deciders; j++) {
        double total = self->preference->total[plan->judge[j]];
        double idle = self->least[j] <= 0.0 ? -INFINITY : INFINITY; /* without weights: 0 in every package */
        self->sure[j] = total > 0.0 ? (self->least[j] + slack) * total : idle;
        self->maybe[j] = total > 0.0 ? (self->least[j] - slack) * total : idle;
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

/* Whether there are tables by now. */
static bool has_places(ent_pick *self, const ent_preference *preference)
{
    if (self->stamp != preference->stamp) {
        self->stamp = preference->stamp;
        self->spent = 0.0;
    }
    if (self->places.tails > 0 && self->places.stamp != preference->stamp &&
        self->spent > 0.5 * ent_places_cost(&self->places)) {
        ent_places_set(&self->places, preference);
    }
    return self->places.tails > 0 && self->places.stamp == preference->stamp;
}

int ent_pick_count(ent_pick *self, const ent_preference *preference, const uint64_t *excluded, const double *least)
{
    int status;

    self->preference = preference;
    self->least = least;
    self->by_places = has_places(self, preference);
    if (self->by_places) {
        ent_places_count(&self->places, preference, excluded, least);
        self->count = self->places.count;
        return ENT_OK;
    }
    status = ent_halves_set(&self->halves, preference, excluded);
    return status == ENT_OK ? count_halves(self) : status;
}

size_t ent_pick_choose(ent_pick *self, double uniform)
{
    uint64_t wanted = (uint64_t) (uniform * (double) self->count);
    size_t i = 0;

    wanted = wanted < self->count ? wanted : self->count - 1;
    if (self->by_places) {
        return ent_places_choose(&self->places, wanted);
    }
    while (wanted >= self->accepted[i]) {
        wanted -= self->accepted[i++];
    }
    set_needs(self, self->head[i]);
    (void) list_tails(self, self->head[i]);
    return (
        size_t) (self->halves.heads.part.package[self->head[i]] + self->halves.tails.part.package[self->tail[wanted]]);
}
