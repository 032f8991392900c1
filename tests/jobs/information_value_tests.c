/* The value of information of scenarios against closed forms. Fixed seeds; a value passes within 4.5 standard errors,
 * its standard error being a quarter (3.92) of its interval: false alarm 7e-6 each. */
#include "run/experiment_text.h"

#include "jobs/analyse/information_value.h"
#include "kernels/scalar_functions.h"

#include <math.h>
#include <string.h>

static int play(void *context, ent_world_counts *counts, const ent_evaluation *evaluation)
{
    ent_evaluation own = *evaluation;

    own.threads = *(const unsigned *) context;
    return ent_evaluate(counts, &own);
}

static void run(ent_value_of_factors *made, const experiment_text *text, unsigned threads)
{
    const ent_experiment *experiment = &text->experiment;
    const ent_evaluator evaluator = {play, &threads};

    CU_ASSERT_EQUAL_FATAL(ent_value_of_factors_run(made, experiment->item[0],
                              (const ent_variant_model *const *) experiment->item, experiment->count, &evaluator),
        ENT_OK);
}

static const ent_information_value *find(const ent_value_of_factors *made, const char *factor)
{
    for (size_t i = 0; i < made->rows; i++) {
        if (strcmp(made->row[i].factor, factor) == 0) {
            return &made->row[i].value;
        }
    }
    return NULL;
}

static void check_value(const ent_value_of_factors *made, const char *factor, double truth)
{
    const ent_information_value *it = find(made, factor);

    CU_ASSERT_PTR_NOT_NULL_FATAL(it);
    CU_ASSERT(it->low <= it->value && it->value <= it->high);
    CU_ASSERT_DOUBLE_EQUAL(it->value, truth, 4.5 * (it->high - it->low) / 3.92 + 1e-4);
}

/* E[max(0, mean + sd z)] - max(0, mean) */
static double gaussian(double mean, double sd)
{
    double density = exp(-mean * mean / (2 * sd * sd)) / sqrt(2 * 3.14159265358979323846);

    return sd * density + mean * ent_normal_cdf(mean / sd) - fmax(0, mean);
}

/* The base has 0.5 always, the variant 0.49 + 0.04 x + 0.03 y + 0.02 u; z moves both alike, and a constant has no row.
 */
static void test_gaussian(void)
{
    experiment_text text;
    ent_value_of_factors made;

    if (experiment_text_open(&text,
            "run: { worlds = 4000; replications = 200; seed = 12; };"
            "factors: { x = \"normal(0, 1)\"; y = \"normal(0, 1)\"; z = \"normal(0, 1)\"; k = 2; act = 0; };"
            "events: { e = \"0.5 + 0.02 * z + if(act == 1, -0.01 + 0.04 * x + 0.03 * y + 0.02 * u, 0)\"; };"
            "values: { u = \"unknown(normal(0, 1))\"; }; headline = \"e\";"
            "variants: { go: { set = ( \"factors.act = 1\" ); }; };",
            NULL)) {
        run(&made, &text, 2);
        CU_ASSERT_STRING_EQUAL(made.best->id, "base");
        CU_ASSERT_EQUAL(made.rows, 5); /* x, y, z, the unknown, all */
        CU_ASSERT_STRING_EQUAL(made.row[0].factor, "x");
        CU_ASSERT_STRING_EQUAL(made.row[3].factor, "values.u");
        CU_ASSERT_STRING_EQUAL(made.row[4].factor, "all");
        check_value(&made, "x", gaussian(-0.01, 0.04));
        check_value(&made, "y", gaussian(-0.01, 0.03));
        check_value(&made, "values.u", gaussian(-0.01, 0.02));
        CU_ASSERT(find(&made, "z")->value < 0.001);
        CU_ASSERT(find(&made, "all")->value > find(&made, "x")->value);
        CU_ASSERT(find(&made, "all")->value < gaussian(-0.01, sqrt(0.0029)));
        ent_value_of_factors_free(&made);
        ent_value_of_factors_free(&made);
    }
    experiment_text_close(&text);
}

