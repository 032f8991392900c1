/* Truces: timed events, departures, the force in place, hazards, and draws without a deal. Statistical
 * comparisons: 4.5 standard errors, false alarm 7e-6 each, fixed seeds. In every test the recorder must count exactly
 * the same as the model for runs. */
#include "simulate/truce_pair.h"

/* --- departures --------------------------------------------------------------------------------------------------- */

static void constant_departures(void)
{
    const double stay = pow(0.7, 1.0 / 12.0); /* a month */
    const double exact[] = {pow(stay, 1), pow(stay, 6), pow(stay, 12), pow(stay, 12), 1.0, pow(stay, 12)};
    static const int months[] = {1, 6, 12};

    for (size_t i = 0; i < 3; i++) { /* in outcomes, of the last month followed */
        const double here[] = {exact[i], exact[i], 1.0};
        char text[600];
        snprintf(text, sizeof(text),
            "run: { worlds = 1; replications = 60000; seed = 21; horizon = %d; };"
            "contributors: { a: { troops = 10; leaves = \"30%%\"; }; b: { troops = 5; joins = 0.5; }; };"
            "force: { required = 20; };"
            "checks = (\"P(force.deployed >= 10) > 0\", \"P(force.ratio >= 0.5) > 0\","
            "\"P(force.committed == 10 + 5 * b.joins) > 0\");",
            months[i]);
        scenario_text_compare(text, here);
    }
    scenario_text_compare(
        RUN(1000, 22, 12) "contributors: { a: { troops = 10; leaves = 0; }; b: { troops = 5; leaves = 1; }; };"
                          "checks = (\"P(force.deployed == 10) > 0\");",
        exact + 4);
}

/* A chance of leaving that is 0 in some draws and 1 in others. */
static void departures_by_event(void)
{
    const double exact[] = {0.5, 1.0};

    scenario_text_compare(
        RUN(20000, 23, 6) "events: { e: 0.5; };"
                          "contributors: { a: { troops = 10; leaves = \"if(e, 1, 0)\"; }; };"
                          "checks = (\"P(force.deployed == 10) > 0\", \"P(force.deployed == if(e, 0, 10)) > 0\");",
        exact);
}

/* leaves = 20% in the first 6 months, 60% after. */
static void monthly_departures(void)
{
    const double exact[] = {pow(0.8, 0.5) * pow(0.4, 3.0 / 12.0), pow(0.8, 0.5) * pow(0.4, 3.0 / 12.0)};

    scenario_text_compare(
        RUN(60000, 24,
            9) "contributors: { a: { troops = 10; leaves = \"if(month <= 6, 0.2, 0.6)\"; }; };"
               "checks = (\"P(force.deployed == 10) > 0\", \"P(force.ratio == inf and force.deployed > 0) > 0\");",
        exact);
}

/* A violation is certain as soon as the force is below 10, so departures are seen month by month. */
static void departures_reach_the_hazard(void)
{
    double exact[12];
    char text[2500];
    size_t length = (size_t) snprintf(text, sizeof(text),
        RUN(60000, 25, 12) "contributors: { a: { troops = 10; leaves = \"50%%\"; }; };"
                           "truce: { causes: { c: { hazard = \"if(force.deployed < 10, inf, 0)\"; }; }; }; checks = (");

    for (int m = 1; m <= 12; m++) {
        exact[m - 1] = 1.0 - pow(0.5, m / 12.0); /* collapse in month m or before */
        length += (size_t) snprintf(
            text + length, sizeof(text) - length, "%s\"P(truce.months < %d) > 0\"", m > 1 ? ", " : "", m);
    }
    snprintf(text + length, sizeof(text) - length, ");");
    compare_both(text, exact);
}

/* --- force -------------------------------------------------------------------------------------------------------- */

/* The truce collapses in the first month in which the condition holds. */
static void collapses_after(const char *contributors, const char *force, const char *condition, int months)
{
    const double exact[] = {1.0, 1.0};
    char text[1500];

    snprintf(text, sizeof(text),
        RUN(300, 26, 12) "%s %s"
                         "truce: { causes: { c: { hazard = \"if(%s, inf, 0)\"; }; }; };"
                         "checks = (\"P(truce.months == %d) > 0\", \"P(truce.cause == 'c') < 1\");",
        contributors, force, condition, months);
    compare_both(text, months < 12 ? exact : (const double[]){1.0, 0.0});
}

