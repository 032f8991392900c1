/* Messages for common mistakes: words and units in wrong positions, many errors at once, any value in any setting. */
#include "message_case.h"

static int load_from_disk(void *context, const char *path, ent_arena *arena, const char **text, size_t *length)
{
    FILE *file = fopen(path, "rb");
    char *bytes = ent_arena_alloc(arena, 65536);

    (void) context;
    *length = file != NULL && bytes != NULL ? fread(bytes, 1, 65535, file) : 0;
    if (file != NULL) {
        fclose(file);
    }
    *text = bytes;
    return *length > 0 ? ENT_OK : ENT_ERR_IO;
}

static void test_words(void)
{
    expect(WORLD "outcomes: {\n"
                 "  a: { when = \"deal.d == met\"; };\n"
                 "  b: { when = \"d == 'met'\"; };\n"
                 "  c: { when = \"met\"; };\n"
                 "  d_: { when = \"offensive\"; };\n"
                 "  e: { when = \"events.mandate\"; };\n"
                 "  f: { when = \"contributors.france.joins and demands.d == 'met'\"; };\n"
                 "  g: { when = \"france\"; };\n"
                 "  h: { when = \"russia > 3\"; };\n"
                 "  i: { when = \"france.leaves\"; };\n"
                 "  j: { when = \"g or france.join\"; };\n"
                 "  k: { when = \"truce.cause == deal.d\"; };\n"
                 "  l: { when = \"truce.months == 'long'\"; };\n"
                 "};\n",
        "E 9:26+3 outcomes.a.when: `met` stands for a value here, but `deal.d` can be compared only with a word [put "
        "it in single quotes: 'met']\n"
        "E 10:16+1 outcomes.b.when: unknown name `d` [for what is agreed on it, write deal.d == 'refused']\n"
        "E 11:16+3 outcomes.c.when: unknown name `met` [for an option, write deal.d == 'met']\n"
        "E 12:17+9 outcomes.d_.when: unknown name `offensive` [for a truce that ends by it, write truce.cause == "
        "'offensive']\n"
        "E 13:16+14 outcomes.e.when: unknown name `events.mandate` [in a formula the section is left out: `mandate`]\n"
        "E 14:16+25 outcomes.f.when: unknown name `contributors.france.joins` [in a formula the section is left out: "
        "`france.joins`]\n"
        "E 14:46+9 outcomes.f.when: unknown name `demands.d` [in a formula the section is left out: `deal.d`]\n"
        "E 15:16+6 outcomes.g.when: unknown name `france` [of a contributor, formulas see `france.joins` and "
        "`france.troops`]\n"
        "E 16:16+6 outcomes.h.when: unknown name `russia` [of a party, formulas see `russia.utility` and "
        "`russia.threshold`]\n"
        "E 17:16+13 outcomes.i.when: unknown name `france.leaves` [of a contributor, formulas see `france.joins` and "
        "`france.troops`]\n"
        "E 18:16+1 outcomes.j.when: unknown name `g` [an outcome cannot be referred to; write its condition again]\n"
        "E 18:21+11 outcomes.j.when: unknown name `france.join` [did you mean `france.joins`?]\n"
        "E 19:31+6 outcomes.k.when: `truce.cause` can be compared only with a word in single quotes [compare it with a "
        "word in single quotes: truce.cause == 'offensive']\n"
        "E 20:32+6 outcomes.l.when: `truce.months` is a number, which cannot be compared with a word in quotes [only "
        "deal.DEMAND and truce.cause are compared with words]\n");
}

/* More options than a message lists. */
static void test_many_options(void)
{
    ent_case_text text = {.text = ""};

    ent_case_print(&text, "parties: { p: { }; };\ndemands: { d: { options = ( ");
    for (int i = 0; i < 700; i++) {
        ent_case_print(&text, "%s\"o%d\"", i > 0 ? ", " : "", i);
    }
    ent_case_print(&text, " ); p: { scores = ( ");
    for (int i = 0; i < 700; i++) {
        ent_case_print(&text, "%s0", i > 0 ? ", " : "");
    }
    ent_case_print(&text,
        " ); }; }; };\noutcomes: { a: { when = \"deal.d == 'o699'\"; };\n b: { when = \"deal.d == 'o700'\"; }; "
        "c: { when = \"deal.d == 'zzz'\"; }; };\n");
    expect(text.text,
        "E 1:12+1 parties.p: `threshold` is missing: the least utility this party accepts [threshold = \"50%\";]\n"
        "E 4:25+6 outcomes.b.when: 'o700' is no option of `deal.d` [did you mean 'o70'?]\n"
        "E 4:60+5 outcomes.c.when: 'zzz' is no option of `deal.d`\n");
}

