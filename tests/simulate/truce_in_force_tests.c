/* A truce in force while talks go on, against closed forms. Statistical comparisons: 4.5 standard errors, false alarm
 * 7e-6 each, fixed seeds; the rest is exact. The recorder must count exactly the same as the model for runs. */
#include "model/scenario_text.h"

#define RUN(replications, seed, horizon)                                                                               \
    "run: { worlds = 1; replications = " #replications "; seed = " #seed "; horizon = " #horizon "; };"

/* Talks of a party that accepts any package on the table, in the only round, which is in month 6. */
#define DEAL_IN_MONTH_6                                                                                                \
    "parties: { p: { threshold = 0.2; }; };"                                                                           \
    "demands: { d: { options = (\"x\", \"y\"); p: { weight = 1; scores = (0.5, 0.25); }; }; };"                        \
    "talks: { rounds = 1; months_per_round = 6; };"

/* Talks that end with a deal in the month in which the only stage is passed, 20% a month, in 12 months at most. */
#define DEAL_AFTER_STAGE                                                                                               \
    "parties: { p: { threshold = 0.2; }; };"                                                                           \
    "demands: { d: { options = (\"x\", \"y\"); p: { weight = 1; scores = (0.5, 0.25); }; }; };"                        \
    "talks: { rounds = 12; stages: { s = \"20%\"; }; };"

/* --- survival ----------------------------------------------------------------------------------------------------- */

/* Hazard h = 0.08, which a deal in month 6 multiplies by r = 0.25: survival exp(-h min(m, s) - h r max(0, m - s)), and
 * a deal exactly where the truce lasts to month 6. */
static void constant_hazard(void)
{
    const double h = 0.08, r = 0.25, signed_up = exp(-6.0 * h), held = exp(-6.0 * h - 14.0 * h * r);
    const double exact[] = {exp(-3.0 * h), signed_up, exp(-6.0 * h - 4.0 * h * r), held, signed_up, signed_up,
        signed_up, signed_up, held, 1.0 - signed_up, 1.0 - signed_up, 1.0, 1.0};

    scenario_text_compare(RUN(60000, 61, 20) DEAL_IN_MONTH_6
        "truce: { in_force = true; causes: { c: { hazard = \"0.08 * if(agreed, 0.25, 1)\"; }; }; };"
        "checks = (\"P(truce.months >= 3) > 0\", \"P(truce.months >= 6) > 0\", \"P(truce.months >= 10) > 0\","
        "\"P(truce.held) > 0\", \"P(agreed) > 0\", \"P(talks.month == 6) > 0\", \"P(talks.round == 1) > 0\","
        "\"P(deal.d == 'x' and p.utility == 0.5) > 0\", \"P(agreed and truce.held and truce.months == 20) > 0\","
        "\"P(not agreed and talks.month == inf and talks.round == inf and p.utility == 0 and truce.cause == 'c') > 0\","
        "\"P(deal.d != 'x' and deal.d != 'y') > 0\", \"P(agreed or truce.months < 6) > 0\","
        "\"P(month == min(truce.months + 1, 20)) > 0\");",
        exact);
}

/* The deal is in month t with chance q (1 - q)^(t - 1), t <= 12, if the truce lasts so long. */
static void deal_after_a_stage(void)
{
    const double h = 0.05, r = 0.4, q = 0.2;
    double agreed = 0.0, held = pow(1.0 - q, 12.0) * exp(-24.0 * h), by_10 = 0.0, held_without = held;

    for (int t = 1; t <= 12; t++) {
        double p = q * pow(1.0 - q, t - 1.0);
        agreed += p * exp(-h * t);
        held += p * exp(-h * t - h * r * (24.0 - t));
        by_10 += p * exp(-h * fmin(10.0, t) - h * r * fmax(0.0, 10.0 - t));
    }
    by_10 += pow(1.0 - q, 12.0) * exp(-10.0 * h);
    scenario_text_compare(RUN(60000, 62, 24) DEAL_AFTER_STAGE
        "truce: { in_force = true; causes: { c: { hazard = \"0.05 * if(talks.month < inf, 0.4, 1)\"; }; }; };"
        "checks = (\"P(agreed) > 0\", \"P(truce.held) > 0\", \"P(truce.months >= 10) > 0\","
        "\"P(truce.held and not agreed) > 0\", \"P(truce.months >= talks.month or not agreed) > 0\");",
        (const double[]){agreed, held, by_10, held_without, 1.0});
}

