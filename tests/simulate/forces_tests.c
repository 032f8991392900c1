/* Several forces, and troops that are present in part: closed forms, enumerations, and the two ways of following a
 * truce, draw by draw. Statistical comparisons: 4.5 standard errors, false alarm 7e-6 each, fixed seeds. */
#include "both_ways.h"

#define RUN(replications, seed, horizon)                                                                               \
    "run: { worlds = 1; replications = " #replications "; seed = " #seed "; horizon = " #horizon "; };"

/* Talks of a party that accepts any package on the table, in the only round, which is in month 6. */
#define DEAL_IN_MONTH_6                                                                                                \
    "parties: { p: { threshold = 0.2; }; };"                                                                           \
    "demands: { d: { options = (\"x\", \"y\"); p: { weight = 1; scores = (0.5, 0.25); }; }; };"                        \
    "talks: { rounds = 1; months_per_round = 6; };"

/* --- the coalition ------------------------------------------------------------------------------------------------ */

/* Contributors to different forces are independent, and so are the sums. */
static void independent_sums(void)
{
    const double exact[] = {0.6 * 0.7, 0.3 + 0.2 - 0.06, 0.42 * 0.44, 0.42 + 0.44 - 2.0 * 0.42 * 0.44, 0.28, 0.06};

    scenario_text_compare(
        RUN(60000, 401,
            1) "contributors: { a: { troops = 10; joins = 0.6; }; b: { troops = 20; joins = 0.7; };"
               "c: { troops = 5; joins = 0.3; force = \"m\"; }; d: { troops = 6; joins = 0.2; force = \"m\"; }; };"
               "force: { required = 30; }; forces: { m: { required = 5; }; };"
               "checks = (\"P(force.offered >= 30) > 0\", \"P(m.offered >= 5) > 0\","
               "\"P(force.ratio >= 1 and m.ratio >= 1) > 0\","
               "\"P((force.offered >= force.required) != (m.offered >= m.required)) > 0\","
               "\"P(force.contributors == 1 and b.joins) > 0\", \"P(m.contributors == 2) > 0\");",
        exact);
}

enum { MEMBERS = 6 };

static const double chance[MEMBERS] = {0.5, 0.7, 0.6, 0.5, 0.8, 0.4};
static const double troops[MEMBERS] = {10.0, 4.0, 3.0, 10.0, 2.0, 5.0};
static const double after[MEMBERS] = {0.0, 10.0, 14.0, 0.0, 11.0, 10.0};
static const unsigned in_m = 1U << 3 | 1U << 4 | 1U << 5; /* the others serve in the main force */

/* The least fixed point, as bits, in which `after` counts the others of the same force. */
static unsigned solve(unsigned would)
{
    unsigned in = 0, before;

    for (size_t c = 0; c < MEMBERS; c++) {
        in |= after[c] == 0.0 ? would & 1U << c : 0;
    }
    do {
        before = in;
        for (size_t c = 0; c < MEMBERS; c++) {
            unsigned own = (in_m >> c & 1U) != 0 ? in_m : ~in_m;
            double sum = 0.0;
            for (size_t o = 0; o < MEMBERS; o++) {
                sum += ((before & own) >> o & 1U) != 0 ? troops[o] : 0.0;
            }
            in |= sum >= after[c] ? would & 1U << c : 0;
        }
    } while (in != before);
    return in;
}

static void after_counts_the_own_force(void)
{
    double exact[MEMBERS + 2] = {0};

    for (unsigned would = 0; would < 1U << MEMBERS; would++) {
        unsigned in = solve(would);
        double p = 1.0;
        for (size_t c = 0; c < MEMBERS; c++) {
            p *= (would >> c & 1U) != 0 ? chance[c] : 1.0 - chance[c];
        }
        for (size_t c = 0; c < MEMBERS; c++) {
            exact[c] += (in >> c & 1U) != 0 ? p : 0.0;
        }
        exact[MEMBERS] += (in & 7U) == 7U ? p : 0.0;
        exact[MEMBERS + 1] += (in & in_m) == (1U << 3 | 1U << 5) ? p : 0.0;
    }
    CU_ASSERT_DOUBLE_EQUAL(exact[4], 0.5 * 0.8 * 0.4, 1e-12); /* waits for both others of its force */
    scenario_text_compare(
        RUN(60000, 402,
            1) "contributors: { c0: { troops = 10; joins = 0.5; }; c1: { troops = 4; joins = 0.7; after = 10; };"
               "c2: { troops = 3; joins = 0.6; after = 14; };"
               "c3: { troops = 10; joins = 0.5; force = \"m\"; };"
               "c4: { troops = 2; joins = 0.8; after = 11; force = \"m\"; };"
               "c5: { troops = 5; joins = 0.4; after = 10; force = \"m\"; }; };"
               "forces: { m: { }; };"
               "checks = (\"P(c0.joins) > 0\", \"P(c1.joins) > 0\", \"P(c2.joins) > 0\", \"P(c3.joins) > 0\","
               "\"P(c4.joins) > 0\", \"P(c5.joins) > 0\", \"P(force.offered == 17) > 0\","
               "\"P(m.offered == 15) > 0\");",
        exact);
}

