/* Constants at the borders of their ranges, with the helps for numbers that were meant otherwise. */
#include "reader_case.h"
#include "scenario/meaning.h"

#include <math.h>

static void test_ranges(void)
{
    static const struct {
        ent_meaning meaning;
        double least, most; /* the outermost numbers that are allowed */
    } range[] = {{ENT_MEANING_NUMBER, -INFINITY, INFINITY}, {ENT_MEANING_CONDITION, -INFINITY, INFINITY},
        {ENT_MEANING_PROBABILITY, 0.0, 1.0}, {ENT_MEANING_SCORE, 0.0, 1.0}, {ENT_MEANING_TROOPS, 0.0, INFINITY},
        {ENT_MEANING_NOT_NEGATIVE, 0.0, INFINITY}, {ENT_MEANING_POSITIVE, 0x1p-1074, INFINITY},
        {ENT_MEANING_ADDITION, -1.0, 1.0}};

    for (size_t i = 0; i < sizeof(range) / sizeof(*range); i++) {
        CU_ASSERT_FALSE(ent_meaning_excludes(range[i].meaning, range[i].least));
        CU_ASSERT_FALSE(ent_meaning_excludes(range[i].meaning, range[i].most));
        CU_ASSERT_FALSE(ent_meaning_excludes(range[i].meaning, 0.5));
        CU_ASSERT_TRUE(ent_meaning_excludes(range[i].meaning, (double) NAN));
        if (isfinite(range[i].least)) {
            CU_ASSERT_TRUE(ent_meaning_excludes(range[i].meaning, nextafter(range[i].least, -INFINITY)));
        }
        if (isfinite(range[i].most)) {
            CU_ASSERT_TRUE(ent_meaning_excludes(range[i].meaning, nextafter(range[i].most, INFINITY)));
        }
    }
}

static void test_per_cent(void)
{
    static const char out[] = "expected a probability from 0% to 100%";
    ent_case_text expected = {.text = ""};

    ent_case_print(&expected,
        "E 3:5+4 events.c: found 1.05, %s [if you mean per cent, write \"1.05%%\"]\n"
        "E 4:5+3 events.d: found 100, %s [if you mean per cent, write \"100%%\"]\n"
        "E 5:5+5 events.e: found 100.5, %s\n"
        "E 6:5+6 events.f: found 150%%, %s\n"
        "E 7:5+2 events.g: found -1, %s\n",
        out, out, out, out, out);
    ent_case_messages("events: { a = 1; b = \"100%\";\n\n"
                      "c = 1.05;\nd = 100;\ne = 100.5;\nf = \"150%\";\ng = -1; };",
        expected.text);
}

static void test_scores(void)
{
    ent_case_messages("parties: { p: { threshold = 0; }; };\n"
                      "demands: { d: { options = ( \"a\", \"b\", \"c\", \"d\", \"e\" ); p: { scores = (\n"
                      "1,\n1.05,\n100,\n100.5,\n-1 ); }; }; };",
        "E 4:1+4 demands.d.p.scores.b: found 1.05, expected a score from 0 to 1 [if 100 is the best, write 0.0105]\n"
        "E 5:1+3 demands.d.p.scores.c: found 100, expected a score from 0 to 1 [if 100 is the best, write 1]\n"
        "E 6:1+5 demands.d.p.scores.d: found 100.5, expected a score from 0 to 1\n"
        "E 7:1+2 demands.d.p.scores.e: found -1, expected a score from 0 to 1\n");
}

/* A difference below the range may have been meant as an interval, if it is one of two numbers in order. */
static void test_dashes(void)
{
    ent_case_messages(
        "contributors: { a: { troops = \"1k - 4k\"; pool = 1; rotation = \"2-2\"; };\n"
        "b: { troops = \"1 - (2 + 3)\"; }; c: { troops = \"(1 + 2) - 9\"; }; d: { troops = \"0 - 1\"; };\n"
        "e: { troops = \"4-4\"; }; g: { troops = \" 1-2\"; }; }; events: { f = \"0.2-0.5\"; };",
        "E 1:31+9 contributors.a.troops: found 1k - 4k, expected a number of troops, 0 or more [`-` subtracts; for an "
        "interval write \"1k to 4k\"]\n"
        "E 1:63+5 contributors.a.rotation: found 2-2, expected more than 0\n"
        "E 2:15+13 contributors.b.troops: found 1 - (2 + 3), expected a number of troops, 0 or more\n"
        "E 2:47+13 contributors.c.troops: found (1 + 2) - 9, expected a number of troops, 0 or more\n"
        "E 2:79+7 contributors.d.troops: found 0 - 1, expected a number of troops, 0 or more [`-` subtracts; for an "
        "interval write \"0 to 1\"]\n"
        "E 3:39+6 contributors.g.troops: found  1-2, expected a number of troops, 0 or more [`-` subtracts; for an "
        "interval write \"1 to 2\"]\n"
        "E 3:67+9 events.f: found 0.2-0.5, expected a probability from 0% to 100% [`-` subtracts; for an interval "
        "write \"0.2 to 0.5\"]\n");
}

