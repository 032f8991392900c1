#include "jobs/analyse/headline_sums.h"

#include "base/status.h"

#include <stdlib.h>

/* Sum over the draws of a part, of a total and that of its early draws. */
static double part_of(ent_headline_part part, double all, double early)
{
    return part == ENT_ALL_DRAWS ? all : part == ENT_EARLY_DRAWS ? early : all - early;
}

static void fill_chance(ent_headline_sums *self, const ent_world_counts *counts, ent_headline_part part)
{
    for (uint64_t w = 0; w < counts->worlds; w++) {
        self->sum[w] = part_of(part, (double) counts->event[w], (double) counts->early_event[w]);
        self->draws[w] = part_of(part, (double) counts->given[w], (double) counts->early_given[w]);
    }
}

/* The sum of a world's numbers; 0 without any. */
static double sum_of(const ent_measure_sum *sum)
{
    return sum->count > 0 ? ent_measure_world_mean(sum).mean * (double) sum->count : 0.0;
}

static bool all_within(const ent_world_counts *counts)
{
    for (uint64_t w = 0; w < counts->worlds; w++) {
        if (counts->sum[w].beyond > 0) {
            return false;
        }
    }
    return true;
}

static void fill_measure(ent_headline_sums *self, const ent_world_counts *counts, ent_headline_part part)
{
    for (uint64_t w = 0; w < counts->worlds; w++) {
        const ent_measure_sum *all = &counts->sum[w], *early = &counts->early_sum[w];
        self->sum[w] = part_of(part, sum_of(all), sum_of(early));
        self->draws[w] = part_of(part, (double) all->count, (double) early->count);
    }
}

int ent_headline_sums_init(ent_headline_sums *self, const ent_world_counts *counts, ent_headline_part part)
{
    self->sum = calloc((size_t) counts->worlds + 1, sizeof(*self->sum));
    self->draws = calloc((size_t) counts->worlds + 1, sizeof(*self->draws));
    if (self->sum == NULL || self->draws == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    if (counts->sum != NULL) {
        if (all_within(counts)) {
            fill_measure(self, counts, part);
        }
    } else {
        fill_chance(self, counts, part);
    }
    return ENT_OK;
}

void ent_headline_sums_free(ent_headline_sums *self)
{
    free(self->sum);
    free(self->draws);
    *self = (ent_headline_sums){.sum = NULL};
}

ent_world_sums ent_headline_sums_of(const ent_headline_sums *self)
{
    return (ent_world_sums){self->sum, self->draws};
}