static void test_always_outside_by_bounds(void)
{
    expect("factors: { u = \"uniform(2, 3)\"; };\n"
           "events: { e = \"uniform(40, 60)\"; f = \"u\"; g = \"u - 2\"; };\n"
           "contributors: { c: { troops = \"-u\"; }; };\n",
        "W 2:15+17 events.e: `uniform(40, 60)` is above 1 in every draw, expected a probability from 0% to 100%; it "
        "counts as 1 [if you mean per cent, write % behind the numbers]\n"
        "W 2:38+3 events.f: `u` is above 1 in every draw, expected a probability from 0% to 100%; it counts as 1\n"
        "W 3:31+4 contributors.c.troops: `-u` is below 0 in every draw, expected a number of troops, 0 or more; it "
        "counts as 0\n");
}

static void test_misfits_through_names(void)
{
    expect("factors: { five = 5; a = \"uniform(five, 3)\"; b = \"normal(0, five - 5)\"; c = \"mixture(1, gamma(five, "
           "-five), 1, "
           "normal(0, 1))\"; d = \"1 / (five - 5)\"; g = \"0 * d\"; };\n"
           "contributors: { x: { troops = \"log(-five)\"; }; };\n",
        "E 1:35+4 factors.a: uniform: the lower end 5 lies above the upper end 3 [the smaller one comes first]\n"
        "E 1:61+8 factors.b: normal: the standard deviation must be above 0, found 0\n"
        "E 1:101+5 factors.c: gamma: the scale must be above 0, found -5\n"
        "E 1:154+7 factors.g: `0 * d` is not a number [look for a division 0 / 0, and for log, sqrt or ^ of a negative "
        "number]\n"
        "E 2:31+12 contributors.x.troops: `log(-five)` is not a number [look for a division 0 / 0, and for log, sqrt "
        "or ^ of a negative number]\n");
}

static void test_couplings_named_wrongly(void)
{
    expect(WORLD "correlations: {\n"
                 "  a: { among = ( \"force.offered\", \"france\", \"*.join\", \"agreed\", \"russia.threshold\", "
                 "\"france.leaves\" ); "
                 "rho = 0.3; };\n"
                 "};\n",
        "E 9:18+15 correlations.a: `force.offered` cannot be coupled: it follows from other quantities [name factors, "
        "plain events, CONTRIBUTOR.joins, CONTRIBUTOR.troops, *.joins, *.troops, PARTY.DEMAND or PARTY.*]\n"
        "E 9:35+8 correlations.a: unknown name `france` [did you mean `france.joins`?]\n"
        "E 9:45+8 correlations.a: unknown name `*.join` [did you mean `*.joins`?]\n"
        "E 9:55+8 correlations.a: `agreed` cannot be coupled: it follows from other quantities [name factors, plain "
        "events, CONTRIBUTOR.joins, CONTRIBUTOR.troops, *.joins, *.troops, PARTY.DEMAND or PARTY.*]\n"
        "E 9:65+18 correlations.a: `russia.threshold` cannot be coupled: it follows from other quantities [name "
        "factors, plain events, CONTRIBUTOR.joins, CONTRIBUTOR.troops, *.joins, *.troops, PARTY.DEMAND or PARTY.*]\n"
        "E 9:85+15 correlations.a: unknown name `france.leaves` [name factors, plain events, CONTRIBUTOR.joins, "
        "CONTRIBUTOR.troops, *.joins, *.troops, PARTY.DEMAND or PARTY.*]\n");
}

