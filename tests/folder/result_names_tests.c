/* Which names a run may remove, whatever a manifest or a ledger of charts lists. */
#include "suite.h"

#include "folder/result_names.h"

static void test_results(void)
{
    static const char *const own[] = {"headline.csv", "draws.csv", "score_summary.csv", "report.html", "live.html",
        "compare.html", "score.html", "scenario.cfg", "fit.cfg", "datapackage.json", "base-1.cfg", "base-12.cfg",
        "table-3.txt", "boxes/a.cfg"};
    static const char *const others[] = {"", "mine.txt", "mine.csv", "manifest.json", "index.html", "headline.csv~",
        "./headline.csv", "../report.html", "a/report.html", "base-.cfg", "base-1.cfg.cfg", "base-a.cfg", "base-1.txt",
        "table-.txt", "table-1.cfg", "boxes", "boxes/", "boxes/a", "boxes/a.txt", "boxes/b/a.cfg", "boxes/../a.cfg",
        "charts/outcomes.svg"};

    for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++) {
        CU_ASSERT_TRUE(ent_is_result_name(own[i]));
    }
    for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
        CU_ASSERT_FALSE(ent_is_result_name(others[i]));
    }
}

static void test_charts(void)
{
    static const char *const own[] = {
        "charts/outcomes.gp", "charts/outcomes.svg", "charts/sweep_a.png", "charts/discover_1.pdf"};
    static const char *const others[] = {"", "outcomes.svg", "charts/", "charts/outcomes", "charts/notes.txt",
        "charts/outcomes.svg.txt", "charts/a/outcomes.svg", "charts/../report.svg", "chart/outcomes.svg",
        "headline.csv"};

    for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++) {
        CU_ASSERT_TRUE(ent_is_chart_name(own[i]));
    }
    for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
        CU_ASSERT_FALSE(ent_is_chart_name(others[i]));
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"results", test_results}, {"charts", test_charts}, CU_TEST_INFO_NULL};

    return ent_run_suite("names of results", tests);
}
