#include "run/evaluation/world_columns.h"

#include "base/status.h"
#include "run/evaluation/world_values.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { CHUNK = 1024 /* worlds computed together at most */ };

static const ent_segment *world_code(const ent_simulator *simulator)
{
    return &simulator->block.model->program.segment[ENT_SEGMENT_WORLD];
}

int ent_world_columns_init(ent_world_columns *self, const ent_variant_model *variant)
{
    size_t registers = 0;
    int status;

    *self = (ent_world_columns){.code = NULL};
    status = ent_player_init(&self->player, &variant->recorder, CHUNK, false);
    self->code = calloc(self->player.simulators + 1, sizeof(*self->code));
    for (size_t s = 0; s < self->player.simulators && self->code != NULL && status == ENT_OK; s++) {
        const ent_simulator *simulator = &self->player.simulator[s];
        size_t own = simulator->block.model->program.space[ENT_SPACE_WORLD].registers;
        registers = own > registers ? own : registers;
        self->code[s].code.code = calloc(world_code(simulator)->count + 1, sizeof(ent_instruction));
        status = self->code[s].code.code != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
    }
    self->needed = calloc(registers + 1, sizeof(*self->needed));
    return self->code != NULL && self->needed != NULL ? status : ENT_ERR_NO_MEMORY;
}

void ent_world_columns_free(ent_world_columns *self)
{
    for (size_t s = 0; self->code != NULL && s < self->player.simulators; s++) {
        free(self->code[s].code.code);
    }
    free(self->code);
    free(self->needed);
    ent_player_free(&self->player);
    *self = (ent_world_columns){.code = NULL};
}

/* --- instructions ------------------------------------------------------------------------------------------------- */

/* Chooses the instructions that a register needs, in their order. */
static void choose(ent_world_columns *self, size_t simulator, ent_register wanted)
{
    const ent_model *model = self->player.simulator[simulator].block.model;
    const ent_segment *all = world_code(&self->player.simulator[simulator]);
    ent_column_code *made = &self->code[simulator];
    size_t at = all->count;

    memset(self->needed, 0, model->program.space[ENT_SPACE_WORLD].registers * sizeof(*self->needed));
    self->needed[wanted] = true;
    for (size_t i = all->count; i-- > 0;) {
        const ent_instruction *code = &all->code[i];
        if (!self->needed[code->out]) {
            continue;
        }
        for (uint32_t a = 0; a < code->arguments; a++) {
            self->needed[code->in[a]] = true;
        }
        made->code.code[--at] = *code;
    }
    made->code.count = all->count - at;
    memmove(made->code.code, made->code.code + at, made->code.count * sizeof(*made->code.code));
    made->groups = false;
    for (size_t g = 0; g < model->world_groups; g++) {
        for (size_t i = 0; i < model->world_group[g].members; i++) {
            made->groups = made->groups || self->needed[model->world_group[g].z[i]];
        }
    }
}

/* The uniform that a register is the quantile at; ENT_NO_REGISTER where it is something else. */
static ent_register uniform_of(const ent_simulator *simulator, ent_register value)
{
    const ent_segment *all = world_code(simulator);
    ent_register uniform = ENT_NO_REGISTER;

    for (size_t i = 0; i < all->count; i++) {
        if (all->code[i].out == value && all->code[i].kind == ENT_NODE_SAMPLE) {
            uniform = all->code[i].in[0];
        }
    }
    for (size_t i = 0; i < all->count && uniform != ENT_NO_REGISTER; i++) {
        if (all->code[i].out == uniform) {
            return all->code[i].kind == ENT_NODE_UNIFORM ? uniform : ENT_NO_REGISTER;
        }
    }
    return ENT_NO_REGISTER;
}

/* --- worlds ------------------------------------------------------------------------------------------------------- */

