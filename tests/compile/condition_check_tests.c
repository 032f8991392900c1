/* Conditions and amounts: a number where a condition belongs, the reverse, and shares, hazards and outcomes that were
 * probably meant in another way. */
#include "message_case.h"

#define NAMES                                                                                                          \
    "factors: { x = \"discrete(0, 1, 1, 1)\"; y = \"normal(0, 1)\"; z = \"x == 1\"; w = \"bernoulli(30%)\";\n"         \
    "  v = \"if(z, w, false)\"; k = 0; half = 0.5; };\n"                                                               \
    "events: { e = \"z or w\"; f = \"30%\"; };\n"

/* --- conditions -------------------------------------------------------------------------------------------------- */

static void expect_condition(const char *formula, bool right, const char *error)
{
    char text[1000], expected[1000];

    snprintf(text, sizeof(text), "%scontributors: { a: { troops = 1; };\n b: { troops = 1; requires = \"%s\"; }; };\n",
        NAMES, formula);
    snprintf(expected, sizeof(expected), "%s%s", right ? "" : "E 5:31", right ? "" : error);
    expect(text, expected);
}

static void test_right_conditions(void)
{
    static const char *const right[] = {"true", "false", "1", "0", "x == 1", "y > 0", "not z", "z and w", "v", "w", "z",
        "k", "e", "f or e", "a.joins", "bernoulli(60%)", "if(e, z, true)", "if(e, y > 0, 0)", "(e)",
        "not (e and y < 1)"};

    for (size_t i = 0; i < sizeof(right) / sizeof(*right); i++) {
        expect_condition(right[i], true, NULL);
    }
}

static void test_numbers_as_conditions(void)
{
    expect_condition("60%", false,
        "+3 contributors.b.requires: `60%` is a number, and a condition belongs here: true or false [for a chance make "
        "it "
        "an event, NAME = \"60%\" in `events`, and write its name here; or write `bernoulli(60%)`]\n");
    expect_condition("x", false,
        "+1 contributors.b.requires: `x` is a number, and a condition belongs here: true or false [compare it, for "
        "example "
        "`x == 1`]\n");
    expect_condition("y", false,
        "+1 contributors.b.requires: `y` is a number, and a condition belongs here: true or false [compare it, for "
        "example "
        "`y > 0`]\n");
    expect_condition("half", false,
        "+4 contributors.b.requires: `half` is a number, and a condition belongs here: true or false [compare it, for "
        "example `half > 0`]\n");
    expect_condition("a.troops + 1", false,
        "+12 contributors.b.requires: `a.troops + 1` is a number, and a condition belongs here: true or false [compare "
        "it, "
        "for example `a.troops + 1 > 0`]\n");
    expect_condition("5", false,
        "+1 contributors.b.requires: `5` is a number, and a condition belongs here: true or false [write a comparison, "
        "an "
        "event, or true]\n");
    expect_condition("if(e, 50%, 1)", false,
        "+13 contributors.b.requires: `if(e, 50%, 1)` is a number, and a condition belongs here: true or false "
        "[compare "
        "it, for example `if(e, 50%, 1) > 0`]\n");
    expect_condition("1k to 2k", false,
        "+8 contributors.b.requires: `1k to 2k` is a number, and a condition belongs here: true or false [compare it, "
        "for "
        "example `1k to 2k > 0`]\n");
}

