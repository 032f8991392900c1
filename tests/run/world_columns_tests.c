/* Columns of worlds one at a time are those of all together, and their order is that of the values. */
#include "experiment_text.h"

#include "base/status.h"
#include "run/evaluation/world_columns.h"
#include "run/evaluation/world_values.h"
#include "suite.h"

#include <math.h>
#include <string.h>

enum { WORLDS = 3000 };

static const char factors[] =
    "run: { worlds = 100; replications = 10; seed = 5; horizon = 6; };"
    "factors: { a = \"normal(0, 1)\"; b = \"uniform(2, 5)\"; c = \"a + b\"; d = \"discrete(0.5, 1, 0.5, 2)\"; "
    "e = \"triangular(0, b, 6)\"; f = \"3\"; g = \"lognormal(0, 1)\"; h = \"normal(a, 2)\"; };"
    "correlations: { one: { among = ( \"a\", \"g\" ); rho = 0.5; }; };"
    "contributors: { x: { troops = \"unknown(uniform(1k, 2k)) * b\"; joins = \"50%\"; }; };"
    "headline = \"force.offered > 2000\";";

static bool same(const double *a, const double *b)
{
    for (size_t w = 0; w < WORLDS; w++) {
        if (a[w] != b[w] && !(isnan(a[w]) && isnan(b[w]))) {
            return false;
        }
    }
    return true;
}

/* Whether no pair of worlds is in another order; all pairs of neighbours in time and some further apart. */
static bool same_order(const double *a, const double *b)
{
    for (size_t w = 0; w < WORLDS; w++) {
        for (size_t step = 1; step < 40; step += 6) {
            size_t v = (w + step * step) % WORLDS;
            if ((a[w] < a[v]) != (b[w] < b[v])) {
                return false;
            }
        }
    }
    return true;
}

static void expect_columns(const char *text)
{
    static double value[WORLDS];
    experiment_text run;
    ent_world_values all = {.worlds = 0};
    ent_world_columns columns = {.code = NULL};
    size_t cheaper = 0;

    if (experiment_text_open(&run, text, NULL)) {
        const ent_variant_model *variant = run.experiment.item[0];
        CU_ASSERT_EQUAL_FATAL(ent_world_values_fill(&all, variant, WORLDS), ENT_OK);
        CU_ASSERT_EQUAL_FATAL(ent_world_columns_init(&columns, variant), ENT_OK);
        CU_ASSERT(all.columns >= 3);
        for (size_t c = all.columns; c-- > 0;) {
            const double *expected = all.value + c * WORLDS;
            ent_world_columns_fill(&columns, c, value, WORLDS);
            CU_ASSERT_TRUE(same(value, expected));
            if (ent_world_columns_open_uniforms(&columns, c)) {
                for (uint64_t first = 0; first < WORLDS; first += 1000) {
                    memcpy(value + first, ent_world_columns_uniforms(&columns, first, 1000), 1000 * sizeof(*value));
                }
                CU_ASSERT_TRUE(same_order(value, expected));
                CU_ASSERT(value[0] > 0.0 && value[0] < 1.0);
                cheaper++;
            }
        }
        CU_ASSERT_EQUAL(cheaper, variant->experts > 0 ? 0 : 2); /* b and the unknown */
    }
    ent_world_columns_free(&columns);
    ent_world_columns_free(&columns);
    ent_world_values_free(&all);
    ent_world_values_free(&all);
    experiment_text_close(&run);
}

static void test_factors(void)
{
    expect_columns(factors);
}

static void test_experts(void)
{
    char text[2048];

    snprintf(text, sizeof(text),
        "%s experts: { one: { set = ( \"factors.b = uniform(1, 2)\" ); }; two: { weight = 3; }; };", factors);
    expect_columns(text);
}

/* Names of the factors with one number in all worlds. */
static void expect_constant(const char *text, const char *names)
{
    experiment_text run;
    ent_world_columns columns = {.code = NULL};
    char found[64] = "";

    if (experiment_text_open(&run, text, NULL)) {
        const ent_variant_model *variant = run.experiment.item[0];
        CU_ASSERT_EQUAL_FATAL(ent_world_columns_init(&columns, variant), ENT_OK);
        for (size_t c = 0; c < variant->scenario.factors; c++) {
            if (ent_world_columns_is_constant(&columns, c)) {
                strncat(found, ent_world_values_name(&variant->scenario, c), sizeof(found) - strlen(found) - 1);
            }
        }
        CU_ASSERT_STRING_EQUAL(found, names);
    }
    ent_world_columns_free(&columns);
    experiment_text_close(&run);
}

static void test_constant(void)
{
    static const char more[] = "factors: { u = 3; v = \"u + 1 > 2\"; w = \"if(v, u, x)\"; x = \"bernoulli(1%)\"; "
                               "y = \"x - x\"; z = \"normal(0, 1)\"; }; events: { e = \"20%\"; }; headline = \"e\";";
    char text[2048];

    expect_constant(factors, "f");
    expect_constant(more, "uvw"); /* y is the same in every world too, but by way of x */
    snprintf(text, sizeof(text), "%s experts: { one: { set = ( \"factors.u = 4\" ); }; two: { weight = 3; }; };", more);
    expect_constant(text, "v");
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"factors", test_factors}, {"experts", test_experts}, {"constant", test_constant}, CU_TEST_INFO_NULL};

    return ent_run_suite("columns of worlds", tests);
}
