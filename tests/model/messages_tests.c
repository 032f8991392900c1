/* Every message of compiling: references to names, stages, months and cycles; couplings, distributions and ranges. */
#include "base/status.h"
#include "math/kernels.h"
#include "model/model.h"
#include "scenario/scenario.h"

#include "../scenario/tree_case.h"

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

/* Reads and compiles a tree, even after mistakes of reading; adds what is said. */
static int compile(const ent_tree *tree, ent_diagnostics *diagnostics)
{
    ent_scenario scenario = {0};
    ent_model model = {0};
    int status = ent_scenario_read(&scenario, "s", tree, diagnostics);
    size_t before = diagnostics->errors;
    int compiled = ent_model_compile(&model, &scenario, ent_kernels_select(NULL), false, diagnostics);

    CU_ASSERT_EQUAL(compiled, diagnostics->errors > before ? ENT_ERR_SCENARIO : ENT_OK);
    ent_model_free(&model);
    ent_scenario_free(&scenario);
    return status == ENT_OK ? compiled : status;
}

static void expect(const char *text, const char *expected)
{
    ent_case_file files[] = {{"s.cfg", text, 0}, {0}};
    ent_tree tree = {0};
    ent_diagnostics diagnostics = {0};
    ent_case_text found = {.text = ""};
    int status = ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics);

    CU_ASSERT_PTR_NOT_NULL_FATAL(tree.root);
    if (compile(&tree, &diagnostics) != ENT_OK) {
        status = ENT_ERR_SCENARIO;
    }
    CU_ASSERT_EQUAL(status, diagnostics.errors > 0 ? ENT_ERR_SCENARIO : ENT_OK);
    ent_diagnostics_sort(&diagnostics);
    ent_case_diagnostics(&found, &diagnostics);
    ent_case_compare(text, found.text, expected);
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

/* A world that the texts below refer to. */
#define WORLD                                                                                                          \
    "factors: { resolve = \"normal(0, 1)\"; commitment = \"normal(0, 1)\"; };\n"                                       \
    "events: { mandate = \"15%\"; withdraws: { monthly = \"1%\"; }; };\n"                                              \
    "contributors: { france: { troops = \"6k to 10k\"; joins = \"60%\"; }; italy: { troops = "                         \
    "\"1k to 4k\"; joins = \"60%\"; }; };\n"                                                                           \
    "parties: { russia: { threshold = 0.6; }; ukraine: { threshold = 0.5; }; };\n"                                     \
    "demands: { d: { options = ( \"refused\", \"un_only\", \"met\" );\n"                                               \
    "  russia: { weight = 1; scores = ( 0, 0.5, 1 ); }; ukraine: { weight = 1; scores = ( 1, "                         \
    "0.6, 0 ); }; }; };\n"                                                                                             \
    "truce: { causes: { offensive: { hazard = 0.01; }; }; };\n"

static void test_right(void)
{
    expect(WORLD, "");
}

