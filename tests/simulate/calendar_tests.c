/* Dates, the calendar and events that may start again in the truce, against exact probabilities, in both ways of
 * following truces. */
#include "both_ways.h"

/* Talks that begin in September 2025 and end with a deal in round 5: with a threshold of 0.95 - 0.01 k. */
#define TALKS(months_per_round, rounds)                                                                                \
    "talks: { rounds = " #rounds "; months_per_round = " #months_per_round "; };"                                      \
    "demands: { d: { options = (\"x\", \"y\"); p: { weight = 1; scores = (0.9, 0.9); }; }; };"                         \
    "parties: { p: { threshold = 0.95; war_cost = \"0.01 / " #months_per_round "\"; }; };"

#define RUN(replications, horizon)                                                                                     \
    "run: { worlds = 1; replications = " #replications "; seed = 4; start = \"2025-09\"; horizon = " #horizon "; };"

/* The truce ends in the first month in which the event is active: after `months` months, or (-1) never. */
static void ends_after(const char *event, int months)
{
    static const double always[] = {1.0};
    char text[1500];

    snprintf(text, sizeof(text),
        RUN(300, 24) TALKS(1, 12) "events: { e: { %s }; };"
                                  "truce: { causes: { c: { hazard = \"if(e, inf, 0)\"; }; }; };"
                                  "checks = (\"P(truce.months == %d and truce.held == %d) > 0\");",
        event, months < 0 ? 24 : months, months < 0);
    compare_both(text, always);
}

/* The deal is in February 2026, month 5: truce month 1 is March 2026. */
static void dates(void)
{
    ends_after("at = \"2026-03\";", 0);
    ends_after("at = \"2026-06\";", 3);
    ends_after("at = \"2027-01\";", 10); /* across a year */
    ends_after("at = \"2028-02\";", 23);
    ends_after("at = \"2028-03\";", -1); /* after the horizon */
    ends_after("at = \"'2026-06'\";", 3);
    ends_after("at = \"'2026-06' - talks.month\";", 3);
    ends_after("at = 4;", 3);
    ends_after("at = \"2026-08\"; when = \"month >= 7\";", -1); /* month 6 only */
    ends_after("at = \"2026-08\"; when = \"calendar == '2026-08' and calendar == 11 and calendar == month + 5\";", 5);
}

/* The deal of month 5 enters into force 4 months later, in June 2026, after the last of 6 rounds: truce month 1 is July
 * 2026. */
static void dates_after_ratification(void)
{
    static const double always[] = {1.0, 1.0};

    compare_both(RUN(300, 24) TALKS(1, 6) "ratification: { r: { takes = 4; }; }; events: { e: { at = \"2026-09\"; }; };"
                                          "truce: { causes: { c: { hazard = \"if(e, inf, 0)\"; }; }; };"
                                          "checks = (\"P(truce.months == 2) > 0\", \"P(calendar == '2026-09') > 0\");",
        always);
}

/* An onset before month 1 has happened when the truce begins, if it still lasts; `when` is that of month 1. */
static void earlier_onsets(void)
{
    ends_after("at = \"2025-12\";", 0);
    ends_after("at = \"2025-12\"; lasts = 4;", 0); /* months -2 to 1 */
    ends_after("at = \"2025-12\"; lasts = 3;", -1);
    ends_after("at = \"2024-01\"; lasts = 26;", -1); /* before the talks: to February 2026 */
    ends_after("at = \"2024-01\"; lasts = 27;", 0);
    ends_after("at = \"2025-12\"; when = \"month == 1\";", 0);
    ends_after("at = \"2025-12\"; when = \"month == 2\";", -1);
    ends_after("at = -1; lasts = 2;", -1); /* months -1 and 0 */
    ends_after("at = -1; lasts = 3;", 0);
    ends_after("at = -1; lasts = 9; when = \"calendar >= '2026-04'\";", -1);
}

/* Rounds of half a month: the deal is 2.5 months after the start, so November 2026 (14) is truce month ceil(11.5). */
static void parts_of_months(void)
{
    static const double exact[] = {1.0, 1.0};

    compare_both(RUN(300, 24) TALKS(0.5, 24) "events: { e: { at = \"2026-11\"; }; };"
                                             "truce: { causes: { c: { hazard = \"if(e, inf, 0)\"; }; }; };"
                                             "checks = (\"P(truce.months == 11) > 0\", \"P(calendar == 14.5) > 0\");",
        exact);
}

