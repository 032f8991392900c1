/* Figures that claim no more than was measured, from scenario to table: few worlds behind a condition, ranges,
 * undecided checks, percentiles of few values, numbers beyond all sums, and the draws of draws.csv. */
#include "job_case.h"

#include "jobs/run.h"
#include "tables/format/csv_reader.h"

#include <math.h>

/* A run of a scenario in memory, and one of its tables. */
typedef struct figures_case {
    job_experiment experiment;
    ent_results results;
    ent_csv csv;
} figures_case;

static void open_case(figures_case *self, const char *text, const ent_job_request *request)
{
    job_record record;

    *self = (figures_case){.csv = {.columns = 0}};
    job_experiment_open(&self->experiment, text, NULL);
    job_record_init(&record);
    CU_ASSERT_EQUAL_FATAL(ent_job_run(&self->results, request, &record.host, &self->experiment.experiment, 0), ENT_OK);
}

static void read_table(figures_case *self, const ent_table *table)
{
    const ent_csv_writer *from = &self->results.table[ent_table_index(table)];

    ent_csv_free(&self->csv);
    CU_ASSERT_EQUAL_FATAL(ent_csv_parse(&self->csv, from->bytes, from->length), ENT_OK);
}

static void close_case(figures_case *self)
{
    ent_csv_free(&self->csv);
    ent_results_free(&self->results);
    job_experiment_close(&self->experiment);
}

static const char *cell(const figures_case *self, size_t row, const char *column)
{
    return ent_csv_cell(&self->csv, row, ent_csv_column(&self->csv, column));
}

static double number(const figures_case *self, size_t row, const char *column)
{
    return ent_csv_number(&self->csv, row, ent_csv_column(&self->csv, column));
}

static bool is_blank(const figures_case *self, size_t row, const char *column)
{
    CU_ASSERT_NOT_EQUAL(ent_csv_column(&self->csv, column), ENT_CSV_NONE);
    return cell(self, row, column)[0] == '\0';
}

/* Row of warnings.csv of a path whose text holds `part`; the number of rows where there is none. */
static size_t warning_row(const figures_case *self, const char *variant, const char *path, const char *part)
{
    size_t row = 0;

    while (row < self->csv.rows &&
           (strcmp(cell(self, row, "variant"), variant) != 0 || strcmp(cell(self, row, "path"), path) != 0 ||
               strstr(cell(self, row, "warning"), part) == NULL)) {
        row++;
    }
    return row;
}

static const ent_job_request plain = {.threads = 2};

/* --- few worlds -----------------------------------------------------------------------------------------------------
 */

#define RARE(above, seed)                                                                                              \
    "run: { worlds = 400; replications = 100; horizon = 3; seed = " seed "; };"                                        \
    "factors: { sw = 0; x = \"uniform(0,1)\"; };"                                                                      \
    "events: { e1 = \"50%\"; e2 = \"50%\"; rare = \"if(x > " above ", 1, 0)\"; e = \"if(sw > 0, e1, e2)\"; };"         \
    "headline = \"e given rare\"; checks = (\"P(e given rare) > 0.01\");"                                              \
    "variants: { v: { set = (\"factors.sw = 1\"); }; };"

