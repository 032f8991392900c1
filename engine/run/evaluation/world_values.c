#include "run/evaluation/world_values.h"

#include "base/status.h"
#include "run/experts/experts.h"
#include "run/experts/player.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 1024 /* worlds computed together at most */ };

static int init(ent_world_values *self, const ent_scenario *scenario, uint64_t worlds)
{
    *self = (ent_world_values){
        .worlds = worlds, .factors = scenario->factors, .columns = scenario->factors + scenario->unknown_columns};
    self->value = calloc((size_t) worlds * self->columns + 1, sizeof(*self->value));
    self->expert = calloc((size_t) worlds + 1, sizeof(*self->expert));
    return self->value != NULL && self->expert != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

void ent_world_values_free(ent_world_values *self)
{
    free(self->value);
    free(self->expert);
    *self = (ent_world_values){.worlds = 0};
}

ent_register ent_world_values_register(const ent_model *model, size_t column)
{
    const ent_scenario *scenario = model->scenario;
    size_t unknown;

    if (column < scenario->factors) {
        return model->factor[column];
    }
    unknown = scenario->unknown_column[column - scenario->factors].unknown;
    return unknown != SIZE_MAX ? model->unknown[unknown] : ENT_NO_REGISTER;
}

/* Copies the values of the simulator's worlds, which begin with `first`. */
static void copy_worlds(ent_world_values *self, const ent_simulator *simulator, uint64_t first, size_t count)
{
    const ent_block *block = &simulator->block;

    for (size_t c = 0; c < self->columns; c++) {
        ent_register at = ent_world_values_register(block->model, c);
        double *to = self->value + c * (size_t) self->worlds + first;
        if (at != ENT_NO_REGISTER) {
            memcpy(to, block->world[at], count * sizeof(*to));
        }
        for (size_t i = 0; at == ENT_NO_REGISTER && i < count; i++) {
            to[i] = (double) NAN;
        }
    }
}

int ent_world_values_fill(ent_world_values *self, const ent_variant_model *variant, uint64_t worlds)
{
    const ent_model *recorder = &variant->recorder;
    ent_player player = {.simulators = 0};
    int status = init(self, &variant->scenario, worlds);

    if (status == ENT_OK) {
        status = ent_player_init(&player, recorder, CHUNK, false);
    }
    for (uint64_t world = 0; status == ENT_OK && world < worlds;) {
        ent_simulator *simulator;
        uint64_t end = worlds - world < CHUNK ? worlds : world + CHUNK;
        size_t count = (size_t) ent_player_stretch(&player, world, end, &simulator);
        ent_simulator_set_worlds(simulator, world, count, 1, false);
        copy_worlds(self, simulator, world, count);
        for (size_t i = 0; i < count; i++) {
            self->expert[world + i] = (uint32_t) (simulator - player.simulator);
        }
        world += count;
    }
    ent_player_free(&player);
    return status;
}

const char *ent_world_values_name(const ent_scenario *scenario, size_t column)
{
    return column < scenario->factors ? scenario->factor[column].label.id
                                      : scenario->unknown_column[column - scenario->factors].name;
}

/* Searches a formula for the distribution of a position. */
typedef struct search {
    size_t ordinal;
    const ent_ast *found;
} search;

static int find(const ent_ast *node, void *context)
{
    search *self = context;

    if (node->kind == ENT_AST_DISTRIBUTION && node->ordinal == self->ordinal) {
        self->found = node;
        return 1;
    }
    return 0;
}

/* Looks at the setting of an unknown. */
typedef struct setting_search {
    const ent_unknown *unknown;
    search of;
} setting_search;

static int find_setting(const ent_quantity *quantity, void *context)
{
    setting_search *self = context;

    if (quantity->formula != NULL && strcmp(quantity->path, self->unknown->path) == 0) {
        (void) ent_ast_walk(quantity->formula, find, &self->of);
    }
    return self->of.found != NULL ? 1 : 0;
}

const ent_ast *ent_world_values_formula(const ent_scenario *scenario, size_t column)
{
    setting_search look = {.unknown = NULL};
    size_t unknown;

    if (column < scenario->factors) {
        return scenario->factor[column].value.formula;
    }
    unknown = scenario->unknown_column[column - scenario->factors].unknown;
    if (unknown == SIZE_MAX) {
        return NULL;
    }
    look =
        (setting_search){.unknown = &scenario->unknown[unknown], .of = {.ordinal = scenario->unknown[unknown].ordinal}};
    (void) ent_scenario_each_quantity(scenario, find_setting, &look);
    return look.of.found;
}
