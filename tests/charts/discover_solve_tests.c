/* The charts of boxes of worlds and of the value at a level: titles, panels and marks. */
#include "chart_folder.h"
#include "suite.h"

#include "base/status.h"

#define HEADLINE                                                                                                       \
    "variant,expression,probability,mc_low,mc_high,world_p05,world_p50,world_p95,difference,difference_low,"           \
    "difference_high,better,draws,worlds\nbase,truce.held,0.575,0.565,0.585,0.15,0.6,0.72,0,0,0,0.5,10000,1000\n"
#define MEAN                                                                                                           \
    "variant,expression,probability,mc_low,mc_high,world_p05,world_p50,world_p95,difference,difference_low,"           \
    "difference_high,better,draws,worlds\nbase,mean(cost_of_it),20,19,21,,,,0,0,0,0.5,10000,1000\n"                    \
    "firm,mean(cost_of_it),20,19,21,,,,0,0,0,0.5,10000,1000\n"
#define LONG "a_quantity_of_many_words_and_a_quantity_of_many_words_and_a_quantity_of_many_words"
#define STEPS                                                                                                          \
    "variant,box,step,mass,density,coverage,dimensions,chosen\nbase,1,0,1,0.15,1,0,0\nbase,1,1,0.12,0.44,0.352,2,1\n"  \
    "base,1,2,0.05,0.45,0.15,2,0\n"
#define LIMITS "variant,box,factor,low,high,density_without,quasi_p\n"
#define WORLDS "variant,box,world,across,across_value,up,up_value,probability,inside\n"
#define ASSUMPTIONS                                                                                                    \
    "variant,path,written,understood,p05,p50,p95,note,source\nbase,factors.us_cost,10% to 60%,,0.1,0.2,0.6,,\n"        \
    "base,events.mandate,0.5,,,,,,\nbase,factors.kind,\"discrete(0, 1, 1, 1)\",,,,,,\n"

static void has(const char *script, const char *text)
{
    if (strstr(script, text) == NULL) {
        fprintf(stderr, "lacks %s in\n%s\n", text, script);
        CU_FAIL("a chart without a text");
    }
}

static void open_boxes(folder *it, const char *steps, const char *limits, const char *worlds)
{
    folder_open(it);
    put(it, "headline.csv", HEADLINE);
    put(it, "assumptions.csv", ASSUMPTIONS);
    put(it, "discover.csv", steps);
    put(it, "discover_boxes.csv", limits);
    put(it, "discover_worlds.csv", worlds);
    CU_ASSERT_EQUAL(ent_charts_draw(&it->request, &it->diagnostics), ENT_OK);
}

static void test_box(void)
{
    folder it;
    const char *script;

    open_boxes(&it, STEPS,
        LIMITS "base,1,us_cost,,0.298,0.3,0.001\nbase,1,kind,0.5,,0.2,0.01\nbase,1,italy.joins,0.5,,0.2,0.01\n",
        WORLDS "base,1,0,us_cost,0.2,kind,1,0.5,1\nbase,1,1,us_cost,0.4,kind,0,0.1,0\n");
    script = get(&it, "charts/discover_1.gp");
    has(script, "In 12% of the draws the chance is 44% instead of 15%");
    has(script, "US cost");
    has(script, "is below 29.8%");
    has(script, "and Italy");
    has(script, "12% of the draws: 44%");
    has(script, "35.2 44 1");
    has(script, "x_from = 10; x_to = 29.8"); /* per cent; the end without limit is that of the axis */
    CU_ASSERT_TRUE(there(&it, "charts/discover_1.svg"));
    CU_ASSERT_FALSE(there(&it, "charts/discover_2.svg"));
    folder_close(&it);
}

/* Names that the scenario gives stand in place of its ids. */
static void test_names(void)
{
    static const ent_chart_name label[] = {{"factors.us_cost", "Washington's bill"}, {"contributors.italy", "Rome"}};
    folder it;

    folder_open(&it);
    it.request.label = label;
    it.request.labels = 2;
    put(&it, "headline.csv", HEADLINE);
    put(&it, "assumptions.csv", ASSUMPTIONS);
    put(&it, "discover.csv", STEPS);
    put(&it, "discover_boxes.csv", LIMITS "base,1,us_cost,,0.298,0.3,0.001\nbase,1,italy.joins,0.5,,0.2,0.01\n");
    put(&it, "discover_worlds.csv", WORLDS "base,1,0,us_cost,0.2,italy.joins,1,0.5,1\n");
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    has(get(&it, "charts/discover_1.gp"), "Washington");
    has(get(&it, "charts/discover_1.gp"), "Rome");
    folder_close(&it);
}

