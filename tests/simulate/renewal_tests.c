/* New truces after a collapse, against the Markov chain that they follow, month by month in scenarios without chance,
 * and draw by draw against a replay from the documented addresses of random numbers. Statistical comparisons: 4.5
 * standard errors, false alarm 7e-6 each, fixed seeds; the rest is exact. */
#include "model/scenario_text.h"

#define RUN(replications, seed, horizon)                                                                               \
    "run: { worlds = 1; replications = " #replications "; seed = " #seed "; horizon = " #horizon "; };"

/* Talks of a party that accepts any package on the table, in the only round, which is in month 6. */
#define DEAL_IN_MONTH_6                                                                                                \
    "parties: { p: { threshold = 0.2; }; };"                                                                           \
    "demands: { d: { options = (\"x\", \"y\"); p: { weight = 1; scores = (0.5, 0.25); }; }; };"                        \
    "talks: { rounds = 1; months_per_round = 6; };"

/* --- the Markov chain --------------------------------------------------------------------------------------------- */

enum { HORIZON = 12 };

/* Probability of each state after some months: [at peace][months of peace][truces]. */
typedef struct chain {
    double p[2][HORIZON + 1][HORIZON + 1];
} chain;

/* Another month: a truce breaks with chance b, and without one a truce begins with chance r, which may break at once.
 */
static chain next_month(const chain *from, double b, double r, bool first)
{
    chain to = {{{{0.0}}}};

    for (int k = 0; k <= HORIZON; k++) {
        for (int n = 0; n <= HORIZON; n++) {
            double peace = from->p[1][k][n], war = from->p[0][k][n];
            if (peace > 0.0) {
                to.p[1][k + 1][n] += peace * (1.0 - b);
                to.p[0][k][n] += peace * b;
            }
            if (war > 0.0) {
                to.p[0][k][n] += war * (first ? 0.0 : 1.0 - r);
                to.p[1][k + 1][n + 1] += war * r * (1.0 - b);
                to.p[0][k][n + 1] += war * r * b;
            }
        }
    }
    return to;
}

/* Hazard 0.3 and renewal 25% a month for 12 months: at peace, the distributions of months of peace and of truces. */
static void markov_chain(void)
{
    const double b = 1.0 - exp(-0.3), r = 0.25;
    chain state = {{{{0.0}}}};
    double exact[2 + HORIZON + 1 + 6] = {0.0};
    char text[3000];
    size_t length = (size_t) snprintf(text, sizeof(text),
        RUN(60000, 81, 12) "truce: { renews = \"25%%\"; causes: { c: { hazard = 0.3; }; }; };"
                           "checks = (\"P(truce.at_peace) > 0\", \"P(truce.held) > 0\"");

    state.p[1][0][1] = 1.0;
    for (int m = 1; m <= HORIZON; m++) {
        state = next_month(&state, b, r, false);
    }
    for (int k = 0; k <= HORIZON; k++) {
        for (int n = 0; n <= HORIZON; n++) {
            exact[0] += state.p[1][k][n];
            exact[2 + k] += state.p[0][k][n] + state.p[1][k][n];
            if (n >= 1 && n <= 6) {
                exact[2 + HORIZON + n] += state.p[0][k][n] + state.p[1][k][n];
            }
        }
    }
    exact[1] = exp(-0.3 * HORIZON);
    for (int k = 0; k <= HORIZON; k++) {
        length += (size_t) snprintf(text + length, sizeof(text) - length, ", \"P(truce.peace_months == %d) > 0\"", k);
    }
    for (int n = 1; n <= 6; n++) {
        length += (size_t) snprintf(text + length, sizeof(text) - length, ", \"P(truce.spells == %d) > 0\"", n);
    }
    snprintf(text + length, sizeof(text) - length, ");");
    scenario_text_compare(text, exact);
}

/* --- months ------------------------------------------------------------------------------------------------------- */

/* Hazards read the month of the truce, `renews` the months since the collapse. Here a truce breaks in its month 3 and a
 * new one begins 2 months after: truces in months 1 to 3, 5 to 7 and 9 to 11. */
#define THREE_TRUCES(events, contributors, condition)                                                                  \
    RUN(200, 82, 12)                                                                                                   \
    events contributors                                                                                                \
        "truce: { renews = \"if(month == 2, 1, 0)\"; causes: { c: { hazard = \"if(month == 3, inf, 0)\"; };"           \
        " d: { hazard = \"if(" condition ", 1e9, 0)\"; contained = 1; }; }; };"

