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

/* --- the worlds of one expert alone ------------------------------------------------------------------------------- */

enum { DESIGNED = 64 };

#define UNDER_A_DESIGN                                                                                                 \
    "run: { worlds = 64; replications = 20; seed = 3; design = \"lhs\"; }; factors: { p = \"uniform(0.1, 0.6)\"; };"   \
    "events: { e = \"p\"; c = \"70%\"; }; measures: { x = { value = \"3 * e + p\"; given = \"c\"; }; };"               \
    "experts: { a: { }; b: { set = (\"factors.p = uniform(0.4, 0.9)\"); }; };"                                         \
    "variants: { v: { set = (\"factors.p = uniform(0, 0.5)\"); }; };"

static const ent_expert_figure *figures_of(tables *self, bool with_base, ent_arena *arena)
{
    const ent_variant_model *variant = self->loaded.experiment.item[self->variant];
    const ent_tally *base = self->variant == 0 ? &self->loaded.tally : &self->base;
    ent_expert_figure *figure = NULL;

    CU_ASSERT_EQUAL_FATAL(
        ent_expert_figures(variant, &self->loaded.tally, with_base ? base : NULL, arena, &figure), ENT_OK);
    return figure;
}

static void expect_estimate(const ent_expert_figure *figure, const ent_estimate *e, const ent_difference *d)
{
    CU_ASSERT_EQUAL(figure->headline.p, e->p);
    CU_ASSERT_EQUAL(figure->headline.low, e->low);
    CU_ASSERT_EQUAL(figure->headline.high, e->high);
    CU_ASSERT_EQUAL(figure->headline.n, e->n);
    CU_ASSERT_EQUAL(figure->headline.range, e->range);
    CU_ASSERT_EQUAL(figure->difference.value, d->value);
    CU_ASSERT_EQUAL(figure->difference.low, d->low);
    CU_ASSERT_EQUAL(figure->difference.high, d->high);
    CU_ASSERT_EQUAL(figure->difference.better, d->better);
}

/* Counts of a column in the worlds of an expert; 0 in the others. Returns the number of these worlds. */
static uint64_t own_counts(const tables *self, const ent_tally *tally, size_t column, size_t expert, uint32_t *to)
{
    uint64_t own = 0;

    for (uint64_t w = 0; w < DESIGNED; w++) {
        bool is_own = ent_experts_of_world(&self->loaded.experiment.item[self->variant]->model, w) == expert;
        to[w] = is_own ? ent_count(ent_tally_counts(tally, column), w) : 0;
        own += is_own ? 1 : 0;
    }
    return own;
}

static void own_sums(const tables *self, const ent_tally *tally, size_t expert, ent_measure_sum *to)
{
    ent_measure_column column = ent_tally_measure(tally, tally->layout.headline_measure);

    for (uint64_t w = 0; w < DESIGNED; w++) {
        bool is_own = ent_experts_of_world(&self->loaded.experiment.item[self->variant]->model, w) == expert;
        to[w] = is_own ? column.at[w * column.stride] : (ent_measure_sum){.count = 0};
    }
}

/* Of a design each world stays in its randomisation, and the worlds of other experts have no draws: a chance. */
static void test_designed_chance(void)
{
    static uint32_t k[2][DESIGNED], n[2][DESIGNED];
    const ent_worlds worlds = {DESIGNED, 20, true};
    ent_arena arena = {0};
    tables run_of;
    const ent_expert_figure *figure;

    run(&run_of, UNDER_A_DESIGN "headline = \"e given c\";", 1);
    figure = figures_of(&run_of, true, &arena);
    for (size_t e = 0; e < 2; e++) {
        ent_counts of_k[2], of_n[2];
        ent_estimate expected;
        ent_difference difference;
        for (size_t t = 0; t < 2; t++) {
            const ent_tally *tally = t == 0 ? &run_of.loaded.tally : &run_of.base;
            CU_ASSERT_EQUAL(own_counts(&run_of, tally, tally->layout.headline, e, k[t]), figure[e].worlds);
            own_counts(&run_of, tally, tally->layout.headline + 1, e, n[t]);
            of_k[t] = (ent_counts){.at = k[t], .stride = 1, .design = true};
            of_n[t] = (ent_counts){.at = n[t], .stride = 1, .design = true};
        }
        CU_ASSERT(figure[e].worlds > 20 && figure[e].worlds < 44);
        CU_ASSERT_EQUAL(ent_estimate_of_counts(&expected, of_k[0], of_n[0], &worlds), ENT_OK);
        difference = ent_paired_difference(of_k[0], of_n[0], of_k[1], of_n[1], DESIGNED);
        expect_estimate(&figure[e], &expected, &difference);
    }
    ent_arena_free(&arena);
    end(&run_of);
}

/* The same of a mean. */
static void test_designed_mean(void)
{
    static ent_measure_sum sum[2][DESIGNED];
    const ent_worlds worlds = {DESIGNED, 20, true};
    const ent_bounds none = {-INFINITY, INFINITY};
    ent_arena arena = {0};
    tables run_of;
    const ent_expert_figure *figure;

    run(&run_of, UNDER_A_DESIGN "headline = \"mean(x)\";", 1);
    figure = figures_of(&run_of, true, &arena);
    for (size_t e = 0; e < 2; e++) {
        ent_measure_column column[2];
        ent_estimate expected;
        ent_difference difference;
        for (size_t t = 0; t < 2; t++) {
            own_sums(&run_of, t == 0 ? &run_of.loaded.tally : &run_of.base, e, sum[t]);
            column[t] = (ent_measure_column){.at = sum[t], .stride = 1, .bounds = none, .design = true};
        }
        CU_ASSERT_EQUAL(ent_measure_estimate(&expected, &column[0], &worlds, true), ENT_OK);
        CU_ASSERT_EQUAL(ent_measure_difference(&difference, &column[0], &column[1], DESIGNED), ENT_OK);
        expect_estimate(&figure[e], &expected, &difference);
    }
    ent_arena_free(&arena);
    end(&run_of);
}

