/* Assignments `path = value`: the changed tree, the positions of the new values, and every message. */
#include "settings/tree_case.h"

static const char demand[] =
    "demands: { d: { options = ( \"refused\", \"met\" ); russia: { scores = ( 0, 1 ); }; }; };";
static const char events[] =
    "events: { mandate = \"15%\"; cover: { value = \"10%\"; note = \"n\"; }; timed: { monthly = \"1%\"; }; };";

/* Loads a text, carries out one argument of --set, and compares the diagnostics, then the tree. */
static void expect(const char *text, const char *argument, int status, const char *expected)
{
    ent_case_file files[] = {{"s.cfg", text, 0}, {0}};
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};
    ent_case_text found = {.text = ""};

    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_tree_assign_argument(&tree, argument, &diagnostics), status);
    ent_case_check(&tree);
    ent_case_diagnostics(&found, &diagnostics);
    if (status == ENT_OK) {
        ent_case_setting(&found, tree.root);
    }
    ent_case_compare(argument, found.text, expected);
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

static void expect_right(const char *text, const char *argument, const char *expected)
{
    expect(text, argument, ENT_OK, expected);
}

static void expect_wrong(const char *text, const char *argument, const char *expected)
{
    expect(text, argument, ENT_ERR_SCENARIO, expected);
}

static void test_scalars(void)
{
    expect_right("a = 1;", "a = 2", "{a=2}");
    expect_right("a = 1;", "  a\t=\n -3 ", "{a=-3}");
    expect_right("a = 1;", "a=+3", "{a=3}");
    expect_right("a = 1;", "a = 3000000000", "{a=3000000000}");
    expect_right("a = 1;", "a = 0.25", "{a=f0.25}");
    expect_right("a = 1;", "a = 1e3", "{a=f1000}");
    expect_right("a = 1;", "a = true", "{a=true}");
    expect_right("a = 1;", "a = false", "{a=false}");
    expect_right("a = 1;", "a = 20k", "{a=\"20k\"}");
    expect_right("a = 1;", "a = 35%", "{a=\"35%\"}");
    expect_right("a = 1;", "a = inf", "{a=\"inf\"}");
    expect_right("a = 1;", "a = nan", "{a=\"nan\"}");
    expect_right("a = 1;", "a = 1 - 2", "{a=\"1 - 2\"}");
    expect_right("a = 1;", "a = 1-2", "{a=\"1-2\"}");
    expect_right("a = 1;", "a = 1e999", "{a=\"1e999\"}");
    expect_right("a = 1;", "a = 8k to 15k", "{a=\"8k to 15k\"}");
    expect_right("a = 1;", "a = x == 'y'", "{a=\"x == 'y'\"}");
    expect_right("a = 1;", "a = (1 + 2)", "{a=\"(1 + 2)\"}");
}

static void test_texts(void)
{
    expect_right("title = \"x\";", "title = Hello there", "{title=\"Hello there\"}");
    expect_right("title = \"x\";", "title = \"Hello = there\"", "{title=\"Hello = there\"}");
    expect_right("title = \"x\";", "title = 'Hello'", "{title=\"Hello\"}");
    expect_right("title = \"x\";", "title = \"\"", "{title=\"\"}");
    expect_right("title = \"x\";", "title = \" 5 \"", "{title=\" 5 \"}");
    expect_right("title = \"x\";", "title = 'a' == 'b'", "{title=\"'a' == 'b'\"}");
    expect_right("title = \"x\";", "title = \"a", "{title=\"\"a\"}");
    expect_right("title = \"x\";", "title = '", "{title=\"'\"}");
    expect_right("title = \"x\";", "title = caf\xC3\xA9", "{title=\"caf\xC3\xA9\"}");
}

static void test_numbers_keep_their_text(void)
{
    ent_case_file files[] = {{"s.cfg", "title = \"x\"; a = 1;", 0}, {0}};
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};
    const ent_setting *title;

    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_setting_get(tree.root, "title")->assigned, 0);
    CU_ASSERT_EQUAL(ent_tree_assign_argument(&tree, "title = 2025", &diagnostics), ENT_OK);
    title = ent_setting_get(tree.root, "title");
    CU_ASSERT_EQUAL(title->type, ENT_SETTING_INTEGER);
    CU_ASSERT_STRING_EQUAL(title->text, "2025");
    CU_ASSERT_EQUAL(title->assigned, 1);
    CU_ASSERT_EQUAL(ent_setting_get(tree.root, "a")->assigned, 0);
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

