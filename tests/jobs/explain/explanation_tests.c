/* Draws in sentences: each kind of sentence, with the values of the draw. */
#include "jobs/job_case.h"

#include "jobs/explain/explanation.h"
#include "tables/draw_rows.h"

/* The explanation of a draw of the base, which the caller frees; *outcome: its name. */
static char *explain(const char *text, uint64_t draw, const char **outcome)
{
    static char name[64];
    job_experiment loaded;
    ent_simulator simulator = {.block = {.model = NULL}};
    char *sentences;

    job_experiment_open(&loaded, text, NULL);
    CU_ASSERT_EQUAL_FATAL(ent_replay(&simulator, loaded.experiment.item[0], draw), ENT_OK);
    sentences = ent_explanation(&simulator.block);
    CU_ASSERT_PTR_NOT_NULL_FATAL(sentences);
    snprintf(name, sizeof(name), "%s", ent_draw_outcome(&simulator.block, 0));
    *outcome = name;
    ent_simulator_free(&simulator);
    job_experiment_close(&loaded);
    return sentences;
}

/* Expects these texts in the explanation of draw 0, in order; ended by NULL. */
static void expect(const char *text, const char *const *part)
{
    const char *outcome;
    char *sentences = explain(text, 0, &outcome);
    const char *at = sentences;

    for (; *part != NULL; part++) {
        const char *found = strstr(at, *part);
        CU_ASSERT_PTR_NOT_NULL(found);
        if (found == NULL) {
            fprintf(stderr, "\nno \"%s\" in:\n%s\n", *part, at);
            break;
        }
        at = found;
    }
    free(sentences);
}

#define RUN "run: { worlds = 2; replications = 2; horizon = 12; };"
#define SIDES "parties: { p: { name = \"Us\"; threshold = 0.25; }; q: { threshold = 0.5; veto = false; }; };"

static void test_world(void)
{
    static const char *const part[] = {"The world (what could be known)\n  Will is 2.5.\n", "Events\n",
        "  Mandate: yes (its chance was 100%).\n", "  Hardly: no (its chance was 0%).\n",
        "Outcome: none of the file's outcomes (unclassified)\n", NULL};

    expect(RUN "factors: { will = \"uniform(2.5, 2.5000001)\"; }; events: { mandate = \"100%\"; hardly = 0; };"
               "outcomes: { yes: { when = \"hardly\"; }; };",
        part);
}

static void test_coalition(void)
{
    static const char *const part[] = {"The coalition\n", "  North joins with 5,000 troops (the chance was 100%).\n",
        "  B stays out: it requires `e`, which does not hold.\n",
        "  C stays out: it was ready, but only after 9,000 troops of others, and the others sent 5,000.\n",
        "  D stays out: it takes no part (its chance is 0).\n",
        "  Together they offer 5,000 troops; 8,000 are required, so it is not enough.\n", NULL};

    expect(RUN "events: { e = 0; }; contributors: { a: { name = \"North\"; troops = 5000; joins = 1; };"
               "b: { troops = 1; joins = 1; requires = \"e\"; }; c: { troops = 1; joins = 1; after = 9000; };"
               "d: { troops = 1; joins = 0; }; }; force: { required = 8000; };",
        part);
}

/* One troop is one. */
static void test_one_troop(void)
{
    static const char *const part[] = {"  A joins with 1 troop (the chance was 100%).\n",
        "  B stays out: it was ready, but only after 2 troops of others, and the others sent 1.\n",
        "  Together they offer 1 troop; 1 is required, so it is enough.\n", NULL};

    expect(RUN "contributors: { a: { troops = 1; joins = 1; }; b: { troops = 1; joins = 1; after = 2; }; };"
               "force: { required = 1; };",
        part);
}

static void test_decided_against(void)
{
    static const char text[] = RUN "contributors: { a: { troops = 10; joins = \"1e-6\"; }; };";
    static const char *const part[] = {
        "  A stays out: it decided against it (the chance that it joins was under 1%).\n", "they offer 0 troops.\n",
        NULL};

    expect(text, part);
}