/* 0.5 against 0.5 + 0.8 (x - 0.6) with x uniform, in the mean of a measure too: 0.8 * 0.4^2 / 2. */
static void test_uniform(void)
{
    static const char *const texts[] = {
        "events: { e = \"0.5 + if(act == 1, 0.8 * (x - 0.6), 0)\"; }; headline = \"e\";",
        "measures: { m = \"0.5 + if(act == 1, 0.8 * (x - 0.6), 0) + if(e, 0.3, -0.3)\"; }; events: { e = 0.5; };"
        "headline = \"mean(m)\";"};

    for (size_t t = 0; t < 2; t++) {
        char whole[600];
        experiment_text text;
        ent_value_of_factors made;
        (void) snprintf(whole, sizeof(whole),
            "run: { worlds = 4000; replications = 50; seed = 13; }; factors: { x = \"uniform(0, 1)\"; act = 0; };"
            "variants: { go: { set = ( \"factors.act = 1\" ); }; }; %s",
            texts[t]);
        if (experiment_text_open(&text, whole, NULL)) {
            run(&made, &text, 2);
            check_value(&made, "x", 0.064);
            CU_ASSERT_DOUBLE_EQUAL(find(&made, "x")->switches, 0.4, 0.05);
            ent_value_of_factors_free(&made);
        }
        experiment_text_close(&text);
    }
}

/* Experts who differ in which variant is better: to know who is right is worth half of 0.2. */
static void test_experts(void)
{
    experiment_text text;
    ent_value_of_factors made;

    if (experiment_text_open(&text,
            "run: { worlds = 2000; replications = 50; seed = 14; };"
            "factors: { gain = 0; act = 0; };"
            "experts: { p: { set = ( \"factors.gain = 0.2\" ); }; q: { set = ( \"factors.gain = -0.2\" ); }; };"
            "events: { e = \"0.5 + act * gain\"; }; headline = \"e\";"
            "variants: { go: { set = ( \"factors.act = 1\" ); }; };",
            NULL)) {
        run(&made, &text, 2);
        CU_ASSERT_EQUAL(made.rows, 3); /* gain, experts, all */
        check_value(&made, "experts", 0.1);
        check_value(&made, "gain", 0.1);
        ent_value_of_factors_free(&made);
    }
    experiment_text_close(&text);
}

/* One choice: nothing known changes it. One draw a world: no halves, and no value of knowing all. */
static void test_one_choice(void)
{
    experiment_text text;
    ent_value_of_factors made;

    if (experiment_text_open(&text,
            "run: { worlds = 200; replications = 1; }; factors: { x = \"uniform(0, 1)\"; }; events: { e = \"x\"; };"
            "headline = \"e\";",
            NULL)) {
        run(&made, &text, 1);
        CU_ASSERT_EQUAL(made.rows, 2);
        CU_ASSERT_EQUAL(find(&made, "x")->value, 0);
        CU_ASSERT(isnan(find(&made, "all")->value));
        ent_value_of_factors_free(&made);
    }
    experiment_text_close(&text);
}

/* The same bits for any number of threads and every instruction set. */
static void test_same_bits(void)
{
    static const unsigned threads[] = {1, 2, 7};
    ent_information_value first[3] = {{0}};

    for (size_t i = 0; i < 3; i++) {
        experiment_text text;
        if (experiment_text_open(&text,
                "run: { worlds = 500; replications = 31; seed = 15; };"
                "factors: { x = \"gamma(2, 1)\"; y = \"normal(0, 1)\"; act = 0; };"
                "events: { e = \"logistic(y + if(act == 1, x - 2, 0))\"; }; headline = \"e\";"
                "variants: { go: { set = ( \"factors.act = 1\" ); }; };",
                i == 2 ? "narrowest" : NULL)) {
            ent_value_of_factors made;
            run(&made, &text, threads[i]);
            for (size_t r = 0; r < made.rows && r < 3; r++) {
                first[r] = i == 0 ? made.row[r].value : first[r];
                CU_ASSERT_EQUAL(memcmp(&first[r], &made.row[r].value, sizeof(first[r])), 0);
            }
            CU_ASSERT_EQUAL(made.rows, 3);
            ent_value_of_factors_free(&made);
        }
        experiment_text_close(&text);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"Gaussian", test_gaussian}, {"uniform", test_uniform}, {"experts", test_experts},
        {"one choice", test_one_choice}, {"threads and instruction sets", test_same_bits}, CU_TEST_INFO_NULL};

    return ent_run_suite("value of information of scenarios", tests);
}