static void test_groups(void)
{
    expect_right(events, "events.mandate = 100%",
        "{events={mandate=\"100%\" cover={value=\"10%\" note=\"n\"} timed={monthly=\"1%\"}}}");
    expect_right(events, "events.cover = 100%",
        "{events={mandate=\"15%\" cover={value=\"100%\" note=\"n\"} timed={monthly=\"1%\"}}}");
    expect_right(events, "events.cover.value = 1",
        "{events={mandate=\"15%\" cover={value=1 note=\"n\"} timed={monthly=\"1%\"}}}");
    expect_right(events, "events.cover.note = as said",
        "{events={mandate=\"15%\" cover={value=\"10%\" note=\"as said\"} timed={monthly=\"1%\"}}}");
    expect_right(events, "events.timed = 0", "{events={mandate=\"15%\" cover={value=\"10%\" note=\"n\"} timed=0}}");
    expect_right(events, "events.timed.when = mandate",
        "{events={mandate=\"15%\" cover={value=\"10%\" note=\"n\"} timed={monthly=\"1%\" when=\"mandate\"}}}");
}

static void test_what_is_made(void)
{
    expect_right("a = 1;", "force.required = 20k", "{a=1 force={required=\"20k\"}}");
    expect_right("a = 1;", "a_b.c-d.e2.f = 5", "{a=1 a_b={c-d={e2={f=5}}}}");
    expect_right("a = 1;", "b = 5", "{a=1 b=5}");
    expect_right("a = 1; g: { };", "g.x = 5", "{a=1 g={x=5}}");
    /* known names are left to the reader */
    expect_right("force: { required = 1; };", "force.requird = 5", "{force={required=1 requird=5}}");
    expect_right("correlations: { a: { rho = 1; }; };", "correlations.other.rho = 0.5",
        "{correlations={a={rho=1} other={rho=f0.5}}}");
    expect_right("a = 1;", "correlations.other.rho = 0.5", "{a=1 correlations={other={rho=f0.5}}}");
    expect_right("events: { mandate = 1; };", "events.note = x", "{events={mandate=1 note=\"x\"}}");
    expect_right("events: { names = 1; };", "events.name = x", "{events={names=1 name=\"x\"}}");
    expect_right("contributors: { italy: { joins = 1; }; };", "contributors.italy.join = 5",
        "{contributors={italy={joins=1 join=5}}}");
}

/* A name that the file has not is no new entry, however far it is from the known ones. */
static void test_names_of_the_file(void)
{
    static const char *const groups[] = {"factors", "events", "contributors", "parties", "demands", "outcomes"};
    char text[100], argument[100], expected[300];

    for (size_t i = 0; i < sizeof(groups) / sizeof(*groups); i++) {
        snprintf(text, sizeof(text), "%s: { alpha: { x = 1; }; beta: { x = 1; }; note = \"n\"; };", groups[i]);
        snprintf(argument, sizeof(argument), "%s.zzzzzz.x = 2", groups[i]);
        snprintf(expected, sizeof(expected),
            "E --set:1:%zu+6 %s.zzzzzz.x: there is no `zzzzzz` in `%s` [known here: alpha, beta]\n",
            strlen(groups[i]) + 2, groups[i], groups[i]);
        expect_wrong(text, argument, expected);
        snprintf(expected, sizeof(expected),
            "E --set:1:%zu+6 %s.zzzzzz.x: there is no `zzzzzz` in `%s` [an assignment changes what the file has; write "
            "a "
            "new one in the file]\n",
            strlen(groups[i]) + 2, groups[i], groups[i]);
        expect_wrong("a = 1;", argument, expected);
    }
    expect_wrong("contributors: { united_kingdom: { troops = 1; }; };", "contributors.united_kingdm.troops = 2",
        "E --set:1:14+13 contributors.united_kingdm.troops: there is no `united_kingdm` in `contributors` [did you "
        "mean "
        "`united_kingdom`?]\n");
    expect_wrong("talks: { stages: { bilateral = 1; }; };", "talks.stages.z = 2",
        "E --set:1:14+1 talks.stages.z: there is no `z` in `stages` [known here: bilateral]\n");
    expect_wrong("truce: { causes: { offensive: { hazard = 1; }; }; };", "truce.causes.z.hazard = 2",
        "E --set:1:14+1 truce.causes.z.hazard: there is no `z` in `causes` [known here: offensive]\n");
}

