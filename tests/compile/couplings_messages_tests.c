/* Every message of compiling correlations: what can be coupled, and with what. */
#include "message_case.h"

static void test_lone_couplings(void)
{
    expect(WORLD "correlations: {\n"
                 "  a: { among = ( \"mandate\" ); rho = 0.3; };\n"
                 "  b: { among = ( \"resolve\", \"resolve\" ); rho = 0.3; };\n"
                 "  c: { among = ( \"*.joins\" ); rho = 0.3; };\n"
                 "  d: { among = ( \"mandate\", \"france.joins\" ); rho = 0.3; };\n"
                 "};\n",
        "W 9:3+1 correlations.a: only `mandate` stands here: nothing is coupled [name two or more in `among`]\n"
        "W 10:3+1 correlations.b: only `resolve` stands here: nothing is coupled [name two or more in `among`]\n");
}

static void test_couplings(void)
{
    expect(WORLD "correlations: {\n"
                 "  a: { among = ( \"resolv\", \"mandate\", \"zzz\" ); rho = 0.3; };\n"
                 "  b: { among = ( \"resolve\", \"mandate\" ); rho = 0.3; };\n"
                 "  c: { among = ( \"withdraws\", \"*.joins\" ); rho = 0.3; };\n"
                 "  d: { among = ( \"france.joins\", \"france.troops\", \"frnce.joins\" ); rho = 0.2; };\n"
                 "};\n",
        "E 9:18+8 correlations.a: unknown name `resolv` [did you mean `resolve`?]\n"
        "E 9:39+5 correlations.a: unknown name `zzz` [name factors, plain events, CONTRIBUTOR.joins, "
        "CONTRIBUTOR.troops, *.joins, *.troops, PARTY.DEMAND or PARTY.*]\n"
        "E 10:3+1 correlations.b: `resolve` is drawn once a world and `mandate` once a draw: they cannot be coupled "
        "[couple factors with factors, and events, joins, troops and red lines with one another]\n"
        "E 11:18+11 correlations.c: `withdraws` is a timed event, and those cannot be coupled [couple factors or plain "
        "events that it depends on]\n"
        "E 12:51+13 correlations.d: unknown name `frnce.joins` [did you mean `france.joins`?]\n");
}

static void test_couplings_of_red_lines(void)
{
    expect("parties: { russia: { threshold = 0.6; }; ukraine: { threshold = 0.5; }; };\n"
           "demands: { donbas: { options = ( \"a\", \"b\" ); russia: { scores = ( 0, 1 ); refuses = ( 0.4, 0 ); };\n"
           "  ukraine: { scores = ( 1, 0 ); }; }; army: { options = ( \"x\", \"y\" );\n"
           "  russia: { scores = ( 0, 1 ); refuses = ( 0.4, 0 ); softens = 2; }; ukraine: { scores = ( 1, 0 ); softens "
           "= 0.1; }; }; };\n"
           "correlations: {\n"
           "  a: { among = ( \"russia.donbas\", \"russia.*\" ); rho = 0.3; };\n"
           "  b: { among = ( \"russia.dombas\", \"russia.army\" ); rho = 0.3; };\n"
           "  c: { among = ( \"russia\", \"ukraine.*\", \"ukraine.donbas\", \"rusia.*\" ); rho = 0.2; };\n"
           "};\n",
        "E 4:64+1 demands.army.russia.softens: found 2, expected a probability from 0% to 100% [if you mean per cent, "
        "write \"2%\"]\n"
        "W 4:110+3 demands.army.ukraine.softens: nothing is refused here, so there is nothing to soften [say with "
        "which "
        "chance each option is refused at first: refuses = ( \"60%\", 0 );]\n"
        "E 7:18+15 correlations.b: unknown name `russia.dombas` [did you mean `russia.donbas`?]\n"
        "E 8:18+8 correlations.c: unknown name `russia` [for all red lines of the party write `russia.*`]\n"
        "E 8:28+11 correlations.c: `ukraine.*` has no red line that could be coupled: nothing is refused there [say "
        "what it refuses, in its entry of the demand: refuses = ( \"60%\", 0 );]\n"
        "E 8:41+16 correlations.c: `ukraine.donbas` has no red line that could be coupled: nothing is refused there "
        "[say what it refuses, in its entry of the demand: refuses = ( \"60%\", 0 );]\n"
        "E 8:59+9 correlations.c: unknown name `rusia.*` [did you mean `russia.*`?]\n");
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
        "E 3:32+3 correlations.k: `a` cannot be coupled: `3` is not a single distribution [give it one distribution of "
        "its own, such as \"normal(0, 1)\"]\n"
        "E 3:37+3 correlations.k: `b` cannot be coupled: `normal(0, 1) + 1` is not a single distribution [give it one "
        "distribution of its own, such as \"normal(0, 1)\"]\n"
        "E 3:83+10 correlations.l: `x.troops` cannot be coupled: `3000` is not a single distribution [give it one "
        "distribution of its own, such as \"1k to 4k\"]\n");
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

int main(void)
{
    CU_TestInfo tests[] = {{"lone couplings", test_lone_couplings}, {"couplings", test_couplings},
        {"couplings of red lines", test_couplings_of_red_lines},
        {"couplings of no distribution", test_couplings_of_no_distribution},
        {"not positive definite", test_not_positive_definite}, CU_TEST_INFO_NULL};

    return ent_run_suite("messages of correlations", tests);
}
