#include "chart_folder.h"
#include "suite.h"

#include "base/read_file.h"
#include "base/status.h"
#include "charts/charts.h"
#include "charts/drawing.h"
#include "charts/layout/page.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- files */

static void test_whole_files(void)
{
    static const char svg[] = "<?xml version=\"1.0\"?><svg></svg>\n";
    static const char pdf[] = "%PDF-1.5\n1 0 obj\n%%EOF\n";

    CU_ASSERT_TRUE(ent_drawing_is_whole(ENT_CHART_SVG, svg, sizeof(svg) - 1));
    CU_ASSERT_FALSE(ent_drawing_is_whole(ENT_CHART_SVG, svg, sizeof(svg) - 3));
    CU_ASSERT_FALSE(ent_drawing_is_whole(ENT_CHART_SVG, "", 0));
    CU_ASSERT_TRUE(ent_drawing_is_whole(ENT_CHART_PDF, pdf, sizeof(pdf) - 1));
    CU_ASSERT_FALSE(ent_drawing_is_whole(ENT_CHART_PDF, pdf, sizeof(pdf) - 4));
    CU_ASSERT_FALSE(ent_drawing_is_whole(ENT_CHART_PNG, svg, sizeof(svg) - 1));
}

static void test_draws_in_every_format(void)
{
    static const char *const file[] = {"charts/outcomes.svg", "charts/outcomes.png", "charts/outcomes.pdf"};

    for (int format = 0; format < 3; format++) {
        folder it;
        folder_open(&it);
        it.request.format = (ent_chart_format) format;
        CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
        CU_ASSERT_EQUAL(it.diagnostics.count, 0);
        CU_ASSERT_TRUE(there(&it, file[format]));
        CU_ASSERT_TRUE(there(&it, "charts/outcomes.gp"));
        CU_ASSERT_TRUE(there(&it, "charts/headline.gp"));
        CU_ASSERT_FALSE(there(&it, "charts/truce.gp")); /* no table, no chart */
        CU_ASSERT_EQUAL(system(ent_arena_printf(&it.arena, "! ls %s/charts | grep -q tmp", it.path)), 0);
        folder_close(&it);
    }
}

static void test_states_the_result(void)
{
    folder it;
    const char *script;

    folder_open(&it);
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    script = get(&it, "charts/headline.gp");
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "raises the chance"));
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "from 10% to 20%"));
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "'{/:Bold +10}'")); /* an interval of a point leaves no decimals */
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "Scenario test, seed 7, 1,000,000 draws a variant, entente 0.1.0."));
    script = get(&it, "charts/outcomes.gp");
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "is the likeliest end: 60\xE2\x80\x93"
                                          "70%"));
    /* good to bad, no deal last; the whisker is at the end of the outcomes that the headline counts */
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "\n0 10 "));
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "\n10 30 "));
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "\n30 100 "));
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "\n10 5 20 "));
    folder_close(&it);
}

static const char *drawn(folder *self, const char *chart)
{
    CU_ASSERT_EQUAL_FATAL(ent_charts_draw(&self->request, &self->diagnostics), ENT_OK);
    return get(self, chart);
}

/* A title claims no more than the intervals justify. */
static void test_claims_no_more_than_is_known(void)
{
    folder self;
    const char *script;

    folder_open(&self); /* b's interval reaches into a's */
    put(&self, "headline.csv",
        HEADLINE_HEAD "base,truce.held,0.1,0.09,0.11,0.05,0.1,0.2,,,\n"
                      "a,truce.held,0.2,0.19,0.21,0.1,0.2,0.3,0.1,0.09,0.11\n"
                      "b,truce.held,0.195,0.19,0.2,0.1,0.2,0.3,0.095,0.09,0.1\n");
    script = drawn(&self, "charts/headline.gp");
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "about as much"));
    CU_ASSERT_PTR_NULL(strstr(script, "most raises"));
    put(&self, "headline.csv",
        HEADLINE_HEAD "base,truce.held,0.1,0.09,0.11,0.05,0.1,0.2,,,\n"
                      "a,truce.held,0.2,0.19,0.21,0.1,0.2,0.3,0.1,0.09,0.11\n"
                      "b,truce.held,0.15,0.14,0.16,0.1,0.2,0.3,0.05,0.04,0.06\n");
    script = drawn(&self, "charts/headline.gp");
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "most raises"));
    put(&self, "headline.csv", /* the interval leaves out 0, but it is less than a tenth of a point */
        HEADLINE_HEAD "base,truce.held,0.005,0.0049,0.0051,0.004,0.005,0.006,,,\n"
                      "other,truce.held,0.0048,0.0047,0.0049,0.004,0.005,0.006,-0.0002,-0.00023,-0.00017\n");
    script = drawn(&self, "charts/headline.gp");
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "No variant clearly changes"));
    CU_ASSERT_PTR_NULL(strstr(script, "0.0 points"));
    CU_ASSERT_PTR_NULL(strstr(script, "'0.0'"));
    folder_close(&self);
}