static void test_unknown_names(void)
{
    expect(WORLD "outcomes: {\n"
                 "  a: { when = \"mandat\"; };\n"
                 "  b: { when = \"true and 3 > frence.joins + deal.x\"; };\n"
                 "  c: { when = \"zzz or (qqq > 1)\"; };\n"
                 "  d: { when = \"russia.joins > 0 and france.utility > 0\"; };\n"
                 "  e: { when = \"deal.d == 'me' or deal.d != 'un_onli' or 'zzz' == deal.d\"; };\n"
                 "  f: { when = \"truce.cause == 'ofensive'\"; };\n"
                 "  g: { when = \"deal.e == 'met'\"; };\n"
                 "};\n",
        "E 9:16+6 outcomes.a.when: unknown name `mandat` [did you mean `mandate`?]\n"
        "E 10:29+12 outcomes.b.when: unknown name `frence.joins` [did you mean `france.joins`?]\n"
        "E 10:44+6 outcomes.b.when: unknown name `deal.x` [did you mean `deal.d`?]\n"
        "E 11:16+3 outcomes.c.when: unknown name `zzz`\n"
        "E 11:24+3 outcomes.c.when: unknown name `qqq`\n"
        "E 12:16+12 outcomes.d.when: unknown name `russia.joins`\n"
        "E 12:37+14 outcomes.d.when: unknown name `france.utility` [did you mean `ukraine.utility`?]\n"
        "E 13:26+4 outcomes.e.when: 'me' is no option of `deal.d` [did you mean 'met'?]\n"
        "E 13:44+9 outcomes.e.when: 'un_onli' is no option of `deal.d` [did you mean 'un_only'?]\n"
        "E 13:57+5 outcomes.e.when: 'zzz' is no option of `deal.d`\n"
        "E 14:31+10 outcomes.f.when: 'ofensive' is no cause of `truce.cause` [did you mean 'offensive'?]\n"
        "E 15:16+6 outcomes.g.when: unknown name `deal.e` [did you mean `deal.d`?]\n");
}

static void test_texts_and_numbers(void)
{
    expect(WORLD "outcomes: {\n"
                 "  a: { when = \"deal.d > 0\"; };\n"
                 "  b: { when = \"deal.d\"; };\n"
                 "  c: { when = \"truce.cause != 3\"; };\n"
                 "  d: { when = \"agreed == 'met'\"; };\n"
                 "  e: { when = \"mandate == 'yes'\"; };\n"
                 "};\n",
        "E 9:16+6 outcomes.a.when: `deal.d` is no number [compare it by == or != with a word in single quotes: 'met']\n"
        "E 10:16+6 outcomes.b.when: `deal.d` is no number [compare it by == or != with a word in single quotes: "
        "'met']\n"
        "E 11:16+11 outcomes.c.when: `truce.cause` is no number [compare it by == or != with a word in single quotes: "
        "'met']\n"
        "E 12:26+5 outcomes.d.when: a word in quotes can be compared only with deal.DEMAND or truce.cause\n"
        "E 13:27+5 outcomes.e.when: a word in quotes can be compared only with deal.DEMAND or truce.cause\n");
}

static void test_a_wrong_setting_costs_no_more(void)
{
    expect("factors: { a = \"normal(0, 1\"; b = \"normal(0, a)\"; c = \"uniform(a, -1)\"; d = 5%; };\n"
           "events: { e = \"2 + a\"; f = 60; g = \"f + 2\"; h = \"d - 3\"; };\n"
           "contributors: { x: { troops = \"-1k to a\"; }; y: { troops = \"e - 1k\"; joins = 3; }; };\n"
           "correlations: { k: { among = ( \"a\", \"b\", \"d\" ); rho = 0.3; }; };\n"
           "parties: { p = 3; };\n"
           "demands: { w = 4; };\n"
           "outcomes: { o: { when = \"deal.w == 'met' or p.utility > 0\"; }; };\n",
        "E 1:23+1 factors.a: this parenthesis is never closed [close it with `)`]\n"
        "E 1:77+2 factors.d: `5%` is no plain number: formulas and texts stand in quotes [put it in quotes: \"5%\"]\n"
        "E 2:28+2 events.f: found 60, expected a probability from 0% to 100% [if you mean per cent, write \"60%\"]\n"
        "E 3:78+1 contributors.y.joins: found 3, expected a probability from 0% to 100% [if you mean per cent, write "
        "\"3%\"]\n"
        "E 5:16+1 parties.p: found a single value, expected a group in braces: { … }\n"
        "E 6:16+1 demands.w: found a single value, expected a group in braces: { … }\n"
        "E 7:36+5 outcomes.o.when: 'met' is no option of `deal.w`\n");
}

