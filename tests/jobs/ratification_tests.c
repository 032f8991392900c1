/* ratification.csv and talks.csv of runs with ratification, against closed forms; attempts in sentences. Comparisons:
 * 4.5 standard errors, false alarm 7e-6 each, fixed seed. */
#include "job_case.h"

#include "jobs/explain/explanation.h"
#include "jobs/run.h"
#include "tables/format/csv_reader.h"

#include <math.h>

enum { DRAWS = 100000 };

/* Two packages, of which the first is signed in round 1; the second in round 5, after a no of `a` in month 4. */
static const char text[] =
    "run: { worlds = 100; replications = 1000; horizon = 3; seed = 4; };"
    "parties: { p: { name = \"Us\"; threshold = 0; }; };"
    "demands: { d: { options = (\"good\", \"bad\"); p: { scores = (1, 0.5); }; }; }; talks: { rounds = 8; };"
    "ratification: { a: { name = \"Assembly\"; by = \"p\"; chance = 0.5; takes = 3; if_no = \"talks\"; };"
    "b: { name = \"Board\"; chance = 0.5; takes = 1; }; };"
    "variants: { slow: { set = (\"ratification.b.takes = 10\"); }; free: { set = (\"ratification.a.chance = 1\","
    "\"ratification.b.chance = 1\"); }; more: { set = (\"ratification.c.when = p.utility < 0.6\","
    "\"ratification.c.chance = 0\"); }; };";

typedef struct tables {
    job_experiment experiment;
    ent_results results;
    ent_csv talks, ratification;
} tables;

static void read_table(const tables *self, const ent_table *table, ent_csv *csv)
{
    const ent_csv_writer *from = &self->results.table[ent_table_index(table)];

    CU_ASSERT_EQUAL_FATAL(ent_csv_parse(csv, from->bytes, from->length), ENT_OK);
}

static void open_tables(tables *self)
{
    static const ent_job_request request = {.threads = 2, .columns = true};
    job_record record;

    *self = (tables){.talks = {.columns = 0}};
    job_experiment_open(&self->experiment, text, NULL);
    job_record_init(&record);
    CU_ASSERT_EQUAL_FATAL(ent_job_run(&self->results, &request, &record.host, &self->experiment.experiment, 0), ENT_OK);
    read_table(self, &ent_table_talks, &self->talks);
    read_table(self, &ent_table_ratification, &self->ratification);
}

static void close_tables(tables *self)
{
    ent_csv_free(&self->talks);
    ent_csv_free(&self->ratification);
    ent_results_free(&self->results);
    job_experiment_close(&self->experiment);
}

static double number(const ent_csv *csv, size_t row, const char *column)
{
    return ent_csv_number(csv, row, ent_csv_column(csv, column));
}

static void expect_near(double found, double exact, double draws)
{
    CU_ASSERT_DOUBLE_EQUAL(found, exact, 4.5 * sqrt(exact * (1.0 - exact) / draws) + 1e-12);
}

/* asked, yes, month of a row; signatures: expected number of them in DRAWS draws. */
static void expect_entry(const ent_csv *csv, size_t row, double signatures, const double exact[3])
{
    expect_near(number(csv, row, "asked"), exact[0], signatures);
    if (exact[0] > 0.0) {
        expect_near(number(csv, row, "yes"), exact[1], signatures * exact[0]);
        CU_ASSERT(number(csv, row, "mc_low") <= exact[1] && exact[1] <= number(csv, row, "mc_high"));
        CU_ASSERT_DOUBLE_EQUAL(number(csv, row, "month"), exact[2], 1e-12);
    }
}

