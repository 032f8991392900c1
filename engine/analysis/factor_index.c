#include "analysis/factor_index.h"

#include "base/status.h"

#include <math.h>
#include <stdlib.h>

static ent_driver_figure no_figure(void)
{
    const double nan = (double) NAN;

    return (ent_driver_figure){nan, nan, nan, nan, nan, nan, nan, nan, nan};
}

/* --- worlds in order ---------------------------------------------------------------------------------------------- */

typedef struct ranked {
    double value;
    uint32_t world;
} ranked;

static int compare(const void *a, const void *b)
{
    const ranked *x = a, *y = b;

    if (x->value != y->value) {
        return x->value < y->value ? -1 : 1;
    }
    return x->world < y->world ? -1 : x->world > y->world ? 1 : 0;
}

/* Fills order with the worlds that have a value. Returns their number. */
static size_t rank_worlds(ranked *order, const double *value, uint64_t worlds)
{
    size_t count = 0;

    for (uint64_t w = 0; w < worlds; w++) {
        if (!isnan(value[w])) {
            order[count++] = (ranked){.value = value[w], .world = (uint32_t) w};
        }
    }
    qsort(order, count, sizeof(*order), compare);
    return count;
}

/* Number of values; ENT_FACTOR_VALUES + 1 for more. */
static size_t count_values(const ranked *order, size_t count)
{
    size_t values = count > 0 ? 1 : 0;

    for (size_t i = 1; i < count && values <= ENT_FACTOR_VALUES; i++) {
        values += order[i].value != order[i - 1].value ? 1 : 0;
    }
    return values;
}

/* Sets group[w] of each world in order, others to `groups`. Returns the number of groups. */
static size_t cut(const ranked *order, size_t count, size_t values, uint32_t *group)
{
    uint32_t number = 0;

    for (size_t i = 0; i < count; i++) {
        if (values <= ENT_FACTOR_VALUES) {
            number += i > 0 && order[i].value != order[i - 1].value ? 1 : 0;
        } else {
            number = (uint32_t) (ENT_FACTOR_GROUPS * i / count);
        }
        group[order[i].world] = number;
    }
    return (size_t) number + 1;
}

/* --- figures ------------------------------------------------------------------------------------------------------ */

/* Groups first … last. */
static ent_moments moments_of(const ent_factor_worlds *worlds, const uint32_t *group, size_t first, size_t last)
{
    ent_unit_counts units = {.worlds = 0};
    ent_moments sum = {0};

    for (uint64_t w = 0; w < worlds->worlds; w++) {
        if (group[w] >= first && group[w] <= last && worlds->k.design) {
            ent_unit_counts_add(&units, w, ent_count(worlds->k, w), ent_count(worlds->n, w));
        } else if (group[w] >= first && group[w] <= last) {
            ent_moments_add(&sum, ent_count(worlds->k, w), ent_count(worlds->n, w));
        }
    }
    return worlds->k.design ? ent_moments_of_units(&units) : sum;
}

static void put_difference(ent_driver_figure *self, const ent_moments *low, const ent_moments *high)
{
    ent_difference difference = ent_group_difference(high, low, 0.0);

    self->low = low->n > 0 ? (double) low->k / (double) low->n : (double) NAN;
    self->high = high->n > 0 ? (double) high->k / (double) high->n : (double) NAN;
    self->difference = difference.value;
    self->difference_low = difference.low;
    self->difference_high = difference.high;
}

/* group: those from `groups` on are left out. */
static int put_explained(
    ent_driver_figure *self, const ent_factor_worlds *worlds, const uint32_t *group, size_t groups, bool all)
{
    ent_world_mean *own = NULL;
    uint32_t *within = NULL;
    ent_disagreement found;
    int status;

    if (!all) { /* the worlds that are left out count as without draws, in any group */
        own = malloc((size_t) worlds->worlds * sizeof(*own));
        within = malloc((size_t) worlds->worlds * sizeof(*within));
        if (own == NULL || within == NULL) {
            free(own);
            free(within);
            return ENT_ERR_NO_MEMORY;
        }
        for (uint64_t w = 0; w < worlds->worlds; w++) {
            own[w] = group[w] < groups ? worlds->mean[w] : (ent_world_mean){.draws = 0.0};
            within[w] = group[w] < groups ? group[w] : 0;
        }
    }
    status = ent_disagreement_of_means(&found, all ? worlds->mean : own, worlds->worlds, worlds->k.design,
        all ? group : within, groups, worlds->measurable);
    self->explained = found.share;
    self->explained_low = found.low;
    self->explained_high = found.high;
    free(own);
    free(within);
    return status;
}

int ent_factor_index(ent_driver_figure *self, const ent_factor_worlds *worlds, const double *value)
{
    ranked *order = malloc(((size_t) worlds->worlds + 1) * sizeof(*order));
    uint32_t *group = malloc(((size_t) worlds->worlds + 1) * sizeof(*group));
    size_t count, values, groups;
    int status = ENT_OK;

    *self = no_figure();
    if (order == NULL || group == NULL) {
        free(order);
        free(group);
        return ENT_ERR_NO_MEMORY;
    }
    count = rank_worlds(order, value, worlds->worlds);
    values = count_values(order, count);
    for (uint64_t w = 0; w < worlds->worlds; w++) {
        group[w] = UINT32_MAX;
    }
    if (values > 1) {
        groups = cut(order, count, values, group);
        size_t fifth = values <= ENT_FACTOR_VALUES ? 1 : ENT_FACTOR_GROUPS / 5;
        ent_moments low = moments_of(worlds, group, 0, fifth - 1);
        ent_moments high = moments_of(worlds, group, groups - fifth, groups - 1);
        put_difference(self, &low, &high);
        status = put_explained(self, worlds, group, groups, count == worlds->worlds);
    }
    free(order);
    free(group);
    return status;
}

int ent_group_index(ent_driver_figure *self, const ent_factor_worlds *worlds, const uint32_t *group, size_t groups)
{
    ent_moments low = {0}, high = {0};
    size_t with_draws = 0;

    *self = no_figure();
    for (size_t g = 0; g < groups; g++) {
        ent_moments own = moments_of(worlds, group, g, g);
        double p = own.n > 0 ? (double) own.k / (double) own.n : (double) NAN;
        if (own.n > 0 && (low.n == 0 || p < (double) low.k / (double) low.n)) {
            low = own;
        }
        if (own.n > 0 && (high.n == 0 || p > (double) high.k / (double) high.n)) {
            high = own;
        }
        with_draws += own.n > 0 ? 1 : 0;
    }
    if (with_draws < 2) {
        return ENT_OK;
    }
    put_difference(self, &low, &high);
    return put_explained(self, worlds, group, groups, true);
}
