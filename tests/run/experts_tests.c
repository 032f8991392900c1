/* Worlds shared among experts: each world is exactly that of the scenario with the settings of its expert. Comparisons
 * with closed forms: 4.5 standard errors, false alarm 7e-6 each, fixed seeds; the rest is exact. */
#include "run/everything.h"
#include "run/experiment_text.h"
#include "run/experts/experts.h"
#include "run/headline.h"

#include <math.h>

#define RUN "run: { worlds = 400; replications = 20; seed = 11; horizon = 12; };"
#define SETTINGS                                                                                                       \
    "factors: { f = \"normal(0, 1)\"; p = \"uniform(0, 1)\"; }; events: { e: \"p + 0.2 * f\"; };"                      \
    "contributors: { a: { troops = \"1k to 3k\"; joins = \"p\"; }; b: { troops = 900; joins = 0.5; leaves = \"20%\"; " \
    "};"                                                                                                               \
    "}; force: { required = 1500; thresholds = ( 1000, 2000 ); };"                                                     \
    "parties: { s: { threshold = \"uniform(0.2, 0.9)\"; }; t: { threshold = 0.3; }; };"                                \
    "demands: { d: { options = ( \"x\", \"y\", \"z\" ); s: { weight = 1; scores = ( 1, 0.6, 0 ); refuses = ( 0, 0, "   \
    "\"50%\" ); };"                                                                                                    \
    "t: { weight = 1; scores = ( 0, 0.6, 1 ); }; }; };"                                                                \
    "ratification: { r: { chance = \"60%\"; takes = 1; if_no = \"talks\"; }; };"                                       \
    "truce: { causes: { c: { hazard = \"0.05 * (1 + e)\"; contained = \"30%\"; }; }; };"                               \
    "guarantees: { g: { honoured = \"50%\"; }; }; checks = ( \"E(talks.month given agreed) > 0\", \"P(e) > 0\" );"
#define A_SET "\"factors.p = 0.3\", \"ratification.r.takes = 4\""
#define B_SET                                                                                                          \
    "\"factors.p = uniform(0.8, 1.2)\", \"demands.d.s.refuses = (0, 50%, 0)\", \"truce.causes.c.hazard = 0.2\","       \
    "\"talks.rule = egalitarian\""
#define EXPERTS                                                                                                        \
    "experts: { a: { weight = 1; set = ( " A_SET " ); }; b: { weight = 3; set = ( " B_SET " ); }; c: { }; };"
#define VARIANTS "variants: { v: { set = ( \"contributors.b.joins = 0.9\", \"events.e = 0.5\" ); }; };"

/* The scenario as each expert alone has it. */
static const char *const alone[] = {
    RUN SETTINGS VARIANTS "set = ( " A_SET " );", RUN SETTINGS VARIANTS "set = ( " B_SET " );", RUN SETTINGS VARIANTS};
static const char together[] = RUN SETTINGS VARIANTS EXPERTS;

static void run_variant(experiment_text *self, size_t variant, unsigned threads)
{
    static const ent_threshold threshold[] = {{1000, 0}, {2000, 0}};
    const ent_model *model = &self->experiment.item[variant]->model;
    const ent_run_options options = {.threads = threads};

    CU_ASSERT_FATAL(ent_experts_guards(model) <= 64);
    ent_tally_free(&self->tally);
    CU_ASSERT_EQUAL_FATAL(ent_run_model(model, &options, threshold, 2, &self->tally, self->guard), ENT_OK);
    CU_ASSERT_PTR_NULL(ent_tally_check(&self->tally));
}

/* All kept counts of a world. */
static bool same_world(const ent_tally *a, const ent_tally *b, uint64_t world)
{
    bool same = a->layout.kept == b->layout.kept;

    for (size_t c = 0; same && c < a->layout.kept; c++) {
        same = ent_count(ent_tally_counts(a, c), world) == ent_count(ent_tally_counts(b, c), world);
    }
    return same && same_sums(a->mean + world * a->layout.means, b->mean + world * b->layout.means, a->layout.means);
}

