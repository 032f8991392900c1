/* Names that entries may not have, in each section, and errors that follow from a wrong name. */
#include "reader_case.h"

static void test_shared_names(void)
{
    ent_case_messages("factors: { a = 1; };\nevents: { a = 0.5; };\ncontributors: { a: { troops = 1; }; };\n"
                      "parties: { a: { threshold = 0; }; };\ndemands: { a: { options = ( \"x\" ); }; };\n"
                      "correlations: { a: { among = ( \"a\" ); rho = 0; }; };\noutcomes: { a: { }; };\n"
                      "truce: { causes: { a: { hazard = 0.1; }; }; };\ntalks: { stages: { a = 1; }; };\n"
                      "variants: { a: { set = ( ); }; };\nsweeps: { a: { vary = \"x\"; values = ( 1 ); }; };",
        "E 2:11+1 events.a: the name `a` is taken already, on line 1 [names are shared by factors, values, events, "
        "contributors, forces, parties, demands, guarantees and measures: rename one of the two]\n"
        "E 3:17+1 contributors.a: the name `a` is taken already, on line 1 [names are shared by factors, values, "
        "events, "
        "contributors, forces, parties, demands, guarantees and measures: rename one of the two]\n"
        "E 4:12+1 parties.a: the name `a` is taken already, on line 1 [names are shared by factors, values, events, "
        "contributors, forces, parties, demands, guarantees and measures: rename one of the two]\n"
        "E 4:12+1 parties.a: all weights of `a` are zero: it has no utility to compare with its threshold [give it an "
        "entry with a weight in at least one demand]\n"
        "E 5:12+1 demands.a: the name `a` is taken already, on line 1 [names are shared by factors, values, events, "
        "contributors, forces, parties, demands, guarantees and measures: rename one of the two]\n");
}

static void test_reserved_names(void)
{
    ent_case_messages("factors: { agreed = 1; troops = 1; held = 1; };\nevents: { note_1 = 0.5; max = 1; };\n"
                      "contributors: { sweeps: { troops = 1; }; };\nparties: { set: { threshold = 0; }; };\n"
                      "demands: { given: { options = ( \"x\" ); }; };\noutcomes: { month: { }; };",
        "E 1:12+6 factors.agreed: `agreed` is a word of the language and cannot be a name [choose another, for example "
        "`agreed_1`]\n"
        "E 1:24+6 factors.troops: `troops` is a word of the language and cannot be a name [choose another, for example "
        "`troops_1`]\n"
        "E 2:25+3 events.max: `max` is a word of the language and cannot be a name [choose another, for example "
        "`max_1`]\n"
        "E 3:17+6 contributors.sweeps: `sweeps` is a word of the language and cannot be a name [choose another, for "
        "example `sweeps_1`]\n"
        "E 4:12+3 parties.set: `set` is a word of the language and cannot be a name [choose another, for example "
        "`set_1`]\n"
        "E 4:12+3 parties.set: all weights of `set` are zero: it has no utility to compare with its threshold [give it "
        "an entry with a weight in at least one demand]\n"
        "E 5:12+5 demands.given: `given` is a word of the language and cannot be a name [choose another, for example "
        "`given_1`]\n");
}

/* Without its options a demand cannot determine the length of its lists: one error. */
static void test_lost_options(void)
{
    ent_case_messages("parties: { p: { threshold = 0; }; };\ndemands: { d: { p: { scores = ( 0, 1 ); }; }; };",
        "E 2:12+1 demands.d: `options` is missing: what can be agreed [options = ( \"refused\", \"met\" );]\n");
}

