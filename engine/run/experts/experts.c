#include "run/experts/experts.h"

#include "base/status.h"
#include "kernels/scalar_functions.h"
#include "scenario/unknowns.h"

#include <math.h>

int ent_experts_join(ent_model *self, const ent_model *const *model)
{
    const ent_scenario *scenario = self->scenario;
    ent_expert_models made = {.count = scenario->experts};
    const ent_model **list = ent_arena_array(&self->arena, made.count, sizeof(ent_model *));

    made.key = ent_arena_array(&self->arena, made.count, sizeof(*made.key));
    made.weight = ent_arena_array(&self->arena, made.count, sizeof(*made.weight));
    made.model = list;
    if (list == NULL || made.key == NULL || made.weight == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t e = 0; e < made.count; e++) {
        const char *path = ent_arena_printf(&self->arena, "experts.%s", scenario->expert[e].label.id);
        if (path == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        list[e] = model[e];
        made.key[e] = ent_stream_make(scenario->run.seed, path, ENT_POSITION_PICK).key;
        made.weight[e] = scenario->expert[e].weight;
    }
    self->experts = made;
    return ENT_OK;
}

size_t ent_experts_models(const ent_model *self)
{
    return self->experts.count > 0 ? self->experts.count : 1;
}

const ent_model *ent_experts_model(const ent_model *self, size_t expert)
{
    return self->experts.count > 0 ? self->experts.model[expert] : self;
}

/* The uniform of a world in the stream of an expert. */
static double uniform_of(const ent_model *self, uint64_t key, uint64_t world)
{
    const ent_world_source *source = self->world_source;
    double u;

    if (source != NULL) {
        source->fill(source->context, self->kernels, key, world, 1, &u);
    } else {
        self->kernels->philox(key, world, 0, 1, &u);
    }
    return u;
}

size_t ent_experts_of_world(const ent_model *self, uint64_t world)
{
    const ent_expert_models *experts = &self->experts;
    double least = INFINITY;
    size_t found = 0;

    for (size_t e = 0; e < experts->count; e++) {
        double arrival;
        if (!(experts->weight[e] > 0.0)) {
            continue;
        }
        arrival = -ent_log(uniform_of(self, experts->key[e], world)) / experts->weight[e];
        if (arrival < least) {
            least = arrival;
            found = e;
        }
    }
    return found;
}

bool ent_experts_have_unknowns(const ent_model *self)
{
    size_t players = 0;
    bool have = false;

    for (size_t e = 0; e < ent_experts_models(self); e++) {
        if (self->experts.count == 0 || self->experts.weight[e] > 0.0) { /* no world belongs to the others */
            players++;
            have = have || ent_scenario_has_unknowns(ent_experts_model(self, e)->scenario);
        }
    }
    return have || players > 1;
}

size_t ent_experts_guards(const ent_model *self)
{
    size_t guards = 0;

    for (size_t e = 0; e < ent_experts_models(self); e++) {
        guards += ent_experts_model(self, e)->guards;
    }
    return guards;
}

const ent_guard *ent_experts_guard(const ent_model *self, size_t g)
{
    size_t e = 0;

    while (g >= ent_experts_model(self, e)->guards) {
        g -= ent_experts_model(self, e)->guards;
        e++;
    }
    return &ent_experts_model(self, e)->guard[g];
}

ent_bounds ent_experts_measure_bounds(const ent_model *self, size_t measure)
{
    ent_bounds made = {INFINITY, -INFINITY};

    for (size_t e = 0; e < ent_experts_models(self); e++) {
        const ent_outcome_plan *plan = &ent_experts_model(self, e)->outcome;
        made.low = fmin(made.low, plan->measure_low[measure]);
        made.high = fmax(made.high, plan->measure_high[measure]);
    }
    return made;
}