static void test_deal(void)
{
    static const char *const part[] = {"The talks\n", "  Stage `First` is passed in month ",
        "  A deal is signed in round ", "    The river: Shared\n", "  Us gets a utility of 0.75; the least it accepted",
        "  Q gets a utility of 1; it has no veto.\n", "The truce\n",
        "  Troops committed under the deal: 10; in place in the last month followed: ",
        "  It holds for all 12 months that are followed.\n", NULL};

    expect(RUN SIDES "contributors: { a: { troops = 10; joins = 1; }; };"
                     "demands: { d: { name = \"The river\"; by = \"p\"; options = (\"shared\");"
                     "p: { scores = (0.75); }; q: { scores = (1); }; }; };"
                     "talks: { rounds = 24; stages: { first = \"99%\"; }; };"
                     "truce: { causes: { c: { hazard = 0; }; }; };",
        part);
}

static void test_collapse(void)
{
    static const char *const part[] = {"  It collapses in month 1: Attack.\n", "Outcome: Broken\n", NULL};

    expect(RUN "parties: { p: { threshold = 0; }; }; demands: { d: { by = \"p\"; options = (\"x\"); p: { scores = (1); "
               "}; }; };"
               "events: { w: { monthly = \"99%\"; }; };"
               "truce: { causes: { c: { name = \"Attack\"; hazard = 1000; }; }; };"
               "outcomes: { broken: { name = \"Broken\"; }; };",
        part);
}

#define TWO_VETOES(us, they, ours, theirs)                                                                             \
    "parties: { p: { name = \"Us\"; threshold = " us "; }; q: { name = \"They\"; threshold = " they "; }; };"          \
    "demands: { d: { options = (\"x\", \"y\"); p: { weight = 1; scores = " ours                                        \
    "; }; q: { weight = 1; scores = " theirs "; }; }; }; talks: { rounds = 3; };"

static void test_no_deal(void)
{
    static const char *const part[] = {"  Us refuses \xE2\x80\x9CX\xE2\x80\x9D on: D.\n",
        "  D: \xE2\x80\x9CY\xE2\x80\x9D is not available.\n",
        "  No deal: in none of the 3 rounds was a package left: each has an option that is not available or that a "
        "party "
        "refuses.\n",
        "Outcome: ", NULL};
    static const char *const short_of[] = {
        "  No deal: in none of the 3 rounds was a package on the table that all could accept.\n",
        "  In the last round Us would have accepted a utility of 0.25 (threshold 0.25).\n",
        "  In the last round They would have accepted a utility of 0.75 (threshold 0.75).\n",
        "  They alone stands in the way: there was a package that was good enough for all others.\n", NULL};
    static const char *const either[] = {"  Us or They alone could have made the deal by accepting less.\n", NULL};
    static const char *const both[] = {
        "  No single party stands in the way: more than one would have had to accept less.\n", NULL};
    static const char *const late[] = {
        "  Stage `Never` is never passed.\n", "  No deal: the stages were not passed by the last round (month ", NULL};

    expect(RUN SIDES
        "demands: { d: { by = \"p\"; options = (\"x\", \"y\"); available = (1, 0);"
        "p: { scores = (1, 1); refuses = (1, 0); }; q: { scores = (1, 1); }; }; }; talks: { rounds = 3; };",
        part);
    expect(RUN SIDES "demands: { d: { by = \"p\"; options = (\"x\"); p: { scores = (1); }; q: { scores = (1); }; }; };"
                     "talks: { rounds = 3; stages: { never = 0; }; };",
        late);
    expect(RUN TWO_VETOES("0.25", "0.75", "(1, 1)", "(0.5, 0)"), short_of);
    expect(RUN TWO_VETOES("0.25", "0.75", "(1, 0)", "(0, 1)"), either);
    expect(RUN TWO_VETOES("0.25", "0.75", "(0.2, 0)", "(0.5, 0)"), both);
}

#define FLOODS "events: { flood: { at = 2; every = 2; lasts = 1; }; }; truce: { causes: { c: { hazard = 0; }; }; };"