/* A force may read the requirements of those before it. */
static void required_of_required(void)
{
    scenario_text_compare("run: { worlds = 20000; replications = 1; seed = 403; horizon = 1; };"
                          "factors: { f = \"uniform(0, 40)\"; }; contributors: { a: { troops = 5; force = \"n\"; }; };"
                          "force: { required = \"f\"; }; forces: { m: { required = \"force.required / 2\"; };"
                          "n: { required = \"m.required / 2\"; }; };"
                          "checks = (\"P(abs(n.required - f / 4) < 1e-9) > 0\", \"P(n.offered >= n.required) > 0\");",
        (const double[]){1.0, 0.5});
}

/* --- the truce ---------------------------------------------------------------------------------------------------- */

/* A month's violations in both ways, as event-driven and month by month. */
static void compare(const char *text, const double *exact)
{
    scenario_text both[2];

    if (open_both(both, text)) {
        CU_ASSERT_FALSE(both[1].model.truce.event_driven);
    }
    for (size_t s = 0; s < 2; s++) {
        scenario_text_close(&both[s]);
    }
    scenario_text_compare(text, exact);
}

/* The main force comes in month 3, half of the draws have monitors from month 6 on: the hazard is 0.1, less half of it
 * for each force that is there. */
static void survival_with_two_forces(void)
{
    const double none = 2.0 * 0.1, main_only = 0.05;
    const double without = none + 8.0 * main_only, with = none + 3.0 * main_only;

    compare(
        RUN(60000, 404, 10) "contributors: { a: { troops = 100; lead_months = 3; };"
                            "b: { troops = 50; joins = 0.5; lead_months = 6; force = \"m\"; }; };"
                            "force: { required = 100; }; forces: { m: { required = 50; }; };"
                            "truce: { causes: { c: { hazard = \"0.1 - 0.05 * force.ratio - 0.05 * m.ratio\"; }; }; };"
                            "checks = (\"P(truce.held) > 0\", \"P(truce.held given m.contributors == 1) > 0\","
                            "\"P(m.deployed == 50 given truce.held) > 0\", \"P(m.committed == 50) > 0\");",
        (const double[]){
            0.5 * (exp(-without) + exp(-with)), exp(-with), exp(-with) / (exp(-without) + exp(-with)), 0.5});
}

/* Only the force that a condition names is kept out by it, and each has its own cap. */
static void own_limits(void)
{
    compare(RUN(20000, 405,
                4) "events: { e: 0.3; }; contributors: { a: { troops = 100; }; b: { troops = 60; force = \"m\"; };"
                   "d: { troops = 50; force = \"m\"; }; };"
                   "force: { cap = 80; }; forces: { m: { allowed = \"not e\"; cap = 90; required = 30; }; };"
                   "truce: { causes: { c: { hazard = \"0.01 * min(m.ratio, 3)\"; }; }; };"
                   "checks = (\"P(force.committed == 80) > 0\", \"P(m.committed == 0) > 0\","
                   "\"P(m.committed == 90) > 0\", \"P(truce.held) > 0\", \"P(m.ratio == 3) > 0\");",
        (const double[]){1.0, 0.3, 0.7, 0.3 + 0.7 * exp(-0.12), 0.7});
}

/* One force allowed from month 3 on, and the other until then: the committed troops are those of month 1. */
static void limits_by_month(void)
{
    compare(RUN(20000, 406,
                5) "contributors: { a: { troops = 100; }; b: { troops = 60; force = \"m\"; }; };"
                   "force: { allowed = \"month >= 3\"; required = 100; };"
                   "forces: { m: { allowed = \"month < 3\"; required = 60; }; };"
                   "truce: { causes: { c: { hazard = \"0.02 + 0.1 * force.ratio + 0.3 * m.ratio\"; }; }; };"
                   "checks = (\"P(force.committed == 0) > 0\", \"P(m.committed == 60) > 0\","
                   "\"P(truce.held) > 0\", \"P(force.deployed == 100 and m.deployed == 0 given truce.held) > 0\");",
        (const double[]){1.0, 1.0, exp(-5.0 * 0.02 - 3.0 * 0.1 - 2.0 * 0.3), 1.0});
}

/* --- present ------------------------------------------------------------------------------------------------------ */

