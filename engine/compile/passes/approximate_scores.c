/* Finds the correlated groups of draws with scores that only comparisons `z > threshold` read. For these,
 * approximate scores decide nearly all comparisons (distribution/approximate_score.h), and each comparison becomes one
 * instruction SCORE_ABOVE. */
#include "base/status.h"
#include "compile/passes/passes.h"

/* Whether an instruction is z > threshold. */
static bool compares(const ent_instruction *code, ent_register z)
{
    return code->kind == ENT_NODE_OP && code->op == ENT_OP_GT && code->in[0] == z && code->in[1] != z;
}

static bool reads(const ent_instruction *code, ent_register z)
{
    for (uint32_t a = 0; a < code->arguments; a++) {
        if (code->in[a] == z) {
            return true;
        }
    }
    return false;
}

/* Whether z is read by comparisons only. */
static bool only_compared(const ent_program *program, ent_register z)
{
    static const ent_space_kind importing[] = {ENT_SPACE_TRUCE, ENT_SPACE_ROUND};

    for (size_t k = 0; k < sizeof(importing) / sizeof(*importing); k++) {
        const ent_import_list *rows = &program->space[importing[k]].draws;
        for (size_t i = 0; i < rows->count; i++) {
            if (rows->item[i].from == z) {
                return false;
            }
        }
    }
    for (size_t s = ENT_SEGMENT_COALITION; s <= ENT_SEGMENT_OUTCOME; s++) {
        const ent_segment *segment = &program->segment[s];
        for (size_t i = 0; i < segment->count; i++) {
            if (reads(&segment->code[i], z) && !compares(&segment->code[i], z)) {
                return false;
            }
        }
    }
    return true;
}

/* Replaces the comparisons that read the score of a member. */
static void approximate_comparisons(ent_program *program, const ent_correlated_group *coupling, size_t member)
{
    ent_register z = coupling->z[member];

    for (size_t s = ENT_SEGMENT_COALITION; s <= ENT_SEGMENT_OUTCOME; s++) {
        ent_segment *segment = &program->segment[s];
        for (size_t i = 0; i < segment->count; i++) {
            ent_instruction *code = &segment->code[i];
            if (compares(code, z)) {
                code->kind = ENT_NODE_SCORE_ABOVE;
                code->in++;
                code->arguments = 1;
                code->rough = &coupling->rough;
                code->member = member;
            }
        }
    }
}

static void use_approximate_scores(ent_compiler *self, ent_correlated_group *coupling)
{
    ent_model *model = self->model;

    if (ent_approximate_score_init(&coupling->rough, coupling->key, coupling->factor, coupling->members, self->arena) !=
        ENT_OK) {
        self->status = ENT_ERR_NO_MEMORY;
        return;
    }
    coupling->compared = true;
    coupling->rough.column = model->approximate_columns;
    model->approximate_columns += coupling->members;
    for (size_t i = 0; i < coupling->members; i++) {
        approximate_comparisons(&model->program, coupling, i);
    }
}

void ent_pass_approximate_scores(ent_compiler *self)
{
    ent_model *model = self->model;

    for (size_t g = 0; g < model->draw_groups && self->status == ENT_OK; g++) {
        ent_correlated_group *coupling = &model->draw_group[g];
        bool compared = true;
        for (size_t i = 0; i < coupling->members; i++) {
            compared = compared && only_compared(&model->program, coupling->z[i]);
        }
        if (compared) {
            use_approximate_scores(self, coupling);
        }
    }
}
