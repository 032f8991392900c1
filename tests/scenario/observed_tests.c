/* `observed` and `cases`: their settings, every message about them, and the settings of a case. */
#include "reader_case.h"

#include "scenario/observed/cases.h"

#include <math.h>

/* --- settings ----------------------------------------------------------------------------------------------------- */

typedef struct observed_case {
    ent_case_file files[3];
    ent_tree tree;
    ent_scenario scenario;
    ent_diagnostics diagnostics;
} observed_case;

static void open_case(observed_case *self, const char *text, const char *table)
{
    *self = (observed_case){.files = {{"s.cfg", text, 0}, {"t.csv", table, 0}, {0}}};
    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&self->tree, "s.cfg", ent_case_load, self->files, &self->diagnostics), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_scenario_read(&self->scenario, "s", &self->tree, &self->diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(self->diagnostics.errors, 0);
}

static void close_case(observed_case *self)
{
    ent_scenario_free(&self->scenario);
    ent_diagnostics_free(&self->diagnostics);
    ent_tree_free(&self->tree);
}

static void test_nothing_observed(void)
{
    observed_case it;
    double months;
    bool ended;

    open_case(&it, "title = \"t\";\n", "");
    CU_ASSERT_FALSE(it.scenario.observed.given);
    CU_ASSERT_EQUAL(it.scenario.observed.agreed, ENT_FACT_UNKNOWN);
    CU_ASSERT(isnan(it.scenario.observed.truce_months) && isnan(it.scenario.observed.until));
    CU_ASSERT_EQUAL(it.scenario.observed.entered, 0.0);
    CU_ASSERT_STRING_EQUAL(it.scenario.observed.cause, "");
    CU_ASSERT_FALSE(ent_observed_duration(&it.scenario.observed, &months, &ended));
    CU_ASSERT_EQUAL(it.scenario.cases, 0);
    close_case(&it);
}

static void test_every_entry(void)
{
    observed_case it;
    const ent_observed *observed = &it.scenario.observed;
    double months;
    bool ended;

    open_case(&it,
        "observed: { agreed = true; month = 4; began = \"1956-11\"; truce_months = 126.9; ended = true; cause = "
        "\"war\";\n"
        "  troops = 6000; until = \"2025-08\"; entered = 12; in_sample = \"spells\"; collection = \"famous\";\n"
        "  kind = \"armed UN force\"; conflict = \"sinai\"; note = \"n\"; source = \"s\";\n"
        "  forecast: { source = \"Paper\"; p = 0.3; on = \"2025-09\"; of = \"a deal\"; };\n"
        "  forecasts: { a: { name = \"A\"; p = \"40%\"; months = 60; }; b: { p = 1; note = \"x\"; }; }; };\n",
        "");
    CU_ASSERT(observed->given && observed->setting != NULL);
    CU_ASSERT_EQUAL(observed->agreed, ENT_FACT_TRUE);
    CU_ASSERT_EQUAL(observed->ended, ENT_FACT_TRUE);
    CU_ASSERT_EQUAL(observed->month, 4.0);
    CU_ASSERT_EQUAL(observed->began, 12.0 * 1956 + 10);
    CU_ASSERT_EQUAL(observed->until, 12.0 * 2025 + 7);
    CU_ASSERT_EQUAL(observed->troops, 6000.0);
    CU_ASSERT_EQUAL(observed->entered, 12.0);
    CU_ASSERT_STRING_EQUAL(observed->cause, "war");
    CU_ASSERT(observed->in_sample);
    CU_ASSERT_STRING_EQUAL(observed->sample, "spells");
    CU_ASSERT_STRING_EQUAL(observed->collection, "famous");
    CU_ASSERT_STRING_EQUAL(observed->kind, "armed UN force");
    CU_ASSERT_STRING_EQUAL(observed->conflict, "sinai");
    CU_ASSERT_STRING_EQUAL(observed->note, "n");
    CU_ASSERT_STRING_EQUAL(observed->source, "s");
    CU_ASSERT(ent_observed_duration(observed, &months, &ended));
    CU_ASSERT(months == 126.9 && ended);
    CU_ASSERT_EQUAL_FATAL(observed->forecasts, 3);
    CU_ASSERT_STRING_EQUAL(observed->forecast[0].id, "forecast");
    CU_ASSERT_STRING_EQUAL(observed->forecast[0].name, "Paper");
    CU_ASSERT_STRING_EQUAL(observed->forecast[0].of, "a deal");
    CU_ASSERT_EQUAL(observed->forecast[0].p, 0.3);
    CU_ASSERT_EQUAL(observed->forecast[0].on, 12.0 * 2025 + 8);
    CU_ASSERT(isnan(observed->forecast[0].months));
    CU_ASSERT_STRING_EQUAL(observed->forecast[1].name, "A");
    CU_ASSERT_EQUAL(observed->forecast[1].p, 0.4);
    CU_ASSERT_EQUAL(observed->forecast[1].months, 60.0);
    CU_ASSERT(isnan(observed->forecast[1].on));
    CU_ASSERT_STRING_EQUAL(observed->forecast[2].name, "b");
    CU_ASSERT_EQUAL(observed->forecast[2].p, 1.0);
    close_case(&it);
}

