/* Fused instructions and approximate scores: which instructions remain, and that the results are the same. */
#include "distribution/copula.h"
#include "model/scenario_text.h"

#define HEAD "run: { worlds = 7; replications = 101; seed = 3; horizon = 6; };"
#define TWO                                                                                                            \
    "contributors: { a: { troops = \"triangular(1k, 2k, 5k)\"; joins = \"60%\"; };"                                    \
    "b: { troops = \"triangular(2k, 3k, 4k)\"; joins = \"40%\"; }; c: { troops = 900; joins = \"30%\"; }; };"
#define COUPLED "correlations: { all: { among = (\"*.joins\"); rho = 0.3; }; };"

static const size_t DRAWS = 707; /* 7 worlds of 101 replications */

static size_t count_kind(const ent_model *model, ent_node_kind kind)
{
    size_t count = 0;

    for (size_t s = ENT_SEGMENT_COALITION; s <= ENT_SEGMENT_OUTCOME; s++) {
        for (size_t i = 0; i < model->program.segment[s].count; i++) {
            count += model->program.segment[s].code[i].kind == kind ? 1 : 0;
        }
    }
    return count;
}

static size_t count_op(const ent_model *model, ent_op op)
{
    size_t count = 0;

    for (size_t s = ENT_SEGMENT_COALITION; s <= ENT_SEGMENT_OUTCOME; s++) {
        for (size_t i = 0; i < model->program.segment[s].count; i++) {
            const ent_instruction *code = &model->program.segment[s].code[i];
            count += code->kind == ENT_NODE_OP && code->op == op ? 1 : 0;
        }
    }
    return count;
}

/* Both random troops are sampled where their contributor joins; offered and contributors are one sum each; the scores
 * are read by comparisons only. */
static void fused(void)
{
    scenario_text scenario;

    if (scenario_text_open(&scenario, HEAD TWO COUPLED "force: { required = 5000; };", NULL)) {
        CU_ASSERT_EQUAL(count_kind(&scenario.model, ENT_NODE_SAMPLE_STREAM), 2);
        CU_ASSERT_EQUAL(count_kind(&scenario.model, ENT_NODE_SUM), 2);
        CU_ASSERT_EQUAL(count_kind(&scenario.model, ENT_NODE_SCORE_ABOVE), 3);
        CU_ASSERT_EQUAL(count_kind(&scenario.model, ENT_NODE_UNIFORM), 0);
        CU_ASSERT_EQUAL(count_kind(&scenario.model, ENT_NODE_SAMPLE), 0);
        CU_ASSERT_EQUAL(count_op(&scenario.model, ENT_OP_GT), 0);
        CU_ASSERT(scenario.model.draw_group[0].compared);
    }
    scenario_text_close(&scenario);
}

/* Troops correlated with the joins read the exact scores, so the whole group is computed exactly. */
static void not_fused(void)
{
    static const char mixed[] = HEAD TWO
        "correlations: { all: { among = (\"*.joins\", \"a.troops\"); rho = 0.3; }; }; force: { required = 5000; };";
    scenario_text scenario;

    if (scenario_text_open(&scenario, mixed, NULL)) {
        CU_ASSERT_EQUAL(count_kind(&scenario.model, ENT_NODE_SCORE_ABOVE), 0);
        CU_ASSERT(!scenario.model.draw_group[0].compared);
        CU_ASSERT_EQUAL(scenario.model.approximate_columns, 0);
    }
    scenario_text_close(&scenario);
}

/* Functions of a choice are computed once per world for both branches. f is correlated and therefore unbounded, but no
 * multiple of it can be NaN, so no guard is needed. */