/* All weights of a party are zero: not reported where a weight may be lost in another error. */
static void test_lost_weights(void)
{
    ent_case_messages("parties: { pat: { threshold = 0; }; quinn: { threshold = 0; }; ruth: { threshold = 0; };\n"
                      "sam: { threshold = 0; }; };\n"
                      "demands: { d: { options = ( \"x\" ); pat = 3; quin: { scores = ( 1 ); };\n"
                      "sam: { weight = 0.1; scores = ( 1 ); }; }; };",
        "E 1:64+4 parties.ruth: all weights of `ruth` are zero: it has no utility to compare with its threshold [give "
        "it an entry with a weight in at least one demand]\n"
        "E 3:42+1 demands.d.pat: found a single value, expected a group in braces: { … }\n"
        "E 3:45+4 demands.d.quin: unknown setting `quin` [did you mean `quinn`?]\n");
}

static void test_forms(void)
{
    ent_case_messages(
        "factors: { a = 1; z = 1; a0_z9 = 1; us-support = 1; uSx = 1; Zebra = 1; Aa = 1; a-Z = 1; x* = 1; };\n",
        "E 1:37+10 factors.us-support: `us-support` cannot be a name: names hold only a to z, 0 to 9 and _ [write "
        "`us_support`; the full name goes into `name`]\n"
        "E 1:53+3 factors.uSx: `uSx` cannot be a name: names hold only a to z, 0 to 9 and _ [write `usx`; the full "
        "name goes into `name`]\n"
        "E 1:62+5 factors.Zebra: `Zebra` cannot be a name: names hold only a to z, 0 to 9 and _ [write `zebra`; the "
        "full name goes into `name`]\n"
        "E 1:73+2 factors.Aa: `Aa` cannot be a name: names hold only a to z, 0 to 9 and _ [write `aa`; the full name "
        "goes into `name`]\n"
        "E 1:81+3 factors.a-Z: `a-Z` cannot be a name: names hold only a to z, 0 to 9 and _ [write `a_z`; the full "
        "name goes into `name`]\n"
        "E 1:90+2 factors.x*: `x*` cannot be a name: names hold only a to z, 0 to 9 and _ [write `x_`; the full name "
        "goes into `name`]\n");
}

/* Names that only an assignment can give: the parser rejects them in a file. */
static void test_forms_of_assignments(void)
{
    ent_case_messages("set = ( \"correlations.1a.name = x\" );",
        "E 1:23+2 correlations.1a: `1a` cannot be a name: names hold only a to z, 0 to 9 and _ [use small letters, "
        "digits and _, a letter first; put the full name in `name`]\n"
        "E 1:23+2 correlations.1a: `rho` is missing [rho = 0.5;]\n"
        "E 1:23+2 correlations.1a: `among` is missing: what is coupled [among = ( \"a\", \"b\" );]\n");
}