/* Names of the deal by month: before the deal an option, a utility and a round are none, 0 and infinity. */
static void names_by_month(void)
{
    static const char *const hazard[] = {"if(deal.d == 'x', inf, 0)", "if(p.utility > 0, inf, 0)",
        "if(talks.round == 1, inf, 0)", "if(month > talks.month, inf, 0)", "if(agreed, inf, 0)"};
    const double exact[] = {1.0, 1.0};

    for (size_t i = 0; i < sizeof(hazard) / sizeof(*hazard); i++) {
        char text[1200];
        snprintf(text, sizeof(text),
            RUN(200, 63, 12) DEAL_IN_MONTH_6 "truce: { in_force = true; causes: { c: { hazard = \"%s\"; }; }; };"
                                             "checks = (\"P(truce.months == 6) > 0\", \"P(agreed) > 0\");",
            hazard[i]);
        scenario_text_compare(text, exact);
    }
}

/* A collapse in the month of the deal comes first; one in the month after does not undo the deal. */
static void collapse_and_deal_in_one_month(void)
{
    static const char form[] = RUN(100, 64, 12) DEAL_IN_MONTH_6
        "truce: { in_force = true; causes: { c: { hazard = \"if(month == %d, inf, 0)\"; }; }; };"
        "checks = (\"P(agreed) >= 0\", \"P(truce.months == %d) > 0\");";
    char text[1000];

    snprintf(text, sizeof(text), form, 6, 5);
    scenario_text_compare(text, (const double[]){0.0, 1.0});
    snprintf(text, sizeof(text), form, 7, 6);
    scenario_text_compare(text, (const double[]){1.0, 1.0});
}

/* Rounds 2.5 months apart: the deal of month 2.5 is in force from month 4 on, since it is not by month 2. */
static void deal_between_months(void)
{
    const double exact[] = {1.0, 0.0};

    scenario_text_compare(
        RUN(100, 65, 12) "parties: { p: { threshold = 0.2; }; };"
                         "demands: { d: { options = (\"x\"); p: { weight = 1; scores = (0.5); }; }; };"
                         "talks: { rounds = 1; months_per_round = 2.5; };"
                         "truce: { in_force = true; causes: { c: { hazard = \"if(agreed, inf, 0)\"; }; }; };"
                         "checks = (\"P(truce.months == 3 and talks.month == 2.5) > 0\", \"P(not agreed) < 1\");",
        exact);
    scenario_text_compare(
        RUN(100, 65, 12) "parties: { p: { threshold = 0.2; }; };"
                         "demands: { d: { options = (\"x\"); p: { weight = 1; scores = (0.5); }; }; };"
                         "talks: { rounds = 1; months_per_round = 2.5; };"
                         "truce: { in_force = true; causes: { c: { hazard = \"if(month == 3, inf, 0)\"; }; }; };"
                         "checks = (\"P(truce.months == 2) > 0\", \"P(agreed) < 1\");",
        exact);
}

/* Talks of no party: the deal is there from month 0, as ever; all draws have a truce. */
static void without_talks(void)
{
    const double exact[] = {exp(-12 * 0.05), 1.0, 1.0};

    scenario_text_compare(
        RUN(40000, 66, 12) "talks: { rounds = 40; };"
                           "truce: { in_force = true; causes: { c: { hazard = \"if(agreed, 0.05, inf)\"; }; }; };"
                           "checks = (\"P(truce.held) > 0\", \"P(agreed) > 0\", \"P(talks.month == 0) > 0\");",
        exact);
}

/* --- age ---------------------------------------------------------------------------------------------------------- */

/* A truce of age a: survival exp((a / scale)^k - ((m + a) / scale)^k), by month and event by event. `month` counts from
 * 1 all the same. */
