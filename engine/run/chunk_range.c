#include "run/chunk_range.h"

#include "base/status.h"
#include "run/counter.h"
#include "run/counting/chunk_counts.h"
#include "run/drivers/driver_counter.h"
#include "run/experts/experts.h"

#include <string.h>

int ent_chunk_range_init(ent_chunk_range *self, const ent_model *model, size_t thresholds, uint64_t first, uint64_t end)
{
    ent_tally_layout layout = ent_counter_layout(model, thresholds);
    ent_arena *arena = &self->tally.arena;
    int status;

    *self = (ent_chunk_range){.guards = ent_experts_guards(model),
        .plan = ent_chunk_plan_make(model),
        .split_columns = layout.columns + 2 * layout.drivers,
        .first = first,
        .next = first,
        .end = end};
    status = ent_tally_init(&self->tally, &layout, self->plan.worlds, self->plan.replications);
    if (status != ENT_OK) {
        return status;
    }
    self->guard = ent_arena_array(arena, self->guards, sizeof(*self->guard));
    if (self->plan.chunks_in_world > 1) {
        self->split = ent_arena_array(arena, (size_t) self->plan.worlds * self->split_columns, sizeof(*self->split));
    }
    if (self->guard == NULL || (self->plan.chunks_in_world > 1 && self->split == NULL)) {
        ent_chunk_range_free(self);
        return ENT_ERR_NO_MEMORY;
    }
    return ENT_OK;
}

void ent_chunk_range_free(ent_chunk_range *self)
{
    ent_tally_free(&self->tally);
    *self = (ent_chunk_range){.first = 0};
}

void ent_chunk_range_cut(ent_chunk_range *self, uint64_t worlds)
{
    ent_chunk_plan_cut(&self->plan, worlds);
    self->end = self->plan.chunks;
    self->tally.worlds = worlds;
}

void ent_chunk_range_settle_split(ent_chunk_range *self, uint64_t world)
{
    const ent_tally_layout *layout = &self->tally.layout;
    uint32_t *sum = self->split + world * self->split_columns;

    if (sum[layout->played] == self->plan.replications) {
        ent_chunk_counts_cumulate(layout, sum);
        ent_tally_world(&self->tally, world, sum);
        ent_driver_split_fold(layout, sum + layout->columns, self->tally.driver, world);
        memset(sum, 0, self->split_columns * sizeof(*sum));
    }
}

uint32_t *ent_chunk_range_split_drivers(ent_chunk_range *self, uint64_t world)
{
    return self->split + world * self->split_columns + self->tally.layout.columns;
}

void ent_chunk_range_add_split(ent_chunk_range *self, uint64_t world, const uint32_t *count)
{
    uint32_t *sum = self->split + world * self->split_columns;

    for (size_t c = 0; c < self->tally.layout.columns; c++) {
        sum[c] += count[c];
    }
    ent_chunk_range_settle_split(self, world);
}

void ent_chunk_range_merge(ent_chunk_range *self, const ent_chunk_range *other)
{
    ent_tally_merge(&self->tally, &other->tally);
    for (size_t g = 0; g < self->guards; g++) {
        self->guard[g].moved += other->guard[g].moved;
        self->guard[g].nan += other->guard[g].nan;
    }
    for (uint64_t w = 0; self->split != NULL && w < self->plan.worlds; w++) {
        const uint32_t *from = other->split + w * self->split_columns;
        uint32_t *driver = ent_chunk_range_split_drivers(self, w);
        for (size_t i = 0; i < 2 * self->tally.layout.drivers; i++) {
            driver[i] += from[self->tally.layout.columns + i];
        }
        ent_chunk_range_add_split(self, w, from);
    }
}

uint64_t ent_chunk_range_whole_worlds(const ent_chunk_range *self)
{
    uint64_t worlds = self->next / self->plan.chunks_in_world * self->plan.worlds_in_chunk;

    if (self->first > 0 || self->next % self->plan.chunks_in_world != 0) {
        return 0;
    }
    return worlds < self->plan.worlds ? worlds : self->plan.worlds;
}

uint64_t ent_chunk_range_draws(const ent_chunk_range *self)
{
    return ent_chunk_plan_draws_before(&self->plan, self->next) - ent_chunk_plan_draws_before(&self->plan, self->first);
}

static const char *check_split(const ent_chunk_range *self)
{
    size_t columns = self->split_columns;

    for (uint64_t w = 0; w < self->plan.worlds; w++) {
        if (self->split[w * columns + self->tally.layout.played] >= self->plan.replications) {
            return "a split world that is complete is in the tally";
        }
    }
    return NULL;
}

const char *ent_chunk_range_check(const ent_chunk_range *self)
{
    if (self->first > self->next || self->next > self->end || self->end > self->plan.chunks) {
        return "first <= next <= end <= number of chunks";
    }
    if ((self->split != NULL) != (self->plan.chunks_in_world > 1)) {
        return "worlds are split if they have several chunks";
    }
    if (self->split == NULL && self->tally.played != ent_chunk_range_draws(self)) {
        return "the tally has the draws of the chunks counted";
    }
    return self->split != NULL ? check_split(self) : NULL;
}