/* One round, one month; one month more than are told. */
static void test_singular(void)
{
    static const char *const left[] = {"  No deal: in the only round no package was left: each has an option that is "
                                       "not available or that a party refuses.\n",
        NULL};
    static const char *const accepted[] = {
        "  No deal: in the only round no package was on the table that all could accept.\n", NULL};
    static const char *const month[] = {"  It holds for the one month that is followed.\n", NULL};
    static const char *const more[] = {"    Month 61: Flood ends.\n    Something happens in 1 month more.\n", NULL};
    static const char *const two_more[] = {"    Something happens in 2 months more.\n", NULL};

    expect(RUN "parties: { p: { threshold = 0; }; }; talks: { rounds = 1; };"
               "demands: { d: { options = (\"x\"); p: { scores = (1); refuses = (1); }; }; };",
        left);
    expect(RUN "parties: { p: { threshold = 0.5; }; }; talks: { rounds = 1; };"
               "demands: { d: { options = (\"x\"); p: { scores = (0); }; }; };",
        accepted);
    expect("run: { worlds = 1; replications = 1; horizon = 1; }; truce: { causes: { c: { hazard = 0; }; }; };", month);
    expect("run: { worlds = 1; replications = 1; horizon = 62; };" FLOODS, more);
    expect("run: { worlds = 1; replications = 1; horizon = 63; };" FLOODS, two_more);
}

/* Red lines that give way: when, and that one of them has not by the end. */
static void test_softening(void)
{
    static const char *const part[] = {
        "  Us refuses \xE2\x80\x9CX\xE2\x80\x9D on: D; its red line gives way in round 3 (month 3).\n",
        "  Us refuses \xE2\x80\x9CX\xE2\x80\x9D on: E; its red line holds to the last round.\n",
        "  A deal is signed in round 3 (month 3):\n    D: X\n    E: Y\n", NULL};

    expect(RUN SIDES "demands: { d: { options = (\"x\"); p: { scores = (1); refuses = (1); softens = 0.02; };"
                     "q: { scores = (1); }; }; e: { options = (\"x\", \"y\");"
                     "p: { scores = (1, 1); refuses = (1, 0); softens = \"1%\"; }; q: { scores = (1, 1); }; }; };"
                     "talks: { rounds = 9; };",
        part);
}

/* Options of a deal that hang together: the entries that are met, and their effect on utilities. */
static void test_together(void)
{
    static const char *const part[] = {"    D: Y\n    E: X\n",
        "  It hangs together: Ceded under a guarantee (adds to the utility of Us 0.15, Q \xE2\x88\x92"
        "0.1).\n"
        "  It hangs together: Whatever.\n  Us gets a utility of 0.65; the least it accepted by then was 0.25.\n",
        "  Q gets a utility of 0.4; it has no veto.\n", NULL};

    expect(RUN SIDES "demands: { d: { options = (\"x\", \"y\"); p: { scores = (0, 1); }; q: { scores = (1, 0); }; };"
                     "e: { options = (\"x\", \"y\"); p: { scores = (0, 1); }; q: { scores = (1, 0); }; }; };"
                     "together: { a: { name = \"Ceded under a guarantee\"; when = \"deal.d == 'y' and deal.e == 'x'\"; "
                     "p = 0.15; q = "
                     "-0.1; };"
                     "whatever: { when = true; }; b: { when = \"deal.e == 'y'\"; never = true; p = 1; }; };",
        part);
}