static void test_ratification(void)
{
    /* base: b answers first, so a is asked where b accepts. slow: a answers first. One attempt in four of the first
     * leads to a second one in base, one in two in slow. more: c rejects the second package at once */
    static const double exact[][3] = {{0.5, 0.5, 3.0}, {1.0, 0.5, 1.0}, {1.0, 0.5, 3.0}, {0.5, 0.5, 10.0},
        {1.0, 1.0, 3.0}, {1.0, 1.0, 1.0}, {0.4, 0.5, 3.0}, {0.8, 0.5, 1.0}, {0.2, 0.0, 0.0}};
    static const double signatures[] = {1.25, 1.25, 1.5, 1.5, 1.0, 1.0, 1.25, 1.25, 1.25};
    static const char *const name[] = {"Assembly", "Board"};
    tables t;

    open_tables(&t);
    CU_ASSERT_EQUAL_FATAL(t.ratification.rows, 9);
    for (size_t row = 0; row < 9; row++) {
        expect_entry(&t.ratification, row, signatures[row] * DRAWS, exact[row]);
        CU_ASSERT_STRING_EQUAL(ent_csv_cell(&t.ratification, row, 2), row < 8 ? name[row % 2] : "C");
    }
    close_tables(&t);
}

static void test_talks_go_on_to_the_last_deal(void)
{
    tables t;
    double at[4][16] = {{0}};

    open_tables(&t);
    CU_ASSERT_EQUAL_FATAL(t.talks.rows, 60); /* of each variant to month 15: round 5 of slow, and 10 months */
    for (size_t row = 0; row < 60; row++) {
        CU_ASSERT_EQUAL(number(&t.talks, row, "month"), (double) (row % 15 + 1));
        at[row / 15][row % 15 + 1] = number(&t.talks, row, "agreed");
    }
    CU_ASSERT_EQUAL(at[0][3], 0.0);
    expect_near(at[0][4], 0.25, DRAWS);
    CU_ASSERT_EQUAL(at[0][7], at[0][4]);
    expect_near(at[0][8], 0.25 + 0.25 * 0.25, DRAWS);
    CU_ASSERT_EQUAL(at[0][15], at[0][8]);
    CU_ASSERT_EQUAL(at[1][10], 0.0);
    expect_near(at[1][11], 0.25, DRAWS);
    expect_near(at[1][15], 0.25 + 0.5 * 0.25, DRAWS);
    CU_ASSERT_EQUAL(at[2][3], 0.0);
    CU_ASSERT_EQUAL(at[2][4], 1.0);
    expect_near(at[3][15], 0.25, DRAWS);
    close_tables(&t);
}

/* The last deal of a variant counts by the variant's own process: here only it asks anyone, for six months. */
static void test_last_deal_of_a_variant(void)
{
    static const char asked[] =
        "run: { worlds = 4; replications = 5; horizon = 3; }; parties: { p: { threshold = 0; }; };"
        "demands: { d: { options = (\"good\", \"bad\"); p: { scores = (1, 0.5); }; }; }; talks: { rounds = 2; };"
        "variants: { asked: { set = (\"ratification.a.takes = 6\"); }; };";
    static const ent_job_request request = {.threads = 1};
    job_record record;
    tables t = {.talks = {.columns = 0}};

    job_experiment_open(&t.experiment, asked, NULL);
    job_record_init(&record);
    CU_ASSERT_EQUAL_FATAL(ent_job_run(&t.results, &request, &record.host, &t.experiment.experiment, 0), ENT_OK);
    read_table(&t, &ent_table_talks, &t.talks);
    CU_ASSERT_EQUAL_FATAL(t.talks.rows, 14);
    for (size_t row = 0; row < 14; row++) {
        CU_ASSERT_EQUAL(number(&t.talks, row, "month"), (double) (row % 7 + 1));
        CU_ASSERT_EQUAL(number(&t.talks, row, "agreed"), row < 7 || row == 13 ? 1.0 : 0.0);
    }
    close_tables(&t);
}

