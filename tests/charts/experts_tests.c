/* The chart of the experts: its title, rows and marks. */
#include "chart_folder.h"
#include "suite.h"

#include "base/status.h"

#define HEAD                                                                                                           \
    "variant,expert,name,weight,worlds,expression,probability,mc_low,mc_high,world_p05,world_p50,world_p95,"           \
    "difference,"                                                                                                      \
    "difference_low,difference_high,better,draws\n"
#define HEADLINE                                                                                                       \
    "variant,expression,probability,mc_low,mc_high,world_p05,world_p50,world_p95,difference,difference_low,"           \
    "difference_high,better,draws,worlds\nbase,truce.held,0.575,0.565,0.585,0.15,0.6,0.72,0,0,0,0.5,10000,1000\n"
#define SHARES "variant,expression,variance,between,share,share_low,share_high\n"

/* The script of a chart of these rows. */
static const char *script_with(folder *it, const char *headline, const char *rows, const char *shares)
{
    folder_open(it);
    put(it, "headline.csv", headline);
    put(it, "experts.csv", rows);
    put(it, "disagreement.csv", shares);
    CU_ASSERT_EQUAL(ent_charts_draw(&it->request, &it->diagnostics), ENT_OK);
    CU_ASSERT_TRUE(there(it, "charts/experts.svg"));
    return get(it, "charts/experts.gp");
}

static const char *script_of(folder *it, const char *rows, const char *shares)
{
    return script_with(it, HEADLINE, rows, shares);
}

static void has(const char *script, const char *text)
{
    if (strstr(script, text) == NULL) {
        fprintf(stderr, "lacks %s in\n%s\n", text, script);
        CU_FAIL("a chart without a text");
    }
}

static void test_disagreement(void)
{
    folder it;
    const char *script = script_of(&it,
        HEAD "base,a,Ann,0.25,250,truce.held,0.2,0.19,0.21,0.1,0.2,0.3,0,0,0,0.5,2500\n"
             "base,b,Bob `x`,0.75,750,truce.held,0.7,0.69,0.71,,,,0,0,0,0.5,7500\n",
        SHARES "base,truce.held,0.05,0.04,0.8,0.77,0.83\n");

    has(script, "Ann puts the chance that");
    has(script, "together they say");
    has(script, "All, by weight");
    has(script, "75%");
    has(script, "Disagreement of the experts is 80%");
    has(script, "57.5 15 72 56.5 58.5");
    has(script, "20 10 30 19 21");
    folder_close(&it);
}

static void test_agreement(void)
{
    folder it;
    const char *script = script_of(&it,
        HEAD "base,a,Ann,0.5,500,truce.held,0.57,0.56,0.58,,,,0,0,0,0.5,2500\n"
             "base,b,Bob,0.5,500,truce.held,0.58,0.57,0.59,,,,0,0,0,0.5,7500\n",
        SHARES "base,truce.held,0.0001,0,,,\n");

    has(script, "The experts do not clearly differ");
    CU_ASSERT_PTR_NULL(strstr(script, "Disagreement of"));
    folder_close(&it);
    script = script_of(&it, HEAD "base,a,Ann,1,1000,truce.held,,,,,,,,,,,0\n", SHARES);
    has(script, "No expert has any future");
    folder_close(&it);
}

/* The axis ends beyond each mark: a figure, an interval of the simulation or a range across worlds, of any expert. */
static void test_axis(void)
{
    static const struct {
        const char *all, *ann, *bob, *end;
    } it[] = {{"0.1,0.09,0.11,,,", "0.1,0.09,0.11,,,", "0.1,0.09,0.11,,,", "\nend = 15\n"},
        {"0.1,0.09,0.11,,,", "0.1,0.09,0.11,,,", "0.1,0.05,0.38,,,", "\nend = 40\n"},
        {"0.1,0.09,0.11,,,", "0.1,0.05,0.38,,,", "0.1,0.09,0.11,,,", "\nend = 40\n"},
        {"0.1,0.05,0.38,,,", "0.1,0.09,0.11,,,", "0.1,0.09,0.11,,,", "\nend = 40\n"},
        {"0.1,0.09,0.11,,,", "0.1,0.09,0.11,,,", "0.1,0.09,0.11,0.05,0.1,0.38", "\nend = 40\n"},
        {"0.1,0.09,0.11,,,", "0.1,0.09,0.11,,,", "0.38,,,,,", "\nend = 40\n"},
        {"0.1,0.09,0.11,,,", "0.1,0.09,0.11,,,", "0.1,0.05,0.71,,,", "\nend = 100\n"}};

    for (size_t i = 0; i < sizeof(it) / sizeof(it[0]); i++) {
        char headline[1024], rows[1024];
        folder at;
        (void) snprintf(headline, sizeof(headline), HEADLINE_HEAD "base,truce.held,%s,,,\n", it[i].all);
        (void) snprintf(rows, sizeof(rows),
            HEAD "base,a,Ann,0.5,500,truce.held,%s,0,0,0,0.5,2500\nbase,b,Bob,0.5,500,truce.held,%s,0,0,0,0.5,7500\n",
            it[i].ann, it[i].bob);
        has(script_with(&at, headline, rows, SHARES), it[i].end);
        folder_close(&at);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"disagreement", test_disagreement}, {"agreement", test_agreement},
        {"end of the axis", test_axis}, CU_TEST_INFO_NULL};

    return ent_run_suite("chart of experts", tests);
}