static void months_of_each_truce(void)
{
    const double exact[] = {1.0, 1.0, 1.0, 1.0, 1.0};

    scenario_text_compare(
        THREE_TRUCES("", "", "false") "checks = (\"P(truce.spells == 3) > 0\","
                                      "\"P(truce.peace_months == 6) > 0\", \"P(truce.months == 2) > 0\","
                                      "\"P(not truce.at_peace and not truce.held) > 0\","
                                      "\"P(month == 12 and truce.cause == 'c') > 0\");",
        exact);
}

/* Violations, here contained, are counted over all truces. The force arrives in month 2 of each truce and is away
 * without one; timed events go on by the clock, and so do departures. */
static void counts_over_all_truces(void)
{
    static const char force[] = "contributors: { a: { troops = 10; lead_months = 2; };"
                                " b: { troops = 1; leaves = \"if(month == 6, 1, 0)\"; }; };";
    const double exact[] = {1.0};
    char text[2000];

    scenario_text_compare(THREE_TRUCES("", "", "month < 3") "checks = (\"P(truce.violations == 6) > 0\");", exact);
    snprintf(text, sizeof(text), "%s%s", force,
        THREE_TRUCES("", "", "force.deployed >= 10 and month < 3") "checks = (\"P(truce.violations == 3) > 0\");");
    scenario_text_compare(text, exact);
    snprintf(text, sizeof(text), "%s%s", force,
        THREE_TRUCES(
            "", "", "(force.deployed == 1 or force.deployed == 11) and month < 3") "checks = (\"P(truce.violations == "
                                                                                   "3) > 0\");"); /* b leaves in month
                                                                                                     6, so 1, 2 and 5 */
    scenario_text_compare(text, exact);
    snprintf(text, sizeof(text), "%s%s", force,
        THREE_TRUCES("", "", "false") "checks = (\"P(force.deployed == 0 and force.committed == 11) > 0\");");
    scenario_text_compare(text, exact);
    scenario_text_compare(THREE_TRUCES("events: { e: { at = 6; lasts = 5; }; };", "",
                              "e and month < 3") "checks = (\"P(truce.violations == 3) > 0\");", /* 6, 9 and 10 */
        exact);
    scenario_text_compare(THREE_TRUCES("events: { e: { at = 8; }; };", "", "false") "checks = (\"P(e) > 0\");", exact);
}

/* Months of a guarantee count from month 1 of each truce; a failure stays. Months 2 of truces are 2, 6 and 10.
 * Counts are over all truces; none is in force without one. */
static void guarantees(void)
{
    static const char hold[] = "guarantees: { g: { starts = 2; lasts = 1; }; };";
    const double exact[] = {1.0, 1.0, 1.0};
    char text[2000];

    snprintf(text, sizeof(text), "%s%s", hold,
        THREE_TRUCES("", "", "g.in_force") "checks = (\"P(truce.violations == 3) > 0\", \"P(not g.in_force) > 0\");");
    scenario_text_compare(text, exact);
    for (int again = 0; again < 2; again++) { /* truces break in their month 2: 2, 5, 8 and 11 */
        snprintf(text, sizeof(text),
            RUN(100, 88, 12) "guarantees: { g: { honoured = 0; fails_for_good = %s; }; };"
                             "truce: { renews = \"if(month == 2, 1, 0)\"; causes: {"
                             " c: { hazard = \"if(month == 2, inf, 0)\"; }; }; };"
                             "checks = (\"P(g.tested == %d and g.failed == %d and g.honoured == 0) > 0\","
                             "\"P(truce.spells == 4) > 0\", \"P(not g.in_force) > 0\");",
            again == 0 ? "true" : "false", again == 0 ? 1 : 4, again == 0 ? 1 : 4);
        scenario_text_compare(text, exact);
    }
}

/* The chance may read timed events; truces that begin in the last month count. */
static void chance_by_event(void)
{
    const double exact[] = {1.0, 1.0, 1.0};

    scenario_text_compare(
        RUN(200, 83,
            9) "events: { e: { at = 9; }; };"
               "truce: { renews = \"if(e, 1, 0)\"; causes: { c: { hazard = \"if(month == 2, inf, 0)\"; }; }; };"
               "checks = (\"P(truce.spells == 2) > 0\", \"P(truce.at_peace) > 0\","
               "\"P(truce.peace_months == 2) > 0\");",
        exact);
}

