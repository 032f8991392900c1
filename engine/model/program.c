#include "model/program.h"

#include "distribution/distribution.h"
#include "distribution/sample.h"

#include <math.h>
#include <stdlib.h>

/* Adds the rows outside the range to the guard's counts. Called only for the few columns that have such rows. */
static void count_guard(const ent_instruction *code, const ent_row_set *frame, const double *in)
{
    ent_guard_count *count = &frame->guard[code->guard];

    for (size_t i = 0; i < frame->rows; i++) {
        bool counts = frame->alive == NULL || frame->alive[i] != 0.0;
        count->moved += counts && (in[i] < code->low || in[i] > code->high) ? 1 : 0;
        count->nan += counts && isnan(in[i]) ? 1 : 0;
    }
}

static void run_guard(const ent_instruction *code, const ent_row_set *frame)
{
    const double *in = frame->reg[code->in[0]];
    uint64_t outside = frame->kernels->guard(frame->rows, code->low, code->high, in, frame->reg[code->out]);

    if (outside > 0 && frame->guard != NULL) {
        count_guard(code, frame, in);
    }
}

static void run_sample_row(const ent_instruction *code, const ent_row_set *frame)
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

static void run_score_above(const ent_instruction *code, const ent_row_set *frame)
{
    const float *const *score = (const float *const *) (frame->score + code->rough->column);

    ent_approximate_score_above(code->rough, frame->kernels, code->member, frame->first, frame->rows, score,
        frame->reg[code->in[0]], frame->reg[code->out]);
}

static void run_sample_stream(const ent_instruction *code, const ent_row_set *frame)
{
    const double *chosen = code->arguments > 0 ? frame->reg[code->in[0]] : NULL;

    ent_dist_draw(code->dist, frame->kernels, code->key, frame->first, frame->rows, chosen, frame->reg[code->out]);
}

/* Adds at most 32 columns in one pass over memory; the partial sum is the first term of the next pass. */
static void run_sum(const ent_instruction *code, const ent_row_set *frame)
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

static void run_uniform(const ent_instruction *code, const ent_row_set *frame)
{
    double *out = frame->reg[code->out];

    if (frame->source != NULL) {
        frame->source->fill(frame->source->context, frame->kernels, code->key, frame->first, frame->rows, out);
    } else if (frame->index != NULL) {
        frame->kernels->philox_at(code->key, frame->index, frame->sub, frame->rows, out);
    } else {
        frame->kernels->philox(code->key, frame->first, frame->sub, frame->rows, out);
    }
}

static void run_op(const ent_instruction *code, const ent_row_set *frame)
{
    const double *in[8];

    for (uint32_t i = 0; i < code->arguments; i++) {
        in[i] = frame->reg[code->in[i]];
    }
    frame->kernels->op[code->op](frame->rows, frame->reg[code->out], in);
}

