/* Charts of figures without a range across worlds: the reason is in the footer, nothing is drawn for it, and no title
 * calls the estimate firm. */
#include "chart_folder.h"
#include "suite.h"

#include "base/status.h"

static void put_without_ranges(folder *it)
{
    put(it, "outcomes.csv",
        OUTCOMES_HEAD "base,no_deal,No deal,1000,700,0.7,0.68,0.72,,,\n"
                      "base,held,Holds,1000,300,0.3,0.29,0.31,,,\n"
                      "other,no_deal,No deal,1000,600,0.6,0.58,0.62,,,\n"
                      "other,held,Holds,1000,400,0.4,0.39,0.41,,,\n");
    put(it, "headline.csv",
        "variant,expression,probability,mc_low,mc_high,world_p05,world_p50,world_p95,difference,difference_low,"
        "difference_high,better,draws,worlds\n"
        "base,truce.held,0.3,0.299,0.301,,,,,,,,1000,40\nother,truce.held,0.4,0.399,0.401,,,,0.1,0.09,0.11,1,1000,"
        "40\n");
    put(it, "truce.csv",
        "variant,month,at_risk,survival,mc_low,mc_high,world_p05,world_p95,cause_attack\n"
        "base,1,9,0.9,0.89,0.91,,,0.1\nbase,2,9,0.8,0.79,0.81,,,0.2\n"
        "other,1,9,0.9,0.89,0.91,,,0.1\nother,2,9,0.9,0.89,0.91,,,0.1\n");
    put(it, "convergence.csv",
        "variant,worlds,draws,probability,mc_low,mc_high\nbase,20,500,0.3,0.2,0.4\nbase,40,1000,0.3,0.299,0.301\n");
    put(it, "sweeps.csv",
        "variant,sweep,factors.a,factors.b,expression,probability,mc_low,mc_high,world_p05,world_p50,world_p95\n"
        "base,s,1,1,truce.held,0.1,0.09,0.11,,,\nbase,s,2,1,truce.held,0.9,0.89,0.91,,,\n");
    it->request.worlds = 40;
}

static void expect_footers(folder *it, const char *words)
{
    static const char *const chart[] = {"outcomes", "headline", "truce", "causes", "sweep_s"};

    CU_ASSERT_EQUAL(ent_charts_draw(&it->request, &it->diagnostics), ENT_OK);
    for (size_t i = 0; i < sizeof(chart) / sizeof(chart[0]); i++) {
        const char *script = get(it, ent_arena_printf(&it->arena, "charts/%s.gp", chart[i]));
        CU_ASSERT_PTR_NOT_NULL(strstr(script, words));
        CU_ASSERT_PTR_NULL(strstr(script, "what could be known, but is not"));
        if (strstr(script, words) == NULL) {
            fprintf(stderr, "%s lacks: %s\n", chart[i], words);
        }
    }
}

static void test_not_measured(void)
{
    folder it;

    folder_open(&it);
    put_without_ranges(&it);
    expect_footers(&it, "Range across worlds: not measured");
    CU_ASSERT_PTR_NOT_NULL(strstr(get(&it, "charts/headline.gp"), "'not measured'"));
    CU_ASSERT_PTR_NOT_NULL(strstr(get(&it, "charts/outcomes.gp"), "'not measured'"));
    CU_ASSERT_PTR_NOT_NULL(strstr(get(&it, "charts/outcomes.gp"), "$whiskers << EOD\nNaN NaN NaN NaN\nEOD"));
    CU_ASSERT_PTR_NOT_NULL(strstr(get(&it, "charts/truce.gp"), "(not measured)"));
    folder_close(&it);
}

static void test_one_world(void)
{
    folder it;

    folder_open(&it);
    put_without_ranges(&it);
    it.request.worlds = 1;
    expect_footers(&it, "No range across worlds: one world only");
    CU_ASSERT_PTR_NULL(strstr(get(&it, "charts/headline.gp"), "not measured"));
    folder_close(&it);
}

#define ASSUMPTIONS_HEAD "variant,path,written,understood,p05,p50,p95,note,source\n"