/* Names that cannot be coupled, or nearly name what can be. */
static void test_couplings_nearly_named(void)
{
    expect(
        "factors: { f = \"normal(0, 1)\"; resolve = \"normal(0, 1)\"; };\n"
        "events: { e1 = 0.3; mandate = 0.3; };\n"
        "contributors: { france: { troops = 1; }; italy: { troops = 1; }; };\n"
        "parties: { p: { threshold = 0.5; }; q: { threshold = 0.5; veto = false; }; };\n"
        "demands: { land: { options = ( \"x\", \"y\" ); p: { weight = 1; scores = ( 0, 1 ); refuses = ( 0.1, 0 ); };\n"
        "    q: { weight = 1; scores = ( 1, 0 ); }; };\n"
        "  thresholt: { options = ( \"x\", \"y\" ); p: { weight = 1; scores = ( 0, 1 ); refuses = ( 0.1, 0 ); }; }; "
        "};\n"
        "correlations: { c: { rho = 0.1; among = ( \"f\",\n"
        "  \"*.troop\", \"resolv\",\n"
        "  \"mandat\", \"p.lend\",\n"
        "  \"p.threshold\", \"q\",\n"
        "  \"italy\", \"italy.join\" ); }; };\n",
        "E 9:3+9 correlations.c: unknown name `*.troop` [did you mean `*.troops`?]\n"
        "E 9:14+8 correlations.c: unknown name `resolv` [did you mean `resolve`?]\n"
        "E 10:3+8 correlations.c: unknown name `mandat` [did you mean `mandate`?]\n"
        "E 10:13+8 correlations.c: unknown name `p.lend` [did you mean `p.land`?]\n"
        "E 11:3+13 correlations.c: `p.threshold` cannot be coupled: it follows from other quantities [name factors, "
        "plain events, CONTRIBUTOR.joins, CONTRIBUTOR.troops, *.joins, *.troops, PARTY.DEMAND or PARTY.*]\n"
        "E 11:18+3 correlations.c: unknown name `q` [for all red lines of the party write `q.*`]\n"
        "E 12:3+7 correlations.c: unknown name `italy` [did you mean `italy.joins`?]\n"
        "E 12:12+12 correlations.c: unknown name `italy.join` [did you mean `italy.joins`?]\n");
}

/* What may be said of each kind of thing, of the last one of its section too. */
static void test_bare_names(void)
{
    expect("contributors: { france: { troops = 1; }; italy: { troops = 1; force = \"g\"; }; };\n"
           "forces: { g: { required = 1; }; };\n"
           "parties: { p: { threshold = 0; veto = false; }; q: { threshold = 0; veto = false; }; };\n"
           "demands: { land: { options = ( \"aa\" ); p: { weight = 1; scores = ( 1 ); }; };\n"
           "  ports: { options = ( \"bb\", \"cc\" ); q: { weight = 1; scores = ( 1, 1 ); }; }; };\n"
           "truce: { causes: { raid: { hazard = 0.1; }; accident: { hazard = 0.1; }; }; };\n"
           "guarantees: { pact: { given = true; }; treaty: { given = true; }; };\n"
           "measures: { cost = 1; lives = 2; };\n"
           "outcomes: { bad: { when = \"not agreed\"; }; rest: { when = true; }; };\n"
           "values: { v1 = \"italy\";\nv2 = \"g\";\nv3 = \"q\";\nv4 = \"ports\";\nv5 = \"cc\";\nv6 = \"accident\";\n"
           "v7 = \"treaty\";\nv8 = \"lives\";\nv9 = \"rest\"; };\n",
        "E 10:17+5 values.v1: unknown name `italy` [of a contributor, formulas see `italy.joins` and `italy.troops`]\n"
        "E 11:7+1 values.v2: unknown name `g` [of a force, formulas see `g.offered`, `.required`, `.contributors`, "
        "after the deal `.committed`, and month by month `.deployed` and `.ratio`]\n"
        "E 12:7+1 values.v3: unknown name `q` [of a party, formulas see `q.utility` and `q.threshold`]\n"
        "E 13:7+5 values.v4: unknown name `ports` [for what is agreed on it, write deal.ports == 'bb']\n"
        "E 14:7+2 values.v5: unknown name `cc` [for an option, write deal.ports == 'cc']\n"
        "E 15:7+8 values.v6: unknown name `accident` [for a truce that ends by it, write truce.cause == 'accident']\n"
        "E 16:7+6 values.v7: unknown name `treaty` [of a guarantee, formulas see `treaty.in_force` month by month, and "
        "`treaty.tested`, `.honoured` and `.failed` after the truce]\n"
        "E 17:7+5 values.v8: unknown name `lives` [a measure is no name of formulas: its mean is `mean(lives)`; a "
        "number that formulas share is named in `values`]\n"
        "E 18:7+4 values.v9: unknown name `rest` [an outcome cannot be referred to; write its condition again]\n");
}