static void leads(void)
{
    const char *two = "contributors: { a: { troops = 10; lead_months = 3; }; b: { troops = 5; lead_months = 5.5; }; };";

    collapses_after(two, "", "force.deployed >= 10", 2);
    collapses_after(two, "", "force.deployed >= 15", 5);
    collapses_after(two, "force: { cap = 12; };", "force.deployed >= 12", 5);
    collapses_after(two, "force: { cap = 12; };", "force.deployed > 12", 12);
    collapses_after(two, "force: { cap = 14.5; };", "force.deployed == 14.5", 5);
    collapses_after(two, "force: { required = 30; };", "force.ratio == 0.5", 5);
    collapses_after(two, "force: { allowed = \"month >= 7\"; };", "force.deployed > 0", 6);
    collapses_after(two, "force: { cap = \"if(month < 8, 0, 2 * month)\"; };", "force.deployed == 15", 7);
    collapses_after(two, "force: { cap = \"month\"; };", "force.deployed == 4", 3);
    collapses_after(two, "force: { cap = \"month\"; };", "force.committed != 1", 12);
    collapses_after("contributors: { a: { troops = 10; allowed = \"month < 4\"; }; };", "", "force.deployed == 0", 3);
    collapses_after("contributors: { a: { troops = 10; allowed = \"month > 1\"; }; };", "", "force.committed > 0", 12);
    collapses_after("contributors: { a: { troops = 10; lead_months = 99; }; };", "", "force.committed == 10", 0);
}

/* A formula that a chance of leaving and a hazard share has its value in truces without a force too. */
static void leaving_and_hazard_share(void)
{
    const double exact[] = {exp(-0.7), exp(-0.7)};

    compare_both(
        RUN(40000, 44, 2) "events: { t: { at = 2; }; };"
                          "contributors: { a: { troops = 10; joins = 0.5; leaves = \"0.2 + 0.3 * t\"; }; };"
                          "truce: { causes: { c: { hazard = \"0.2 + 0.3 * t\"; }; d: { hazard = \"if(force.deployed > "
                          "99, 1, 0)\"; }; }; };"
                          "checks = (\"P(truce.held given a.joins) > 0\", \"P(truce.held given not a.joins) > 0\");",
        exact);
}

/* A departure in month 1 of 1, an arrival in the last month of 12, and one after it. */
static void last_months(void)
{
    const double leaves[] = {1.0 - pow(0.5, 1.0 / 12.0)};

    compare_both(RUN(60000, 45, 1) "contributors: { a: { troops = 10; leaves = 0.5; }; };"
                                   "truce: { causes: { c: { hazard = \"if(force.deployed < 10, inf, 0)\"; }; }; };"
                                   "checks = (\"P(truce.months == 0) > 0\");",
        leaves);
    collapses_after("contributors: { a: { troops = 10; lead_months = 12; }; };", "", "force.deployed == 10", 11);
    collapses_after("contributors: { a: { troops = 10; lead_months = 12.5; }; };", "", "force.deployed == 10", 12);
}

/* force.committed is of month 1, also where an event or a hazard reads it and `allowed` changes later. */
static void committed_by_month(void)
{
    const double exact[] = {0.5, 0.5, 0.5, 1.0};

    compare_both(
        RUN(20000, 43, 3) "events: { e: 0.5; enough: \"if(force.committed == 10, 1, 0)\"; };"
                          "contributors: { a: { troops = 10; allowed = \"e or month > 1\"; }; };"
                          "truce: { causes: { c: { hazard = \"if(force.committed == 10, 0, inf)\"; }; }; };"
                          "checks = (\"P(truce.held) > 0\", \"P(enough) > 0\", \"P(force.committed == 10) > 0\","
                          "\"P(enough == e and truce.held == e) > 0\");",
        exact);
}