static void age(void)
{
    const double exact[] = {
        exp(pow(4.0 / 20.0, 0.6) - pow(10.0 / 20.0, 0.6)), exp(pow(4.0 / 20.0, 0.6) - pow(16.0 / 20.0, 0.6)), 1.0};
    static const char form[] = RUN(
        60000, 67, 12) "%s truce: { in_force = true; age = %s; causes: { c: { hazard = \"weibull_hazard(0.6, 20)\"; "
                       "contained = \"if(month == 13, 1, 0)\"; }; }; };"
                       "checks = (\"P(truce.months >= 6) > 0\", \"P(truce.held) > 0\", \"P(month <= 12) > 0\");";
    char text[1200];

    snprintf(text, sizeof(text), form, "", "4");
    scenario_text_compare(text, exact);
    snprintf(text, sizeof(text), form, DEAL_IN_MONTH_6, "4");
    scenario_text_compare(text, exact);
    snprintf(text, sizeof(text), form, DEAL_IN_MONTH_6 "events: { e: 0.5; };", "\"if(e, 4, 8 / 2)\"");
    scenario_text_compare(text, exact);
}

/* --- force -------------------------------------------------------------------------------------------------------- */

/* The truce collapses in the first month in which the condition holds. */
static void collapses_after(const char *contributors, const char *force, const char *condition, int months)
{
    const double exact[] = {1.0, 1.0};
    char text[1500];

    snprintf(text, sizeof(text),
        RUN(300, 68, 16) DEAL_IN_MONTH_6
        "events: { late: { at = 9; }; }; %s %s"
        "truce: { in_force = true; causes: { c: { hazard = \"if(%s, inf, 0)\"; }; }; };"
        "checks = (\"P(truce.months == %d) > 0\", \"P(agreed) > 0\");",
        contributors, force, condition, months);
    scenario_text_compare(text, exact);
}

static void force_follows_the_deal(void)
{
    const char *two = "contributors: { a: { troops = 10; }; b: { troops = 5; lead_months = 2.5; }; };";
    const char *gone = "contributors: { a: { troops = 10; leaves = 1; }; b: { troops = 5; }; };";

    collapses_after(two, "", "force.deployed > 0", 6);
    collapses_after(two, "", "force.deployed == 15", 8);
    collapses_after(two, "force: { required = 30; };", "force.ratio == 0.5", 8);
    collapses_after(two, "force: { cap = 12; };", "force.deployed == 12", 8);
    collapses_after(two, "", "force.committed == 15", 6);
    collapses_after(two, "force: { cap = \"month\"; };", "force.committed == 7", 6);
    collapses_after(two, "force: { cap = \"month\"; };", "force.committed > 7", 16);
    collapses_after(two, "force: { allowed = \"deal.d == 'y'\"; };", "force.committed + force.deployed > 0", 16);
    collapses_after(two, "force: { allowed = \"late\"; };", "force.deployed > 0", 8);
    collapses_after(two, "force: { allowed = \"late\"; };", "force.committed > 0", 16);
    collapses_after(gone, "", "force.deployed >= 10", 16);
    collapses_after(gone, "", "force.deployed == 5", 6);
}

/* Departures begin in the month after the deal: 5 months of 12 by month 11, whether the chance varies by month or not;
 * after a collapse before the deal nothing is committed. */
static void departures_begin_with_the_deal(void)
{
    static const char form[] = RUN(60000, 69, 11) DEAL_IN_MONTH_6
        "contributors: { a: { troops = 10; leaves = \"%s\"; }; };"
        "truce: { in_force = true; causes: { c: { hazard = \"if(month == 3, 0.5, 0)\"; }; }; };"
        "checks = (\"P(force.deployed == 10) > 0\", \"P(force.committed == if(agreed, 10, 0)) > 0\","
        "\"P(force.deployed == 0 and force.ratio == inf) > 0\");";
    const double there = exp(-0.5) * pow(0.4, 5.0 / 12.0), exact[] = {there, 1.0, 1.0 - there};
    char text[1500];

    snprintf(text, sizeof(text), form, "60%");
    scenario_text_compare(text, exact);
    snprintf(text, sizeof(text), form, "if(month <= 6, 1, 0.6)");
    scenario_text_compare(text, exact);
}

/* The deal is that of the last month: the force committed is that of the month after it, with that month's settings,
 * and nothing else of that month counts. */