/* How long a truce was observed, and whether it ended then. */
static void expect_duration(const char *entries, double expected, bool ends)
{
    observed_case it;
    char text[400];
    double months = 0.0;
    bool ended;

    snprintf(text, sizeof(text), "run: { start = \"2000-03\"; };\nobserved: { %s };\n", entries);
    open_case(&it, text, "");
    CU_ASSERT_TRUE(ent_observed_duration(&it.scenario.observed, &months, &ended));
    CU_ASSERT_EQUAL(months, expected);
    CU_ASSERT_EQUAL(ended, ends);
    close_case(&it);
}

static void test_duration(void)
{
    expect_duration("truce_months = 0.9; ended = true;", 0.9, true);
    expect_duration("truce_months = 30; ended = false;", 30.0, false);
    expect_duration("began = \"2001-01\"; until = \"2002-06\"; ended = false;", 17.0, false);
    expect_duration("began = \"2001-01\"; until = \"2002-06\"; truce_months = 17.8; ended = false;", 17.8, false);
    expect_duration("month = 2; until = \"2000-12\"; ended = false;", 7.0, false); /* began in May 2000 */
    expect_duration("began = \"2001-01\"; until = \"2030-06\"; truce_months = 3; ended = true;", 3.0, true);
}

static void test_list_of_forecasts(void)
{
    observed_case it;

    open_case(&it, "observed: { forecast = ( { p = \"10%\"; }, { p = 0; source = \"S\"; } ); };\n", "");
    CU_ASSERT_EQUAL_FATAL(it.scenario.observed.forecasts, 2);
    CU_ASSERT_STRING_EQUAL(it.scenario.observed.forecast[0].name, "forecast_1");
    CU_ASSERT_EQUAL(it.scenario.observed.forecast[0].p, 0.1);
    CU_ASSERT_STRING_EQUAL(it.scenario.observed.forecast[1].id, "forecast_2");
    CU_ASSERT_STRING_EQUAL(it.scenario.observed.forecast[1].name, "S");
    close_case(&it);
}

/* --- messages ----------------------------------------------------------------------------------------------------- */

static void test_wrong_entries(void)
{
    ent_case_messages(
        "observed = true;\n", "E 1:12+4 observed: found a single value, expected a group in braces: { … }\n");
    ent_case_messages("observed: { agred = true; ended = 1; month = -1; truce_months = 0; troops = \"5k to 6k\"; };\n",
        "E 1:13+5 observed.agred: unknown setting `agred` [did you mean `agreed`?]\n"
        "E 1:35+1 observed.ended: expected true or false [write true]\n"
        "E 1:46+2 observed.month: found -1, expected a number from 0 to 12000\n"
        "E 1:65+1 observed.truce_months: found 0, expected a number of months above 0\n"
        "E 1:77+10 observed.troops: found `5k to 6k`, expected a constant number: it is the same in every draw\n");
    ent_case_messages("observed: { until = \"August 2025\"; began = 2025; in_sample = 3; kind = 4; };\n",
        "E 1:21+13 observed.until: found \"August 2025\", expected a month of the calendar [write \"2025-08\"]\n"
        "E 1:44+4 observed.began: expected a text [put the text in double quotes]\n"
        "E 1:62+1 observed.in_sample: expected true, false or the name of the sample [in_sample = \"civil-war peace "
        "spells since 1989\"; or false]\n"
        "E 1:72+1 observed.kind: expected a text [put the text in double quotes]\n");
}