/* Draws in which every answer is certain. */
static void test_sentences(void)
{
    static const char sure[] =
        "run: { worlds = 2; replications = 2; horizon = 3; }; parties: { p: { name = \"Us\"; threshold = 0; }; };"
        "demands: { d: { name = \"Land\"; options = (\"good\", \"bad\", \"worse\"); p: { scores = (1, 0.5, 0.2); }; }; "
        "};"
        "talks: { rounds = 8; }; ratification: { a: { name = \"Assembly\"; by = \"p\"; takes = 2;"
        "chance = \"if(deal.d == 'bad', 1, 0)\"; if_no = \"talks\"; when = \"deal.d != 'worse'\"; };"
        "b: { name = \"Board\"; by = \"The owners\"; takes = 5; }; };";
    static const char *const part[] = {"A deal is signed in round 1 (month 1): Good.",
        "    Assembly (Us) says no 2 months later (the chance of a yes was 0%).",
        "    Board (The owners) is not asked any more: its answer would have come later.",
        "    The deal is refused in month 3; the talks go on without this package.",
        "A deal is signed in round 4 (month 4): Bad.",
        "    Assembly (Us) says yes 2 months later (the chance of a yes was 100%).",
        "    Board (The owners) says yes 5 months later (the chance of a yes was 100%).",
        "    It enters into force in month 9.", "The deal in force was signed in round 4 (month 4):", "Land: Bad",
        "Us gets a utility of 0.5", "The truce"};
    job_experiment loaded;
    ent_simulator simulator = {.block = {.model = NULL}};
    char *sentences;
    const char *at;

    job_experiment_open(&loaded, sure, NULL);
    CU_ASSERT_EQUAL_FATAL(ent_replay(&simulator, loaded.experiment.item[0], 1), ENT_OK);
    sentences = ent_explanation(&simulator.block);
    CU_ASSERT_PTR_NOT_NULL_FATAL(sentences);
    at = sentences;
    for (size_t i = 0; i < sizeof(part) / sizeof(*part) && at != NULL; i++) {
        at = strstr(at, part[i]);
        CU_ASSERT_PTR_NOT_NULL(at);
        if (at == NULL) {
            fprintf(stderr, "no \"%s\" in %s\n", part[i], sentences);
        }
    }
    free(sentences);
    ent_simulator_free(&simulator);
    job_experiment_close(&loaded);
}

/* Deals without any ratification are another finding than no deal at all. */
static void test_warning(void)
{
    static const char never[] =
        "run: { worlds = 4; replications = 5; horizon = 3; }; parties: { p: { threshold = 0; }; };"
        "demands: { d: { options = (\"good\"); p: { scores = (1); }; }; };"
        "ratification: { a: { chance = \"if(deal.d == 'good', 0, 1)\"; }; };";
    static const ent_job_request request = {.threads = 1};
    job_record record;
    tables t = {.talks = {.columns = 0}};

    job_experiment_open(&t.experiment, never, NULL);
    job_record_init(&record);
    CU_ASSERT_EQUAL_FATAL(ent_job_run(&t.results, &request, &record.host, &t.experiment.experiment, 0), ENT_OK);
    read_table(&t, &ent_table_warnings, &t.talks);
    CU_ASSERT_EQUAL_FATAL(t.talks.rows, 3); /* the last: of empty cells in drivers.csv */
    CU_ASSERT_STRING_EQUAL(ent_csv_cell(&t.talks, 1, 1), "ratification");
    CU_ASSERT_PTR_NOT_NULL(strstr(ent_csv_cell(&t.talks, 1, 2), "none ever enters into force"));
    CU_ASSERT_EQUAL(ent_csv_number(&t.talks, 1, 3), 20.0);
    close_tables(&t);
}

int main(void)
{
    CU_TestInfo tests[] = {{"ratification.csv", test_ratification},
        {"talks.csv goes on to the last deal", test_talks_go_on_to_the_last_deal},
        {"the last deal of a variant", test_last_deal_of_a_variant}, {"sentences", test_sentences},
        {"a warning", test_warning}, CU_TEST_INFO_NULL};

    return ent_run_suite("ratification", tests);
}