/* 30% of the troops are there in months 1 and 2, all from month 3 on. */
static void steps_of_presence(void)
{
    compare(
        RUN(60000, 407, 6) "contributors: { a: { troops = 100; present = \"if(month < 3, 30%, 100%)\"; }; };"
                           "force: { required = 100; };"
                           "truce: { causes: { c: { hazard = \"0.1 * (1 - 0.9 * force.ratio)\"; }; }; };"
                           "checks = (\"P(truce.held) > 0\", \"P(truce.months >= 2) > 0\", \"P(a.troops == 100) > 0\","
                           "\"P(force.offered == 100 and force.committed == 100) > 0\");",
        (const double[]){exp(-2.0 * 0.073 - 4.0 * 0.01), exp(-2.0 * 0.073), 1.0, 1.0});
}

/* Half leave when an event begins in month 4: only the state changes, so truces are followed from event to event. */
static void withdrawal_by_event(void)
{
    static const char text[] =
        RUN(60000, 408, 8) "events: { w: { at = 4; chance = 0.5; }; };"
                           "contributors: { a: { troops = 100; present = \"if(w, 50%, 100%)\"; }; };"
                           "force: { required = 100; };"
                           "truce: { causes: { c: { hazard = \"if(force.ratio > 0.9, 0.02, 0.06)\"; }; }; };"
                           "checks = (\"P(truce.held) > 0\", \"P(force.deployed == 50) > 0\");";
    const double stays = 8.0 * 0.02, goes = 3.0 * 0.02 + 5.0 * 0.06;
    scenario_text scenario;

    if (scenario_text_open(&scenario, text, NULL)) {
        CU_ASSERT_TRUE(scenario.model.truce.event_driven);
    }
    scenario_text_close(&scenario);
    compare(text, (const double[]){0.5 * (exp(-stays) + exp(-goes)), 0.5 * exp(-0.06)});
}

/* The cap holds after the share, arrival and departure as without it; the committed troops leave the share out. */
static void cap_after_share(void)
{
    const double stays = pow(0.9, 0.5);

    compare(RUN(40000, 409, 6) "contributors: { a: { troops = 200; present = 0.5; lead_months = 4; };"
                               "b: { troops = 60; present = \"25%\"; leaves = \"10%\"; }; };"
                               "force: { cap = 110; required = 110; };"
                               "truce: { causes: { c: { hazard = \"0 * force.ratio\"; }; }; };"
                               "checks = (\"P(force.committed == 110) > 0\", \"P(force.deployed == 110) > 0\","
                               "\"P(force.deployed == 100) > 0\");",
        (const double[]){1.0, stays, 1.0 - stays});
}

/* Infinite troops of which none is present are no troops; a share above 1 counts as 1. */
static void odd_shares(void)
{
    compare(
        RUN(20000, 410, 4) "events: { e: 0.4; }; contributors: { a: { troops = \"if(e, inf, 10)\"; present = "
                           "\"if(month < 3, 0, 1)\"; };"
                           "b: { troops = 10; present = \"if(e, 1.5, 0.5)\"; force = \"m\"; }; };"
                           "force: { cap = 30; }; forces: { m: { }; };"
                           "truce: { causes: { c: { hazard = \"0.001 * force.deployed\"; }; }; };"
                           "checks = (\"P(truce.months >= 2) > 0\", \"P(force.deployed == 30 given e) > 0\","
                           "\"P(truce.held given e) > 0\", \"P(m.deployed == 10) > 0\", \"P(m.deployed == 5) > 0\");",
        (const double[]){1.0, 1.0, exp(-0.06), 0.4, 0.6});
}

/* In each truce the months of `present` begin again: it breaks in its month 3, and a new one begins at once. */
static void presence_in_new_truces(void)
{
    static const double deployed[] = {30, 30, 100, 30, 30, 100};
    char text[1200];

    for (int horizon = 1; horizon <= 6; horizon++) {
        snprintf(text, sizeof(text),
            "run: { worlds = 1; replications = 50; seed = 411; horizon = %d; };"
            "contributors: { a: { troops = 100; present = \"if(month < 3, 30%%, 100%%)\"; }; };"
            "truce: { renews = 1; causes: { c: { hazard = \"if(month == 3, 1000, 0)\"; }; }; };"
            "checks = (\"P(force.deployed == %g) > 0\");",
            horizon, deployed[horizon - 1]);
        scenario_text_compare(text, (const double[]){1.0});
    }
}

