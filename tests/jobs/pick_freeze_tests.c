/* Sobol' indices of scenarios against closed forms, and the groups of their unknowns. Fixed seeds; an index passes
 * within 4.5 standard errors of its true value, its standard error being a quarter (3.92) of its interval: false alarm
 * 7e-6 each. */
#include "run/experiment_text.h"

#include "jobs/analyse/pick_freeze.h"

#include <math.h>
#include <string.h>

static int play(void *context, ent_world_counts *counts, const ent_evaluation *evaluation)
{
    ent_evaluation own = *evaluation;

    own.threads = *(const unsigned *) context;
    return ent_evaluate(counts, &own);
}

static void run(ent_pick_freeze *made, const experiment_text *text, unsigned threads)
{
    const ent_evaluator evaluator = {play, &threads};

    CU_ASSERT_EQUAL_FATAL(ent_pick_freeze_run(made, &text->experiment.item[0]->model, &evaluator), ENT_OK);
}

static void check_index(ent_sobol_index index, double truth)
{
    double reach = 4.5 * (index.high - index.low) / 3.92;

    CU_ASSERT(index.low <= index.value && index.value <= index.high);
    CU_ASSERT(reach < 0.2);
    CU_ASSERT_DOUBLE_EQUAL(index.value, truth, reach + 1e-12);
}

/* The indices of group number g, by its name. */
static void check_group(const ent_pick_freeze *made, size_t g, const char *name, double first, double total)
{
    CU_ASSERT_FATAL(g < made->groups.count);
    CU_ASSERT_STRING_EQUAL(made->groups.group[g].name, name);
    check_index(made->index[g].first, first);
    check_index(made->index[g].total, total);
}

/* Ishigami and Homma 1990, a = 7, b = 0.1: the formulas have no sine, but with x uniform on (-pi, pi) sin(x) is
 * 2 beta(1/2, 1/2) - 1 and its square beta(1/2, 1/2). */
static void test_ishigami(void)
{
    experiment_text text;
    ent_pick_freeze made;

    if (experiment_text_open(&text,
            "run: { worlds = 4000; replications = 50; seed = 3; };"
            "factors: { sine = \"2 * beta(0.5, 0.5) - 1\"; square = \"beta(0.5, 0.5)\";"
            "x3 = \"uniform(-3.14159265358979, 3.14159265358979)\"; fixed = 3; twice = \"2 * sine\"; };"
            "events: { y = \"0.38 + (twice / 2 + 7 * square + 0.1 * x3^4 * sine) / 31\"; }; headline = \"y\";",
            NULL)) {
        run(&made, &text, 2);
        CU_ASSERT_EQUAL_FATAL(made.groups.count, 3); /* `fixed` and `twice` have no distribution of their own */
        check_group(&made, 0, "sine", 0.3139, 0.5576);
        check_group(&made, 1, "square", 0.4424, 0.4424);
        check_group(&made, 2, "x3", 0.0, 0.2437);
        CU_ASSERT_EQUAL(made.evaluations, 7 * 4000);
        CU_ASSERT_EQUAL(ent_pick_freeze_draws(&text.experiment.item[0]->model), 7 * 4000 * 50);
        CU_ASSERT_DOUBLE_EQUAL(made.variance, 13.8446 / 31 / 31, 4.5 * made.error);
        ent_pick_freeze_free(&made);
        ent_pick_freeze_free(&made);
    }
    experiment_text_close(&text);
}