/* Factors that are constants, and distributions drawn anew in every draw, leave nothing unknown. */
static void test_nothing_unknown(void)
{
    folder it;

    folder_open(&it);
    put_without_ranges(&it);
    put(&it, "assumptions.csv",
        ASSUMPTIONS_HEAD "base,factors.a,3,3,3,3,3,,\nbase,force.required,1 to 2,between,1,1.5,2,,\n");
    expect_footers(&it, "No range across worlds: nothing is unknown");
    CU_ASSERT_PTR_NULL(strstr(get(&it, "charts/headline.gp"), "not measured"));
    CU_ASSERT_PTR_NOT_NULL(strstr(get(&it, "charts/convergence.gp"), "firm: 30%"));
    put(&it, "assumptions.csv", ASSUMPTIONS_HEAD "base,force.required,unknown(1 to 2),between,1,1.5,2,,\n");
    expect_footers(&it, "Range across worlds: not measured");
    put(&it, "assumptions.csv", ASSUMPTIONS_HEAD "base,factors.a,0 to 1,between,0,0.5,1,,\n");
    expect_footers(&it, "Range across worlds: not measured");
    folder_close(&it);
}

static void test_some_measured(void)
{
    folder it;

    folder_open(&it);
    put(&it, "headline.csv",
        HEADLINE_HEAD
        "base,truce.held,0.1,0.09,0.11,0.05,0.1,0.2,,,\nother,truce.held,0.2,0.19,0.21,,,,0.1,0.09,0.11\n");
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(get(&it, "charts/headline.gp"), "Pale bar: 90% range across worlds"));
    CU_ASSERT_PTR_NOT_NULL(strstr(get(&it, "charts/headline.gp"), "Without one: range not measured"));
    CU_ASSERT_PTR_NOT_NULL(strstr(get(&it, "charts/headline.gp"), "'not measured'"));
    folder_close(&it);
}

/* Where the range of some months is not measured there is no band: not from the signature to the first month with one,
 * and not across a month without. */
static void test_bands_have_gaps(void)
{
    folder it;

    folder_open(&it);
    put_without_ranges(&it);
    put(&it, "truce.csv",
        "variant,month,at_risk,survival,mc_low,mc_high,world_p05,world_p95,cause_attack\n"
        "base,1,9,0.9,0.89,0.91,,,0.1\nbase,2,9,0.8,0.79,0.81,0.7,0.9,0.2\nbase,3,9,0.7,0.69,0.71,0.6,0.8,0.3\n"
        "base,4,9,0.6,0.59,0.61,,,0.4\nbase,5,9,0.5,0.49,0.51,0.4,0.6,0.5\n"
        "other,1,9,0.9,0.89,0.91,0.8,0.95,0.1\nother,2,9,0.9,0.89,0.91,0.8,0.95,0.1\n");
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(get(&it, "charts/truce.gp"),
        "$band << EOD\nNaN NaN NaN\n\n 2 70 90\n 3 60 80\n\n 5 40 60\n\n\nNaN NaN NaN\n\n 0 100 100\n 1 80 95\n"));
    CU_ASSERT_PTR_NOT_NULL(strstr(get(&it, "charts/truce.gp"), "90% range across worlds. "));
    put(&it, "truce.csv",
        "variant,month,at_risk,survival,mc_low,mc_high,world_p05,world_p95,cause_attack\n"
        "base,1,9,0.9,0.89,0.91,0.8,0.95,0.1\nbase,2,9,0.8,0.79,0.81,,,0.2\n");
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(get(&it, "charts/truce.gp"), "not measured in months without one. "));
    folder_close(&it);
}

/* A range without width has no mark: a bar of no width looks like a blotch, a whisker like a dot. */
static void test_no_width(void)
{
    folder it;

    folder_open(&it);
    put(&it, "headline.csv", HEADLINE_HEAD "base,truce.held,1,0.99,1,1,1,1,,,\n");
    put(&it, "outcomes.csv", OUTCOMES_HEAD "base,held,Holds,9,9,1,0.99,1,1,1,1\n");
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(get(&it, "charts/headline.gp"), "$rows << EOD\n 100 NaN NaN 99 100 "));
    CU_ASSERT_PTR_NOT_NULL(strstr(get(&it, "charts/outcomes.gp"), "$whiskers << EOD\nNaN NaN NaN NaN\nEOD"));
    folder_close(&it);
}

