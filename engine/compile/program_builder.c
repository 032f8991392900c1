#include "compile/program_builder.h"

#include "base/status.h"

#include <string.h>

int ent_program_builder_init(ent_program_builder *self, ent_program *program, const ent_value_graph *graph,
    size_t timed, size_t during, ent_arena *arena)
{
    *self = (ent_program_builder){.program = program, .arena = arena, .graph = graph};
    *program = (ent_program){.segments = ENT_SEGMENTS_FIXED + timed + during, .timed = timed};
    program->segment = ent_arena_array(arena, program->segments, sizeof(*program->segment));
    self->after_truce = ent_arena_array(arena, graph->count, sizeof(*self->after_truce));
    self->read_by_stage = ent_arena_array(arena, graph->count, sizeof(*self->read_by_stage));
    if (program->segment == NULL || self->after_truce == NULL || self->read_by_stage == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t s = 0; s < ENT_SPACES; s++) {
        self->reg[s] = ent_arena_array(arena, graph->count, sizeof(**self->reg));
        if (self->reg[s] == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        memset(self->reg[s], 0xFF, graph->count * sizeof(**self->reg)); /* ENT_NO_REGISTER */
    }
    return ENT_OK;
}

ent_register ent_program_register(const ent_program_builder *self, ent_space_kind space, ent_value value)
{
    return value == ENT_NO_VALUE ? ENT_NO_REGISTER : self->reg[space][value];
}

static ent_register new_register(ent_program_builder *self, ent_space_kind space)
{
    return (ent_register) self->program->space[space].registers++;
}

/* Makes room for one more item in an arena array by doubling it; the old copy stays in the arena. */
static void *grow(ent_program_builder *self, void *items, size_t count, size_t *capacity, size_t size)
{
    size_t wanted = *capacity == 0 ? 16 : 2 * *capacity;
    void *grown;

    if (count < *capacity) {
        return items;
    }
    grown = ent_arena_array(self->arena, wanted, size);
    if (grown == NULL) {
        self->no_memory = true;
        return NULL;
    }
    if (count > 0) {
        memcpy(grown, items, count * size);
    }
    *capacity = wanted;
    return grown;
}

static void add_import(
    ent_program_builder *self, ent_import_list *list, ent_register from, ent_register to, double constant)
{
    ent_import *items = grow(self, list->item, list->count, &list->capacity, sizeof(*items));

    if (items != NULL) {
        list->item = items;
        list->item[list->count++] = (ent_import){.from = from, .to = to, .constant = constant};
    }
}

/* The space in which a value is computed when space `wanted` reads it. A draw's value that the truce needs is
 * imported from the draws where it is computed there before the truce; otherwise it is computed among the active
 * truces only. One that the rounds of the talks need is computed among the draws, before the talks. */
static ent_space_kind home_of(
    const ent_program_builder *self, const ent_node *node, ent_value value, ent_space_kind wanted)
{
    switch (node->rate) {
    case ENT_RATE_CONSTANT:
        return node->monthly ? ENT_SPACE_MONTH : wanted;
    case ENT_RATE_WORLD:
        return node->monthly ? ENT_SPACE_WORLD_MONTH : ENT_SPACE_WORLD;
    default:
        if (node->monthly) {
            return node->by_round ? ENT_SPACE_ROUND : ENT_SPACE_TRUCE;
        }
        if (wanted == ENT_SPACE_ROUND) {
            return ENT_SPACE_DRAW;
        }
        if (wanted == ENT_SPACE_TRUCE &&
            (node->kind == ENT_NODE_INPUT ||
                (self->reg[ENT_SPACE_DRAW][value] != ENT_NO_REGISTER && !self->after_truce[value]))) {
            return ENT_SPACE_DRAW;
        }
        return wanted;
    }
}

/* The segment that computes a value of space `home` which segment `reader` reads. */
static size_t segment_of(ent_space_kind home, size_t reader, bool monthly)
{
    switch (home) {
    case ENT_SPACE_MONTH:
        return ENT_SEGMENT_MONTH;
    case ENT_SPACE_WORLD:
        return ENT_SEGMENT_WORLD;
    case ENT_SPACE_WORLD_MONTH:
        return ENT_SEGMENT_WORLD_MONTH;
    case ENT_SPACE_TRUCE:
        return monthly || reader == ENT_SEGMENT_ARRIVAL ? reader : (size_t) ENT_SEGMENT_TRUCE_START;
    case ENT_SPACE_DRAW: /* a reader of another space is a round of the talks */
        return reader > ENT_SEGMENT_OUTCOME ? (size_t) ENT_SEGMENT_TALKS : reader;
    default:
        return reader;
    }
}

static ent_import_list *imports_from(ent_space *space, ent_space_kind home)
{
    switch (home) {
    case ENT_SPACE_MONTH:
        return &space->months;
    case ENT_SPACE_WORLD:
        return &space->worlds;
    case ENT_SPACE_WORLD_MONTH:
        return &space->world_months;
    default:
        return &space->draws;
    }
}

static void emit(ent_program_builder *self, ent_space_kind home, size_t segment, const ent_node *node, ent_register out)
{
    ent_segment *list = &self->program->segment[segment];
    ent_register *in = ent_arena_array(self->arena, node->arguments, sizeof(*in));
    ent_instruction *code = grow(self, list->code, list->count, &list->capacity, sizeof(*code));

    list->code = code != NULL ? code : list->code; /* it has the capacity that grow has set */
    if (in == NULL || code == NULL) {
        self->no_memory = true;
        return;
    }
    for (size_t i = 0; i < node->arguments; i++) {
        in[i] = self->reg[home][node->argument[i]];
    }
    list->code[list->count++] = (ent_instruction){.kind = node->kind,
        .op = node->op,
        .out = out,
        .arguments = (uint32_t) node->arguments,
        .in = in,
        .key = node->key,
        .dist = node->dist,
        .row_kind = node->row_kind,
        .low = node->low,
        .high = node->high,
        .guard = node->index};
}

static ent_register require(ent_program_builder *self, ent_space_kind space, size_t segment, ent_value value);

/* Computes a value in the space itself, its arguments first. */
static ent_register compute(ent_program_builder *self, ent_space_kind space, size_t segment, ent_value value)
{
    const ent_node *node = &self->graph->node[value];
    ent_register made;

    for (size_t i = 0; i < node->arguments; i++) {
        require(self, space, segment, node->argument[i]);
    }
    made = new_register(self, space);
    if (node->kind != ENT_NODE_INPUT) {
        emit(self, space, segment, node, made);
        self->after_truce[value] = self->after_truce[value] || segment == ENT_SEGMENT_OUTCOME;
    }
    return made;
}

static ent_register require(ent_program_builder *self, ent_space_kind space, size_t segment, ent_value value)
{
    const ent_node *node;
    ent_space_kind home;
    ent_register made;

    if (value == ENT_NO_VALUE || self->no_memory) {
        return ENT_NO_REGISTER;
    }
    if (self->reg[space][value] != ENT_NO_REGISTER) {
        return self->reg[space][value];
    }
    node = &self->graph->node[value];
    home = home_of(self, node, value, space);
    if (home != space) {
        ent_register from = require(self, home, segment_of(home, segment, node->monthly), value);
        made = new_register(self, space);
        add_import(self, imports_from(&self->program->space[space], home), from, made, 0.0);
    } else if (node->kind == ENT_NODE_CONSTANT) {
        made = new_register(self, space);
        add_import(self, &self->program->space[space].constants, 0, made, node->constant);
    } else {
        made = compute(self, space, segment_of(home, segment, node->monthly), value);
    }
    self->reg[space][value] = made;
    return made;
}

ent_register ent_program_require(ent_program_builder *self, ent_space_kind space, size_t segment, ent_value value)
{
    if (value != ENT_NO_VALUE && space == ENT_SPACE_DRAW) {
        self->read_by_stage[value] = true;
    }
    return require(self, space, segment, value);
}