/* Each world of the pooled run, of base and variant, has exactly the counts of its expert alone, and the variant
 * has the same expert as the base. */
static void test_worlds(void)
{
    experiment_text pool;
    experiment_text one[3];

    CU_ASSERT_FATAL(experiment_text_open(&pool, together, NULL));
    for (size_t e = 0; e < 3; e++) {
        CU_ASSERT_FATAL(experiment_text_open(&one[e], alone[e], NULL));
    }
    for (size_t v = 0; v < 2; v++) {
        const ent_model *model = &pool.experiment.item[v]->model;
        uint64_t worlds[3] = {0};
        size_t differ = 0;
        run_variant(&pool, v, 2);
        for (size_t e = 0; e < 3; e++) {
            run_variant(&one[e], v, 1);
        }
        for (uint64_t w = 0; w < 400; w++) {
            size_t expert = ent_experts_of_world(model, w);
            CU_ASSERT_FATAL(expert < 3);
            CU_ASSERT_EQUAL(expert, ent_experts_of_world(&pool.experiment.item[0]->model, w));
            CU_ASSERT_TRUE(same_world(&pool.tally, &one[expert].tally, w));
            differ += same_world(&one[0].tally, &one[1].tally, w) ? 0 : 1;
            worlds[expert]++;
        }
        CU_ASSERT(differ > 300); /* the experts do differ */
        CU_ASSERT(worlds[0] > 40 && worlds[1] > 180 && worlds[2] > 40);
    }
    for (size_t e = 0; e < 3; e++) {
        experiment_text_close(&one[e]);
    }
    experiment_text_close(&pool);
}

/* The same counts for any number of threads, and in pieces of chunks that are added up in another order. */
static void test_threads_and_pieces(void)
{
    static const char *const texts[] = {together,
        "run: { worlds = 5; replications = 70001; seed = 4; horizon = 6; };" SETTINGS EXPERTS, /* split worlds */
        "run: { worlds = 9000; replications = 1; seed = 4; horizon = 6; };" SETTINGS EXPERTS,
        "run: { worlds = 300; replications = 50; seed = 4; horizon = 6; };" EVERYTHING
        "experts: { a: { set = ( ); }; b: { }; };"};
    static const ent_threshold threshold[] = {{1000, 0}, {2000, 0}};

    for (size_t t = 0; t < sizeof(texts) / sizeof(*texts); t++) {
        experiment_text x, y;
        CU_ASSERT_FATAL(experiment_text_open(&x, texts[t], NULL) && experiment_text_open(&y, texts[t], NULL));
        run_variant(&x, 0, 1);
        run_variant(&y, 0, 3);
        CU_ASSERT_TRUE(same_tallies(&x.tally, &y.tally));
        CU_ASSERT_EQUAL(
            memcmp(x.guard, y.guard, ent_experts_guards(&x.experiment.item[0]->model) * sizeof(*x.guard)), 0);
        {
            const ent_model *model = &x.experiment.item[0]->model;
            const ent_run_options options = {.threads = 2};
            uint64_t chunks = ent_chunk_plan_make(model).chunks;
            ent_chunk_range first = {0}, last = {0};
            CU_ASSERT_EQUAL_FATAL(ent_chunk_range_init(&last, model, 2, chunks / 2, chunks), ENT_OK);
            CU_ASSERT_EQUAL_FATAL(ent_chunk_range_init(&first, model, 2, 0, chunks / 2), ENT_OK);
            CU_ASSERT_EQUAL_FATAL(ent_run_range(&last, model, &options, threshold), ENT_OK);
            CU_ASSERT_EQUAL_FATAL(ent_run_range(&first, model, &options, threshold), ENT_OK);
            ent_chunk_range_merge(&last, &first);
            CU_ASSERT_TRUE(same_tallies(&x.tally, &last.tally));
            CU_ASSERT_EQUAL(memcmp(x.guard, last.guard, last.guards * sizeof(*x.guard)), 0);
            ent_chunk_range_free(&first);
            ent_chunk_range_free(&last);
        }
        experiment_text_close(&x);
        experiment_text_close(&y);
    }
}