static void ratio_without_requirement(void)
{
    const double exact[] = {1.0, 1.0, 0.5, 0.5};

    scenario_text_compare(
        RUN(100, 27, 3) "checks = (\"P(force.ratio == inf) > 0\", \"P(force.deployed == 0) > 0\");", exact);
    scenario_text_compare(
        RUN(20000, 27, 3) "events: { e: 0.5; }; force: { required = \"if(e, 0, 10)\"; };"
                          "checks = (\"P(force.ratio == inf or not e) > 0\", \"P(force.ratio == if(e, inf, 0)) > 0\","
                          "\"P(force.ratio == inf) > 0\", \"P(force.ratio == 0) > 0\");",
        exact);
}

/* Results of a draw without a deal. */
static void without_a_deal(void)
{
    const double exact[] = {0.5, 1.0, 1.0, 1.0, 1.0};

    compare_both(
        RUN(20000, 28,
            6) "events: { e: 0.5; t: { monthly = 1; }; };"
               "contributors: { a: { troops = 10; }; }; force: { required = 20; };"
               "parties: { p: { threshold = 0; }; }; talks: { rounds = 1; };"
               "demands: { d: { options = (\"x\"); available = (\"e\"); p: { weight = 1; scores = (1); }; }; };"
               "truce: { causes: { c: { hazard = 0.2; }; }; };"
               "checks = (\"P(agreed) > 0\", \"P(truce.held == 0 and truce.months == 0 given not agreed) > 0\","
               "\"P(truce.cause != 'c' and force.committed == 0 and month == 0 given not agreed) > 0\","
               "\"P(force.deployed == 0 and force.ratio == 0 and t == 0 given not agreed) > 0\","
               "\"P(force.committed == 10 and force.deployed == 10 and force.ratio == 0.5 and t given agreed) > 0\");",
        exact);
}

/* The settings of the force are not asked for without a deal, where talks.month is infinite. */
static void force_without_a_deal(void)
{
    const double exact[] = {0.5, 0.5};

    scenario_text_compare(
        RUN(20000, 62,
            3) "events: { e: 0.5; }; contributors: { a: { troops = 10; allowed = \"talks.month - talks.month < 1\"; }; "
               "};"
               "force: { cap = \"if(talks.month - talks.month > 1, 3, 7)\"; };"
               "parties: { p: { threshold = 0; }; }; talks: { rounds = 1; };"
               "demands: { d: { options = (\"x\"); available = (\"e\"); p: { weight = 1; scores = (1); }; }; };"
               "checks = (\"P(force.committed == 7) > 0\", \"P(not agreed and force.committed == 0) > 0\");",
        exact);
}

/* --- timed events ------------------------------------------------------------------------------------------------- */

static void geometric_onset(void)
{
    double exact[13];
    char text[2500];
    size_t length = (size_t) snprintf(text, sizeof(text),
        RUN(60000, 29, 12) "events: { t: { monthly = \"10%%\"; }; };"
                           "truce: { causes: { c: { hazard = \"if(t, inf, 0)\"; }; }; }; checks = (");

    for (int m = 1; m <= 12; m++) {
        exact[m - 1] = 1.0 - pow(0.9, m);
        length += (size_t) snprintf(text + length, sizeof(text) - length, "\"P(truce.months < %d) > 0\", ", m);
    }
    exact[12] = exact[11];
    snprintf(text + length, sizeof(text) - length, "\"P(t) > 0\");");
    compare_both(text, exact);
}

/* The chance counts only in months in which `when` holds; the month of onset is not repeated. */
static void timed_when(void)
{
    const double exact[] = {1.0 - pow(0.8, 3), 1.0 - pow(0.8, 3), 0.0};

    compare_both(
        RUN(60000, 30, 10) "events: { t: { monthly = \"20%\"; when = \"month > 2 and month <= 5\"; }; };"
                           "truce: { causes: { c: { hazard = \"if(t, inf, 0)\"; }; }; };"
                           "checks = (\"P(t) > 0\", \"P(truce.months < 5) > 0\", \"P(truce.months < 2) < 1\");",
        exact);
}