/* `calendar` in the truce, in outcomes, and without a deal, where it is the month of the last round. */
static void calendar(void)
{
    static const double exact[] = {1.0, 1.0, 1.0};
    static const double none[] = {1.0, 1.0};

    scenario_text_compare(
        RUN(300, 24) TALKS(1, 12) "truce: { causes: { c: { hazard = \"if(calendar >= '2026-08', inf, 0)\"; }; }; };"
                                  "checks = (\"P(truce.months == 5) > 0\", \"P(calendar == '2026-08') > 0\","
                                  "\"P(calendar - month == talks.month) > 0\");",
        exact);
    scenario_text_compare(
        RUN(300, 24) TALKS(2, 4) "checks = (\"P(not agreed) > 0\", \"P(calendar == '2026-05') > 0\");", none);
}

/* Onsets with chance 0.3 in months 3, 7, 11, …, each of 2 months. */
static void every(void)
{
    double exact[24];
    char text[3000];
    size_t length = (size_t) snprintf(text, sizeof(text),
        RUN(40000, 24) "events: { e: { at = 3; chance = 0.3; every = 4; lasts = 2; }; };"
                       "truce: { causes: { c: { hazard = \"if(e, inf, 0)\"; }; }; }; checks = (");

    for (int m = 1; m <= 24; m++) {
        exact[m - 1] = 1.0 - pow(0.7, m < 3 ? 0.0 : (double) ((m - 3) / 4 + 1));
        length += (size_t) snprintf(
            text + length, sizeof(text) - length, "%s\"P(truce.months < %d) > 0\"", m > 1 ? ", " : "", m);
    }
    snprintf(text + length, sizeof(text) - length, ");");
    compare_both(text, exact);
}

/* Runs begin again after an end, and a new onset within a run lengthens it: active in the last month. */
static void runs(void)
{
    static const struct {
        int horizon, lasts;
        double exact; /* active in the last month */
    } cases[] = {{11, 2, 0.3}, {12, 2, 0.3}, {13, 2, 0.0}, {12, 6, 1.0 - 0.7 * 0.7}, {15, 9, 1.0 - 0.7 * 0.7 * 0.7},
        {12, 99, 1.0 - 0.7 * 0.7 * 0.7}, {2, 99, 0.0}};

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        char text[1000];
        snprintf(text, sizeof(text),
            "run: { worlds = 1; replications = 40000; seed = 9; horizon = %d; };"
            "events: { e: { at = 3; chance = 0.3; every = 4; lasts = %d; }; };"
            "truce: { causes: { c: { hazard = 0.000001; }; }; }; checks = (\"P(e) > 0\");",
            cases[i].horizon, cases[i].lasts);
        compare_both(text, &cases[i].exact);
    }
}

/* Trials before the truce: deal in month 5, trials in calendar months 1, 3, 5, 7: truce months -4, -2, 0, 2. */
static void earlier_trials(void)
{
    const double lasting[] = {1.0 - 0.7 * 0.7, 1.0 - 0.7 * 0.7 * 0.7, 1.0 - 0.7 * 0.7 * 0.7};
    const double good[] = {1.0 - 0.7 * 0.7 * 0.7, 1.0 - pow(0.7, 4.0), 1.0 - pow(0.7, 4.0)};
    static const char *const checks =
        "truce: { causes: { c: { hazard = \"if(e, inf, 0)\"; }; }; };"
        "checks = (\"P(truce.months < 1) > 0\", \"P(truce.months < 2) > 0\", \"P(truce.months < 3) > 0\");";
    char text[1500];

    snprintf(text, sizeof(text),
        RUN(40000, 24) TALKS(1, 12) "events: { e: { at = \"2025-10\"; chance = 0.3; every = 2; lasts = 4; }; };%s",
        checks);
    compare_both(text, lasting); /* onsets in months -2 and 0 last into month 1 */
    snprintf(text, sizeof(text),
        RUN(40000, 24) TALKS(1, 12) "events: { e: { at = \"2025-10\"; chance = 0.3; every = 2; }; };%s", checks);
    compare_both(text, good);
}