static void test_later_stages(void)
{
    expect(
        "factors: { resolve = \"normal(0, 1)\"; commitment = \"normal(0, 1)\"; };\n"
        "events: { mandate = \"15%\"; withdraws: { monthly = \"1%\"; }; };\n"
        "contributors: { france: { troops = \"6k to 10k\"; joins = \"if(agreed, 1, 0)\"; requires = \"truce.held\"; "
        "after = \"truce.months\"; }; italy: { troops = \"1k to 4k\"; joins = \"60%\"; }; };\n"
        "parties: { russia: { threshold = 0.6; }; ukraine: { threshold = 0.5; }; };\n"
        "demands: { d: { options = ( \"refused\", \"un_only\", \"met\" );\n"
        "  russia: { weight = 1; scores = ( 0, 0.5, 1 ); }; ukraine: { weight = 1; scores = ( 1, 0.6, 0 ); }; }; };\n"
        "truce: { causes: { offensive: { hazard = 0.01; }; }; };\n"
        "force: { required = \"1000 * talks.round + force.deployed \"; };\n"
        "talks: { stages: { t = \"truce.held\"; }; };\n",
        "E 3:61+6 contributors.france.joins: `agreed` is known only from stage 3 (talks), too late for stage 2 "
        "(coalition)\n"
        "E 3:89+10 contributors.france.requires: `truce.held` is known only from stage 5 (outcome), too late for stage "
        "2 (coalition)\n"
        "E 3:111+12 contributors.france.after: `truce.months` is known only from stage 5 (outcome), too late for stage "
        "2 (coalition)\n"
        "E 8:29+11 force.required: `talks.round` is known only from stage 3 (talks), too late for stage 2 (coalition)\n"
        "E 8:43+14 force.required: `force.deployed` is known only from stage 4 (truce), too late for stage 2 "
        "(coalition)\n"
        "E 9:25+10 talks.stages.t: `truce.held` is known only from stage 5 (outcome), too late for stage 3 (talks)\n");
}

static void test_cycles(void)
{
    expect("factors: { a = \"b + normal(0, 1)\"; b = \"c\"; c = \"a\"; };\n",
        "E 1:49+3 factors.c: a cycle: `c` depends on `a`, which depends on it [one of the two must not depend on the "
        "other]\n");
}

static void test_months_where_there_are_none(void)
{
    expect(
        "factors: { resolve = \"normal(0, 1)\"; commitment = \"normal(0, 1)\"; };\n"
        "events: { mandate = \"15%\"; withdraws: { monthly = \"month / 100\"; lasts = \"month\"; }; at_last: { at = "
        "\"month\"; lasts = \"withdraws\"; }; };\n"
        "contributors: { france: { troops = \"6k to 10k\"; joins = \"60%\"; lead_months = \"month\"; leaves = \"month "
        "/ 100\"; allowed = \"month > 2\"; }; italy: { troops = \"1k to 4k\"; joins = \"60%\"; }; };\n"
        "parties: { russia: { threshold = 0.6; }; ukraine: { threshold = 0.5; }; };\n"
        "demands: { d: { options = ( \"refused\", \"un_only\", \"met\" );\n"
        "  russia: { weight = 1; scores = ( 0, 0.5, 1 ); }; ukraine: { weight = 1; scores = ( 1, 0.6, 0 ); }; }; };\n"
        "truce: { causes: { offensive: { hazard = 0.01; }; }; };\n"
        "force: { required = \"weibull_hazard(1, 2)\"; cap = \"month * 1k\"; allowed = \"month > 3\"; };\n",
        "E 2:75+5 events.withdraws.lasts: `month` changes from month to month, and this setting may not [only leaves, "
        "hazard, contained, allowed, cap and the `when` and `monthly` of timed events may]\n"
        "E 2:103+5 events.at_last.at: `month` changes from month to month, and this setting may not [only leaves, "
        "hazard, contained, allowed, cap and the `when` and `monthly` of timed events may]\n"
        "E 2:120+9 events.at_last.lasts: `withdraws` changes from month to month, and this setting may not [only "
        "leaves, hazard, contained, allowed, cap and the `when` and `monthly` of timed events may]\n"
        "E 3:79+5 contributors.france.lead_months: `month` changes from month to month, and this setting may not [only "
        "leaves, hazard, contained, allowed, cap and the `when` and `monthly` of timed events may]\n"
        "E 8:22+20 force.required: weibull_hazard changes from month to month, and this setting may not\n");
}