/* One world carries the condition: its probability, and neither interval, range, difference nor truth of a check. */
static void test_one_world(void)
{
    figures_case c;

    open_case(&c, RARE("0.9975", "3"), &plain);
    read_table(&c, &ent_table_headline);
    for (size_t row = 0; row < 2; row++) {
        CU_ASSERT_STRING_EQUAL(cell(&c, row, "worlds"), "1");
        CU_ASSERT_STRING_EQUAL(cell(&c, row, "draws"), "100");
        CU_ASSERT(number(&c, row, "probability") > 0.3);
        CU_ASSERT_TRUE(is_blank(&c, row, "mc_low") && is_blank(&c, row, "mc_high"));
        CU_ASSERT_TRUE(is_blank(&c, row, "world_p05") && is_blank(&c, row, "world_p95"));
        CU_ASSERT_TRUE(is_blank(&c, row, "difference") && is_blank(&c, row, "difference_high"));
        CU_ASSERT_TRUE(is_blank(&c, row, "better"));
    }
    read_table(&c, &ent_table_checks);
    CU_ASSERT_TRUE(is_blank(&c, 0, "holds"));
    CU_ASSERT_EQUAL(c.results.checks_failed, 0);
    CU_ASSERT_EQUAL_FATAL(c.results.checks_undecided, 1);
    CU_ASSERT_EQUAL(c.results.check[0].result, ENT_CHECK_UNDECIDED);
    CU_ASSERT_STRING_EQUAL(c.results.check[0].text, "P(e given rare) > 0.01");
    read_table(&c, &ent_table_warnings);
    CU_ASSERT(warning_row(&c, "base", "headline", "held in a single world") < c.csv.rows);
    CU_ASSERT(warning_row(&c, "v", "headline", "it stands on 1 of 400 worlds") < c.csv.rows);
    close_case(&c);
}

/* Two worlds: an interval with a width, by Student's t with one degree of freedom; a warning, one row a variant. */
static void test_two_worlds(void)
{
    figures_case c;
    size_t rows = 0;

    open_case(&c, RARE("0.9975", "4"), &plain);
    read_table(&c, &ent_table_headline);
    CU_ASSERT_STRING_EQUAL(cell(&c, 0, "worlds"), "2");
    CU_ASSERT(number(&c, 0, "mc_high") - number(&c, 0, "mc_low") > 0.5);
    CU_ASSERT(number(&c, 1, "difference_high") - number(&c, 1, "difference_low") > 0.2);
    read_table(&c, &ent_table_warnings);
    CU_ASSERT(warning_row(&c, "base", "headline", "fewer than 30 worlds") < c.csv.rows);
    for (size_t row = 0; row < c.csv.rows; row++) {
        rows += strstr(cell(&c, row, "warning"), "few worlds") != NULL ? 1 : 0;
    }
    CU_ASSERT_EQUAL(rows, 2);
    close_case(&c);
}

/* Of a run with 29 worlds the warning names run.worlds; 30 are enough. */
static void test_warning_of_few_worlds(void)
{
    figures_case c;

    open_case(&c, "run: { worlds = 29; replications = 100; }; events: { e = \"50%\"; }; headline = \"e\";", &plain);
    read_table(&c, &ent_table_warnings);
    CU_ASSERT_EQUAL(c.csv.rows, 1);
    CU_ASSERT_EQUAL(warning_row(&c, "base", "run.worlds", "fewer than 30 worlds"), 0);
    CU_ASSERT_STRING_EQUAL(cell(&c, 0, "count"), "29");
    close_case(&c);
    open_case(&c, "run: { worlds = 30; replications = 100; }; events: { e = \"50%\"; }; headline = \"e\";", &plain);
    read_table(&c, &ent_table_warnings);
    CU_ASSERT_EQUAL(c.csv.rows, 0);
    close_case(&c);
}

/* --- ranges ---------------------------------------------------------------------------------------------------------
 */

/* Nothing is unknown without a factor, or with factors that are constant: no range, and no warning of that. */
static void test_nothing_unknown(void)
{
    static const char *const text[] = {
        "run: { worlds = 400; replications = 100; }; events: { e = \"50%\"; }; headline = \"e\";",
        "run: { worlds = 400; replications = 100; }; factors: { a = 2; b = \"a / 4\"; }; events: { e = \"b\"; };"
        "headline = \"e\";"};
    figures_case c;

    for (size_t i = 0; i < 2; i++) {
        open_case(&c, text[i], &plain);
        read_table(&c, &ent_table_headline);
        CU_ASSERT_TRUE(is_blank(&c, 0, "world_p05") && is_blank(&c, 0, "world_p50") && is_blank(&c, 0, "world_p95"));
        CU_ASSERT_FALSE(is_blank(&c, 0, "mc_low"));
        read_table(&c, &ent_table_warnings);
        CU_ASSERT_EQUAL(c.csv.rows, i); /* the empty rows of the constant factors in drivers.csv */
        if (i == 1) {
            CU_ASSERT_EQUAL(warning_row(&c, "base", "drivers.csv", "no difference where a factor has the same"), 0);
            CU_ASSERT_STRING_EQUAL(cell(&c, 0, "count"), "2");
        }
        close_case(&c);
    }
}

