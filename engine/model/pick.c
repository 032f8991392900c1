#include "model/pick.h"

#include "base/status.h"

#include <math.h>
#include <stdlib.h>

/* Bounds are compared with room for rounding. */
static const double slack = 1e-9;

int ent_pick_init(ent_pick *self, const ent_talks_plan *plan, const ent_kernels *kernels)
{
    size_t judges = plan->judges;

    *self = (ent_pick){.plan = plan, .kernels = kernels};
    self->sure = calloc(judges + 1, sizeof(*self->sure));
    self->maybe = calloc(judges + 1, sizeof(*self->maybe));
    self->need = calloc(judges + 1, sizeof(*self->need));
    self->want = calloc(judges + 1, sizeof(*self->want));
    self->option = calloc(plan->demands + 1, sizeof(*self->option));
    if (self->sure == NULL || self->maybe == NULL || self->need == NULL || self->want == NULL || self->option == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    return ENT_OK;
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
    double package = self->halves->heads.part.package[head] + self->halves->tails.part.package[tail];

    ent_preference_unpack(plan, (size_t) package, self->option);
    for (size_t j = 0; j < plan->judges; j++) {
        if (!(ent_preference_utility(self->preference, plan, self->option, plan->judge[j]) >= self->least[j])) {
            return false;
        }
    }
    return true;
}

static double sum_of(const ent_pick *self, size_t head, size_t judge)
{
    return self->halves->heads.part.utility[judge * self->halves->heads.part.capacity + head];
}

/* What a head still needs: it may do, and it does. */
static void set_needs(ent_pick *self, size_t head)
{
    for (size_t j = 0; j < self->plan->judges; j++) {
        self->need[j] = self->maybe[j] - sum_of(self, head, j);
        self->want[j] = self->sure[j] - sum_of(self, head, j);
    }
}

/* Lists the acceptable tails of a head whose needs are set. */
static size_t list_tails(ent_pick *self, size_t head)
{
    const ent_front *tails = &self->halves->tails.part;
    size_t listed =
        self->kernels->reach(tails->count, tails->judges, tails->utility, tails->capacity, self->need, self->tail);
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
    const ent_half *half = &self->halves->tails;
    const ent_front *tails = &half->part;
    bool all = true;
    uint64_t surely;
    uint64_t count;

    set_needs(self, head);
    for (size_t j = 0; j < tails->judges; j++) {
        all = all && half->fewest[j] >= self->want[j];
    }
    if (all) {
        return tails->count;
    }
    count = self->kernels->count_between(
        tails->count, tails->judges, tails->utility, tails->capacity, self->need, self->want, &surely);
    return count == surely ? (size_t) count : list_tails(self, head);
}

/* --- all packages ---------------------------------------------------------------------------------------------------
 */

int ent_pick_count(ent_pick *self, const ent_halves *halves, const ent_preference *preference, const double *least)
{
    const ent_talks_plan *plan = self->plan;
    const ent_front *heads = &halves->heads.part;
    size_t tails = halves->tails.part.count;

    self->halves = halves;
    self->preference = preference;
    self->least = least;
    self->count = 0;
    if (reserve(self, heads->count > tails ? heads->count : tails) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t j = 0; j < plan->judges; j++) {
        double total = preference->total[plan->judge[j]];
        double idle = least[j] <= 0.0 ? -INFINITY : INFINITY; /* without weights utility is 0 in every package */
        self->sure[j] = total > 0.0 ? (least[j] + slack) * total : idle;
        self->maybe[j] = total > 0.0 ? (least[j] - slack) * total : idle;
        self->need[j] = self->maybe[j] - halves->tails.most[j];
    }
    self->heads =
        self->kernels->reach(heads->count, heads->judges, heads->utility, heads->capacity, self->need, self->head);
    for (size_t i = 0; i < self->heads; i++) {
        self->accepted[i] = (uint32_t) count_tails(self, self->head[i]);
        self->count += self->accepted[i];
    }
    return ENT_OK;
}

size_t ent_pick_choose(ent_pick *self, double uniform)
{
    uint64_t wanted = (uint64_t) (uniform * (double) self->count);
    size_t i = 0;

    wanted = wanted < self->count ? wanted : self->count - 1;
    while (wanted >= self->accepted[i]) {
        wanted -= self->accepted[i++];
    }
    set_needs(self, self->head[i]);
    (void) list_tails(self, self->head[i]);
    return (size_t) (self->halves->heads.part.package[self->head[i]] +
                     self->halves->tails.part.package[self->tail[wanted]]);
}