static void choices(void)
{
    static const char text[] = HEAD
        "factors: { f = \"normal(0, 1)\"; g = \"normal(0, 1)\"; };"
        "events: { storm = \"30%\"; };"
        "contributors: { a: { troops = 1000; joins = \"logistic(logit(if(storm, 90%, 55%)) + 0.5 * f)\"; };"
        "b: { troops = 500; joins = \"logistic(f + storm)\"; }; };"
        "correlations: { all: { among = (\"*.joins\"); rho = 0.3; }; both: { among = (\"f\", \"g\"); rho = 0.5; }; };"
        "force: { required = 1200; };";
    scenario_text scenario;

    if (scenario_text_open(&scenario, text, NULL)) {
        CU_ASSERT_EQUAL(count_op(&scenario.model, ENT_OP_LOGISTIC), 1); /* of b: f + storm is not a choice */
        CU_ASSERT_EQUAL(count_op(&scenario.model, ENT_OP_NORMAL_QUANTILE), 1);
        CU_ASSERT_EQUAL(count_kind(&scenario.model, ENT_NODE_GUARD), 0);
    }
    scenario_text_close(&scenario);
}

typedef struct comparison {
    size_t rows, joined, wrong;
} comparison;

/* Computes a block's joins and offered troops from the streams, one operation at a time. */
static void compare(void *context, const ent_block *block)
{
    comparison *self = context;
    const ent_model *model = block->model;
    const ent_kernels *kernels = model->kernels;
    const ent_correlated_group *coupling = &model->draw_group[0];
    const double chance[] = {0.6, 0.4, 0.3};
    const double shape[][3] = {{1000, 2000, 5000}, {2000, 3000, 4000}};
    const char *const path[] = {"contributors.a.troops", "contributors.b.troops"};
    double z[3][ENT_BLOCK_ROWS], troops[3][ENT_BLOCK_ROWS];
    double *const column[] = {z[0], z[1], z[2]};

    for (size_t c = 0; c < 3; c++) {
        const double *in = z[c];
        kernels->philox(coupling->key[c], block->first, 0, block->rows, z[c]);
        kernels->op[ENT_OP_NORMAL_QUANTILE](block->rows, z[c], &in);
    }
    ent_copula_mix(kernels, coupling->factor, 3, block->rows, column);
    for (size_t c = 0; c < 2; c++) {
        kernels->philox(ent_stream_make(3, path[c], 0).key, block->first, 0, block->rows, troops[c]);
        kernels->triangular(block->rows, shape[c][0], shape[c][1], shape[c][2], troops[c], troops[c]);
    }
    for (size_t i = 0; i < block->rows; i++) {
        double offered = 0.0;
        for (size_t c = 0; c < 3; c++) {
            double threshold = 1.0 - chance[c], quantile;
            const double *in = &threshold;
            double joins;
            kernels->op[ENT_OP_NORMAL_QUANTILE](1, &quantile, &in);
            joins = z[c][i] > quantile ? 1.0 : 0.0;
            offered += joins != 0.0 ? (c < 2 ? troops[c][i] : 900.0) : 0.0;
            self->wrong += block->draw[model->coalition.joins[c]][i] != joins;
            self->joined += joins != 0.0;
        }
        self->wrong += block->draw[model->coalition.force[0].offered][i] != offered;
    }
    self->rows += block->rows;
}

static void same_draws(void)
{
    for (size_t s = 0; ent_kernels_supported(s) != NULL; s++) {
        const char *isa = ent_kernels_supported(s)->isa;
        scenario_text scenario;
        comparison seen = {0};
        if (scenario_text_open(&scenario, HEAD TWO COUPLED "force: { required = 5000; };", isa)) {
            scenario_text_play(&scenario.model, compare, &seen, NULL);
            CU_ASSERT_EQUAL(seen.rows, DRAWS);
            CU_ASSERT_EQUAL(seen.wrong, 0);
            CU_ASSERT(seen.joined > DRAWS && seen.joined < 2 * DRAWS);
            scenario_text_close(&scenario);
        }
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"fused", fused}, {"not fused", not_fused}, {"choices", choices}, {"same draws", same_draws},
        CU_TEST_INFO_NULL};

    return ent_run_suite("fusion", tests);
}