static void force_of_a_deal_in_the_last_month(void)
{
    static const struct {
        const char *events, *contributor, *force;
        int committed;
    } each[] = {{"", "", "", 10}, {"", "", "cap = \"if(month >= 7, 4, 8)\";", 4},
        {"", "", "cap = \"if(calendar == 7, 4, 8)\";", 4}, {"", "", "allowed = \"month < 7\";", 0},
        {"", "allowed = \"deal.d == 'x' and month == 7\";", "", 10},
        {"e: { at = 7; };", "", "allowed = \"e and agreed\";", 10},
        {"e: { at = 1; every = 3; lasts = 1; };", "", "allowed = \"e and talks.month == 6\";", 10},
        {"e: { monthly = \"if(month == 7, 1, 0)\"; };", "", "cap = \"if(e, 3, 5)\";", 3},
        {"e: { at = 7; during = \"both\"; };", "", "cap = \"if(e, 3, 5)\";", 3},
        {"e: { at = 7; during = \"talks\"; };", "", "cap = \"if(e, 3, 5)\";", 5}};
    static const char *const renews[] = {"", "renews = 1;"};
    const double exact[] = {exp(-6.0 * 0.1), 0.0, exp(-6.0 * 0.1), 1.0, 1.0};
    char text[1500];

    for (size_t i = 0; i < 2 * sizeof(each) / sizeof(*each); i++) {
        bool later = strstr(each[i / 2].events, "7") != NULL;
        snprintf(text, sizeof(text),
            RUN(20000, 79, 6) DEAL_IN_MONTH_6
            "events: { %s other = 0.5; }; contributors: { a: { troops = 10; leaves = 1; lead_months = 3; %s }; };"
            "force: { required = 5; %s }; truce: { in_force = true; %s causes: { c: { hazard = 0.1; }; }; };"
            "checks = (\"P(agreed) > 0\", \"P(%s) < 1\", \"P(truce.held) > 0\","
            "\"P(force.committed == if(agreed, %d, 0)) > 0\","
            "\"P(force.deployed == 0 and month == min(truce.months + 1, 6) or truce.spells > 1) > 0\");",
            each[i / 2].events, each[i / 2].contributor, each[i / 2].force, renews[i % 2], later ? "e" : "false",
            each[i / 2].committed);
        scenario_text_compare(text, exact);
    }
}

/* --- events ------------------------------------------------------------------------------------------------------- */

/* An event that depends on the deal has one uniform: below 0.3 it happens always, from 0.3 to 0.8 with the deal. */
static void events_that_depend_on_the_deal(void)
{
    const double h = 0.1, before = exp(-6.0 * h), always = 0.3, with = 0.5, never = 0.2;
    const double exact[] = {always + (with + never) * exp(-4.0 * h), always + with * before + never * exp(-12.0 * h),
        always + with * before, always + (with + never) * before};

    scenario_text_compare(RUN(60000, 70, 12) DEAL_IN_MONTH_6
        "events: { calm = \"if(agreed, 80%, 30%)\"; quiet = \"calm\"; };"
        "truce: { in_force = true; causes: { c: { hazard = \"if(quiet, 0, 0.1)\"; }; }; };"
        "checks = (\"P(truce.months >= 4) > 0\", \"P(truce.held) > 0\", \"P(calm) > 0\", \"P(agreed) > 0\");",
        exact);
}

/* The same for an event that correlations couple. */
static void coupled_events(void)
{
    const double h = 0.1, before = exp(-6.0 * h);
    const double exact[] = {0.3 + 0.7 * exp(-4.0 * h), 0.3 + 0.5 * before};

    scenario_text_compare(RUN(60000, 71, 12) DEAL_IN_MONTH_6
        "events: { other = 0.5; calm = \"if(deal.d == 'x', 80%, 30%)\"; };"
        "correlations: { both: { among = (\"other\", \"calm\"); rho = 0.6; }; };"
        "truce: { in_force = true; causes: { c: { hazard = \"if(calm, 0, 0.1)\"; }; }; };"
        "checks = (\"P(truce.months >= 4) > 0\", \"P(calm) > 0\");",
        exact);
}

/* Timed events count months of the truce, from month 1. */
static void timed_events(void)
{
    const double exact[] = {1.0, 1.0 - pow(0.9, 3.0)};

    scenario_text_compare(RUN(40000, 72, 12) DEAL_IN_MONTH_6
        "events: { e: { at = 2; }; f: { monthly = \"10%\"; when = \"not agreed and month <= 3\"; }; };"
        "truce: { in_force = true; causes: { c: { hazard = \"if(e and month == 2, 0, if(month == 2, inf, 0))\"; }; }; "
        "};"
        "checks = (\"P(truce.held) > 0\", \"P(f) > 0\");",
        exact);
}