/* Sobol's g with a = 0, 1, 4.5. */
static void test_g(void)
{
    static const double a[] = {0, 1, 4.5};
    double own[3], variance = 1;
    experiment_text text;
    ent_pick_freeze made;

    for (size_t f = 0; f < 3; f++) {
        own[f] = 1 / (3 * (1 + a[f]) * (1 + a[f]));
        variance *= 1 + own[f];
    }
    variance -= 1;
    if (experiment_text_open(&text,
            "run: { worlds = 4000; replications = 50; seed = 4; };"
            "factors: { u = \"uniform(0, 1)\"; v = \"uniform(0, 1)\"; w = \"uniform(0, 1)\"; };"
            "events: { y = \"abs(4 * u - 2) * (abs(4 * v - 2) + 1) / 2 * (abs(4 * w - 2) + 4.5) / 5.5 / 4\"; };"
            "headline = \"y\";",
            NULL)) {
        static const char *const name[] = {"u", "v", "w"};
        run(&made, &text, 2);
        CU_ASSERT_EQUAL_FATAL(made.groups.count, 3);
        for (size_t f = 0; f < 3; f++) {
            check_group(&made, f, name[f], own[f] / variance, own[f] * (1 + variance) / (1 + own[f]) / variance);
        }
        ent_pick_freeze_free(&made);
    }
    experiment_text_close(&text);
}

/* Coupled factors are a group, in file order, whichever entry couples them; the exchange takes the uniforms of a
 * factor, so one whose arguments refer to others is a group of its own: g = e + (its own part), so e + g has 4 parts of
 * variance from e and one from g; a + b have 2 (1 + rho). */
static void test_groups(void)
{
    experiment_text text;
    ent_pick_freeze made;

    if (experiment_text_open(&text,
            "run: { worlds = 4000; replications = 50; seed = 5; };"
            "factors: { a = \"normal(0, 1)\"; e = \"normal(0, 1)\"; b = \"normal(0, 1)\"; g = \"normal(e, 1)\"; };"
            "correlations: { one: { among = ( \"b\", \"a\" ); rho = 0.5; }; };"
            "events: { y = \"0.5 + 0.02 * (a + b) + 0.02 * (e + g) + 0.02 * unknown(normal(0, 1))\"; };"
            "headline = \"y\";",
            NULL)) {
        run(&made, &text, 2);
        CU_ASSERT_EQUAL_FATAL(made.groups.count, 4);
        check_group(&made, 0, "a+b", 3.0 / 9, 3.0 / 9); /* 2 (1 + 0.5) + 4 + 1 + 1 parts */
        check_group(&made, 1, "e", 4.0 / 9, 4.0 / 9);
        check_group(&made, 2, "g", 1.0 / 9, 1.0 / 9);
        check_group(&made, 3, "events.y", 1.0 / 9, 1.0 / 9);
        CU_ASSERT_EQUAL(made.groups.group[0].keys, 2);
        ent_pick_freeze_free(&made);
    }
    experiment_text_close(&text);
}

/* Which of two experts is right matters as much as a factor: p = 0.3 or 0.5, plus 0 or 0.2. */
static void test_experts(void)
{
    experiment_text text;
    ent_pick_freeze made;

    if (experiment_text_open(&text,
            "run: { worlds = 4000; replications = 50; seed = 6; };"
            "factors: { x = \"bernoulli(50%)\"; level = 0.3; };"
            "experts: { p: { set = ( \"factors.level = 0.3\" ); }; q: { set = ( \"factors.level = 0.5\" ); }; };"
            "events: { y = \"level + 0.2 * x\"; }; headline = \"y\";",
            NULL)) {
        run(&made, &text, 2);
        CU_ASSERT_EQUAL_FATAL(made.groups.count, 2);
        check_group(&made, 0, "x", 0.5, 0.5);
        check_group(&made, 1, "experts", 0.5, 0.5);
        ent_pick_freeze_free(&made);
    }
    experiment_text_close(&text);
}

/* A condition: chances are those of the draws with it, whatever makes it come about. */
static void test_condition(void)
{
    experiment_text text;
    ent_pick_freeze made;

    if (experiment_text_open(&text,
            "run: { worlds = 4000; replications = 100; seed = 7; };"
            "factors: { u = \"uniform(0, 1)\"; v = \"uniform(0, 1)\"; w = \"uniform(0, 1)\"; };"
            "events: { b = \"0.2 + 0.6 * w\"; y = \"0.1 + 0.4 * u + 0.2 * v\"; }; headline = \"y given b\";",
            NULL)) {
        run(&made, &text, 2);
        CU_ASSERT_EQUAL_FATAL(made.groups.count, 3);
        check_group(&made, 0, "u", 0.8, 0.8);
        check_group(&made, 1, "v", 0.2, 0.2);
        check_group(&made, 2, "w", 0, 0);
        ent_pick_freeze_free(&made);
    }
    experiment_text_close(&text);
}