/* A factor that the event does not depend on, and one that it depends on but that 10 draws a world cannot show. */
static void test_range_of_noise(void)
{
    figures_case c;

    open_case(&c,
        "run: { worlds = 400; replications = 100; seed = 2; }; factors: { x = \"uniform(0, 1)\"; };"
        "events: { e = \"30%\"; }; headline = \"e\";",
        &plain);
    read_table(&c, &ent_table_headline);
    CU_ASSERT_TRUE(is_blank(&c, 0, "world_p05") && is_blank(&c, 0, "world_p95"));
    read_table(&c, &ent_table_warnings);
    CU_ASSERT_EQUAL(c.csv.rows, 1);
    CU_ASSERT_EQUAL(
        warning_row(&c, "base", "headline", "at 100 replications the differences between worlds cannot be"), 0);
    close_case(&c);
    open_case(&c,
        "run: { worlds = 100; replications = 10; seed = 1; }; factors: { x = \"uniform(25%, 45%)\"; };"
        "events: { e = \"x\"; }; headline = \"e\";",
        &plain);
    CU_ASSERT_EQUAL(c.results.summary[0].headline.range, ENT_RANGE_WITHIN_NOISE);
    close_case(&c);
}

/* A condition with 5% of the draws of a world: 5 draws are too few, and 200 replications would do. */
static void test_range_of_few_draws(void)
{
    figures_case c;

    open_case(&c,
        "run: { worlds = 400; replications = 100; }; factors: { x = \"uniform(0, 1)\"; };"
        "events: { c = \"5%\"; e = \"x\"; }; headline = \"e given c\";",
        &plain);
    read_table(&c, &ent_table_headline);
    CU_ASSERT_TRUE(is_blank(&c, 0, "world_p05"));
    CU_ASSERT_EQUAL(c.results.summary[0].headline.range, ENT_RANGE_FEW_DRAWS);
    CU_ASSERT(c.results.summary[0].headline.replications >= 190 && c.results.summary[0].headline.replications <= 220);
    read_table(&c, &ent_table_warnings);
    CU_ASSERT(warning_row(&c, "base", "headline", "run.replications = 2") < c.csv.rows);
    close_case(&c);
}

/* The variation between worlds is measured, in every table with a range. Of 2,000 worlds the quantiles have standard
 * errors of 0.0033, 0.0048 and 0.0091, and some more by the noise within worlds; the bounds are 4 to 5 of them away: a
 * false alarm in 6 of 100,000 comparisons with other seeds, or fewer. */
static void test_range_is_measured(void)
{
    figures_case c;

    open_case(&c,
        "run: { worlds = 2000; replications = 100; seed = 7; }; factors: { x = \"beta(2, 5)\"; };"
        "events: { e = \"x\"; }; headline = \"e\"; outcomes: { yes: { when = \"e\"; }; no: { }; };",
        &plain);
    read_table(&c, &ent_table_headline);
    CU_ASSERT_DOUBLE_EQUAL(number(&c, 0, "world_p05"), 0.0629, 0.0175);
    CU_ASSERT_DOUBLE_EQUAL(number(&c, 0, "world_p50"), 0.2644, 0.02);
    CU_ASSERT_DOUBLE_EQUAL(number(&c, 0, "world_p95"), 0.5818, 0.045);
    read_table(&c, &ent_table_outcomes);
    CU_ASSERT_DOUBLE_EQUAL(number(&c, 1, "world_p95"), 1.0 - 0.0629, 0.0175);
    read_table(&c, &ent_table_warnings);
    CU_ASSERT_EQUAL(c.csv.rows, 0);
    close_case(&c);
}