/* Every setting that takes a condition, and the operands and arguments that do. */
static void test_everywhere(void)
{
    expect(NAMES "contributors: { a: { troops = \"if(50%, 1, 0)\"; allowed = \"20%\"; joins = \"e and y\"; }; };\n"
                 "force: { required = 1; allowed = \"not half\"; };\n"
                 "parties: { p: { threshold = 0.5; }; };\n"
                 "demands: { d: { options = ( \"o\", \"q\" ); available = ( \"true\", \"20%\" ); p: { scores = ( 0, 1 "
                 "); }; }; };\n"
                 "outcomes: { n: { when = \"not agreed\"; }; o: { when = \"20%\"; }; };\n"
                 "headline = \"truce.months given y\";\n"
                 "checks = ( \"P(y) > 0.5\", \"P(e given truce.months) > 0.5\" );\n",
        "E 4:35+3 contributors.a.troops: `50%` is a number, and the first argument of `if` is a condition: true or "
        "false "
        "[for a chance make it an event, NAME = \"50%\" in `events`, and write its name here; or write "
        "`bernoulli(50%)`]\n"
        "E 4:59+3 contributors.a.allowed: `20%` is a number, and a condition belongs here: true or false [for a chance "
        "make it an event, NAME = \"20%\" in `events`, and write its name here; or write `bernoulli(20%)`]\n"
        "E 4:80+1 contributors.a.joins: `y` is a number, and `and` connects conditions: true or false [compare it, for "
        "example `y > 0`]\n"
        "E 5:39+4 force.allowed: `half` is a number, and `not` takes a condition: true or false [compare it, for "
        "example "
        "`half > 0`]\n"
        "E 7:64+3 demands.d.available.q: `20%` is a number, and a condition belongs here: true or false [for a chance "
        "make it an event, NAME = \"20%\" in `events`, and write its name here; or write `bernoulli(20%)`]\n"
        "E 8:55+3 outcomes.o.when: `20%` is a number, and a condition belongs here: true or false [for a chance make "
        "it "
        "an event, NAME = \"20%\" in `events`, and write its name here; or write `bernoulli(20%)`]\n"
        "E 9:13+12 headline: `truce.months` is a number, and a condition belongs here: true or false [compare it, for "
        "example `truce.months >= 12`]\n"
        "E 9:32+1 headline: `y` is a number, and a condition belongs here: true or false [compare it, for example `y > "
        "0`]\n"
        "E 10:15+1 checks: `y` is a number, and a condition belongs here: true or false [compare it, for example `y > "
        "0`; for its mean write `E(y)`]\n"
        "E 10:37+12 checks: `truce.months` is a number, and a condition belongs here: true or false [compare it, for "
        "example `truce.months >= 12`]\n");
}

/* What `E(...)` takes, and its condition. */
static void test_means(void)
{
    expect(NAMES "checks = ( \"E(y) > 2\", \"E(1) > 0\", \"E(if(e, 1, 3) given e) > 2\" );\n", "");
    expect(NAMES "checks = ( \"E(e) > 0.5\", \"E(y) > E(y > 2)\", \"E(y given 20%) > 1\", \"E(if(y, 1, 2)) > 1\",\n"
                 "\"E(yy) > 1\", \"E(true) > 0\" );\n",
        "E 4:15+1 checks: this is true or false, and `E(...)` takes the mean of a number [for the probability of a "
        "condition write `P(e)`]\n"
        "E 4:36+5 checks: this is true or false, and `E(...)` takes the mean of a number [for the probability of a "
        "condition write `P(y > 2)`]\n"
        "E 4:56+3 checks: `20%` is a number, and a condition belongs here: true or false [for a chance make it an "
        "event, NAME = \"20%\" in `events`, and write its name here; or write `bernoulli(20%)`]\n"
        "E 4:73+1 checks: `y` is a number, and the first argument of `if` is a condition: true or false [compare it, "
        "for example `y > 0`]\n"
        "E 5:4+2 checks: unknown name `yy` [did you mean `y`?]\n"
        "E 5:17+4 checks: this is true or false, and `E(...)` takes the mean of a number [for the probability of a "
        "condition write `P(true)`]\n");
}

static void test_alternatives(void)
{
    expect("contributors: { a: { troops = \"8k or 12k\"; }; b: { troops = \"8k or 12k or 15k\"; };\n"
           "  c: { troops = \"8k and 15k\"; }; d: { troops = 1; requires = \"1k or 2k\"; }; };\n",
        "E 1:32+9 contributors.a.troops: `or` connects conditions, and these are numbers [for one of these values, "
        "each "
        "with the same chance, write `discrete(8k, 1, 12k, 1)`]\n"
        "E 1:62+16 contributors.b.troops: `or` connects conditions, and these are numbers [for one of these values, "
        "each "
        "with the same chance, write `discrete(8k, 1, 12k, 1, 15k, 1)`]\n"
        "E 2:18+10 contributors.c.troops: `and` connects conditions, and these are numbers [for an interval write `8k "
        "to "
        "15k`]\n"
        "E 2:63+8 contributors.d.requires: `or` connects conditions, and these are numbers [write comparisons or "
        "events "
        "on both sides]\n");
    expect("contributors: { a: { troops = \"discrete(8k, 1, 12k, 1)\"; }; c: { troops = \"8k to 15k\"; }; };\n", "");
}

/* --- amounts ----------------------------------------------------------------------------------------------------- */