/* Events of the talks have their months in the truce too, to the signature in month 6 or the last round; with "both"
 * they go on. The truce collapses in the first month in which the event is there. */
static void events_of_the_talks(void)
{
    static const struct {
        const char *event;
        int months;
    } each[] = {{"at = 3; during = \"talks\";", 2}, {"at = 6; during = \"talks\";", 5},
        {"at = 7; during = \"talks\";", 16}, {"at = 7; during = \"both\";", 6},
        {"at = 2; every = 6; lasts = 2; when = \"month_4\"; during = \"both\";", 7},
        {"monthly = \"if(month_4, 1, 0)\"; during = \"talks\";", 3}};

    for (size_t i = 0; i < sizeof(each) / sizeof(*each); i++) {
        const double exact[] = {1.0, each[i].months >= 6 ? 1.0 : 0.0};
        char text[1500];
        snprintf(text, sizeof(text),
            RUN(100, 77, 16) DEAL_IN_MONTH_6
            "events: { month_4: { at = 4; during = \"both\"; }; e: { %s }; };"
            "truce: { in_force = true; causes: { c: { hazard = \"if(e, inf, 0)\"; }; }; };"
            "checks = (\"P(truce.months == %d) > 0\", \"P(agreed) >= 0\");",
            each[i].event, each[i].months);
        scenario_text_compare(text, exact);
    }
}

/* The state at the signature stays: an event of the talks that lasts a month and is there in month 6 is there for good.
 */
static void state_at_the_signature(void)
{
    const double exact[] = {1.0, 1.0};

    scenario_text_compare(RUN(100, 78, 16) DEAL_IN_MONTH_6
        "events: { e: { at = 6; lasts = 1; during = \"talks\"; }; plain = \"if(agreed and e, 1, 0)\"; };"
        "truce: { in_force = true; causes: { c: { hazard = \"if(e and plain and month == 9, inf, 0)\"; }; }; };"
        "checks = (\"P(truce.months == 8) > 0\", \"P(e and plain) > 0\");",
        exact);
}

/* Without talks the signature is in month 0: an event of the talks that has begun before stays. */
static void events_before_the_start(void)
{
    static const struct {
        const char *event;
        double chance;
    } each[] = {{"at = -2; chance = 0.4; during = \"talks\";", 0.4}, {"at = 0; during = \"talks\";", 1.0},
        {"at = 1; during = \"talks\";", 0.0}, {"at = -2; lasts = 2; during = \"talks\";", 0.0},
        {"at = -2; lasts = 3; during = \"talks\";", 1.0}, {"at = -5; every = 5; lasts = 1; during = \"talks\";", 1.0},
        {"at = -5; every = 4; lasts = 1; during = \"talks\";", 0.0},
        {"at = -2; chance = 0.4; during = \"both\";", 0.4}};
    static const char *const waits[] = {"", "ratification: { duma: { takes = 3; }; };"};

    for (size_t i = 0; i < 2 * sizeof(each) / sizeof(*each); i++) {
        const double exact[] = {each[i / 2].chance, each[i / 2].chance};
        char text[1000];
        snprintf(text, sizeof(text),
            RUN(20000, 81, 12) "events: { e: { %s }; }; %s"
                               "truce: { in_force = true; causes: { c: { hazard = \"if(e, inf, 0)\"; }; }; };"
                               "checks = (\"P(truce.months == 0) > 0\", \"P(e) > 0\");",
            each[i / 2].event, waits[i % 2]);
        scenario_text_compare(text, exact);
    }
}

/* --- ratification ------------------------------------------------------------------------------------------------- */

/* A deal signed in month 2 of which the answer, yes with chance 0.6, comes in month 6: it is in force from month 7 on.
 * A collapse in month 2 or before is before the signature; one up to month 6 is before the answer. */
