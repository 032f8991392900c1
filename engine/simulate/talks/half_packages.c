#include "simulate/talks/half_packages.h"

#include "base/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int init_half(ent_half *self, size_t deciders)
{
    self->most = calloc(deciders + 1, sizeof(*self->most));
    self->fewest = calloc(deciders + 1, sizeof(*self->fewest));
    return self->most != NULL && self->fewest != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

int ent_half_packages_init(ent_half_packages *self, const ent_talks_plan *plan, const ent_kernels *kernels)
{
    *self = (ent_half_packages){.plan = plan, .kernels = kernels, .words = ent_exclusion_words(plan)};
    self->open = calloc(plan->options + 1, sizeof(*self->open));
    self->first_open = calloc(plan->demands + 1, sizeof(*self->first_open));
    self->excluded = calloc(self->words + 1, sizeof(*self->excluded));
    if (self->open == NULL || self->first_open == NULL || self->excluded == NULL ||
        init_half(&self->heads, plan->deciders) != ENT_OK || init_half(&self->tails, plan->deciders) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    return ENT_OK;
}

static void free_half(ent_half *self)
{
    ent_pareto_front_free(&self->sums);
    free(self->most);
    free(self->fewest);
    free(self->block_most);
}

void ent_half_packages_free(ent_half_packages *self)
{
    free_half(&self->heads);
    free_half(&self->tails);
    ent_pareto_front_free(&self->next);
    free(self->open);
    free(self->first_open);
    free(self->excluded);
    *self = (ent_half_packages){0};
}

/* Returns false if all options of some demand are excluded. */
static bool list_open(ent_half_packages *self, const uint64_t *excluded)
{
    const ent_talks_plan *plan = self->plan;
    size_t count = 0;

    for (size_t d = 0; d < plan->demands; d++) {
        self->first_open[d] = count;
        for (size_t o = plan->first_option[d]; o < plan->first_option[d + 1]; o++) {
            self->open[count] = o;
            count += ent_is_excluded(plan, excluded, o) ? 0 : 1;
        }
        if (count == self->first_open[d]) {
            return false;
        }
    }
    self->first_open[plan->demands] = count;
    return true;
}

static double open_options(const ent_half_packages *self, size_t d)
{
    return (double) (self->first_open[d + 1] - self->first_open[d]);
}

/* Chooses the split with the fewest heads and tails together. */
static void choose_split(ent_half_packages *self)
{
    size_t demands = self->plan->demands;
    double heads = 1.0;
    double tails = 1.0;
    double least = INFINITY;

    for (size_t d = 0; d < demands; d++) {
        tails *= open_options(self, d);
    }
    for (size_t d = 0; d < demands; d++) {
        if (heads + tails < least) {
            least = heads + tails;
            self->split = d;
        }
        heads *= open_options(self, d);
        tails /= open_options(self, d);
    }
}

/* --- tables ---------------------------------------------------------------------------------------------------------
 */

/* Puts every open option of demand d before every member. stride: packages of the demands after d. */
static int prepend(ent_half_packages *self, ent_half *half, size_t d, const ent_preference *preference, double stride)
{
    const ent_talks_plan *plan = self->plan;
    const ent_pareto_front *from = &half->sums;
    size_t options = self->first_open[d + 1] - self->first_open[d];

    if (ent_pareto_front_reserve(&self->next, from->count * options + ENT_PAIR_BLOCK, plan->deciders) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < options; i++) {
        size_t option = self->open[self->first_open[d] + i];
        const double *gain = preference->gain + option * plan->parties;
        size_t at = i * from->count;
        for (size_t j = 0; j < plan->deciders; j++) {
            self->kernels->affine(from->count, gain[plan->decider[j]], 1.0, from->utility + j * from->capacity,
                self->next.utility + j * self->next.capacity + at);
        }
        self->kernels->affine(from->count, (double) (option - plan->first_option[d]) * stride, 1.0, from->package,
            self->next.package + at);
    }
    self->next.count = from->count * options;
    ent_pareto_front_swap(&self->next, &half->sums);
    return ENT_OK;
}

/* Adds the best and the worst option of demand d to the bounds. */
static void bound(ent_half_packages *self, ent_half *half, size_t d, const ent_preference *preference)
{
    const ent_talks_plan *plan = self->plan;

    for (size_t j = 0; j < plan->deciders; j++) {
        double high = -INFINITY;
        double low = INFINITY;
        for (size_t i = self->first_open[d]; i < self->first_open[d + 1]; i++) {
            double g = preference->gain[self->open[i] * plan->parties + plan->decider[j]];
            high = g > high ? g : high;
            low = g < low ? g : low;
        }
        half->most[j] += high;
        half->fewest[j] += low;
    }
}

static int reserve_blocks(ent_half *half, size_t deciders)
{
    half->blocks = (half->sums.count + ENT_PAIR_BLOCK - 1) / ENT_PAIR_BLOCK;
    half->block_stride = (half->blocks + ENT_PAIR_BLOCK - 1) / ENT_PAIR_BLOCK * ENT_PAIR_BLOCK;
    if (half->room < half->block_stride * deciders) {
        free(half->block_most);
        half->room = 2 * half->block_stride * deciders;
        half->block_most = malloc(half->room * sizeof(*half->block_most));
        half->room = half->block_most != NULL ? half->room : 0;
    }
    return half->block_most != NULL || half->room >= half->block_stride * deciders ? ENT_OK : ENT_ERR_NO_MEMORY;
}

static double largest(const double *number)
{
    double most = number[0];

    for (size_t i = 1; i < ENT_PAIR_BLOCK; i++) {
        most = number[i] > most ? number[i] : most;
    }
    return most;
}

/* Pads the last block and finds the largest sums of each block. */
static int block(const ent_half_packages *self, ent_half *half)
{
    ent_pareto_front *sums = &half->sums;

    if (reserve_blocks(half, self->plan->deciders) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t j = 0; j < sums->deciders; j++) {
        double *number = sums->utility + j * sums->capacity;
        double *most = half->block_most + j * half->block_stride;
        for (size_t i = sums->count; i < half->blocks * ENT_PAIR_BLOCK; i++) {
            number[i] = -INFINITY;
        }
        for (size_t b = 0; b < half->block_stride; b++) {
            most[b] = b < half->blocks ? largest(number + b * ENT_PAIR_BLOCK) : -INFINITY;
        }
    }
    return ENT_OK;
}

/* Fills the table of demands first … end - 1. stride: packages of the demands after `end`; multiplied by those of the
 * table. */
static int fill(
    ent_half_packages *self, ent_half *half, size_t first, size_t end, const ent_preference *preference, double *stride)
{
    const ent_talks_plan *plan = self->plan;
    int status = ent_pareto_front_reserve(&half->sums, 1 + ENT_PAIR_BLOCK, plan->deciders);

    if (status != ENT_OK) {
        return status;
    }
    half->sums.package[0] = 0.0;
    half->sums.count = 1;
    for (size_t j = 0; j < plan->deciders; j++) {
        half->sums.utility[j * half->sums.capacity] = 0.0;
        half->most[j] = 0.0;
        half->fewest[j] = 0.0;
    }
    for (size_t d = end; status == ENT_OK && d-- > first;) {
        status = prepend(self, half, d, preference, *stride);
        bound(self, half, d, preference);
        *stride *= (double) (plan->first_option[d + 1] - plan->first_option[d]);
    }
    return status == ENT_OK ? block(self, half) : status;
}

int ent_half_packages_set(ent_half_packages *self, const ent_preference *preference, const uint64_t *excluded)
{
    double stride = 1.0;
    int status;

    if (self->stamp == preference->stamp &&
        (self->words == 0 || memcmp(self->excluded, excluded, self->words * sizeof(*excluded)) == 0)) {
        return ENT_OK;
    }
    self->stamp = 0;
    if (!list_open(self, excluded)) {
        self->heads.sums.count = 0;
        self->tails.sums.count = 0;
        self->heads.blocks = 0;
        self->tails.blocks = 0;
        return ENT_OK;
    }
    choose_split(self);
    status = fill(self, &self->tails, self->split, self->plan->demands, preference, &stride);
    status = status == ENT_OK ? fill(self, &self->heads, 0, self->split, preference, &stride) : status;
    if (status == ENT_OK) {
        memcpy(self->excluded, excluded, self->words * sizeof(*excluded));
        self->stamp = preference->stamp;
    }
    return status;
}

static bool is_block_valid(const ent_half *half, const double *number, const double *most, size_t block)
{
    double largest_sum = -INFINITY;

    for (size_t i = block * ENT_PAIR_BLOCK; i < (block + 1) * ENT_PAIR_BLOCK; i++) {
        if (i >= half->sums.count && number[i] != -(double) INFINITY) {
            return false;
        }
        largest_sum = number[i] > largest_sum ? number[i] : largest_sum;
    }
    return most[block] == largest_sum;
}

static bool is_half_valid(const ent_half *half)
{
    static const double rounding = 1e-9;
    const ent_pareto_front *sums = &half->sums;

    for (size_t i = 1; i < sums->count; i++) {
        if (!(sums->package[i] > sums->package[i - 1])) {
            return false;
        }
    }
    for (size_t j = 0; j < sums->deciders; j++) {
        const double *number = sums->utility + j * sums->capacity;
        for (size_t i = 0; i < sums->count; i++) {
            if (number[i] < half->fewest[j] - rounding || number[i] > half->most[j] + rounding) {
                return false;
            }
        }
        for (size_t b = 0; b < half->blocks; b++) {
            if (!is_block_valid(half, number, half->block_most + j * half->block_stride, b)) {
                return false;
            }
        }
    }
    return true;
}

bool ent_half_packages_check(const ent_half_packages *self)
{
    return is_half_valid(&self->heads) && is_half_valid(&self->tails);
}