/* The mean of a measure, in place of a chance: x + y z with draws of its own. */
static void test_mean(void)
{
    experiment_text text;
    ent_pick_freeze made;

    if (experiment_text_open(&text,
            "run: { worlds = 4000; replications = 10; seed = 8; };"
            "factors: { x = \"normal(1, 1)\"; y = \"normal(0, 1)\"; z = \"normal(0, 1)\"; };"
            "values: { noise = \"normal(0, 1)\"; };"
            "measures: { cost = \"1000000 * (x + y * z + noise)\"; }; headline = \"mean(cost)\";",
            NULL)) {
        run(&made, &text, 2);
        CU_ASSERT_EQUAL_FATAL(made.groups.count, 3);
        check_group(&made, 0, "x", 0.5, 0.5);
        check_group(&made, 1, "y", 0, 0.5);
        check_group(&made, 2, "z", 0, 0.5);
        ent_pick_freeze_free(&made);
    }
    experiment_text_close(&text);
}

/* A factor that moves nothing, and a file without any: no index, and only A is played. */
static void test_nothing_varies(void)
{
    static const char *const texts[] = {"run: { worlds = 400; replications = 20; }; factors: { x = \"normal(0, 1)\"; };"
                                        "events: { y = 0.3; }; headline = \"y\";",
        "run: { worlds = 400; replications = 20; }; events: { y = 0.3; }; headline = \"y\";"};
    experiment_text text;

    for (size_t t = 0; t < 2; t++) {
        if (experiment_text_open(&text, texts[t], NULL)) {
            ent_pick_freeze made;
            run(&made, &text, 1);
            CU_ASSERT_FALSE(made.measured);
            CU_ASSERT_EQUAL(made.groups.count, 1 - t);
            CU_ASSERT_EQUAL(made.evaluations, (1 - t) * 800);
            for (size_t g = 0; g < made.groups.count; g++) {
                CU_ASSERT(isnan(made.index[g].first.value) && isnan(made.index[g].total.high));
            }
            ent_pick_freeze_free(&made);
        }
        experiment_text_close(&text);
    }
}

/* The same bits for any number of threads and every instruction set. */
static void test_same_bits(void)
{
    static const char text_[] = "run: { worlds = 300; replications = 33; seed = 9; };"
                                "factors: { u = \"beta(2, 3)\"; v = \"normal(0, 1)\"; };"
                                "events: { y = \"logistic(u * v)\"; }; headline = \"y\";";
    experiment_text text;
    ent_pick_freeze made[3];
    static const unsigned threads[] = {1, 2, 7};

    for (size_t i = 0; i < 3; i++) {
        if (experiment_text_open(&text, text_, i == 2 ? "narrowest" : NULL)) {
            run(&made[i], &text, threads[i]);
            for (size_t g = 0; g < made[0].groups.count; g++) {
                CU_ASSERT_EQUAL(memcmp(&made[0].index[g], &made[i].index[g], sizeof(made[i].index[g])), 0);
            }
        }
        experiment_text_close(&text);
    }
    for (size_t i = 0; i < 3; i++) {
        ent_pick_freeze_free(&made[i]);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"Ishigami", test_ishigami}, {"Sobol's g", test_g},
        {"groups of coupled, nested and unknown quantities", test_groups}, {"experts", test_experts},
        {"a condition", test_condition}, {"the mean of a measure", test_mean}, {"nothing varies", test_nothing_varies},
        {"threads and instruction sets", test_same_bits}, CU_TEST_INFO_NULL};

    return ent_run_suite("indices of scenarios", tests);
}