/* The words of a title are no stronger than the interval behind it, and none are written without one. */
static void test_words_of_titles(void)
{
    folder it;

    folder_open(&it);
    put(&it, "headline.csv", HEADLINE_HEAD "base,truce.held,0.9,0.34,1,,,,,,\n");
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(get(&it, "charts/headline.gp"), "unlikely to almost certain"));
    put(&it, "headline.csv", HEADLINE_HEAD "base,truce.held,0.9,,,,,,,,\n");
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(get(&it, "charts/headline.gp"), "That the truce holds: 90%"));
    put(&it, "headline.csv", HEADLINE_HEAD "base,truce.held given agreed,,,,,,,,,\n");
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(get(&it, "charts/headline.gp"), "never held"));
    folder_close(&it);
}

static const char *convergence_title(folder *it, const char *headline, const char *last)
{
    put(it, "headline.csv",
        ent_arena_printf(&it->arena,
            "variant,expression,probability,mc_low,mc_high,world_p05,world_p50,world_p95,difference,difference_low,"
            "difference_high,better,draws,worlds\nbase,truce.held,0.3,0.299,0.301,%s\n",
            headline));
    put(it, "convergence.csv",
        ent_arena_printf(
            &it->arena, "variant,worlds,draws,probability,mc_low,mc_high\nbase,20,500,0.3,0.2,0.4\nbase,%s\n", last));
    CU_ASSERT_EQUAL(ent_charts_draw(&it->request, &it->diagnostics), ENT_OK);
    return get(it, "charts/convergence.gp");
}

static void test_firm(void)
{
    folder it;

    folder_open(&it);
    CU_ASSERT_PTR_NOT_NULL(
        strstr(convergence_title(&it, "0.2,0.3,0.4,,,,,1000,40", "40,1000,0.3,0.299,0.301"), "firm: 30%"));
    CU_ASSERT_PTR_NOT_NULL(strstr(
        convergence_title(&it, ",,,,,,,1000,40", "40,1000,0.3,0.299,0.301"), "range across worlds is not measured"));
    CU_ASSERT_PTR_NULL(strstr(get(&it, "charts/convergence.gp"), "firm"));
    CU_ASSERT_PTR_NOT_NULL(
        strstr(convergence_title(&it, "0.2,0.3,0.4,,,,,1000,29", "400,1000,0.3,0.299,0.301"), "only 29 worlds stand"));
    CU_ASSERT_PTR_NULL(strstr(get(&it, "charts/convergence.gp"), "firm"));
    CU_ASSERT_PTR_NOT_NULL(
        strstr(convergence_title(&it, "0.2,0.3,0.4,,,,,1000,40", "40,1000,0.3,0.29,0.31"), "1 point}'"));
    CU_ASSERT_PTR_NOT_NULL(
        strstr(convergence_title(&it, "0.2,0.3,0.4,,,,,1000,40", "40,1000,0.3,0.28,0.32"), "give or take 2 points"));
    folder_close(&it);
}

/* A difference that is clear has no end that reads as 0. */
static void test_ends_near_zero(void)
{
    folder it;

    folder_open(&it);
    put_without_ranges(&it);
    put(&it, "headline.csv",
        "variant,expression,probability,mc_low,mc_high,world_p05,world_p50,world_p95,difference,difference_low,"
        "difference_high,better,draws,worlds\nbase,truce.held,0.3,0.299,0.301,,,,,,,,1000,40\n"
        "other,truce.held,0.308,0.299,0.301,,,,0.008,0.0027,0.0135,1,1000,40\n"
        "third,truce.held,0.298,0.299,0.301,,,,-0.002,-0.0039,-0.0001,0,1000,40\n");
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(get(&it, "charts/headline.gp"), "'>0 to +1'"));
    CU_ASSERT_PTR_NOT_NULL(strstr(get(&it, "charts/headline.gp"), "0.4 to <0'"));
    folder_close(&it);
}

int main(void)
{
    CU_TestInfo tests[] = {{"not measured", test_not_measured}, {"one world", test_one_world},
        {"nothing unknown", test_nothing_unknown}, {"some measured", test_some_measured},
        {"bands have gaps", test_bands_have_gaps}, {"no width", test_no_width},
        {"words of titles", test_words_of_titles}, {"firm", test_firm}, {"ends near zero", test_ends_near_zero},
        CU_TEST_INFO_NULL};

    return ent_run_suite("charts without ranges", tests);
}
