/* The typed values that the readers make of a scenario: every quantity with its meaning, defaults, and the rest. */
#include "scenario/reader.h"
#include "scenario/scenario.h"
#include "settings/tree_case.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

typedef struct reading {
    ent_tree tree;
    ent_scenario scenario;
    ent_diagnostics diagnostics;
} reading;

static const ent_scenario *open_text(reading *self, const char *text)
{
    ent_case_file files[] = {{"s.cfg", text, 0}, {0}};
    ent_case_text found = {.text = ""};

    ent_tree_init(&self->tree);
    ent_scenario_init(&self->scenario);
    self->diagnostics = (ent_diagnostics){0};
    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&self->tree, "s.cfg", ent_case_load, files, &self->diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_scenario_read(&self->scenario, "s", &self->tree, &self->diagnostics), ENT_OK);
    ent_case_diagnostics(&found, &self->diagnostics);
    ent_case_compare(text, found.text, "");
    return &self->scenario;
}

static void close_text(reading *self)
{
    ent_scenario_free(&self->scenario);
    ent_diagnostics_free(&self->diagnostics);
    ent_tree_free(&self->tree);
}

/* "path = written, meaning", with a star for a default. */
static int print_quantity(const ent_quantity *quantity, void *context)
{
    static const char *const meanings[] = {"number", "condition", "probability", "score", "troops", "not negative",
        "positive", "share", "month", "months", "addition", "hazard", "wait", "period", "part"};

    ent_case_print(context, "%s%s = %s, %s\n", quantity->path, quantity->given ? "" : "*", quantity->written,
        meanings[quantity->meaning]);
    return ENT_OK;
}

static void expect_quantities(const char *text, const char *expected)
{
    reading self;
    ent_case_text found = {.text = ""};

    CU_ASSERT_EQUAL(ent_scenario_each_quantity(open_text(&self, text), print_quantity, &found), ENT_OK);
    ent_case_compare(text, found.text, expected);
    close_text(&self);
}

static void test_world(void)
{
    expect_quantities("factors: { f = \"normal(0, 1)\"; g: { value = -3.5; note = \"n\"; }; };\n"
                      "events: { plain = 0.25; group: { value = \"10%\"; }; m: { monthly = 0.01; }; "
                      "t: { at = 6; }; all: { at = \"3 + 4\"; chance = 0.5; when = \"plain\"; lasts = 9; }; };",
        "factors.f = normal(0, 1), number\n"
        "factors.g = -3.5, number\n"
        "events.plain = 0.25, probability\n"
        "events.group = 10%, probability\n"
        "events.m.monthly = 0.01, probability\n"
        "events.m.when* = true, condition\n"
        "events.t.at = 6, month\n"
        "events.t.chance* = 1, probability\n"
        "events.t.when* = true, condition\n"
        "events.all.at = 3 + 4, month\n"
        "events.all.chance = 0.5, probability\n"
        "events.all.when = plain, condition\n"
        "events.all.lasts = 9, months\n"
        "force.required* = 0, troops\nforce.allowed* = true, condition\nforce.cap* = inf, troops\n"
        "outcomes.no_deal.when* = not agreed, condition\n"
        "outcomes.collapses.when* = not truce.held, condition\n"
        "outcomes.holds.when* = true, condition\n");
}