/* In a truce in force `month` is that of the talks, and leads count from the deal in month 6. */
static void presence_in_a_truce_in_force(void)
{
    static const char *const present[] = {"if(month < 9, 30%, 100%)", "if(month - talks.month < 4, 30%, 100%)"};
    static const double deployed[2][6] = {{0, 0, 30, 100, 100, 100}, {0, 0, 30, 30, 100, 100}};
    char text[1200];

    for (int k = 0; k < 2; k++) {
        for (int horizon = 6; horizon <= 11; horizon++) {
            snprintf(text, sizeof(text),
                "run: { worlds = 1; replications = 50; seed = 412; horizon = %d; };" DEAL_IN_MONTH_6
                "contributors: { a: { troops = 100; lead_months = 2; present = \"%s\"; };"
                "b: { troops = 7; force = \"m\"; }; }; forces: { m: { }; };"
                "truce: { in_force = true; causes: { c: { hazard = \"0 * force.deployed\"; }; }; };"
                "checks = (\"P(force.deployed == %g) > 0\", \"P(m.deployed == %d) > 0\", \"P(m.committed == %d) > "
                "0\");",
                horizon, present[k], deployed[k][horizon - 6], horizon > 6 ? 7 : 0, 7);
            scenario_text_compare(text, (const double[]){1.0, 1.0, 1.0});
        }
    }
}

/* --- draw by draw --------------------------------------------------------------------------------------------------
 */

/* Columns of each draw that both ways must agree on. */
typedef struct seen {
    double *column; /* [draws][6] */
    size_t draws;
} seen;

static void see(void *context, const ent_block *block)
{
    seen *self = context;
    const ent_truce_plan *plan = &block->model->truce;

    for (size_t i = 0; i < block->rows; i++) {
        double *to = self->column + 6 * self->draws++;
        to[0] = block->draw[plan->months][i];
        to[1] = block->draw[plan->violations][i];
        for (size_t f = 0; f < 2; f++) {
            to[2 + 2 * f] = block->draw[plan->force[f].committed_draw][i];
            to[3 + 2 * f] = block->draw[plan->force[f].last_deployed][i];
        }
    }
}

static void both_ways(void)
{
    static const char text[] = RUN(20000, 413,
        36) "factors: { f = \"uniform(0, 1)\"; }; events: { p: 0.5; w: { monthly = 0.04; lasts = 5; }; s: { at = 12; "
            "chance = "
            "0.5; }; };"
            "contributors: { a: { troops = \"uniform(50, 150)\"; joins = 0.8; leaves = 0.3; lead_months = \"if(p, 4, "
            "2)\"; };"
            "b: { troops = 80; joins = 0.7; after = 60; present = \"if(w, 0.4, 0.9)\"; lead_months = \"uniform(1, "
            "9)\"; };"
            "d: { troops = 20; joins = 0.6; force = \"m\"; leaves = \"if(w, 0.9, 0.2)\"; allowed = \"not s\"; };"
            "e: { troops = \"uniform(1, 40)\"; joins = 0.9; force = \"m\"; present = \"if(s, f, 1)\"; lead_months = 3; "
            "}; };"
            "force: { required = 150; cap = 200; }; forces: { m: { required = 30; cap = \"if(w, 10, 45)\"; }; };"
            "truce: { causes: { c: { hazard = \"weibull_hazard(0.8, 40) * exp(-force.ratio - 0.5 * min(m.ratio, 1))\";"
            "contained = \"if(m.deployed > 15, 60%, 20%)\"; }; }; };"
            "checks = (\"P(force.deployed > m.deployed) > 0\");";
    scenario_text both[2];
    seen it[2];

    if (open_both(both, text)) {
        CU_ASSERT_TRUE(both[0].model.truce.event_driven);
        CU_ASSERT_FALSE(both[1].model.truce.event_driven);
        for (size_t s = 0; s < 2; s++) {
            it[s] = (seen){calloc(6 * 20000, sizeof(double)), 0};
            scenario_text_play(&both[s].model, see, &it[s], NULL);
        }
        CU_ASSERT_EQUAL(it[0].draws, 20000);
        CU_ASSERT_EQUAL(memcmp(it[0].column, it[1].column, sizeof(double) * 6 * 20000), 0);
        free(it[0].column);
        free(it[1].column);
    }
    scenario_text_close(&both[0]);
    scenario_text_close(&both[1]);
}

int main(void)
{
    CU_TestInfo tests[] = {{"independent sums", independent_sums},
        {"after counts the own force", after_counts_the_own_force}, {"required of required", required_of_required},
        {"survival with two forces", survival_with_two_forces}, {"own limits", own_limits},
        {"limits by month", limits_by_month}, {"steps of presence", steps_of_presence},
        {"withdrawal by event", withdrawal_by_event}, {"cap after share", cap_after_share}, {"odd shares", odd_shares},
        {"presence in new truces", presence_in_new_truces},
        {"presence in a truce in force", presence_in_a_truce_in_force}, {"both ways", both_ways}, CU_TEST_INFO_NULL};

    return ent_run_suite("forces", tests);
}
