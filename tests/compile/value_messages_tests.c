/* Messages of `values`: at the setting that reads one too early, else at the value itself, once. */
#include "message_case.h"

/* A value reads a name that is known later than the setting that reads the value: one message for each reader. */
static void too_early(void)
{
    expect("values: { late = \"agreed and truce.held\"; nested = \"1 + late\"; };\n"
           "contributors: { c: { troops = 1; joins = \"late\"; requires = \"nested > 1\"; }; };\n"
           "truce: { causes: { w: { hazard = \"nested\"; }; }; };",
        "E 2:43+4 contributors.c.joins: in the value `late`: `agreed` is not known yet: it comes out of the talks "
        "(stage 3), after the coalition (stage 2) [this setting may refer to factors and to events that depend on "
        "nothing later]\n"
        "E 2:62+6 contributors.c.requires: in the value `nested`: `agreed` is not known yet: it comes out of the "
        "talks (stage 3), after the coalition (stage 2) [this setting may refer to factors and to events that depend "
        "on nothing later]\n"
        "E 3:35+6 truce.causes.w.hazard: in the value `nested`: `truce.held` is known only when the truce has ended, "
        "and this setting is needed month by month before [this setting may refer to all that comes out of the "
        "coalition and the talks, and to timed events]\n");
    expect("values: { slow = \"month > 3\"; decay = \"weibull_hazard(1, 60)\"; };\n"
           "contributors: { c: { troops = 1; lead_months = \"if(slow, 1, 2)\"; leaves = \"if(slow, 10%, 0)\"; }; };\n"
           "force: { cap = \"1000 * decay\"; required = \"decay\"; };",
        "E 2:52+4 contributors.c.lead_months: in the value `slow`: `month` changes from month to month, and this "
        "setting "
        "may not [only leaves, hazard, contained, allowed, cap, present, guarantees, renews and the `when` and "
        "`monthly` of "
        "timed events may]\n"
        "E 3:44+5 force.required: in the value `decay`: weibull_hazard changes from month to month, and this setting "
        "may not [its place is the `hazard` of a cause]\n");
}

/* Circles, also through factors and events. */
static void circles(void)
{
    expect("values: { a = \"b\"; b = \"a + 1\"; c = \"c\"; };",
        "E 1:25+1 values.b: a circle: `b` depends on `a`, and `a` on `b` [leave out one of these references]\n"
        "E 1:38+1 values.c: `c` refers to itself [leave it out, or refer to another name]\n");
    expect("values: { v = \"2 * f\"; w = \"0.1 * e\"; };\nfactors: { f = \"v + 1\"; };\nevents: { e = \"w\"; };",
        "E 2:17+1 factors.f: `f` refers to itself [leave it out, or refer to another name]\n"
        "E 3:16+1 events.e: `e` refers to itself [leave it out, or refer to another name]\n");
}

/* A factor is the same in all draws of a world. */
static void factors(void)
{
    expect("values: { drawn = \"normal(0, 1)\"; known = \"unknown(normal(0, 1))\"; n = 2; of_f = \"2 * f\"; e2 = \"e + "
           "1\"; };\n"
           "events: { e = 0.5; };\n"
           "factors: { f = \"n + known\"; g = \"of_f\"; h = \"drawn\"; i = \"e2\"; };",
        "E 3:46+5 factors.h: `drawn` differs from draw to draw, and a factor is drawn once a world [write "
        "`unknown(...)` "
        "around what is drawn in it, or make it a factor]\n"
        "E 3:59+2 factors.i: in the value `e2`: `e` is no factor: it differs from draw to draw [a factor may refer "
        "only to "
        "other factors]\n");
}

/* Mistakes in a value itself are reported once, whichever settings read it, and also without a reader. */
static void own_mistakes(void)
{
    expect("values: { a = \"foo\"; b = \"deal.d == 'q'\"; c = \"normal(month, 1)\"; u = \"uniform(2, 1)\"; };\n"
           "parties: { p: { threshold = \"0.1 * a\"; war_cost = \"0.1 * a\"; }; };\n"
           "demands: { d: { options = (\"x\", \"y\"); p: { weight = \"a\"; scores = (0, 1); }; }; };\n"
           "outcomes: { o: { when = \"b\"; }; q: { when = \"not b\"; }; };",
        "E 1:16+3 values.a: unknown name `foo`\n"
        "E 1:37+3 values.b: 'q' is no option of `deal.d` [its options are 'x', 'y']\n"
        "E 1:55+5 values.c: a distribution is drawn once a draw, so its arguments may not change from month to month "
        "[draw a constant spread and scale it outside the distribution]\n"
        "E 1:80+1 values.u: uniform: the lower end 2 lies above the upper end 1 [the smaller one comes first]\n");
}