static void test_wrong_forecasts(void)
{
    ent_case_messages("observed: { forecast: { p = 55; on = \"soon\"; }; forecasts = 0.3; };\n",
        "E 1:29+2 observed.forecast.p: found 55, expected a probability from 0% to 100% [if you mean per cent, write "
        "\"55%\"]\n"
        "E 1:38+6 observed.forecast.on: found \"soon\", expected a month of the calendar [year and month, for example "
        "\"2025-08\"]\n"
        "E 1:61+3 observed.forecasts: expected a group of named forecasts [forecasts: { markets: { source = \"…\"; p "
        "= 0.3; on = \"2025-09\"; of = \"…\"; }; };]\n");
    ent_case_messages(
        "observed: { forecasts: { a: { source = \"x\"; }; b: { p = \"20% to 30%\"; months = 0; }; }; };\n",
        "E 1:26+1 observed.forecasts.a: `p`, the probability of the forecast, is missing [p = \"30%\";]\n"
        "E 1:57+12 observed.forecasts.b.p: found `20% to 30%`, expected a constant probability [p = \"30%\";]\n"
        "E 1:80+1 observed.forecasts.b.months: found 0, expected a number of months above 0\n");
}

static void test_contradictions(void)
{
    ent_case_messages("observed: { ended = true; };\n",
        "E 1:21+4 observed.ended: the truce ended, but `truce_months` does not say when [truce_months = 127; ended = "
        "true;]\n");
    ent_case_messages("observed: { ended = false; truce_months = 5; cause = \"war\"; };\n",
        "E 1:54+5 observed.cause: a cause of the end of a truce that has not ended [write ended = true, or leave the "
        "cause out]\n");
    ent_case_messages("observed: { agreed = false; month = 3; troops = 5; };\n",
        "E 1:37+1 observed.month: there was no deal (agreed = false), so it has no `month` [leave it out, or write "
        "agreed = true]\n"
        "E 1:49+1 observed.troops: there was no deal (agreed = false), so it has no `troops` [leave it out, or write "
        "agreed = true]\n");
    ent_case_messages("observed: { began = \"2001-05\"; until = \"2001-04\"; };\n",
        "E 1:40+9 observed.until: it is known until April 2001, but the truce began in May 2001\n");
    ent_case_messages("observed: { began = \"2001-05\"; until = \"2002-04\"; truce_months = 13; ended = true; };\n",
        "E 1:66+2 observed.truce_months: found 13 months, but from May 2001 to April 2002 there are only 11\n");
    ent_case_messages("observed: { truce_months = 12; ended = true; entered = 12; };\n",
        "E 1:56+2 observed.entered: found 12, expected fewer months than the 12 that the truce is known for [a case "
        "comes under observation before its truce ends]\n");
}

/* Compares the warnings of a text without errors. */
static void expect_warnings(const char *text, const char *expected)
{
    observed_case it;
    ent_case_text found = {.text = ""};

    open_case(&it, text, "");
    ent_case_diagnostics(&found, &it.diagnostics);
    ent_case_compare(text, found.text, expected);
    close_case(&it);
}

/* A truce in force needs no deal, and 12 whole months fit between two months that are 11 apart. */
static void test_no_contradictions(void)
{
    ent_case_messages("truce: { in_force = true; causes: { a: { hazard = 0.1; }; }; };\n"
                      "observed: { agreed = false; truce_months = 5; ended = true; cause = \"a\"; troops = 3; };\n",
        "");
    ent_case_messages(
        "observed: { began = \"2001-05\"; until = \"2002-04\"; truce_months = 12; ended = false; };\n", "");
    ent_case_messages("observed: { began = \"2001-05\"; until = \"2001-05\"; truce_months = 1; ended = true; };\n", "");
    expect_warnings("observed: { began = \"2001-05\"; until = \"2001-05\"; ended = false; entered = 0; };\n",
        "W 1:40+9 observed.until: the truce is known to hold for 0 months, so `score` has no duration of this case "
        "[write truce_months, or a later month]\n");
    expect_warnings("observed: { truce_months = 12; };\n",
        "W 1:28+2 observed.truce_months: whether the truce ended then is not said, so `score` has no duration of this "
        "case [write ended = true, or ended = false]\n");
    expect_warnings("observed: { ended = false; until = \"2025-08\"; };\n",
        "W 1:21+5 observed.ended: until when the truce is known to hold is not said, so `score` has no duration of "
        "this case [write truce_months, or `began` and `until`]\n");
    expect_warnings("observed: { began = \"2001-01\"; truce_months = 2.5; ended = true;\n"
                    "forecasts: { a: { p = 0.1; on = \"2001-03\"; }; b: { p = 0.1; on = \"2001-05\"; }; }; };\n",
        "W 1:11+1 observed.b: the forecast was made in May 2001, after the truce had ended in March 2001\n");
}