static void test_near_names(void)
{
    static const char *const groups[] = {"factors", "events", "contributors", "correlations", "parties", "demands",
        "together", "outcomes", "variants", "sweeps"};
    char text[100], argument[100], expected[300];

    for (size_t i = 0; i < sizeof(groups) / sizeof(*groups); i++) {
        snprintf(text, sizeof(text), "%s: { alpha: { x = 1; }; };", groups[i]);
        snprintf(argument, sizeof(argument), "%s.alhpa.x = 2", groups[i]);
        snprintf(expected, sizeof(expected),
            "E --set:1:%zu+5 %s.alhpa.x: there is no `alhpa` in `%s` [did you mean `alpha`?]\n", strlen(groups[i]) + 2,
            groups[i], groups[i]);
        expect_wrong(text, argument, expected);
    }
    expect_wrong("talks: { stages: { bilateral = 1; }; };", "talks.stages.bilatral = 2",
        "E --set:1:14+8 talks.stages.bilatral: there is no `bilatral` in `stages` [did you mean `bilateral`?]\n");
    expect_wrong("truce: { causes: { offensive: { hazard = 1; }; }; };", "truce.causes.ofensive.hazard = 2",
        "E --set:1:14+8 truce.causes.ofensive.hazard: there is no `ofensive` in `causes` [did you mean "
        "`offensive`?]\n");
    expect_right(
        "a: { stages: { bilateral = 1; }; };", "a.stages.bilatral = 2", "{a={stages={bilateral=1 bilatral=2}}}");
}

static void test_options(void)
{
    expect_right(demand, "demands.d.russia.scores.met = 0.75",
        "{demands={d={options=(\"refused\" \"met\") russia={scores=(0 f0.75)}}}}");
    expect_right(demand, "demands.d.russia.refuses.refused = 70%",
        "{demands={d={options=(\"refused\" \"met\") russia={scores=(0 1) refuses=(\"70%\" 0)}}}}");
    expect_right(demand, "demands.d.available.met = mandate",
        "{demands={d={options=(\"refused\" \"met\") russia={scores=(0 1)} available=(true \"mandate\")}}}");
    expect_right(
        "demands: { d: { options = ( \"no\", \"yes\" ); r: { scores = ( 0, { value = 1; note = \"k\"; } ); }; }; };",
        "demands.d.r.scores.yes = 0.5",
        "{demands={d={options=(\"no\" \"yes\") r={scores=(0 {value=f0.5 note=\"k\"})}}}}");
    expect_right(
        "demands: { d: { options = ( \"no\", \"yes\" ); r: { scores = ( 0, { value = 1; note = \"k\"; } ); }; }; };",
        "demands.d.r.scores.yes.note = new",
        "{demands={d={options=(\"no\" \"yes\") r={scores=(0 {value=1 note=\"new\"})}}}}");
    expect_right("demands: { d: { options = ( \"no\", \"yes\" ); }; };", "demands.d.r.refuses.yes = 1",
        "{demands={d={options=(\"no\" \"yes\") r={refuses=(0 1)}}}}");
}

static void test_the_defaults_stand_at_the_path(void)
{
    ent_case_file files[] = {{"s.cfg", demand, 0}, {0}};
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};
    const ent_setting *list;

    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_tree_assign_argument(&tree, "demands.d.russia.refuses.met = 70%", &diagnostics), ENT_OK);
    list = ent_setting_find(tree.root, "demands.d.russia.refuses");
    CU_ASSERT_PTR_NOT_NULL_FATAL(list);
    CU_ASSERT_EQUAL(list->at.column, 18);
    CU_ASSERT_EQUAL(list->child[0]->at.column, 18);
    CU_ASSERT_EQUAL(list->child[1]->at.column, 32);
    CU_ASSERT_STRING_EQUAL(list->child[0]->text, "0");
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