/* Without `renews` there is one truce; without a deal none, with `renews` or not. */
static void one_truce_or_none(void)
{
    const double exact[] = {1.0, 1.0, 1.0};
    static const char *const renews[] = {"", "renews = 0;", "renews = \"50%\";"};

    for (size_t i = 0; i < 3; i++) {
        char text[1200];
        snprintf(text, sizeof(text),
            RUN(3000, 84, 6) "events: { e: 0.5; };"
                             "parties: { p: { threshold = 0; }; }; talks: { rounds = 1; };"
                             "demands: { d: { options = (\"x\"); available = (\"e\"); p: { weight = 1; scores = (1); };"
                             " }; }; truce: { %s causes: { c: { hazard = 0.2; }; }; };"
                             "checks = (\"P(%s or not agreed) > 0\","
                             "\"P(agreed or (truce.spells == 0 and truce.peace_months == 0)) > 0\","
                             "\"P(agreed or (not truce.at_peace and month == 0)) > 0\");",
            renews[i],
            i < 2 ? "(truce.spells == 1 and truce.peace_months == truce.months and truce.at_peace == truce.held)"
                  : "(truce.spells >= 1 and truce.peace_months >= truce.months and month == 6)");
        scenario_text_compare(text, exact);
    }
}

/* --- a truce in force --------------------------------------------------------------------------------------------- */

/* Talks that ended with the collapse in month 3 do not resume: no force comes, and the new truce has no deal. One that
 * breaks after the deal keeps it: the force of lead 2 is back in month 2 of the new truce, which has age 0. */
static void in_force(void)
{
    static const char form[] = RUN(200, 85, 16) DEAL_IN_MONTH_6
        "contributors: { a: { troops = 10; lead_months = 2; }; };"
        "truce: { in_force = true; age = 30; renews = \"if(month == 2, 1, 0)\";"
        " causes: { c: { hazard = \"if(month == %d and truce_is_first, inf, 0)\"; };"
        " d: { hazard = \"if(force.deployed > 0 or agreed, 1e9, 0)\"; contained = 1; }; }; };"
        "events: { truce_is_first: { at = 1; lasts = %d; }; };"
        "checks = (\"P(truce.spells == 2) > 0\", \"P(agreed) > 0\", \"P(truce.violations == %d) > 0\","
        "\"P(truce.at_peace and truce.peace_months == 14) > 0\");";
    char text[2000];

    snprintf(text, sizeof(text), form, 3, 3, 0);
    scenario_text_compare(text, (const double[]){1.0, 0.0, 1.0, 1.0});
    snprintf(text, sizeof(text), form, 9, 9, 8); /* months 7 and 8, and 11 to 16 */
    scenario_text_compare(text, (const double[]){1.0, 1.0, 1.0, 1.0});
}

/* Age counts in the first truce only: weibull_hazard(3, 10) at age 50 breaks a truce in month 1, at age 0 hardly. */
static void age_of_the_first_truce(void)
{
    const double first = exp(pow(5.0, 3.0) - pow(5.1, 3.0));
    const double h = pow(0.1, 3.0),
                 exact[] = {first, (1.0 - first) * exp(-h) + first * exp(pow(5.0, 3.0) - pow(5.2, 3.0))};

    scenario_text_compare(RUN(60000, 86, 2) "truce: { in_force = true; age = 50; renews = 1; causes: { c: { hazard = "
                                            "\"weibull_hazard(3, 10)\"; }; }; };"
                                            "checks = (\"P(truce.months >= 1) > 0\", \"P(truce.at_peace) > 0\");",
        (const double[]){exact[0], (1.0 - first) * exp(-h) + first * exp(pow(5.1, 3.0) - pow(5.2, 3.0))});
}

/* --- replay ------------------------------------------------------------------------------------------------------- */

static const char replayed[] = RUN(400, 87, 40) DEAL_IN_MONTH_6
    "truce: { in_force = true; renews = \"0.1 + 0.02 * month\"; causes: {"
    " c: { hazard = \"if(agreed, 0.1, 0.2)\"; contained = 0.3; };"
    " d: { hazard = \"0.05 + 0.01 * month\"; contained = 0.5; }; }; };"
    "checks = (\"P(agreed) > 0\", \"P(truce.at_peace) > 0\", \"P(truce.spells > 1) > 0\","
    "\"P(truce.peace_months > 1) > 0\");";

/* Results of a draw. */
typedef struct course {
    double agreed, held, months, cause, violations, spells, peace_months, at_peace;
} course;

typedef struct replayer {
    uint64_t seed, draw;
    const ent_kernels *kernels;
} replayer;

/* The uniform of the draw at a position and sub-address of a setting's streams. */
static double uniform(const replayer *self, const char *path, uint32_t position, uint64_t sub)
{
    uint64_t key = ent_stream_make(self->seed, path, position).key;
    double u;

    self->kernels->philox_each(1, &key, &self->draw, &sub, &u);
    return u;
}