/* The words of a record do not change how the file's own names are written. */
static void test_names_of_others(void)
{
    observed_case it;

    open_case(&it,
        "events: { kfor_stays = 0.5; };\nobserved: { forecast: { name = \"KFOR\"; p = 0; }; };\n"
        "cases: { a: { name = \"KFOR\"; values: { note = \"none\"; }; }; };\n",
        "");
    CU_ASSERT_STRING_EQUAL(it.scenario.event[0].label.name, "Kfor stays");
    close_case(&it);
    open_case(&it, "title = \"KFOR\"; events: { kfor_stays = 0.5; };\n", "");
    CU_ASSERT_STRING_EQUAL(it.scenario.event[0].label.name, "KFOR stays");
    close_case(&it);
}

/* The words of records are not words of the language: no formula sees them. */
static void test_names_stay_free(void)
{
    ent_case_messages("factors: { conflict = 1; kind = 2; on = 3; p = 4; entered = 5; collection = 6; };\n", "");
    ent_case_messages("factors: { troops = 1; observed = 2; };\n",
        "E 1:12+6 factors.troops: `troops` is a word of the language and cannot be a name [choose another, for "
        "example `troops_1`]\n"
        "E 1:24+8 factors.observed: `observed` is a word of the language and cannot be a name [choose another, for "
        "example `observed_1`]\n");
}

static void test_who_may_not_change_it(void)
{
    ent_case_messages("observed: { troops = 1; };\nvariants: { a: { set = ( \"observed.troops = 2\" ); }; };\n",
        "E 2:26+21 variants.a: a variant may not change `observed`: they are of the whole run [write it into the "
        "file, for all variants]\n");
    ent_case_messages("observed: { troops = 1; };\nexperts: { a: { set = ( \"observed.troops = 2\" ); }; };\n",
        "E 2:25+21 experts.a: an expert may not change observed.troops: it is what happened, whoever judges [write "
        "it into the file]\n");
    ent_case_messages(
        "observed: { troops = 1; };\nsweeps: { a: { vary = \"observed.troops\"; values = ( 1, 2 ); }; };\n",
        "E 2:23+17 sweeps.a.vary: found `observed.troops`, which the simulation does not read [vary a number, such as "
        "force.required]\n");
}

/* --- cases -------------------------------------------------------------------------------------------------------- */

static const char template[] =
    "title = \"Template\"; notes = \"of all\";\n"
    "values: { armed = { value = 0; note = \"1: an armed force\"; }; size = 100; };\n"
    "force: { required = \"size\"; };\n"
    "observed: { collection = \"rule\"; until = \"2020-12\"; kind = \"none\"; };\n"
    "cases: { table = \"t.csv\"; b: { set = ( \"force.cap = 50\" ); observed: { kind = \"ally\"; }; }; };\n";

static const char rows[] =
    "id,name,note,values.armed,values.size,observed.began,observed.truce_months,observed.ended,observed.forecast.p\n"
    "a,Case A,from A,1,,1990-01,24.5,true,30%\n"
    "b,,,,7,2000-01,200,false,\n";