/* --- other figures --------------------------------------------------------------------------------------------------
 */

/* Checks true, false and undecided, of base and variant: those that are not true are listed. The standard error is
 * 0.0025, so that limits of 0.4 and 0.6 are 40 of them away; 1 / 2 itself is undecided with 95 of 100 seeds. */
static void test_checks(void)
{
    figures_case c;

    open_case(&c,
        "run: { worlds = 400; replications = 100; seed = 1; }; events: { e = \"50%\"; }; headline = \"e\";"
        "checks = (\"P(e) > 0.4\", \"P(e) > 0.6\", \"P(e) >= 0.5\", \"P(e) < 0.4 in v\");"
        "variants: { v: { set = (\"events.e = 70%\"); }; };",
        &plain);
    read_table(&c, &ent_table_checks);
    CU_ASSERT_STRING_EQUAL(cell(&c, 0, "holds"), "1");
    CU_ASSERT_STRING_EQUAL(cell(&c, 1, "holds"), "0");
    CU_ASSERT_STRING_EQUAL(cell(&c, 2, "holds"), "");
    CU_ASSERT_STRING_EQUAL(cell(&c, 3, "holds"), "0");
    CU_ASSERT_EQUAL(c.results.checks_failed, 2);
    CU_ASSERT_EQUAL_FATAL(c.results.checks_undecided, 1);
    CU_ASSERT_STRING_EQUAL(c.results.check[0].text, "P(e) > 0.6");
    CU_ASSERT_EQUAL(c.results.check[0].result, ENT_CHECK_FALSE);
    CU_ASSERT_STRING_EQUAL(c.results.check[1].text, "P(e) >= 0.5");
    CU_ASSERT_EQUAL(c.results.check[1].result, ENT_CHECK_UNDECIDED);
    CU_ASSERT_STRING_EQUAL(c.results.check[2].variant, "v");
    close_case(&c);
}

/* Means with exact values: of a uniform, of a number under a condition that is drawn, of two, of a constant; infinite
 * ones have none, and state the text to write. Bounds are 5 standard errors (a false alarm in 6 of ten million
 * comparisons with other seeds), of the width of an interval and of P(e) 4 (6 of 100,000). */