static void test_conditions_as_amounts(void)
{
    static const char *const settings[] = {"contributors: { a: { troops = \"%s\"; }; };",
        "contributors: { a: { troops = 1; after = \"%s\"; }; };",
        "contributors: { a: { troops = 1; lead_months = \"%s\"; }; };",
        "contributors: { a: { pool = \"%s\"; rotation = 3; }; };", "force: { required = \"%s\"; };",
        "force: { cap = \"%s\"; };", "events: { t: { at = \"%s\"; }; };",
        "truce: { causes: { c: { hazard = \"%s\"; }; }; };", "parties: { p: { threshold = \"%s\"; }; };",
        "parties: { p: { threshold = 0.5; war_cost = \"%s\"; }; };"};
    static const char *const conditions[] = {"e", "e and x > 0", "not e", "x > 0 or e", "x == 1", "true"};

    for (size_t i = 0; i < sizeof(settings) / sizeof(*settings); i++) {
        for (size_t c = 0; c < sizeof(conditions) / sizeof(*conditions); c++) {
            char setting[200], text[400], help[100];
            ent_case_file files[] = {{"s.cfg", text, 0}, {0}};
            bool found = false;
            ent_diagnostics diagnostics = {0};
            ent_tree tree = {0};
            snprintf(setting, sizeof(setting), settings[i], conditions[c]);
            snprintf(text, sizeof(text), "factors: { x = \"normal(0, 1)\"; e = \"bernoulli(0.5)\"; };\n%s\n", setting);
            snprintf(help, sizeof(help), "`if(%s, 1, 0)`", conditions[c]);
            CU_ASSERT_EQUAL_FATAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_OK);
            compile(&tree, &diagnostics);
            for (size_t d = 0; d < diagnostics.count; d++) {
                found = found ||
                        (strcmp(diagnostics.item[d].text, "this is true or false, and a number belongs here") == 0 &&
                            strstr(diagnostics.item[d].help, help) != NULL);
            }
            CU_ASSERT_EQUAL(found, c > 0); /* a name of a condition counts as 0 or 1 */
            ent_diagnostics_free(&diagnostics);
            ent_tree_free(&tree);
        }
    }
    expect("events: { e = 0.5; t: { at = \"e or false\"; }; };\n",
        "E 1:31+10 events.t.at: this is true or false, and a number belongs here [to choose between two numbers write "
        "if(condition, a, b): `if(e or false, 1, 0)`]\n");
}

/* --- sizes ------------------------------------------------------------------------------------------------------- */

static void test_shares(void)
{
    expect("factors: { big = 55; };\n"
           "parties: { a: { threshold = 55; }; b: { threshold = 0.5; war_cost = 3; }; c: { threshold = \"big\"; };\n"
           "  d: { threshold = \"45 to 60\"; }; e: { threshold = \"normal(1, 0.5)\"; war_cost = \"uniform(-0.1, "
           "0.1)\"; };\n"
           "  f: { threshold = -0.1; }; };\n",
        "E 2:29+2 parties.a.threshold: found 55, expected a share from 0% to 100% [if you mean per cent, write "
        "\"55%\"]\n"
        "E 2:69+1 parties.b.war_cost: found 3, expected a share from 0% to 100% [if you mean per cent, write \"3%\"]\n"
        "E 2:92+5 parties.c.threshold: `big` is always 55, expected a share from 0% to 100%\n"
        "W 3:20+10 parties.d.threshold: `45 to 60` is above 1 in every draw, expected a share from 0% to 100% [if you "
        "mean per cent, write % behind the numbers]\n"
        "E 4:20+4 parties.f.threshold: found -0.1, expected a share from 0% to 100%\n");
    expect(
        "contributors: { a: { troops = \"60%\"; }; b: { troops = 1; after = \"60%\"; lead_months = \"10% to 20%\"; };\n"
        "  c: { troops = \"8-15k\"; joins = \"10 to 60\"; }; };\n"
        "factors: { d = \"8k-15k\"; };\n",
        "E 1:31+5 contributors.a.troops: `60%` is a share, expected a number of troops, 0 or more [for a share of a "
        "number "
        "write it as a product, such as \"0.6 * 30k\"]\n"
        "E 1:66+5 contributors.b.after: `60%` is a share, expected a number of troops, 0 or more [for a share of a "
        "number "
        "write it as a product, such as \"0.6 * 30k\"]\n"
        "E 1:87+12 contributors.b.lead_months: `10% to 20%` is a share, expected a number of months\n"
        "E 2:17+7 contributors.c.troops: found 8-15k, expected a number of troops, 0 or more [`-` subtracts; for an "
        "interval write \"8k to 15k\"]\n"
        "W 2:34+10 contributors.c.joins: `10 to 60` is above 1 in almost every draw, expected a probability from 0% to "
        "100% [if you mean per cent, write % behind the numbers]\n"
        "W 3:16+8 factors.d: `8k-15k` is -7000 [`-` subtracts; for an interval write \"8k to 15k\"]\n");
}