static void test_wrong_options(void)
{
    expect_wrong(demand, "demands.d.russia.scores.mett = 1",
        "E --set:1:25+4 demands.d.russia.scores.mett: there is no option `mett` [did you mean `met`?]\n");
    expect_wrong(demand, "demands.d.available.some = 1",
        "E --set:1:21+4 demands.d.available.some: there is no option `some` [the options are refused, met]\n");
    expect_wrong("demands: { d: { options = (); r: { scores = (); }; }; };", "demands.d.r.scores.met = 1",
        "E --set:1:20+3 demands.d.r.scores.met: there is no option `met`\n");
    expect_wrong(demand, "demands.d.russia.scores.met.x = 1",
        "E --set:1:29+1 demands.d.russia.scores.met.x: `demands.d.russia.scores.met` is a single value, which has no "
        "settings of its own [in the file it can be a group: { value = \xE2\x80\xA6; note = \"\xE2\x80\xA6\"; source = "
        "\"\xE2\x80\xA6\"; }]\n");
    expect_wrong("demands: { d: { options = ( \"no\", \"yes\" ); r: { weight = 1; }; }; };",
        "demands.d.r.scores.yes = 1",
        "E --set:1:1+18 demands.d.r.scores.yes: `scores` has 0 of the 2 values, one for each option [write "
        "demands.d.r.scores = ( "
        "\xE2\x80\xA6 ) with one value for each option]\n");
    expect_wrong("demands: { d: { options = ( \"no\", \"yes\" ); r: { refuses = ( 1 ); }; }; };",
        "demands.d.r.refuses.yes = 1",
        "E --set:1:1+19 demands.d.r.refuses.yes: `refuses` has 1 of the 2 values, one for each option [write "
        "demands.d.r.refuses = ( "
        "\xE2\x80\xA6 ) with one value for each option]\n");
    expect_wrong("force: { thresholds = ( 1, 2 ); };", "force.thresholds.met = 1",
        "E --set:1:18+3 force.thresholds.met: `thresholds` is a list, which is set as a whole [for example "
        "force.thresholds = ( \xE2\x80\xA6, \xE2\x80\xA6 )]\n");
    expect_wrong("demands: { d: { r: { }; }; };", "demands.d.r.scores.yes = 1",
        "E --set:1:20+3 demands.d.r.scores.yes: `scores` is a list, which is set as a whole [for example "
        "demands.d.r.scores = "
        "( \xE2\x80\xA6, \xE2\x80\xA6 )]\n");
    expect_wrong("a = 1;", "available.x = 1",
        "E --set:1:11+1 available.x: `available` is a list, which is set as a whole [for example available = ( "
        "\xE2\x80\xA6, "
        "\xE2\x80\xA6 )]\n");
}

static void test_lists(void)
{
    expect_right(demand, "demands.d.russia.scores = (1, 50%, \"x, y\", 'z', a b, min(1, 2), true, -0.5)",
        "{demands={d={options=(\"refused\" \"met\") russia={scores=(1 \"50%\" \"x, y\" \"z\" \"a b\" \"min(1, 2)\" "
        "true "
        "f-0.5)}}}}");
    expect_right("force: { thresholds = ( 1, 2 ); };", "force.thresholds = [10000]", "{force={thresholds=(10000)}}");
    expect_right("force: { x = 1; };", "force.thresholds = ( 10k, 20k )", "{force={x=1 thresholds=(\"10k\" \"20k\")}}");
    expect_right("checks = ( \"x\" );", "checks = ()", "{checks=()}");
    expect_right("checks = ( \"x\" );", "checks = ( P(a, b) > 0.5 )", "{checks=(\"P(a, b) > 0.5\")}");
    expect_right("odd = ( 1 );", "odd = ( 2, (3) )", "{odd=(2 \"(3)\")}"); /* already a list */
    expect_right("odd = 1;", "odd = ( 2, 3 )", "{odd=\"( 2, 3 )\"}");      /* a formula, which the reader rejects */
    expect_right("variants: { v: { set = ( \"a = 1\" ); }; };", "variants.v.set = ( a = 2, b.c = ( 1, 2 ) )",
        "{variants={v={set=(\"a = 2\" \"b.c = ( 1, 2 )\")}}}");
}

