/* Events during the talks and settings by round, against exact probabilities. */
#include "both_ways.h"

#define RUN(replications, horizon)                                                                                     \
    "run: { worlds = 1; replications = " #replications "; seed = 12; start = \"2025-09\"; horizon = " #horizon "; };"

/* Two options of the same worth, so that only thresholds, costs, stages and exclusions decide. */
#define DEMAND "demands: { d: { options = (\"x\", \"y\"); p: { weight = 1; scores = (0.5, 0.5); }; }; };"

/* A deal in round 5 of months 1, 2, …. */
#define DEAL_IN_MONTH_5 "talks: { rounds = 12; }; parties: { p: { threshold = 0.55; war_cost = 0.01; }; };" DEMAND

/* A threshold that falls from 0.9 to 0.4 with an event of chance 0.2 a month. */
static void geometric_onset(void)
{
    double exact[14];
    char text[3000];
    size_t length = (size_t) snprintf(text, sizeof(text),
        RUN(40000, 2) "events: { e: { monthly = 0.2; during = \"talks\"; }; }; talks: { rounds = 6; };"
                      "parties: { p: { threshold = \"if(e, 0.4, 0.9)\"; }; };" DEMAND "checks = (");

    for (int m = 1; m <= 6; m++) {
        exact[m - 1] = 1.0 - pow(0.8, m);
        length += (size_t) snprintf(text + length, sizeof(text) - length, "\"P(talks.month <= %d) > 0\", ", m);
    }
    exact[6] = exact[7] = 1.0;
    snprintf(text + length, sizeof(text) - length,
        "\"P(p.threshold == if(agreed, 0.4, 0.9)) > 0\", \"P(e == agreed) > 0\");");
    scenario_text_compare(text, exact);
}

/* Rounds of two months see an event that has begun and still lasts: an onset in month 2, 4 or 6 where it lasts one
 * month. */
static void rounds_of_two_months(void)
{
    const double q = 0.8;
    const double one[] = {q * 0.2, q * 0.2 + q * q * q * 0.2, q * 0.2 + pow(q, 3) * 0.2 + pow(q, 5) * 0.2};
    const double two[] = {1.0 - q * q, 1.0 - pow(q, 4), 1.0 - pow(q, 6)};
    static const char *const lasts[] = {"1", "2"};

    for (size_t i = 0; i < 2; i++) {
        char text[1000];
        snprintf(text, sizeof(text),
            RUN(40000, 2) "events: { e: { monthly = 0.2; during = \"talks\"; lasts = %s; }; };"
                          "talks: { rounds = 3; months_per_round = 2; };"
                          "parties: { p: { threshold = \"if(e, 0.4, 0.9)\"; }; };" DEMAND
                          "checks = (\"P(talks.round <= 1) > 0\", \"P(talks.round <= 2) > 0\", \"P(agreed) > 0\");",
            lasts[i]);
        scenario_text_compare(text, i == 0 ? one : two);
    }
}

/* Rounds of half a month: round 2 is the first after the events of month 1; in round 3 an event of one month still
 * lasts, in round 4, month 2, it does not. */
static void rounds_of_half_a_month(void)
{
    static const double exact[] = {1.0, 1.0, 1.0};
    static const char *const first[] = {"e", "e and calendar >= 1.5", "calendar >= 1.5 and not e"};
    static const int round[] = {2, 3, 4};

    for (size_t i = 0; i < 3; i++) {
        char text[1000];
        snprintf(text, sizeof(text),
            RUN(400, 2) "events: { e: { at = 1; lasts = 1; during = \"talks\"; }; };"
                        "talks: { rounds = 8; months_per_round = 0.5; };"
                        "parties: { p: { threshold = \"if(%s, 0.4, 0.9)\"; }; };" DEMAND
                        "checks = (\"P(talks.round == %d) > 0\");",
            first[i], round[i]);
        scenario_text_compare(text, exact);
    }
}