/* The outcomes that sum to the headline come first, in blue, whatever the order of the file. */
static void test_the_headline_is_the_good_end(void)
{
    folder self;
    const char *script, *holds, *collapses;

    for (int order = 0; order < 2; order++) {
        folder_open(&self);
        put(&self, "outcomes.csv",
            order == 0 ? OUTCOMES_HEAD "base,held,Holds,1000,100,0.1,0.09,0.11,0.05,0.1,0.2\n"
                                       "base,collapses,Collapses,1000,900,0.9,0.88,0.92,0.1,0.2,0.3\n"
                                       "other,held,Holds,1000,200,0.2,0.19,0.21,0.1,0.2,0.3\n"
                                       "other,collapses,Collapses,1000,800,0.8,0.78,0.82,0.1,0.2,0.3\n"
                       : OUTCOMES_HEAD "base,collapses,Collapses,1000,900,0.9,0.88,0.92,0.1,0.2,0.3\n"
                                       "base,held,Holds,1000,100,0.1,0.09,0.11,0.05,0.1,0.2\n"
                                       "other,collapses,Collapses,1000,800,0.8,0.78,0.82,0.1,0.2,0.3\n"
                                       "other,held,Holds,1000,200,0.2,0.19,0.21,0.1,0.2,0.3\n");
        script = drawn(&self, "charts/outcomes.gp");
        CU_ASSERT_PTR_NOT_NULL(strstr(script, "\n0 10 ")); /* base's first segment is the headline's tenth */
        holds = strstr(script, "'{/:Bold Holds}'");
        collapses = strstr(script, "'{/:Bold Collapses}'");
        CU_ASSERT(holds != NULL && collapses != NULL && holds < collapses);
        folder_close(&self);
    }
}

/* The footer states the scale of the axis of a sweep wherever it is not linear. */
static void test_sweep_axes(void)
{
    static const struct {
        const char *value[3], *said;
    } axis[] = {{{"10", "20", "30"}, NULL}, {{"1", "10", "1000"}, "by their logarithms"},
        {{"0", "1", "1000"}, "at even distances"}, {{"low", "middle", "high"}, "at even distances"}};

    for (size_t i = 0; i < sizeof(axis) / sizeof(*axis); i++) {
        folder self;
        const char *script;
        folder_open(&self);
        put(&self, "sweeps.csv",
            ent_arena_printf(&self.arena,
                "variant,sweep,a.b,expression,probability,mc_low,mc_high,world_p05,world_p50,world_p95\n"
                "base,s,%s,truce.held,0.1,0.09,0.11,0,0.1,0.2\nbase,s,%s,truce.held,0.2,0.19,0.21,0.1,0.2,0.3\n"
                "base,s,%s,truce.held,0.3,0.29,0.31,0.2,0.3,0.4\n",
                axis[i].value[0], axis[i].value[1], axis[i].value[2]));
        script = drawn(&self, "charts/sweep_s.gp");
        CU_ASSERT_PTR_NOT_NULL(strstr(script, "range across worlds"));
        CU_ASSERT_EQUAL(strstr(script, "The values stand") != NULL, axis[i].said != NULL);
        CU_ASSERT(axis[i].said == NULL || strstr(script, axis[i].said) != NULL);
        folder_close(&self);
    }
}

/* A sweep without a clear difference states one figure, or two where they read differently; of two settings, and where
 * the least is not at an end, how far apart they are. */