static void test_many_mistakes(void)
{
    ent_case_text text = {.text = ""};
    ent_case_file files[] = {{"s.cfg", text.text, 0}, {0}};
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};

    ent_case_print(&text, "factors: {");
    for (int i = 0; i < 900; i++) {
        ent_case_print(&text, " f%d = \"zz%d\";\n", i, i);
    }
    ent_case_print(&text, " };\n");
    CU_ASSERT_EQUAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(compile(&tree, &diagnostics), ENT_ERR_SCENARIO);
    CU_ASSERT_EQUAL(diagnostics.errors, 500);
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

/* Units, signs and separators as they are written elsewhere. */
static void test_as_written_elsewhere(void)
{
    expect("run: { horizon = \"5 years\"; };\n"
           "contributors: { a: { troops = \"1k-4k\"; joins = \"50 to 70%\"; after = \"10k troops\"; };\n"
           "  b: { troops = 20.000; joins = \"60 percent\"; }; c: { troops = \"6.000 to 10.500\"; leaves = \"1% a "
           "year\"; };\n"
           "  d: { troops = \"9k * 1.125\"; }; e: { troops = 20.5; after = \"10 thousand\"; }; };\n"
           "parties: { p: { threshold = 0.5; }; };\n"
           "demands: { w: { options = ( \"x\", \"y\" ); p: { scores = ( 0, 80 ); }; }; };\n",
        "E 1:21+5 run.horizon: an operator is missing between `5` and `years` [numbers carry no units: write the "
        "number of months alone, 12 for a year]\n"
        "E 2:31+7 contributors.a.troops: found 1k-4k, expected a number of troops, 0 or more [`-` subtracts; for an "
        "interval write \"1k to 4k\"]\n"
        "E 2:49+2 contributors.a.joins: interval: only the high end is written with % [write `50% to 70%`]\n"
        "E 2:74+6 contributors.a.after: an operator is missing between `10k` and `troops` [numbers carry no units: "
        "write `10k` alone]\n"
        "E 3:17+6 contributors.b.troops: `20.000` troops are 20: the point is the decimal sign [for thousands write "
        "20000, otherwise 20]\n"
        "E 3:37+7 contributors.b.joins: an operator is missing between `60` and `percent` [write `60%`]\n"
        "E 3:65+5 contributors.c.troops: `6.000` troops are 6: the point is the decimal sign [for thousands write "
        "6000, otherwise 6]\n"
        "E 3:96+1 contributors.c.leaves: an operator is missing between `1%` and `a` [numbers carry no units: write "
        "`1%` alone]\n"
        "E 4:66+8 contributors.e.after: an operator is missing between `10` and `thousand` [write `10k`]\n"
        "E 6:60+2 demands.w.p.scores.y: found 80, expected a score from 0 to 1 [if 100 is the best, write 0.8]\n");
}

