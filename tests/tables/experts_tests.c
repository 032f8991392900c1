/* experts.csv, disagreement.csv and columns of other tables on experts, against the rows of draws.csv and closed forms.
 * Comparisons with closed forms: 4.5 standard errors, false alarm 7e-6 each, fixed seeds; the rest is exact. */
#include "run/experiment_text.h"
#include "run/experts/experts.h"

#include "tables/experts/expert_figures.h"
#include "tables/format/csv_reader.h"
#include "tables/format/csv_writer.h"
#include "tables/tables.h"

#include <math.h>

#define RUN "run: { worlds = 500; replications = 20; seed = 2; };"
#define EXPERTS                                                                                                        \
    "experts: { a: { name = \"Ann\"; note = \"her note\"; set = ( \"factors.p = 0.2\" ); };"                           \
    "b: { weight = 3; set = ( \"factors.p = 0.7\", \"talks.rule = random\" ); }; };"

static const char text[] = RUN "factors: { p = 0.5; }; events: { e: \"p\"; g: 0.5; }; headline = \"e\";" EXPERTS
                               "variants: { v: { set = ( \"factors.p = 0.4\" ); }; };";

/* The tables of a variant of a run. */
typedef struct tables {
    experiment_text loaded;
    ent_tally base;
    ent_diagnostics diagnostics;
    size_t variant;
} tables;

