/* The chart of peace month by month. */
#include "chart_folder.h"
#include "suite.h"

#include "base/status.h"

#define HEAD "variant,month,at_peace,mc_low,mc_high,begun\n"
#define TRUCE_HEAD "variant,month,at_risk,survival,mc_low,mc_high,world_p05,world_p95,cause_attack\n"
#define BASE "base,1,0.9,0.89,0.91,0\nbase,2,0.8,0.79,0.81,0.05\n"

static void has(const char *script, const char *text)
{
    if (strstr(script, text) == NULL) {
        printf("\n  missing: %s\n", text);
    }
    CU_ASSERT_PTR_NOT_NULL(strstr(script, text));
}

/* One variant: peace and the first truce, from month 0 on. */
static void test_first_truce(void)
{
    folder it;
    const char *script;

    folder_open(&it);
    put(&it, "outcomes.csv", OUTCOMES_HEAD "base,held,Holds,1000,100,1,0.9,1,0.5,0.9,1\n");
    put(&it, "headline.csv", HEADLINE_HEAD "base,truce.held,0.1,0.09,0.11,0.05,0.1,0.2,,,\n");
    put(&it, "renewal.csv", HEAD BASE);
    put(&it, "truce.csv", TRUCE_HEAD "base,1,9,0.9,0.89,0.91,,,0.1\nbase,2,8,0.7,0.69,0.71,,,0.3\n");
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    script = get(&it, "charts/renewal.gp");
    has(script, "Peace after 2");
    has(script, "70%");
    has(script, "'The first truce'");
    has(script, "\n 0 100 100 100\n 1 90 89 91\n 2 80 79 81\n");
    has(script, "\n 0 100 100 100\n 1 90 89 91\n 2 70 69 71\n");
    has(script, "ranks = ' 1 0'");
    CU_ASSERT_TRUE(there(&it, "charts/renewal.svg"));
    folder_close(&it);
}

/* Several variants: a curve each; those without new truces have none. */
static void test_variants(void)
{
    folder it;
    const char *script;

    folder_open(&it);
    put(&it, "renewal.csv", HEAD BASE "other,1,0.95,0.94,0.96,0\nother,2,0.9,0.89,0.91,0.1\n");
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    script = get(&it, "charts/renewal.gp");
    has(script, "ranks = ' 1 2'");
    CU_ASSERT_PTR_NULL(strstr(script, "The first truce"));
    folder_close(&it);
    folder_open(&it);
    put(&it, "renewal.csv", HEAD "base,1,,,,\nbase,2,,,,\n");
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    CU_ASSERT_FALSE(there(&it, "charts/renewal.gp"));
    folder_close(&it);
}

int main(void)
{
    CU_TestInfo tests[] = {{"first truce", test_first_truce}, {"variants", test_variants}, CU_TEST_INFO_NULL};

    return ent_run_suite("charts/renewal", tests);
}