/* Conditions and numbers, through the value. */
static void kinds(void)
{
    expect("values: { n = \"3 * f\"; c = \"f > 0\"; both = \"c and e\"; pick = \"if(c, e, both)\"; };\n"
           "factors: { f = \"normal(0, 1)\"; }; events: { e = \"both2\"; e1 = 0.5; };\n"
           "contributors: { a: { troops = 1; requires = \"c\"; }; b: { troops = 1; requires = \"n\"; };\n"
           "g: { troops = 1; requires = \"pick and n\"; }; };",
        "E 2:50+5 events.e: unknown name `both2` [did you mean `both`?]\n"
        "E 3:82+1 contributors.b.requires: `n` is a number, and a condition belongs here: true or false [compare it, "
        "for "
        "example `n > 0`]\n"
        "E 4:39+1 contributors.g.requires: `n` is a number, and `and` connects conditions: true or false [compare it, "
        "for example `n > 0`]\n");
    expect("values: { n = 3; m = \"-5\"; };\nevents: { e = \"n\"; };\ncontributors: { a: { troops = \"m\"; }; };",
        "E 2:15+3 events.e: `n` is always 3, expected a probability from 0% to 100%\n"
        "E 3:31+3 contributors.a.troops: `m` is always -5, expected a number of troops, 0 or more\n");
}

/* Places that know no values. */
static void elsewhere(void)
{
    expect("values: { v = \"normal(0, 1)\"; };\nfactors: { f = \"normal(0, 1)\"; };\n"
           "correlations: { x: { among = (\"f\", \"v\"); rho = 0.5; }; };",
        "E 3:36+3 correlations.x: `v` is a name for a formula: only factors, events, who joins, with how many troops, "
        "and "
        "red lines can be coupled [make what is drawn in it a factor, and couple that]\n");
    expect("values: { v = \"deal.d == 'x' and e\"; w = \"deal.d == 'x'\"; }; events: { e = 0.5; };\n"
           "parties: { p: { threshold = 0; }; };\n"
           "demands: { d: { options = (\"x\", \"y\"); p: { weight = 1; scores = (0, 1); }; }; };\n"
           "together: { t: { when = \"v\"; p = 0.1; }; u: { when = \"w\"; p = 0.1; }; };",
        "E 4:26+1 together.t.when: `when` describes packages, so it may read deal.* alone, not `v` [let what is added "
        "depend on it: p = \"0.1 * v\"]\n");
    expect("values: { v = 3; };\nevents: { e = \"v == 'x'\"; g = \"values.v\"; };",
        "E 2:21+3 events.e: `v` is a number, which cannot be compared with a word in quotes [only deal.DEMAND and "
        "truce.cause are compared with words]\n"
        "E 2:32+8 events.g: unknown name `values.v` [in a formula the section is left out: `v`]\n");
}

/* Chains of values as deep as a formula may be, and one step deeper; many ways through them cost nothing. */
static void deep(void)
{
    char text[80000] = "values: { v0 = 0.001;\n";
    size_t length = strlen(text);

    for (int i = 1; i <= 498; i++) {
        length += (size_t) snprintf(
            text + length, sizeof(text) - length, "v%d = \"0.5 * v%d + 0.5 * v%d\";\n", i, i - 1, i - 1);
        if (i == 332) {
            static char whole[80100];
            (void) snprintf(whole, sizeof(whole), "%s}; events: { e = \"v332\"; };", text);
            expect(whole, "");
        }
    }
    (void) snprintf(text + length, sizeof(text) - length, "}; events: { e = \"v498\"; };");
    expect(text, "E 335:8+25 values.v334: the formula is too deep, with the values that it refers to: more than 1000 "
                 "steps [write some of the formulas out, or take steps away]\n");
}

/* The name of an option that people read is none for formulas. */
static void option_names(void)
{
    expect("parties: { p: { threshold = 0; }; };\n"
           "demands: { d: { options = (\"x: In full\", \"y\"); p: { weight = 1; scores = (0, 1); }; }; };\n"
           "events: { e = \"deal.d == 'In full'\"; };",
        "E 3:26+9 events.e: 'In full' is no option of `deal.d` [that is its name for people: write 'x']\n");
}

int main(void)
{
    CU_TestInfo tests[] = {{"too early", too_early}, {"circles", circles}, {"factors", factors},
        {"own mistakes", own_mistakes}, {"conditions and numbers", kinds}, {"elsewhere", elsewhere}, {"deep", deep},
        {"names of options", option_names}, CU_TEST_INFO_NULL};

    return ent_run_suite("messages of values", tests);
}
