/* Every message of the reader of the truce: its position, path, text and help. */
#include "reader_case.h"
#include "scenario/reader.h"

static void test_truce(void)
{
    ent_case_messages(
        "truce: { causes: { x = 3; y: { }; z: { hazard = \"-1\"; contained = 2; }; w: { hazad = 1; }; }; };\n",
        "E 1:24+1 truce.causes.x: found a single value, expected a group in braces: { … }\n"
        "E 1:27+1 truce.causes.y: `hazard` is missing [hazard = \"weibull_hazard(0.8, 60)\";]\n"
        "E 1:49+4 truce.causes.z.hazard: found -1, expected 0 or more\n"
        "E 1:67+1 truce.causes.z.contained: found 2, expected a probability from 0% to 100% [if you mean per cent, "
        "write \"2%\"]\n"
        "E 1:78+5 truce.causes.w.hazad: unknown setting `hazad` [did you mean `hazard`?]\n");
}

/* A truce in force that talks can outlast; an age without one; settings of the wrong kind. */
static void test_truce_in_force(void)
{
    ent_case_messages("run: { horizon = 9; };\n"
                      "parties: { p: { threshold = 0.5; }; };\n"
                      "demands: { d: { options = ( \"x\" ); p: { weight = 1; scores = ( 1 ); }; }; };\n"
                      "talks: { rounds = 5; months_per_round = 2; };\n"
                      "truce: { in_force = true; };\n",
        "E 5:21+4 truce.in_force: the talks last 10 months (talks.rounds = 5, 2 months apart), longer than the 9 "
        "months in "
        "which the truce is followed [write run: { horizon = 10; \xE2\x80\xA6 }, or talks: { rounds = 4; \xE2\x80\xA6 "
        "}]\n");
    ent_case_messages("run: { horizon = 9; };\n"
                      "talks: { rounds = 10; };\n"
                      "truce: { in_force = true; age = 2; renews = \"8%\"; };\n",
        "");
    ent_case_messages("truce: { in_force = 1; };\n", "E 1:21+1 truce.in_force: expected true or false [write true]\n");
    ent_case_messages("truce: { in_force = true; age = -2; renews = 8; };\n",
        "E 1:33+2 truce.age: found -2, expected a number of months, 0 or more\n"
        "E 1:46+1 truce.renews: found 8, expected a probability from 0% to 100% [if you mean per cent, write "
        "\"8%\"]\n");
    ent_case_messages("truce: { age = 2; causes: { c: { hazard = -1; }; }; };\n",
        "W 1:16+1 truce.age: without `truce.in_force` the truce begins with the deal, so its age is always 0 [write "
        "truce: "
        "{ in_force = true; \xE2\x80\xA6 }]\n"
        "E 1:43+2 truce.causes.c.hazard: found -1, expected 0 or more\n");
    ent_case_messages(
        "truce: { renew = \"8%\"; };\n", "E 1:10+5 truce.renew: unknown setting `renew` [did you mean `renews`?]\n");
}

static void test_causes_that_are_none(void)
{
    ent_case_messages("truce: { causes = \"x\"; cause = 3; };\n",
        "E 1:19+3 truce.causes: expected a group in braces: causes: { … };\n"
        "E 1:24+5 truce.cause: unknown setting `cause` [did you mean `causes`?]\n");
}

int main(void)
{
    CU_TestInfo tests[] = {{"truce", test_truce}, {"truce in force", test_truce_in_force},
        {"causes that are none", test_causes_that_are_none}, CU_TEST_INFO_NULL};

    return ent_run_suite("reader messages of the truce", tests);
}
