#include "simulate/talks/pareto_front.h"

#include "base/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A candidate is compared with this many members at most. Comparing it with more costs more than keeping the few that
 * they would dominate, and keeping those changes no choice. */
enum { MOST_COMPARED = 512 };

/* Above the tolerance within which packages tie (1e-12), with room for rounding. */
static const double margin = 4e-12;

struct ent_pareto_rank {
    double sum; /* over deciders of utility / scale; a member with a smaller sum cannot dominate */
    uint32_t index;
};

void ent_pareto_front_free(ent_pareto_front *self)
{
    free(self->utility);
    free(self->package);
    *self = (ent_pareto_front){0};
}

int ent_pareto_front_reserve(ent_pareto_front *self, size_t count, size_t deciders)
{
    size_t capacity = count + count / 2 + 16;
    double *utility;
    double *package;

    if (count <= self->capacity && deciders == self->deciders && self->utility != NULL) {
        return ENT_OK;
    }
    utility = malloc((capacity * deciders + 1) * sizeof(*utility));
    package = realloc(self->package, capacity * sizeof(*package));
    self->package = package != NULL ? package : self->package;
    if (utility == NULL || package == NULL) {
        free(utility);
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t j = 0; j < deciders && deciders == self->deciders && self->count > 0; j++) {
        memcpy(utility + j * capacity, self->utility + j * self->capacity, self->count * sizeof(*utility));
    }
    free(self->utility);
    self->utility = utility;
    self->capacity = capacity;
    self->deciders = deciders;
    return ENT_OK;
}

void ent_pareto_front_swap(ent_pareto_front *a, ent_pareto_front *b)
{
    ent_pareto_front kept = *a;

    *a = *b;
    *b = kept;
}

/* --- order ----------------------------------------------------------------------------------------------------------
 */

void ent_pareto_scratch_free(ent_pareto_scratch *self)
{
    free(self->rank);
    free(self->spare);
    free(self->least);
    free(self->above);
    *self = (ent_pareto_scratch){0};
}

static int room_reserve(ent_pareto_scratch *self, size_t count, size_t deciders)
{
    if (self->deciders < deciders || self->least == NULL) {
        free(self->least);
        free(self->above);
        self->least = malloc((deciders + 1) * sizeof(*self->least));
        self->above = malloc((deciders + 1) * sizeof(*self->above));
        self->deciders = deciders;
    }
    if (self->capacity < count) {
        free(self->rank);
        free(self->spare);
        self->capacity = count + count / 2;
        self->rank = malloc(self->capacity * sizeof(*self->rank));
        self->spare = malloc(self->capacity * sizeof(*self->spare));
    }
    if (self->least == NULL || self->above == NULL ||
        (self->capacity > 0 && (self->rank == NULL || self->spare == NULL))) {
        self->capacity = 0;
        return ENT_ERR_NO_MEMORY;
    }
    return ENT_OK;
}

static bool comes_first(const ent_pareto_front *set, const struct ent_pareto_rank *a, const struct ent_pareto_rank *b)
{
    return a->sum > b->sum || (a->sum == b->sum && set->package[a->index] < set->package[b->index]);
}

/* Returns the end of the sorted run that begins at `first`. */
static size_t run_from(const ent_pareto_front *set, const struct ent_pareto_rank *rank, size_t first, size_t count)
{
    size_t end = first + 1;

    while (end < count && !comes_first(set, &rank[end], &rank[end - 1])) {
        end++;
    }
    return end;
}

/* Merges the sorted runs [first, middle) and [middle, end) into `to`. */
static void merge_runs(const ent_pareto_front *set, const struct ent_pareto_rank *from, struct ent_pareto_rank *to,
    size_t first, size_t middle, size_t end)
{
    size_t a = first;
    size_t b = middle;

    for (size_t i = first; i < end; i++) {
        bool left = b >= end || (a < middle && !comes_first(set, &from[b], &from[a]));
        to[i] = left ? from[a++] : from[b++];
    }
}

