/* Every message of compiling: references to names, stages, months and circles; distributions, ranges. */
#include "message_case.h"

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
        "E 12:16+12 outcomes.d.when: unknown name `russia.joins` [of a party, formulas see `russia.utility` and "
        "`russia.threshold`]\n"
        "E 12:37+14 outcomes.d.when: unknown name `france.utility` [of a contributor, formulas see `france.joins` and "
        "`france.troops`]\n"
        "E 13:26+4 outcomes.e.when: 'me' is no option of `deal.d` [did you mean 'met'?]\n"
        "E 13:44+9 outcomes.e.when: 'un_onli' is no option of `deal.d` [did you mean 'un_only'?]\n"
        "E 13:57+5 outcomes.e.when: 'zzz' is no option of `deal.d` [its options are 'refused', 'un_only', 'met']\n"
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
        "E 9:16+6 outcomes.a.when: `deal.d` is no number [compare it with a word in single quotes: deal.d == "
        "'refused']\n"
        "E 10:16+6 outcomes.b.when: `deal.d` is no number [compare it with a word in single quotes: deal.d == "
        "'refused']\n"
        "E 11:31+1 outcomes.c.when: `truce.cause` can be compared only with a word in single quotes [compare it with a "
        "word in single quotes: truce.cause == 'offensive']\n"
        "E 12:26+5 outcomes.d.when: `agreed` is true or false, which cannot be compared with a word in quotes [write "
        "`agreed` or `not agreed`]\n"
        "E 13:27+5 outcomes.e.when: `mandate` is true or false, which cannot be compared with a word in quotes [write "
        "`mandate` or `not mandate`]\n");
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
        "W 2:36+7 events.g: `f + 2` is above 1 in every draw, expected a probability from 0% to 100%; it counts as 1\n"
        "W 3:60+8 contributors.y.troops: `e - 1k` is below 0 in every draw, expected a number of troops, 0 or more; it "
        "counts as 0\n"
        "E 3:78+1 contributors.y.joins: found 3, expected a probability from 0% to 100% [if you mean per cent, write "
        "\"3%\"]\n"
        "E 5:16+1 parties.p: found a single value, expected a group in braces: { … }\n"
        "E 6:16+1 demands.w: found a single value, expected a group in braces: { … }\n");
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
        "E 3:61+6 contributors.france.joins: `agreed` is not known yet: it comes out of the talks (stage 3), after the "
        "coalition (stage 2) [this setting may refer to factors and to events that depend on nothing later]\n"
        "E 3:89+10 contributors.france.requires: `truce.held` is not known yet: it is known only at the end of the "
        "truce (stage 5), after the coalition (stage 2) [this setting may refer to factors and to events that depend "
        "on nothing later]\n"
        "E 3:111+12 contributors.france.after: `truce.months` is not known yet: it is known only at the end of the "
        "truce (stage 5), after the coalition (stage 2) [this setting may refer to factors and to events that depend "
        "on nothing later]\n"
        "E 8:29+11 force.required: `talks.round` is not known yet: it comes out of the talks (stage 3), after the "
        "coalition (stage 2) [this setting may refer to factors and to events that depend on nothing later]\n"
        "E 8:43+14 force.required: `force.deployed` is not known yet: it comes out of the truce (stage 4), after the "
        "coalition (stage 2) [this setting may refer to factors and to events that depend on nothing later]\n"
        "E 9:25+10 talks.stages.t: `truce.held` is not known yet: it is known only at the end of the truce (stage 5), "
        "after the talks (stage 3) [this setting may refer to factors, to events that depend on nothing later, and to "
        "who joins]\n");
}

static void test_cycles(void)
{
    expect("factors: { a = \"b + normal(0, 1)\"; b = \"c\"; c = \"a\"; };\n",
        "E 1:50+1 factors.c: a circle: `c` depends on `a`, `a` on `b`, and `b` on `c` [leave out one of these "
        "references]\n");
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
        "hazard, contained, allowed, cap, present, guarantees, renews and the `when` and `monthly` of timed events "
        "may]\n"
        "E 2:103+5 events.at_last.at: `month` changes from month to month, and this setting may not [only leaves, "
        "hazard, contained, allowed, cap, present, guarantees, renews and the `when` and `monthly` of timed events "
        "may]\n"
        "E 2:120+9 events.at_last.lasts: `withdraws` changes from month to month, and this setting may not [only "
        "leaves, hazard, contained, allowed, cap, present, guarantees, renews and the `when` and `monthly` of timed "
        "events "
        "may]\n"
        "E 3:79+5 contributors.france.lead_months: `month` changes from month to month, and this setting may not [only "
        "leaves, hazard, contained, allowed, cap, present, guarantees, renews and the `when` and `monthly` of timed "
        "events "
        "may]\n"
        "E 8:22+20 force.required: weibull_hazard changes from month to month, and this setting may not [its place is "
        "the `hazard` of a cause]\n");
}

