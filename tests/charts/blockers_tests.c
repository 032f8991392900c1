/* The chart of what keeps the parties apart: its title, rows and marks. */
#include "chart_folder.h"
#include "suite.h"

#include "base/status.h"

#define HEAD                                                                                                           \
    "variant,kind,change,paths,agreed,agreed_difference,agreed_low,agreed_high,headline,headline_difference,"          \
    "headline_low,headline_high\n"
#define HEADLINE(expression)                                                                                           \
    "variant,expression,probability,mc_low,mc_high,world_p05,world_p50,world_p95,difference,difference_low,"           \
    "difference_high,better,draws,worlds\nbase," expression ",0.575,0.565,0.585,0.15,0.6,0.72,0,0,0,0.5,10000,1000\n"

/* The script of a chart of these rows. */
static const char *script_of(folder *it, const char *headline, const char *rows)
{
    folder_open(it);
    put(it, "headline.csv", headline);
    put(it, "blockers.csv", rows);
    CU_ASSERT_EQUAL(ent_charts_draw(&it->request, &it->diagnostics), ENT_OK);
    CU_ASSERT_TRUE(there(it, "charts/blockers.svg"));
    return get(it, "charts/blockers.gp");
}

static void has(const char *script, const char *text)
{
    if (strstr(script, text) == NULL) {
        fprintf(stderr, "lacks %s in\n%s\n", text, script);
        CU_FAIL("a chart without a text");
    }
}

static void test_deal(void)
{
    folder it;
    const char *script = script_of(&it, HEADLINE("truce.held"),
        HEAD "base,veto,Ann `x` has no veto and refuses nothing,p,0.38,0.23,0.21,0.25,0.2,0.1,0.09,0.11\n"
             "base,demand,the demand “D” is dropped,p,0.1,-0.05,-0.06,-0.04,0.1,0,-0.01,0.01\n"
             "base,event,“E” surely happens,p,0.1,0.0009,0.0008,0.001,,,,\n");

    has(script, "deal in 38% of futures instead of 15%");
    has(script, "(pale)");
    has(script, "The demand ");
    has(script, "not clear");
    has(script, "not known");
    has(script, " 23 21 25 10 9 11 ");
    has(script, "0x1B4F7A");
    has(script, "0xC04A20");
    has(script, " 0.09 0.08 0.1 NaN NaN NaN ");
    has(script, "0x8A94A0");
    folder_close(&it);
}

/* Where no change moves the chance of a deal, the headline alone is drawn; a mean in its unit. */
static void test_headline_alone(void)
{
    folder it;
    const char *script =
        script_of(&it, HEADLINE("truce.held"), HEAD "base,event,“E” surely happens,p,1,0,0,0,0.8,0.3,0.28,0.32\n");

    has(script, "80% of futures instead of 50%");
    has(script, " 30 28 32 NaN NaN NaN ");
    folder_close(&it);
    script =
        script_of(&it, HEADLINE("mean(months)"), HEAD "base,event,“E” surely happens,p,1,0,0,0,12.5,2.5,2.4,2.6\n");
    has(script, "12.5");
    has(script, " 2.5 2.4 2.6 NaN NaN NaN ");
    folder_close(&it);
}

static void test_nothing_clear(void)
{
    folder it;
    const char *script = script_of(
        &it, HEADLINE("truce.held"), HEAD "calm,event,“E” surely happens,p,0.3,0.1,-0.1,0.3,0.8,0.3,0.28,0.32\n");

    has(script, "No single change clearly moves the chance of a deal");
    has(script, "Variant ");
    folder_close(&it);
}

int main(void)
{
    CU_TestInfo tests[] = {{"chance of a deal and headline", test_deal}, {"headline alone", test_headline_alone},
        {"nothing is clear", test_nothing_clear}, CU_TEST_INFO_NULL};

    return ent_run_suite("chart of blockers", tests);
}