static void ratification(void)
{
    const double h = 0.1, month_2 = exp(-2.0 * h), month_6 = exp(-6.0 * h);
    const double exact[] = {0.6 * month_6, month_2, 1.0 - month_2, 0.4 * month_6, month_2, 1.0 - month_2,
        0.6 * exp(-6.0 * h - 6.0 * 0.2 * h) + 0.4 * exp(-12.0 * h)};

    scenario_text_compare(
        RUN(60000, 75, 12) "parties: { p: { threshold = 0.2; }; };"
                           "demands: { d: { options = (\"x\"); p: { weight = 1; scores = (0.5); }; }; };"
                           "talks: { rounds = 1; months_per_round = 2; };"
                           "ratification: { duma: { chance = \"60%\"; takes = 4; }; };"
                           "truce: { in_force = true; causes: { c: { hazard = \"0.1 * if(agreed, 0.2, 1)\"; }; }; };"
                           "checks = (\"P(agreed and talks.month == 6) > 0\","
                           "\"P(signed and talks.signed == 2 and talks.round == 1) > 0\","
                           "\"P(not signed and talks.signed == inf and talks.round == inf) > 0\","
                           "\"P(talks.refused == 1) > 0\", \"P(signed) > 0\","
                           "\"P(talks.refused == 0 and not signed) > 0\", \"P(truce.held) > 0\");",
        exact);
}

/* A deal signed in month 2 and refused in month 3, another signed in month 4 and ratified in month 5: months see the
 * signatures and answers of the months before. */
#define REFUSED_ONCE                                                                                                   \
    "parties: { p: { threshold = 0.2; }; };"                                                                           \
    "demands: { d: { options = (\"x\", \"y\"); p: { weight = 1; scores = (0.5, 0.25); }; }; };"                        \
    "talks: { rounds = 3; months_per_round = 2; };"                                                                    \
    "ratification: { duma: { chance = \"if(deal.d == 'x', 0, 1)\"; takes = 1; if_no = \"talks\"; }; };"

static void signatures_by_month(void)
{
    static const struct {
        const char *condition;
        int months;
    } each[] = {{"signed", 2}, {"talks.signed == 2", 2}, {"talks.refused == 1", 3}, {"talks.signed == 4", 4},
        {"agreed", 5}, {"agreed and talks.refused == 1 and talks.signed == 4", 5}, {"talks.refused > 1", 12},
        {"talks.signed == 2 and talks.refused == 1 and not agreed", 3}, {"counted", 3}};

    for (size_t i = 0; i < sizeof(each) / sizeof(*each); i++) {
        const double exact[] = {1.0, 1.0};
        char text[1500];
        snprintf(text, sizeof(text),
            RUN(100, 82, 12) REFUSED_ONCE
            "events: { counted = \"if(talks.refused == 1, 1, 0)\"; };"
            "truce: { in_force = true; causes: { c: { hazard = \"if(%s, inf, 0)\"; }; }; };"
            "checks = (\"P(truce.months == %d) > 0\", \"P(%s) > 0\");",
            each[i].condition, each[i].months,
            each[i].months < 3    ? "signed and talks.signed == 2 and talks.refused == 0"
            : each[i].months < 4  ? "signed and talks.signed == 2 and talks.refused == 1"
            : each[i].months < 5  ? "not agreed and talks.signed == 4 and talks.refused == 1"
            : each[i].months < 13 ? "agreed and talks.month == 5 and talks.refused == 1"
                                  : "false");
        scenario_text_compare(text, exact);
    }
}

/* A collapse in month 3 ends the talks: neither the answer of that month nor a later signature is ever seen. */
static void signatures_after_a_collapse(void)
{
    scenario_text_compare(RUN(100, 83, 12) REFUSED_ONCE
        "events: { e: { at = 3; lasts = 1; }; };"
        "truce: { in_force = true; renews = 1;"
        "causes: { c: { hazard = \"if(e or talks.refused > 0 or talks.signed == 4, inf, 0)\"; }; }; };"
        "checks = (\"P(truce.spells == 2 and truce.at_peace and truce.months == 2) > 0\","
        "\"P(signed and talks.signed == 2 and talks.refused == 0 and not agreed) > 0\");",
        (const double[]){1.0, 1.0});
}

/* Without talks the deal of month 0 waits for its answer all the same; an answer after the horizon is none. */
static void ratification_without_talks(void)
{
    static const char form[] =
        RUN(40000, 76, 12) "ratification: { duma: { takes = %d; }; };"
                           "truce: { in_force = true; causes: { c: { hazard = \"if(agreed, 0, 0.1)\"; }; }; };"
                           "checks = (\"P(truce.held) > 0\", \"P(agreed) > 0\", \"P(signed) > 0\");";
    char text[1000];

    snprintf(text, sizeof(text), form, 5);
    scenario_text_compare(text, (const double[]){exp(-0.5), exp(-0.5), 1.0});
    snprintf(text, sizeof(text), form, 12);
    scenario_text_compare(text, (const double[]){exp(-1.2), exp(-1.2), 1.0});
    snprintf(text, sizeof(text), form, 13);
    scenario_text_compare(text, (const double[]){exp(-1.2), 0.0, 1.0});
}

