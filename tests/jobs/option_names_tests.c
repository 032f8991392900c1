/* Names of options: people read them in the report, in charts and in explanations; formulas, settings and tables have
 * the identifiers. */
#include "job_case.h"

#include "folder/manifest.h"
#include "jobs/explain/explanation.h"
#include "jobs/run.h"
#include "tables/format/csv_reader.h"

static const char text[] =
    "title = \"The PA and the UN\"; run: { worlds = 4; replications = 5; horizon = 3; seed = 5; };"
    "events: { us = 0; };"
    "parties: { p: { threshold = 0.1; }; q: { threshold = 0; }; };"
    "demands: { gov: { options = (\"pa_reformed: Reformed Palestinian Authority\", \"un_trustee\", \"us_in:US takes "
    "part\");"
    "available = (true, true, \"us\"); p: { scores = (1, 0.5, 0); refuses = (0, 1, 0); }; q: { scores = (1, 0, 0); }; "
    "};"
    "border: { options = (\"as_in_1967\", \"moved\"); p: { scores = (1, 0); }; q: { scores = (1, 0); }; }; };"
    "variants: { un: { set = (\"demands.gov.available = (false, true, false)\", \"demands.gov.p.refuses.un_trustee = "
    "0\",\"demands.gov.p.scores.pa_reformed = 0\"); };"
    "two: { set = (\"demands.gov.options = (pa_reformed: The PA, un_trustee: A trustee: the UN, us_in)\"); }; };"
    "checks = (\"P(deal.gov == 'pa_reformed') > 0.5\");";

static void test_explained(void)
{
    job_experiment experiment;

    job_experiment_open(&experiment, text, NULL);
    for (size_t v = 0; v < 3; v++) {
        static const char *const gov[] = {
            "    Gov: Reformed Palestinian Authority\n", "    Gov: UN trustee\n", "    Gov: The PA\n"};
        ent_simulator simulator = {.block = {.model = NULL}};
        char *told;
        CU_ASSERT_EQUAL_FATAL(ent_replay(&simulator, experiment.experiment.item[v], 0), ENT_OK);
        told = ent_explanation(&simulator.block);
        CU_ASSERT_PTR_NOT_NULL_FATAL(told);
        CU_ASSERT_PTR_NOT_NULL(strstr(told, gov[v]));
        CU_ASSERT_PTR_NOT_NULL(strstr(told, "    Border: As in 1967\n"));
        CU_ASSERT(v != 0 || strstr(told, "  P refuses \xE2\x80\x9CUN trustee\xE2\x80\x9D on: Gov.\n") != NULL);
        CU_ASSERT(v == 1 || strstr(told, v == 0 ? "  Gov: \xE2\x80\x9CUS takes part\xE2\x80\x9D is not available.\n"
                                                : "  Gov: \xE2\x80\x9CUS in\xE2\x80\x9D is not available.\n") != NULL);
        free(told);
        ent_simulator_free(&simulator);
    }
    job_experiment_close(&experiment);
}

static bool holds(const ent_csv_writer *table, const char *part)
{
    size_t length = strlen(part);

    for (size_t i = 0; i + length <= table->length; i++) {
        if (memcmp(table->bytes + i, part, length) == 0) {
            return true;
        }
    }
    return false;
}

/* Tables keep the identifiers; assumptions.csv lists the names that are given. */
static void test_tables(void)
{
    static const ent_job_request request = {.threads = 1, .draws = 20};
    job_experiment experiment;
    job_record record;
    ent_results results = {0};
    ent_csv csv = {0};
    const ent_csv_writer *from;

    job_experiment_open(&experiment, text, NULL);
    job_record_init(&record);
    CU_ASSERT_EQUAL_FATAL(ent_job_run(&results, &request, &record.host, &experiment.experiment, 0), ENT_OK);
    CU_ASSERT_EQUAL(results.checks_failed, 0);
    from = &results.table[ent_table_index(&ent_table_demands)];
    CU_ASSERT_EQUAL_FATAL(ent_csv_parse(&csv, from->bytes, from->length), ENT_OK);
    CU_ASSERT_STRING_EQUAL(ent_csv_cell(&csv, 0, ent_csv_column(&csv, "option")), "pa_reformed");
    CU_ASSERT_EQUAL(ent_csv_number(&csv, 0, ent_csv_column(&csv, "share")), 1.0);
    CU_ASSERT_STRING_EQUAL(ent_csv_cell(&csv, 2, ent_csv_column(&csv, "option")), "us_in");
    ent_csv_free(&csv);
    from = &results.table[ent_table_index(&ent_table_draws)];
    CU_ASSERT_TRUE(holds(from, ",pa_reformed,as_in_1967,"));
    CU_ASSERT_FALSE(holds(from, "Reformed"));
    from = &results.table[ent_table_index(&ent_table_packages)];
    CU_ASSERT_FALSE(holds(from, "Reformed"));
    from = &results.table[ent_table_index(&ent_table_assumptions)];
    CU_ASSERT_TRUE(
        holds(from, "can be agreed: pa_reformed (Reformed Palestinian Authority), un_trustee, us_in (US takes part)"));
    CU_ASSERT_TRUE(holds(from, "\"can be agreed: as_in_1967, moved\""));
    ent_results_free(&results);
    job_experiment_close(&experiment);
}

/* The page and the charts find the names in the manifest. */
static void test_manifest(void)
{
    job_experiment experiment;
    ent_manifest manifest = {0};
    ent_arena arena = {0};
    size_t found = 0;

    job_experiment_open(&experiment, text, NULL);
    CU_ASSERT_EQUAL_FATAL(ent_manifest_describe(&manifest, &experiment.experiment.item[0]->scenario, &arena), ENT_OK);
    for (size_t i = 0; i < manifest.labels; i++) {
        static const char *const expected[][2] = {{"demands.gov.pa_reformed", "Reformed Palestinian Authority"},
            {"demands.gov.un_trustee", "UN trustee"}, {"demands.gov.us_in", "US takes part"},
            {"demands.border.as_in_1967", "As in 1967"}};
        for (size_t k = 0; k < 4; k++) {
            bool is = strcmp(manifest.label[i].name, expected[k][0]) == 0;
            found += is && strcmp(manifest.label[i].label, expected[k][1]) == 0 ? 1 : 0;
        }
    }
    CU_ASSERT_EQUAL(found, 4);
    ent_arena_free(&arena);
    job_experiment_close(&experiment);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"explained", test_explained}, {"tables", test_tables}, {"manifest", test_manifest}, CU_TEST_INFO_NULL};

    return ent_run_suite("names of options", tests);
}