/* Events during the talks by month, with dates of the calendar; without a deal as of the last round. */
static void test_during(void)
{
    static const char *const part[] = {"The talks\n", "  Lifted begins in month 7 (April 2026).\n",
        "  Early began before the talks, in month \xE2\x88\x92"
        "3 (June 2025) and is over when the deal is signed.\n",
        "  Absent does not begin during the talks.\n",
        "  Again begins in months 2 (November 2025) and 6 (March 2026) and still lasts when the deal is signed.\n",
        "  Stage `S` is passed in month 1 (October 2025).\n",
        "  D: \xE2\x80\x9CY\xE2\x80\x9D is not available in round 1.\n",
        "  A deal is signed in round 7 (month 7, April 2026):\n",
        "  Again: yes in the last month followed; it begins in month 3 (July 2026).\n",
        "  It collapses in month 4 (August 2026): C.\n", NULL};
    static const char *const none[] = {"  Lifted does not begin during the talks.\n",
        "  Again begins in months 2 (November 2025) and 6 (March 2026) and still lasts in the last round.\n",
        "  No deal: ", NULL};
    static const char text[] =
        "run: { worlds = 1; replications = 1; start = \"2025-09\"; horizon = 9; };"
        "events: { lifted: { at = 7; during = \"talks\"; }; early: { at = \"2025-06\"; lasts = 3; during = \"talks\"; "
        "};"
        "absent: { monthly = 0; during = \"talks\"; }; again: { at = 2; every = 4; lasts = 9; during = \"both\"; }; };"
        "parties: { p: { threshold = \"if(lifted, 0.1, 0.9)\"; }; };"
        "demands: { d: { options = ( \"x\", \"y\" ); available = ( \"true\", \"lifted\" );"
        "p: { weight = 1; scores = ( 0.5, 0 ); }; }; };"
        "talks: { rounds = %s; stages: { s = 1; }; };"
        "truce: { causes: { c: { hazard = \"if(calendar >= 11, inf, 0)\"; }; }; };";
    char whole[1400];
    size_t length;
    const char *at = strstr(text, "%s");

    length = (size_t) snprintf(whole, sizeof(whole), "%.*s12%s", (int) (at - text), text, at + 2);
    CU_ASSERT_FATAL(length < sizeof(whole));
    expect(whole, part);
    (void) snprintf(whole, sizeof(whole), "%.*s6%s", (int) (at - text), text, at + 2);
    expect(whole, none);
}

/* Events that begin between signature and entry into force. */
static void test_during_ratification(void)
{
    static const char *const part[] = {"  Late begins in month 3 (December 2025), while the deal waits.\n",
        "  Again begins in month 1 (October 2025).\n",
        "  Again begins in month 4 (January 2026), while the deal waits.\n",
        "  First begins in month 1 (October 2025).\n", "  Beyond does not begin during the talks.\n", NULL};

    expect("run: { worlds = 1; replications = 1; start = \"2025-09\"; horizon = 9; };"
           "events: { late: { at = 3; during = \"both\"; }; again: { at = 1; every = 3; during = \"both\"; };"
           "first: { monthly = 1; during = \"both\"; }; beyond: { at = 5; during = \"both\"; }; };"
           "parties: { p: { threshold = 0.1; }; };"
           "demands: { d: { options = (\"x\"); p: { weight = 1; scores = (0.5); }; }; };"
           "ratification: { r: { takes = 3; }; };",
        part);
}

/* Month by month: what began before month 1 of the truce does not begin in it. */
static void test_begun_before(void)
{
    static const char *const part[] = {"    Month 1 (January 2026): Late has begun before. Again has begun before. "
                                       "First has begun before. Now begins. "
                                       "Dated has begun before. Old has begun before. Next begins.\n"
                                       "    Month 2 (February 2026): Dated ends.\n",
        NULL};
    static const char *const in_force[] = {"    Month 1: Both begins. Old has begun before. Now begins.\n", NULL};

    expect(
        "run: { worlds = 1; replications = 1; start = \"2025-09\"; horizon = 3; };"
        "events: { late: { at = 3; during = \"both\"; }; again: { at = 1; every = 2; lasts = 2; during = \"both\"; };"
        "first: { monthly = 1; during = \"both\"; }; now: { monthly = 1; };"
        "dated: { at = \"2025-12\"; lasts = 2; }; old: { at = -1; every = 9; lasts = 4; }; next: { at = 1; every = 3; "
        "};"
        "};"
        "parties: { p: { threshold = 0.1; }; };"
        "demands: { d: { options = (\"x\"); p: { weight = 1; scores = (0.5); }; }; };"
        "ratification: { r: { takes = 2; }; }; truce: { causes: { c: { hazard = 0; }; }; };",
        part);
    expect("run: { worlds = 1; replications = 1; horizon = 8; };"
           "events: { both: { at = 1; every = 2; during = \"both\"; }; old: { at = 0; during = \"both\"; }; now: { at "
           "= 1; };"
           "};"
           "parties: { p: { threshold = 0.1; }; };"
           "demands: { d: { options = (\"x\"); p: { weight = 1; scores = (0.5); }; }; };"
           "talks: { rounds = 1; months_per_round = 4; };"
           "truce: { in_force = true; causes: { c: { hazard = 0; }; }; };",
        in_force);
}