/* The chance of a stage is that of each month: 0.2, and 0.4 from month 3 on; the next stage begins a month later. */
static void stages(void)
{
    const double by[] = {0.2, 0.36, 1.0 - 0.64 * 0.6, 1.0 - 0.64 * 0.36};
    const double second[] = {0.2 * 0.5, 0.2 * 0.75 + 0.8 * 0.2 * 0.5};

    scenario_text_compare(RUN(40000, 2) "events: { e: { at = 3; during = \"talks\"; }; };"
                                        "talks: { rounds = 6; stages: { s: \"0.2 * if(e, 2, 1)\"; }; };"
                                        "parties: { p: { threshold = 0.1; }; };" DEMAND
                                        "checks = (\"P(talks.month <= 1) > 0\", \"P(talks.month <= 2) > 0\","
                                        "\"P(talks.month <= 3) > 0\", \"P(talks.month <= 4) > 0\");",
        by);
    scenario_text_compare(RUN(40000, 2) "talks: { rounds = 6; stages: { s: \"if(calendar < 9, 0.2, 0)\"; t: 0.5; }; };"
                                        "parties: { p: { threshold = 0.1; }; };" DEMAND
                                        "checks = (\"P(talks.month <= 2) > 0\", \"P(talks.month <= 3) > 0\");",
        second);
}

/* The deal comes in the round in which the event is seen: in month `month` of the talks, or (0) never. */
static void deal_with(const char *event, int month)
{
    static const double exact[] = {1.0};
    char text[1000];

    snprintf(text, sizeof(text),
        RUN(200, 2) "events: { e: { during = \"talks\"; %s }; }; talks: { rounds = 12; };"
                    "parties: { p: { threshold = \"if(e, 0.4, 0.9)\"; }; };" DEMAND
                    "checks = (\"P(agreed == %d and (not agreed or talks.month == %d)) > 0\");",
        event, month > 0, month);
    scenario_text_compare(text, exact);
}

static void dates(void)
{
    deal_with("at = \"2026-01\";", 4); /* month 0 is September 2025 */
    deal_with("at = \"2026-09\";", 12);
    deal_with("at = \"2026-10\";", 0);
    deal_with("at = \"2025-09\";", 1);             /* month 0: known in round 1 */
    deal_with("at = \"2024-09\";", 1);             /* before the start: it has happened, if it still lasts */
    deal_with("at = \"2024-09\"; lasts = 13;", 0); /* to September 2025 */
    deal_with("at = \"2024-09\"; lasts = 14;", 1);
    deal_with("at = \"2024-09\"; when = \"calendar >= 1\";", 0); /* `when` is that of month 0 */
    deal_with("at = 3; when = \"calendar == '2025-12'\";", 3);
    deal_with("at = 2; every = 4; when = \"calendar >= 5\";", 6);
    deal_with("at = -7; every = 4; lasts = 5; when = \"calendar < 1\";", 1); /* the trial of month -3 */
    deal_with("at = -7; every = 4; lasts = 4; when = \"calendar < 1\";", 0);
    deal_with("monthly = 1; every = 3; when = \"calendar > 4\";", 7);
    deal_with("monthly = 1; when = \"calendar != 1\";", 2);
}

/* R(k) = threshold - war_cost(k) * m_k, with the cost of round k for all months: 0.9 - 0.1 * 4. */
static void war_cost(void)
{
    static const double exact[] = {1.0, 1.0};

    scenario_text_compare(
        RUN(200, 2) "parties: { p: { threshold = 0.9; war_cost = \"if(calendar >= '2026-01', 0.1, 0)\";"
                    "}; };" DEMAND "checks = (\"P(talks.month == 4) > 0\", \"P(p.threshold == 0.9) > 0\");",
        exact);
}

/* Acceptance need not grow: a window in rounds 3 and 4 of which the first is taken, unless stages take longer. */
static void window(void)
{
    const double exact[] = {1.0 - pow(0.5, 3), 1.0 - pow(0.5, 4), 1.0 - pow(0.5, 4)}; /* stage by month 3, by 4 */

    scenario_text_compare(RUN(40000, 2) "events: { e: { at = 3; lasts = 2; during = \"talks\"; }; };"
                                        "talks: { rounds = 9; stages: { s: 0.5; }; };"
                                        "parties: { p: { threshold = 0.1; }; };"
                                        "demands: { d: { options = (\"x\", \"y\"); available = (\"e\", \"false\");"
                                        "p: { weight = 1; scores = (0.5, 0.5); }; }; };"
                                        "checks = (\"P(talks.month == 3) > 0\", \"P(agreed) > 0\", \"P(e) > 0\");",
        exact);
}

/* A refusal by round: the option is refused with 0.7 before the event and 0.2 after it, by one uniform. */
static void refusal(void)
{
    const double exact[] = {0.3, 0.8};

    scenario_text_compare(
        RUN(40000, 2) "events: { e: { at = 4; during = \"talks\"; }; }; talks: { rounds = 9; };"
                      "parties: { p: { threshold = 0.1; }; };"
                      "demands: { d: { options = (\"x\", \"y\"); available = (\"true\", \"false\");"
                      "p: { weight = 1; scores = (0.5, 0.5); refuses = (\"if(e, 0.2, 0.7)\", 0); }; }; };"
                      "checks = (\"P(talks.month < 4) > 0\", \"P(talks.month <= 4) > 0\");",
        exact);
}