/* t lasts 3 months from its onset, and may not start twice: it is on in month 10 if it began in 8, 9 or 10. */
static void timed_lasts(void)
{
    const double began = pow(0.9, 7) * (1.0 - pow(0.9, 3));
    const double exact[] = {began, began};

    scenario_text_compare(RUN(60000, 31, 10) "events: { t: { monthly = 0.1; lasts = 3; }; };"
                                             "checks = (\"P(t) > 0\", \"P(t and truce.held) > 0\");",
        exact);
}

static void timed_at(void)
{
    const double exact[] = {0.3};
    const double surely[] = {1.0, 1.0, 1.0};

    compare_both(
        RUN(40000, 32,
            6) "events: { t: { at = 4; chance = 0.3; }; };"
               "truce: { causes: { c: { hazard = \"if(t, inf, 0)\"; }; }; }; checks = (\"P(truce.months == 3) > 0\");",
        exact);
    scenario_text_compare(
        RUN(400, 32,
            6) "events: { t: { at = 4; }; s: { at = 2; lasts = 2; }; later: { at = 5; when = \"t and not s\"; };"
               "vain: { at = 5; when = \"s\"; }; };"
               "checks = (\"P(t and not s) > 0\", \"P(later) > 0\", \"P(not vain) > 0\");",
        surely);
}

/* Earlier timed events are read by later ones in the same month. */
static void timed_after_timed(void)
{
    const double p = 0.2;
    double both = 0.0; /* onset of the second by month 5: from the month of the first on */
    double exact[1];

    for (int i = 1; i <= 5; i++) {
        both += p * pow(1.0 - p, i - 1) * (1.0 - pow(0.7, 6 - i));
    }
    exact[0] = both;
    scenario_text_compare(
        RUN(60000, 33, 5) "events: { first: { monthly = 0.2; }; second: { monthly = 0.3; when = \"first\"; }; };"
                          "checks = (\"P(second) > 0\");",
        exact);
}

/* In outcomes a timed event has the value of the draw's own last month, also where many truces collapse in it. */
static void last_month_after_collapses(void)
{
    const double exact[] = {1.0 - exp(-1.2), 1.0, 1.0, 1.0};

    compare_both(RUN(20000, 34,
                     1) "events: { e: 0.5; t: { monthly = 1; when = \"e\"; }; };"
                        "contributors: { a: { troops = \"uniform(1, 2)\"; }; };"
                        "truce: { causes: { c: { hazard = 1.2; }; }; };"
                        "checks = (\"P(not truce.held) > 0\", \"P(t == e) > 0\", \"P(force.deployed == a.troops) > 0\","
                        "\"P(month == 1) > 0\");",
        exact);
    compare_both(RUN(20000, 35,
                     3) "events: { e: 0.5; t: { at = 2; when = \"e\"; }; };"
                        "contributors: { a: { troops = \"uniform(1, 2)\"; }; };"
                        "truce: { causes: { c: { hazard = \"if(month < 3, 0, 1.2)\"; }; }; };"
                        "checks = (\"P(not truce.held) > 0\", \"P(t == e) > 0\", \"P(force.deployed == a.troops) > 0\","
                        "\"P(month == 3) > 0\");",
        exact);
}

/* --- violations --------------------------------------------------------------------------------------------------- */

/* One violation a month at most, each contained: their number is binomial. */
static void contained_violations(void)
{
    const double p = 1.0 - exp(-0.3);
    const double exact[] = {pow(1.0 - p, 4), 4.0 * p * pow(1.0 - p, 3), 6.0 * p * p * pow(1.0 - p, 2), 1.0};

    compare_both(RUN(60000, 36, 4) "truce: { causes: { c: { hazard = 0.3; contained = 1; }; }; };"
                                   "checks = (\"P(truce.violations == 0) > 0\", \"P(truce.violations == 1) > 0\","
                                   "\"P(truce.violations == 2) > 0\", \"P(truce.held and truce.cause != 'c') > 0\");",
        exact);
}