static void run(tables *self, const char *scenario, size_t variant)
{
    const ent_run_options options = {.threads = 2};
    const ent_experiment *experiment = &self->loaded.experiment;

    *self = (tables){.variant = variant};
    CU_ASSERT_FATAL(experiment_text_open(&self->loaded, scenario, NULL));
    CU_ASSERT_EQUAL_FATAL(
        ent_run_model(&experiment->item[0]->model, &options, NULL, 0, &self->base, self->loaded.guard), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(
        ent_run_model(&experiment->item[variant]->model, &options, NULL, 0, &self->loaded.tally, self->loaded.guard),
        ENT_OK);
}

static void end(tables *self)
{
    ent_tally_free(&self->base);
    ent_diagnostics_free(&self->diagnostics);
    experiment_text_close(&self->loaded);
}

static ent_csv table(tables *self, const ent_table *wanted)
{
    ent_variant_model *variant = self->loaded.experiment.item[self->variant];
    const ent_figures figures = {.variant = variant->id,
        .scenario = &variant->scenario,
        .tally = &self->loaded.tally,
        .base = self->variant == 0 ? &self->loaded.tally : &self->base, /* the base is its own */
        .compiled = variant,
        .guard = self->loaded.guard,
        .draws = UINT64_MAX,
        .diagnostics = &self->diagnostics};
    ent_csv_writer writer = {0};
    ent_csv csv = {0};

    CU_ASSERT_EQUAL(ent_table_write(wanted, ent_csv_sink(&writer), &figures), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_csv_parse(&csv, writer.bytes, writer.length), ENT_OK);
    ent_csv_writer_free(&writer);
    return csv;
}

static double number(const ent_csv *csv, size_t row, const char *column)
{
    return ent_csv_number(csv, row, ent_csv_column(csv, column));
}

static const char *cell(const ent_csv *csv, size_t row, const char *column)
{
    return ent_csv_cell(csv, row, ent_csv_column(csv, column));
}

/* Counts of each expert from draws.csv, where p identifies the expert of the world. */
static void count_draws(const ent_csv *draws, uint64_t k[2], uint64_t n[2])
{
    for (size_t row = 0; row < draws->rows; row++) {
        size_t expert = number(draws, row, "p") == 0.2 ? 0 : 1;
        CU_ASSERT(number(draws, row, "p") == (expert == 0 ? 0.2 : 0.7));
        k[expert] += number(draws, row, "e") != 0.0 ? 1 : 0;
        n[expert]++;
    }
}

static void test_rows(void)
{
    tables run_of;
    ent_csv draws, experts, headline;
    uint64_t k[2] = {0}, n[2] = {0};

    run(&run_of, text, 0);
    draws = table(&run_of, &ent_table_draws);
    experts = table(&run_of, &ent_table_experts);
    headline = table(&run_of, &ent_table_headline);
    CU_ASSERT_EQUAL_FATAL(draws.rows, 10000);
    CU_ASSERT_EQUAL_FATAL(experts.rows, 2);
    count_draws(&draws, k, n);
    for (size_t e = 0; e < 2; e++) {
        CU_ASSERT_STRING_EQUAL(cell(&experts, e, "expert"), e == 0 ? "a" : "b");
        CU_ASSERT_STRING_EQUAL(cell(&experts, e, "name"), e == 0 ? "Ann" : "B");
        CU_ASSERT_EQUAL(number(&experts, e, "weight"), e == 0 ? 0.25 : 0.75);
        CU_ASSERT_EQUAL(number(&experts, e, "worlds"), (double) n[e] / 20);
        CU_ASSERT_EQUAL(number(&experts, e, "draws"), (double) n[e]);
        CU_ASSERT_EQUAL(number(&experts, e, "probability"), (double) k[e] / (double) n[e]);
        CU_ASSERT_DOUBLE_EQUAL(
            number(&experts, e, "probability"), e == 0 ? 0.2 : 0.7, 4.5 * sqrt(0.21 / (double) n[e]));
        CU_ASSERT(number(&experts, e, "mc_low") < number(&experts, e, "probability"));
        CU_ASSERT_EQUAL(number(&experts, e, "difference"), 0);
        CU_ASSERT_EQUAL(number(&experts, e, "difference_low"), 0);
        CU_ASSERT_EQUAL(number(&experts, e, "difference_high"), 0);
        CU_ASSERT_STRING_EQUAL(cell(&experts, e, "world_p05"), ""); /* nothing is unknown to one expert alone */
        CU_ASSERT_STRING_EQUAL(cell(&experts, e, "expression"), "e");
    }
    CU_ASSERT_EQUAL(number(&headline, 0, "probability"), (double) (k[0] + k[1]) / 10000);
    CU_ASSERT(number(&headline, 0, "world_p05") < 0.45 && number(&headline, 0, "world_p95") > 0.6);
    ent_csv_free(&draws);
    ent_csv_free(&experts);
    ent_csv_free(&headline);
    end(&run_of);
}

/* The variant goes over the experts: p is 0.4 to both. Its differences are those of the expert's own worlds. */
static void test_differences(void)
{
    tables run_of;
    ent_csv experts, draws;

    run(&run_of, text, 1);
    experts = table(&run_of, &ent_table_experts);
    draws = table(&run_of, &ent_table_draws);
    for (size_t row = 0; row < draws.rows; row++) {
        CU_ASSERT(number(&draws, row, "p") == 0.4);
    }
    for (size_t e = 0; e < 2; e++) {
        double effect = e == 0 ? 0.2 : -0.3; /* p moves from 0.2 and 0.7, with the same uniforms */
        double worlds = number(&experts, e, "worlds");
        CU_ASSERT_DOUBLE_EQUAL(number(&experts, e, "difference"), effect, 4.5 * sqrt(0.21 / (20 * worlds)));
        CU_ASSERT(number(&experts, e, "difference_low") <= number(&experts, e, "difference"));
        CU_ASSERT(number(&experts, e, "difference_high") >= number(&experts, e, "difference"));
        CU_ASSERT_EQUAL(number(&experts, e, "draws"), 20 * worlds);
    }
    ent_csv_free(&experts);
    ent_csv_free(&draws);
    end(&run_of);
}

/* Two constant chances: all of the variance is disagreement, f (1 - f) 0.5^2. */
static void test_disagreement(void)
{
    tables run_of;
    ent_csv csv;

    run(&run_of, text, 0);
    csv = table(&run_of, &ent_table_disagreement);
    CU_ASSERT_EQUAL_FATAL(csv.rows, 1);
    CU_ASSERT_DOUBLE_EQUAL(number(&csv, 0, "between"), 0.1875 * 0.25, 0.008);
    CU_ASSERT(number(&csv, 0, "share") > 0.9);
    CU_ASSERT(number(&csv, 0, "share_high") == 1);
    ent_csv_free(&csv);
    end(&run_of);
    run(&run_of, text, 1); /* agreement: no share, since the variance is noise */
    csv = table(&run_of, &ent_table_disagreement);
    CU_ASSERT_STRING_EQUAL(cell(&csv, 0, "share"), "");
    ent_csv_free(&csv);
    end(&run_of);
}

static const char means[] = "run: { worlds = 400; replications = 50; seed = 3; horizon = 2; };"
                            "factors: { a = 2; }; events: { e = \"30%\"; };"
                            "measures: { x = \"a + 10 * e - 3\"; }; headline = \"mean(x)\";"
                            "experts: { low: { weight = 3; }; high: { set = (\"factors.a = 12\"); }; };"
                            "variants: { same: { set = (\"factors.a = 4\"); }; };";

/* A mean of 2 with one expert and of 12 with the other: all of the variance is disagreement, f (1 - f) 10^2. */
static void test_disagreement_of_a_mean(void)
{
    tables run_of;
    ent_csv csv;

    run(&run_of, means, 0);
    csv = table(&run_of, &ent_table_disagreement);
    CU_ASSERT_EQUAL_FATAL(csv.rows, 1);
    CU_ASSERT_DOUBLE_EQUAL(
        number(&csv, 0, "between"), 0.1875 * 100.0, 3.0); /* f of 400 worlds: 4 standard errors, 6e-5 */
    CU_ASSERT_DOUBLE_EQUAL(number(&csv, 0, "variance"), number(&csv, 0, "between"), 0.1);
    CU_ASSERT(number(&csv, 0, "share") > 0.99);
    ent_csv_free(&csv);
    end(&run_of);
    run(&run_of, means, 1); /* agreement */
    csv = table(&run_of, &ent_table_disagreement);
    CU_ASSERT_STRING_EQUAL(cell(&csv, 0, "share"), "");
    ent_csv_free(&csv);
    end(&run_of);
}

/* a = 4 in place of 2 and 12: each draw is higher by 2, or lower by 8, with its own event, and the base differs from
 * itself by 0. */
static void test_differences_of_a_mean(void)
{
    static const double shift[] = {2, -8};
    tables run_of;
    ent_csv base, variant;

    run(&run_of, means, 0);
    base = table(&run_of, &ent_table_experts);
    end(&run_of);
    run(&run_of, means, 1);
    variant = table(&run_of, &ent_table_experts);
    CU_ASSERT_EQUAL_FATAL(base.rows, 2);
    CU_ASSERT_EQUAL_FATAL(variant.rows, 2);
    for (size_t e = 0; e < 2; e++) {
        CU_ASSERT_EQUAL(number(&base, e, "difference"), 0);
        CU_ASSERT_EQUAL(number(&base, e, "difference_low"), 0);
        CU_ASSERT_EQUAL(number(&base, e, "difference_high"), 0);
        CU_ASSERT_DOUBLE_EQUAL(number(&variant, e, "difference"), shift[e], 1e-12);
        CU_ASSERT_DOUBLE_EQUAL(number(&variant, e, "probability") - number(&base, e, "probability"), shift[e], 1e-12);
        CU_ASSERT_DOUBLE_EQUAL(number(&variant, e, "difference_low"), shift[e], 1e-6);
        CU_ASSERT_DOUBLE_EQUAL(number(&variant, e, "difference_high"), shift[e], 1e-6);
        CU_ASSERT_EQUAL(number(&variant, e, "better"), e == 0 ? 1 : 0);
    }
    ent_csv_free(&base);
    ent_csv_free(&variant);
    end(&run_of);
}

static size_t find(const ent_csv *csv, const char *column, const char *value)
{
    size_t row = 0;

    while (row < csv->rows && strcmp(cell(csv, row, column), value) != 0) {
        row++;
    }
    return row;
}

/* assumptions.csv lists weights, and the settings in which an expert differs, with the expert's note. */
static void test_assumptions(void)
{
    static const char *const path[] = {
        "experts.a.weight", "experts.a.factors.p", "experts.b.weight", "experts.b.factors.p", "experts.b.talks.rule"};
    static const char talks[] =
        RUN "factors: { p = 0.5; }; events: { e: \"p\"; }; parties: { s: { threshold = 0; }; t: { threshold = 0; }; };"
            "demands: { d: { options = ( \"x\", \"y\" ); s: { scores = ( 0, 1 ); }; t: { scores = ( 1, 0 ); }; }; "
            "};" EXPERTS;
    tables run_of;
    ent_csv csv;
    size_t count = 0;

    run(&run_of, talks, 0);
    csv = table(&run_of, &ent_table_assumptions);
    for (size_t i = 0; i < sizeof(path) / sizeof(*path); i++) {
        CU_ASSERT(find(&csv, "path", path[i]) < csv.rows);
    }
    for (size_t row = 0; row < csv.rows; row++) {
        count += strncmp(cell(&csv, row, "path"), "experts.", 8) == 0 ? 1 : 0;
    }
    CU_ASSERT_EQUAL(count, sizeof(path) / sizeof(*path)); /* and no others */
    CU_ASSERT_STRING_EQUAL(cell(&csv, find(&csv, "path", path[1]), "written"), "0.2");
    CU_ASSERT_STRING_EQUAL(cell(&csv, find(&csv, "path", path[1]), "note"), "her note");
    CU_ASSERT_EQUAL(number(&csv, find(&csv, "path", path[3]), "p50"), 0.7);
    CU_ASSERT_STRING_EQUAL(cell(&csv, find(&csv, "path", "factors.p"), "written"), "0.5"); /* the file's own */
    ent_csv_free(&csv);
    end(&run_of);
}

/* Clamped draws of all experts are one row; an expert whose condition never holds has empty cells. */
static void test_warnings_and_empty_cells(void)
{
    static const char clamped[] =
        RUN "factors: { p = \"uniform(0.5, 1.5)\"; }; events: { e: \"p\"; g: 0.5; }; headline = \"g given e\";"
            "experts: { a: { }; b: { set = ( \"factors.p = uniform(-1, -0.5)\" ); }; };";
    tables run_of;
    ent_csv csv;
    size_t row;
    uint64_t moved;

    run(&run_of, clamped, 0);
    moved = run_of.loaded.guard[0].moved + run_of.loaded.guard[1].moved;
    csv = table(&run_of, &ent_table_warnings);
    row = find(&csv, "warning",
        "left [0, 1] and was held there: number of worlds (months of worlds, where it changes by month)");
    CU_ASSERT_EQUAL(number(&csv, row, "count"), (double) moved);
    CU_ASSERT(run_of.loaded.guard[0].moved > 50 && run_of.loaded.guard[1].moved > 200);
    ent_csv_free(&csv);
    csv = table(&run_of, &ent_table_experts);
    CU_ASSERT(number(&csv, 0, "draws") > 0);
    CU_ASSERT_EQUAL(number(&csv, 1, "draws"), 0);
    CU_ASSERT_STRING_EQUAL(cell(&csv, 1, "probability"), "");
    CU_ASSERT_STRING_EQUAL(cell(&csv, 1, "difference"), "");
    CU_ASSERT(number(&csv, 1, "worlds") > 200);
    ent_csv_free(&csv);
    end(&run_of);
}

int main(void)
{
    CU_TestInfo tests[] = {{"rows", test_rows}, {"differences", test_differences}, {"disagreement", test_disagreement},
        {"disagreement of a mean", test_disagreement_of_a_mean}, {"differences of a mean", test_differences_of_a_mean},
        {"assumptions", test_assumptions}, {"warnings and empty cells", test_warnings_and_empty_cells},
        CU_TEST_INFO_NULL};

    return ent_run_suite("tables of experts", tests);
}