static void test_cases(void)
{
    observed_case it;
    const ent_case *one;
    double months;
    bool ended;

    open_case(&it, template, rows);
    CU_ASSERT_EQUAL_FATAL(it.scenario.cases, 2);
    one = it.scenario.one_case;
    CU_ASSERT_STRING_EQUAL(one[0].label.id, "a");
    CU_ASSERT_STRING_EQUAL(one[0].label.name, "Case A");
    CU_ASSERT_STRING_EQUAL(one[0].observed.kind, "none");
    CU_ASSERT_STRING_EQUAL(one[0].observed.collection, "rule");
    CU_ASSERT_EQUAL(one[0].observed.forecasts, 1);
    CU_ASSERT(ent_observed_duration(&one[0].observed, &months, &ended) && months == 24.5 && ended);
    CU_ASSERT_STRING_EQUAL(one[1].label.name, "B");
    CU_ASSERT_STRING_EQUAL(one[1].observed.kind, "ally");
    CU_ASSERT_EQUAL(one[1].observed.began, 24000.0);
    CU_ASSERT_EQUAL(one[1].sets, 1);
    CU_ASSERT(ent_observed_duration(&one[1].observed, &months, &ended) && months == 200.0 && !ended);
    CU_ASSERT_STRING_EQUAL(it.scenario.observed.collection, "rule");
    close_case(&it);
}

/* The scenario of a case: its values, its set, its record, and no cases of its own. */
static void expect_case(observed_case *it, size_t i, const char *title, const char *notes, const char *armed,
    const char *size, const char *cap, const char *kind)
{
    ent_tree tree = {0};
    ent_scenario scenario = {0};

    CU_ASSERT_EQUAL_FATAL(ent_case_tree(&tree, &it->tree, &it->scenario.one_case[i], &it->diagnostics), ENT_OK);
    CU_ASSERT_PTR_NULL(ent_tree_check(&tree));
    CU_ASSERT_EQUAL_FATAL(ent_scenario_read(&scenario, "c", &tree, &it->diagnostics), ENT_OK);
    CU_ASSERT_STRING_EQUAL(scenario.title, title);
    CU_ASSERT_STRING_EQUAL(scenario.notes, notes);
    CU_ASSERT_STRING_EQUAL(scenario.named[0].value.written, armed);
    CU_ASSERT_STRING_EQUAL(ent_setting_text_around(scenario.named[0].value.setting, "note"), "1: an armed force");
    CU_ASSERT_STRING_EQUAL(scenario.named[1].value.written, size);
    CU_ASSERT_STRING_EQUAL(scenario.force[0].cap.written, cap);
    CU_ASSERT_STRING_EQUAL(scenario.observed.kind, kind);
    CU_ASSERT_STRING_EQUAL(scenario.observed.collection, "rule");
    CU_ASSERT_EQUAL(scenario.observed.truce_months, it->scenario.one_case[i].observed.truce_months);
    CU_ASSERT_EQUAL(scenario.cases, 0);
    ent_scenario_free(&scenario);
    ent_tree_free(&tree);
}

static void test_tree_of_a_case(void)
{
    observed_case it;
    ent_tree tree = {0};
    ent_tree empty = {0};

    open_case(&it, template, rows);
    expect_case(&it, 0, "Case A", "from A", "1", "100", "inf", "none");
    expect_case(&it, 1, "B", "of all", "0", "7", "50", "ally");
    CU_ASSERT_STRING_EQUAL(ent_setting_find(it.tree.root, "values.size")->text, "100"); /* the file is as it was */
    CU_ASSERT_EQUAL(ent_case_tree(&tree, &empty, it.scenario.one_case, &it.diagnostics), ENT_ERR_ARGUMENT);
    ent_tree_free(&tree);
    close_case(&it);
}

/* A value that the case has as a group replaces all of that of the file. */
static void test_case_without_record(void)
{
    observed_case it;
    ent_tree tree = {0};

    open_case(&it, "values: { x = 1; };\ncases: { a: { values: { x: { value = 2; note = \"own\"; }; }; }; };\n", "");
    CU_ASSERT_FALSE(it.scenario.one_case[0].observed.given);
    CU_ASSERT_EQUAL_FATAL(ent_case_tree(&tree, &it.tree, it.scenario.one_case, &it.diagnostics), ENT_OK);
    CU_ASSERT_STRING_EQUAL(ent_setting_find(tree.root, "values.x.note")->text, "own");
    CU_ASSERT_PTR_NULL(ent_setting_find(tree.root, "observed"));
    ent_tree_free(&tree);
    close_case(&it);
}