static void test_lists_or_not(void)
{
    expect_right("sweeps: { s: { vary = ( \"a\", \"b\" ); }; };", "sweeps.s.vary = a", "{sweeps={s={vary=\"a\"}}}");
    expect_right("sweeps: { s: { vary = \"a\"; }; };", "sweeps.s.vary = ( a, b )", "{sweeps={s={vary=(\"a\" \"b\")}}}");
    expect_right(
        "sweeps: { s: { from = 1; }; };", "sweeps.s.from = (1 + 2) * (3)", "{sweeps={s={from=\"(1 + 2) * (3)\"}}}");
    expect_right("sweeps: { s: { x = 1; }; };", "sweeps.s.values = ((1, 2), (3, 4), 5)",
        "{sweeps={s={x=1 values=((1 2) (3 4) 5)}}}");
    expect_right("sources = ( \"a\" );", "sources = a book", "{sources=\"a book\"}");
}

static void test_wrong_lists(void)
{
    static const char *const not_lists[] = {"5", "(5", "5)", "(1, 2", "(1)) + (2", "(1, \"2)", "(1, (2)", "(1]"};
    char argument[64], expected[200];

    for (size_t i = 0; i < sizeof(not_lists) / sizeof(*not_lists); i++) {
        snprintf(argument, sizeof(argument), "checks = %s", not_lists[i]);
        snprintf(expected, sizeof(expected),
            "E --set:1:10+%zu checks: `checks` is a list, expected ( \xE2\x80\xA6, \xE2\x80\xA6 ) [for example checks "
            "= ( a, b "
            ")]\n",
            strlen(not_lists[i]));
        expect_wrong("a = 1;", argument, expected);
    }
    expect_wrong(
        "a = 1;", "checks = (1,,2)", "E --set:1:13+1 checks: a comma with no value before it [remove the comma]\n");
    expect_wrong(
        "a = 1;", "checks = ( , 2)", "E --set:1:12+1 checks: a comma with no value before it [remove the comma]\n");
    expect_wrong(
        "a = 1;", "checks = (1, 2, )", "E --set:1:15+1 checks: a comma with no value after it [remove the comma]\n");
    expect_wrong(
        "a = 1;", "checks = (,)", "E --set:1:11+1 checks: a comma with no value before it [remove the comma]\n");
    expect_wrong("a = 1;", "x.values = ((1,),2)",
        "E --set:1:15+1 x.values: a comma with no value after it [remove the comma]\n");
}

/* Not "only round parentheses group", nor "write `(value==3)`", as of a formula. */
static void test_groups_in_braces(void)
{
    expect_wrong("x = { value = 1; };", "x = { value = 3; note = \"n\"; }",
        "E --set:1:5+26 x: a group in braces cannot be assigned [give each of its settings an assignment of its own: "
        "x.SETTING = VALUE]\n");
    expect_wrong("a = 1;", "correlations.c={among = (b, c); rho = 0.2}",
        "E --set:1:16+27 correlations.c: a group in braces cannot be assigned [give each of its settings an assignment "
        "of its own: correlations.c.SETTING = VALUE]\n");
}

static void test_wrong_paths(void)
{
    static const char help[] = "[write path = value, for example force.required = 20k]";
    static const char path_help[] = "[a path is names joined by dots, for example force.required]";
    static const char *const paths[] = {"a..b", ".a", "a.", ".", "us support", "a. b", "caf\xC3\xA9", "a[0]"};
    static const int characters[] = {4, 2, 2, 1, 10, 4, 4, 4};
    char argument[64], expected[300];

    for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
        snprintf(argument, sizeof(argument), "%s = 1", paths[i]);
        snprintf(expected, sizeof(expected), "E --set:1:1+%d %s: `%s` is no path of a setting %s\n", characters[i],
            paths[i], paths[i], path_help);
        expect_wrong("a = 1;", argument, expected);
    }
    snprintf(expected, sizeof(expected), "E --set:1:1+3 : there is no =, expected path = value %s\n", help);
    expect_wrong("a = 1;", "a 1", expected);
    snprintf(expected, sizeof(expected), "E --set:1:1+1 : there is no =, expected path = value %s\n", help);
    expect_wrong("a = 1;", "", expected);
    snprintf(expected, sizeof(expected), "E --set:1:3+2 a: == compares, expected path = value %s\n", help);
    expect_wrong("a = 1;", "a == 1", expected);
    snprintf(expected, sizeof(expected), "E --set:1:1+4 : the path is missing before the = %s\n", help);
    expect_wrong("a = 1;", " = 1", expected);
    snprintf(expected, sizeof(expected), "E --set:1:1+4 a: the value is missing after the = %s\n", help);
    expect_wrong("a = 1;", "a = ", expected);
}

