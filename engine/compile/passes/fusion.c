/* Fuses instructions of the draws where no other instruction reads the column between them, which saves passes over
 * memory: a uniform, its distribution and the choice that makes it 0; a chain of sums. Each number goes through the
 * same operations in the same order, so results do not change. */
#include "base/status.h"
#include "compile/passes/passes.h"
#include "distribution/sample.h"

#include <math.h>
#include <stdlib.h>

typedef struct fuser {
    ent_program *program;
    ent_arena *arena;
    const ent_program_builder *builder;
    size_t *readers;          /* [draw registers] number of instructions, stages and truces that read one */
    ent_instruction **writer; /* [draw registers] the instruction that computes it; NULL: an input or an import */
    bool *zero;               /* [draw registers] whether it is the constant 0 */
    bool no_memory;           /* an allocation failed */
} fuser;

/* Whether an instruction has been fused into another one. */
static bool is_fused(const ent_instruction *code)
{
    return code->kind == ENT_NODE_INPUT;
}

static void count_readers(fuser *self)
{
    const ent_program *program = self->program;
    const ent_space *space = &program->space[ENT_SPACE_DRAW];
    const ent_import_list *lanes = &program->space[ENT_SPACE_TRUCE].draws;
    const ent_import_list *rounds = &program->space[ENT_SPACE_ROUND].draws;

    for (ent_value v = 0; v < self->builder->graph->count; v++) {
        ent_register column = ent_program_register(self->builder, ENT_SPACE_DRAW, v);
        if (column != ENT_NO_REGISTER && self->builder->read_by_stage[v]) {
            self->readers[column]++;
        }
    }
    for (size_t i = 0; i < lanes->count; i++) {
        self->readers[lanes->item[i].from]++;
    }
    for (size_t i = 0; i < rounds->count; i++) {
        self->readers[rounds->item[i].from]++;
    }
    for (size_t i = 0; i < space->constants.count; i++) {
        double constant = space->constants.item[i].constant;
        self->zero[space->constants.item[i].to] = constant == 0.0 && !signbit(constant);
    }
    for (size_t s = ENT_SEGMENT_COALITION; s <= ENT_SEGMENT_OUTCOME; s++) {
        const ent_segment *segment = &program->segment[s];
        for (size_t i = 0; i < segment->count; i++) {
            ent_instruction *code = &segment->code[i];
            self->writer[code->out] = code;
            for (uint32_t a = 0; a < code->arguments; a++) {
                self->readers[code->in[a]]++;
            }
        }
    }
}

/* The writer of a column that has one reader; NULL if it has several or no writer. */
static ent_instruction *writer_for_one(const fuser *self, ent_register column)
{
    return self->readers[column] == 1 ? self->writer[column] : NULL;
}

/* --- samples ----------------------------------------------------------------------------------------------------- */

/* A uniform and the sample that is its only reader become SAMPLE_STREAM. */
static void fuse_sample(const fuser *self, ent_instruction *code)
{
    ent_instruction *uniform = code->kind == ENT_NODE_SAMPLE ? writer_for_one(self, code->in[0]) : NULL;

    if (uniform != NULL && uniform->kind == ENT_NODE_UNIFORM && ent_dist_draws(code->dist)) {
        code->kind = ENT_NODE_SAMPLE_STREAM;
        code->key = uniform->key;
        code->arguments = 0;
        uniform->kind = ENT_NODE_INPUT;
    }
}

/* if(c, SAMPLE_STREAM, 0) becomes SAMPLE_STREAM where c is true. */
static void fuse_choice(const fuser *self, ent_instruction *code)
{
    ent_instruction *sample;

    if (code->kind != ENT_NODE_OP || code->op != ENT_OP_IF || !self->zero[code->in[2]]) {
        return;
    }
    sample = writer_for_one(self, code->in[1]);
    if (sample != NULL && sample->kind == ENT_NODE_SAMPLE_STREAM && sample->arguments == 0) {
        code->kind = ENT_NODE_SAMPLE_STREAM;
        code->key = sample->key;
        code->dist = sample->dist;
        code->arguments = 1;
        sample->kind = ENT_NODE_INPUT;
    }
}

/* --- sums -------------------------------------------------------------------------------------------------------- */

static bool adds(const ent_instruction *code)
{
    return code != NULL && code->kind == ENT_NODE_OP && code->op == ENT_OP_ADD;
}

/* ((a + b) + c) + d becomes one SUM, down to the first partial sum that has another reader. `code` is the last
 * instruction of the chain. */
static void fuse_sum(fuser *self, ent_instruction *code)
{
    ent_instruction *inner = code;
    ent_register *in;
    size_t terms = 2;

    while (adds(inner) && adds(writer_for_one(self, inner->in[0]))) {
        inner = self->writer[inner->in[0]];
        terms++;
    }
    if (!adds(code) || terms < 3) {
        return;
    }
    in = ent_arena_array(self->arena, terms, sizeof(*in));
    if (in == NULL) {
        self->no_memory = true;
        return;
    }
    inner = code;
    for (size_t i = terms; i-- > 2;) {
        ent_instruction *next = self->writer[inner->in[0]];
        in[i] = inner->in[1];
        inner->kind = ENT_NODE_INPUT;
        inner = next;
    }
    in[1] = inner->in[1];
    in[0] = inner->in[0];
    inner->kind = ENT_NODE_INPUT;
    code->kind = ENT_NODE_SUM;
    code->in = in;
    code->arguments = (uint32_t) terms;
}

static void drop_fused(ent_segment *segment)
{
    size_t kept = 0;

    for (size_t i = 0; i < segment->count; i++) {
        if (!is_fused(&segment->code[i])) {
            segment->code[kept++] = segment->code[i];
        }
    }
    segment->count = kept;
}

static void fuse(fuser *self)
{
    count_readers(self);
    for (size_t s = ENT_SEGMENT_COALITION; s <= ENT_SEGMENT_OUTCOME; s++) {
        ent_segment *segment = &self->program->segment[s];
        /* samples of ratification stay apart from their uniforms, which have the number of the attempt in their address
         */
        for (size_t i = 0; s != ENT_SEGMENT_RATIFICATION && i < segment->count; i++) {
            fuse_sample(self, &segment->code[i]);
            fuse_choice(self, &segment->code[i]);
        }
        for (size_t i = segment->count; i-- > 0;) {
            fuse_sum(self, &segment->code[i]);
        }
    }
    for (size_t s = ENT_SEGMENT_COALITION; s <= ENT_SEGMENT_OUTCOME; s++) {
        drop_fused(&self->program->segment[s]);
    }
}

void ent_pass_fusion(ent_compiler *self)
{
    ent_program *program = &self->model->program;
    size_t registers = program->space[ENT_SPACE_DRAW].registers;
    fuser state = {.program = program, .arena = self->arena, .builder = &self->program};

    if (self->status != ENT_OK) {
        return;
    }
    state.readers = calloc(registers + 1, sizeof(*state.readers));
    state.writer = calloc(registers + 1, sizeof(*state.writer));
    state.zero = calloc(registers + 1, sizeof(*state.zero));
    if (state.readers != NULL && state.writer != NULL && state.zero != NULL) {
        fuse(&state);
    } else {
        state.no_memory = true;
    }
    self->status = state.no_memory ? ENT_ERR_NO_MEMORY : ENT_OK;
    free(state.readers);
    free(state.writer);
    free(state.zero);
}