static void test_troop_intervals(void)
{
    ent_case_messages("factors: { f = \"-2 to 5\"; };\n"
                      "contributors: { a: { troops = \"-2k to 5k\"; }; b: { troops = \"uniform(-1, 5)\"; };\n"
                      "c: { troops = \"0.2 to 5\"; }; d: { troops = \"0 to 5\"; }; };",
        "E 2:31+11 contributors.a.troops: the low end of a number of troops is negative (-2000) [write a low end above "
        "0, or \"triangular(0, 2500, 5000)\" where none may come]\n");
}

/* No formula for what has no number above 0; no percentage of what was worked out. */
static void test_helps_that_would_not_do(void)
{
    ent_case_messages("contributors: { a: { troops = \"-5 to -3\"; }; b: { troops = \"-5 to 0\"; };\n"
                      "c: { troops = 1; joins = \"logistic(3) + 1\"; }; };\n",
        "E 1:31+10 contributors.a.troops: the low end of a number of troops is negative (-5) [write \"3 to 5\"]\n"
        "E 1:60+9 contributors.b.troops: the low end of a number of troops is negative (-5) [write \"0 to 5\"]\n"
        "E 2:26+17 contributors.c.joins: found logistic(3) + 1, expected a probability from 0% to 100%\n");
}

/* 20.000 troops: the point is the decimal sign, but thousands were probably meant. */
static void test_grouped_troops(void)
{
    ent_case_messages("factors: { z = 20.000; };\ncontributors: { a: { troops = 20.000; lead_months = 20.000; };\n"
                      "b: { troops = \"200.000\"; }; c: { troops = 2000.000; }; d: { troops = 0.500; };\n"
                      "e: { troops = 20.00; }; f: { troops = 20.0000; }; g: { troops = \".500\"; };\n"
                      "h: { troops = \"20.000 to 30.125\"; }; i: { troops = \"uniform(1.000, 2)\"; };\n"
                      "j: { troops = \"triangular(1, 2, 3.000)\"; }; k: { troops = \"pert(1, 2.000, 3)\"; };\n"
                      "l: { troops = \"normal(20.000, 1)\"; }; m: { troops = \"2 * 20.000\"; };\n"
                      "n: { troops = \"20,000\"; }; o: { troops = 20.0e1; }; };",
        "E 2:31+6 contributors.a.troops: `20.000` troops are 20: the point is the decimal sign [for thousands write "
        "20000, otherwise 20]\n"
        "E 3:16+7 contributors.b.troops: `200.000` troops are 200: the point is the decimal sign [for thousands write "
        "200000, otherwise 200]\n"
        "E 5:16+6 contributors.h.troops: `20.000` troops are 20: the point is the decimal sign [for thousands write "
        "20000, otherwise 20]\n"
        "E 5:61+5 contributors.i.troops: `1.000` troops are 1: the point is the decimal sign [for thousands write "
        "1000, otherwise 1]\n"
        "E 6:33+5 contributors.j.troops: `3.000` troops are 3: the point is the decimal sign [for thousands write "
        "3000, otherwise 3]\n"
        "E 6:68+5 contributors.k.troops: `2.000` troops are 2: the point is the decimal sign [for thousands write "
        "2000, otherwise 2]\n"
        "E 8:16+6 contributors.n.troops: numbers have no thousands separators [write `20000`]\n");
}

/* The substitute of a wrong quantity is a random number, from which no further error follows. */
static void test_substitute(void)
{
    ent_case_file files[] = {
        {"s.cfg", "contributors: { a: { troops = true; pool = -1; rotation = \"x +\"; }; };", 0}, {0}};
    ent_tree tree = {0};
    ent_scenario scenario = {0};
    ent_diagnostics diagnostics = {0};
    const ent_contributor *a;
    double value;

    CU_ASSERT_EQUAL_FATAL(ent_tree_load(&tree, "s.cfg", ent_case_load, files, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_scenario_read(&scenario, "s", &tree, &diagnostics), ENT_ERR_SCENARIO);
    CU_ASSERT_EQUAL(diagnostics.errors, 3);
    a = &scenario.contributor[0];
    CU_ASSERT_TRUE(a->troops.wrong && a->pool.wrong && a->rotation.wrong);
    CU_ASSERT_FALSE(a->joins.wrong);
    CU_ASSERT_FALSE(ent_ast_constant(a->troops.formula, &value));
    CU_ASSERT_EQUAL(a->troops.meaning, ENT_MEANING_NUMBER);
    ent_scenario_free(&scenario);
    ent_diagnostics_free(&diagnostics);
    ent_tree_free(&tree);
}

int main(void)
{
    CU_TestInfo tests[] = {{"ranges", test_ranges}, {"per cent", test_per_cent}, {"scores", test_scores},
        {"dashes", test_dashes}, {"troop intervals", test_troop_intervals},
        {"helps that would not do", test_helps_that_would_not_do}, {"grouped troops", test_grouped_troops},
        {"substitute", test_substitute}, CU_TEST_INFO_NULL};

    return ent_run_suite("quantities", tests);
}