void ent_segment_run(const ent_segment *self, const ent_row_set *frame)
{
    for (size_t i = 0; i < self->count && frame->rows > 0; i++) {
        const ent_instruction *code = &self->code[i];
        switch (code->kind) {
        case ENT_NODE_OP:
            run_op(code, frame);
            break;
        case ENT_NODE_UNIFORM:
            run_uniform(code, frame);
            break;
        case ENT_NODE_SAMPLE:
            ent_dist_sample(code->dist, frame->kernels, frame->rows, frame->reg[code->in[0]], frame->reg[code->out]);
            break;
        case ENT_NODE_SAMPLE_Z:
            ent_dist_sample_z(code->dist, frame->kernels, frame->rows, frame->reg[code->in[0]], frame->reg[code->out]);
            break;
        case ENT_NODE_SAMPLE_ROW:
            run_sample_row(code, frame);
            break;
        case ENT_NODE_SCORE_ABOVE:
            run_score_above(code, frame);
            break;
        case ENT_NODE_SAMPLE_STREAM:
            run_sample_stream(code, frame);
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

ent_space_kind ent_program_space(const ent_program *self, size_t segment)
{
    switch (segment) {
    case ENT_SEGMENT_STAGES:
    case ENT_SEGMENT_ROUND:
        return ENT_SPACE_ROUND;
    case ENT_SEGMENT_MONTH:
        return ENT_SPACE_MONTH;
    case ENT_SEGMENT_WORLD:
        return ENT_SPACE_WORLD;
    case ENT_SEGMENT_WORLD_MONTH:
        return ENT_SPACE_WORLD_MONTH;
    default:
        return segment <= ENT_SEGMENT_OUTCOME                         ? ENT_SPACE_DRAW
               : segment >= (size_t) ENT_SEGMENTS_FIXED + self->timed ? ENT_SPACE_ROUND
                                                                      : ENT_SPACE_TRUCE;
    }
}

/* The i-th segment to run: within a month the timed events come before departures, force and hazards. */
static size_t segment_at(const ent_program *self, size_t i)
{
    size_t timed = self->segments - ENT_SEGMENTS_FIXED;

    if (i < ENT_SEGMENT_RENEWAL) {
        return i;
    }
    return i < ENT_SEGMENT_RENEWAL + timed ? i - ENT_SEGMENT_RENEWAL + ENT_SEGMENTS_FIXED : i - timed;
}

enum { NOT_WRITTEN = 0, WRITTEN_BY_IMPORT = 1 }; /* else 2 + the position of the instruction in the program */

/* The writer of each register of each space, and the first invariant found broken. */
typedef struct program_check {
    const ent_program *program;
    size_t *writer[ENT_SPACES]; /* [registers] */
    const char *wrong;
} program_check;

static void require(program_check *self, bool holds, const char *wrong)
{
    if (!holds && self->wrong == NULL) {
        self->wrong = wrong;
    }
}

static void check_imports(
    program_check *self, ent_space_kind space, const ent_import_list *list, ent_space_kind origin, bool constants)
{
    for (size_t i = 0; i < list->count; i++) {
        ent_register to = list->item[i].to;
        bool fits = to < self->program->space[space].registers &&
                    (constants || list->item[i].from < self->program->space[origin].registers);
        require(self, fits, "an import refers to a register outside its space");
        if (fits) {
            require(self, self->writer[space][to] == NOT_WRITTEN, "an import writes a register that has a writer");
            self->writer[space][to] = WRITTEN_BY_IMPORT;
        }
    }
}

static void check_all_imports(program_check *self)
{
    for (size_t s = 0; s < ENT_SPACES; s++) {
        const ent_space *space = &self->program->space[s];
        check_imports(self, (ent_space_kind) s, &space->constants, ENT_SPACE_MONTH, true);
        check_imports(self, (ent_space_kind) s, &space->worlds, ENT_SPACE_WORLD, false);
        check_imports(self, (ent_space_kind) s, &space->draws, ENT_SPACE_DRAW, false);
        check_imports(self, (ent_space_kind) s, &space->months, ENT_SPACE_MONTH, false);
        check_imports(self, (ent_space_kind) s, &space->world_months, ENT_SPACE_WORLD_MONTH, false);
    }
}

/* Enters the instructions as writers. Returns the position of the first instruction of the outcomes. */
static size_t check_writers(program_check *self)
{
    size_t position = 2;
    size_t outcomes = 2;

    for (size_t i = 0; i < self->program->segments; i++) {
        size_t id = segment_at(self->program, i);
        const ent_segment *segment = &self->program->segment[id];
        ent_space_kind space = ent_program_space(self->program, id);
        outcomes = id == ENT_SEGMENT_OUTCOME ? position : outcomes;
        for (size_t k = 0; k < segment->count; k++, position++) {
            ent_register out = segment->code[k].out;
            bool fits = out < self->program->space[space].registers;
            require(self, fits, "an instruction writes a register outside its space");
            if (fits) {
                require(self, self->writer[space][out] == NOT_WRITTEN, "a register has two writers");
                self->writer[space][out] = position;
            }
        }
    }
    return outcomes;
}

static void check_readers(program_check *self, size_t outcomes)
{
    const ent_import_list *draws = &self->program->space[ENT_SPACE_TRUCE].draws;
    size_t position = 2;

    for (size_t i = 0; i < self->program->segments; i++) {
        size_t id = segment_at(self->program, i);
        const ent_segment *segment = &self->program->segment[id];
        ent_space_kind space = ent_program_space(self->program, id);
        for (size_t k = 0; k < segment->count; k++, position++) {
            const ent_instruction *code = &segment->code[k];
            for (uint32_t a = 0; a < code->arguments; a++) {
                bool fits = code->in[a] < self->program->space[space].registers;
                require(self, fits, "an instruction reads a register outside its space");
                require(self, !fits || self->writer[space][code->in[a]] < position,
                    "an instruction reads a register that is written later");
            }
        }
    }
    for (size_t i = 0; self->wrong == NULL && i < draws->count; i++) {
        require(self, self->writer[ENT_SPACE_DRAW][draws->item[i].from] < outcomes,
            "an active truce reads a value that is computed after the truce");
    }
}

const char *ent_program_check(const ent_program *self)
{
    program_check check = {.program = self};

    for (size_t s = 0; s < ENT_SPACES; s++) {
        check.writer[s] = calloc(self->space[s].registers + 1, sizeof(**check.writer));
        require(&check, check.writer[s] != NULL, "out of memory");
    }
    if (check.wrong == NULL) {
        check_all_imports(&check);
        check_readers(&check, check_writers(&check));
    }
    for (size_t s = 0; s < ENT_SPACES; s++) {
        free(check.writer[s]);
    }
    return check.wrong;
}