/* In a truce in force the deal changes from month to month; a chance of new truces comes before the force. */
static void test_truce_in_force(void)
{
    expect(
        "events: { calm = \"if(agreed, 80%, 30%)\"; visit: { at = \"if(agreed, 3, 6)\"; lasts = \"if(calm, 1, 2)\"; "
        "};\n"
        "  late: { monthly = \"if(deal.d == 'x', 5%, 1%)\"; when = \"agreed\"; }; };\n"
        "contributors: { a: { troops = 10; lead_months = \"if(deal.d == 'x', 1, 2)\"; leaves = \"if(calm, 1%, 2%)\"; "
        "}; };\n"
        "parties: { p: { threshold = 0.5; }; };\n"
        "demands: { d: { options = ( \"x\" ); p: { weight = 1; scores = ( 1 ); }; }; };\n"
        "run: { horizon = 60; }; truce: { in_force = true; age = \"p.threshold\"; renews = \"force.deployed / 1k\";\n"
        "  causes: { c: { hazard = \"truce.spells\"; }; }; };\n",
        "E 1:60+6 events.visit.at: `agreed` changes from month to month, and this setting may not [only leaves, "
        "hazard, "
        "contained, allowed, cap, present, guarantees, renews and the `when` and `monthly` of timed events may]\n"
        "E 1:88+4 events.visit.lasts: `calm` changes from month to month, and this setting may not [only leaves, "
        "hazard, "
        "contained, allowed, cap, present, guarantees, renews and the `when` and `monthly` of timed events may]\n"
        "E 6:58+11 truce.age: `p.threshold` is worked out side by side with this setting (stage 3), so it is not known "
        "here [put what both depend on into `factors`]\n"
        "E 6:82+14 truce.renews: `renews` is the chance of a new truce while there is none, and so no force: "
        "`force.deployed` is not known here [refer to `force.offered`, to who joins, to `month` (since the collapse), "
        "or "
        "to timed events]\n"
        "E 7:28+12 truce.causes.c.hazard: `truce.spells` is known only when the truce has ended, and this setting is "
        "needed month by month before [this setting may refer to all that comes out of the coalition and the talks, "
        "and "
        "to timed events]\n");
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
        "W 7:74+24 truce.causes.offensive.contained: a distribution inside a probability is drawn anew in every draw: "
        "the range across what we do not know does not show it [draw what could be known in `factors`, or in "
        "`unknown(...)`, and the rest outside it]\n"
        "E 7:86+10 truce.causes.offensive.contained: a distribution is drawn once a draw, so its arguments may not "
        "change from month to month [draw a constant spread and scale it outside the distribution]\n");
}

static void test_distributions(void)
{
    expect(
        "factors: { a = \"normal(0, 1)\"; b = \"truncate(normal(0, 1), a, 5)\"; c = \"mixture(0.3, normal(a, 1), 0.7, "
        "gamma(2, 1))\";\n"
        "  d = \"truncate(normal(0, 1), 1, if(true, 0, 1))\"; e = \"uniform(2 - 1, 3 - 2)\"; f = \"gamma(a, 1)\"; };\n",
        "E 1:60+1 factors.b: the numbers in `truncate` must be constant, but this varies [write numbers here, and "
        "shift or scale the distribution outside it]\n"
        "E 2:31+1 factors.d: truncate: the lower end 1 lies above the upper end 0 [the smaller one comes first]\n"
        "E 2:65+5 factors.e: uniform: the lower end and the upper end are both 1 [for a certain value write the number "
        "alone]\n");
}