static void test_paths_that_lead_nowhere(void)
{
    expect_wrong("a: { b = 1; };", "a.b.value = 2",
        "E --set:1:5+5 a.b.value: `a.b` is a single value, which has no settings of its own [write a.b = "
        "\xE2\x80\xA6]\n");
    expect_wrong("a: { b = 1; };", "a.b.c.d = 2",
        "E --set:1:5+3 a.b.c.d: `a.b` is a single value, which has no settings of its own [in the file it can be a "
        "group: { "
        "value = \xE2\x80\xA6; note = \"\xE2\x80\xA6\"; source = \"\xE2\x80\xA6\"; }]\n");
    expect_wrong("a = 1;", "base = other.cfg", "E --set:1:1+4 base: `base` is read with the file and cannot be set\n");
    expect_wrong("a = 1;", "set = ( a = 2 )", "E --set:1:1+3 set: `set` is read with the file and cannot be set\n");
    expect_wrong("a = 1;", "set.x = 2", "E --set:1:1+3 set.x: `set` is read with the file and cannot be set\n");
    expect_wrong("a = 1;", "a = \xFF", "E --set:1:1+5 : the assignment is not UTF-8 text\n");
    expect_wrong("a = 1;", "a = \033[1m", "E --set:1:1+8 : the assignment is not UTF-8 text\n");
}

static void test_long_path(void)
{
    char argument[400];
    ent_case_text expected = {.text = ""};

    memset(argument, 'x', 301);
    snprintf(argument + 301, sizeof(argument) - 301, " = 1");
    ent_case_print(&expected, "E --set:1:1+301 : a path of more than 300 characters [write path = value, for example "
                              "force.required = 20k]\n");
    expect_wrong("a = 1;", argument, expected.text);
}

/* --- after a mistake the tree is as before --------------------------------------------------------------------------
 */

static void test_mistakes_change_nothing(void)
{
    static const char *const wrong[] = {"events.new.x.checks = 5", "events.mandat = 5",
        "demands.d.russia.refuses.none = 1", "demands.d.other.scores.met = 1", "demands.d.other.refuses.none = 1",
        "demands.d.available.none = 1", "demands.d.russia.scores = 5", "events.mandate.x = 5", "new.scores.x = 5",
        "demands.d.options = (a,)"};
    static const char text[] =
        "events: { mandate = 1; };"
        "demands: { d: { options = ( \"refused\", \"met\" ); russia: { scores = ( 0, 1 ); }; }; };";
    ent_case_file files[] = {{"s.cfg", text, 0}, {0}};
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};
    ent_case_text before = {.text = ""};

    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_OK);
    ent_case_setting(&before, tree.root);
    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
        ent_case_text after = {.text = ""};
        CU_ASSERT_EQUAL(ent_tree_assign_argument(&tree, wrong[i], &diagnostics), ENT_ERR_SCENARIO);
        CU_ASSERT_EQUAL(diagnostics.errors, i + 1);
        ent_case_setting(&after, tree.root);
        ent_case_compare(wrong[i], after.text, before.text);
    }
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

static void test_a_copy_is_apart(void)
{
    ent_case_file files[] = {{"s.cfg", demand, 0}, {0}};
    static const char *const sets[] = {"demands.d.russia.scores.met = 5", "demands.d.russia.scores = (7, 8, 9)",
        "demands.d.russia.weight = 2", "demands.d.available.met = 0", "demands.d.options = (x)", "demands = 5"};
    ent_tree tree = {0};
    ent_tree copy = {0};
    ent_diagnostics diagnostics = {0};
    ent_case_text before = {.text = ""}, after = {.text = ""};

    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_OK);
    ent_case_setting(&before, tree.root);
    CU_ASSERT_EQUAL_FATAL(ent_tree_copy(&copy, &tree), ENT_OK);
    for (size_t i = 0; i < sizeof(sets) / sizeof(*sets); i++) {
        CU_ASSERT_EQUAL(ent_tree_assign_argument(&copy, sets[i], &diagnostics), ENT_OK);
    }
    ent_case_setting(&after, tree.root);
    ent_case_compare("the original", after.text, before.text);
    CU_ASSERT_EQUAL(ent_setting_get(copy.root, "demands")->number, 5.0);
    ent_tree_free(&copy);
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

