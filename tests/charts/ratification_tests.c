/* The chart of ratification, and the words of charts for scenarios with ratification. */
#include "chart_folder.h"
#include "suite.h"

#include "base/status.h"

#define HEAD "variant,entry,name,asked,yes,mc_low,mc_high,month\n"
#define DUMA "duma,State Duma,1,0.9,0.89,0.91,1\n"
#define VOTE "vote,Referendum,0.5,0.4,0.38,0.42,3.25\n"

static const char *draw(folder *it, const char *ratification)
{
    folder_open(it);
    put(it, "ratification.csv", ratification);
    CU_ASSERT_EQUAL(ent_charts_draw(&it->request, &it->diagnostics), ENT_OK);
    return get(it, "charts/ratification.gp");
}

static void expect(const char *script, bool wanted, const char *text)
{
    bool found = strstr(script, text) != NULL;

    if (found != wanted) {
        printf("\n  %s: %s\n", wanted ? "missing" : "too much", text);
    }
    CU_ASSERT_EQUAL(found, wanted);
}

/* A bar: 50 of 100 deals asked about, 20 of them with a yes (19 to 21); it stops the other 30. */
static void test_rows(void)
{
    folder it;
    const char *script =
        draw(&it, HEAD "base," DUMA "base," VOTE "other," DUMA "other,vote,Referendum,1,0.3,0.28,0.32,3\n");

    expect(script, true, "Referendum\xE2\x80\x9D stops 30% of the");
    expect(script, true, "more than any other");
    expect(script, true, "\n 20 50 19 21 20 100 ");
    expect(script, true, "\n 90 100 89 91 90 100 ");
    expect(script, true, "'{/:Bold 40%}'");
    expect(script, true, "'{/:Bold 3.2}'");
    expect(script, true, "$others << EOD\n 90 ");
    expect(script, true, "\n 30 "); /* of the other variant */
    expect(script, true, "Pale dots: the yes of the other variants.");
    CU_ASSERT_TRUE(there(&it, "charts/ratification.svg"));
    folder_close(&it);
}

/* Two that stop about as many: no claim which stops more. */
static void test_no_clear_first(void)
{
    folder it;
    const char *script = draw(&it, HEAD "base,a,A,1,0.8,0.75,0.85,0\nbase,b,B,0.5,0.55,0.5,0.6,0\nbase,c,C,0,,,,\n");

    expect(script, true, "B\xE2\x80\x9D stops 22% of the");
    expect(script, false, "more than any other");
    expect(script, true, "never asked");
    expect(script, true, "at once");
    folder_close(&it);
}

/* One entry has a row a variant. */
static void test_rows_of_variants(void)
{
    folder it;
    const char *script = draw(&it, HEAD "base," DUMA "other,duma,State Duma,1,0.7,0.68,0.72,1\n");

    expect(script, true, "Duma\xE2\x80\x9D says yes to 90%");
    expect(script, true, "a row a variant");
    expect(script, true, "\n 70 100 68 72 70 100 ");
    expect(script, false, "Pale dots");
    folder_close(&it);
}

static void test_nothing_to_stop(void)
{
    folder it;

    expect(draw(&it, HEAD "base,a,A,1,1,0.99,1,0\n"), true, "No simulated deal is refused");
    folder_close(&it);
    expect(draw(&it, HEAD "base,a,A,1,1,,,0\nbase,b,B,0,,,,\n"), true, "No simulated deal is refused");
    expect(get(&it, "charts/ratification.gp"), true, "No interval");
    folder_close(&it);
    expect(draw(&it, HEAD "base,a,A,0,,,,\n"), true, "Nobody is asked");
    folder_close(&it);
    expect(draw(&it, HEAD "base,a,A,,,,,\n"), true, "No deal is signed");
    folder_close(&it);
}

/* Where no deal enters into force the pages state it, and not that the parties do not sign. */
static void test_no_deal_in_force(void)
{
    static const char *const chart[] = {"truce", "causes", "deal", "guarantees", "guarantee_months"};
    folder it;

    for (int ratified = 0; ratified < 2; ratified++) {
        folder_open(&it);
        put(&it, "truce.csv",
            "variant,month,at_risk,survival,mc_low,mc_high,world_p05,world_p95,cause_attack\nbase,1,0,,,,,,\n");
        put(&it, "demands.csv",
            "variant,demand,option,share,mc_low,mc_high,available,refused\nbase,land,kept,,,,1,0\n");
        put(&it, "guarantees.csv",
            "variant,guarantee,name,in_force,in_force_low,in_force_high,tested,tested_low,tested_high,honoured,"
            "honoured_low,honoured_high,contained,contained_low,contained_high,saved,saved_low,saved_high,truces,"
            "tests\n"
            "base,air,Air,,,,,,,,,,,,,,,,0,0\n");
        put(&it, "guarantee_months.csv",
            "variant,guarantee,month,at_risk,in_force,tested,honoured,contained\nbase,air,1,0,,0,0,0\n");
        if (ratified) {
            put(&it, "ratification.csv", HEAD "base,a,A,1,0,,,0\n");
        }
        CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
        for (size_t i = 0; i < sizeof(chart) / sizeof(*chart); i++) {
            const char *script = get(&it, ent_arena_printf(&it.arena, "charts/%s.gp", chart[i]));
            expect(script, ratified == 0, "the parties sign.");
            expect(script, ratified != 0, "does a deal enter into force.");
        }
        folder_close(&it);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"rows", test_rows}, {"no clear first", test_no_clear_first},
        {"rows of variants", test_rows_of_variants}, {"nothing to stop", test_nothing_to_stop},
        {"no deal in force", test_no_deal_in_force}, CU_TEST_INFO_NULL};

    return ent_run_suite("charts/ratification", tests);
}