static void test_sweep_titles(void)
{
    static const struct {
        const char *rows, *title;
    } it[] = {{"1,,truce.held,0.1,0.09,0.11,,,\nbase,s,2,,truce.held,0.1,0.09,0.11,,,\n",
                  "hardly moves the chance that the truce holds: 10%}'"},
        {"1,,truce.held,0.1,0.09,0.11,,,\nbase,s,2,,truce.held,0.115,0.105,0.125,,,\n",
            "hardly moves the chance that the truce holds: 10% to 12%}'"},
        {"1,,truce.held,0.1,0.09,0.11,,,\nbase,s,2,,truce.held,0.3,0.29,0.31,,,\n",
            "{/:Bold truce holds rises from 10% to 30%}'"},
        {"1,,truce.held,0.3,0.29,0.31,,,\nbase,s,2,,truce.held,0.1,0.09,0.11,,,\n",
            "{/:Bold truce holds falls from 30% to 10%}'"},
        {"1,,truce.held,0.1,0.09,0.11,,,\nbase,s,2,,truce.held,0.3,0.29,0.31,,,\nbase,s,3,,truce.held,0.2,0.19,0.21,,,"
         "\n",
            "the chance that the truce holds lies between 10% and 30%}'"},
        {"1,2,truce.held,0.1,0.09,0.11,,,\nbase,s,2,2,truce.held,0.3,0.29,0.31,,,\n",
            "the chance that the truce holds lies between 10% and 30%}'"}};

    for (size_t i = 0; i < sizeof(it) / sizeof(*it); i++) {
        folder self;
        const char *script;
        folder_open(&self);
        put(&self, "sweeps.csv",
            ent_arena_printf(&self.arena,
                "variant,sweep,a.b,a.c,expression,probability,mc_low,mc_high,world_p05,world_p50,world_p95\nbase,s,%s",
                it[i].rows));
        script = drawn(&self, "charts/sweep_s.gp");
        CU_ASSERT_PTR_NOT_NULL(strstr(script, it[i].title));
        folder_close(&self);
    }
}

static void test_redraws_the_same_bytes(void)
{
    folder it;
    const char *first;

    folder_open(&it);
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    first = get(&it, "charts/headline.svg");
    CU_ASSERT(strlen(first) > 1000);
    CU_ASSERT_EQUAL(system(ent_arena_printf(&it.arena, "cd %s/charts && rm *.svg && gnuplot headline.gp", it.path)), 0);
    CU_ASSERT_STRING_EQUAL(get(&it, "charts/headline.svg"), first);
    folder_close(&it);
}

static void test_no_text_runs(void)
{
    static const ent_chart_name variant[] = {{"base", "`touch pwned`"},
        {"other", "'; system('touch pwned'); x = '{/=50 A_B} %d @chart & ~ </text><script>"}};
    folder it;
    const char *drawing;

    folder_open(&it);
    it.request.variant = variant;
    it.request.variants = 2;
    it.request.scenario = "\"; system('touch pwned') #";
    it.request.headline = "`touch pwned`\n\nEOD\nsystem('touch pwned')";
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    CU_ASSERT_FALSE(there(&it, "charts/pwned"));
    CU_ASSERT_FALSE(there(&it, "pwned"));
    drawing = get(&it, "charts/outcomes.svg");
    CU_ASSERT_PTR_NOT_NULL(strstr(drawing, "`touch pwned`"));
    CU_ASSERT_PTR_NULL(strstr(drawing, "<script"));
    folder_close(&it);
}

static void test_extremes_are_no_certainties(void)
{
    folder it;
    const char *script;

    folder_open(&it);
    put(&it, "outcomes.csv", OUTCOMES_HEAD "base,collapses,Collapses,9,0,0,0,0.3,,,\nbase,held,Holds,9,9,1,0.7,1,,,\n");
    put(&it, "headline.csv", HEADLINE_HEAD "base,truce.held,1,,,,,,,,\n");
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    script = get(&it, "charts/outcomes.gp");
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "{/:Bold >70%}"));
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "{/:Bold <30%}"));
    CU_ASSERT_PTR_NULL(strstr(script, "Bold 100%"));
    CU_ASSERT_PTR_NOT_NULL(strstr(script, "Range across worlds: not measured"));
    CU_ASSERT_PTR_NOT_NULL(strstr(get(&it, "charts/headline.gp"), "No interval of the simulation"));
    folder_close(&it);
}

