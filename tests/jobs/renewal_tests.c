/* renewal.csv of runs with `renews`, against the Markov chain that peace follows. Comparisons: 4.5 standard errors,
 * false alarm 7e-6 each, fixed seed. */
#include "job_case.h"

#include "jobs/run.h"
#include "tables/format/csv_reader.h"

#include <math.h>

enum { DRAWS = 40000, MONTHS = 8 };

/* A truce in half of the draws, which breaks with chance b a month and comes back with chance 0.25. */
#define TEXT(truce, variants)                                                                                          \
    "run: { worlds = 40; replications = 1000; horizon = 8; seed = 6; };"                                               \
    "ratification: { a: { chance = 0.5; }; };"                                                                         \
    "truce: { causes: { c: { hazard = 0.3; }; }; " truce " }; variants: { " variants " };"

/* Runs a scenario and reads its renewal.csv. */
static void open_table(const char *text, ent_csv *csv)
{
    static const ent_job_request request = {.threads = 2, .columns = true};
    job_experiment experiment;
    job_record record;
    ent_results results = {0};
    const ent_csv_writer *from;

    *csv = (ent_csv){.columns = 0};
    job_experiment_open(&experiment, text, NULL);
    job_record_init(&record);
    CU_ASSERT_EQUAL_FATAL(ent_job_run(&results, &request, &record.host, &experiment.experiment, 0), ENT_OK);
    from = &results.table[ent_table_index(&ent_table_renewal)];
    CU_ASSERT_EQUAL_FATAL(ent_csv_parse(csv, from->bytes, from->length), ENT_OK);
    ent_results_free(&results);
    job_experiment_close(&experiment);
}

static double number(const ent_csv *csv, size_t row, const char *column)
{
    return ent_csv_number(csv, row, ent_csv_column(csv, column));
}

static void expect_near(double found, double exact, double draws)
{
    CU_ASSERT_DOUBLE_EQUAL(found, exact, 4.5 * sqrt(exact * (1.0 - exact) / draws) + 1e-12);
}

/* The rows of a variant from `row` on; r: chance a month of a new truce; truces: draws with a truce. */
static void expect_chain(const ent_csv *csv, size_t row, double r, double truces)
{
    const double b = 1.0 - exp(-0.3);
    double peace = 1.0;

    for (size_t m = 1; m <= MONTHS; m++, row++) {
        double begun = (1.0 - peace) * r;
        peace = (peace + begun) * (1.0 - b);
        CU_ASSERT_EQUAL(number(csv, row, "month"), (double) m);
        expect_near(number(csv, row, "at_peace"), peace, truces);
        expect_near(number(csv, row, "begun"), begun, truces);
        CU_ASSERT(number(csv, row, "mc_low") <= number(csv, row, "at_peace"));
        CU_ASSERT(number(csv, row, "mc_high") >= number(csv, row, "at_peace"));
    }
}

/* The base, and a variant in which a truce is in force in all draws, with or without a deal. */
static void test_chain(void)
{
    ent_csv csv;

    open_table(TEXT("renews = 0.25;", "old: { set = (\"truce.in_force = true\", \"truce.renews = 0.5\"); };"), &csv);
    CU_ASSERT_EQUAL_FATAL(csv.rows, 2 * MONTHS);
    expect_chain(&csv, 0, 0.25, 0.5 * DRAWS);
    expect_chain(&csv, MONTHS, 0.5, DRAWS);
    CU_ASSERT_STRING_EQUAL(ent_csv_cell(&csv, MONTHS, 0), "old");
    ent_csv_free(&csv);
}

/* Only variants with new truces have rows; nothing ever happens without a cause. */
static void test_without(void)
{
    ent_csv csv;

    open_table(TEXT("", "back: { set = (\"truce.renews = 0.25\"); };"), &csv);
    CU_ASSERT_EQUAL_FATAL(csv.rows, MONTHS);
    CU_ASSERT_STRING_EQUAL(ent_csv_cell(&csv, 0, 0), "back");
    ent_csv_free(&csv);
    open_table("run: { worlds = 2; replications = 10; horizon = 3; }; truce: { renews = 0.5; };", &csv);
    CU_ASSERT_EQUAL_FATAL(csv.rows, 3);
    for (size_t row = 0; row < 3; row++) {
        CU_ASSERT_EQUAL(number(&csv, row, "at_peace"), 1.0);
        CU_ASSERT_EQUAL(number(&csv, row, "begun"), 0.0);
    }
    ent_csv_free(&csv);
}

int main(void)
{
    CU_TestInfo tests[] = {{"chain", test_chain}, {"without", test_without}, CU_TEST_INFO_NULL};

    return ent_run_suite("jobs/renewal", tests);
}
