/* The charts of Sobol' indices and of the value of information: titles, rows and marks. */
#include "chart_folder.h"
#include "suite.h"

#include "base/status.h"

#define HEADLINE                                                                                                       \
    "variant,expression,probability,mc_low,mc_high,world_p05,world_p50,world_p95,difference,difference_low,"           \
    "difference_high,better,draws,worlds\nbase,truce.held,0.575,0.565,0.585,0.15,0.6,0.72,0,0,0,0.5,10000,1000\n"
#define INDICES "variant,group,first,first_low,first_high,total,total_low,total_high,evaluations\n"
#define VALUES "variant,factor,value,value_low,value_high,best_without,switches\n"

static const char *script_of(folder *it, const char *table, const char *rows, const char *script)
{
    folder_open(it);
    put(it, "headline.csv", HEADLINE);
    put(it, table, rows);
    CU_ASSERT_EQUAL(ent_charts_draw(&it->request, &it->diagnostics), ENT_OK);
    return get(it, script);
}

static void has(const char *script, const char *text)
{
    if (strstr(script, text) == NULL) {
        fprintf(stderr, "lacks %s in\n%s\n", text, script);
        CU_FAIL("a chart without a text");
    }
}

static void test_indices(void)
{
    folder it;
    const char *script = script_of(&it, "sensitivity.csv",
        INDICES "base,x`1,0.1,0.08,0.12,0.1,0.09,0.11,1000\nbase,us_in+b,0.5,0.48,0.52,0.6,0.58,0.62,1000\n"
                "base,parties.q.war_cost,-0.01,-0.03,0.01,0.25,0.2,0.3,1000\n",
        "charts/sensitivity.gp");

    has(script, "matters");
    has(script, "US in + B");
    has(script, "Q: war cost");
    has(script, "50% of the");
    has(script, "60% with its");
    has(script, "50 48 52 60 58 62");
    has(script, "-1 -3 1 25 20 30");
    CU_ASSERT_TRUE(there(&it, "charts/sensitivity.svg"));
    folder_close(&it);
    script_of(&it, "sensitivity.csv", INDICES "base,x,,,,,,,400\n", "charts/headline.gp");
    CU_ASSERT_FALSE(there(&it, "charts/sensitivity.svg")); /* nothing was measured */
    folder_close(&it);
}

static void test_value(void)
{
    folder it;
    const char *script = script_of(&it, "value.csv",
        VALUES "base,x,0.001,0.0005,0.0015,base,0.1\nbase,y_z,0.02,0.018,0.022,base,0.25\n"
               "base,all,0.03,0.027,0.033,base,0.5\n",
        "charts/value.gp");

    has(script, "Y z");
    has(script, "2.0 points");
    has(script, "3.0 points");
    has(script, "25%");
    has(script, "3 2.7 3.3");
    has(script, "2 1.8 2.2");
    CU_ASSERT_TRUE(there(&it, "charts/value.svg"));
    folder_close(&it);
    script = script_of(&it, "value.csv", VALUES "base,x,0,0,0,base,0\nbase,all,,,,base,\n", "charts/value.gp");
    has(script, "No single factor");
    has(script, "'?'");
    folder_close(&it);
    script = script_of(&it, "value.csv", VALUES "base,x,,,,base,\nbase,all,,,,base,\n", "charts/value.gp");
    has(script, "cannot be told");
    folder_close(&it);
    script = script_of(&it, "value.csv", /* everything lost in noise */
        VALUES "base,x,0.02,0.018,0.022,base,0.25\nbase,all,0,0,0.001,base,0.44\n", "charts/value.gp");
    has(script, "2 1.8 2.2");
    has(script, "Everything: too noisy");
    CU_ASSERT_PTR_NULL(strstr(script, "44%"));
    folder_close(&it);
    script = script_of(&it, "value.csv", VALUES "base,all,0.1,,,base,0.5\n", "charts/value.gp"); /* one world */
    has(script, "cannot be told");
    folder_close(&it);
}

int main(void)
{
    CU_TestInfo tests[] = {{"indices", test_indices}, {"value of information", test_value}, CU_TEST_INFO_NULL};

    return ent_run_suite("charts of sensitivity and value", tests);
}