static double exponential(const replayer *self, const char *path, uint64_t sub)
{
    return -log(uniform(self, path, ENT_POSITION_CHANCE, sub));
}

/* One draw of `replayed`, month by month, as documented in simulate/truce/renewal.h. */
static course replay(const replayer *self)
{
    static const char *const contained[] = {"truce.causes.c.contained", "truce.causes.d.contained"};
    static const double chance[] = {0.3, 0.5};
    course it = {.agreed = 1.0, .held = 1.0, .months = 40.0, .cause = -1.0, .spells = 1.0, .at_peace = 1.0};
    double threshold = exponential(self, "truce", 0), sum = 0.0, renewing = 0.0, renews_at = 0.0;
    int began = 1, broke = 0;

    for (int m = 1; m <= 40; m++) {
        double h[2];
        if (it.at_peace == 0.0) {
            renewing += -log1p(-(0.1 + 0.02 * (m - broke)));
            if (renewing < renews_at) {
                continue;
            }
            it.at_peace = 1.0;
            it.spells += 1.0;
            began = m;
            sum = 0.0;
            threshold = exponential(self, "truce", (uint64_t) broke);
        }
        h[0] = it.agreed != 0.0 && m > 6 ? 0.1 : 0.2;
        h[1] = 0.05 + 0.01 * (m - began + 1);
        sum += h[0] + h[1];
        it.peace_months += 1.0;
        if (sum >= threshold) {
            int cause = uniform(self, "truce.causes", ENT_POSITION_PICK, (uint64_t) m) * (h[0] + h[1]) < h[0] ? 0 : 1;
            if (uniform(self, contained[cause], ENT_POSITION_CHANCE, (uint64_t) m) > 1.0 - chance[cause]) {
                it.violations += 1.0;
                sum = 0.0;
                threshold = exponential(self, "truce", (uint64_t) m);
                continue;
            }
            it.peace_months -= 1.0;
            it.at_peace = 0.0;
            if (it.held != 0.0) {
                it.held = 0.0;
                it.months = m - 1.0;
                it.cause = cause;
            }
            it.agreed = m <= 6 ? 0.0 : it.agreed;
            broke = m;
            renewing = 0.0;
            renews_at = exponential(self, "truce.renews", (uint64_t) it.spells + 1);
        }
    }
    return it;
}

static void compare_draws(void *context, const ent_block *block)
{
    const ent_truce_plan *plan = &block->model->truce;
    const ent_register column[] = {block->model->talks.agreed, plan->held, plan->months, plan->cause, plan->violations,
        plan->renewal.spells, plan->renewal.peace_months, plan->renewal.at_peace};
    size_t *renewed = context;

    for (size_t i = 0; i < block->rows; i++) {
        replayer self = {.seed = 87, .draw = block->first + i, .kernels = block->model->kernels};
        course it = replay(&self);
        const double expected[] = {
            it.agreed, it.held, it.months, it.cause, it.violations, it.spells, it.peace_months, it.at_peace};
        for (size_t k = 0; k < sizeof(column) / sizeof(*column); k++) {
            CU_ASSERT_EQUAL(block->draw[column[k]][i], expected[k]);
        }
        *renewed += it.spells > 2.0 ? 1 : 0;
    }
}

static void replay_of_draws(void)
{
    scenario_text scenario;
    size_t renewed = 0;

    if (scenario_text_open(&scenario, replayed, NULL)) {
        CU_ASSERT_PTR_NULL(ent_model_check(&scenario.model));
        CU_ASSERT_PTR_NULL(ent_model_check(&scenario.recorder));
        scenario_text_play(&scenario.model, compare_draws, &renewed, NULL);
        scenario_text_play(&scenario.recorder, compare_draws, &renewed, NULL);
        CU_ASSERT(renewed > 400); /* most draws have three truces or more */
    }
    scenario_text_close(&scenario);
}

int main(void)
{
    CU_TestInfo tests[] = {{"Markov chain", markov_chain}, {"months of each truce", months_of_each_truce},
        {"counts over all truces", counts_over_all_truces}, {"guarantees", guarantees},
        {"chance by event", chance_by_event}, {"one truce or none", one_truce_or_none}, {"in force", in_force},
        {"age of the first truce", age_of_the_first_truce}, {"replay of draws", replay_of_draws}, CU_TEST_INFO_NULL};

    return ent_run_suite("renewal of truces", tests);
}