/* Copies the chosen registers of all worlds. */
static void fill(ent_world_columns *self, double *value, uint64_t worlds)
{
    for (uint64_t world = 0; world < worlds;) {
        ent_simulator *simulator;
        uint64_t end = worlds - world < CHUNK ? worlds : world + CHUNK;
        size_t count = (size_t) ent_player_stretch(&self->player, world, end, &simulator);
        const ent_column_code *code = &self->code[simulator - self->player.simulator];
        if (code->at != ENT_NO_REGISTER) {
            ent_simulator_fill_worlds(simulator, world, count, &code->code, code->groups);
            memcpy(value + world, simulator->block.world[code->at], count * sizeof(*value));
        }
        for (size_t i = 0; code->at == ENT_NO_REGISTER && i < count; i++) {
            value[world + i] = (double) NAN;
        }
        world += count;
    }
}

void ent_world_columns_fill(ent_world_columns *self, size_t column, double *value, uint64_t worlds)
{
    for (size_t s = 0; s < self->player.simulators; s++) {
        const ent_model *model = self->player.simulator[s].block.model;
        self->code[s].at = ent_world_values_register(model, column);
        if (self->code[s].at != ENT_NO_REGISTER) {
            choose(self, s, self->code[s].at);
        }
    }
    fill(self, value, worlds);
}

/* Whether the chosen instructions compute from constants alone. */
static bool is_fixed(const ent_column_code *self)
{
    bool fixed = !self->groups;

    for (size_t i = 0; i < self->code.count; i++) {
        ent_node_kind kind = self->code.code[i].kind;
        fixed = fixed && (kind == ENT_NODE_CONSTANT || kind == ENT_NODE_OP || kind == ENT_NODE_GUARD);
    }
    return fixed;
}

bool ent_world_columns_is_constant(ent_world_columns *self, size_t column)
{
    double first = (double) NAN;
    bool constant = true;

    for (size_t s = 0; s < self->player.simulators && constant; s++) {
        ent_simulator *simulator = &self->player.simulator[s];
        ent_register at = ent_world_values_register(simulator->block.model, column);
        if (at == ENT_NO_REGISTER) {
            return false;
        }
        choose(self, s, at);
        constant = is_fixed(&self->code[s]);
        if (constant) {
            ent_simulator_fill_worlds(simulator, 0, 1, &self->code[s].code, false);
            first = s == 0 ? simulator->block.world[at][0] : first;
            constant = simulator->block.world[at][0] == first;
        }
    }
    return constant;
}

/* --- order -------------------------------------------------------------------------------------------------------- */

typedef struct point {
    double uniform, value;
} point;

static int compare(const void *a, const void *b)
{
    const point *x = a, *y = b;

    return x->uniform < y->uniform ? -1 : x->uniform > y->uniform ? 1 : 0;
}

/* Whether the values of the first worlds increase strictly with the uniforms, so that there are no steps. */
static bool increases(ent_world_columns *self, ent_register value, ent_register uniform)
{
    ent_simulator *simulator = &self->player.simulator[0];
    point order[CHUNK];
    bool rises = true;

    choose(self, 0, value);
    ent_simulator_fill_worlds(simulator, 0, CHUNK, &self->code[0].code, self->code[0].groups);
    for (size_t i = 0; i < CHUNK; i++) {
        order[i] = (point){.uniform = simulator->block.world[uniform][i], .value = simulator->block.world[value][i]};
    }
    qsort(order, CHUNK, sizeof(*order), compare);
    for (size_t i = 1; i < CHUNK; i++) {
        rises = rises && order[i - 1].value < order[i].value;
    }
    return rises;
}

bool ent_world_columns_open_uniforms(ent_world_columns *self, size_t column)
{
    const ent_simulator *simulator = &self->player.simulator[0];
    ent_register at = ent_world_values_register(simulator->block.model, column);
    ent_register uniform =
        self->player.simulators == 1 && at != ENT_NO_REGISTER ? uniform_of(simulator, at) : ENT_NO_REGISTER;

    if (uniform == ENT_NO_REGISTER || !increases(self, at, uniform)) {
        return false;
    }
    self->code[0].at = uniform;
    choose(self, 0, uniform);
    return true;
}

const double *ent_world_columns_uniforms(void *self, uint64_t first, size_t count)
{
    ent_world_columns *columns = self;
    const ent_column_code *code = &columns->code[0];
    ent_simulator *simulator = &columns->player.simulator[0];

    ent_simulator_fill_worlds(simulator, first, count, &code->code, code->groups);
    return simulator->block.world[code->at];
}