/* An infinite hazard violates every month: contained every time with chance 0.5. */
static void infinite_hazard(void)
{
    const double exact[] = {0.5, 0.25, 0.0625, 0.0625, 0.125};

    compare_both(
        RUN(60000, 37, 4) "truce: { causes: { small: { hazard = 3; };"
                          "c: { hazard = \"inf\"; contained = 0.5; }; }; };"
                          "checks = (\"P(truce.months == 0) > 0\", \"P(truce.months == 1) > 0\", \"P(truce.held) > 0\","
                          "\"P(truce.violations == 4) > 0\", \"P(truce.months == 2 and truce.cause == 'c') > 0\");",
        exact);
}

/* The same when the truce's state changes in month 4: the cumulative hazard of the interval before ends there. */
static void infinite_hazard_in_intervals(void)
{
    const double exact[] = {0.5, 0.25, 0.125, 0.125};

    compare_both(
        RUN(60000, 46, 6) "events: { t: { at = 4; }; };"
                          "truce: { causes: { c: { hazard = \"inf\"; contained = \"if(t, 0.5, 1)\"; }; }; };"
                          "checks = (\"P(truce.months == 3) > 0\", \"P(truce.months == 4) > 0\", \"P(truce.held) > 0\","
                          "\"P(truce.violations == 6) > 0\");",
        exact);
}

/* The chance of containment may vary by draw, by world and by month; a distribution is sampled once a draw. */
static void varying_containment(void)
{
    const double v = 1.0 - exp(-0.7);
    const double exact[] = {0.5 * (1.0 - v * 0.1) + 0.5 * (1.0 - v * 0.9)};
    const double uniform[] = {1.0 / 3.0}; /* both violations contained: mean of u^2 */
    const double monthly[] = {0.2 * 0.4 * 0.6};

    compare_both(RUN(60000, 38, 1) "events: { e: 0.5; };"
                                   "truce: { causes: { c: { hazard = 0.7; contained = \"if(e, 0.9, 0.1)\"; }; }; };"
                                   "checks = (\"P(truce.held) > 0\");",
        exact);
    compare_both(RUN(60000, 39, 2) "truce: { causes: { c: { hazard = \"inf\"; contained = \"uniform(0, 1)\"; }; }; };"
                                   "checks = (\"P(truce.held) > 0\");",
        uniform);
    compare_both(RUN(60000, 40, 3) "truce: { causes: { c: { hazard = \"inf\"; contained = \"0.2 * month\"; }; }; };"
                                   "checks = (\"P(truce.held) > 0\");",
        monthly);
}

static void no_cause(void)
{
    const double exact[] = {1.0, 1.0, 1.0};

    scenario_text_compare(
        RUN(10, 41, 60) "checks = (\"P(truce.held) > 0\", \"P(truce.months == 60 and month == 60) > 0\","
                        "\"P(truce.violations == 0) > 0\");",
        exact);
}

/* The share of a cause among violations is its share of the hazard. */
static void shares_of_causes(void)
{
    const double v = 1.0 - exp(-1.0);
    const double exact[] = {v * 0.2, v * 0.5, 0.0, v * 0.3};

    compare_both(RUN(60000, 42, 1) "truce: { causes: { a: { hazard = 0.2; }; b: { hazard = 0.5; };"
                                   "none: { hazard = 0; }; c: { hazard = 0.3; }; }; };"
                                   "checks = (\"P(truce.cause == 'a') > 0\", \"P(truce.cause == 'b') > 0\", "
                                   "\"P(truce.cause == 'none') < 1\","
                                   "\"P(truce.cause == 'c') > 0\");",
        exact);
}

/* --- event-driven ---------------------------------------------------------------------------------------------------
 */

