#include "analysis/rank_groups.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* --- few values --------------------------------------------------------------------------------------------------- */

/* Lists the values, ascending, in list [most]. Returns their number; most + 1 for more. */
static size_t list_values(const double *value, uint64_t worlds, size_t most, double *list)
{
    size_t count = 0;

    for (uint64_t w = 0; w < worlds; w++) {
        size_t at = 0;
        if (isnan(value[w])) {
            continue;
        }
        while (at < count && list[at] < value[w]) {
            at++;
        }
        if (at < count && list[at] == value[w]) {
            continue;
        }
        if (count == most) {
            return most + 1;
        }
        memmove(list + at + 1, list + at, (count - at) * sizeof(*list));
        list[at] = value[w];
        count++;
    }
    return count;
}

static void group_by_value(const double *value, uint64_t worlds, const double *list, size_t count, uint8_t *group)
{
    for (uint64_t w = 0; w < worlds; w++) {
        size_t at = 0;
        while (at < count && !(list[at] == value[w])) {
            at++;
        }
        group[w] = (uint8_t) at;
    }
}

/* --- many values --------------------------------------------------------------------------------------------------
 *
 * Values are counted in bins of a grid, which keep their order. A bin that lies within one group gives it to all its
 * worlds; only the few worlds in the bins where a group begins are put in order. */

enum {
    BINS = 4096,
    NO_BIN = BINS /* of a value that is no number */,
    SAMPLE = 1024,
    CUT = UINT8_MAX /* a group begins in it */
};

typedef struct grid {
    double low, scale;
    uint16_t *bin;            /* [worlds] */
    uint32_t start[BINS + 2]; /* number of worlds in earlier bins; then of all that have one; then of all */
    uint8_t group[BINS + 1];
} grid;

typedef struct ranked {
    double value;
    uint32_t world;
    uint32_t bin;
} ranked;

static int compare(const void *a, const void *b)
{
    const ranked *x = a, *y = b;

    if (x->value != y->value) {
        return x->value < y->value ? -1 : 1;
    }
    return x->world < y->world ? -1 : x->world > y->world ? 1 : 0;
}

/* Lays the grid over the values of the first worlds. */
static void lay(grid *self, const double *value, uint64_t worlds)
{
    double low = (double) INFINITY, high = -(double) INFINITY;

    for (uint64_t w = 0; w < worlds && w < SAMPLE; w++) {
        if (isfinite(value[w])) {
            low = fmin(low, value[w]);
            high = fmax(high, value[w]);
        }
    }
    self->low = isfinite(low) ? low : 0.0;
    self->scale = high > low ? (double) BINS / (high - low) : 1.0;
    self->scale = isfinite(self->scale) && self->scale > 0.0 ? self->scale : 1.0;
}

/* Finds the bins of the worlds: values outside the grid are in the first or the last. Without branches: by vectors. */
static void find_bins(grid *self, const double *value, uint64_t worlds)
{
    const double low = self->low, scale = self->scale;

    for (uint64_t w = 0; w < worlds; w++) {
        double at = (value[w] - low) * scale;
        at = at > 0.0 ? at : 0.0; /* also where it is not a number: 0 times infinity */
        at = at < (double) (BINS - 1) ? at : (double) (BINS - 1);
        at = value[w] == value[w] ? at : (double) NO_BIN;
        self->bin[w] = (uint16_t) (int32_t) at;
    }
}

/* Group of number i of `count` in order. */
static size_t group_of_rank(uint64_t i, uint64_t count, size_t groups)
{
    return (size_t) ((uint64_t) groups * i / count);
}

/* Counts the worlds of each bin, and finds the groups of the bins. Returns the number of worlds in bins with a cut. */
static size_t find_groups(grid *self, uint64_t worlds, size_t groups)
{
    uint64_t count;
    size_t cut = 0;

    memset(self->start, 0, sizeof(self->start));
    for (uint64_t w = 0; w < worlds; w++) {
        self->start[self->bin[w] + 1]++;
    }
    for (size_t b = 0; b <= BINS; b++) {
        self->start[b + 1] += self->start[b];
    }
    count = self->start[BINS];
    for (size_t b = 0; b < BINS; b++) {
        uint32_t size = self->start[b + 1] - self->start[b];
        size_t first = size > 0 ? group_of_rank(self->start[b], count, groups) : 0;
        bool whole = size == 0 || group_of_rank(self->start[b + 1] - 1, count, groups) == first;
        self->group[b] = whole ? (uint8_t) first : CUT;
        cut += whole ? 0 : size;
    }
    self->group[NO_BIN] = (uint8_t) groups;
    return cut;
}

/* Puts the worlds of bins with a cut in order. order: [cut] */
static void settle(const grid *self, const double *value, uint64_t worlds, size_t groups, ranked *order, uint8_t *group)
{
    size_t cut = 0;

    for (uint64_t w = 0; w < worlds; w++) {
        group[w] = self->group[self->bin[w]];
        if (group[w] == CUT) {
            order[cut++] = (ranked){.value = value[w], .world = (uint32_t) w, .bin = self->bin[w]};
        }
    }
    qsort(order, cut, sizeof(*order), compare);
    for (size_t i = 0, first = 0; i < cut; i++) {
        first = order[i].bin == order[first].bin ? first : i;
        group[order[i].world] =
            (uint8_t) group_of_rank(self->start[order[i].bin] + (i - first), self->start[BINS], groups);
    }
}

static bool group_by_rank(const double *value, uint64_t worlds, size_t groups, uint8_t *group)
{
    grid *self = malloc(sizeof(*self));
    ranked *order = NULL;
    bool done;

    if (self != NULL) {
        self->bin = malloc((size_t) worlds * sizeof(*self->bin));
    }
    if (self != NULL && self->bin != NULL) {
        lay(self, value, worlds);
        find_bins(self, value, worlds);
        order = malloc((find_groups(self, worlds, groups) + 1) * sizeof(*order));
    }
    done = order != NULL;
    if (done) {
        settle(self, value, worlds, groups, order, group);
    }
    if (self != NULL) {
        free(self->bin);
    }
    free(self);
    free(order);
    return done;
}

size_t ent_rank_groups(const double *value, uint64_t worlds, size_t most, uint8_t *group, bool *by_value)
{
    double list[ENT_RANK_GROUPS + 1];
    size_t count = list_values(value, worlds, most, list);

    *by_value = count <= most;
    if (*by_value) {
        group_by_value(value, worlds, list, count, group);
        return count;
    }
    return group_by_rank(value, worlds, most, group) ? most : SIZE_MAX;
}
