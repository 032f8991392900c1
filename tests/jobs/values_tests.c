/* `values`, from scenario to table: one number for all who read it, at every rate and stage; the same bytes as the
 * formulas written out; columns of draws.csv. */
#include "job_case.h"

#include "jobs/explain/explanation.h"
#include "jobs/run.h"
#include "tables/format/csv_reader.h"

#include <math.h>

typedef struct values_case {
    job_experiment experiment;
    ent_results results;
    ent_csv csv;
} values_case;

static const ent_job_request plain = {.threads = 2, .draws = 400};

static void open_case(values_case *self, const char *text)
{
    job_record record;

    *self = (values_case){.csv = {.columns = 0}};
    job_experiment_open(&self->experiment, text, NULL);
    job_record_init(&record);
    CU_ASSERT_EQUAL_FATAL(ent_job_run(&self->results, &plain, &record.host, &self->experiment.experiment, 0), ENT_OK);
}

static void read_table(values_case *self, const ent_table *table)
{
    const ent_csv_writer *from = &self->results.table[ent_table_index(table)];

    ent_csv_free(&self->csv);
    CU_ASSERT_EQUAL_FATAL(ent_csv_parse(&self->csv, from->bytes, from->length), ENT_OK);
}

static void close_case(values_case *self)
{
    ent_csv_free(&self->csv);
    ent_results_free(&self->results);
    job_experiment_close(&self->experiment);
}

static double number(const values_case *self, size_t row, const char *column)
{
    CU_ASSERT_NOT_EQUAL(ent_csv_column(&self->csv, column), ENT_CSV_NONE);
    return ent_csv_number(&self->csv, row, ent_csv_column(&self->csv, column));
}

static const char *cell(const values_case *self, size_t row, const char *column)
{
    return ent_csv_cell(&self->csv, row, ent_csv_column(&self->csv, column));
}

/* --- one number for all ------------------------------------------------------------------------------------------- */

/* Two contributors join with the same chance x, uniform: both do with chance E(x^2) = 1/3, and with 1/4 if each had an
 * x of its own. Numbers are compared at 5 standard errors: 6 false alarms in ten million. */
static void test_shared_draw(void)
{
    values_case c;
    double both, own;

    open_case(&c, "run: { worlds = 2000; replications = 100; horizon = 1; seed = 5; };"
                  "values: { x = \"uniform(0, 1)\"; twice = \"x + x\"; high = \"x > 0.4\"; };"
                  "contributors: { a: { troops = 1; joins = \"x\"; }; b: { troops = 1; joins = \"twice / 2\"; };"
                  "c: { troops = 1; joins = \"uniform(0, 1)\"; }; };"
                  "events: { one = \"high\"; other = \"1 - (x <= 0.4)\"; };"
                  "checks = (\"P(a.joins and b.joins) > 0\", \"P(a.joins and c.joins) > 0\", \"P(one == other) > 0\","
                  "\"P(high) > 0\", \"E(x given high) > 0\");");
    read_table(&c, &ent_table_checks);
    both = number(&c, 0, "value");
    own = number(&c, 1, "value");
    CU_ASSERT(fabs(both - 1.0 / 3.0) < 5.0 * sqrt(2.0 / 9.0 / 200000.0));
    CU_ASSERT(fabs(own - 0.25) < 5.0 * sqrt(3.0 / 16.0 / 200000.0));
    CU_ASSERT_EQUAL(number(&c, 2, "value"), 1.0);
    CU_ASSERT(fabs(number(&c, 3, "value") - 0.6) < 5.0 * sqrt(0.24 / 200000.0));
    CU_ASSERT(fabs(number(&c, 4, "value") - 0.7) < 5.0 * sqrt(0.03 / 120000.0));
    close_case(&c);
}