static void test_distributions_by_month(void)
{
    expect(
        "factors: { resolve = \"normal(0, 1)\"; commitment = \"normal(0, 1)\"; };\n"
        "events: { mandate = \"15%\"; withdraws: { monthly = \"1%\"; }; };\n"
        "contributors: { france: { troops = \"6k to 10k\"; joins = \"60%\"; }; italy: { troops = \"1k to 4k\"; joins = "
        "\"60%\"; }; };\n"
        "parties: { russia: { threshold = 0.6; }; ukraine: { threshold = 0.5; }; };\n"
        "demands: { d: { options = ( \"refused\", \"un_only\", \"met\" );\n"
        "  russia: { weight = 1; scores = ( 0, 0.5, 1 ); }; ukraine: { weight = 1; scores = ( 1, 0.6, 0 ); }; }; };\n"
        "truce: { causes: { offensive: { hazard = \"normal(month, 1)\"; contained = \"uniform(0, month / 60)\"; }; }; "
        "};\n",
        "E 7:50+5 truce.causes.offensive.hazard: a distribution is drawn once a draw, so its arguments may not change "
        "from month to month [draw a constant spread and scale it outside the distribution]\n"
        "W 7:74+24 truce.causes.offensive.contained: a distribution inside a probability is drawn anew in every draw, "
        "so only its mean matters [put the distribution into `factors` and refer to it by name]\n"
        "E 7:86+10 truce.causes.offensive.contained: a distribution is drawn once a draw, so its arguments may not "
        "change from month to month [draw a constant spread and scale it outside the distribution]\n");
}

static void test_distributions(void)
{
    expect(
        "factors: { a = \"normal(0, 1)\"; b = \"truncate(normal(0, 1), a, 5)\"; c = \"mixture(0.3, normal(a, 1), 0.7, "
        "gamma(2, 1))\";\n"
        "  d = \"truncate(normal(0, 1), 1, if(true, 0, 1))\"; e = \"uniform(2 - 1, 3 - 2)\"; f = \"gamma(a, 1)\"; };\n",
        "E 1:37+28 factors.b: the numbers in `truncate` must be constant here\n"
        "E 2:31+1 factors.d: truncate: the lower end 1 lies above the upper end 0 [the smaller one comes first]\n"
        "E 2:65+5 factors.e: uniform: the lower end and the upper end are both 1 [for a certain value write the number "
        "alone]\n");
}

static void test_a_distribution_in_a_probability(void)
{
    expect("events: { a = \"40% to 60%\"; b: { monthly = \"uniform(0, 0.1)\"; }; c = \"0.3 + 0.1 * beta(1, 2)\"; };\n"
           "contributors: { x: { troops = \"1k to 2k\"; joins = \"beta(2, 3)\"; leaves = 0.1; }; };\n",
        "W 1:15+12 events.a: a distribution inside a probability is drawn anew in every draw, so only its mean matters "
        "[put the distribution into `factors` and refer to it by name]\n"
        "W 1:44+17 events.b.monthly: a distribution inside a probability is drawn anew in every draw, so only its mean "
        "matters [put the distribution into `factors` and refer to it by name]\n"
        "W 1:70+24 events.c: a distribution inside a probability is drawn anew in every draw, so only its mean matters "
        "[put the distribution into `factors` and refer to it by name]\n"
        "W 2:51+12 contributors.x.joins: a distribution inside a probability is drawn anew in every draw, so only its "
        "mean matters [put the distribution into `factors` and refer to it by name]\n");
}