/* Values that lie outside in every draw, at the edges of what is said about them. */
static void test_outside_in_every_draw(void)
{
    expect("contributors: { a: { troops = \"uniform(-5, -1)\"; joins = \"uniform(50, 100)\"; };\n"
           "  b: { troops = \"uniform(0, 5)\"; joins = 1; leaves = \"uniform(1, 2)\"; }; };\n"
           "parties: { p: { threshold = 0.5; }; };\n"
           "demands: { d: { options = ( \"x\" ); p: { weight = 1; scores = ( 1 ); }; }; };\n"
           "ratification: { r: { takes = \"uniform(1300, 1400)\"; chance = \"unknown(uniform(40, 60)) / 1\"; }; };\n"
           "events: { e = \"truncate(normal(50, 10), 2, 100)\"; };\n"
           "force: { required = \"discrete(-5, 0.5, 0, 0.5)\"; };\n",
        "W 1:31+17 contributors.a.troops: `uniform(-5, -1)` is below 0 in every draw, expected a number of troops, 0 "
        "or more; it counts as 0\n"
        "W 1:58+18 contributors.a.joins: `uniform(50, 100)` is above 1 in every draw, expected a probability from 0% "
        "to 100%; it counts as 1 [if you mean per cent, write % behind the numbers]\n"
        "W 2:54+15 contributors.b.leaves: a distribution inside a probability is drawn anew in every draw: the range "
        "across what we do not know does not show it [where it could be known but is not, write \"unknown(uniform(1, "
        "2))\"]\n"
        "W 5:30+21 ratification.r.takes: `uniform(1300, 1400)` is above 1200 in every draw, expected a number of "
        "months from 0 to 1200; it counts as 1200\n"
        "W 5:62+30 ratification.r.chance: `unknown(uniform(40, 60)) / 1` is above 1 in every draw, expected a "
        "probability from 0% to 100%; it counts as 1\n"
        "W 6:15+34 events.e: `truncate(normal(50, 10), 2, 100)` is above 1 in every draw, expected a probability from "
        "0% to 100%; it counts as 1 [if you mean per cent, write % behind the numbers]\n");
}

static void test_hazards_and_times(void)
{
    expect("run: { horizon = 24; };\n"
           "truce: { causes: { a: { hazard = \"weibull(0.8, 60)\"; }; b: { hazard = 5; }; c: { hazard = "
           "\"weibull_hazard(0.8, 60)\"; }; }; };\n"
           "events: { late: { at = 30; }; soon: { at = 24; }; date: { at = \"2026-12\"; }; june: { at = \"June 2026\"; "
           "}; };\n"
           "parties: { p: { threshold = 0.5; concession = 80; }; };\n"
           "talks: { stages: { never = 0; }; };\n"
           "demands: { d: { options = ( \"x\" ); p: { weight = 1; scores = ( 1 ); }; }; };\n",
        "W 2:34+18 truce.causes.a.hazard: `weibull` draws one number a draw, which is then the hazard of every month "
        "[for a "
        "lifetime of that shape and scale (months) write `weibull_hazard(0.8, 60)`]\n"
        "W 2:71+1 truce.causes.b.hazard: a hazard of 5 a month breaks a truce with a chance of 99% in each month [if "
        "you "
        "mean a chance in per cent, write \"5%\"]\n"
        "W 3:24+2 events.late.at: `30` is after the last month followed (24), so the event never begins [make "
        "`run.horizon` longer, or the month earlier]\n"
        "E 3:65+7 events.date.at: `2026-12` is a calendar month, and the file has no `run.start` [write in which month "
        "the talks begin, as in run: { start = \"2025-09\"; }, or count months from the deal]\n"
        "E 3:91+11 events.june.at: `June 2026` is not a calendar month in the form of \"2026-12\" [write "
        "\"2026-06\"]\n"
        "W 4:47+2 parties.p.concession: a concession of 80 gives up everything in the first round: 1 falls evenly to "
        "the "
        "deadline, below 1 holds out longer [if you mean per cent, write \"80%\"]\n"
        "W 4:47+2 parties.p.concession: without `talks.deadline` a party concedes towards the last of `talks.rounds`, "
        "so a longer look moves every deal [write when the parties think that it must be done: talks: { deadline = 12; "
        "}]\n"
        "W 5:28+1 talks.stages.never: a stage with a monthly chance of 0 is never passed: there is never a deal\n");
}