static void test_means(void)
{
    figures_case c;
    size_t row;

    open_case(&c,
        "run: { worlds = 400; replications = 100; seed = 1; horizon = 12; };"
        "factors: { x = \"uniform(0, 1)\"; }; events: { e = \"50%\"; }; force: { required = \"uniform(8k, 12k)\"; };"
        "parties: { p: { threshold = \"if(e, 0.2, 0.8)\"; }; };"
        "demands: { d: { options = (\"a\", \"b\"); p: { scores = (0, 0.5); }; }; };"
        "checks = (\"P(e) > 0.4\", \"E(force.required) > 9k\", \"E(x given x > 0.5) >= 0.7 in v\","
        "\"E(if(e, 3, 1) given e) == 3\", \"E(x) > E(1 - x) in v\", \"E(talks.month) < 9\","
        "\"E(talks.month given agreed) <= 12\", \"E(truce.months given agreed) < 24\", \"P(e) < 0.1\");"
        "variants: { v: { set = (\"factors.x = uniform(0.4, 1)\"); }; };",
        &plain);
    read_table(&c, &ent_table_checks);
    CU_ASSERT_EQUAL_FATAL(c.csv.rows, 9);
    CU_ASSERT_DOUBLE_EQUAL(number(&c, 0, "value"), 0.5, 0.01);
    CU_ASSERT_DOUBLE_EQUAL(number(&c, 1, "value"), 10000.0, 5.0 * 1155.0 / sqrt(40000.0));
    CU_ASSERT_STRING_EQUAL(cell(&c, 1, "holds"), "1");
    CU_ASSERT_DOUBLE_EQUAL(number(&c, 1, "mc_high") - number(&c, 1, "mc_low"), 2.0 * 1.966 * 1155.0 / 200.0, 3.0);
    CU_ASSERT_EQUAL(number(&c, 2, "value"), 3.0);
    CU_ASSERT_STRING_EQUAL(cell(&c, 3, "value"), "");
    CU_ASSERT_STRING_EQUAL(cell(&c, 3, "holds"), "");
    CU_ASSERT_DOUBLE_EQUAL(
        number(&c, 4, "mc_low") / number(&c, 4, "value"), 1.0 - 3.865 / 403.865, 1e-4); /* all alike */
    CU_ASSERT_STRING_EQUAL(cell(&c, 4, "mc_high"), "");
    CU_ASSERT_STRING_EQUAL(cell(&c, 4, "holds"), "");
    CU_ASSERT_EQUAL(number(&c, 5, "value"), 12.0); /* no cause: all truces hold */
    CU_ASSERT_STRING_EQUAL(cell(&c, 5, "holds"), "1");
    CU_ASSERT_TRUE(number(&c, 5, "mc_low") < 12.0);
    CU_ASSERT_STRING_EQUAL(cell(&c, 6, "holds"), "0");
    CU_ASSERT_STRING_EQUAL(cell(&c, 7, "variant"), "v");
    CU_ASSERT_DOUBLE_EQUAL(number(&c, 7, "value"), 0.75, 5.0 * 0.144 / sqrt(333.0));
    CU_ASSERT_DOUBLE_EQUAL(number(&c, 8, "value"), 0.4, 5.0 * 2.0 * 0.173 / sqrt(400.0));
    CU_ASSERT_STRING_EQUAL(cell(&c, 8, "holds"), "1");
    CU_ASSERT_EQUAL(c.results.checks_failed, 1);
    read_table(&c, &ent_table_warnings);
    row = warning_row(&c, "base", "checks", "`E(talks.month) < 9` has no value");
    CU_ASSERT_TRUE_FATAL(row < c.csv.rows);
    CU_ASSERT_DOUBLE_EQUAL(number(&c, row, "count"), 20000.0, 600.0);
    CU_ASSERT_PTR_NOT_NULL(strstr(cell(&c, row, "warning"), "given agreed"));
    CU_ASSERT_EQUAL(warning_row(&c, "v", "checks", "has no value"), c.csv.rows); /* the check is about the base */
    close_case(&c);
}

/* Percentiles of utilities that take three values close together, and of troops that take two, are among these. */
static void test_attained_percentiles(void)
{
    static const char *const column[] = {"utility_p05", "utility_p50", "utility_p95"};
    static const char *const troops[] = {"troops_p05", "troops_p50", "troops_p95"};
    figures_case c;

    open_case(&c,
        "run: { worlds = 200; replications = 200; horizon = 1; }; events: { e = \"4%\"; f = \"3%\"; h = \"50%\"; };"
        "contributors: { a: { troops = \"if(h, 10000, 10050)\"; }; }; parties: { p: { threshold = 0; };"
        "q: { threshold = 0; }; }; demands: { d: { options = (\"a\", \"b\", \"c\");"
        "available = (\"not e and not f\", \"e\", \"f and not e\"); p: { weight = 1; scores = (0.696, 0.698, 0.697); };"
        "q: { weight = 1; scores = (1, 1, 1); }; }; };",
        &plain);
    read_table(&c, &ent_table_parties);
    for (size_t i = 0; i < 3; i++) {
        double u = number(&c, 0, column[i]);
        CU_ASSERT(u == 0.696 || u == 0.697 || u == 0.698);
    }
    CU_ASSERT_EQUAL(number(&c, 0, "utility_p50"), 0.696);
    read_table(&c, &ent_table_contributors);
    for (size_t i = 0; i < 3; i++) {
        CU_ASSERT(number(&c, 0, troops[i]) == 10000.0 || number(&c, 0, troops[i]) == 10050.0);
    }
    close_case(&c);
}