static void test_coalition(void)
{
    expect_quantities(
        "contributors: { a: { troops = \"1k to 4k\"; }; b: { joins = 0.5; requires = \"false\"; after = 2; "
        "lead_months = 3; leaves = 0.1; pool = 900; rotation = 4; allowed = \"a\"; }; };\n"
        "force: { required = 20; allowed = \"false\"; cap = 99; };\n"
        "outcomes: { all: { }; some: { when = \"agreed\"; }; };",
        "contributors.a.troops = 1k to 4k, troops\n"
        "contributors.a.joins* = 1, probability\n"
        "contributors.a.requires* = true, condition\n"
        "contributors.a.lead_months* = 0, months\n"
        "contributors.a.leaves* = 0, probability\n"
        "contributors.a.allowed* = true, condition\n"
        "contributors.a.present* = 1, part\n"
        "contributors.b.troops* = inf, troops\n"
        "contributors.b.joins = 0.5, probability\n"
        "contributors.b.requires = false, condition\n"
        "contributors.b.after = 2, troops\n"
        "contributors.b.lead_months = 3, months\n"
        "contributors.b.leaves = 0.1, probability\n"
        "contributors.b.pool = 900, troops\n"
        "contributors.b.rotation = 4, positive\n"
        "contributors.b.allowed = a, condition\n"
        "contributors.b.present* = 1, part\n"
        "force.required = 20, troops\nforce.allowed = false, condition\nforce.cap = 99, troops\n"
        "outcomes.all.when* = true, condition\n"
        "outcomes.some.when = agreed, condition\n");
}

static void test_talks(void)
{
    expect_quantities(
        "parties: { p: { threshold = 0.5; }; q: { threshold = 1; war_cost = 0.1; concession = 2; veto = false; softens "
        "= 0.2; }; };\n"
        "demands: { d: { options = ( \"no\", \"yes\" ); p: { scores = ( 0, 1 ); }; "
        "q: { weight = 3; scores = ( 0.5, 0.25 ); refuses = ( 0, \"20%\" ); }; };\n"
        "e: { options = ( \"x\" ); available = ( false ); p: { refuses = ( 1 ); softens = \"5%\"; }; }; };\n"
        "together: { t: { when = \"deal.d == 'yes'\"; never = true; q = \"-10%\"; }; };\n"
        "talks: { stages: { one = \"15%\"; }; };\n"
        "truce: { causes: { c: { hazard = 0.5; }; d: { hazard = 0.9; contained = \"30%\"; }; }; };\n"
        "outcomes: { all: { }; };",
        "force.required* = 0, troops\nforce.allowed* = true, condition\nforce.cap* = inf, troops\n"
        "parties.p.threshold = 0.5, share\n"
        "parties.p.war_cost* = 0, share\n"
        "parties.q.threshold = 1, share\n"
        "parties.q.war_cost = 0.1, share\n"
        "parties.q.concession = 2, positive\n"
        "parties.q.softens = 0.2, probability\n"
        "demands.d.available.no* = true, condition\n"
        "demands.d.available.yes* = true, condition\n"
        "demands.d.p.weight* = 1, not negative\n"
        "demands.d.p.scores.no = 0, score\n"
        "demands.d.p.refuses.no* = 0, probability\n"
        "demands.d.p.scores.yes = 1, score\n"
        "demands.d.p.refuses.yes* = 0, probability\n"
        "demands.d.q.weight = 3, not negative\n"
        "demands.d.q.scores.no = 0.5, score\n"
        "demands.d.q.refuses.no = 0, probability\n"
        "demands.d.q.scores.yes = 0.25, score\n"
        "demands.d.q.refuses.yes = 20%, probability\n"
        "demands.e.available.x = false, condition\n"
        "demands.e.p.weight* = 0, not negative\n"
        "demands.e.p.scores.x* = 0, score\n"
        "demands.e.p.refuses.x = 1, probability\n"
        "demands.e.p.softens = 5%, probability\n"
        "together.t.when = deal.d == 'yes', condition\n"
        "together.t.q = -10%, addition\n"
        "talks.stages.one = 15%, probability\n"
        "truce.causes.c.hazard = 0.5, hazard\n"
        "truce.causes.c.contained* = 0, probability\n"
        "truce.causes.d.hazard = 0.9, hazard\n"
        "truce.causes.d.contained = 30%, probability\n"
        "outcomes.all.when* = true, condition\n");
}