static void test_no_deal_says_so(void)
{
    folder it;

    folder_open(&it);
    put(&it, "truce.csv",
        "variant,month,at_risk,survival,mc_low,mc_high,world_p05,world_p95,cause_attack\nbase,1,0,,,,,,\n");
    put(&it, "demands.csv", "variant,demand,option,share,mc_low,mc_high,available,refused\nbase,land,kept,,,,1,0\n");
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    CU_ASSERT_PTR_NOT_NULL(strstr(get(&it, "charts/truce.gp"), "No deal is reached"));
    CU_ASSERT_PTR_NOT_NULL(strstr(get(&it, "charts/causes.gp"), "No deal is reached"));
    CU_ASSERT_PTR_NOT_NULL(strstr(get(&it, "charts/deal.gp"), "No deal is reached"));
    CU_ASSERT_TRUE(there(&it, "charts/deal.svg"));
    folder_close(&it);
}

static void test_every_table_has_its_chart(void)
{
    static const char *const chart[] = {"force", "contributors", "pivotal", "talks", "deal", "truce", "causes",
        "guarantees", "guarantee_months", "sweep_size", "sweep_grid_of_two", "convergence"};
    folder it;

    folder_open(&it);
    put(&it, "force.csv",
        "variant,quantity,troops,exceedance,mc_low,mc_high\n"
        "base,offered,1000,0.9,0.8,0.95\nbase,offered,2000,0.2,0.1,0.3\n"
        "base,committed,1000,0.3,0.2,0.4\nbase,committed,2000,0,0,0.1\n"
        "base,required,1000,1,1,1\nbase,required,2000,0,0,0\n");
    put(&it, "contributors.csv",
        "variant,contributor,name,joins,mc_low,mc_high,troops_mean,troops_p05,troops_p50,troops_p95,pivotal,shapley\n"
        "base,a,Alpha,0.7,0.6,0.8,900,500,900,1200,0.2,0.15\nbase,b,,0,0,0.1,,,,,0,0\n");
    put(&it, "talks.csv", "variant,month,agreed,mc_low,mc_high\nbase,0,0,0,0.1\nbase,1,0.3,0.2,0.4\n");
    put(&it, "demands.csv",
        "variant,demand,option,share,mc_low,mc_high,available,refused\n"
        "base,land,kept,0.8,0.7,0.9,1,0\nbase,land,ceded,0.2,0.1,0.3,1,0\n");
    put(&it, "truce.csv",
        "variant,month,at_risk,survival,mc_low,mc_high,world_p05,world_p95,cause_attack,cause_revolt\n"
        "base,1,300,0.4,0.3,0.5,0.2,0.6,0.5,0.1\n");
    put(&it, "guarantees.csv",
        "variant,guarantee,name,in_force,tested,honoured,contained,saved,truces,tests\n"
        "base,air,Air,0.5,0.4,0.5,1,0.2,300,150\n");
    put(&it, "guarantee_months.csv",
        "variant,guarantee,month,at_risk,in_force,tested,honoured,contained\nbase,air,1,300,0.5,150,75,75\n");
    put(&it, "sweeps.csv",
        "variant,sweep,force.required,parties.p.threshold,expression,probability,mc_low,mc_high,world_p05,world_p50,"
        "world_p95\n"
        "base,size,10,,truce.held,0.1,0.09,0.11,0,0.1,0.2\nbase,size,20,,truce.held,0.3,0.29,0.31,0.2,0.3,0.4\n"
        "base,grid/of two,10,0.1,truce.held,0.1,0.09,0.11,,,\nbase,grid/of two,20,0.1,truce.held,0.5,0.4,0.6,,,\n");
    put(&it, "convergence.csv",
        "variant,worlds,draws,probability,mc_low,mc_high\nbase,1,500,0.2,,\nbase,2,1000,0.15,0.1,0.2\n");
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
    for (size_t i = 0; i < sizeof(chart) / sizeof(chart[0]); i++) {
        CU_ASSERT_TRUE(there(&it, ent_arena_printf(&it.arena, "charts/%s.svg", chart[i])));
    }
    /* the number required is a constant between two thresholds */
    CU_ASSERT_PTR_NOT_NULL(strstr(get(&it, "charts/force.gp"), "'1,000\xE2\x80\x93"
                                                               "2,000'"));
    CU_ASSERT_PTR_NOT_NULL(strstr(get(&it, "charts/causes.gp"), "{/:Bold \xE2\x89\x88"
                                                                "50%}"));
    folder_close(&it);
}