/* A cap that never binds prevents proportional hazards, so that truces are followed monthly. */
#define SCENARIO(cap, end)                                                                                             \
    "run: { worlds = 40; replications = 100; seed = 77; horizon = 36; };"                                              \
    "factors: { k = \"uniform(0.4, 0.9)\"; s = \"uniform(20, 60)\"; f = \"normal(0, 1)\"; };"                          \
    "events: { a: { monthly = \"logistic(-3 + f)\"; }; b: { monthly = \"if(a, 20%, 2%)\"; when = \"not a or f > 0\"; " \
    "lasts = \"uniform(1, 9)\"; }; c: { at = \"uniform(0.5, 20)\"; chance = \"if(b, 80%, 30%)\"; lasts = 5; }; };"     \
    "contributors: { x: { troops = \"uniform(5, 9)\"; lead_months = \"uniform(0, 8)\"; leaves = \"if(a, 60%, 5%)\"; "  \
    "};"                                                                                                               \
    "y: { troops = 4; joins = 0.6; leaves = 0.2; lead_months = 2.5; }; z: { troops = 3; allowed = \"not c\"; }; };"    \
    "force: { required = 14; cap = \"if(b, 10, 100)\"; };"                                                             \
    "truce: { causes: {"                                                                                               \
    "p: { hazard = \"" cap "0.7 * weibull_hazard(k, s) * if(a, 2, 1) * exp(-force.ratio)" end "\"; "                   \
    "contained = \"if(force.deployed > 6, 70%, 30%)\"; };"                                                             \
    "q: { hazard = \"" cap "if(b, 0.02, 0.3 * weibull_hazard(0.5, 40)) + 0.001 * (1 + c)" end "\"; };"                 \
    "r: { hazard = \"" cap "0.01 * f ^ 2" end "\"; contained = 0.5; }; }; };"                                          \
    "checks = (\"P(truce.held) > 0\");"

static void event_driven_equals_monthly(void)
{
    scenario_text texts[2];
    ent_simulator simulator[2] = {{.block = {.model = NULL}}, {.block = {.model = NULL}}};
    bool open = scenario_text_open(&texts[0], SCENARIO("", ""), NULL);

    open = scenario_text_open(&texts[1], SCENARIO("min(1e9, ", ")"), NULL) && open;
    CU_ASSERT_TRUE_FATAL(open);
    CU_ASSERT_TRUE(texts[0].model.truce.event_driven);
    CU_ASSERT_FALSE(texts[1].model.truce.event_driven);
    for (size_t s = 0; s < 2; s++) {
        CU_ASSERT_EQUAL_FATAL(ent_simulator_init(&simulator[s], &texts[s].model, 40), ENT_OK);
        ent_simulator_set_worlds(&simulator[s], 0, 40, 100, false);
    }
    for (uint64_t first = 0; first < 4000; first += 200) {
        const ent_truce_plan *p = &texts[0].model.truce, *q = &texts[1].model.truce;
        const ent_register a[] = {p->held, p->months, p->violations, p->cause};
        const ent_register b[] = {q->held, q->months, q->violations, q->cause};
        for (size_t s = 0; s < 2; s++) {
            CU_ASSERT_EQUAL(ent_simulator_run(&simulator[s], first, 200), ENT_OK);
            CU_ASSERT_PTR_NULL(ent_active_truces_check(&simulator[s].truces.active));
        }
        for (size_t k = 0; k < 4; k++) {
            const double *x = simulator[0].block.draw[a[k]], *y = simulator[1].block.draw[b[k]];
            CU_ASSERT_EQUAL(memcmp(x, y, 200 * sizeof(double)), 0);
        }
    }
    for (size_t s = 0; s < 2; s++) {
        ent_simulator_free(&simulator[s]);
        scenario_text_close(&texts[s]);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"event-driven equals monthly", event_driven_equals_monthly},
        {"constant departures", constant_departures}, {"departures by event", departures_by_event},
        {"monthly departures", monthly_departures}, {"departures reach the hazard", departures_reach_the_hazard},
        {"leads", leads}, {"committed by month", committed_by_month},
        {"ratio without requirement", ratio_without_requirement}, {"without a deal", without_a_deal},
        {"force without a deal", force_without_a_deal}, {"geometric onset", geometric_onset},
        {"timed when", timed_when}, {"timed lasts", timed_lasts}, {"timed at", timed_at},
        {"timed after timed", timed_after_timed}, {"last month after collapses", last_month_after_collapses},
        {"contained violations", contained_violations}, {"infinite hazard", infinite_hazard},
        {"infinite hazard in intervals", infinite_hazard_in_intervals},
        {"leaving and hazard share", leaving_and_hazard_share}, {"last months", last_months},
        {"varying containment", varying_containment}, {"no cause", no_cause}, {"shares of causes", shares_of_causes},
        CU_TEST_INFO_NULL};

    return ent_run_suite("truce", tests);
}