/* Defaults of an empty scenario other than quantities. */
static void test_defaults(void)
{
    reading self;
    const ent_scenario *s = open_text(&self, "title = \"\";");

    CU_ASSERT_STRING_EQUAL(s->id, "s");
    CU_ASSERT_STRING_EQUAL(s->notes, "");
    CU_ASSERT_EQUAL(s->run.worlds, 10000);
    CU_ASSERT_EQUAL(s->run.replications, 100);
    CU_ASSERT_EQUAL(s->run.seed, 1);
    CU_ASSERT_EQUAL(s->run.horizon, 60);
    CU_ASSERT_EQUAL(s->talks.rounds, 12);
    CU_ASSERT_EQUAL(s->talks.months_per_round, 1.0);
    CU_ASSERT_EQUAL(s->talks.deadline, 12);
    CU_ASSERT(!s->talks.deadline_given);
    CU_ASSERT_STRING_EQUAL(s->talks.rule->name, "nash");
    CU_ASSERT_STRING_EQUAL(s->headline, "truce.held");
    CU_ASSERT_STRING_EQUAL(s->headline_query.event->text, "truce.held");
    CU_ASSERT_PTR_NULL(s->headline_setting);
    CU_ASSERT_PTR_NULL(s->force[0].threshold);
    CU_ASSERT_EQUAL(s->sources + s->factors + s->events + s->contributors + s->correlations + s->parties + s->demands +
                        s->causes + s->variants + s->sweeps + s->checks + s->talks.stages + s->force[0].thresholds,
        0);
    CU_ASSERT_EQUAL_FATAL(s->outcomes, 3);
    CU_ASSERT_STRING_EQUAL(s->outcome[1].label.name, "Truce collapses");
    close_text(&self);
}

/* A name or a title is one line, however it is broken in the file; notes keep their lines. */
static void test_names_of_several_lines(void)
{
    reading self;
    const ent_scenario *s = open_text(&self,
        "title = \"Two \\r\\n  lines\"; notes = \"a\\nb\"; headline = { value = \"agreed\"; name = \"x\ny\"; };\n"
        "force: { name = \"\\nF\\n\"; };\n"
        "factors: { g: { value = 1; name = \"\tG  a\nb\\n\\n c\"; note = \"n\\nm\"; }; };\n"
        "parties: { p: { threshold = 0; }; };\n"
        "demands: { d: { by = \"p\"; options = ( \"x: one\ntwo\", \"y\" ); p: { scores = ( 0, 1 ); }; }; };\n");

    CU_ASSERT_STRING_EQUAL(s->title, "Two lines");
    CU_ASSERT_STRING_EQUAL(s->demand[0].option_name[0], "one two");
    CU_ASSERT_STRING_EQUAL(s->notes, "a\nb");
    CU_ASSERT_STRING_EQUAL(s->headline_name, "x y");
    CU_ASSERT_STRING_EQUAL(s->force[0].label.name, " F ");
    CU_ASSERT_STRING_EQUAL(s->factor[0].label.name, "\tG  a b c");
    CU_ASSERT_STRING_EQUAL(s->factor[0].label.note, "n\nm");
    close_text(&self);
}