static void test_both_kinds_at_once(void)
{
    expect("run: { worlds = 10,000; };\n"
           "factors: { resolve = normal(0, 1); };\n"
           "events: { mandate = 15%; cover = \"logistic(0.4 * resolv)\"; late = 150; gone = \"mandat + resolve\"; };\n"
           "contributors: {\n"
           "  france: { troops = 6k to 10k; joins = \"mandate\"; };\n"
           "  italy: { joins = \"60%\"; troops = \"cover * 3k\"; requires = \"agreed\"; };\n"
           "};\n"
           "truce: { causes: { c: { hazard = \"month * 0.1%\"; contained = .5.; }; }; };\n"
           "outcomes: { a: { when = \"truce.cause == 'd'\"; }; };\n"
           "headline = \"truce.hold\";\n",
        "E 1:17+6 run.worlds: `10,000` is written with separators, expected digits alone [write 10000]\n"
        "E 2:22+12 factors.resolve: `normal(0, 1)` is no plain number: formulas and texts stand in quotes [put it in "
        "quotes: \"normal(0, 1)\"]\n"
        "E 3:21+3 events.mandate: `15%` is no plain number: formulas and texts stand in quotes [put it in quotes: "
        "\"15%\"]\n"
        "E 3:50+6 events.cover: unknown name `resolv` [did you mean `resolve`?]\n"
        "E 3:67+3 events.late: found 150, expected a probability from 0% to 100%\n"
        "E 3:80+6 events.gone: unknown name `mandat` [did you mean `mandate`?]\n"
        "E 5:22+9 contributors.france.troops: `6k to 10k` is no plain number: formulas and texts stand in quotes [put "
        "it in quotes: \"6k to 10k\"]\n"
        "E 6:62+6 contributors.italy.requires: `agreed` is not known yet: it comes out of the talks (stage 3), after "
        "the coalition (stage 2) [this setting may refer to factors and to events that depend on nothing later]\n"
        "E 8:62+3 truce.causes.c.contained: `.5.` is no plain number: formulas and texts stand in quotes [put it in "
        "quotes: \".5.\"]\n"
        "E 9:41+3 outcomes.a.when: 'd' is no cause of `truce.cause` [the causes are 'c']\n"
        "E 10:13+10 headline: unknown name `truce.hold` [did you mean `truce.held`?]\n");
}

/* Replaces each setting below `from` by `made` in turn; no error may lead to many messages, or to a status that a
 * scenario cannot have. */
static void replace_each(ent_tree *tree, ent_setting *from, const ent_setting *made)
{
    enum { MOST_MESSAGES = 40 };

    for (size_t i = 0; i < from->count; i++) {
        ent_setting *at = from->child[i];
        ent_setting old = *at;
        ent_diagnostics diagnostics = {0};
        int status;
        at->type = made->type;
        at->text = made->text;
        at->number = made->number;
        at->count = 0;
        at->map = NULL;
        status = compile(tree, &diagnostics);
        CU_ASSERT(status == ENT_OK || status == ENT_ERR_SCENARIO);
        CU_ASSERT_EQUAL(status == ENT_OK, diagnostics.errors == 0);
        CU_ASSERT(diagnostics.count <= MOST_MESSAGES);
        ent_diagnostics_free(&diagnostics);
        *at = old;
        replace_each(tree, at, made);
    }
}

static void test_anything_in_any_place(void)
{
    static const ent_setting made[] = {{.type = ENT_SETTING_INTEGER, .text = "-1", .number = -1.0},
        {.type = ENT_SETTING_STRING, .text = "x"}, {.type = ENT_SETTING_STRING, .text = "normal(0, 1)"},
        {.type = ENT_SETTING_LIST, .text = ""}, {.type = ENT_SETTING_GROUP, .text = ""}};
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};

    CU_ASSERT_EQUAL_FATAL(
        ent_tree_load(&tree, ENTENTE_SOURCE "/scenarios/example.cfg", load_from_disk, NULL, &diagnostics), ENT_OK);
    for (size_t i = 0; i < sizeof(made) / sizeof(*made); i++) {
        replace_each(&tree, tree.root, &made[i]);
    }
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

int main(void)
{
    CU_TestInfo tests[] = {{"words", test_words}, {"many options", test_many_options},
        {"always outside by bounds", test_always_outside_by_bounds},
        {"misfits through names", test_misfits_through_names},
        {"couplings named wrongly", test_couplings_named_wrongly},
        {"couplings nearly named", test_couplings_nearly_named}, {"bare names", test_bare_names},
        {"many mistakes", test_many_mistakes}, {"as written elsewhere", test_as_written_elsewhere},
        {"both kinds at once", test_both_kinds_at_once}, {"anything in any place", test_anything_in_any_place},
        CU_TEST_INFO_NULL};

    return ent_run_suite("model mistakes", tests);
}