static void test_wrong_cases(void)
{
    ent_case_messages("values: { armed = 0; };\n"
                      "cases: { a: { values: { armd = 1; armed = \"1 +\"; }; sett = 1; };\n"
                      "  b: { set = ( \"observed.troops = 3\", \"cases.a = 1\", 2 ); values = 3; }; };\n",
        "E 2:25+4 cases.a.values.armd: the file has no value called `armd`, which this case could set [did you mean "
        "`armed`?]\n"
        "E 2:46+1 cases.a.values.armed: the formula ends after `+`, where a value was expected\n"
        "E 2:53+4 cases.a.sett: unknown setting `sett` [did you mean `set`?]\n"
        "E 3:16+21 cases.b.set: `set` changes what is simulated; a case has `observed` as a group of its own "
        "[observed: { ended = true; truce_months = 12; };]\n"
        "E 3:39+13 cases.b.set: `set` changes what is simulated; a case has `observed` as a group of its own "
        "[observed: { ended = true; truce_months = 12; };]\n"
        "E 3:54+1 cases.b.set: expected `path = value` in quotes [\"force.required = 20k\"]\n"
        "E 3:68+1 cases.b.values: expected a group of values [values: { agreement = 1; };]\n");
    ent_case_messages("cases: { a: { values: { x = 1; }; }; };\n",
        "E 1:25+1 cases.a.values.x: the file has no value called `x`, which this case could set [write it into the "
        "section `values` of the file first]\n");
}

/* The file has the common record of all cases: alone it contradicts nothing, and its error is not repeated for each. */
static void test_common_record(void)
{
    ent_case_messages("observed: { ended = false; };\n"
                      "cases: { a: { observed: { truce_months = 3; }; }; b: { observed: { ended = true; }; }; };\n",
        "E 2:76+4 cases.b.observed.ended: the truce ended, but `truce_months` does not say when [truce_months = 127; "
        "ended = true;]\n");
    ent_case_messages("observed: { until = \"x\"; };\n"
                      "cases: { a: { observed: { troops = 3; }; }; b: { observed: { troops = 4; }; }; };\n",
        "E 1:21+3 observed.until: found \"x\", expected a month of the calendar [year and month, for example "
        "\"2025-08\"]\n");
}

static void test_wrong_columns(void)
{
    ent_case_file files[] = {{"s.cfg", "values: { x = 1; }; cases: { table = \"t.csv\"; };\n", 0},
        {"t.csv", "id,values,values.x.unit,observed.endd,observed.forecasts.p,force.required\na,1,1,1,1,1\n", 0}, {0}};
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};
    ent_case_text found = {.text = ""};

    CU_ASSERT_EQUAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_ERR_SCENARIO);
    ent_case_diagnostics(&found, &diagnostics);
    ent_case_compare("columns", found.text,
        "E t.csv:1:4+6 cases: there is no setting `values` for this column [a column holds one setting: write the "
        "whole path to it, `values.…`]\n"
        "E t.csv:1:11+13 cases: there is no setting `values.x.unit` for this column [a column holds one setting: write "
        "the whole path to it, `values.…`]\n"
        "E t.csv:1:25+13 cases: there is no setting `observed.endd` for this column [did you mean "
        "`observed.ended`?]\n"
        "E t.csv:1:39+20 cases: there is no setting `observed.forecasts.p` for this column [a column holds one "
        "setting: write the whole path to it, `observed.…`]\n"
        "E t.csv:1:60+14 cases: there is no setting `force.required` for this column [known here: observed, values, "
        "set, name, note, source]\n");
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

int main(void)
{
    CU_TestInfo tests[] = {{"nothing observed", test_nothing_observed}, {"every entry", test_every_entry},
        {"duration", test_duration}, {"list of forecasts", test_list_of_forecasts},
        {"wrong entries", test_wrong_entries}, {"wrong forecasts", test_wrong_forecasts},
        {"contradictions", test_contradictions}, {"no contradictions", test_no_contradictions},
        {"names stay free", test_names_stay_free}, {"names of others", test_names_of_others},
        {"who may not change it", test_who_may_not_change_it}, {"cases", test_cases},
        {"tree of a case", test_tree_of_a_case}, {"case without record", test_case_without_record},
        {"wrong cases", test_wrong_cases}, {"common record", test_common_record}, {"wrong columns", test_wrong_columns},
        CU_TEST_INFO_NULL};

    return ent_run_suite("observed", tests);
}