/* Two experts with the chances 0.2 and 0.7, weights 1 and 3: pooled 0.575, the world as sampling unit. */
static void test_pool(void)
{
    experiment_text text;

    if (experiment_text_open(&text,
            "run: { worlds = 10000; replications = 10; seed = 3; }; events: { e: 0.5; }; headline = \"e\";"
            "experts: { a: { set = ( \"events.e = 0.2\" ); }; b: { weight = \"300%\"; set = ( \"events.e = 0.7\" ); }; "
            "};",
            NULL)) {
        ent_estimate pooled;
        ent_guard_count guard[1];
        double between = 0.25 * 0.75 * 0.5 * 0.5;
        double se = sqrt((between + (0.25 * 0.16 + 0.75 * 0.21) / 10) / 10000);
        CU_ASSERT_EQUAL_FATAL(ent_run_headline(&text.experiment.item[0]->model, NULL, guard, &pooled), ENT_OK);
        CU_ASSERT_DOUBLE_EQUAL(pooled.p, 0.575, 4.5 * se);
        CU_ASSERT_EQUAL(pooled.range, ENT_RANGE_MEASURED);
        CU_ASSERT(pooled.p05 < 0.3 && pooled.p95 > 0.6); /* disagreement is part of the range */
    }
    experiment_text_close(&text);
}

static size_t expert_of(const experiment_text *text, uint64_t world)
{
    return ent_experts_of_world(&text->experiment.item[0]->model, world);
}

/* Shares of the worlds follow the weights. Another weight of c moves worlds to c and from c only; a weight of 0 gives
 * an expert no world. */
static void test_weights(void)
{
    static const char head[] = "run: { worlds = 2; replications = 1; seed = 8; }; events: { e: 0.5; };";
    experiment_text text[3];
    char one[400];
    static const char *const weight[] = {"1", "4", "0"};
    uint64_t count[3][3] = {{0}};

    for (size_t i = 0; i < 3; i++) {
        snprintf(
            one, sizeof(one), "%s experts: { a: { weight = 2; }; b: { }; c: { weight = %s; }; };", head, weight[i]);
        CU_ASSERT_FATAL(experiment_text_open(&text[i], one, NULL));
    }
    for (uint64_t w = 0; w < 40000; w++) {
        size_t before = expert_of(&text[0], w);
        for (size_t i = 0; i < 3; i++) {
            count[i][expert_of(&text[i], w)]++;
        }
        CU_ASSERT(expert_of(&text[1], w) == before || expert_of(&text[1], w) == 2);
        CU_ASSERT(expert_of(&text[2], w) == before || before == 2);
    }
    CU_ASSERT_EQUAL(count[2][2], 0);
    for (size_t i = 0; i < 3; i++) {
        double c = i == 0 ? 1 : i == 1 ? 4 : 0;
        const double share[] = {2 / (3 + c), 1 / (3 + c), c / (3 + c)};
        for (size_t e = 0; e < 3; e++) {
            double se = sqrt(share[e] * (1 - share[e]) / 40000);
            CU_ASSERT_DOUBLE_EQUAL((double) count[i][e] / 40000, share[e], 4.5 * se + 1e-12);
        }
        experiment_text_close(&text[i]);
    }
}

