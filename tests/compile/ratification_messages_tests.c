/* Every message about ratification: of the reader and of the compiler, one mistake at a time. */
#include "compile/message_case.h"
#include "suite.h"

#define ONE(settings) WORLD "ratification: { duma: { " settings " }; };\n"
#define SIDES                                                                                                          \
    "parties: { p: { threshold = 0; }; };\ndemands: { d: { options = ( \"x\", \"y\" ); p: { scores = ( 0, 1 ); }; }; " \
    "};\n"

static void test_fine(void)
{
    expect(ONE("by = \"russia\"; chance = \"if(deal.d == 'met', 95%, 40%)\"; takes = \"1 to 3\"; if_no = \"talks\";"
               "when = \"russia.utility > ukraine.utility and talks.signed < 6 and talks.refused == 0 and signed\";"),
        "");
    expect(ONE("by = \"The people of both\"; chance = \"logistic(resolve) * mandate * france.joins\";"), "");
}

static void test_reader(void)
{
    expect(ONE("if_no = \"talk\";"),
        "E 8:33+6 ratification.duma.if_no: found \"talk\", expected \"end\" or \"talks\" [did you mean \"talks\"?]\n");
    expect(ONE("if_no = \"never\";"),
        "E 8:33+7 ratification.duma.if_no: found \"never\", expected \"end\" or \"talks\" [write \"end\": a no ends "
        "the talks; or \"talks\": they go on without this package]\n");
    expect(ONE("chances = 0.5;"),
        "E 8:25+7 ratification.duma.chances: unknown setting `chances` [did you mean `chance`?]\n");
    expect(ONE("chance = 95;"), "E 8:34+2 ratification.duma.chance: found 95, expected a probability from 0% to 100% "
                                "[if you mean per cent, write \"95%\"]\n");
    expect(
        ONE("takes = -1;"), "E 8:33+2 ratification.duma.takes: found -1, expected a number of months from 0 to 1200\n");
    expect(ONE("takes = 5000;"),
        "E 8:33+4 ratification.duma.takes: found 5000, expected a number of months from 0 to 1200\n");
    expect(ONE("when = \"60%\";"),
        "E 8:33+3 ratification.duma.when: `60%` is a number, and a condition belongs here: true or false [for a chance "
        "make it an event, NAME = \"60%\" in `events`, and write its name here; or write `bernoulli(60%)`]\n");
    expect(ONE("chance = 0;"), "W 8:34+1 ratification.duma.chance: with a chance of 0 it always says no: where it is "
                               "asked, no deal enters into force\n");
    expect("ratification: { duma: { if_no = \"talks\"; }; };",
        "W 1:33+7 ratification.duma.if_no: there are no talks to go back to (no parties or no demands): a no is final "
        "[write if_no = \"end\", or add `parties` and `demands`]\n");
    expect(WORLD "ratification: { duma = 5; };",
        "E 8:24+1 ratification.duma: found a single value, expected a group in braces: { … }\n");
    expect(ONE("by = \"rusia\";"),
        "W 8:30+7 ratification.duma.by: no party or contributor is called `rusia`, so it is read as free text [did you "
        "mean `russia`?]\n");
    expect(ONE("by = \"frnace\";"), "W 8:30+8 ratification.duma.by: no party or contributor is called `frnace`, so it "
                                    "is read as free text [did you "
                                    "mean `france`?]\n");
    expect(ONE("by = \"Rusia\";"), ""); /* free text */
    expect(ONE("by = \"eu\";"), "");
    expect(WORLD "guarantees: { g: { by = \"untied\"; }; h: { by = \"ukraina\"; }; i: { by = \"ukraine\"; }; };",
        "W 8:48+9 guarantees.h.by: no party or contributor is called `ukraina`, so it is read as free text [did you "
        "mean "
        "`ukraine`?]\n");
    expect(ONE("by = 5;"), "E 8:30+1 ratification.duma.by: expected a text [put the text in double quotes]\n");
}