/* The state at the signature stays afterwards; without a deal, that of the last round. */
static void state_afterwards(void)
{
    const double open = pow(0.9, 5.0);
    const double deal[] = {1.0 - open, 1.0 - open, 1.0 - open, open};
    const double none[] = {1.0 - pow(0.9, 7.0), 1.0 - pow(0.9, 7.0), pow(0.9, 7.0)};

    scenario_text_compare(
        RUN(40000, 6) "events: { e: { monthly = 0.1; during = \"talks\"; }; later = \"if(e and agreed, 1, 0)\"; "
                      "};" DEAL_IN_MONTH_5 "truce: { causes: { c: { hazard = \"if(e, inf, 0)\"; }; }; };"
                      "checks = (\"P(e) > 0\", \"P(later) > 0\", \"P(truce.months == 0) > 0\", \"P(truce.held) > 0\");",
        deal);
    scenario_text_compare(
        RUN(40000,
            6) "events: { e: { monthly = 0.1; during = \"talks\"; }; b: { monthly = 0.1; during = \"both\"; }; };"
               "talks: { rounds = 7; }; parties: { p: { threshold = 0.9; }; };" DEMAND
               "checks = (\"P(e) > 0\", \"P(b) > 0\", \"P(not b) > 0\");",
        none);
}

/* Without talks there is the state of month 0. */
static void without_talks(void)
{
    static const double exact[] = {1.0, 1.0, 1.0, 0.3};

    scenario_text_compare(
        RUN(40000, 6) "events: { a: { at = 0; during = \"talks\"; }; b: { at = 1; during = \"talks\"; };"
                      "c: { monthly = 1; during = \"both\"; }; d: { at = -2; chance = 0.3; during = \"both\"; }; };"
                      "checks = (\"P(a) > 0\", \"P(not b) > 0\", \"P(c) > 0\", \"P(d) > 0\");",
        exact);
}

/* "both": an event of 0.1 a month goes on in the truce, whose month 1 is month 6 of the talks. */
static void on_through_the_truce(void)
{
    double exact[12];
    char text[2000];
    size_t length = (size_t) snprintf(text, sizeof(text),
        RUN(40000, 12) "events: { e: { monthly = 0.1; during = \"both\"; }; };" DEAL_IN_MONTH_5
                       "truce: { causes: { c: { hazard = \"if(e, inf, 0)\"; }; }; }; checks = (");

    for (int m = 1; m <= 12; m++) {
        exact[m - 1] = 1.0 - pow(0.9, 5 + m);
        length += (size_t) snprintf(
            text + length, sizeof(text) - length, "%s\"P(truce.months < %d) > 0\"", m > 1 ? ", " : "", m);
    }
    snprintf(text + length, sizeof(text) - length, ");");
    compare_both(text, exact);
}

/* One event began in the talks, the other begins in the truce, listed in either order: that of the talks ends the truce
 * at once, the other one does in month 3. */
static void of_talks_and_of_truce(void)
{
    static const double exact[] = {1.0, 0.0, 1.0};
    static const char talks[] = "e: { monthly = \"if(calendar < 3, 1, 0)\"; during = \"both\"; };";
    static const char truce[] = "t: { at = 3; };";
    static const char *const order[][2] = {{talks, truce}, {truce, talks}};

    for (size_t i = 0; i < 4; i++) {
        char text[2000];
        (void) snprintf(text, sizeof(text),
            RUN(400, 12) "events: { %s%s };" DEAL_IN_MONTH_5
                         "truce: { causes: { c: { hazard = \"if(%s, inf, 0)\"; }; }; };"
                         "checks = (\"P(truce.months < 5) > 0\", \"P(truce.months == %s) > 0\","
                         " \"P(truce.months == %s) > 0\");",
            order[i % 2][0], order[i % 2][1], i < 2 ? "e" : "t", i < 2 ? "2" : "0", i < 2 ? "0" : "2");
        scenario_text_compare(text, exact);
    }
}