/* A truce that follows upon another in the month after its collapse: nobody leaves for it, and all arrive again. */
static void test_truce_upon_truce(void)
{
    static const char *const part[] = {"    Month 1: Soon arrives with 500 troops.\n"
                                       "    Month 2: Late arrives with 1,000 troops. G is in force. Raid; G is tested "
                                       "and not honoured; the truce collapses.\n"
                                       "    Month 3: Soon arrives with 500 troops.\n"
                                       "    Month 4: Late arrives with 1,000 troops. G is in force. Raid; G is tested "
                                       "and not honoured; the truce collapses.\n"
                                       "    Month 5: Soon arrives with 500 troops.\n",
        NULL};

    expect("run: { worlds = 1; replications = 1; horizon = 5; };"
           "contributors: { late: { troops = 1000; lead_months = 2; }; soon: { troops = 500; }; };"
           "force: { required = \"1000\"; };"
           "guarantees: { g: { honoured = 0; starts = 2; fails_for_good = false; }; };"
           "truce: { renews = 1; causes: { raid: { hazard = \"if(month == 2, 50, 0)\"; }; }; };",
        part);
}

/* Every onset of an event with `every`: in the truce, before it, and too many to be listed. */
static void test_onsets(void)
{
    static const char *const part[] = {"  Rare: no in the last month followed; it begins in months 3, 7 and 11.\n",
        "  Often: yes in the last month followed; it begins 12 times, first in month 1 and last in month 12.\n",
        "  Hardly: no in the last month followed; it does not begin in the truce.\n",
        "  Once: yes in the last month followed.\n", NULL};
    static const char *const dated[] = {
        "  Old: yes in the last month followed; it begins in months \xE2\x88\x92"
        "1 (August 2025), 2 (November 2025), 5 (February 2026), 8 (May 2026) and 11 (August 2026).\n",
        NULL};
    static const char *const in_force[] = {"  Both begins in months 1 and 3.\n",
        "  Both: yes in the last month followed; it begins in months 5 and 7.\n", NULL};

    expect("run: { worlds = 1; replications = 1; horizon = 12; };"
           "events: { rare: { at = 3; every = 4; lasts = 1; }; often: { monthly = 1; every = 1; };"
           "hardly: { at = 2; every = 3; chance = 0; }; once: { at = 2; }; };"
           "truce: { causes: { c: { hazard = 0; }; }; };",
        part);
    expect("run: { worlds = 1; replications = 1; horizon = 12; start = \"2025-09\"; };"
           "events: { old: { at = \"2025-08\"; every = 3; lasts = 3; }; };"
           "truce: { causes: { c: { hazard = 0; }; }; };",
        dated);
    expect("run: { worlds = 1; replications = 1; horizon = 8; };"
           "events: { both: { at = 1; every = 2; during = \"both\"; }; };"
           "parties: { p: { threshold = 0.1; }; };"
           "demands: { d: { options = (\"x\"); p: { weight = 1; scores = (0.5); }; }; };"
           "talks: { rounds = 1; months_per_round = 4; };"
           "truce: { in_force = true; causes: { c: { hazard = 0; }; }; };",
        in_force);
}