static void test_values(void)
{
    static const char *const rules[] = {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian", "random"};
    char text[200];
    reading self;
    const ent_scenario *s =
        open_text(&self, "title = \"T\"; notes = \"N\"; sources = ( \"a\", \"b\" ); headline = \"agreed\";\n"
                         "run: { worlds = 2147483647; replications = 1; seed = 3000000000L; horizon = 1200; };\n"
                         "factors: { western_troops = \"normal(0, 1)\"; g: { value = 1; name = \"G\"; note = \"n\"; "
                         "source = \"s\"; }; };\n"
                         "correlations: { c: { among = ( \"western_troops\", \"g\" ); rho = -0.5; }; };\n"
                         "force: { thresholds = ( 0, 5000, \"10k\" ); };\n"
                         "parties: { p: { threshold = 0; veto = false; }; q: { threshold = 0; veto = \"false\"; }; "
                         "r: { threshold = 0; veto = true; }; t: { threshold = 0; veto = \"true\"; }; };\n"
                         "demands: { d: { by = \"q\"; options = ( \"x\", \"Y-1\" ); p: { scores = ( 0, 1 ); }; q: { "
                         "scores = ( 0, 1 ); }; "
                         "r: { scores = ( 0, 1 ); }; t: { scores = ( 0, 1 ); }; }; };\n"
                         "talks: { rounds = 1200; months_per_round = 0.001; };");

    CU_ASSERT_STRING_EQUAL(s->title, "T");
    CU_ASSERT_STRING_EQUAL(s->notes, "N");
    CU_ASSERT_EQUAL_FATAL(s->sources, 2);
    CU_ASSERT_STRING_EQUAL(s->source[1], "b");
    CU_ASSERT_STRING_EQUAL(s->headline, "agreed");
    CU_ASSERT_STRING_EQUAL(s->headline_query.event->text, "agreed");
    CU_ASSERT_PTR_NOT_NULL(s->headline_setting);
    CU_ASSERT_EQUAL(s->run.worlds, 2147483647);
    CU_ASSERT_EQUAL(s->run.replications, 1);
    CU_ASSERT_EQUAL(s->run.seed, 3000000000U);
    CU_ASSERT_EQUAL(s->run.horizon, 1200);
    CU_ASSERT_STRING_EQUAL(s->factor[0].label.id, "western_troops");
    CU_ASSERT_STRING_EQUAL(s->factor[0].label.name, "Western troops");
    CU_ASSERT_STRING_EQUAL(s->factor[0].label.note, "");
    CU_ASSERT_STRING_EQUAL(s->factor[1].label.name, "G");
    CU_ASSERT_STRING_EQUAL(s->factor[1].label.note, "n");
    CU_ASSERT_STRING_EQUAL(ent_setting_text_around(s->factor[1].value.setting, "source"), "s");
    CU_ASSERT_EQUAL_FATAL(s->correlation[0].members, 2);
    CU_ASSERT_STRING_EQUAL(s->correlation[0].among[1]->text, "g");
    CU_ASSERT_EQUAL(s->correlation[0].rho, -0.5);
    CU_ASSERT_EQUAL_FATAL(s->force[0].thresholds, 3);
    CU_ASSERT_EQUAL(s->force[0].threshold[2], 10000.0);
    CU_ASSERT_FALSE(s->party[0].veto || s->party[1].veto);
    CU_ASSERT_TRUE(s->party[2].veto && s->party[3].veto);
    CU_ASSERT_STRING_EQUAL(s->demand[0].by, "q");
    CU_ASSERT_STRING_EQUAL(s->demand[0].option[1], "Y-1");
    CU_ASSERT_EQUAL(s->talks.rounds, 1200);
    CU_ASSERT_EQUAL(s->talks.months_per_round, 0.001);
    close_text(&self);
    for (int i = 0; i < 5; i++) {
        snprintf(text, sizeof(text), "talks: { rule = \"%s\"; };", rules[i]);
        CU_ASSERT_STRING_EQUAL(open_text(&self, text)->talks.rule->name, rules[i]);
        close_text(&self);
    }
    s = open_text(&self, "sources = \"one\"; run: { seed = 0; };");
    CU_ASSERT_EQUAL(s->sources, 1);
    CU_ASSERT_EQUAL(s->run.seed, 0);
    close_text(&self);
}

/* A name of its own shows how others are written where they are made from ids. */
static void test_default_names(void)
{
    reading self;
    const ent_scenario *s =
        open_text(&self, "title = \"The IDF and UNIFIL\";\n"
                         "factors: { us_drive = 0; idf_back = 0; unifil = 0; mou_signed = 0; };\n"
                         "events: { un_mandate = \"50%\"; e: { value = \"50%\"; name = \"An MoU\"; }; };\n");

    CU_ASSERT_STRING_EQUAL(s->factor[0].label.name, "US drive");
    CU_ASSERT_STRING_EQUAL(s->factor[1].label.name, "IDF back");
    CU_ASSERT_STRING_EQUAL(s->factor[2].label.name, "UNIFIL");
    CU_ASSERT_STRING_EQUAL(s->factor[3].label.name, "MoU signed");
    CU_ASSERT_STRING_EQUAL(s->event[0].label.name, "UN mandate");
    close_text(&self);
}

static void test_sweeps(void)
{
    reading self;
    const ent_scenario *s =
        open_text(&self, "variants: { v: { set = ( \"a.b = 1\", \"c = 2\" ); }; };\n"
                         "checks = ( \"P(agreed) > 0.1 in v\", \"P(agreed) > 0.1 in base\" );\n"
                         "sweeps: { listed: { vary = \"x.y\"; values = ( 0.25, \"2k\" ); };\n"
                         "stepped: { vary = \"x\"; from = 0.1; to = 0.9; steps = 9; };\n"
                         "one: { vary = \"x\"; from = 7; to = 9; steps = 1; };\n"
                         "grid: { vary = ( \"x\", \"y\" ); values = ( ( 1, 2, 3 ), ( 4 ) ); };\n"
                         "both: { vary = ( \"x\", \"y\" ); from = ( 0, 1 ); to = ( 10, 2 ); steps = ( 3, 2 ); };\n"
                         "single: { vary = ( \"x\" ); values = ( 5, 6 ); };\n"
                         "words: { vary = \"x\"; values = ( \"nash\", true, ( 0, 0.50, \"a or b\", ( 1 ) ), \"2 * 3\", "
                         "\"8k to 12k\", \"true\", \"1 < 2\" ); }; };");

    CU_ASSERT_EQUAL_FATAL(s->variants, 1);
    CU_ASSERT_EQUAL_FATAL(s->variant[0].sets, 2);
    CU_ASSERT_STRING_EQUAL(s->variant[0].set[1].text, "c = 2");
    CU_ASSERT_EQUAL(s->variant[0].set[1].at.column, 37);
    CU_ASSERT_EQUAL_FATAL(s->checks, 2);
    CU_ASSERT_STRING_EQUAL(s->check[0].text, "P(agreed) > 0.1 in v");
    CU_ASSERT_EQUAL_FATAL(s->sweeps, 7);
    CU_ASSERT_EQUAL_FATAL(s->sweep[6].axis[0].values, 7);
    CU_ASSERT_STRING_EQUAL(s->sweep[6].axis[0].value[0], "nash");
    CU_ASSERT_STRING_EQUAL(s->sweep[6].axis[0].value[1], "true");
    CU_ASSERT_STRING_EQUAL(s->sweep[6].axis[0].value[2], "(0, 0.50, \"a or b\", (1))");
    CU_ASSERT_TRUE(isnan(s->sweep[6].axis[0].number[0]) && isnan(s->sweep[6].axis[0].number[1]));
    CU_ASSERT_TRUE(isnan(s->sweep[6].axis[0].number[2]) && isnan(s->sweep[6].axis[0].number[4]));
    CU_ASSERT_EQUAL(s->sweep[6].axis[0].number[3], 6.0);
    CU_ASSERT_STRING_EQUAL(s->sweep[6].axis[0].value[6], "1 < 2");
    CU_ASSERT_TRUE(isnan(s->sweep[6].axis[0].number[5]) && isnan(s->sweep[6].axis[0].number[6]));
    CU_ASSERT_EQUAL_FATAL(s->sweep[0].axes, 1);
    CU_ASSERT_STRING_EQUAL(s->sweep[0].axis[0].path, "x.y");
    CU_ASSERT_EQUAL_FATAL(s->sweep[0].axis[0].values, 2);
    CU_ASSERT_STRING_EQUAL(s->sweep[0].axis[0].value[1], "2k");
    CU_ASSERT_EQUAL(s->sweep[0].axis[0].number[0], 0.25);
    CU_ASSERT_EQUAL(s->sweep[0].axis[0].number[1], 2000.0);
    CU_ASSERT_EQUAL_FATAL(s->sweep[1].axis[0].values, 9);
    CU_ASSERT_EQUAL(s->sweep[1].axis[0].number[0], 0.1);
    CU_ASSERT_STRING_EQUAL(s->sweep[1].axis[0].value[2], "0.3");
    CU_ASSERT_EQUAL(s->sweep[1].axis[0].number[2], 0.3); /* and not 0.1 + 0.8 * 2 / 8 = 0.30000000000000004 */
    CU_ASSERT_EQUAL(s->sweep[1].axis[0].number[8], 0.9);
    CU_ASSERT_EQUAL(s->sweep[1].axis[0].at[0].column, 31);
    CU_ASSERT_EQUAL(s->sweep[1].axis[0].at[1].column, 41);
    CU_ASSERT_EQUAL_FATAL(s->sweep[2].axis[0].values, 1);
    CU_ASSERT_EQUAL(s->sweep[2].axis[0].number[0], 7.0);
    CU_ASSERT_EQUAL_FATAL(s->sweep[3].axes, 2);
    CU_ASSERT_EQUAL(s->sweep[3].axis[0].values, 3);
    CU_ASSERT_EQUAL(s->sweep[3].axis[1].values, 1);
    CU_ASSERT_EQUAL(s->sweep[3].axis[1].number[0], 4.0);
    CU_ASSERT_EQUAL(s->sweep[4].axis[0].number[1], 5.0);
    CU_ASSERT_EQUAL(s->sweep[4].axis[1].number[1], 2.0);
    CU_ASSERT_EQUAL_FATAL(s->sweep[5].axis[0].values, 2);
    CU_ASSERT_EQUAL(s->sweep[5].axis[0].number[1], 6.0);
    close_text(&self);
}

/* Paths to each group of the schema in all_groups. */
static const char *const group_path[ENT_GROUPS] = {[ENT_GROUP_ROOT] = "",
    [ENT_GROUP_QUANTITY] = "factors.f.",
    [ENT_GROUP_RUN] = "run.",
    [ENT_GROUP_EVENT] = "events.e.",
    [ENT_GROUP_CONTRIBUTOR] = "contributors.c.",
    [ENT_GROUP_CORRELATION] = "correlations.c.",
    [ENT_GROUP_FORCE] = "force.",
    [ENT_GROUP_PARTY] = "parties.p.",
    [ENT_GROUP_DEMAND] = "demands.d.",
    [ENT_GROUP_STANCE] = "demands.d.p.",
    [ENT_GROUP_TOGETHER] = "together.t.",
    [ENT_GROUP_TALKS] = "talks.",
    [ENT_GROUP_RATIFICATION] = "ratification.r.",
    [ENT_GROUP_TRUCE] = "truce.",
    [ENT_GROUP_CAUSE] = "truce.causes.c.",
    [ENT_GROUP_GUARANTEE] = "guarantees.g.",
    [ENT_GROUP_OUTCOME] = "outcomes.o.",
    [ENT_GROUP_EXPERT] = "experts.x.",
    [ENT_GROUP_MEASURE] = "measures.m.",
    [ENT_GROUP_VARIANT] = "variants.v.",
    [ENT_GROUP_SWEEP] = "sweeps.s.",
    [ENT_GROUP_OBSERVED] = "observed.",
    [ENT_GROUP_FORECAST] = "observed.forecast.",
    [ENT_GROUP_CASE] = "cases.c."};

static const char all_groups[] =
    "factors: { f: { value = 1; }; }; events: { e: { at = 1; }; }; contributors: { c: { troops = 1; }; };\n"
    "correlations: { c: { among = ( \"f\" ); rho = 0; }; }; force: { cap = 1; }; parties: { p: { threshold = 0; }; };\n"
    "demands: { d: { options = ( \"x\", \"y\" ); p: { scores = ( 0, 1 ); }; }; }; talks: { rounds = 1; };\n"
    "ratification: { r: { takes = 1; }; }; together: { t: { when = \"deal.d == 'x'\"; p = 0; }; };\n"
    "truce: { causes: { c: { hazard = 0; }; }; }; guarantees: { g: { by = \"x\"; }; }; outcomes: { o: { when = "
    "\"true\"; }; }; run: { seed = 1; }; measures: { m: { value = 1; }; };\n"
    "experts: { x: { set = ( ); }; }; variants: { v: { set = ( ); }; }; sweeps: { s: { vary = \"a\"; values = ( 1 ); "
    "}; }; observed: { forecast: { p = 1; }; }; cases: { c: { set = ( ); }; };\n";

/* Sets `group.name` to a value that no setting may have: a group with an unknown member, or a list in a list. */
static void expect_read(const ent_schema_row *row)
{
    ent_case_file files[] = {{"s.cfg", all_groups, 0}, {0}};
    ent_tree tree = {0};
    ent_scenario scenario = {0};
    ent_diagnostics diagnostics = {0};
    ent_setting *group;
    char path[100];

    snprintf(path, sizeof(path), "%s", group_path[row->group]);
    path[strlen(path) > 0 ? strlen(path) - 1 : 0] = '\0'; /* without the dot at the end */
    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_scenario_read(&scenario, "s", &tree, &diagnostics), ENT_OK);
    ent_scenario_free(&scenario);
    group = ent_setting_find(tree.root, path);
    CU_ASSERT_PTR_NOT_NULL_FATAL(group);
    for (size_t i = 0; i < group->count; i++) {
        if (strcmp(group->child[i]->name, row->name) == 0) {
            group->child[i]->name = "note";
            group->child[i]->type = ENT_SETTING_STRING;
        }
    }
    group = ent_setting_add(group, row->name, ENT_SETTING_LIST, &tree.arena);
    group = ent_setting_add(group, NULL, ENT_SETTING_GROUP, &tree.arena);
    ent_setting_add(group, "unknown", ENT_SETTING_LIST, &tree.arena);
    CU_ASSERT_EQUAL(ent_scenario_read(&scenario, "s", &tree, &diagnostics), ENT_ERR_SCENARIO);
    if (diagnostics.errors == 0) {
        printf("\nno reader reads %s%s\n", group_path[row->group], row->name);
    }
    ent_scenario_free(&scenario);
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

/* No setting of the schema is ignored: a reader rejects a list of a group as its value. */
static void test_every_setting_is_read(void)
{
    size_t count;
    const ent_schema_row *row = ent_schema(&count);

    for (size_t i = 0; i < count; i++) {
        bool with_file = strcmp(row[i].name, "base") == 0 || strcmp(row[i].name, "table") == 0 ||
                         (row[i].group == ENT_GROUP_ROOT && strcmp(row[i].name, "set") == 0);
        if (!with_file) { /* before the sections */
            expect_read(&row[i]);
        }
    }
}

/* A visitor's status ends the iteration. */
static int stop_at_second(const ent_quantity *quantity, void *context)
{
    (void) quantity;
    return ++*(int *) context == 2 ? ENT_ERR_ARGUMENT : ENT_OK;
}

static void test_iteration_ends(void)
{
    reading self;
    int visits = 0;

    open_text(&self, "factors: { a = 1; b = 2; c = 3; };");
    CU_ASSERT_EQUAL(ent_scenario_each_quantity(&self.scenario, stop_at_second, &visits), ENT_ERR_ARGUMENT);
    CU_ASSERT_EQUAL(visits, 2);
    close_text(&self);
}

#define A_PARTY "parties: { p: { threshold = 0.5; }; };"
#define A_DEMAND "demands: { d: { options = ( \"x\", \"y\" ); p: { scores = ( 1, 0 ); }; }; };"

/* A section may have a name, a note and a source of its own; none of them counts as an entry. */
static void test_labels_of_sections(void)
{
    static const struct {
        const char *section, *entry;
        size_t count;     /* offset of the number of entries */
        const char *rest; /* other sections, where the entry needs them */
    } sections[] = {{"factors", "a = 1;", offsetof(ent_scenario, factors), ""},
        {"values", "a = 1;", offsetof(ent_scenario, nameds), ""},
        {"events", "a = 0.5;", offsetof(ent_scenario, events), ""},
        {"contributors", "a: { troops = 1; };", offsetof(ent_scenario, contributors), ""},
        {"correlations", "a: { among = ( \"x\", \"y\" ); rho = 0.5; };", offsetof(ent_scenario, correlations), ""},
        {"forces", "a: { required = 1; };", offsetof(ent_scenario, forces),
            "contributors: { c: { troops = 1; force = \"a\"; }; };"},
        {"parties", "p: { threshold = 0.5; };", offsetof(ent_scenario, parties), A_DEMAND},
        {"demands", "a: { options = ( \"x\", \"y\" ); p: { scores = ( 1, 0 ); }; };", offsetof(ent_scenario, demands),
            A_PARTY},
        {"together", "a: { when = \"x\"; never = true; };", offsetof(ent_scenario, togethers), ""},
        {"ratification", "a: { chance = 0.5; };", offsetof(ent_scenario, ratifications), ""},
        {"guarantees", "a: { given = \"x\"; };", offsetof(ent_scenario, guarantees),
            "truce: { causes: { c: { hazard = 0.1; }; }; };"},
        {"outcomes", "a: { when = true; };", offsetof(ent_scenario, outcomes), ""},
        {"measures", "a = 1;", offsetof(ent_scenario, measures), ""},
        {"experts", "a: { weight = 1; };", offsetof(ent_scenario, experts), ""},
        {"variants", "a: { set = ( \"factors.f = 2\" ); };", offsetof(ent_scenario, variants), "factors: { f = 1; };"},
        {"sweeps", "a: { vary = \"factors.f\"; from = 1; to = 2; steps = 2; };", offsetof(ent_scenario, sweeps),
            "factors: { f = 1; };"},
        {"cases", "a: { values: { }; };", offsetof(ent_scenario, cases), ""},
        {"truce: { causes", "a: { hazard = 0.1; };", offsetof(ent_scenario, causes), "};"},
        {"talks: { stages", "a = 0.5;", offsetof(ent_scenario, talks.stages), "};" A_PARTY A_DEMAND},
        {"observed: { forecasts", "a: { p = 0.4; months = 60; };", offsetof(ent_scenario, observed.forecasts),
            "agreed = false; };"}};
    char text[300];

    for (size_t i = 0; i < sizeof(sections) / sizeof(*sections); i++) {
        size_t count[2];
        for (size_t with = 0; with < 2; with++) {
            reading self;
            snprintf(text, sizeof(text), "%s: { %s %s }; %s", sections[i].section,
                with == 1 ? "name = \"N\"; note = \"n\"; source = \"s\";" : "", sections[i].entry, sections[i].rest);
            memcpy(&count[with], (const char *) open_text(&self, text) + sections[i].count, sizeof(*count));
            close_text(&self);
        }
        CU_ASSERT(count[0] > 0);
        CU_ASSERT_EQUAL(count[1], count[0]);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"world", test_world}, {"coalition", test_coalition}, {"talks", test_talks},
        {"defaults", test_defaults}, {"names of several lines", test_names_of_several_lines}, {"values", test_values},
        {"default names", test_default_names}, {"sweeps", test_sweeps},
        {"every setting is read", test_every_setting_is_read}, {"iteration ends", test_iteration_ends},
        {"labels of sections", test_labels_of_sections}, CU_TEST_INFO_NULL};

    return ent_run_suite("reader values", tests);
}
