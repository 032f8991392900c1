/* Names that entries may not have, in each section, and errors that follow from a wrong name. */
#include "reader_case.h"

static void test_shared_names(void)
{
    ent_case_messages("factors: { a = 1; };\nevents: { a = 0.5; };\ncontributors: { a: { troops = 1; }; };\n"
                      "parties: { a: { threshold = 0; }; };\ndemands: { a: { options = ( \"x\" ); }; };\n"
                      "correlations: { a: { among = ( \"a\" ); rho = 0; }; };\noutcomes: { a: { }; };\n"
                      "truce: { causes: { a: { hazard = 1; }; }; };\ntalks: { stages: { a = 1; }; };\n"
                      "variants: { a: { set = ( ); }; };\nsweeps: { a: { vary = \"x\"; values = ( 1 ); }; };",
        "E 2:11+1 events.a: the name `a` is taken already, on line 1 [names are shared by factors, events, "
        "contributors, parties and demands: rename one of the two]\n"
        "E 3:17+1 contributors.a: the name `a` is taken already, on line 1 [names are shared by factors, events, "
        "contributors, parties and demands: rename one of the two]\n"
        "E 4:12+1 parties.a: the name `a` is taken already, on line 1 [names are shared by factors, events, "
        "contributors, parties and demands: rename one of the two]\n"
        "E 4:12+1 parties.a: all weights of `a` are zero: it has no utility to compare with its threshold [give it an "
        "entry with a weight in at least one demand]\n"
        "E 5:12+1 demands.a: the name `a` is taken already, on line 1 [names are shared by factors, events, "
        "contributors, parties and demands: rename one of the two]\n");
}

static void test_reserved_names(void)
{
    ent_case_messages("factors: { agreed = 1; troops = 1; held = 1; };\nevents: { note_1 = 0.5; max = 1; };\n"
                      "contributors: { sweeps: { troops = 1; }; };\nparties: { set: { threshold = 0; }; };\n"
                      "demands: { given: { options = ( \"x\" ); }; };\noutcomes: { month: { }; };",
        "E 1:12+6 factors.agreed: `agreed` is a word of the language and cannot be a name [choose another, for example "
        "`agreed_1`]\n"
        "E 1:24+6 factors.troops: `troops` is a word of the language and cannot be a name [choose another, for example "
        "`troops_1`]\n"
        "E 2:25+3 events.max: `max` is a word of the language and cannot be a name [choose another, for example "
        "`max_1`]\n"
        "E 3:17+6 contributors.sweeps: `sweeps` is a word of the language and cannot be a name [choose another, for "
        "example `sweeps_1`]\n"
        "E 4:12+3 parties.set: `set` is a word of the language and cannot be a name [choose another, for example "
        "`set_1`]\n"
        "E 4:12+3 parties.set: all weights of `set` are zero: it has no utility to compare with its threshold [give it "
        "an entry with a weight in at least one demand]\n"
        "E 5:12+5 demands.given: `given` is a word of the language and cannot be a name [choose another, for example "
        "`given_1`]\n");
}

/* Without its options a demand cannot say how long its lists should be: one error. */
static void test_lost_options(void)
{
    ent_case_messages("parties: { p: { threshold = 0; }; };\ndemands: { d: { p: { scores = ( 0, 1 ); }; }; };",
        "E 2:12+1 demands.d: `options` is missing: what can be agreed [options = ( \"refused\", \"met\" );]\n");
}

/* All weights of a party are zero: not reported where a weight may be lost in another error. */
static void test_lost_weights(void)
{
    ent_case_messages("parties: { pat: { threshold = 0; }; quinn: { threshold = 0; }; ruth: { threshold = 0; };\n"
                      "sam: { threshold = 0; }; };\n"
                      "demands: { d: { options = ( \"x\" ); pat = 3; quin: { scores = ( 1 ); };\n"
                      "sam: { weight = 0.1; scores = ( 1 ); }; }; };",
        "E 1:64+4 parties.ruth: all weights of `ruth` are zero: it has no utility to compare with its threshold [give "
        "it an entry with a weight in at least one demand]\n"
        "E 3:42+1 demands.d.pat: found a single value, expected a group in braces: { … }\n"
        "E 3:45+4 demands.d.quin: unknown setting `quin` [did you mean `quinn`?]\n");
}

int main(void)
{
    CU_TestInfo tests[] = {{"shared names", test_shared_names}, {"reserved names", test_reserved_names},
        {"lost options", test_lost_options}, {"lost weights", test_lost_weights}, CU_TEST_INFO_NULL};

    return ent_run_suite("names", tests);
}