static void test_display_names(void)
{
    static const char *const expected[] = {"Azure z", "Zoo", "A", "Own name", "Under score"};
    ent_case_file files[] = {{"s.cfg",
                                 "factors: { azure_z = 1; zoo = 1; a = 1; b: { value = 1; name = \"Own name\"; }; "
                                 "under_score: { value = 1; name = \"\"; }; };\n"
                                 "set = ( \"factors.zoo = 2\", \"factors.b.note = 5\", \"factors.b.source = true\" );",
                                 0},
        {0}};
    ent_tree tree = {0};
    ent_scenario scenario = {0};
    ent_diagnostics diagnostics = {0};

    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_scenario_read(&scenario, "s", &tree, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(scenario.factors, 5);
    for (size_t i = 0; i < 5; i++) {
        CU_ASSERT_STRING_EQUAL(scenario.factor[i].label.name, expected[i]);
    }
    CU_ASSERT_STRING_EQUAL(scenario.factor[3].label.note, "5"); /* an assigned scalar is a text where one is expected */
    CU_ASSERT_STRING_EQUAL(ent_setting_text_around(scenario.factor[3].value.setting, "source"), "true");
    ent_scenario_free(&scenario);
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

/* An assignment to an unknown setting makes a group, of which nothing else is missed. */
static void test_assigned_groups(void)
{
    ent_case_messages(
        "set = ( \"correlations.c.zzz = 5\", \"correlations.d.rho = 0.5\", \"correlations.e.amnog = 5\" );",
        "E 1:25+3 correlations.c.zzz: unknown setting `zzz` [known here: among, rho]\n"
        "E 1:49+1 correlations.d: `among` is missing: what is coupled [among = ( \"a\", \"b\" );]\n"
        "E 1:79+5 correlations.e.amnog: unknown setting `amnog` [did you mean `among`?]\n");
}

/* A value with a syntax error in place of a group or section: no second error. */
static void test_wrong_values(void)
{
    ent_case_messages("contributors: { a = 40%; }; outcomes: { o = no; };\nrun = yes;",
        "E 1:21+3 contributors.a: `40%` is no plain number: formulas and texts stand in quotes [put it in quotes: "
        "\"40%\"]\n"
        "E 1:45+2 outcomes.o: `no` is no value, expected true or false [write false]\n"
        "E 2:7+3 run: `yes` is no value, expected true or false [write true]\n");
}

/* The name, note and source of every section are texts. */
static void test_texts_of_sections(void)
{
    static const char *const sections[] = {"factors", "values", "events", "contributors", "correlations", "forces",
        "parties", "demands", "together", "ratification", "guarantees", "outcomes", "measures", "experts", "variants",
        "sweeps", "cases", "truce.causes", "talks.stages", "observed.forecasts"};
    static const char *const texts[] = {"name", "note", "source"};

    for (size_t i = 0; i < sizeof(sections) / sizeof(*sections); i++) {
        const char *dot = strchr(sections[i], '.');
        int outer = dot != NULL ? (int) (dot - sections[i]) : 0;
        for (size_t k = 0; k < sizeof(texts) / sizeof(*texts); k++) {
            char text[100], expected[200];
            snprintf(text, sizeof(text), "%.*s%s%s: { %s =\n4; };%s", outer, sections[i], dot != NULL ? ": { " : "",
                dot != NULL ? dot + 1 : sections[i], texts[k], dot != NULL ? " };" : "");
            snprintf(expected, sizeof(expected), "E 2:1+1 %s.%s: expected a text [put the text in double quotes]\n",
                sections[i], texts[k]);
            ent_case_messages(text, expected);
        }
    }
}

/* A help lists up to 30 names: here all of 3 settings and 27 parties. */
static void test_listed_names(void)
{
    ent_case_text text = {.text = ""};
    ent_case_file files[] = {{"s.cfg", text.text, 0}, {0}};
    ent_tree tree = {0};
    ent_scenario scenario = {0};
    ent_diagnostics diagnostics = {0};

    ent_case_print(&text, "parties: {");
    for (int i = 0; i < 27; i++) {
        ent_case_print(&text, " p%02d: { threshold = 1; };", i);
    }
    ent_case_print(&text, " };\ndemands: { d: { options = ( \"a\" ); unknown = 1; }; };");
    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_scenario_read(&scenario, "s", &tree, &diagnostics), ENT_ERR_SCENARIO);
    CU_ASSERT_PTR_NOT_NULL(strstr(diagnostics.item[0].help, ", p25, p26"));
    CU_ASSERT_PTR_NULL(strstr(diagnostics.item[0].help, "\xE2\x80\xA6"));
    ent_scenario_free(&scenario);
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

int main(void)
{
    CU_TestInfo tests[] = {{"forms", test_forms}, {"forms of assignments", test_forms_of_assignments},
        {"display names", test_display_names}, {"assigned groups", test_assigned_groups},
        {"wrong values", test_wrong_values}, {"texts of sections", test_texts_of_sections},
        {"listed names", test_listed_names}, {"shared names", test_shared_names},
        {"reserved names", test_reserved_names}, {"lost options", test_lost_options},
        {"lost weights", test_lost_weights}, CU_TEST_INFO_NULL};

    return ent_run_suite("names", tests);
}
