/* Designs of a run: which quantity has which dimension, pairs of variants, experts, and the intervals of tables. */
#include "distribution/designs/sobol.h"
#include "distribution/stream.h"
#include "run/designs/design.h"
#include "run/evaluation/evaluation.h"
#include "run/evaluation/world_values.h"
#include "run/everything.h"
#include "run/experiment_text.h"
#include "run/experts/experts.h"
#include "run/headline.h"

#include <math.h>

#define FACTORS                                                                                                        \
    "factors: { a = \"uniform(0, b)\"; b = \"uniform(1, 2)\"; c = \"normal(0, 1)\"; d = \"uniform(0, 1)\"; };"
#define EVENTS "events: { e = \"unknown(uniform(0, 1)) * a / b * d\"; }; headline = \"e\";"
#define COUPLED "correlations: { bc: { among = (\"b\", \"c\"); rho = 0.5; }; };"

/* The coordinate of a world in a dimension of the base. */
static double expected(uint64_t seed, size_t dimension, uint64_t world)
{
    uint32_t direction[ENT_SOBOL_DIGITS];

    ent_sobol_directions(dimension, direction);
    return ent_sobol_scramble(ent_stream_make(seed, "run.design", (uint32_t) dimension).key,
        (uint32_t) (world % ENT_RANDOMISATIONS), ent_sobol_point(direction, (uint32_t) (world / ENT_RANDOMISATIONS)));
}

/* Dimensions go by the file order of factors, though b is compiled before a, then of the unknowns. */
static void dimensions(void)
{
    experiment_text text;

    if (experiment_text_open(
            &text, "run: { worlds = 64; replications = 2; seed = 9; design = \"sobol\"; };" FACTORS EVENTS, NULL)) {
        ent_world_values values = {0};
        CU_ASSERT_EQUAL_FATAL(ent_world_values_fill(&values, text.experiment.item[0], 64), ENT_OK);
        for (uint64_t w = 0; w < 64; w++) {
            double b = values.value[64 + w];
            CU_ASSERT_DOUBLE_EQUAL(b, 1.0 + expected(9, 1, w), 1e-14);
            CU_ASSERT_DOUBLE_EQUAL(values.value[w], b * expected(9, 0, w), 1e-14);
            CU_ASSERT_DOUBLE_EQUAL(values.value[3 * 64 + w], expected(9, 3, w), 1e-14);
            CU_ASSERT_DOUBLE_EQUAL(values.value[4 * 64 + w], expected(9, 4, w), 1e-14);
        }
        ent_world_values_free(&values);
    }
    experiment_text_close(&text);
}

/* A variant that fixes one factor and adds an unknown leaves the points of all others, and has its own dimension last.
 */
static void variants(void)
{
    experiment_text text;

    if (experiment_text_open(&text,
            "run: { worlds = 64; replications = 2; design = \"sobol\"; };" FACTORS EVENTS
            "variants: { v: { set = (\"factors.b = 1.5\", \"factors.c = unknown(uniform(0, 1))\"); }; };",
            NULL)) {
        ent_world_values base = {0}, variant = {0};
        CU_ASSERT_EQUAL_FATAL(ent_world_values_fill(&base, text.experiment.item[0], 64), ENT_OK);
        CU_ASSERT_EQUAL_FATAL(ent_world_values_fill(&variant, text.experiment.item[1], 64), ENT_OK);
        for (size_t w = 0; w < 64; w++) {
            CU_ASSERT_DOUBLE_EQUAL(variant.value[w] / 1.5, base.value[w] / base.value[64 + w], 1e-14);
            CU_ASSERT_EQUAL(variant.value[3 * 64 + w], base.value[3 * 64 + w]);
            CU_ASSERT_EQUAL(variant.value[4 * 64 + w], base.value[4 * 64 + w]);
        }
        ent_world_values_free(&base);
        ent_world_values_free(&variant);
    }
    experiment_text_close(&text);
}

/* Coupled factors keep their marginal distributions, but not the slices; the first of a group has them still. Over
 * 4,096 worlds a correlation of 0.49 has a standard error of at most (1 - 0.49^2) / 64 = 0.012; the bound is 2.5 of
 * them, so one seed in 80 would fail. */
static void coupled(void)
{
    experiment_text text;

    if (experiment_text_open(
            &text, "run: { worlds = 4096; replications = 1; design = \"lhs\"; };" FACTORS EVENTS COUPLED, NULL)) {
        ent_world_values values = {0};
        double bc = 0.0, bb = 0.0, cc = 0.0;
        unsigned slice[256] = {0};
        CU_ASSERT_EQUAL_FATAL(ent_world_values_fill(&values, text.experiment.item[0], 4096), ENT_OK);
        for (size_t w = 0; w < 4096; w++) {
            double b = values.value[4096 + w] - 1.5, c = values.value[2 * 4096 + w];
            bc += b * c;
            bb += b * b;
            cc += c * c;
            if (w % ENT_RANDOMISATIONS == 5) {
                slice[(size_t) ((b + 0.5) * 256.0)]++;
            }
        }
        CU_ASSERT_DOUBLE_EQUAL(bb / 4096.0, 1.0 / 12.0, 1e-4);
        CU_ASSERT_DOUBLE_EQUAL(bc / sqrt(bb * cc), 0.5 * sqrt(3.0 / 3.14159265358979), 0.03); /* of u and z */
        for (size_t i = 0; i < 256; i++) {
            CU_ASSERT_EQUAL(slice[i], 1);
        }
        ent_world_values_free(&values);
    }
    experiment_text_close(&text);
}