/* With a start the talks are drawn in months of the calendar; without one as before. */
static void test_talks_with_dates(void)
{
    static const char *const assumptions = "variant,path,written,understood,p05,p50,p95,note,source\n"
                                           "base,run.start,2025-11,month 0 of the talks is November 2025,,,,,\n";
    folder it;

    for (int dated = 0; dated < 2; dated++) {
        const char *script;
        folder_open(&it);
        put(&it, "talks.csv",
            "variant,month,agreed,mc_low,mc_high\nbase,1,0.1,0.05,0.15\nbase,2,0.3,0.2,0.4\nbase,14,0.4,0.3,0.5\n");
        if (dated) {
            put(&it, "assumptions.csv", assumptions);
        }
        CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_OK);
        script = get(&it, "charts/talks.gp");
        CU_ASSERT_PTR_NOT_NULL(strstr(script, dated ? "A deal by January 2027" : "A deal within 14"));
        CU_ASSERT_EQUAL(strstr(script, "'Nov 2025'") != NULL, dated);
        CU_ASSERT_EQUAL(strstr(script, "'May 2026'") != NULL, dated); /* every third month: 0, 3, 6, … */
        CU_ASSERT_EQUAL(strstr(script, "'Dec 2025'") != NULL, 0);
        folder_close(&it);
    }
}

/* ---- failures */

static void test_gnuplot_missing(void)
{
    folder it;
    const char *path = getenv("PATH");

    folder_open(&it);
    path = ent_arena_strdup(&it.arena, path);
    setenv("PATH", "/nonexistent", 1);
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_ERR_CHART);
    setenv("PATH", path, 1);
    CU_ASSERT_EQUAL_FATAL(it.diagnostics.count, 1); /* one message for all charts */
    CU_ASSERT_PTR_NOT_NULL(strstr(it.diagnostics.item[0].text, "gnuplot cannot be started"));
    CU_ASSERT_PTR_NOT_NULL(strstr(it.diagnostics.item[0].help, "install"));
    CU_ASSERT_TRUE(there(&it, "charts/headline.gp"));
    CU_ASSERT_FALSE(there(&it, "charts/headline.svg"));
    folder_close(&it);
}

static void test_gnuplot_fails(void)
{
    folder it;
    static const char *const script[] = {"style.gp", "headline.gp"};

    folder_open(&it);
    for (size_t i = 0; i < 2; i++) {
        size_t length = 0;
        int status;
        put(&it, script[i],
            ent_read_file(ent_arena_printf(&it.arena, PLOTS "/%s", script[i]), &it.arena, &length, &status));
    }
    put(&it, "outcomes.gp", "plot no_such_function(x)\n");
    it.request.plots = it.path;
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_ERR_CHART);
    CU_ASSERT_EQUAL_FATAL(it.diagnostics.count, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(it.diagnostics.item[0].text, "outcomes"));
    CU_ASSERT_PTR_NOT_NULL(strstr(it.diagnostics.item[0].text, "undefined function"));
    CU_ASSERT_FALSE(there(&it, "charts/outcomes.svg"));
    CU_ASSERT_TRUE(there(&it, "charts/headline.svg")); /* one failure does not stop the others */
    put(&it, "outcomes.gp", "exit status 0\n");
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_ERR_CHART);
    CU_ASSERT_PTR_NOT_NULL(strstr(it.diagnostics.item[1].text, "not whole"));
    folder_close(&it);
}

static void test_tables_that_cannot_be_read(void)
{
    folder it;

    folder_open(&it);
    put(&it, "headline.csv", "variant,expression\nbase\n");
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_ERR_IO);
    CU_ASSERT_EQUAL_FATAL(it.diagnostics.errors, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(it.diagnostics.item[0].text, "headline.csv: line 2"));
    folder_close(&it);
    folder_open(&it);
    it.request.plots = "/nonexistent";
    CU_ASSERT_EQUAL(ent_charts_draw(&it.request, &it.diagnostics), ENT_ERR_IO);
    CU_ASSERT_PTR_NOT_NULL(strstr(it.diagnostics.item[0].text, "/nonexistent/style.gp"));
    folder_close(&it);
}