/* One limit: the chance of each world stands on the other axis. Hostile names. No worlds: the search alone. */
static void test_one_limit(void)
{
    folder it;
    const char *script;

    open_boxes(&it, STEPS, LIMITS "base,1,x`1,,0.298,0.3,0.001\n", WORLDS "base,1,0,x`1,0.2,,,0.5,1\n");
    script = get(&it, "charts/discover_1.gp");
    has(script, "Chance in the world");
    has(script, "12% of the worlds: 44%");
    CU_ASSERT_TRUE(there(&it, "charts/discover_1.svg"));
    folder_close(&it);
    open_boxes(&it, STEPS, LIMITS "base,1,mandate,0.5,,0.3,0.001\n", WORLDS);
    has(get(&it, "charts/discover_1.gp"), "worlds = 0");
    CU_ASSERT_TRUE(there(&it, "charts/discover_1.svg"));
    folder_close(&it);
    open_boxes(
        &it, "variant,box,step,mass,density,coverage,dimensions,chosen\nbase,1,0,1,0.15,1,0,0\n", LIMITS, WORLDS);
    CU_ASSERT_FALSE(there(&it, "charts/discover_1.svg")); /* none is proposed */
    folder_close(&it);
}

/* A mean has its measure's name and its own words; the variant is named; a long name keeps to its panel. */
static void test_mean_of_a_variant(void)
{
    folder it;
    const char *script;

    folder_open(&it);
    put(&it, "headline.csv", MEAN);
    put(&it, "assumptions.csv", ASSUMPTIONS);
    put(&it, "measures.csv", "variant,measure,unit,draws,mean\nfirm,cost_of_it,euro,10,20\n");
    put(&it, "discover.csv",
        "variant,box,step,mass,density,coverage,dimensions,chosen\nfirm,1,0,1,20,,0,0\nfirm,1,1,0.3,40,,1,1\n");
    put(&it, "discover_boxes.csv", LIMITS "firm,1," LONG ",,0.3,30,\n");
    put(&it, "discover_worlds.csv", WORLDS "firm,1,0," LONG ",0.2,,,50,1\nfirm,1,1," LONG ",0.4,,,10,0\n");
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    script = get(&it, "charts/discover_1.gp");
    has(script, "In 30% of the worlds the mean is 40 instead of 20 euro");
    has(script, "Variant \xE2\x80\x9C"
                "Firm\xE2\x80\x9D. Mean of \xE2\x80\x9C"
                "Cost of it\xE2\x80\x9D where");
    has(script, "'Mean in the world'");
    has(script, "higher its mean; the frame");
    CU_ASSERT_PTR_NULL(
        strstr(script, "'A quantity of many words and a quantity of many words and a quantity of many words'"));
    CU_ASSERT_PTR_NULL(strstr(script, "Chance"));
    folder_close(&it);
}

static void draw_solve(folder *it, const char *solve, const char *curve)
{
    folder_open(it);
    put(it, "headline.csv", HEADLINE);
    put(it, "assumptions.csv", ASSUMPTIONS);
    put(it, "solve.csv", solve);
    put(it, "solve_curve.csv", curve);
    CU_ASSERT_EQUAL(ent_charts_draw(&it->request, &it->diagnostics), ENT_OK);
}

#define SOLVE "variant,path,expression,level,value,value_low,value_high,slope\n"
#define CURVE "variant,path,expression,value,probability,mc_low,mc_high\n"

static void test_solve(void)
{
    folder it;
    const char *script;

    draw_solve(&it, SOLVE "base,factors.us_cost,P(truce.held),0.5,0.2,0.18,0.22,-2\n",
        CURVE
        "base,factors.us_cost,P(truce.held),0,0.9,0.88,0.92\nbase,factors.us_cost,P(truce.held),0.2,0.5,0.48,0.52\n"
        "base,factors.us_cost,P(truce.held),0.4,0.1,0.08,0.12\n");
    script = get(&it, "charts/solve.gp");
    has(script, "P(truce.held) falls to 50% at");
    has(script, "20%");
    has(script, "18 to 22%");
    has(script, "crosses = 1");
    has(script, "20 50 48 52");
    CU_ASSERT_TRUE(there(&it, "charts/solve.svg"));
    folder_close(&it);
    draw_solve(&it, SOLVE "base,force.required,E(x),5,,,,\n",
        CURVE "base,force.required,E(x),0,1,,\nbase,force.required,E(x),10,2,,\n");
    script = get(&it, "charts/solve.gp");
    has(script, "E(x) stays below 5 at the 2 values tried");
    has(script, "crosses = 0");
    CU_ASSERT_TRUE(there(&it, "charts/solve.svg"));
    folder_close(&it);
    draw_solve(
        &it, SOLVE "base,force.required,P(a given b),0.5,,,,\n", CURVE "base,force.required,P(a given b),0,,,\n");
    CU_ASSERT_FALSE(there(&it, "charts/solve.svg")); /* defined nowhere */
    folder_close(&it);
}

int main(void)
{
    CU_TestInfo tests[] = {{"names", test_names}, {"a box", test_box}, {"one limit", test_one_limit},
        {"a mean of a variant", test_mean_of_a_variant}, {"a level", test_solve}, CU_TEST_INFO_NULL};

    return ent_run_suite("charts of discover and sweep --solve", tests);
}
