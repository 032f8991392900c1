/* The headline alone: the same estimate, to the bit, as that of a whole run. */
#include "run/everything.h"
#include "run/experiment_text.h"
#include "run/headline.h"

static void as_of_a_whole_run(void)
{
    static const char *const texts[] = {
        "run: { worlds = 150; replications = 300; seed = 5; horizon = 12; };" EVERYTHING,
        "run: { worlds = 2; replications = 70001; seed = 5; horizon = 6; };" EVERYTHING,
        ("run: { worlds = 40; replications = 60; }; factors: { f = \"uniform(0, 1)\"; }; events: { e: \"f + 0.4\"; };"
         "headline = \"e\";"),
        ("run: { worlds = 9; replications = 70001; }; factors: { f = \"uniform(0, 1)\"; }; events: { e: \"f + 0.4\"; };"
         "headline = \"e\";")}; /* the worlds of the second and the last are split */

    for (size_t t = 0; t < sizeof(texts) / sizeof(*texts); t++) {
        experiment_text text;
        if (experiment_text_open(&text, texts[t], NULL)) {
            const ent_model *model = &text.experiment.item[0]->model;
            ent_guard_count guard[64];
            ent_estimate alone;
            ent_estimate whole;
            experiment_text_run(&text, 2);
            whole = experiment_text_kept(&text, text.tally.layout.headline);
            CU_ASSERT_EQUAL_FATAL(ent_run_headline(model, NULL, guard, &alone), ENT_OK);
            CU_ASSERT_EQUAL(alone.k, whole.k);
            CU_ASSERT_EQUAL(alone.n, whole.n);
            CU_ASSERT_EQUAL(memcmp(&alone.p, &whole.p, sizeof(alone.p)), 0);
            CU_ASSERT_EQUAL(memcmp(&alone.low, &whole.low, sizeof(alone.low)), 0);
            CU_ASSERT_EQUAL(memcmp(&alone.high, &whole.high, sizeof(alone.high)), 0);
            CU_ASSERT_EQUAL(memcmp(&alone.p05, &whole.p05, sizeof(alone.p05)), 0);
            CU_ASSERT_EQUAL(memcmp(&alone.p95, &whole.p95, sizeof(alone.p95)), 0);
            CU_ASSERT_EQUAL(alone.worlds, whole.worlds);
            CU_ASSERT_EQUAL(alone.range, whole.range);
            CU_ASSERT_EQUAL(alone.range, t == 1 || t == 3 ? ENT_RANGE_FEW_WORLDS : ENT_RANGE_MEASURED);
            CU_ASSERT_EQUAL(alone.replications, whole.replications);
            CU_ASSERT(t < 2 || (guard[0].moved > 0 && guard[0].moved < 40)); /* counted once a world */
            CU_ASSERT_EQUAL(memcmp(guard, text.guard, model->guards * sizeof(*guard)), 0);
        }
        experiment_text_close(&text);
    }
}

static void stops(void)
{
    experiment_text text;

    if (experiment_text_open(&text, "run: { worlds = 3; replications = 70000; }; events: { e: 0.5; };", NULL)) {
        ent_guard_count guard[64];
        ent_estimate estimate;
        atomic_int stop;
        atomic_init(&stop, 1);
        CU_ASSERT_EQUAL(
            ent_run_headline(&text.experiment.item[0]->model, &stop, guard, &estimate), ENT_ERR_INTERRUPTED);
    }
    experiment_text_close(&text);
}

int main(void)
{
    CU_TestInfo tests[] = {{"as of a whole run", as_of_a_whole_run}, {"stops", stops}, CU_TEST_INFO_NULL};

    return ent_run_suite("headline", tests);
}