/* P(the truce ends in month 1), P(… by month 3) of events that end it. */
static void ends_with(const char *event, double first, double third)
{
    const double exact[] = {first, third};
    char text[1000];

    snprintf(text, sizeof(text),
        RUN(40000, 12) "events: { e: { during = \"both\"; %s }; };" DEAL_IN_MONTH_5
                       "truce: { causes: { c: { hazard = \"if(e, inf, 0)\"; }; }; };"
                       "checks = (\"P(truce.months < 1) > 0\", \"P(truce.months < 3) > 0\");",
        event);
    compare_both(text, exact);
}

static void both_kinds(void)
{
    double q = 0.9;

    ends_with("monthly = 0.1; lasts = 2;", pow(q, 4) * 0.1 + pow(q, 5) * 0.1, pow(q, 4) * (1.0 - pow(q, 4)));
    ends_with("at = 3; chance = 0.5; lasts = 4;", 0.5, 0.5); /* months 3 to 6 */
    ends_with("at = 3; chance = 0.5; lasts = 3;", 0.0, 0.0);
    ends_with("at = 3; chance = 0.5;", 0.5, 0.5);
    ends_with("at = \"2026-05\"; chance = 0.5; lasts = 1;", 0.0, 0.5); /* month 8 */
    ends_with("at = \"2026-02\"; chance = 0.5; lasts = 1;", 0.0, 0.0); /* month 5: the month of the signature */
    ends_with("at = \"2026-03\"; chance = 0.5; lasts = 1;", 0.5, 0.5);
    ends_with("at = 2; every = 3; chance = 0.3; lasts = 2;", 0.3, 1.0 - 0.7 * 0.7); /* 2, 5, 8 */
    ends_with("at = 2; every = 3; chance = 0.3; lasts = 1;", 0.0, 0.3);
    ends_with("at = 2; every = 3; chance = 0.3;", 1.0 - 0.7 * 0.7, 1.0 - 0.7 * 0.7 * 0.7);
    ends_with("at = -4; every = 5; chance = 0.3; lasts = 6;", 1.0 - 0.7 * 0.7, 1.0 - 0.7 * 0.7); /* -4, 1, 6 */
}

/* A deal signed in month 5 that enters into force in month 7: month 1 of the truce is month 8. An event with a month
 * of its own has happened by then, if it still lasts. */
static void while_ratified(const char *event, double first, double third)
{
    const double exact[] = {first, third};
    char text[1000];

    snprintf(text, sizeof(text),
        RUN(40000, 12) "events: { e: { during = \"both\"; %s }; };" DEAL_IN_MONTH_5
                       "ratification: { r: { takes = 2; }; };"
                       "truce: { causes: { c: { hazard = \"if(e, inf, 0)\"; }; }; };"
                       "checks = (\"P(truce.months < 1) > 0\", \"P(truce.months < 3) > 0\");",
        event);
    compare_both(text, exact);
}

/* The months in which a signed deal waits are played: month 1 of the truce is month 8. */
static void monthly_while_ratified(void)
{
    const double p = 0.1, q = 0.9;

    while_ratified("monthly = 0.1;", 1.0 - pow(q, 8.0), 1.0 - pow(q, 10.0));
    /* month 8 is within a run of 2 months that began in month 7 or 8; by month 10 */
    while_ratified("monthly = 0.1; lasts = 2;", pow(q, 6.0) * p * (1.0 + q), pow(q, 6.0) * (1.0 - pow(q, 4.0)));
    while_ratified("monthly = 0.1; lasts = 1;", pow(q, 7.0) * p, pow(q, 7.0) * (1.0 - pow(q, 3.0)));
    while_ratified("monthly = \"if(calendar == 6, 0.5, 0)\"; when = \"calendar >= 1\";", 0.5, 0.5);
    while_ratified("monthly = 0.5; when = \"calendar == 7\"; lasts = 2;", 0.5, 0.5);
    while_ratified("monthly = 0.5; when = \"calendar == 7\"; lasts = 1;", 0.0, 0.0);
    while_ratified("at = 6; chance = \"if(calendar == 6, 0.5, 0)\"; when = \"calendar >= 1\";", 0.5, 0.5);
    while_ratified("at = 2; every = 4; chance = 0.5; when = \"calendar == 6\";", 0.5, 0.5);
    while_ratified("at = 2; every = 4; chance = 0.5; when = \"calendar >= 8\";", 0.0, 0.5);
    while_ratified("monthly = 0.1; every = 1; lasts = 2;", 1.0 - pow(q, 2.0), 1.0 - pow(q, 4.0)); /* 7, 8 … 10 */
}

/* The wait differs from draw to draw, and some draws do not agree: a no at once leaves the state at the
 * signature. The settings of ratification are read at the signature. */