/* --- guarantees --------------------------------------------------------------------------------------------------- */

/* Months of a guarantee count from the deal where `given` looks at it, directly or through an event; else from month 1.
 * The truce collapses in the first month in which it is in force. */
static void guarantees(void)
{
    static const struct {
        const char *guarantee;
        int months;
    } each[] = {{"given = \"agreed\";", 6}, {"given = \"deal.d == 'x'\"; starts = 3;", 8},
        {"given = \"agreed and late\"; starts = 2; lasts = 3;", 8}, {"given = \"agreed and late\"; lasts = 2;", 16},
        {"given = \"sure\"; starts = 3;", 8}, {"given = \"deal.d == 'y'\";", 16}, {"starts = 3;", 2},
        {"given = \"late\"; starts = 3; lasts = 6;", 16}, {"given = \"late\"; starts = 3; lasts = 7;", 8},
        {"given = \"agreed\"; starts = \"if(late, 1, 9)\";", 8}, {"given = \"deal.d != 'y'\";", 6},
        {"given = \"not (deal.d == 'y')\"; lasts = 9;", 6}, {"given = \"deal.d != 'y'\"; starts = 3;", 8}};

    for (size_t i = 0; i < sizeof(each) / sizeof(*each); i++) {
        const double exact[] = {1.0, 1.0};
        char text[1500];
        snprintf(text, sizeof(text),
            RUN(100, 73, 16) DEAL_IN_MONTH_6
            "events: { late: { at = 9; }; sure = \"if(agreed, 1, 0)\"; };"
            "guarantees: { g: { %s honoured = 0; }; };"
            "truce: { in_force = true; causes: { c: { hazard = \"if(g.in_force, inf, 0)\"; }; }; };"
            "checks = (\"P(truce.months == %d) > 0\", \"P(g.tested == %d and g.failed == g.tested) > 0\");",
            each[i].guarantee, each[i].months, each[i].months < 16 ? 1 : 0);
        scenario_text_compare(text, exact);
    }
}

/* A guarantee of the deal contains later violations that would break the truce; before the deal it is no help. */
static void guarantee_of_the_deal(void)
{
    const double before = exp(-6.0 * 0.1), exact[] = {before, before, 1.0 - before};

    scenario_text_compare(RUN(40000, 74, 16) DEAL_IN_MONTH_6
        "guarantees: { g: { given = \"agreed\"; honoured = \"100%\"; }; };"
        "truce: { in_force = true; causes: { c: { hazard = 0.1; }; }; };"
        "checks = (\"P(truce.held) > 0\", \"P(g.in_force) > 0\", \"P(g.tested == 0 and not g.in_force) > 0\");",
        (const double[]){exact[0], exact[1], exact[2]});
}

int main(void)
{
    CU_TestInfo tests[] = {{"constant hazard", constant_hazard}, {"deal after a stage", deal_after_a_stage},
        {"names by month", names_by_month}, {"collapse and deal in one month", collapse_and_deal_in_one_month},
        {"deal between months", deal_between_months}, {"without talks", without_talks}, {"age", age},
        {"force follows the deal", force_follows_the_deal},
        {"departures begin with the deal", departures_begin_with_the_deal},
        {"events that depend on the deal", events_that_depend_on_the_deal}, {"coupled events", coupled_events},
        {"timed events", timed_events}, {"events of the talks", events_of_the_talks},
        {"state at the signature", state_at_the_signature}, {"ratification", ratification},
        {"signatures by month", signatures_by_month}, {"signatures after a collapse", signatures_after_a_collapse},
        {"events before the start", events_before_the_start},
        {"force of a deal in the last month", force_of_a_deal_in_the_last_month},
        {"ratification without talks", ratification_without_talks}, {"guarantees", guarantees},
        {"guarantee of the deal", guarantee_of_the_deal}, CU_TEST_INFO_NULL};

    return ent_run_suite("truces in force", tests);
}
