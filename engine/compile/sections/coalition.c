/* Stage 2: who joins, with how many troops, and how many are required. */
#include "compile/expressions/quantities.h"
#include "compile/sections/sections.h"

/* The sum of the values of a force's contributors, added from the left. */
static ent_value sum_of(ent_compiler *self, size_t force, const ent_value *value)
{
    ent_value sum = ent_compile_constant(self, 0.0);

    for (size_t i = 0; i < self->scenario->contributors; i++) {
        if (self->scenario->contributor[i].force == force) {
            sum = ent_compile_binary(self, ENT_OP_ADD, sum, value[i]);
        }
    }
    return sum;
}

/* Sustained troops: troops, or min(troops, pool / rotation). */
static ent_value sustained(ent_compiler *self, const ent_contributor *c, size_t i)
{
    ent_value troops = ent_compile_quantity(self, &c->troops, self->coupled.troops[i]);
    ent_value rotation;
    ent_value pool;

    if (c->pool.formula == NULL || c->rotation.formula == NULL) {
        return troops;
    }
    rotation = ent_compile_quantity(self, &c->rotation, ENT_NO_VALUE); /* before pool: the order of assumptions.csv */
    pool = ent_compile_quantity(self, &c->pool, ENT_NO_VALUE);
    return ent_compile_binary(self, ENT_OP_MIN, troops, ent_compile_binary(self, ENT_OP_DIV, pool, rotation));
}

static void compile_contributor(ent_compiler *self, size_t i)
{
    const ent_contributor *c = &self->scenario->contributor[i];
    ent_value zero = ent_compile_constant(self, 0.0);
    ent_value requires;
    ent_value chance;

    ent_compile_at(self, ENT_TIME_COALITION, i, false);
    requires = ent_compile_quantity(self, &c->requires, ENT_NO_VALUE);
    chance = ent_compile_chance(self, c->joins.path, ent_compile_quantity(self, &c->joins, ENT_NO_VALUE), ENT_RATE_DRAW,
        self->coupled.joins[i]);
    self->coalition.would_join[i] = ent_compile_binary(self, ENT_OP_AND, requires, chance);
    self->coalition.would_send[i] = sustained(self, c, i);
    if (c->after.formula == NULL) {
        self->name.joins[i] = self->coalition.would_join[i];
        self->name.troops[i] = ent_compile_if(self, self->name.joins[i], self->coalition.would_send[i], zero);
        return;
    }
    self->coalition.after[i] = ent_compile_quantity(self, &c->after, ENT_NO_VALUE);
    self->model->coalition.any_after = true;
    self->name.joins[i] = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, 1.0);
    self->name.troops[i] = ent_compile_if(self, self->name.joins[i], self->coalition.would_send[i], zero);
}

void ent_compile_coalition(ent_compiler *self)
{
    for (size_t i = 0; i < self->scenario->contributors; i++) {
        compile_contributor(self, i);
    }
    for (size_t f = 0; f < self->scenario->forces; f++) {
        self->name.force[f].offered = sum_of(self, f, self->name.troops);
        self->name.force[f].contributors = sum_of(self, f, self->name.joins);
    }
    for (size_t f = 0; f < self->scenario->forces; f++) { /* a force may read what those before it require */
        ent_compile_at(self, ENT_TIME_COALITION, 0, false);
        self->setting.forces_before = f;
        self->name.force[f].required = ent_compile_quantity(self, &self->scenario->force[f].required, ENT_NO_VALUE);
    }
}