/* The draw is the one asked for: the outcome varies between draws. */
static void test_draws(void)
{
    static const char text[] = "run: { worlds = 1; replications = 64; }; events: { e = 0.5; };"
                               "outcomes: { yes: { when = \"e\"; }; no: { }; };";
    size_t yes = 0;

    for (uint64_t draw = 0; draw < 64; draw++) {
        const char *outcome;
        char *sentences = explain(text, draw, &outcome);
        bool happens = strstr(sentences, "  E: yes (its chance was 50%).\n") != NULL;
        yes += happens ? 1 : 0;
        CU_ASSERT_STRING_EQUAL(outcome, happens ? "yes" : "no");
        free(sentences);
    }
    CU_ASSERT_TRUE(yes > 14 && yes < 50); /* 4.5 standard errors around 32 */
}

/* A truce in force, with a deal and with a collapse before it; truces that come back. */
static void test_truce_in_force(void)
{
    static const char deal[] =
        RUN SIDES "demands: { d: { options = ( \"x\" ); p: { weight = 1; scores = ( 0.5 ); }; q: { weight = 1; scores "
                  "= ( 1 ); }; }; };"
                  "talks: { rounds = 1; months_per_round = 4; };"
                  "truce: { in_force = true; age = 3; renews = \"if(month == 2, 1, 0)\";"
                  " causes: { c: { name = \"Raid\"; hazard = \"if(month == 6, inf, 0)\"; }; }; };";
    static const char collapse[] =
        RUN SIDES "demands: { d: { options = ( \"x\" ); p: { weight = 1; scores = ( 0.5 ); }; q: { weight = 1; scores "
                  "= ( 1 ); }; }; };"
                  "talks: { rounds = 1; months_per_round = 4; };"
                  "truce: { in_force = true; causes: { c: { hazard = \"if(month == 4, inf, 0)\"; }; }; };";
    static const char *const with_deal[] = {"A deal is signed in round 1 (month 4)", "The truce\n",
        "  It is in force when the talks begin, 3 months old.\n", "  The deal changes it from month 5 on.\n",
        "  It collapses in month 6: Raid.\n  A new truce begins in month 8.\n  It holds to month 12, the last that is "
        "followed.\n",
        "  In all there is peace in 10 of 12 months.\n", NULL};
    static const char *const without[] = {"  No deal: the truce collapses in month 4, and the talks end with it.\n",
        "  It is in force when the talks begin.\n", "  It collapses in month 4: C.\n", NULL};

    static const char waits[] =
        RUN SIDES "demands: { d: { options = ( \"x\" ); p: { weight = 1; scores = ( 0.5 ); }; q: { weight = 1; scores "
                  "= ( 1 ); }; }; };"
                  "talks: { rounds = 2; months_per_round = 1; }; ratification: { a: { name = \"A\"; takes = 2; };"
                  " b: { name = \"B\"; takes = 3; }; };"
                  "truce: { in_force = true; causes: { c: { hazard = \"if(month == 4, inf, 0)\"; }; }; };";
    static const char *const in_vain[] = {"  A deal is signed in round 1 (month 1): X.\n    A says yes 2 months later",
        "    B is not asked any more: the truce collapses before its answer.\n  No deal: the truce collapses in month "
        "4, before the deal of month 1 is in force.\n\nThe truce\n",
        "  It collapses in month 4: C.\n", NULL};

    expect(deal, with_deal);
    expect(collapse, without);
    expect(waits, in_vain);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"world and events", test_world},
        {"coalition", test_coalition},
        {"one troop", test_one_troop},
        {"decided against it", test_decided_against},
        {"a deal that holds", test_deal},
        {"a deal that collapses", test_collapse},
        {"no deal", test_no_deal},
        {"one of each", test_singular},
        {"softening", test_softening},
        {"together", test_together},
        {"during the talks", test_during},
        {"during ratification", test_during_ratification},
        {"begun before", test_begun_before},
        {"truce upon truce", test_truce_upon_truce},
        {"onsets", test_onsets},
        {"draws", test_draws},
        {"truce in force", test_truce_in_force},
        CU_TEST_INFO_NULL,
    };

    return ent_run_suite("jobs/explanation", tests);
}