static void test_a_distribution_in_a_probability(void)
{
    expect("events: { a = \"40% to 60%\"; b: { monthly = \"uniform(0, 0.1)\"; }; c = \"0.3 + 0.1 * beta(1, 2)\"; };\n"
           "contributors: { x: { troops = \"1k to 2k\"; joins = \"beta(2, 3)\"; leaves = 0.1; }; };\n",
        "W 1:15+12 events.a: a distribution inside a probability is drawn anew in every draw, so only its mean matters "
        "[where it could be known but is not, write \"unknown(40% to 60%)\"]\n"
        "W 1:44+17 events.b.monthly: a distribution inside a probability is drawn anew in every draw: the range across "
        "what we do not know does not show it [where it could be known but is not, write \"unknown(uniform(0, "
        "0.1))\"]\n"
        "W 1:70+24 events.c: a distribution inside a probability is drawn anew in every draw, so only its mean matters "
        "[where it could be known but is not, write \"0.3 + 0.1 * unknown(beta(1, 2))\"]\n"
        "W 2:51+12 contributors.x.joins: a distribution inside a probability is drawn anew in every draw, so only its "
        "mean matters [where it could be known but is not, write \"unknown(beta(2, 3))\"]\n");
    expect("events: { a = \"(40% to 60%)\"; b = \"unknown(40% to 60%)\"; c = \"unknown(10% to 20%) + uniform(0, "
           "0.1)\"; };\n"
           "contributors: { x: { troops = \"1k to 2k\"; joins = \"beta(2, 1 + a)\"; }; };\n",
        "W 1:15+14 events.a: a distribution inside a probability is drawn anew in every draw, so only its mean matters "
        "[where it could be known but is not, write \"unknown(40% to 60%)\"]\n"
        "W 1:62+39 events.c: a distribution inside a probability is drawn anew in every draw, so only its mean matters "
        "[where it could be known but is not, write \"unknown(10% to 20%) + unknown(uniform(0, 0.1))\"]\n"
        "W 2:51+16 contributors.x.joins: a distribution inside a probability is drawn anew in every draw, so only its "
        "mean matters [draw what could be known in `factors`, or in `unknown(...)`, and the rest outside it]\n");
}

/* A chance that a draw may try more than once: a distribution in it moves more than its mean. */
static void test_a_distribution_in_a_chance_tried_often(void)
{
    static const char *const scenario[][2] = {
        {"truce: { causes: { z: { hazard = 0.1; }; }; };\nguarantees: { g: { honoured = \"beta(2, 3)\"; }; };\n",
            "2:31+12 guarantees.g.honoured"},
        {"truce: { causes: { z: { hazard = 0.1; }; }; };\nguarantees: { g: { contains = \"beta(2, 3)\"; }; };\n",
            "2:31+12 guarantees.g.contains"},
        {"truce: { causes: { z: { hazard = 0.1; }; };\n  renews = \"beta(2, 3)\"; };\n", "2:12+12 truce.renews"},
        {"events: { e: { at = 1; every = 2; chance = \"beta(2, 3)\"; }; };\n", "1:44+12 events.e.chance"},
        {"ratification: { r: { chance = \"beta(2, 3)\"; }; };\n", "1:31+12 ratification.r.chance"},
        {"parties: { p: { threshold = 0; }; };\ndemands: { d: { options = ( \"x\", \"y\" ); p: { weight = 1; "
         "scores = ( 0, 1 );\n  refuses = ( \"beta(2, 3)\", 0 ); }; }; };\n",
            "3:15+12 demands.d.p.refuses.x"}};
    char expected[300];

    for (size_t i = 0; i < sizeof(scenario) / sizeof(*scenario); i++) {
        snprintf(expected, sizeof(expected),
            "W %s: a distribution inside a probability is drawn anew in every draw: the range across what we do not "
            "know does not show it [where it could be known but is not, write \"unknown(beta(2, 3))\"]\n",
            scenario[i][1]);
        expect(scenario[i][0], expected);
    }
}