/* Clamped values of all experts are counted, world by world. */
static void test_guards(void)
{
    experiment_text pool;
    uint64_t moved[2] = {0};

    CU_ASSERT_FATAL(experiment_text_open(&pool,
        "run: { worlds = 200; replications = 7; }; factors: { p = \"uniform(0.5, 1.5)\"; }; events: { e: \"p\"; }; "
        "headline = \"e\";"
        "experts: { a: { }; b: { set = ( \"factors.p = uniform(-1, 1)\" ); }; };",
        NULL));
    run_variant(&pool, 0, 2);
    CU_ASSERT_EQUAL_FATAL(ent_experts_guards(&pool.experiment.item[0]->model), 2);
    for (size_t e = 0; e < 2; e++) {
        CU_ASSERT_STRING_EQUAL(ent_experts_guard(&pool.experiment.item[0]->model, e)->quantity->path, "events.e");
        moved[e] = pool.guard[e].moved;
    }
    CU_ASSERT(moved[0] > 20 && moved[0] < 80 && moved[1] > 20 && moved[1] < 80); /* about half of half the worlds */
    experiment_text_close(&pool);
}

/* A variant that repeats a value of the file still goes over the experts' settings: it is no variant without effect. */
static void test_variant_over_experts(void)
{
    experiment_text text;

    if (experiment_text_open(&text,
            "run: { worlds = 60; replications = 5; }; events: { e: 0.5; }; headline = \"e\";"
            "experts: { a: { set = ( \"events.e = 1\" ); }; };"
            "variants: { v: { set = ( \"events.e = 0.5\" ); }; w: { set = ( ); }; };",
            NULL)) {
        CU_ASSERT_EQUAL(text.experiment.item[1]->warnings.count, 0);
        CU_ASSERT_EQUAL(text.experiment.item[2]->warnings.count, 1);
        run_variant(&text, 0, 1);
        CU_ASSERT_EQUAL(experiment_text_kept(&text, text.tally.layout.headline).p, 1);
        run_variant(&text, 1, 1);
        CU_ASSERT(experiment_text_kept(&text, text.tally.layout.headline).p < 0.7);
    }
    experiment_text_close(&text);
}

/* Messages of experts; each line is "path: text". */
static void expect_messages(const char *text, const char *const *line, size_t count)
{
    ent_experiment_source source = {.path = "text.cfg",
        .id = "text",
        .load = ent_test_loader,
        .context = (void *) (uintptr_t) text,
        .kernels = ent_kernels_select(NULL)};
    ent_experiment experiment = {0};
    ent_diagnostics said = {0};

    CU_ASSERT_EQUAL(ent_experiment_load(&experiment, &source, &said), ENT_ERR_SCENARIO);
    CU_ASSERT_EQUAL(said.count, count);
    for (size_t i = 0; i < said.count; i++) {
        char found[1000];
        snprintf(found, sizeof(found), "%s: %s", said.item[i].path, said.item[i].text);
        if (i >= count || strcmp(found, line[i]) != 0) {
            fprintf(stderr, "found %s\n", found);
            CU_FAIL("another message");
        }
    }
    ent_diagnostics_free(&said);
    ent_experiment_free(&experiment);
}

