/* Messages about measures and `given`: conditions and numbers in each other's place, strings, and what cannot be. */
#include "compile/message_case.h"
#include "suite.h"

static void test_fine(void)
{
    expect(WORLD
        "measures: { a = \"truce.months - 3 * resolve\"; b = \"truce.held\"; c: { value = \"-if(mandate, 1, 2)\"; "
        "given = \"agreed and talks.month < 5\"; unit = \"x\"; }; };\nheadline = \"mean(c)\";\ngiven = "
        "\"mandate or force.ratio > 0.5 or month > 3\";\nchecks = ( \"mean(a) > -5\", \"mean(a) != mean(c)\" );\n",
        "");
}

static void test_wrong_kinds(void)
{
    expect(WORLD "measures: { a = \"truce.months > 3\"; };\n",
        "E 8:18+16 measures.a: this is true or false, and a number belongs here [to choose between two numbers write "
        "if(condition, a, b): `if(truce.months > 3, 1, 0)`]\n");
    expect(WORLD "measures: { a: { value = \"1\"; given = \"20%\"; }; };\n",
        "E 8:40+3 measures.a.given: `20%` is a number, and a condition belongs here: true or false [for a chance make "
        "it "
        "an event, NAME = \"20%\" in `events`, and write its name here; or write `bernoulli(20%)`]\n");
    expect(WORLD "given = \"truce.months\";\n",
        "E 8:10+12 given: `truce.months` is a number, and a condition belongs here: true or false [compare "
        "it, for example `truce.months >= 12`]\n");
    expect(WORLD "given = \"mandat\";\n", "E 8:10+6 given: unknown name `mandat` [did you mean `mandate`?]\n");
    expect(WORLD "measures: { a = \"deal.d\"; };\n",
        "E 8:18+6 measures.a: `deal.d` is no number [compare it with a word in single quotes: deal.d == 'refused']\n");
}

/* A measure is no name of formulas. */
static void test_measures_in_formulas(void)
{
    expect(WORLD "measures: { cost = \"1\"; };\nheadline = \"cost > 3\";\n",
        "E 9:13+4 headline: unknown name `cost` [a measure is no name of formulas: its mean is `mean(cost)`; a number "
        "that "
        "formulas share is named in `values`]\n");
}

int main(void)
{
    CU_TestInfo tests[] = {{"fine", test_fine}, {"wrong kinds", test_wrong_kinds},
        {"measures in formulas", test_measures_in_formulas}, CU_TEST_INFO_NULL};

    return ent_run_suite("measure messages", tests);
}