/* `monthly` with `every`: trials in months 1, 1 + n, …; with n = 1 the first onset is geometric. */
static void monthly_every(void)
{
    const double exact[] = {0.1, 1.0 - pow(0.9, 5.0), 1.0 - pow(0.9, 24.0)};
    const double third[] = {0.1, 0.19};

    compare_both(RUN(40000, 24) "events: { e: { monthly = 0.1; every = 1; lasts = 1; }; };"
                                "truce: { causes: { c: { hazard = \"if(e, inf, 0)\"; }; }; };"
                                "checks = (\"P(truce.months < 1) > 0\", \"P(truce.months < 5) > 0\","
                                "\"P(not truce.held) > 0\");",
        exact);
    compare_both(RUN(40000, 24) "events: { e: { monthly = 0.1; every = 3; lasts = 1; }; };"
                                "truce: { causes: { c: { hazard = \"if(e, inf, 0)\"; }; }; };"
                                "checks = (\"P(truce.months < 3) > 0\", \"P(truce.months < 6) > 0\");",
        third);
}

/* `when` and the chance are those of the month of each trial; a period drawn anew, and rounded months. */
static void conditions_of_trials(void)
{
    static const double when[] = {0.0, 1.0}, part[] = {1.0}, chance[] = {0.0, 1.0};

    scenario_text_compare(RUN(500, 24) "events: { e: { at = 2; every = 3; when = \"month >= 6\"; }; };"
                                       "truce: { causes: { c: { hazard = \"if(e, inf, 0)\"; }; }; };"
                                       "checks = (\"P(truce.months < 7) > 0\", \"P(truce.months < 8) > 0\");",
        when);
    scenario_text_compare(RUN(500, 24) "events: { e: { at = 2; every = 3; chance = \"if(month == 11, 1, 0)\"; }; };"
                                       "truce: { causes: { c: { hazard = \"if(e, inf, 0)\"; }; }; };"
                                       "checks = (\"P(truce.months < 10) > 0\", \"P(truce.months < 11) > 0\");",
        chance);
    /* trials in ceil(1 + 2.5 j) = 1, 4, 6, 9: the first with month > 4 is 6 */
    scenario_text_compare(RUN(500, 24) "events: { e: { at = 1; every = 2.5; when = \"month > 4\"; }; };"
                                       "truce: { causes: { c: { hazard = \"if(e, inf, 0)\"; }; }; };"
                                       "checks = (\"P(truce.months == 5) > 0\");",
        part);
}

/* Adding `every` keeps the first onset: its trial has the same random number. */
static void same_first_onset(void)
{
    static const char *const more[] = {"", "every = 5;"};
    scenario_text both[2] = {0};
    ends seen[2];

    for (size_t s = 0; s < 2; s++) {
        char text[600];
        snprintf(text, sizeof(text),
            RUN(2000, 6) "events: { e: { at = 3; chance = 0.4; %s }; }; checks = (\"P(e) > 0\");", more[s]);
        CU_ASSERT_TRUE_FATAL(scenario_text_open(&both[s], text, NULL));
        seen[s] = (ends){calloc(2000, sizeof(double)), calloc(2000, sizeof(double)), 0};
        scenario_text_play(&both[s].model, see_ends, &seen[s], NULL);
        scenario_text_close(&both[s]);
    }
    CU_ASSERT_EQUAL(memcmp(seen[0].last, seen[1].last, 2000 * sizeof(double)), 0);
    for (size_t s = 0; s < 2; s++) {
        free(seen[s].months);
        free(seen[s].last);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"dates", dates}, {"dates after ratification", dates_after_ratification},
        {"earlier onsets", earlier_onsets}, {"parts of months", parts_of_months}, {"calendar", calendar},
        {"every", every}, {"runs", runs}, {"earlier trials", earlier_trials}, {"monthly and every", monthly_every},
        {"conditions of trials", conditions_of_trials}, {"same first onset", same_first_onset}, CU_TEST_INFO_NULL};

    return ent_run_suite("calendar of the truce", tests);
}
