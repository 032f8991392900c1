#include "model/program.h"

#include "base/status.h"
#include "random/distribution.h"
#include "random/sample.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int ent_program_init(ent_program *self, ent_arena *arena, const ent_graph *graph, size_t timed_events)
{
    *self = (ent_program){.arena = arena, .graph = graph, .segments = ENT_SEGMENTS_FIXED + timed_events};
    self->segment = ent_arena_array(arena, self->segments, sizeof(*self->segment));
    self->after_truce = ent_arena_array(arena, graph->count, sizeof(*self->after_truce));
    self->asked = ent_arena_array(arena, graph->count, sizeof(*self->asked));
    if (self->segment == NULL || self->after_truce == NULL || self->asked == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t s = 0; s < ENT_SPACES; s++) {
        ent_space *space = &self->space[s];
        space->nodes = graph->count;
        space->of = ent_arena_array(arena, graph->count, sizeof(*space->of));
        if (space->of == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        memset(space->of, 0xFF, graph->count * sizeof(*space->of));
    }
    return ENT_OK;
}

ent_register ent_program_register(const ent_program *self, ent_space_kind space, ent_value value)
{
    return value == ENT_NO_VALUE ? ENT_NO_REGISTER : self->space[space].of[value];
}

/* Room for one more item in an arena array that doubles; the old copy stays in the arena. */
static void *grow(ent_program *self, void *items, size_t count, size_t *capacity, size_t size)
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

static void add_import(ent_program *self, ent_import_list *list, ent_register from, ent_register to, double constant)
{
    ent_import *items = grow(self, list->item, list->count, &list->capacity, sizeof(*items));

    if (items != NULL) {
        list->item = items;
        list->item[list->count++] = (ent_import){.from = from, .to = to, .constant = constant};
    }
}

/* The space in which a value is computed, seen from the space that needs it. */
static ent_space_kind home_of(const ent_program *self, const ent_node *node, ent_value value, ent_space_kind wanted)
{
    switch (node->rate) {
    case ENT_RATE_CONSTANT:
        return node->monthly ? ENT_SPACE_MONTH : wanted;
    case ENT_RATE_WORLD:
        return node->monthly ? ENT_SPACE_WORLD_MONTH : ENT_SPACE_WORLD;
    default:
        if (node->monthly) {
            return ENT_SPACE_LANE;
        }
        if (wanted == ENT_SPACE_LANE &&
            (node->kind == ENT_NODE_INPUT ||
                (self->space[ENT_SPACE_DRAW].of[value] != ENT_NO_REGISTER && !self->after_truce[value]))) {
            return ENT_SPACE_DRAW;
        }
        return wanted;
    }
}

static size_t segment_of(ent_space_kind home, size_t asked, bool monthly)
{
    switch (home) {
    case ENT_SPACE_MONTH:
        return ENT_SEGMENT_MONTH;
    case ENT_SPACE_WORLD:
        return ENT_SEGMENT_WORLD;
    case ENT_SPACE_WORLD_MONTH:
        return ENT_SEGMENT_WORLD_MONTH;
    case ENT_SPACE_LANE:
        return monthly || asked == ENT_SEGMENT_ARRIVAL ? asked : (size_t) ENT_SEGMENT_LANE;
    default:
        return asked;
    }
}

static void carry(ent_program *self, ent_space_kind home, ent_space_kind wanted, ent_register from, ent_register to)
{
    ent_space *space = &self->space[wanted];

    switch (home) {
    case ENT_SPACE_MONTH:
        add_import(self, &space->months, from, to, 0.0);
        break;
    case ENT_SPACE_WORLD:
        add_import(self, &space->worlds, from, to, 0.0);
        break;
    case ENT_SPACE_WORLD_MONTH:
        add_import(self, &space->world_months, from, to, 0.0);
        break;
    default:
        add_import(self, &space->draws, from, to, 0.0);
        break;
    }
}

static void emit(ent_program *self, ent_space_kind home, size_t segment, const ent_node *node, ent_register out)
{
    ent_segment *list = &self->segment[segment];
    ent_register *in = ent_arena_array(self->arena, node->arguments, sizeof(*in));
    ent_instruction *code = grow(self, list->code, list->count, &list->capacity, sizeof(*code));

    if (in == NULL || code == NULL) {
        self->no_memory = true;
        return;
    }
    for (size_t i = 0; i < node->arguments; i++) {
        in[i] = self->space[home].of[node->argument[i]];
    }
    list->code = code;
    list->code[list->count++] = (ent_instruction){.kind = node->kind, .op = node->op, .out = out,
        .arguments = (uint32_t) node->arguments, .in = in, .key = node->key, .dist = node->dist,
        .row_kind = node->row_kind, .low = node->low, .high = node->high, .guard = node->index};
}

static ent_register demand(ent_program *self, ent_space_kind space, size_t segment, ent_value value)
{
    const ent_node *node;
    ent_space_kind home;
    ent_register made;

    if (value == ENT_NO_VALUE || self->no_memory) {
        return ENT_NO_REGISTER;
    }
    if (self->space[space].of[value] != ENT_NO_REGISTER) {
        return self->space[space].of[value];
    }
    node = &self->graph->node[value];
    home = home_of(self, node, value, space);
    if (home != space) {
        ent_register from = demand(self, home, segment_of(home, segment, node->monthly), value);
        made = (ent_register) self->space[space].registers++;
        carry(self, home, space, from, made);
    } else if (node->kind == ENT_NODE_CONSTANT) {
        made = (ent_register) self->space[space].registers++;
        add_import(self, &self->space[space].constants, 0, made, node->constant);
    } else {
        segment = segment_of(home, segment, node->monthly);
        for (size_t i = 0; i < node->arguments; i++) {
            demand(self, space, segment, node->argument[i]);
        }
        made = (ent_register) self->space[space].registers++;
        if (node->kind != ENT_NODE_INPUT) {
            emit(self, home, segment, node, made);
            self->after_truce[value] = self->after_truce[value] || segment == ENT_SEGMENT_OUTCOME;
        }
    }
    self->space[space].of[value] = made;
    return made;
}

ent_register ent_program_demand(ent_program *self, ent_space_kind space, size_t segment, ent_value value)
{
    if (value != ENT_NO_VALUE && space == ENT_SPACE_DRAW) {
        self->asked[value] = true;
    }
    return demand(self, space, segment, value);
}

/* Counts what is out of range; few columns hold such rows. */
static void count_guard(const ent_instruction *code, const ent_frame *frame, const double *in)
{
    ent_guard_count *count = &frame->guard[code->guard];

    for (size_t i = 0; i < frame->rows; i++) {
        bool counts = frame->alive == NULL || frame->alive[i] != 0.0;
        count->moved += counts && (in[i] < code->low || in[i] > code->high) ? 1 : 0;
        count->nan += counts && isnan(in[i]) ? 1 : 0;
    }
}

static void run_guard(const ent_instruction *code, const ent_frame *frame)
{
    const double *in = frame->reg[code->in[0]];
    uint64_t outside =
        frame->kernels->guard(frame->rows, code->low, code->high, in, frame->reg[code->out]);

    if (outside > 0 && frame->guard != NULL) {
        count_guard(code, frame, in);
    }
}

static void run_sample_row(const ent_instruction *code, const ent_frame *frame)
{
    double parameter[16];

    for (size_t i = 0; i < frame->rows; i++) {
        for (uint32_t p = 1; p < code->arguments; p++) {
            parameter[p - 1] = frame->reg[code->in[p]][i];
        }
        frame->reg[code->out][i] =
            ent_dist_quantile_with(code->row_kind, parameter, code->arguments - 1, frame->reg[code->in[0]][i]);
    }
}

static void run_above(const ent_instruction *code, const ent_frame *frame)
{
    const float *const *score = (const float *const *) (frame->score + code->rough->column);

    ent_rough_above(code->rough, frame->kernels, code->member, frame->first, frame->rows, score,
        frame->reg[code->in[0]], frame->reg[code->out]);
}

static void run_draw(const ent_instruction *code, const ent_frame *frame)
{
    const double *chosen = code->arguments > 0 ? frame->reg[code->in[0]] : NULL;

    ent_dist_draw(
        code->dist, frame->kernels, code->key, frame->first, frame->rows, chosen, frame->reg[code->out]);
}

static void run_sum(const ent_instruction *code, const ent_frame *frame)
{
    double *out = frame->reg[code->out];
    const double *x[32];
    size_t terms = 0;

    for (uint32_t i = 0; i < code->arguments; i++) {
        if (terms == sizeof(x) / sizeof(*x)) {
            frame->kernels->sum(frame->rows, terms, x, out);
            x[0] = out;
            terms = 1;
        }
        x[terms++] = frame->reg[code->in[i]];
    }
    frame->kernels->sum(frame->rows, terms, x, out);
}

static void run_op(const ent_instruction *code, const ent_frame *frame)
{
    const double *in[8];

    for (uint32_t i = 0; i < code->arguments; i++) {
        in[i] = frame->reg[code->in[i]];
    }
    frame->kernels->op[code->op](frame->rows, frame->reg[code->out], in);
}

void ent_segment_run(const ent_segment *self, const ent_frame *frame)
{
    for (size_t i = 0; i < self->count && frame->rows > 0; i++) {
        const ent_instruction *code = &self->code[i];
        switch (code->kind) {
        case ENT_NODE_OP:
            run_op(code, frame);
            break;
        case ENT_NODE_UNIFORM:
            if (frame->index != NULL) {
                frame->kernels->philox_at(code->key, frame->index, 0, frame->rows, frame->reg[code->out]);
            } else {
                frame->kernels->philox(code->key, frame->first, 0, frame->rows, frame->reg[code->out]);
            }
            break;
        case ENT_NODE_SAMPLE:
            ent_dist_sample(code->dist, frame->kernels, frame->rows, frame->reg[code->in[0]], frame->reg[code->out]);
            break;
        case ENT_NODE_SAMPLE_Z:
            ent_dist_sample_z(
                code->dist, frame->kernels, frame->rows, frame->reg[code->in[0]], frame->reg[code->out]);
            break;
        case ENT_NODE_SAMPLE_ROW:
            run_sample_row(code, frame);
            break;
        case ENT_NODE_ABOVE:
            run_above(code, frame);
            break;
        case ENT_NODE_DRAW:
            run_draw(code, frame);
            break;
        case ENT_NODE_SUM:
            run_sum(code, frame);
            break;
        case ENT_NODE_GUARD:
            run_guard(code, frame);
            break;
        default:
            break;
        }
    }
}