/* Experts are dimensions too: of 1,024 worlds each of two alike has half, within 2 (independent worlds: within 32 in 95
 * of 100 runs). The models of both have the points of the file. */
static void experts(void)
{
    experiment_text text;

    if (experiment_text_open(&text,
            "run: { worlds = 1024; replications = 1; design = \"sobol\"; };" FACTORS EVENTS
            "experts: { x: { set = (\"factors.a = uniform(0, 1)\"); }; y: { weight = 1; }; };",
            NULL)) {
        const ent_model *model = &text.experiment.item[0]->model;
        ent_world_values values = {0};
        size_t own = 0;
        CU_ASSERT_EQUAL_FATAL(ent_world_values_fill(&values, text.experiment.item[0], 1024), ENT_OK);
        for (uint64_t w = 0; w < 1024; w++) {
            own += ent_experts_of_world(model, w) == 0 ? 1 : 0;
            CU_ASSERT_DOUBLE_EQUAL(values.value[3 * 1024 + w], expected(1, 3, w), 1e-14);
        }
        CU_ASSERT_DOUBLE_EQUAL((double) own, 512.0, 8.0);
        ent_world_values_free(&values);
    }
    experiment_text_close(&text);
}

/* Worlds beyond those of the run are a design of their own, for analyses that need independent sets. */
static void further_worlds(void)
{
    experiment_text text;

    if (experiment_text_open(
            &text, "run: { worlds = 64; replications = 1; design = \"lhs\"; };" FACTORS EVENTS, NULL)) {
        const ent_world_source *source = text.experiment.item[0]->model.world_source;
        const ent_model *model = &text.experiment.item[0]->model;
        double u[128];
        CU_ASSERT_PTR_NOT_NULL_FATAL(source);
        source->fill(source->context, model->kernels, model->world_stream[0].key, 0, 128, u);
        for (size_t r = 0; r < 32; r++) {
            unsigned seen = 0;
            for (size_t i = 0; i < 4; i++) {
                seen |= 1U << (unsigned) (4.0 * u[(r / 16) * 64 + 16 * i + r % 16]);
            }
            CU_ASSERT_EQUAL(seen, 15);
        }
        CU_ASSERT_NOT_EQUAL(u[0], u[64]);
    }
    experiment_text_close(&text);
}

/* Everything that a run counts, with a design: the same for any number of threads and each instruction set, the
 * evaluation included. */
static void same_counts(void)
{
    static const char *const designs[] = {"lhs", "sobol"};
    static const unsigned replications[] = {30, 1};
    experiment_text text, other;
    char file[sizeof(EVERYTHING) + 200];

    for (size_t d = 0; d < 4; d++) {
        snprintf(file, sizeof(file), "run: { worlds = 64; replications = %u; design = \"%s\"; };%s",
            replications[d / 2], designs[d % 2], EVERYTHING);
        if (experiment_text_open(&text, file, NULL) && experiment_text_open(&other, file, "portable")) {
            ent_guard_count guard[64];
            ent_estimate counted, headline;
            experiment_text_run(&text, 1);
            experiment_text_run(&other, 7);
            CU_ASSERT_TRUE(same_tallies(&text.tally, &other.tally));
            CU_ASSERT_TRUE(text.tally.layout.design);
            CU_ASSERT_EQUAL(ent_tally_headline(&text.tally, &counted), ENT_OK);
            CU_ASSERT_EQUAL(ent_run_headline(&other.experiment.item[0]->model, NULL, guard, &headline), ENT_OK);
            CU_ASSERT_EQUAL(counted.low, headline.low);
            CU_ASSERT_EQUAL(counted.high, headline.high);
        }
        experiment_text_close(&text);
        experiment_text_close(&other);
    }
}

/* More unknowns than Sobol' points have dimensions: one message, and Latin hypercubes go. */
static void too_many(void)
{
    char *file = malloc(64 * 1024);
    size_t length = 0;
    experiment_text text;
    ent_experiment_source source = {.path = "text.cfg", .id = "text", .load = ent_test_loader};

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    length +=
        (size_t) sprintf(file + length, "run: { worlds = 16; replications = 1; design = \"sobol\"; }; factors: {");
    for (size_t i = 0; i <= ENT_SOBOL_DIMENSIONS; i++) {
        length += (size_t) sprintf(file + length, " f%zu = \"uniform(0, 1)\";", i);
    }
    sprintf(file + length, " }; events: { e = \"f0\"; }; headline = \"e\";");
    text = (experiment_text){0};
    source.context = file;
    source.kernels = ent_kernels_select(NULL);
    CU_ASSERT_EQUAL(ent_experiment_load(&text.experiment, &source, &text.said), ENT_ERR_SCENARIO);
    CU_ASSERT_EQUAL_FATAL(text.said.errors, 1);
    CU_ASSERT_STRING_EQUAL(
        text.said.item[0].text, "513 quantities are unknown, and the table of Sobol' points has 512 dimensions");
    experiment_text_close(&text);
    memcpy(strstr(file, "\"sobol\""), "\"lhs\"  ", 7);
    CU_ASSERT_TRUE(experiment_text_open(&text, file, NULL));
    experiment_text_close(&text);
    free(file);
}

int main(void)
{
    CU_TestInfo tests[] = {{"dimensions", dimensions}, {"variants", variants}, {"coupled", coupled},
        {"experts", experts}, {"further worlds", further_worlds}, {"same counts", same_counts}, {"too many", too_many},
        CU_TEST_INFO_NULL};

    return ent_run_suite("designs of a run", tests);
}