static void test_messages(void)
{
    static const char *const wrong[] = {
        "experts.a: an expert may not change talks.rounds: the talks of all experts have the same rounds"};
    static const char *const several[] = {
        "events.zz: there is no `zz` in `events` (with the settings of the expert `a`)",
        "factors.f: the formula ends after `,`, where a value was expected (with the settings of the expert `a`)",
        "truce.causes.c.hazard: found -1, expected 0 or more (with the settings of the expert `b`)"};
    static const char *const weights[] = {"experts: the weights of all experts are 0: no world belongs to anyone"};
    static const char *const negative[] = {"experts.a.weight: found -1, expected 0 or more"};
    static const char *const formula[] = {"experts.a.weight: found `factors.f`, expected a constant weight: it decides "
                                          "how many worlds belong to the expert"};
    static const char *const drawn[] = {
        "experts.a.weight: found `uniform(1, 2)`, expected a constant weight: it decides "
        "how many worlds belong to the expert"};
    static const char *const group[] = {
        "ratification: the expert `a` adds `duma`: an expert may not change which named "
        "groups exist (with the settings of the expert `a`)"};
    static const char *const variant[] = {
        "variants.v: a variant may not change the experts: each world belongs to the same expert in all variants"};
#define TEXT "factors: { f = 1; }; events: { e: 0.5; }; truce: { causes: { c: { hazard = 0.1; }; }; };"

    expect_messages(TEXT "experts: { a: { set = ( \"talks.rounds = 3\" ); }; };", wrong, 1);
    expect_messages(TEXT "experts: { a: { set = ( \"factors.f = normal(0,\", \"events.zz = 1\" ); };"
                         "b: { set = ( \"truce.causes.c.hazard = -1\" ); }; }; variants: { v: { set = ( \"events.e = "
                         "0.1\" ); }; };",
        several, 3);
    expect_messages(TEXT "experts: { a: { weight = 0; }; };", weights, 1);
    expect_messages(TEXT "experts: { a: { weight = -1; }; };", negative, 1);
    expect_messages(TEXT "experts: { a: { weight = \"factors.f\"; }; };", formula, 1);
    expect_messages(TEXT "experts: { a: { weight = \"uniform(1, 2)\"; }; };", drawn, 1);
    expect_messages(TEXT "experts: { a: { set = ( \"ratification.duma.chance = 0.4\" ); }; };", group, 1);
    expect_messages(
        TEXT "experts: { a: { }; }; variants: { v: { set = ( \"experts.a.weight = 2\" ); }; };", variant, 1);
}

/* What an expert may not change: the groups there are, the options of a demand, and the kind of an event. */
static void test_same_groups(void)
{
    static const char text[] =
        "factors: { f = \"normal(0, 1)\"; h = \"normal(0, 1)\"; };"
        "parties: { p: { threshold = 0.1; }; }; events: { e: 0.5; later: { monthly = 0.1; }; };"
        "demands: { d: { options = (\"x\", \"y\"); p: { weight = 1; scores = (0, 1); }; };"
        " l: { options = (\"x\", \"y\"); p: { weight = 1; scores = (0, 1); }; }; };"
        "talks: { rounds = 3; stages: { s = 0.5; }; }; truce: { causes: { c: { hazard = 0.1; }; }; };"
        "experts: { b: { set = ( \"events.e = 0.1\" ); }; a: { set = ( \"%s\" ); }; };";
    static const char *const set[][2] = {
        {"demands.l.options = ('x', 'z')",
            "experts.a: an expert may not change which options exist: deals of all experts are counted together"},
        {"events.later = 0.1",
            "events: the expert `a` makes `later` a plain event: an expert may change its chance, not its kind"
            " (with the settings of the expert `a`)"},
        {"together.t.when = deal.d == 'x'\", \"together.t.p = 0.1",
            "together: the expert `a` adds `t`: an expert may not change which named groups exist"
            " (with the settings of the expert `a`)"},
        {"correlations.k.among = ('f', 'h')\", \"correlations.k.rho = 0.3",
            "correlations: the expert `a` adds `k`: an expert may not change which named groups exist"
            " (with the settings of the expert `a`)"}};

    for (size_t i = 0; i < sizeof(set) / sizeof(*set); i++) {
        char whole[1000];
        snprintf(whole, sizeof(whole), text, set[i][0]);
        expect_messages(whole, &set[i][1], 1);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"worlds of experts", test_worlds}, {"threads and pieces", test_threads_and_pieces},
        {"pool", test_pool}, {"weights", test_weights}, {"guards", test_guards}, {"messages", test_messages},
        {"same groups", test_same_groups}, {"a variant over experts", test_variant_over_experts}, CU_TEST_INFO_NULL};

    return ent_run_suite("experts", tests);
}