/* What stands in unknown(...) is known by world. */
static void test_unknown(void)
{
    expect(WORLD "force: { required = \"unknown(normal(france.troops, 1))\"; };\n"
                 "outcomes: { o: { when = \"unknown(uniform(0, 1 + month)) > 0.5\"; }; };\n",
        "E 8:37+13 force.required: who joins is worked out side by side with this setting (stage 2), so "
        "`france.troops` "
        "is not known here [refer to factors and events, for both to follow]\n"
        "E 9:49+5 outcomes.o.when: `month` differs from month to month, and what stands in `unknown` is drawn once a "
        "world [inside it refer to numbers and factors only, and bring `month` in outside: `unknown(...) + month`]\n");
    expect(WORLD "talks: { stages: { s = \"unknown(beta(1 + france.joins, 2))\"; t = \"unknown(beta(1 + abs(resolve), "
                 "2))\"; }; };\n",
        "E 8:42+12 talks.stages.s: `france.joins` differs from draw to draw, and what stands in `unknown` is drawn "
        "once "
        "a world [inside it refer to numbers and factors only, and bring `france.joins` in outside: `unknown(...) + "
        "france.joins`]\n");
    expect("factors: { a = \"unknown(normal(0, 1))\"; b = \"normal(0, 1)\"; };\n"
           "contributors: { x: { troops = \"unknown(1k to 2k)\"; joins = \"unknown(10% to 20%)\"; }; y: { troops = "
           "\"1k to 2k\"; }; };\n"
           "correlations: { c: { among = ( \"a\", \"b\" ); rho = 0.5; }; d: { among = ( \"x.troops\", \"y.troops\" ); "
           "rho = 0.5; }; };\n",
        "E 3:73+10 correlations.d: `x.troops` cannot be coupled: `unknown(1k to 2k)` is drawn once a world [put the "
        "distribution into `factors`, couple the factor, and refer to it here]\n");
}

/* Events and outcomes that can never come. */
static void test_never(void)
{
    expect(
        "run: { horizon = 24; };\n"
        "factors: { f = \"uniform(20, 30)\"; };\n"
        "events: { a: { at = 25; }; b: { at = 24; }; c: { at = \"f + 5\"; }; d: { at = 0; }; e: { at = \"f\"; }; };\n",
        "W 3:21+2 events.a.at: `25` is after the last month followed (24), so the event never begins [make "
        "`run.horizon` longer, or the month earlier]\n"
        "W 3:55+7 events.c.at: `f + 5` is after the last month followed (24), so the event never begins [make "
        "`run.horizon` longer, or the month earlier]\n"
        "W 3:77+1 events.d.at: `0` is before month 1: the event has begun when the truce does [month 1 is the "
        "first one after the deal]\n");
    expect("events: { e = \"50%\"; };\n"
           "outcomes: { a: { when = \"1 > 2\"; }; b: { when = \"e\"; }; c: { when = \"1 < 2\"; }; d: { when = "
           "\"e\"; }; f: { name = \"Rest\"; }; };\n",
        "W 2:13+1 outcomes.a.when: no future ends so: the condition of `a` is never true [outcomes are tried in the "
        "order of the file: put the special before the general]\n"
        "W 2:81+1 outcomes.d.when: no future ends so: `c`, further up, takes all that come to it [outcomes are tried "
        "in "
        "the order of the file: put the special before the general]\n"
        "W 2:101+1 outcomes.f.when: no future ends so: `c`, further up, takes all that come to it [outcomes are tried "
        "in "
        "the order of the file: put the special before the general]\n");
}

static void test_concession_without_deadline(void)
{
    static const char parties[] =
        "parties: { p: { threshold = 0.4; concession = 0.5; }; q: { threshold = 0.4; "
        "concession = 1; }; r: { threshold = 0.4; concession = 2; veto = false; }; };\n"
        "demands: { d: { options = ( \"x\", \"y\" ); p: { weight = 1; scores = ( 0, 1 ); }; q: "
        "{ weight = 1; scores = ( 1, 0 ); }; r: { weight = 1; scores = ( 1, 0 ); }; }; };\n";
    char text[512];

    snprintf(text, sizeof(text), "%stalks: { rounds = 30; };\n", parties);
    expect(text,
        "W 1:47+3 parties.p.concession: without `talks.deadline` a party concedes towards the last of "
        "`talks.rounds`, so a longer look moves every deal [write when the parties think that it must be done: "
        "talks: { deadline = 30; }]\n");
    snprintf(text, sizeof(text), "%stalks: { rounds = 30; deadline = 12; };\n", parties);
    expect(text, "");
}

