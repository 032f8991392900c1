/* Flags of draws: the same headline, joins and events as a run counts, for any number of threads. */
#include "run/evaluation/draw_flags.h"

#include "run/evaluation/evaluation.h"
#include "run/everything.h"
#include "run/experiment_text.h"

static ent_draw_flags_request request_of(const experiment_text *text, unsigned threads)
{
    const ent_variant_model *variant = text->experiment.item[0];

    return (ent_draw_flags_request){.variant = variant,
        .worlds = variant->scenario.run.worlds,
        .replications = variant->scenario.run.replications,
        .threads = threads};
}

static double count(const ent_draw_flags *flags, size_t flag)
{
    double sum = 0.0;

    for (uint64_t d = 0; d < flags->draws; d++) {
        sum += (flags->flag[d * flags->words + flag / 64] >> (flag % 64) & 1) != 0 ? 1.0 : 0.0;
    }
    return sum;
}

static void against_a_run(void)
{
    static const char *const texts[] = {"run: { worlds = 60; replications = 101; seed = 5; horizon = 12; };" EVERYTHING,
        "run: { worlds = 2; replications = 70001; seed = 5; horizon = 6; };" EVERYTHING,
        "run: { worlds = 90; replications = 100; }; given = \"resolve > 0 or agreed\"; " EVERYTHING};

    for (size_t t = 0; t < sizeof(texts) / sizeof(*texts); t++) {
        experiment_text text;
        ent_draw_flags one = {.draws = 0}, many = {.draws = 0};
        ent_draw_flags_request request;
        ent_world_counts counts;
        ent_evaluation evaluation;
        double cases = 0.0, given = 0.0, event = 0.0;

        CU_ASSERT_TRUE_FATAL(experiment_text_open(&text, texts[t], NULL));
        request = request_of(&text, 1);
        CU_ASSERT_EQUAL_FATAL(ent_draw_flags_fill(&one, &request), ENT_OK);
        request.threads = 7;
        CU_ASSERT_EQUAL_FATAL(ent_draw_flags_fill(&many, &request), ENT_OK);
        CU_ASSERT_EQUAL_FATAL(one.draws, many.draws);
        CU_ASSERT_EQUAL(memcmp(one.flag, many.flag, one.draws * one.words * sizeof(*one.flag)), 0);
        CU_ASSERT_EQUAL(memcmp(one.world, many.world, one.draws * sizeof(*one.world)), 0);
        CU_ASSERT_EQUAL(memcmp(one.sum, many.sum, one.draws * sizeof(*one.sum)), 0);
        evaluation = (ent_evaluation){
            .model = &text.experiment.item[0]->model, .worlds = request.worlds, .replications = request.replications};
        CU_ASSERT_EQUAL_FATAL(ent_evaluate(&counts, &evaluation), ENT_OK);
        for (uint64_t w = 0; w < request.worlds; w++) {
            given += (double) counts.given[w];
            event += (double) counts.event[w];
        }
        for (uint64_t d = 0; d < one.draws; d++) {
            cases += one.sum[d];
        }
        CU_ASSERT_DOUBLE_EQUAL((double) one.draws, given, 0.0);
        CU_ASSERT_DOUBLE_EQUAL(cases, event, 0.0);
        ent_world_counts_free(&counts);
        ent_draw_flags_free(&one);
        ent_draw_flags_free(&many);
        experiment_text_close(&text);
    }
}

/* Plain events in file order, then contributors; timed events are left out. */
static void flags_in_order(void)
{
    experiment_text text;
    ent_draw_flags flags = {.draws = 0};
    ent_draw_flags_request request;

    CU_ASSERT_TRUE_FATAL(experiment_text_open(&text,
        "run: { worlds = 10; replications = 1000; }; events: { nil = \"0%\"; later: { monthly = \"5%\"; }; "
        "always = \"100%\"; third = \"1 / 3\"; }; contributors: { a: { troops = 5; joins = \"third\"; }; "
        "b: { troops = 1; requires = \"nil\"; }; c: { troops = 2; after = 4; }; }; "
        "headline = \"third given always\";",
        NULL));
    request = request_of(&text, 2);
    CU_ASSERT_EQUAL_FATAL(ent_draw_flags_fill(&flags, &request), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(flags.flags, 6);
    CU_ASSERT_EQUAL(ent_draw_flags_count(&text.experiment.item[0]->scenario), 6);
    CU_ASSERT_EQUAL(flags.draws, 10000);
    CU_ASSERT_DOUBLE_EQUAL(count(&flags, 0), 0.0, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(count(&flags, 1), 10000.0, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(count(&flags, 2), 3333.3, 4.5 * 47.1); /* 4.5 standard errors */
    CU_ASSERT_DOUBLE_EQUAL(count(&flags, 3), count(&flags, 2), 0.0);
    CU_ASSERT_DOUBLE_EQUAL(count(&flags, 4), 0.0, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(count(&flags, 5), count(&flags, 2), 0.0); /* c comes after a */
    for (uint64_t d = 0; d < flags.draws; d++) {
        CU_ASSERT_EQUAL(flags.world[d], d / 1000);
        CU_ASSERT_EQUAL(flags.sum[d] > 0.0, (flags.flag[d] & 4) != 0);
    }
    ent_draw_flags_free(&flags);
    ent_draw_flags_free(&flags);
    experiment_text_close(&text);
}

static void stopped(void)
{
    experiment_text text;
    ent_draw_flags flags = {.draws = 0};
    ent_draw_flags_request request;
    atomic_int stop = 1;

    CU_ASSERT_TRUE_FATAL(experiment_text_open(&text, "events: { x = \"1%\"; }; headline = \"x\";", NULL));
    request = request_of(&text, 1);
    request.stop = &stop;
    CU_ASSERT_EQUAL(ent_draw_flags_fill(&flags, &request), ENT_ERR_INTERRUPTED);
    ent_draw_flags_free(&flags);
    experiment_text_close(&text);
}

int main(void)
{
    static CU_TestInfo tests[] = {
        {"against a run", against_a_run}, {"flags in order", flags_in_order}, {"stopped", stopped}, CU_TEST_INFO_NULL};

    return ent_run_suite("run/draw_flags", tests);
}