/* unknown(...) in a value: one number a world, in a column by the path of the value, and none of its own. */
static void test_shared_world(void)
{
    values_case c;

    open_case(&c, "run: { worlds = 100; replications = 4; horizon = 1; seed = 5; };"
                  "values: { x = \"unknown(uniform(0, 1))\"; y = \"x + uniform(0, 0.001)\"; };"
                  "factors: { f = \"10 * x\"; };"
                  "events: { e = \"y > 0.5\"; };");
    read_table(&c, &ent_table_draws);
    CU_ASSERT_EQUAL(ent_csv_column(&c.csv, "x"), ENT_CSV_NONE);
    for (size_t row = 0; row < c.csv.rows; row++) {
        double x = number(&c, row, "values.x");
        CU_ASSERT(row % 4 == 0 || x == number(&c, row - 1, "values.x"));
        CU_ASSERT_EQUAL(number(&c, row, "f"), 10.0 * x);
        CU_ASSERT(number(&c, row, "y") > x && number(&c, row, "y") < x + 0.001);
        CU_ASSERT_EQUAL(number(&c, row, "e"), number(&c, row, "y") > 0.5);
    }
    CU_ASSERT_EQUAL(c.csv.rows, 400);
    close_case(&c);
}

/* --- the same bytes ----------------------------------------------------------------------------------------------- */

/* Values of each rate and stage, in settings of all stages. */
#define EVERYWHERE(values, truce, STEADY, PULL, BACKED, LATE, WEAR, SIGNED, MEEK, ENOUGH, SAFE, GOOD)                  \
    "run: { worlds = 40; replications = 50; horizon = 30; seed = 9; start = \"2026-03\"; };" values                    \
    "factors: { f = \"normal(0, 1)\"; g = \"" STEADY " * f\"; };"                                                      \
    "events: { e = \"logistic(" PULL ")\"; t: { monthly = \"if(" LATE ", 8%, 2%)\"; when = \"" BACKED "\"; };"         \
    "storm: { monthly = \"10% * (1 + " STEADY ")\"; during = \"both\"; lasts = 2; };"                                  \
    "later = \"if(" MEEK ", 80%, 20%)\"; late = \"" GOOD "\"; };"                                                      \
    "contributors: { a: { troops = \"2k to 5k\"; joins = \"logistic(" PULL ")\"; leaves = \"if(" LATE                  \
    ", 20%, 5%)\"; };"                                                                                                 \
    "b: { troops = 3000; requires = \"" BACKED "\"; after = 1000; lead_months = \"if(" SIGNED ", 2, 1)\";"             \
    "allowed = \"not " MEEK "\"; }; };"                                                                                \
    "force: { required = \"4k + 100 * " PULL "\"; cap = \"if(" LATE ", 4k, 9k)\"; };"                                  \
    "parties: { p: { threshold = \"0.3 + 0.05 * " WEAR "\"; war_cost = \"0.01 * " STEADY                               \
    "\"; }; q: { threshold = 0.2; }; };"                                                                               \
    "demands: { d: { options = (\"x\", \"y\"); p: { weight = \"1 + " BACKED "\"; scores = (1, 0.1); };"                \
    "q: { scores = (0.4, 1); refuses = (\"if(" WEAR " > 1, 40%, 20%)\", 0); }; }; };"                                  \
    "together: { odd: { when = \"" MEEK "\"; q = \"0.1 * " BACKED "\"; }; };"                                          \
    "talks: { rounds = 8; };"                                                                                          \
    "ratification: { r: { chance = \"if(" MEEK ", 90%, 60%)\"; if_no = \"talks\"; }; };"                               \
    "guarantees: { air: { given = \"" SIGNED " and not " LATE "\"; honoured = \"if(" ENOUGH ", 90%, 30%)\"; }; };"     \
    "truce: { " truce " causes: { war: { hazard = \"0.05 * exp(-" SAFE ")\"; contained = \"if(" ENOUGH                 \
    ", 30%, 10%)\"; };"                                                                                                \
    "old: { hazard = \"weibull_hazard(1.2, 90)\"; }; }; };"                                                            \
    "outcomes: { none: { when = \"not agreed\"; }; good: { when = \"" GOOD "\"; }; rest: { }; };"                      \
    "headline = \"" GOOD " given " BACKED "\";"                                                                        \
    "checks = (\"P(" SAFE " > 0.3) > 0\", \"E(" WEAR ") > 0\");"

#define NAMES                                                                                                          \
    "values: { good = \"safe > 0.2 and truce.months > 6\"; safe = \"min(force.ratio, 1) + 0.2 * air.in_force\";"       \
    "enough = \"force.deployed > 2000\"; meek = \"deal.d == 'x'\"; inked = \"agreed\"; wear = \"storm + calendar / "   \
    "10\";"                                                                                                            \
    "slow = \"month > steady * 24\"; backed = \"e or f > 1\"; pull = \"0.3 * f + steady\"; steady = 0.25; };"