static void waits_of_several_lengths(void)
{
    const double q = 0.9;
    const double exact[] = {0.6 * 0.5 * (1.0 - pow(q, 7.0)) + 0.6 * 0.5 * (1.0 - pow(q, 9.0)), 0.6,
        0.4 * (1.0 - pow(q, 5.0)), 1.0 - pow(q, 5.0)};

    compare_both(
        RUN(40000, 12) "events: { e: { monthly = 0.1; during = \"both\"; }; long_wait = 0.5; };" DEAL_IN_MONTH_5
                       "ratification: { r: { chance = 0.6; };"
                       "s: { takes = \"if(long_wait, 3, 1)\"; }; };"
                       "truce: { causes: { c: { hazard = \"if(e, inf, 0)\"; }; }; };"
                       "checks = (\"P(agreed and truce.months < 1) > 0\", \"P(agreed) > 0\","
                       "\"P(e and not agreed) > 0\");",
        exact);
    scenario_text_compare(RUN(40000, 12) "events: { e: { monthly = 0.1; during = \"both\"; }; };" DEAL_IN_MONTH_5
                                         "ratification: { r: { chance = \"if(e, 1, 0)\"; takes = 3; }; };"
                                         "checks = (\"P(agreed) > 0\");",
        exact + 3);
}

/* An event of the talks alone keeps its state at the signature while the deal waits, and events that read it see that.
 */
static void state_while_ratified(void)
{
    static const double exact[] = {0.0, 1.0, 1.0};

    scenario_text_compare(
        RUN(200,
            4) "events: { late: { at = 6; during = \"talks\"; }; early: { at = 5; lasts = 1; during = \"talks\"; };"
               "a: { monthly = 1; when = \"late\"; during = \"both\"; };"
               "b: { monthly = 1; when = \"early and calendar >= 7\"; during = \"both\"; }; };" DEAL_IN_MONTH_5
               "ratification: { r: { takes = 3; }; };"
               "truce: { causes: { c: { hazard = \"if(b, inf, 0)\"; }; }; };"
               "checks = (\"P(a or late) > 0\", \"P(early) > 0\", \"P(truce.months == 0) > 0\");",
        exact);
}

/* Without talks a deal is signed in month 0; half months: one of month 2.5 enters into force in month 4.5, and the
 * months 3 and 4 are played. */
static void other_signatures(void)
{
    const double q = 0.9;
    const double none[] = {1.0 - pow(q, 4.0)};
    const double half[] = {1.0 - pow(q, 5.0)};

    compare_both(RUN(40000, 4) "events: { e: { monthly = 0.1; during = \"both\"; }; };"
                               "ratification: { r: { takes = 3; }; };"
                               "truce: { causes: { c: { hazard = \"if(e, inf, 0)\"; }; }; };"
                               "checks = (\"P(truce.months == 0) > 0\");",
        none);
    compare_both(RUN(40000, 4) "events: { e: { monthly = 0.1; during = \"both\"; }; };"
                               "talks: { rounds = 12; months_per_round = 0.5; };"
                               "parties: { p: { threshold = \"if(calendar >= 2.5, 0.4, 0.9)\"; }; };" DEMAND
                               "ratification: { r: { takes = 2; }; };"
                               "truce: { causes: { c: { hazard = \"if(e, inf, 0)\"; }; }; };"
                               "checks = (\"P(talks.month == 4.5 and truce.months == 0) > 0\");",
        half);
}

static void count_deals(void *context, const ent_block *block)
{
    uint64_t *deals = context;

    for (size_t i = 0; i < block->rows; i++) {
        *deals += block->draw[block->model->talks.agreed][i] != 0.0 ? 1 : 0;
    }
}

/* A chance above 1 in a month after the last round counts once a deal that waits in it. */
static void guard_while_ratified(void)
{
    scenario_text scenario;
    ent_guard_count guard[32] = {{0}};
    uint64_t deals = 0, moved = 0;

    if (scenario_text_open(&scenario,
            RUN(2000, 4) "events: { e: { monthly = \"if(calendar == 7, 2, 0.1)\"; during = \"both\"; }; };"
                         "talks: { rounds = 5; }; parties: { p: { threshold = 0.5; war_cost = 0.01; }; };" DEMAND
                         "ratification: { r: { chance = 0.5; takes = 6; }; };"
                         "truce: { causes: { c: { hazard = \"if(e, inf, 0)\"; }; }; };",
            NULL)) {
        CU_ASSERT_FATAL(scenario.model.guards <= 32);
        scenario_text_play(&scenario.model, count_deals, &deals, guard);
        for (size_t g = 0; g < scenario.model.guards; g++) {
            moved += guard[g].moved;
        }
        CU_ASSERT(deals > 800 && deals < 1200); /* 9 standard errors around 1000 */
        CU_ASSERT_EQUAL(moved, deals);
    }
    scenario_text_close(&scenario);
}