/* Its disagreement too. */
static void test_designed_disagreement(void)
{
    static ent_world_mean mean[DESIGNED];
    static uint32_t expert_of[DESIGNED];
    ent_disagreement made, expected;
    ent_measure_column column;
    tables run_of;

    run(&run_of, UNDER_A_DESIGN "headline = \"mean(x)\";", 0);
    column = ent_tally_measure(&run_of.loaded.tally, run_of.loaded.tally.layout.headline_measure);
    for (uint64_t w = 0; w < DESIGNED; w++) {
        mean[w] = ent_measure_world_mean(&column.at[w * column.stride]);
        expert_of[w] = (uint32_t) ent_experts_of_world(&run_of.loaded.experiment.item[0]->model, w);
    }
    CU_ASSERT_EQUAL(ent_disagreement_of_means(&expected, mean, DESIGNED, true, expert_of, 2, true), ENT_OK);
    CU_ASSERT_EQUAL(ent_expert_disagreement(&made, run_of.loaded.experiment.item[0], &run_of.loaded.tally), ENT_OK);
    CU_ASSERT(expected.share > 0.2 && expected.low < expected.share);
    CU_ASSERT_EQUAL(made.variance, expected.variance);
    CU_ASSERT_EQUAL(made.between, expected.between);
    CU_ASSERT_EQUAL(made.share, expected.share);
    CU_ASSERT_EQUAL(made.low, expected.low);
    CU_ASSERT_EQUAL(made.high, expected.high);
    end(&run_of);
}

/* Without a base there is no difference, of a chance or a mean. */
static void test_without_a_base(void)
{
    static const char *const headline[] = {
        UNDER_A_DESIGN "headline = \"e given c\";", UNDER_A_DESIGN "headline = \"mean(x)\";"};

    for (size_t i = 0; i < 2; i++) {
        ent_arena arena = {0};
        tables run_of;
        const ent_expert_figure *figure;
        run(&run_of, headline[i], 0);
        figure = figures_of(&run_of, false, &arena);
        for (size_t e = 0; e < 2; e++) {
            CU_ASSERT_TRUE(figure[e].headline.has_p);
            CU_ASSERT_TRUE(isnan(figure[e].difference.value) && isnan(figure[e].difference.low));
            CU_ASSERT_TRUE(isnan(figure[e].difference.high) && isnan(figure[e].difference.better));
        }
        ent_arena_free(&arena);
        end(&run_of);
    }
}

/* The range is that of the expert's own unknowns: none for the one who is sure. */
static void test_own_unknowns(void)
{
    static const char *const headline[] = {"headline = \"e\";", "headline = \"mean(x)\";"};

    for (size_t i = 0; i < 2; i++) {
        char scenario[500];
        ent_arena arena = {0};
        tables run_of;
        const ent_expert_figure *figure;
        snprintf(scenario, sizeof(scenario),
            "run: { worlds = 200; replications = 50; seed = 2; }; factors: { p = \"uniform(0.1, 0.9)\"; };"
            "events: { e = \"p\"; }; measures: { x = \"10 * e\"; }; experts: { a: { };"
            "b: { set = (\"factors.p = 0.5\"); }; }; %s",
            headline[i]);
        run(&run_of, scenario, 0);
        figure = figures_of(&run_of, true, &arena);
        CU_ASSERT_EQUAL(figure[0].headline.range, ENT_RANGE_MEASURED);
        CU_ASSERT_TRUE(figure[0].headline.p95 - figure[0].headline.p05 > (i == 0 ? 0.5 : 5.0));
        CU_ASSERT_EQUAL(figure[1].headline.range, ENT_RANGE_NOT_UNKNOWN);
        ent_arena_free(&arena);
        end(&run_of);
    }
}

/* A mean that is taken over no draw has no variance. */
static void test_disagreement_of_nothing(void)
{
    static const char *const column[] = {"variance", "between", "share"};
    tables run_of;
    ent_csv csv;

    run(&run_of,
        RUN "factors: { p = 0.5; }; events: { e: \"p\"; g: \"0%\"; };"
            "measures: { x = { value = \"e\"; given = \"g\"; }; }; headline = \"mean(x)\";"
            "experts: { a: { }; b: { set = (\"factors.p = 0.7\"); }; };",
        0);
    csv = table(&run_of, &ent_table_disagreement);
    for (size_t i = 0; i < 3; i++) {
        CU_ASSERT_STRING_EQUAL(cell(&csv, 0, column[i]), "");
    }
    ent_csv_free(&csv);
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
        {"a chance under a design", test_designed_chance}, {"a mean under a design", test_designed_mean},
        {"disagreement under a design", test_designed_disagreement}, {"without a base", test_without_a_base},
        {"unknowns of one expert", test_own_unknowns}, {"disagreement of nothing", test_disagreement_of_nothing},
        {"assumptions", test_assumptions}, {"warnings and empty cells", test_warnings_and_empty_cells},
        CU_TEST_INFO_NULL};

    return ent_run_suite("tables of experts", tests);
}