static void test_always_outside(void)
{
    expect("factors: { a = \"2 + 3\"; };\n"
           "events: { e = \"a\"; f = \"a - 6\"; g = \"a / 10\"; };\n"
           "contributors: { x: { troops = \"a - 100\"; pool = 3; rotation = \"a - 5\"; }; };\n",
        "E 2:15+3 events.e: `a` is always 5, expected a probability from 0% to 100%\n"
        "E 2:24+7 events.f: `a - 6` is always -1, expected a probability from 0% to 100%\n"
        "E 3:31+9 contributors.x.troops: `a - 100` is always -95, expected a number of troops, 0 or more\n"
        "E 3:63+7 contributors.x.rotation: `a - 5` is always 0, expected more than 0\n");
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

static void test_together(void)
{
    expect(WORLD "together: {\n"
                 "  a: { when = \"deal.d == 'met' and mandate\"; rusia = 0.1; ukraine = 15; };\n"
                 "  b: { when = \"deal.e == 'met' or bernoulli(0.5)\"; russia = \"france.joins > 0\"; };\n"
                 "  c: { ukraine = \"0.1 * russia.threshold\"; never = \"perhaps\"; };\n"
                 "  d: { when = \"deal.d == 'mett'\"; russia = -2; };\n"
                 "  e: { when = \"deal.d\"; russia = \"0.1 * month\"; };\n"
                 "  f: { when = \"20%\"; russia = 0.1; };\n"
                 "  g = 3;\n"
                 "};\n",
        "E 9:36+7 together.a.when: `when` describes packages, so it may read deal.* alone, not `mandate` [let what is "
        "added depend on it: russia = \"0.1 * mandate\"]\n"
        "E 9:46+5 together.a.rusia: unknown setting `rusia` [did you mean `russia`?]\n"
        "E 9:69+2 together.a.ukraine: found 15, expected an addition to a utility, from -1 to 1 [a utility runs from 0 "
        "to 1: for so many hundredths write 0.15]\n"
        "E 10:16+6 together.b.when: unknown name `deal.e` [did you mean `deal.d`?]\n"
        "E 10:35+14 together.b.when: `when` describes packages, so nothing may be drawn in it [let what is added "
        "depend on it: russia = \"0.1 * x\"]\n"
        "E 10:62+16 together.b.russia: this is true or false, and a number belongs here [to choose between two numbers "
        "write if(condition, a, b): `if(france.joins > 0, 1, 0)`]\n"
        "E 11:3+1 together.c: `when` is missing: which packages it describes [when = \"deal.DEMAND == 'option' and "
        "deal.OTHER == 'option'\";]\n"
        "E 11:25+16 together.c.ukraine: `russia.threshold` is worked out side by side with this setting (stage 3), so "
        "it is not known here [put what both depend on into `factors`]\n"
        "E 11:52+9 together.c.never: expected true or false\n"
        "E 12:26+6 together.d.when: 'mett' is no option of `deal.d` [did you mean 'met'?]\n"
        "E 12:44+2 together.d.russia: found -2, expected an addition to a utility, from -1 to 1 [a utility runs from 0 "
        "to 1: for so many hundredths write -0.02]\n"
        "E 13:16+6 together.e.when: `deal.d` is no number [compare it with a word in single quotes: deal.d == "
        "'refused']\n"
        "E 13:41+5 together.e.russia: `month` is not known yet: it counts the months of the truce (stage 4), after the "
        "talks (stage 3) [this setting may refer to factors, to events that depend on nothing later, and to who "
        "joins]\n"
        "E 14:16+3 together.f.when: `20%` is a number, and a condition belongs here: true or false [for a chance make "
        "it an event, NAME = \"20%\" in `events`, and write its name here; or write `bernoulli(20%)`]\n"
        "E 15:7+1 together.g: found a single value, expected a group in braces: { … }\n");
    expect(WORLD
        "together: {\n"
        "  a: { when = \"deal.d == 'met' and deal.d == 'refused'\"; russia = 0.1; };\n"
        "  b: { when = \"deal.d == 'met'\"; };\n"
        "  c: { when = \"deal.d != 'met' and not (deal.d == 'un_only')\"; ukraine = \"0.1 * mandate\"; never = "
        "true; };\n"
        "};\n",
        "W 9:15+41 together.a.when: `deal.d == 'met' and deal.d == 'refused'` describes no package [no package has all "
        "that it asks for: look for two options of the same demand joined by `and`]\n"
        "W 10:3+1 together.b: it adds nothing to any utility and puts no package out [say what a party gains or loses, "
        "russia = 0.1;, or never = true;]\n");
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

/* One error, one message: an unknown value counts as varying, and no further error follows from it. */
static void test_nothing_follows(void)
{
    expect("factors: { a = \"zzz\"; b = \"truncate(normal(0, 1), qqq, 5)\"; c = \"a - 7\"; };\n"
           "events: { e = \"xxx - 3\"; f = \"e * 5 + yyy\"; g = \"truce.held and www\"; };\n"
           "contributors: { c1: { troops = \"-5 * zzz\"; rotation = \"agreed\"; pool = 100; }; };\n"
           "parties: { p: { threshold = \"vvv + 2\"; concession = \"-agreed\"; }; };\n"
           "demands: { d: { options = ( \"x\" ); p: { weight = 1; scores = ( 1 ); }; }; };\n",
        "E 1:17+3 factors.a: unknown name `zzz`\n"
        "E 1:51+3 factors.b: unknown name `qqq`\n"
        "E 2:16+3 events.e: unknown name `xxx`\n"
        "E 2:39+3 events.f: unknown name `yyy`\n"
        "E 2:65+3 events.g: unknown name `www`\n"
        "E 3:38+3 contributors.c1.troops: unknown name `zzz`\n"
        "E 3:56+6 contributors.c1.rotation: `agreed` is not known yet: it comes out of the talks (stage 3), after the "
        "coalition (stage 2) [this setting may refer to factors and to events that depend on nothing later]\n"
        "E 4:30+3 parties.p.threshold: unknown name `vvv`\n"
        "E 4:55+6 parties.p.concession: `agreed` is what the talks lead to, so nothing that they depend on may refer "
        "to it [this setting may refer to factors, to events that depend on nothing later, and to who joins]\n");
}

static void test_own_section(void)
{
    expect("factors: { f = \"e + force.offered\"; };\n"
           "events: { e = 0.5; t: { monthly = 0.1; when = \"force.ratio < 1 or late or u or t\"; }; u: { monthly = "
           "0.1; };\n"
           "  late = \"truce.held\"; };\n"
           "contributors: { a: { troops = \"a.joins\"; joins = \"b.joins\"; };\n"
           "  b: { troops = \"force.offered\"; joins = \"w.joins\"; requires = \"force.required > 3\"; };\n"
           "  w: { troops = 5; after = 3; joins = \"a.joins\"; leaves = \"force.deployed\"; allowed = \"force.ratio > "
           "1\"; "
           "}; };\n"
           "force: { required = \"force.required + force.contributors + a.troops\"; cap = \"force.committed\"; };\n",
        "E 1:17+1 factors.f: `e` is no factor: it differs from draw to draw [a factor may refer only to other "
        "factors]\n"
        "E 1:21+13 factors.f: `force.offered` is no factor: it differs from draw to draw [a factor may refer only to "
        "other factors]\n"
        "E 2:48+11 events.t.when: in each month the events come first and the force follows, so `force.ratio` is not "
        "known here [refer to `force.offered`, to who joins, or to `month`]\n"
        "E 2:67+4 events.t.when: `late` depends on how the truce ends, and this setting is needed month by month "
        "before [this setting may refer to all that comes out of the coalition and the talks, and to timed events]\n"
        "E 2:75+1 events.t.when: `u` comes later in the file; an event may refer only to those above it [move `u` "
        "above `t`]\n"
        "E 2:80+1 events.t.when: `t` refers to itself [leave it out: an event starts twice only with `every`]\n"
        "E 4:32+7 contributors.a.troops: `a.joins` is worked out from the settings of `a`, this one among them [refer "
        "to factors, to events, or to contributors further up in the file]\n"
        "E 4:51+7 contributors.a.joins: `b.joins` comes later in the file; a contributor may refer only to those above "
        "it [move `b` above `a`]\n"
        "E 5:18+13 contributors.b.troops: `force.offered` counts all that join, so no contributor may depend on it "
        "[for a contributor that waits until others send so many troops, write after = \"10k\"]\n"
        "E 5:43+7 contributors.b.joins: `w` waits for others (`after`), so `w.joins` is known only when all have "
        "decided [refer to what `w` depends on, or leave out its `after`]\n"
        "E 5:65+14 contributors.b.requires: `force.required` is worked out side by side with the contributors (stage "
        "2), so it is not known here [put what both depend on into `factors`]\n"
        "E 6:60+14 contributors.w.leaves: `force.deployed` follows from who leaves, who is allowed, who is present, "
        "and the cap, so "
        "none of these may refer to it [refer to `force.offered`, to who joins, to `month`, or to timed events]\n"
        "E 6:88+11 contributors.w.allowed: `force.ratio` follows from who leaves, who is allowed, who is present, and "
        "the cap, so none "
        "of these may refer to it [refer to `force.offered`, to who joins, to `month`, or to timed events]\n"
        "E 7:22+14 force.required: `force.required` refers to itself [refer to factors and events]\n"
        "E 7:39+18 force.required: `force.contributors` is worked out side by side with this setting (stage 2), so it "
        "is not known here [refer to factors and events]\n"
        "E 7:60+8 force.required: who joins is worked out side by side with this setting (stage 2), so `a.troops` is "
        "not known here [refer to factors and events, for both to follow]\n"
        "E 7:78+15 force.cap: `force.committed` follows from who leaves, who is allowed, who is present, and the cap, "
        "so none of these "
        "may refer to it [refer to `force.offered`, to who joins, to `month`, or to timed events]\n");
}

static void test_own_section_of_the_talks(void)
{
    expect("parties: { p: { threshold = \"p.threshold + q.threshold\"; war_cost = \"p.threshold\"; };\n"
           "  q: { threshold = \"p.threshold\"; concession = \"p.utility + 1\"; }; };\n"
           "demands: { d: { options = ( \"x\", \"y\" ); available = ( \"deal.d == 'x'\", \"agreed\" );\n"
           "  p: { weight = \"q.threshold\"; scores = ( 0, 1 ); }; q: { weight = 1; scores = ( 1, \"talks.round\" ); "
           "}; }; "
           "};\n"
           "talks: { stages: { s = \"q.utility\"; }; };\n"
           "truce: { causes: { c: { hazard = \"truce.months\"; contained = \"truce.cause == 'c'\"; }; }; };\n",
        "E 1:30+11 parties.p.threshold: `p.threshold` refers to itself [put what both depend on into `factors`]\n"
        "E 1:44+11 parties.p.threshold: `q.threshold` comes later in the file; a party may refer only to thresholds of "
        "parties above it [move `q` above `p`]\n"
        "E 1:70+11 parties.p.war_cost: `p.threshold` belongs to the same party; it may refer only to thresholds of "
        "parties above it [put what both depend on into `factors`]\n"
        "E 2:49+9 parties.q.concession: `p.utility` is what the talks lead to, so nothing that they depend on may "
        "refer to it [this setting may refer to factors, to events that depend on nothing later, and to who joins]\n"
        "E 3:56+6 demands.d.available.x: `deal.d` is what the talks lead to, so nothing that they depend on may refer "
        "to it [this setting may refer to factors, to events that depend on nothing later, and to who joins]\n"
        "E 3:73+6 demands.d.available.y: `agreed` is what the talks lead to, so nothing that they depend on may refer "
        "to it [this setting may refer to factors, to events that depend on nothing later, and to who joins]\n"
        "E 4:18+11 demands.d.p.weight: `q.threshold` is worked out side by side with this setting (stage 3), so it is "
        "not known here [put what both depend on into `factors`]\n"
        "E 4:86+11 demands.d.q.scores.y: `talks.round` is what the talks lead to, so nothing that they depend on may "
        "refer to it [this setting may refer to factors, to events that depend on nothing later, and to who joins]\n"
        "E 5:25+9 talks.stages.s: `q.utility` is what the talks lead to, so nothing that they depend on may refer to "
        "it [this setting may refer to factors, to events that depend on nothing later, and to who joins]\n"
        "E 6:35+12 truce.causes.c.hazard: `truce.months` is known only when the truce has ended, and this setting is "
        "needed month by month before [this setting may refer to all that comes out of the coalition and the talks, "
        "and to timed events]\n"
        "E 6:63+11 truce.causes.c.contained: `truce.cause` is known only when the truce has ended, and this setting is "
        "needed month by month before [this setting may refer to all that comes out of the coalition and the talks, "
        "and to timed events]\n");
}

static void test_guarantees_of_a_month(void)
{
    expect("events: { t: { monthly = \"if(g.in_force, 1%, 2%)\"; }; };\n"
           "truce: { causes: { c: { hazard = 0.01; }; }; };\n"
           "guarantees: { g: { given = \"not g.in_force\"; honoured = 0.5; };\n"
           "  h: { given = \"k.in_force\"; honoured = 0.5; };\n"
           "  k: { given = \"g.in_force\"; honoured = 0.5; }; };\n",
        "E 1:30+10 events.t.monthly: in each month the events come first, then the force, then the guarantees, so "
        "`g.in_force` is not known here [refer to what the guarantee is given for: factors, events, the deal]\n"
        "E 3:33+10 guarantees.g.given: `g.in_force` refers to itself [`fails_for_good` says whether a guarantee that "
        "was "
        "not honoured is void from then on]\n"
        "E 4:17+10 guarantees.h.given: `k.in_force` comes later in the file; a guarantee may refer only to those above "
        "it [move `k` above `h`]\n");
}

static void test_rings(void)
{
    expect("factors: { a = \"a + 1\"; x = \"y\"; y = \"x + z\"; z = \"x\"; free = \"zzz\"; };\n"
           "events: { e = \"e\"; f = \"0.1 + g\"; g = \"h\"; h = \"f and agreed\"; i = \"f\"; };\n"
           "contributors: { c: { troops = 5; joins = \"i\"; }; };\n",
        "E 1:17+1 factors.a: `a` refers to itself [leave it out, or refer to another name]\n"
        "E 1:39+1 factors.y: a circle: `y` depends on `x`, and `x` on `y` [leave out one of these references]\n"
        "E 1:52+1 factors.z: a circle: `z` depends on `x`, `x` on `y`, and `y` on `z` [leave out one of these "
        "references]\n"
        "E 1:64+3 factors.free: unknown name `zzz`\n"
        "E 2:16+1 events.e: `e` refers to itself [leave it out, or refer to another name]\n"
        "E 2:49+1 events.h: a circle: `h` depends on `f`, `f` on `g`, and `g` on `h` [leave out one of these "
        "references]\n"
        "E 3:43+1 contributors.c.joins: `i` is not known yet: it depends on the talks (stage 3), after the coalition "
        "(stage 2) [this setting may refer to factors and to events that depend on nothing later]\n");
}

/* Only the first references of a long circle are listed. */
static void test_a_long_ring(void)
{
    ent_case_text text = {.text = ""};

    ent_case_print(&text, "factors: {");
    for (int i = 0; i < 12; i++) {
        ent_case_print(&text, " f%d = \"f%d\";", i, (i + 1) % 12);
    }
    ent_case_print(&text, " };\n");
    expect(text.text, "E 1:143+2 factors.f11: a circle: `f11` depends on `f0`, `f0` on `f1`, `f1` on `f2`, `f2` on "
                      "`f3`, `f3` on `f4`, `f4` on `f5`, `f5` on `f6`, `f6` on `f7`, `f7` on `f8`, … and `f10` on "
                      "`f11` [leave out one of these references]\n");
}

int main(void)
{
    CU_TestInfo tests[] = {{"right", test_right}, {"unknown names", test_unknown_names},
        {"texts and numbers", test_texts_and_numbers},
        {"a wrong setting costs no more", test_a_wrong_setting_costs_no_more}, {"later stages", test_later_stages},
        {"cycles", test_cycles}, {"months where there are none", test_months_where_there_are_none},
        {"truce in force", test_truce_in_force}, {"distributions by month", test_distributions_by_month},
        {"distributions", test_distributions},
        {"a distribution in a probability", test_a_distribution_in_a_probability}, {"unknown", test_unknown},
        {"a distribution in a chance that is tried often", test_a_distribution_in_a_chance_tried_often},
        {"never", test_never}, {"concession without deadline", test_concession_without_deadline},
        {"always outside", test_always_outside}, {"vain refusals", test_vain_refusals}, {"together", test_together},
        {"queries", test_queries}, {"nothing follows", test_nothing_follows}, {"own section", test_own_section},
        {"own section of the talks", test_own_section_of_the_talks},
        {"guarantees of a month", test_guarantees_of_a_month}, {"rings", test_rings}, {"a long ring", test_a_long_ring},
        CU_TEST_INFO_NULL};

    return ent_run_suite("model messages", tests);
}