/* Natural merge sort: the members are already runs in order, one an option of the last demand. */
static void sort(const ent_pareto_front *set, ent_pareto_scratch *room)
{
    size_t runs = 2;

    while (runs > 1) {
        struct ent_pareto_rank *sorted = room->spare;
        runs = 0;
        for (size_t first = 0; first < set->count; runs++) {
            size_t middle = run_from(set, room->rank, first, set->count);
            size_t end = middle < set->count ? run_from(set, room->rank, middle, set->count) : middle;
            merge_runs(set, room->rank, room->spare, first, middle, end);
            first = end;
        }
        room->spare = room->rank;
        room->rank = sorted;
    }
}

static void rank_all(const ent_pareto_front *set, const double *scale, ent_pareto_scratch *room)
{
    for (size_t i = 0; i < set->count; i++) {
        room->rank[i] = (struct ent_pareto_rank){0.0, (uint32_t) i};
    }
    for (size_t j = 0; j < set->deciders; j++) {
        const double *utility = set->utility + j * set->capacity;
        double inverse = scale[j] > 0.0 ? 1.0 / scale[j] : 0.0;
        for (size_t i = 0; i < set->count; i++) {
            room->rank[i].sum += utility[i] * inverse;
        }
    }
}

/* --- front ----------------------------------------------------------------------------------------------------------
 */

static void keep(ent_pareto_front *kept, const ent_pareto_front *from, size_t i)
{
    for (size_t j = 0; j < from->deciders; j++) {
        kept->utility[j * kept->capacity + kept->count] = from->utility[j * from->capacity + i];
    }
    kept->package[kept->count++] = from->package[i];
}

int ent_pareto_front_prune(ent_pareto_front *kept, const ent_pareto_front *from, const double *scale,
    const ent_kernels *kernels, ent_pareto_scratch *room, double *work, double most)
{
    size_t deciders = from->deciders;

    kept->count = 0;
    if (room_reserve(room, from->count, deciders) != ENT_OK ||
        ent_pareto_front_reserve(kept, from->count, deciders) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    rank_all(from, scale, room);
    sort(from, room);
    for (size_t i = 0; i < from->count && *work <= most; i++) {
        size_t candidate = room->rank[i].index;
        size_t compared = kept->count < MOST_COMPARED ? kept->count : (size_t) MOST_COMPARED;
        size_t met;
        for (size_t j = 0; j < deciders; j++) {
            room->least[j] = from->utility[j * from->capacity + candidate];
            room->above[j] = room->by_index ? (double) INFINITY : room->least[j] + margin * scale[j];
        }
        met = kernels->outdoing(compared, deciders, kept->utility, kept->capacity, room->least, room->above,
            kept->package, from->package[candidate]);
        if (met == compared) {
            keep(kept, from, candidate);
        }
        *work += 30.0 + 0.1 * (double) (met * deciders);
    }
    return ENT_OK;
}

/* --- invariants -----------------------------------------------------------------------------------------------------
 */

static bool dominates(const ent_pareto_front *set, const double *scale, size_t a, size_t b)
{
    bool better = true;

    for (size_t j = 0; j < set->deciders; j++) {
        const double *utility = set->utility + j * set->capacity;
        if (utility[a] < utility[b]) {
            return false;
        }
        better = better && utility[a] > utility[b] + margin * scale[j];
    }
    return better || set->package[a] < set->package[b];
}

static double sum_of_shares(const ent_pareto_front *set, const double *scale, size_t i)
{
    double sum = 0.0;

    for (size_t j = 0; j < set->deciders; j++) {
        sum += scale[j] > 0.0 ? set->utility[j * set->capacity + i] / scale[j] : 0.0;
    }
    return sum;
}

static bool is_member_valid(const ent_pareto_front *self, const double *scale, size_t i)
{
    static const double rounding = 1e-9;
    bool valid = i == 0 || sum_of_shares(self, scale, i) <= sum_of_shares(self, scale, i - 1) + rounding;

    for (size_t j = 0; j < self->deciders; j++) {
        double u = self->utility[j * self->capacity + i];
        valid = valid && u >= 0.0 && u <= scale[j] + rounding;
    }
    for (size_t k = 0; k < i; k++) {
        valid = valid && self->package[k] != self->package[i];
        valid = valid && (k >= MOST_COMPARED || !dominates(self, scale, k, i));
    }
    return valid;
}

bool ent_pareto_front_check(const ent_pareto_front *self, const double *scale)
{
    for (size_t i = 0; i < self->count; i++) {
        if (!is_member_valid(self, scale, i)) {
            return false;
        }
    }
    return self->count <= self->capacity;
}