static void ratification(void)
{
    static const double exact[] = {1.0, 1.0, 1.0, 1.0};

    while_ratified("at = 6; chance = 0.5; lasts = 2;", 0.0, 0.0); /* months 6 and 7 */
    while_ratified("at = 6; chance = 0.5; lasts = 3;", 0.5, 0.5);
    while_ratified("at = 8; chance = 0.5;", 0.5, 0.5);
    while_ratified("at = 3; chance = 0.5; lasts = 5;", 0.0, 0.0);
    while_ratified("at = 3; chance = 0.5; lasts = 6;", 0.5, 0.5);
    while_ratified("at = 2; every = 4; chance = 0.5; lasts = 2;", 0.0, 0.5); /* 2, 6, 10 */
    while_ratified("at = 2; every = 4; chance = 0.5; lasts = 3;", 0.5, 0.75);
    while_ratified("monthly = 1; when = \"calendar >= 9\";", 0.0, 1.0);
    /* refused until the event has come: the second package is signed in the round that sees it, and is ratified */
    scenario_text_compare(
        RUN(900,
            12) "events: { e: { at = 7; during = \"talks\"; }; b: { at = 7; during = \"both\"; }; };" DEAL_IN_MONTH_5
                "ratification: { r: { chance = \"if(e and b, 1, 0)\"; takes = 1; if_no = \"talks\"; }; };"
                "checks = (\"P(agreed and talks.signed == 7 and talks.month == 8) > 0\","
                "\"P(talks.refused == 1 and deal.d == 'y') > 0\", \"P(e and b) > 0\","
                "\"P(calendar == 8 + truce.months) > 0\");",
        exact);
}

/* Rows are played in pieces where the values of all rounds would take much memory: the same deals. */
static void many_rounds(void)
{
    const double exact[] = {1.0 - pow(0.99, 300.0), 1.0 - pow(0.99, 1200.0)};
    scenario_text scenario;

    static const char text[] = RUN(
        4000, 2) "events: { e: { monthly = 0.01; during = \"talks\"; }; f: { monthly = 0.5; during = \"talks\"; }; };"
                 "talks: { rounds = 1200; }; parties: { p: { threshold = \"if(e, 0.4, 0.9)\"; };"
                 "q: { threshold = \"if(f, 0.1, 0.2)\"; veto = false; }; };"
                 "demands: { d: { options = (\"x\", \"y\"); p: { weight = 1; scores = (0.5, 0.5); };"
                 "q: { weight = 1; scores = (0.5, 0.5); }; }; };"
                 "checks = (\"P(talks.month <= 300) > 0\", \"P(agreed) > 0\");";
    if (scenario_text_open(&scenario, text, NULL)) {
        ent_simulator simulator = {.block = {.model = NULL}};
        CU_ASSERT_EQUAL_FATAL(ent_simulator_init(&simulator, &scenario.model, 1), ENT_OK);
        CU_ASSERT(simulator.clock.most_rows < (size_t) ENT_BLOCK_ROWS);
        ent_simulator_free(&simulator);
    }
    scenario_text_close(&scenario);
    scenario_text_compare(text, exact);
}

int main(void)
{
    CU_TestInfo tests[] = {{"geometric onset", geometric_onset}, {"rounds of two months", rounds_of_two_months},
        {"rounds of half a month", rounds_of_half_a_month}, {"stages", stages}, {"dates", dates},
        {"war cost", war_cost}, {"window", window}, {"refusal", refusal}, {"state afterwards", state_afterwards},
        {"without talks", without_talks}, {"on through the truce", on_through_the_truce},
        {"of talks and of truce", of_talks_and_of_truce}, {"both kinds", both_kinds}, {"ratification", ratification},
        {"monthly while ratified", monthly_while_ratified}, {"waits of several lengths", waits_of_several_lengths},
        {"state while ratified", state_while_ratified}, {"other signatures", other_signatures},
        {"guard while ratified", guard_while_ratified}, {"many rounds", many_rounds}, CU_TEST_INFO_NULL};

    return ent_run_suite("during the talks", tests);
}
