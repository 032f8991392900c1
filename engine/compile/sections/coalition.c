/* Stage 2: who joins, with how many, and what is required. */
#include "compile/compiler.h"

#include <math.h>

static ent_value chain_sum(ent_compiler *self, const ent_value *value, size_t count)
{
    ent_value sum = ent_value_graph_constant(self->graph, 0.0);

    for (size_t i = 0; i < count; i++) {
        sum = ent_value_graph_binary(self->graph, ENT_OP_ADD, sum, value[i]);
    }
    return sum;
}

/* troops, or min(troops, pool / rotation) */
static ent_value sustained(ent_compiler *self, const ent_contributor *c, size_t i)
{
    ent_value troops = ent_compile_quantity(self, &c->troops, self->troops_score[i]);
    ent_value rotation;
    ent_value pool;

    if (c->pool.formula == NULL || c->rotation.formula == NULL) {
        return troops;
    }
    rotation = ent_compile_quantity(self, &c->rotation, ENT_NO_VALUE); /* in this order in assumptions.csv */
    pool = ent_compile_quantity(self, &c->pool, ENT_NO_VALUE);
    return ent_value_graph_binary(
        self->graph, ENT_OP_MIN, troops, ent_value_graph_binary(self->graph, ENT_OP_DIV, pool, rotation));
}

static void compile_contributor(ent_compiler *self, size_t i)
{
    const ent_contributor *c = &self->scenario->contributor[i];
    ent_value_graph *graph = self->graph;
    ent_value zero = ent_value_graph_constant(graph, 0.0);
    ent_value requires;
    ent_value chance;

    ent_compile_at(self, ENT_TIME_COALITION, i, false);
    requires = ent_compile_quantity(self, &c->requires, ENT_NO_VALUE);
    chance = ent_compile_chance(self, c->joins.path, ent_compile_quantity(self, &c->joins, ENT_NO_VALUE),
        ENT_RATE_DRAW, self->joins_score[i]);
    self->would_join[i] = ent_value_graph_binary(graph, ENT_OP_AND, requires, chance);
    self->would_send[i] = sustained(self, c, i);
    if (c->after.formula == NULL) {
        self->joins[i] = self->would_join[i];
        self->troops[i] = ent_value_graph_if(graph, self->joins[i], self->would_send[i], zero);
        return;
    }
    self->after[i] = ent_compile_quantity(self, &c->after, ENT_NO_VALUE);
    self->model->coalition.any_after = true;
    self->joins[i] = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, 1.0);
    self->troops[i] = ent_value_graph_if(graph, self->joins[i], self->would_send[i], zero);
}

void ent_compile_coalition(ent_compiler *self)
{
    size_t count = self->scenario->contributors;

    for (size_t i = 0; i < count; i++) {
        compile_contributor(self, i);
    }
    self->offered = chain_sum(self, self->troops, count);
    self->contributors = chain_sum(self, self->joins, count);
    ent_compile_at(self, ENT_TIME_COALITION, 0, false);
    self->required = ent_compile_quantity(self, &self->scenario->force.required, ENT_NO_VALUE);
}