/* Troops beyond the limit of sums: no mean, no percentiles, and a warning, instead of the limit. */
static void test_numbers_beyond(void)
{
    figures_case c;

    open_case(&c,
        "run: { worlds = 40; replications = 10; horizon = 1; };"
        "contributors: { a: { troops = \"uniform(1e13, 2e13)\"; }; };",
        &plain);
    read_table(&c, &ent_table_contributors);
    CU_ASSERT_TRUE(is_blank(&c, 0, "troops_mean") && is_blank(&c, 0, "troops_p50"));
    read_table(&c, &ent_table_warnings);
    CU_ASSERT(warning_row(&c, "base", "contributors.a.troops", "beyond 4.4e12") < c.csv.rows);
    close_case(&c);
}

/* The last row of convergence.csv has all worlds, whatever their number. */
static void test_convergence(void)
{
    figures_case c;

    open_case(&c, "run: { worlds = 37; replications = 10; }; events: { e = \"50%\"; }; headline = \"e\";", &plain);
    read_table(&c, &ent_table_convergence);
    CU_ASSERT_EQUAL_FATAL(c.csv.rows, 7);
    CU_ASSERT_STRING_EQUAL(cell(&c, 6, "worlds"), "37");
    CU_ASSERT_STRING_EQUAL(cell(&c, 6, "draws"), "370");
    close_case(&c);
}

/* --- draws.csv ------------------------------------------------------------------------------------------------------
 */

#define TEN_WORLDS                                                                                                     \
    "run: { worlds = 10; replications = 4; }; factors: { x = \"uniform(0, 1)\"; }; events: { e = \"x\"; };"            \
    "headline = \"e\";"

/* The draws of draws.csv, each with its own number: 4 world + number in the world. */
static void expect_draws(uint64_t draws, bool first, size_t count, const double *draw)
{
    const ent_job_request request = {.threads = 2, .draws = draws, .draws_first = first};
    figures_case c;

    open_case(&c, TEN_WORLDS, &request);
    read_table(&c, &ent_table_draws);
    CU_ASSERT_EQUAL(c.csv.rows, count);
    for (size_t i = 0; i < count; i++) {
        CU_ASSERT_EQUAL(number(&c, i, "draw"), draw[i]);
        CU_ASSERT_EQUAL(number(&c, i, "world"), floor(draw[i] / 4.0));
    }
    close_case(&c);
}

static void test_draws_are_spread(void)
{
    static const double few[] = {0.0, 12.0, 24.0};
    static const double more[] = {0, 1, 4, 8, 12, 16, 20, 21, 24, 28, 32, 36};
    double all[40];

    for (size_t i = 0; i < 40; i++) {
        all[i] = (double) i;
    }
    expect_draws(3, false, 3, few); /* worlds floor(10 i / 3) */
    expect_draws(12, false, 12, more);
    expect_draws(1, false, 1, all);
    expect_draws(1000, false, 40, all);
    expect_draws(6, true, 6, all);
    expect_draws(1000, true, 40, all);
}

int main(void)
{
    CU_TestInfo tests[] = {{"one world", test_one_world}, {"two worlds", test_two_worlds},
        {"warning of few worlds", test_warning_of_few_worlds}, {"nothing unknown", test_nothing_unknown},
        {"range of noise", test_range_of_noise}, {"range of few draws", test_range_of_few_draws},
        {"range is measured", test_range_is_measured}, {"checks", test_checks}, {"means", test_means},
        {"attained percentiles", test_attained_percentiles}, {"numbers beyond", test_numbers_beyond},
        {"convergence", test_convergence}, {"draws are spread", test_draws_are_spread}, CU_TEST_INFO_NULL};

    return ent_run_suite("figures", tests);
}