#define WITH(truce)                                                                                                    \
    EVERYWHERE(NAMES, truce, "steady", "pull", "backed", "slow", "wear", "inked", "meek", "enough", "safe", "good")
#define WITHOUT(truce)                                                                                                 \
    EVERYWHERE("", truce, "0.25", "(0.3 * f + 0.25)", "(e or f > 1)", "(month > 0.25 * 24)",                           \
        "(storm + calendar / 10)", "agreed", "(deal.d == 'x')", "(force.deployed > 2000)",                             \
        "(min(force.ratio, 1) + 0.2 * air.in_force)",                                                                  \
        "(min(force.ratio, 1) + 0.2 * air.in_force > 0.2 and truce.months > 6)")

/* same_unknowns: drivers.csv has a row for each unknown(...). */
static void compare(const char *with, const char *without, bool same_unknowns)
{
    values_case named, written;

    open_case(&named, with);
    open_case(&written, without);
    for (size_t t = 0; t < ENT_TABLES_COUNT; t++) {
        const ent_table *table = ent_tables[t];
        const ent_csv_writer *a = &named.results.table[t], *b = &written.results.table[t];
        bool tells = table == &ent_table_assumptions || table == &ent_table_draws; /* of values, with their names */
        tells = tells || (table == &ent_table_drivers && !same_unknowns);
        if (table == &ent_table_headline || table == &ent_table_checks || tells) {
            continue; /* expressions and checks appear as written */
        }
        CU_ASSERT_EQUAL(a->length, b->length);
        CU_ASSERT(a->length != b->length || a->length == 0 || memcmp(a->bytes, b->bytes, a->length) == 0);
    }
    read_table(&named, &ent_table_headline);
    read_table(&written, &ent_table_headline);
    CU_ASSERT_STRING_EQUAL(cell(&named, 0, "probability"), cell(&written, 0, "probability"));
    CU_ASSERT(number(&named, 0, "probability") > 0.01 && number(&named, 0, "probability") < 0.99);
    read_table(&named, &ent_table_checks);
    read_table(&written, &ent_table_checks);
    for (size_t row = 0; row < 2; row++) {
        CU_ASSERT_STRING_EQUAL(cell(&named, row, "value"), cell(&written, row, "value"));
    }
    close_case(&named);
    close_case(&written);
}

/* Where no distribution moves, a name for a formula changes no figure: constants, and values known by world, draw,
 * round and month, before, at and after the signature, in each kind of truce. */
static void test_same_bytes(void)
{
    compare(WITH(""), WITHOUT(""), true);
    compare(WITH("renews = \"if(month > 2, 10%, 0)\"; "), WITHOUT("renews = \"if(month > 2, 10%, 0)\"; "), true);
    compare(WITH("in_force = true; age = 3; "), WITHOUT("in_force = true; age = 3; "), true);
}

/* A value with a distribution, which no setting reads, moves nothing else. */
static void test_unread(void)
{
    compare(WITH(""),
        EVERYWHERE("values: { idle = \"normal(0, 1) + unknown(uniform(0, 1))\"; };", "", "0.25", "(0.3 * f + 0.25)",
            "(e or f > 1)", "(month > 0.25 * 24)", "(storm + calendar / 10)", "agreed", "(deal.d == 'x')",
            "(force.deployed > 2000)", "(min(force.ratio, 1) + 0.2 * air.in_force)",
            "(min(force.ratio, 1) + 0.2 * air.in_force > 0.2 and truce.months > 6)"),
        false);
}

