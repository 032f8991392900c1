/* Messages about events during the talks and about settings by round. */
#include "message_case.h"

#define TALKS                                                                                                          \
    "parties: { p: { threshold = 0.5; }; q: { threshold = 0.5; }; };\n"                                                \
    "demands: { d: { options = ( \"x\", \"y\" ); p: { weight = 1; scores = ( 0, 1 ); };\n"                             \
    "  q: { weight = 1; scores = ( 1, 0 ); }; }; };\n"

static void test_during(void)
{
    expect("events: { a: { monthly = 0.1; during = \"war\"; }; b: { value = 0.1; during = \"talks\"; };\n"
           "  c: { at = 3; during = 2; }; };\n",
        "E 1:40+5 events.a.during: `war` is no part of a future [write \"talks\" (from the start to the signature), "
        "\"both\" (and on through the truce) or \"truce\"]\n"
        "E 1:77+7 events.b.during: `during` belongs to a timed event, and this event has no timing [write `monthly = "
        "…` (a chance each month) or `at = …` (one possible month)]\n"
        "E 2:25+1 events.c.during: expected a text [put the text in double quotes]\n");
}

/* What only the settings known by round may read. */
static void test_steady_settings(void)
{
    expect("events: { e: { monthly = 0.1; during = \"talks\"; }; };\n" TALKS
           "set = ( \"demands.d.p.weight = 1 + e\", \"demands.d.q.scores.x = calendar / 100\",\n"
           "  \"parties.p.concession = 1 + e\", \"parties.q.softens = 0.1 * e\" );\n",
        "E 5:35+1 demands.d.p.weight: `e` changes from round to round, and this setting may not [only threshold, "
        "war_cost, refuses, available, the chances of stages, and `when`, `monthly` and `chance` of events during the "
        "talks may]\n"
        "E 5:63+8 demands.d.q.scores.x: `calendar` changes from round to round, and this setting may not [only "
        "threshold, war_cost, refuses, available, the chances of stages, and `when`, `monthly` and `chance` of events "
        "during the talks may]\n"
        "E 6:31+1 parties.p.concession: `e` changes from round to round, and this setting may not [only threshold, "
        "war_cost, refuses, available, the chances of stages, and `when`, `monthly` and `chance` of events during the "
        "talks may]\n"
        "W 6:56+7 parties.q.softens: nothing is refused here, so there is nothing to soften [say with which chance "
        "each option is refused at first: refuses = ( \"60%\", 0 );]\n"
        "E 6:62+1 parties.q.softens: `e` changes from round to round, and this setting may not [only threshold, "
        "war_cost, refuses, available, the chances of stages, and `when`, `monthly` and `chance` of events during the "
        "talks may]\n");
}

static void test_stages(void)
{
    expect("events: { e: { monthly = 0.1; during = \"talks\"; when = \"agreed or deal.d == 'x' or t or e or f\"; };\n"
           "  f: { at = \"1 + g\"; during = \"both\"; lasts = \"calendar\"; }; g: { at = 1; during = \"talks\"; };\n"
           "  t: { monthly = 0.1; when = \"e or f\"; }; };\n"
           "contributors: { a: { troops = 5; requires = \"e\"; joins = \"if(calendar > 2, 1, 0)\"; lead_months = "
           "\"f\"; }; };\n"
           "factors: { w = \"e\"; };\n" TALKS,
        "E 1:57+6 events.e.when: `agreed` is what the talks lead to, so nothing that they depend on may refer to it "
        "[this setting may refer to factors, to events that depend on nothing later, and to who joins]\n"
        "E 1:67+6 events.e.when: `deal.d` is what the talks lead to, so nothing that they depend on may refer to it "
        "[this setting may refer to factors, to events that depend on nothing later, and to who joins]\n"
        "E 1:84+1 events.e.when: `t` is not known yet: it can begin only during the truce (stage 4), after the talks "
        "(stage 3) [this setting may refer to factors, to events that depend on nothing later, and to who joins]\n"
        "E 1:89+1 events.e.when: `e` refers to itself [leave it out: an event starts twice only with `every`]\n"
        "E 1:94+1 events.e.when: `f` comes later in the file; an event may refer only to those above it [move `f` "
        "above `e`]\n"
        "E 2:18+1 events.f.at: `g` changes from round to round, and this setting may not [only threshold, war_cost, "
        "refuses, available, the chances of stages, and `when`, `monthly` and `chance` of events during the talks "
        "may]\n"
        "E 2:48+8 events.f.lasts: `calendar` changes from round to round, and this setting may not [only threshold, "
        "war_cost, refuses, available, the chances of stages, and `when`, `monthly` and `chance` of events during the "
        "talks may]\n"
        "E 4:46+1 contributors.a.requires: `e` is not known yet: it can begin only during the talks (stage 3), after "
        "the coalition (stage 2) [this setting may refer to factors and to events that depend on nothing later]\n"
        "E 4:62+8 contributors.a.joins: `calendar` is not known yet: it counts the months of the talks (stage 3), "
        "after the coalition (stage 2) [this setting may refer to factors and to events that depend on nothing later]\n"
        "E 4:99+1 contributors.a.lead_months: `f` changes from month to month, and this setting may not [only leaves, "
        "hazard, contained, allowed, cap, present, guarantees, renews and the `when` and `monthly` of timed events "
        "may]\n"
        "E 5:17+1 factors.w: `e` is no factor: it differs from draw to draw [a factor may refer only to other "
        "factors]\n");
}

static void test_late(void)
{
    expect("run: { start = \"2025-09\"; };\nevents: { e: { at = 13; during = \"talks\"; }; f: { at = 13; during = "
           "\"both\"; };\n  g: { at = \"2026-10\"; during = \"talks\"; }; h: { at = 12; during = \"talks\"; };\n"
           "  i: { at = \"'2026-03' + 2\"; during = \"talks\"; }; };\n" TALKS,
        "W 2:21+2 events.e.at: `13` is after the last round (month 12 of the talks), so the event never begins [make "
        "`talks.rounds` more, the month earlier, or write during = \"both\"]\n"
        "W 3:13+9 events.g.at: `2026-10` is after the last round (month 12 of the talks), so the event never begins "
        "[make `talks.rounds` more, the month earlier, or write during = \"both\"]\n");
}

int main(void)
{
    CU_TestInfo tests[] = {{"during", test_during}, {"steady settings", test_steady_settings}, {"stages", test_stages},
        {"late", test_late}, CU_TEST_INFO_NULL};

    return ent_run_suite("messages of the talks by round", tests);
}