/* --- omissions --------------------------------------------------------------------------------------------------- */

#define TALKS                                                                                                          \
    "parties: { p: { threshold = 0.5; }; };\ndemands: { d: { options = ( \"a\", \"b\" ); p: { scores = ( 0, 1 ); }; "  \
    "}; };\n"

static void test_outcomes_without_a_deal(void)
{
    expect(TALKS "outcomes: { bad: { when = \"not truce.held\"; }; none: { when = \"not agreed\"; }; good: { }; };\n",
        "W 3:13+3 outcomes.bad.when: all draws without a deal count as `Bad`, whose condition does not look at "
        "`agreed` "
        "[put an outcome with when = \"not agreed\" first]\n");
    expect(TALKS "events: { e = 0.5; };\noutcomes: { some: { when = \"e\"; }; last: { }; };\n",
        "W 4:13+4 outcomes.some.when: some draws without a deal count as `Some`, whose condition does not look at "
        "`agreed` "
        "[put an outcome with when = \"not agreed\" first]\n"
        "W 4:36+4 outcomes.last.when: all draws without a deal count as `Last`, whose condition does not look at "
        "`agreed` "
        "[put an outcome with when = \"not agreed\" first]\n");
    expect(
        TALKS "outcomes: { none: { when = \"not agreed\"; }; bad: { when = \"not truce.held\"; }; good: { }; };\n", "");
    expect(TALKS
        "outcomes: { good: { when = \"truce.held\"; }; bad: { when = \"agreed\"; }; none: { when = \"talks.month > "
        "99\"; }; };\n",
        "");
    expect(TALKS
        "events: { d1 = \"agreed and deal.d == 'a'\"; };\noutcomes: { none: { when = \"not d1\"; }; rest: { }; };\n",
        "W 4:41+4 outcomes.rest.when: all draws without a deal count as `Rest`, whose condition does not look at "
        "`agreed` "
        "[put an outcome with when = \"not agreed\" first]\n");
    expect("outcomes: { bad: { when = \"not truce.held\"; }; good: { }; };\n", "");
}

/* Which outcome a draw without a deal falls into, by conditions that are known there: that, or the last. */
static void test_conditions_without_a_deal(void)
{
    static const struct {
        const char *when;
        bool holds;
    } condition[] = {{"truce.months == 0", true}, {"truce.months != 0", false}, {"truce.months < 1", true},
        {"truce.months < 0", false}, {"truce.months <= 0", true}, {"truce.months <= -1", false},
        {"truce.months > 0", false}, {"truce.months > -1", true}, {"truce.months >= 0", true},
        {"truce.months >= 1", false}, {"talks.month < 99", false}, {"signed", false}, {"v < 1", true}, {"v > 0", false},
        {"b", false}, {"not b", true}, {"b or v < 1", true}, {"not b and v > 0", false}};

    for (size_t i = 0; i < sizeof(condition) / sizeof(*condition); i++) {
        int column = 13;
        const char *id = "x", *name = "X";
        char text[600], expected[300];
        if (!condition[i].holds) {
            id = "rest";
            name = "Rest";
            column += (int) strlen("x: { when = \"\"; }; ") + (int) strlen(condition[i].when);
        }
        snprintf(text, sizeof(text),
            TALKS "outcomes: { x: { when = \"%s\"; }; rest: { }; };\n"
                  "values: { v = \"truce.months\"; }; events: { b: { monthly = 0.1; }; };\n",
            condition[i].when);
        snprintf(expected, sizeof(expected),
            "W 3:%d+%zu outcomes.%s.when: all draws without a deal count as `%s`, whose condition does not look at "
            "`agreed` [put an outcome with when = \"not agreed\" first]\n",
            column, strlen(id), id, name);
        expect(text, expected);
    }
}