/* ---- the manifest */

static void test_loads_a_request(void)
{
    folder it;
    ent_chart_request request;

    folder_open(&it);
    memset(&request, 0, sizeof(request));
    put(&it, "manifest.json",
        "{\"version\":\"0.1.0\",\"scenario\":\"s\",\"title\":\"T\",\"headline\":\"agreed\",\"seed\":20250822,"
        "\"worlds\":2000,\"replications\":500,\"variants\":[{\"name\":\"base\",\"label\":\"As reported\"},\"plain\"],"
        "\"labels\":{\"demands.land\":\"Land\"}}");
    CU_ASSERT_EQUAL(ent_charts_request_load(&request, it.path, &it.arena, &it.diagnostics), ENT_OK);
    CU_ASSERT_STRING_EQUAL(request.folder, it.path);
    CU_ASSERT_STRING_EQUAL(request.scenario, "s");
    CU_ASSERT_STRING_EQUAL(request.headline, "agreed");
    CU_ASSERT_EQUAL(request.seed, 20250822);
    CU_ASSERT_EQUAL(request.draws, 1000000);
    CU_ASSERT_EQUAL_FATAL(request.variants, 2);
    CU_ASSERT_STRING_EQUAL(request.variant[0].label, "As reported");
    CU_ASSERT_STRING_EQUAL(request.variant[1].id, "plain");
    CU_ASSERT_EQUAL_FATAL(request.labels, 1);
    CU_ASSERT_STRING_EQUAL(request.label[0].label, "Land");
    folder_close(&it);
}

static void test_no_manifest(void)
{
    folder it;
    ent_chart_request request;

    folder_open(&it);
    memset(&request, 0, sizeof(request));
    CU_ASSERT_EQUAL(ent_charts_request_load(&request, it.path, &it.arena, &it.diagnostics), ENT_ERR_IO);
    put(&it, "manifest.json", "[1");
    CU_ASSERT_EQUAL(ent_charts_request_load(&request, it.path, &it.arena, &it.diagnostics), ENT_ERR_IO);
    CU_ASSERT_EQUAL_FATAL(it.diagnostics.count, 2);
    CU_ASSERT_PTR_NOT_NULL(strstr(it.diagnostics.item[0].text, "no finished run"));
    CU_ASSERT_PTR_NOT_NULL(strstr(it.diagnostics.item[1].text, "no manifest"));
    folder_close(&it);
}

static void test_formats(void)
{
    ent_chart_format format = ENT_CHART_SVG;

    CU_ASSERT_EQUAL(ent_chart_format_parse("pdf", &format), ENT_OK);
    CU_ASSERT_EQUAL(format, ENT_CHART_PDF);
    CU_ASSERT_EQUAL(ent_chart_format_parse("gif", &format), ENT_ERR_ARGUMENT);
    CU_ASSERT_EQUAL(format, ENT_CHART_PDF);
}

int main(void)
{
    CU_TestInfo tests[] = {{"whole files", test_whole_files}, {"draws in every format", test_draws_in_every_format},
        {"states the result", test_states_the_result},
        {"claims no more than is known", test_claims_no_more_than_is_known}, {"axes of sweeps", test_sweep_axes},
        {"titles of sweeps", test_sweep_titles}, {"talks with dates", test_talks_with_dates},
        {"the headline is the good end", test_the_headline_is_the_good_end},
        {"redraws the same bytes", test_redraws_the_same_bytes}, {"no text runs", test_no_text_runs},
        {"extremes are no certainties", test_extremes_are_no_certainties}, {"no deal says so", test_no_deal_says_so},
        {"every table has its chart", test_every_table_has_its_chart}, {"gnuplot missing", test_gnuplot_missing},
        {"gnuplot fails", test_gnuplot_fails}, {"tables that cannot be read", test_tables_that_cannot_be_read},
        {"loads a request", test_loads_a_request}, {"no manifest", test_no_manifest}, {"formats", test_formats},
        CU_TEST_INFO_NULL};

    return ent_run_suite("charts", tests);
}
