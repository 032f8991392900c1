#include "model/halves.h"

#include "base/status.h"
#include "model/search.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int init_half(ent_half *self, size_t deciders)
{
    self->most = calloc(deciders + 1, sizeof(*self->most));
    self->fewest = calloc(deciders + 1, sizeof(*self->fewest));
    return self->most != NULL && self->fewest != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

int ent_halves_init(ent_halves *self, const ent_talks_plan *plan, const ent_kernels *kernels)
{
    *self = (ent_halves){.plan = plan, .kernels = kernels, .words = (plan->flags + 63) / 64};
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
    ent_front_free(&self->part);
    free(self->most);
    free(self->fewest);
    free(self->block_most);
}

void ent_halves_free(ent_halves *self)
{
    free_half(&self->heads);
    free_half(&self->tails);
    ent_front_free(&self->next);
    free(self->open);
    free(self->first_open);
    free(self->excluded);
    *self = (ent_halves){0};
}

static void list_open(ent_halves *self, const uint64_t *excluded)
{
    const ent_talks_plan *plan = self->plan;
    size_t count = 0;

    for (size_t d = 0; d < plan->demands; d++) {
        self->first_open[d] = count;
        for (size_t o = plan->first_option[d]; o < plan->first_option[d + 1]; o++) {
            self->open[count] = o;
            count += ent_search_is_out(plan, excluded, o) ? 0 : 1;
        }
    }
    self->first_open[plan->demands] = count;
}

static double open_options(const ent_halves *self, size_t d)
{
    return (double) (self->first_open[d + 1] - self->first_open[d]);
}

/* Where heads and tails together are fewest. */
static void choose_split(ent_halves *self)
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

static void swap(ent_front *a, ent_front *b)
{
    ent_front kept = *a;

    *a = *b;
    *b = kept;
}

/* Every open option of a demand before every part so far. stride: packages that the parts so far stand for. */
static int prepend(ent_halves *self, ent_half *half, size_t d, const ent_preference *preference, double stride)
{
    const ent_talks_plan *plan = self->plan;
    const ent_front *from = &half->part;
    size_t options = self->first_open[d + 1] - self->first_open[d];

    if (ent_front_reserve(&self->next, from->count * options + ENT_PAIR_BLOCK, plan->deciders) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < options; i++) {
        size_t option = self->open[self->first_open[d] + i];
        const double *gain = preference->gain + option * plan->parties;
        size_t at = i * from->count;
        for (size_t j = 0; j < plan->deciders; j++) {
            self->kernels->affine(from->count, gain[plan->judge[j]], 1.0, from->utility + j * from->capacity,
                self->next.utility + j * self->next.capacity + at);
        }
        self->kernels->affine(from->count, (double) (option - plan->first_option[d]) * stride, 1.0, from->package,
            self->next.package + at);
    }
    self->next.count = from->count * options;
    swap(&self->next, &half->part);
    return ENT_OK;
}

/* The most and the least that any part brings. */
static void bound(ent_halves *self, ent_half *half, size_t d, const ent_preference *preference)
{
    const ent_talks_plan *plan = self->plan;

    for (size_t j = 0; j < plan->deciders; j++) {
        double high = -INFINITY;
        double low = INFINITY;
        for (size_t i = self->first_open[d]; i < self->first_open[d + 1]; i++) {
            double g = preference->gain[self->open[i] * plan->parties + plan->judge[j]];
            high = g > high ? g : high;
            low = g < low ? g : low;
        }
        half->most[j] += high;
        half->fewest[j] += low;
    }
}

static int reserve_blocks(ent_half *half, size_t deciders)
{
    half->blocks = (half->part.count + ENT_PAIR_BLOCK - 1) / ENT_PAIR_BLOCK;
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

/* Fills up the last block, and finds the most of each. */
static int block(const ent_halves *self, ent_half *half)
{
    ent_front *part = &half->part;

    if (reserve_blocks(half, self->plan->deciders) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t j = 0; j < part->deciders; j++) {
        double *number = part->utility + j * part->capacity;
        double *most = half->block_most + j * half->block_stride;
        for (size_t i = part->count; i < half->blocks * ENT_PAIR_BLOCK; i++) {
            number[i] = -INFINITY;
        }
        for (size_t b = 0; b < half->block_stride; b++) {
            most[b] = b < half->blocks ? largest(number + b * ENT_PAIR_BLOCK) : -INFINITY;
        }
    }
    return ENT_OK;
}

/* Demands first … end - 1. stride: packages that the demands after them make. */
static int fill(
    ent_halves *self, ent_half *half, size_t first, size_t end, const ent_preference *preference, double *stride)
{
    const ent_talks_plan *plan = self->plan;
    int status = ent_front_reserve(&half->part, 1 + ENT_PAIR_BLOCK, plan->deciders);

    if (status != ENT_OK) {
        return status;
    }
    half->part.package[0] = 0.0;
    half->part.count = 1;
    for (size_t j = 0; j < plan->deciders; j++) {
        half->part.utility[j * half->part.capacity] = 0.0;
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

int ent_halves_set(ent_halves *self, const ent_preference *preference, const uint64_t *excluded)
{
    double stride = 1.0;
    int status;

    if (self->stamp == preference->stamp &&
        (self->words == 0 || memcmp(self->excluded, excluded, self->words * sizeof(*excluded)) == 0)) {
        return ENT_OK;
    }
    self->stamp = 0;
    list_open(self, excluded);
    choose_split(self);
    status = fill(self, &self->tails, self->split, self->plan->demands, preference, &stride);
    status = status == ENT_OK ? fill(self, &self->heads, 0, self->split, preference, &stride) : status;
    if (status == ENT_OK) {
        memcpy(self->excluded, excluded, self->words * sizeof(*excluded));
        self->stamp = preference->stamp;
    }
    return status;
}
