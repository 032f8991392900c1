/* Measures: their settings, and every message about them. */
#include "reader_case.h"

static void test_messages(void)
{
    ent_case_messages(
        "measures: { cost: { value = \"1\"; unit = 3; givn = \"agreed\"; }; peace = \"truce.months\"; };\n"
        "headline = \"mean(cots)\";\n"
        "checks = ( \"mean(war) > 1\", \"mean(cost) < mean(peac)\", \"mean(cost) > 1\" );\n",
        "E 1:41+1 measures.cost.unit: expected a text [put the text in double quotes]\n"
        "E 1:44+4 measures.cost.givn: unknown setting `givn` [did you mean `given`?]\n"
        "E 2:18+4 headline: no measure is called `cots` [did you mean `cost`?]\n"
        "E 3:18+3 checks: no measure is called `war` [a measure of this file is `cost`]\n"
        "E 3:48+4 checks: no measure is called `peac` [did you mean `peace`?]\n");
    ent_case_messages("headline = \"mean(cost)\";\n",
        "E 1:18+4 headline: no measure is called `cost` [write it first: measures: { cost = \"truce.months\"; };]\n");
    ent_case_messages("headline = \"mean(truce.months)\";\n",
        "E 1:18+12 headline: `mean(...)` takes the name of a measure [name the number in `measures`: { x = "
        "\"truce.months\"; }, and write mean(x)]\n");
    ent_case_messages("measures: { a: { unit = \"x\"; }; b = true; france = 1; }; contributors: { france: { }; };\n",
        "E 1:13+1 measures.a: the group has no `value` [write { value = …; note = \"…\"; source = \"…\"; }]\n"
        "E 1:37+4 measures.b: found true, expected a number\n"
        "E 1:43+6 measures.france: the name `france` is taken already, on line 1 [names are shared by factors, values, "
        "events, "
        "contributors, forces, parties, demands, guarantees and measures: rename one of the two]\n"
        "E 1:74+6 contributors.france: `troops` is missing [troops = \"1k to 4k\";]\n");
}

int main(void)
{
    CU_TestInfo tests[] = {{"messages", test_messages}, CU_TEST_INFO_NULL};

    return ent_run_suite("measures", tests);
}