static void test_always_outside(void)
{
    expect("factors: { a = \"2 + 3\"; };\n"
           "events: { e = \"a\"; f = \"a - 6\"; g = \"a / 10\"; };\n"
           "contributors: { x: { troops = \"a - 100\"; pool = 3; rotation = \"a - 5\"; }; };\n",
        "E 2:15+3 events.e: `a` is always 5, which is outside its range\n"
        "E 2:24+7 events.f: `a - 6` is always -1, which is outside its range\n"
        "E 3:31+9 contributors.x.troops: `a - 100` is always -95, which is outside its range\n"
        "E 3:63+7 contributors.x.rotation: `a - 5` is always 0, which is outside its range\n");
}

static void test_vain_refusals(void)
{
    expect(
        "factors: { resolve = \"normal(0, 1)\"; commitment = \"normal(0, 1)\"; };\n"
        "events: { mandate = \"15%\"; withdraws: { monthly = \"1%\"; }; };\n"
        "contributors: { france: { troops = \"6k to 10k\"; joins = \"60%\"; }; italy: { troops = \"1k to 4k\"; joins = "
        "\"60%\"; }; };\n"
        "parties: { russia: { threshold = 0.6; }; ukraine: { threshold = 0.5; veto = false; }; };\n"
        "demands: { d: { options = ( \"refused\", \"un_only\", \"met\" );\n"
        "  russia: { weight = 1; scores = ( 0, 0.5, 1 ); }; ukraine: { weight = 1; scores = ( 1, 0.6, 0 ); refuses = ( "
        "0, \"10%\", 1 ); }; }; };\n"
        "truce: { causes: { offensive: { hazard = 0.01; }; }; };\n",
        "W 6:114+5 demands.d.ukraine.refuses.un_only: only a party with a veto can refuse an option [give the party "
        "`veto = true`, or leave `refuses` out]\n"
        "W 6:121+1 demands.d.ukraine.refuses.met: only a party with a veto can refuse an option [give the party `veto "
        "= true`, or leave `refuses` out]\n");
}

static void test_couplings(void)
{
    expect(WORLD "correlations: {\n"
                 "  a: { among = ( \"resolv\", \"mandate\", \"zzz\" ); rho = 0.3; };\n"
                 "  b: { among = ( \"resolve\", \"mandate\" ); rho = 0.3; };\n"
                 "  c: { among = ( \"withdraws\", \"*.joins\" ); rho = 0.3; };\n"
                 "  d: { among = ( \"france.joins\", \"france.troops\", \"frnce.joins\" ); rho = 0.2; };\n"
                 "};\n",
        "E 9:18+8 correlations.a: `resolv` is no random quantity that can be coupled [did you mean `resolve`?]\n"
        "E 9:39+5 correlations.a: `zzz` is no random quantity that can be coupled [name factors, events, "
        "CONTRIBUTOR.joins, CONTRIBUTOR.troops or *.joins]\n"
        "E 10:3+1 correlations.b: `resolve` is drawn once a world and `mandate` once a draw: they cannot be coupled "
        "[couple factors with factors, and events, joins and troops with one another]\n"
        "E 11:18+11 correlations.c: `withdraws` is a timed event, and those cannot be coupled\n"
        "E 12:51+13 correlations.d: `frnce.joins` is no random quantity that can be coupled [did you mean "
        "`france.joins`?]\n");
}