static void test_names(void)
{
    expect(ONE("chance = \"if(agreed, 1, 0.5)\";"),
        "E 8:38+6 ratification.duma.chance: `agreed` is known only when all have said yes, so no setting of "
        "`ratification` may refer to it [leave it out: these settings are read only when a deal has been signed]\n");
    expect(ONE("takes = \"talks.month\";"),
        "E 8:34+11 ratification.duma.takes: `talks.month` is known only when all have said yes, so no setting of "
        "`ratification` may refer to it [refer to `talks.signed`, the month of the signature]\n");
    expect(ONE("when = \"truce.held\";"),
        "E 8:33+10 ratification.duma.when: `truce.held` is not known yet: it is known only at the end of the truce "
        "(stage 5), after the talks (stage 3) [this setting may refer to factors, to events that depend on nothing "
        "later, to who joins, and to the package signed: `deal.DEMAND`, `PARTY.utility`, `talks.signed`]\n");
    expect(ONE("when = \"withdraws\";"),
        "E 8:33+9 ratification.duma.when: `withdraws` is not known yet: it can begin only during the truce (stage 4), "
        "after the talks (stage 3) [this setting may refer to factors, to events that depend on nothing later, to who "
        "joins, and to the package signed: `deal.DEMAND`, `PARTY.utility`, `talks.signed`]\n");
    expect(ONE("takes = \"month\";"),
        "E 8:34+5 ratification.duma.takes: `month` is not known yet: it counts the months of the truce (stage 4), "
        "after the talks (stage 3) [this setting may refer to factors, to events that depend on nothing later, to who "
        "joins, and to the package signed: `deal.DEMAND`, `PARTY.utility`, `talks.signed`]\n");
    expect(ONE("chance = \"if(deal.d == 'mett', 1, 0.5)\";"),
        "E 8:48+6 ratification.duma.chance: 'mett' is no option of `deal.d` [did you mean 'met'?]\n");
    expect(ONE("when = \"signed == 'yes'\";"),
        "E 8:43+5 ratification.duma.when: `signed` is true or false, which cannot "
        "be compared with a word in quotes [write `signed` or `not signed`]\n");
    expect(ONE("when = \"talks.signed\";"),
        "E 8:33+12 ratification.duma.when: `talks.signed` is a number, and a condition belongs here: true or false "
        "[compare it, for example `talks.signed >= 12`]\n");
    expect(SIDES
        "events: { later = \"if(deal.d == 'x', 0.5, 0.1)\"; };\nratification: { duma: { chance = \"later\"; }; };",
        "E 4:35+5 ratification.duma.chance: `later` is not known yet: it depends on the deal that enters into force "
        "[this setting may refer to factors, to events that depend on nothing later, to who joins, and to the package "
        "signed: `deal.DEMAND`, `PARTY.utility`, `talks.signed`]\n");
    expect(SIDES "force: { required = \"talks.refused\"; };",
        "E 3:22+13 force.required: `talks.refused` is not known yet: it comes out of the talks (stage 3), after the "
        "coalition (stage 2) [this setting may refer to factors and to events that depend on nothing later]\n");
    expect(SIDES "talks: { stages: { one = \"if(signed, 1, 0.5)\"; }; };",
        "E 3:30+6 talks.stages.one: `signed` is what the talks lead to, so nothing that they depend on may refer to it "
        "[this setting may refer to factors, to events that depend on nothing later, and to who joins]\n");
    expect("factors: { signed = 1; };", "E 1:12+6 factors.signed: `signed` is a word of the language and cannot be a "
                                        "name [choose another, for example `signed_1`]\n");
}

int main(void)
{
    CU_TestInfo tests[] = {{"fine", test_fine}, {"reader", test_reader}, {"names", test_names}, CU_TEST_INFO_NULL};

    return ent_run_suite("ratification messages", tests);
}
