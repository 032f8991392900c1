#include "analysis/factor_index.h"

#include "analysis/rank_groups.h"
#include "base/status.h"

#include <math.h>
#include <stdlib.h>

static ent_driver_figure no_figure(void)
{
    const double nan = (double) NAN;

    return (ent_driver_figure){nan, nan, nan, nan, nan, nan, nan, nan, nan};
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

/* Sums of counts below 2^16 over fewer than 2^32 worlds. */
typedef struct side {
    uint64_t k, n, kk, kn, nn, worlds;
} side;

enum { LOW, HIGH, NEITHER, SIDES };

/* Sets sum[LOW] and sum[HIGH] to the moments of the worlds on each side. side_of: [256] by group. Of few draws a world,
 * as those of many worlds are, without a branch a world. */
static void add_sides(
    const ent_factor_worlds *worlds, const uint8_t *group, const uint8_t side_of[UINT8_MAX + 1], ent_moments *sum)
{
    ent_unit_counts units[SIDES] = {{.worlds = 0}};
    side small[SIDES] = {{0}};
    const ent_counts k = worlds->k, n = worlds->n;
    const bool few = !k.design && (n.bytes == 1 || n.bytes == 2);

    for (uint64_t w = 0; few && w < worlds->worlds; w++) {
        side *to = &small[side_of[group[w]]];
        uint64_t events = ent_count(k, w), draws = ent_count(n, w);
        to->k += events;
        to->n += draws;
        to->kk += events * events;
        to->kn += events * draws;
        to->nn += draws * draws;
        to->worlds += draws > 0;
    }
    for (uint64_t w = 0; !few && w < worlds->worlds; w++) {
        if (k.design) {
            ent_unit_counts_add(&units[side_of[group[w]]], w, ent_count(k, w), ent_count(n, w));
        } else {
            ent_moments_add(&sum[side_of[group[w]]], ent_count(k, w), ent_count(n, w));
        }
    }
    for (size_t s = LOW; s <= HIGH; s++) {
        if (few) {
            sum[s] = (ent_moments){small[s].k, small[s].n, small[s].kk, small[s].kn, small[s].nn, small[s].worlds, 0};
        } else if (k.design) {
            sum[s] = ent_moments_of_units(&units[s]);
        }
    }
}

/* ENT_ERR_NO_MEMORY or ENT_OK. */
static int explain(ent_driver_figure *self, const ent_factor_worlds *worlds, const uint8_t *group, size_t groups)
{
    uint32_t *wide = malloc((size_t) worlds->worlds * sizeof(*wide));
    bool all = true;
    int status = ENT_ERR_NO_MEMORY;

    for (uint64_t w = 0; wide != NULL && w < worlds->worlds; w++) {
        wide[w] = group[w] < groups ? group[w] : UINT32_MAX;
        all = all && group[w] < groups;
    }
    if (wide != NULL) {
        status = put_explained(self, worlds, wide, groups, all);
    }
    free(wide);
    return status;
}

/* How many groups are the low side, and how many the high one. */
typedef struct ends {
    size_t low, high;
} ends;

/* The ends of groups that are values. Where no two worlds share one, the factor has few values only because there are
 * few worlds: its ends are the fifths of worlds that the order of more worlds would give. */
static ends ends_of_values(const uint8_t *group, uint64_t worlds, size_t groups)
{
    uint64_t valued = 0;

    for (uint64_t w = 0; w < worlds; w++) {
        valued += group[w] < groups ? 1 : 0;
    }
    if (valued > groups || groups < 5) {
        return (ends){1, 1};
    }
    return (ends){(groups + 4) / 5, groups / 5};
}

int ent_factor_index(ent_driver_figure *self, const ent_factor_worlds *worlds, const double *value)
{
    uint8_t *group = malloc((size_t) worlds->worlds + 1);
    uint8_t side_of[UINT8_MAX + 1];
    ent_moments sum[SIDES] = {{0}};
    bool by_value = false;
    size_t groups = group != NULL ? ent_rank_groups(value, worlds->worlds, ENT_FACTOR_GROUPS, group, &by_value) : 0;
    int status = group != NULL && groups != SIZE_MAX ? ENT_OK : ENT_ERR_NO_MEMORY;

    *self = no_figure();
    if (status == ENT_OK && groups > 1) {
        const ends end = by_value ? ends_of_values(group, worlds->worlds, groups)
                                  : (ends){ENT_FACTOR_GROUPS / 5, ENT_FACTOR_GROUPS / 5};
        for (size_t g = 0; g <= UINT8_MAX; g++) {
            side_of[g] = g < end.low ? LOW : g >= groups - end.high && g < groups ? HIGH : NEITHER;
        }
        add_sides(worlds, group, side_of, sum);
        put_difference(self, &sum[LOW], &sum[HIGH]);
        status = worlds->measurable ? explain(self, worlds, group, groups) : ENT_OK;
    }
    free(group);
    return status;
}

void ent_factor_index_of_single_draws(
    ent_driver_figure *self, const ent_factor_worlds *worlds, const ent_uniform_source *source, bool *done)
{
    ent_moments low, high;

    *self = no_figure();
    *done = ent_single_draws_fifths(&low, &high, worlds->k.at, worlds->n.at, worlds->worlds, source);
    if (*done) {
        put_difference(self, &low, &high);
    }
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
    return worlds->measurable ? put_explained(self, worlds, group, groups, true) : ENT_OK;
}
