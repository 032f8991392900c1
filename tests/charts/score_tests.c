/* The charts of a score: a chart a set, titles from the data, counts, and unknown values. */
#include "chart_folder.h"
#include "suite.h"

#include "base/status.h"

#define SURVIVAL_HEAD "set,month,at_risk,observed,observed_low,observed_high,predicted,predicted_p05,predicted_p95\n"
#define RELIABILITY_HEAD "set,horizon,from,to,cases,predicted,observed,observed_low,observed_high\n"

static const ent_chart_name sets[] = {{"famous", "famous"}, {"by rule `x`", "by rule `x`"}};

static void has(const char *script, const char *text)
{
    if (strstr(script, text) == NULL) {
        printf("\n  missing: %s\n", text);
    }
    CU_ASSERT_PTR_NOT_NULL(strstr(script, text));
}

static void open_score(folder *it)
{
    folder_open(it);
    (void) remove(in(it, "outcomes.csv"));
    (void) remove(in(it, "headline.csv"));
    it->request.variant = sets;
    it->request.variants = 2;
    put(it, "score.csv", "set,case,truce_months\nfamous,a,12\nfamous,b,\nby rule `x`,c,70\nby rule `x`,d,80\n");
}

static void test_survival(void)
{
    folder it;
    const char *script;

    open_score(&it);
    put(&it, "score_survival.csv",
        SURVIVAL_HEAD "famous,0,2,1,,,1,1,1\nfamous,1,2,0.5,0.3,0.8,0.625,0.6,0.7\nfamous,2,1,,,,0.5,,\n"
                      "by rule `x`,0,2,1,,,1,1,1\nby rule `x`,1,2,0.75,0.5,0.9,,,\n");
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    script = get(&it, "charts/score_survival_1.gp");
    has(script, "How long truces held, and how long"); /* five years are not known */
    has(script, "Famous, 1 truce: ");
    has(script, " draws a case, entente "); /* a set is no variant */
    has(script, "\n 0 100 100 100 100\n 1 50 30 80 62.5\n 2 NaN NaN NaN 50\n");
    CU_ASSERT_TRUE(there(&it, "charts/score_survival_1.svg"));
    script = get(&it, "charts/score_survival_2.gp");
    has(script, "By rule `x`, 2 truces");
    CU_ASSERT_TRUE(there(&it, "charts/score_survival_2.svg"));
    folder_close(&it);
}

static void test_reliability(void)
{
    folder it;
    const char *script;

    open_score(&it);
    put(&it, "score_reliability.csv",
        RELIABILITY_HEAD
        "famous,60,0,0.2,0,,,,\nfamous,60,0.2,0.4,7,0.3,0.8,0.5,0.9\nfamous,60,0.4,0.6,5,0.5,0.4,0.1,0.8\n"
        "famous,12,0.4,0.6,3,0.5,0.1,0.05,0.2\n");
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    script = get(&it, "charts/score_reliability_1.gp");
    has(script, "In 1 of 2 groups of chances clearly more");
    has(script, "$groups << EOD\n30 80 50 90\n50 40 10 80\nEOD");
    has(script, "7 truces");
    has(script, " draws a case, entente ");
    CU_ASSERT_TRUE(there(&it, "charts/score_reliability_1.svg"));
    CU_ASSERT_FALSE(there(&it, "charts/score_reliability_2.gp")); /* no group has a case */
    folder_close(&it);
}

int main(void)
{
    CU_TestInfo tests[] = {{"survival", test_survival}, {"reliability", test_reliability}, CU_TEST_INFO_NULL};

    return ent_run_suite("charts of a score", tests);
}