static void test_forgotten_party(void)
{
    expect("parties: { p: { threshold = 0.5; }; q: { threshold = 0.5; }; r: { threshold = 0.5; veto = false; }; };\n"
           "demands: { d: { options = ( \"a\", \"b\" ); p: { scores = ( 0, 1 ); }; q: { scores = ( 0, 1 ); }; r: { "
           "scores = ( 1, 0 "
           "); }; };\n"
           "  e: { options = ( \"a\", \"b\" ); p: { scores = ( 0, 1 ); }; }; };\n",
        "W 3:3+1 demands.e: `q` has a veto and no entry here: this demand weighs 0 for it [if it is indifferent, write "
        "q: { "
        "weight = 0; scores = ( 0, 0 ); };]\n");
    expect(
        "parties: { p: { threshold = 0.5; }; q: { threshold = 0.5; }; };\n"
        "demands: { d: { options = ( \"a\", \"b\" ); p: { scores = ( 0, 1 ); }; q: { scores = ( 0, 1 ); }; };\n"
        "  e: { options = ( \"a\", \"b\" ); p: { scores = ( 0, 1 ); }; q: { weight = 0; scores = ( 0, 0 ); }; }; };\n",
        "");
}

/* The caret stands at an entry of the block that fails, not at the last of the file. */
static void test_matrix(void)
{
    expect("factors: { a = \"normal(0, 1)\"; b = \"normal(0, 1)\"; c = \"normal(0, 1)\"; d = \"normal(0, 1)\"; };\n"
           "correlations: {\n"
           "  ab: { among = ( \"a\", \"b\" ); rho = 0.9; };\n"
           "  bc: { among = ( \"b\", \"c\" ); rho = 0.9; };\n"
           "  ca: { among = ( \"c\", \"a\" ); rho = -0.9; };\n"
           "  ad: { among = ( \"a\", \"d\" ); rho = 0.1; };\n"
           "};\n",
        "E 5:3+2 correlations.ca: no random quantities can be correlated in this way: the matrix of a, b, c is not "
        "positive "
        "definite [bring the correlations among them nearer to each other, or nearer to 0]\n");
}

/* Numbers that are in order one by one: the message names the fault. */
static void test_misfits(void)
{
    expect("factors: { a = \"truncate(normal(0, 1), 50, 60)\"; b = \"uniform(-1e308, 1e308)\"; };\n",
        "E 1:17+30 factors.a: the distribution has no probability between the ends (less than 1e-323) [choose ends "
        "with a part of "
        "the "
        "distribution between them]\n"
        "E 1:55+22 factors.b: the ends must be less than 1.8e308 apart, and not equal [choose another unit, such as "
        "thousands]\n");
    expect("factors: { m = 10000; a = \"lognormal(m, 2000)\"; };\n",
        "E 1:28+18 factors.a: lognormal: mu and sigma are of the logarithm, and these are too large for it [for the "
        "mean "
        "and standard deviation of the quantity itself write `lognormal_mean_sd(10000, 2000)`, or a range: `7080 to "
        "13600`]\n");
}

static void test_everyday_words(void)
{
    expect("contributors: { a: { troops = \"up to 10k\"; requires = \"yes\"; allowed = \"no\"; }; };\n",
        "E 1:32+2 contributors.a.troops: unknown name `up` [write `uniform(0, 10k)`]\n"
        "E 1:56+3 contributors.a.requires: unknown name `yes` [write `true`]\n"
        "E 1:73+2 contributors.a.allowed: unknown name `no` [write `false`]\n");
    expect("contributors: { a: { troops = \"3 * (up to 10k)\"; }; };\n",
        "E 1:37+2 contributors.a.troops: unknown name `up` [for a range up to x write `uniform(0, x)`]\n");
}

int main(void)
{
    CU_TestInfo tests[] = {{"right conditions", test_right_conditions},
        {"numbers as conditions", test_numbers_as_conditions}, {"everywhere", test_everywhere}, {"means", test_means},
        {"alternatives", test_alternatives}, {"conditions as amounts", test_conditions_as_amounts},
        {"shares", test_shares}, {"outside in every draw", test_outside_in_every_draw},
        {"hazards and times", test_hazards_and_times}, {"outcomes without a deal", test_outcomes_without_a_deal},
        {"conditions without a deal", test_conditions_without_a_deal}, {"forgotten party", test_forgotten_party},
        {"matrix", test_matrix}, {"everyday words", test_everyday_words}, {"misfits", test_misfits}, CU_TEST_INFO_NULL};

    return ent_run_suite("condition check", tests);
}