static void test_couplings_of_no_distribution(void)
{
    expect(
        "factors: { a = 3; b = \"normal(0, 1) + 1\"; c = \"poisson(3)\"; d = \"normal(0, 1)\"; };\n"
        "contributors: { x: { troops = 3000; }; y: { troops = \"1k to 2k\"; }; };\n"
        "correlations: { k: { among = ( \"a\", \"b\", \"c\", \"d\" ); rho = 0.1; }; l: { among = ( \"*.troops\" ); rho "
        "= 0.1; }; };\n",
        "E 1:48+10 factors.c: what is coupled must be one continuous distribution [take it out of `correlations`, or "
        "use a continuous distribution]\n"
        "E 3:32+3 correlations.k: `a` is no single distribution, so it cannot be coupled [give it one distribution of "
        "its own, such as \"normal(0, 1)\"]\n"
        "E 3:37+3 correlations.k: `b` is no single distribution, so it cannot be coupled [give it one distribution of "
        "its own, such as \"normal(0, 1)\"]\n"
        "E 3:83+10 correlations.l: `*.troops` is no single distribution, so it cannot be coupled [give it one "
        "distribution of its own, such as \"normal(0, 1)\"]\n");
}

static void test_not_positive_definite(void)
{
    expect("factors: { a = \"normal(0, 1)\"; b = \"normal(0, 1)\"; c = \"normal(0, 1)\"; d = \"normal(0, 1)\"; e = "
           "\"normal(0, 1)\"; };\n"
           "correlations: { k: { among = ( \"d\", \"e\" ); rho = 0.9; }; l: { among = ( \"a\", \"b\" ); rho = 0.9; };\n"
           "  m: { among = ( \"b\", \"c\" ); rho = 0.9; }; n: { among = ( \"a\", \"c\" ); rho = -0.9; }; };\n",
        "E 3:44+1 correlations.n: no random quantities can be correlated in this way: the matrix of a, b, c is not "
        "positive definite [bring the correlations among them nearer to each other, or nearer to 0]\n");
}

static void test_queries(void)
{
    expect(WORLD "headline = \"truce.hold given agred\";\n"
                 "checks = ( \"P(truce.held) > 0.1\", \"P(deal.d == 'mett') > 0.1\", \"P(mandate given frnce.joins) > "
                 "0.1\" );\n",
        "E 8:13+10 headline: unknown name `truce.hold` [did you mean `truce.held`?]\n"
        "E 8:30+5 headline: unknown name `agred` [did you mean `agreed`?]\n"
        "E 9:48+6 checks: 'mett' is no option of `deal.d` [did you mean 'met'?]\n"
        "E 9:81+11 checks: unknown name `frnce.joins` [did you mean `france.joins`?]\n");
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
        "E 6:62+6 contributors.italy.requires: `agreed` is known only from stage 3 (talks), too late for stage 2 "
        "(coalition)\n"
        "E 8:62+3 truce.causes.c.contained: `.5.` is no plain number: formulas and texts stand in quotes [put it in "
        "quotes: \".5.\"]\n"
        "E 9:41+3 outcomes.a.when: 'd' is no cause of `truce.cause`\n"
        "E 10:13+10 headline: unknown name `truce.hold` [did you mean `truce.held`?]\n");
}

/* Puts `made` in the place of each setting below `from` in turn; no mistake may lead to many messages or to none of
 * the statuses that a scenario can have. */
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
    CU_TestInfo tests[] = {{"right", test_right}, {"unknown names", test_unknown_names},
        {"texts and numbers", test_texts_and_numbers},
        {"a wrong setting costs no more", test_a_wrong_setting_costs_no_more}, {"later stages", test_later_stages},
        {"cycles", test_cycles}, {"months where there are none", test_months_where_there_are_none},
        {"distributions by month", test_distributions_by_month}, {"distributions", test_distributions},
        {"a distribution in a probability", test_a_distribution_in_a_probability},
        {"always outside", test_always_outside}, {"vain refusals", test_vain_refusals}, {"couplings", test_couplings},
        {"couplings of no distribution", test_couplings_of_no_distribution},
        {"not positive definite", test_not_positive_definite}, {"queries", test_queries},
        {"both kinds at once", test_both_kinds_at_once}, {"anything in any place", test_anything_in_any_place},
        CU_TEST_INFO_NULL};

    return ent_run_suite("model messages", tests);
}
