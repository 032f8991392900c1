/* The chart of the drivers: its title, rows and marks. */
#include "chart_folder.h"
#include "suite.h"

#include "base/status.h"

#define HEAD                                                                                                           \
    "variant,quantity,kind,share,low,high,difference,difference_low,difference_high,explained,explained_low,"          \
    "explained_high\n"
#define HEADLINE                                                                                                       \
    "variant,expression,probability,mc_low,mc_high,world_p05,world_p50,world_p95,difference,difference_low,"           \
    "difference_high,better,draws,worlds\nbase,truce.held,0.22,0.21,0.23,0.15,0.2,0.3,0,0,0,0.5,10000,1000\n"
#define STAGE "base,first,stage,0.9,0,0.5,0.5,0.49,0.51,0.1,0.09,0.11\n"
#define FACTOR "base,pull_of,factor,,0.378,0.067,-0.311,-0.32,-0.3,0.41,0.4,0.42\n"
#define HOSTILE "base,s`x`,event,0.3,0.13,0.27,0.14,0.13,0.15,0.024,0.023,0.025\n"
#define YES "base,river.ceded,demand,0.4,0.5,0.6,0.1,0.09,0.11,0.01,0.009,0.011\n"
#define NO "base,river.kept,demand,0.6,0.6,0.5,-0.1,-0.11,-0.09,0.01,0.009,0.011\n"
#define UNCLEAR "base,calm,event,0.5,0.22,0.23,0.01,-0.01,0.03,,,\n"
#define NEVER "base,nothing,event,0,0.22,,,,,,,\n"

/* The script of a chart of these rows. */
static const char *script_of(folder *it, const char *rows)
{
    folder_open(it);
    put(it, "headline.csv", HEADLINE);
    put(it, "drivers.csv", rows);
    CU_ASSERT_EQUAL(ent_charts_draw(&it->request, &it->diagnostics), ENT_OK);
    CU_ASSERT_TRUE(there(it, "charts/drivers.svg"));
    return get(it, "charts/drivers.gp");
}

static void has(const char *script, const char *text)
{
    if (strstr(script, text) == NULL) {
        fprintf(stderr, "lacks %s in\n%s\n", text, script);
        CU_FAIL("a chart without a text");
    }
}

/* The title stands on the first that is no stage; the second option of two repeats the first. */
static void test_rows(void)
{
    folder it;
    const char *script = script_of(&it, HEAD STAGE FACTOR HOSTILE YES NO UNCLEAR NEVER);

    has(script, "Pull of moves it most");
    has(script, "First");
    has(script, "Ceded");
    CU_ASSERT_PTR_NULL(strstr(script, "Kept"));
    CU_ASSERT_PTR_NULL(strstr(script, "Calm"));
    has(script, "0 50 49 51");
    has(script, "37.8 6.7 5.8 7.8");
    has(script, "2 more are in drivers.csv, 2 of them without");
    folder_close(&it);
}

static void test_nothing(void)
{
    folder it;

    has(script_of(&it, HEAD UNCLEAR NEVER), "Nothing clearly goes along");
    folder_close(&it);
    folder_open(&it);
    put(&it, "headline.csv", HEADLINE);
    put(&it, "drivers.csv", HEAD);
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    CU_ASSERT_FALSE(there(&it, "charts/drivers.svg"));
    folder_close(&it);
}

int main(void)
{
    CU_TestInfo tests[] = {{"rows", test_rows}, {"nothing", test_nothing}, CU_TEST_INFO_NULL};

    return ent_run_suite("chart of drivers", tests);
}
