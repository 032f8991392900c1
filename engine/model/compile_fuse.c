/* Instructions of the draws made one where nobody reads the column between them: a uniform, its distribution and the
 * choice whether it counts; a chain of sums. Each number goes through the same operations in the same order. */
#include "model/compile.h"

#include "base/status.h"
#include "random/sample.h"

#include <math.h>
#include <stdlib.h>

typedef struct fuser {
    ent_program *program;
    ent_arena *arena;
    size_t *readers;        /* [draw registers] instructions, stages and lanes that read one */
    ent_instruction **from; /* [draw registers] what computes it; NULL: an input or carried over */
    bool *zero;             /* [draw registers] constant 0 */
    bool no_memory;
} fuser;

static bool is_gone(const ent_instruction *code)
{
    return code->kind == ENT_NODE_INPUT; /* does nothing where it stands in a list */
}

static void count_readers(fuser *self)
{
    const ent_program *program = self->program;
    const ent_space *space = &program->space[ENT_SPACE_DRAW];
    const ent_import_list *lanes = &program->space[ENT_SPACE_LANE].draws;

    for (size_t v = 0; v < space->nodes; v++) {
        if (space->of[v] != ENT_NO_REGISTER && program->asked[v]) {
            self->readers[space->of[v]]++;
        }
    }
    for (size_t i = 0; i < lanes->count; i++) {
        self->readers[lanes->item[i].from]++;
    }
    for (size_t i = 0; i < space->constants.count; i++) {
        double constant = space->constants.item[i].constant;
        self->zero[space->constants.item[i].to] = constant == 0.0 && !signbit(constant);
    }
    for (size_t s = ENT_SEGMENT_COALITION; s <= ENT_SEGMENT_OUTCOME; s++) {
        const ent_segment *segment = &program->segment[s];
        for (size_t i = 0; i < segment->count; i++) {
            ent_instruction *code = &segment->code[i];
            self->from[code->out] = code;
            for (uint32_t a = 0; a < code->arguments; a++) {
                self->readers[code->in[a]]++;
            }
        }
    }
}

/* What computes a column that only one instruction reads; NULL where that is not so. */
static ent_instruction *only_for_one(const fuser *self, ent_register column)
{
    return self->readers[column] == 1 ? self->from[column] : NULL;
}

/* --- draws ------------------------------------------------------------------------------------------------------- */

/* A sample whose uniform nobody else reads becomes a draw. */
static void fuse_sample(const fuser *self, ent_instruction *code)
{
    ent_instruction *uniform = code->kind == ENT_NODE_SAMPLE ? only_for_one(self, code->in[0]) : NULL;

    if (uniform != NULL && uniform->kind == ENT_NODE_UNIFORM && ent_dist_draws(code->dist)) {
        code->kind = ENT_NODE_DRAW;
        code->key = uniform->key;
        code->arguments = 0;
        uniform->kind = ENT_NODE_INPUT;
    }
}

/* if(c, a draw, 0) draws where c holds. */
static void fuse_choice(const fuser *self, ent_instruction *code)
{
    ent_instruction *drawn;

    if (code->kind != ENT_NODE_OP || code->op != ENT_OP_IF || !self->zero[code->in[2]]) {
        return;
    }
    drawn = only_for_one(self, code->in[1]);
    if (drawn != NULL && drawn->kind == ENT_NODE_DRAW && drawn->arguments == 0) {
        code->kind = ENT_NODE_DRAW;
        code->key = drawn->key;
        code->dist = drawn->dist;
        code->arguments = 1;
        drawn->kind = ENT_NODE_INPUT;
    }
}

/* --- sums -------------------------------------------------------------------------------------------------------- */

static bool adds(const ent_instruction *code)
{
    return code != NULL && code->kind == ENT_NODE_OP && code->op == ENT_OP_ADD;
}

/* ((a + b) + c) + d: as far down as nobody else wants to know. The last instruction of a chain comes last. */
static void fuse_sum(fuser *self, ent_instruction *code)
{
    ent_instruction *inner = code;
    ent_register *in;
    size_t terms = 2;

    while (adds(inner) && adds(only_for_one(self, inner->in[0]))) {
        inner = self->from[inner->in[0]];
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
        ent_instruction *next = self->from[inner->in[0]];
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

static void drop_gone(ent_segment *segment)
{
    size_t kept = 0;

    for (size_t i = 0; i < segment->count; i++) {
        if (!is_gone(&segment->code[i])) {
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
        for (size_t i = 0; i < segment->count; i++) {
            fuse_sample(self, &segment->code[i]);
            fuse_choice(self, &segment->code[i]);
        }
        for (size_t i = segment->count; i-- > 0;) {
            fuse_sum(self, &segment->code[i]);
        }
    }
    for (size_t s = ENT_SEGMENT_COALITION; s <= ENT_SEGMENT_OUTCOME; s++) {
        drop_gone(&self->program->segment[s]);
    }
}

void ent_compile_fuse(ent_compiler *self)
{
    ent_program *program = &self->model->program;
    size_t registers = program->space[ENT_SPACE_DRAW].registers;
    fuser fused = {.program = program, .arena = self->arena};

    if (self->status != ENT_OK) {
        return;
    }
    fused.readers = calloc(registers + 1, sizeof(*fused.readers));
    fused.from = calloc(registers + 1, sizeof(*fused.from));
    fused.zero = calloc(registers + 1, sizeof(*fused.zero));
    if (fused.readers != NULL && fused.from != NULL && fused.zero != NULL) {
        fuse(&fused);
    } else {
        fused.no_memory = true;
    }
    self->status = fused.no_memory ? ENT_ERR_NO_MEMORY : ENT_OK;
    free(fused.readers);
    free(fused.from);
    free(fused.zero);
}