/* --- where new values stand -----------------------------------------------------------------------------------------
 */

static void test_places_in_a_file(void)
{
    static const char text[] =
        "a = 1;\nset = ( \"g.x = \\\"8k\\\" \", \"g.y =\"\n  \" 5 to\\t6\", \"l.scores = ( 1, b )\" );";
    ent_case_file files[] = {{"s.cfg", text, 0}, {0}};
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};
    const ent_setting *x, *y, *list;
    ent_position at;

    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_OK);
    x = ent_setting_find(tree.root, "g.x");
    y = ent_setting_find(tree.root, "g.y");
    list = ent_setting_find(tree.root, "l.scores");
    CU_ASSERT_FATAL(x != NULL && y != NULL && list != NULL);
    CU_ASSERT(x->at.line == 2 && x->at.column == 16 && x->at.length == 6);
    CU_ASSERT(x->name_at.line == 2 && x->name_at.column == 12 && x->name_at.length == 1);
    at = ent_setting_text_position(x, 0, 2);
    CU_ASSERT(at.line == 2 && at.column == 18 && at.length == 2);
    CU_ASSERT(y->at.line == 3 && y->at.column == 5);
    CU_ASSERT_STRING_EQUAL(y->text, "5 to\t6");
    at = ent_setting_text_position(y, 5, 1);
    CU_ASSERT(at.line == 3 && at.column == 11 && at.length == 1);
    CU_ASSERT(list->at.line == 3 && list->child[1]->at.column == 32);
    CU_ASSERT_STRING_EQUAL(list->child[1]->text, "b");
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

static void test_places_of_unknown_texts(void)
{
    /* an assignment that is not found at its position is marked as a whole */
    ent_case_file files[] = {{"s.cfg", "a = 1;", 0}, {0}};
    ent_source source = {.name = "sweep", .text = "\"other\" text", .length = 12};
    ent_position at = {&source, 1, 1, 5};
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};
    const ent_setting *x;

    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_tree_assign(&tree, "x.y = 1 to 2", at, &diagnostics), ENT_OK);
    x = ent_setting_find(tree.root, "x.y");
    CU_ASSERT_PTR_NOT_NULL_FATAL(x);
    CU_ASSERT(x->at.source == &source && x->at.column == 1 && x->at.length == 5);
    CU_ASSERT(ent_setting_text_position(x, 2, 2).length == 5);
    CU_ASSERT_EQUAL(ent_tree_assign(&tree, "x.z = 1 to 2", (ent_position){0}, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_setting_find(tree.root, "x.z")->at.line, 0);
    at.line = 7; /* beyond the end of the source */
    CU_ASSERT_EQUAL(ent_tree_assign(&tree, "x.z = 3", at, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_setting_find(tree.root, "x.z")->at.line, 7);
    CU_ASSERT_EQUAL(diagnostics.count, 0);
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

int main(void)
{
    CU_TestInfo tests[] = {{"scalars", test_scalars}, {"texts", test_texts},
        {"numbers keep their text", test_numbers_keep_their_text}, {"groups", test_groups},
        {"what is made", test_what_is_made}, {"near names", test_near_names},
        {"names of the file", test_names_of_the_file}, {"options", test_options},
        {"places of defaults", test_the_defaults_stand_at_the_path}, {"wrong options", test_wrong_options},
        {"lists", test_lists}, {"lists or not", test_lists_or_not}, {"wrong lists", test_wrong_lists},
        {"groups in braces", test_groups_in_braces}, {"wrong paths", test_wrong_paths},
        {"paths that lead nowhere", test_paths_that_lead_nowhere}, {"long path", test_long_path},
        {"mistakes change nothing", test_mistakes_change_nothing}, {"a copy is apart", test_a_copy_is_apart},
        {"places in a file", test_places_in_a_file}, {"places of unknown texts", test_places_of_unknown_texts},
        CU_TEST_INFO_NULL};

    return ent_run_suite("assign", tests);
}