/* A name for a calendar month is that month as an onset too: month 15 of the talks, and not of the truce. */
static void test_dates(void)
{
#define DATED(values, at)                                                                                              \
    "run: { worlds = 50; replications = 20; horizon = 20; seed = 2; start = \"2025-09\"; };" values                    \
    "parties: { p: { threshold = \"uniform(0, 1)\"; war_cost = 0.05; }; };"                                            \
    "demands: { d: { options = (\"x\"); p: { weight = 1; scores = (0.6); }; }; };"                                     \
    "events: { t: { at = " at "; lasts = 3; }; }; truce: { causes: { w: { hazard = \"0.02 + 0.1 * t\"; }; }; };"       \
    "headline = \"truce.held\"; checks = (\"P(t) > 0\", \"E(truce.months) > 0\");"
    compare(DATED("values: { vote = \"'2026-12'\"; same = \"vote\"; };", "\"same\""), DATED("", "\"2026-12\""), true);
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

/* Columns of draws.csv for values known by draw alone, in every variant; --set, variants and sweeps change a value. */
static void test_columns(void)
{
    static const char text[] =
        "run: { worlds = 10; replications = 10; horizon = 3; seed = 5; };"
        "factors: { f = \"normal(0, 1)\"; };"
        "values: { n = 3; w = \"f + n\"; d = \"w * normal(0, 1)\"; m = \"month + d\"; k = 2; o = \"truce.months + k\";"
        "c = { value = \"e or d > 0\"; name = \"Either\"; note = \"why\"; }; };"
        "events: { e = \"20%\"; }; truce: { causes: { w: { hazard = 0.01; }; }; };"
        "variants: { v: { set = (\"values.d = 1\", \"values.k = uniform(0, 1)\"); }; };"
        "sweeps: { s: { vary = \"values.n\"; values = (0, 5); }; };";
    double median_d = (double) NAN, median_m = (double) NAN;
    values_case c;

    open_case(&c, text);
    read_table(&c, &ent_table_draws);
    CU_ASSERT_EQUAL(ent_csv_column(&c.csv, "n"), ENT_CSV_NONE);
    CU_ASSERT_EQUAL(ent_csv_column(&c.csv, "w"), ENT_CSV_NONE);
    CU_ASSERT_EQUAL(ent_csv_column(&c.csv, "m"), ENT_CSV_NONE);
    CU_ASSERT_EQUAL_FATAL(c.csv.rows, 200);
    for (size_t row = 0; row < c.csv.rows; row++) {
        double d = number(&c, row, "d");
        double k = number(&c, row, "k");
        CU_ASSERT(row < 100 ? k == 2.0 : d == 1.0 && k > 0.0 && k < 1.0);
        CU_ASSERT_EQUAL(number(&c, row, "o"), number(&c, row, "truce.months") + k);
        CU_ASSERT_EQUAL(number(&c, row, "c"), number(&c, row, "e") == 1.0 || d > 0.0);
    }
    read_table(&c, &ent_table_assumptions);
    for (size_t row = 0; row < c.csv.rows; row++) {
        if (strcmp(cell(&c, row, "path"), "values.c") == 0) {
            CU_ASSERT_STRING_EQUAL(cell(&c, row, "written"), "e or d > 0");
            CU_ASSERT_STRING_EQUAL(cell(&c, row, "note"), "why");
        }
        median_d = strcmp(cell(&c, row, "path"), "values.d") == 0 && row < 20 ? number(&c, row, "p50") : median_d;
        median_m = strcmp(cell(&c, row, "path"), "values.m") == 0 && row < 20 ? number(&c, row, "p50") : median_m;
    }
    CU_ASSERT(fabs(median_m - median_d - 1.0) < 1e-9); /* of month 1, as of every setting that varies by month */
    close_case(&c);
}

static void test_explained(void)
{
    job_experiment experiment;
    ent_simulator simulator = {.block = {.model = NULL}};
    char *told;

    job_experiment_open(&experiment,
        "values: { two = 2; yes = { value = \"f > -1\"; name = \"It is so\"; }; slow = \"month * f\"; };"
        "factors: { f = 3; };",
        NULL);
    CU_ASSERT_EQUAL_FATAL(ent_replay(&simulator, experiment.experiment.item[0], 0), ENT_OK);
    told = ent_explanation(&simulator.block);
    CU_ASSERT_PTR_NOT_NULL_FATAL(told);
    CU_ASSERT_PTR_NOT_NULL(strstr(told, "\nValues\n  It is so: yes.\n  Slow in the end: 180.\n\nOutcome"));
    free(told);
    ent_simulator_free(&simulator);
    job_experiment_close(&experiment);
}

int main(void)
{
    CU_TestInfo tests[] = {{"one number a draw", test_shared_draw}, {"one number a world", test_shared_world},
        {"the same bytes", test_same_bytes}, {"unread", test_unread}, {"dates", test_dates}, {"columns", test_columns},
        {"explained", test_explained}, CU_TEST_INFO_NULL};

    return ent_run_suite("values", tests);
}
