/* Experts in sweeps, replays and the summary of a run: exact, but for one closed form (4.5 standard errors, false alarm
 * 7e-6, fixed seed). */
#include "job_case.h"

#include "jobs/explain/explanation.h"
#include "jobs/run.h"
#include "jobs/sweep.h"
#include "run/experts/experts.h"

#include <math.h>

static const char scenario[] =
    "run: { worlds = 400; replications = 50; seed = 9; horizon = 3; }; factors: { p = 0.5; }; events: { e: \"p\"; };"
    "headline = \"e\";"
    "experts: { a: { name = \"Ann\"; set = ( \"factors.p = 0.2\" ); };"
    "b: { name = \"Bob\"; set = ( \"factors.p = 0.7\" ); }; };"
    "sweeps: { p: { vary = \"factors.p\"; values = ( 0.1, 0.9 ); };"
    "w: { vary = \"experts.b.weight\"; values = ( 0, 1, 3 ); }; };";

/* A swept setting goes over that of the experts; a swept weight is that of a run with it. */
static void test_sweeps(void)
{
    static const ent_job_request request = {.threads = 2};
    static const char *const set[] = {"experts.b.weight = 0", "experts.b.weight = 1", "experts.b.weight = 3"};
    job_experiment loaded;
    job_record record;
    ent_sweep_results sweep = {.tabulated = false};

    job_experiment_open(&loaded, scenario, NULL);
    job_record_init(&record);
    CU_ASSERT_EQUAL_FATAL(ent_job_sweep(&sweep, &request, &record.host, &loaded.experiment, 0), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(sweep.points.points.estimate[0].p, 0.1, 4.5 * sqrt(0.09 / 20000));
    CU_ASSERT_DOUBLE_EQUAL(sweep.points.points.estimate[1].p, 0.9, 4.5 * sqrt(0.09 / 20000));
    for (size_t i = 0; i < 3; i++) {
        job_experiment own;
        ent_results results = {.stopped = false};
        job_experiment_open(&own, scenario, set[i]);
        CU_ASSERT_EQUAL(ent_job_run(&results, &request, &record.host, &own.experiment, 0), ENT_OK);
        CU_ASSERT_EQUAL(results.summary[0].headline.p, sweep.points.points.estimate[2 + i].p);
        CU_ASSERT_EQUAL(results.summary[0].headline.low, sweep.points.points.estimate[2 + i].low);
        CU_ASSERT_EQUAL_FATAL(results.summary[0].experts, 2);
        CU_ASSERT_EQUAL(results.summary[0].expert[1].worlds == 0, i == 0);
        CU_ASSERT_EQUAL(
            results.summary[0].expert[0].worlds + results.summary[0].expert[1].worlds, results.summary[0].worlds);
        CU_ASSERT_EQUAL(results.summary[0].disagreement.has_share, i > 0);
        ent_results_free(&results);
        job_experiment_close(&own);
    }
    ent_sweep_results_free(&sweep);
    job_experiment_close(&loaded);
}

/* A draw is replayed with the settings of its world's expert. */
static void test_replay(void)
{
    job_experiment loaded;

    job_experiment_open(&loaded, scenario, NULL);
    for (uint64_t world = 0; world < 20; world++) {
        const ent_variant_model *base = loaded.experiment.item[0];
        size_t expert = ent_experts_of_world(&base->recorder, world);
        ent_simulator simulator = {.block = {.model = NULL}};
        char *sentences;
        CU_ASSERT_EQUAL(expert, ent_experts_of_world(&base->model, world));
        CU_ASSERT_EQUAL_FATAL(ent_replay(&simulator, base, 50 * world + 3), ENT_OK);
        sentences = ent_explanation(&simulator.block);
        CU_ASSERT_PTR_NOT_NULL_FATAL(sentences);
        CU_ASSERT_PTR_NOT_NULL(strstr(sentences, expert == 0 ? "chance was 20%" : "chance was 70%"));
        free(sentences);
        ent_simulator_free(&simulator);
    }
    job_experiment_close(&loaded);
}

int main(void)
{
    CU_TestInfo tests[] = {{"sweeps", test_sweeps}, {"replay", test_replay}, CU_TEST_INFO_NULL};

    return ent_run_suite("experts in jobs", tests);
}
