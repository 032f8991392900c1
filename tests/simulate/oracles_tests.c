/* The parts of the model one at a time against closed forms. Every comparison: 4.5 standard errors, false alarm 7e-6,
 * about 120 comparisons, fixed seeds. */
#include "model/scenario_text.h"

static const double pi = 3.14159265358979323846;

/* --- truce -------------------------------------------------------------------------------------------------------- */

enum { MONTHS = 36 };

typedef struct curve {
    double at_least[MONTHS + 1]; /* draws whose truce lasts m months or more */
    double cause[2][MONTHS];     /* collapses in month m + 1 */
    double violations[8];
    double draws;
} curve;

static void see_curve(void *context, const ent_block *block)
{
    curve *self = context;
    const ent_truce_plan *plan = &block->model->truce;

    for (size_t i = 0; i < block->rows; i++) {
        size_t months = (size_t) block->draw[plan->months][i];
        double cause = block->draw[plan->cause][i];
        double violations = block->draw[plan->violations][i];
        CU_ASSERT_EQUAL(block->draw[plan->held][i], months == MONTHS ? 1.0 : 0.0);
        for (size_t m = 0; m <= months; m++) {
            self->at_least[m] += 1.0;
        }
        if (cause >= 0.0) {
            self->cause[(size_t) cause][months] += 1.0;
        }
        self->violations[violations < 7.0 ? (size_t) violations : 7] += 1.0;
        self->draws += 1.0;
    }
}

static void compare(double count, double draws, double exact)
{
    double bound = ENT_TEST_SIGMAS * sqrt(exact * (1.0 - exact) / draws) + 1e-12;

    CU_ASSERT_DOUBLE_EQUAL(count / draws, exact, bound);
}

static void weibull_survival(void)
{
    scenario_text scenario;
    curve seen = {{0}, {{0}}, {0}, 0};

    if (scenario_text_open(&scenario,
            "run: { worlds = 1; replications = 100000; seed = 11; horizon = 36; };"
            "truce: { causes: { one: { hazard = \"weibull_hazard(0.8, 30)\"; }; }; };",
            NULL)) {
        scenario_text_play(&scenario.model, see_curve, &seen, NULL);
        for (size_t m = 1; m <= MONTHS; m++) {
            compare(seen.at_least[m], seen.draws, exp(-pow((double) m / 30.0, 0.8)));
        }
        compare(seen.at_least[24], seen.draws, 0.43322);
        CU_ASSERT_EQUAL(seen.violations[0], seen.draws);
    }
    scenario_text_close(&scenario);
}

/* Two causes, hazards a and b + c m, the first contained with chance p: month by month, by number contained. */
static void exact_causes(double cause[2][MONTHS], double violations[8])
{
    double alive[MONTHS + 1] = {1.0};

    for (size_t m = 1; m <= MONTHS; m++) {
        double a = 0.04;
        double b = 0.01 + 0.001 * (double) m;
        double violated = 1.0 - exp(-(a + b));
        double contained = 0.6 * violated * a / (a + b);
        double collapse[2] = {0.4 * violated * a / (a + b), violated * b / (a + b)};
        for (size_t v = m; v-- > 0;) {
            for (size_t c = 0; c < 2; c++) {
                cause[c][m - 1] += alive[v] * collapse[c];
                violations[v < 7 ? v : 7] += alive[v] * collapse[c];
            }
            alive[v + 1] += alive[v] * contained;
            alive[v] *= 1.0 - violated;
        }
    }
    for (size_t v = 0; v <= MONTHS; v++) {
        violations[v < 7 ? v : 7] += alive[v];
    }
}

static void two_causes_with_containment(void)
{
    scenario_text scenario;
    curve seen = {{0}, {{0}}, {0}, 0};
    double cause[2][MONTHS] = {{0}};
    double violations[8] = {0};

    exact_causes(cause, violations);
    if (scenario_text_open(&scenario,
            "run: { worlds = 1; replications = 100000; seed = 12; horizon = 36; };"
            "truce: { causes: { first: { hazard = 0.04; contained = 0.6; };"
            "second: { hazard = \"0.01 + 0.001 * month\"; }; }; };",
            NULL)) {
        double survival = 1.0;
        scenario_text_play(&scenario.model, see_curve, &seen, NULL);
        for (size_t m = 0; m < MONTHS; m++) {
            compare(seen.cause[0][m], seen.draws, cause[0][m]);
            compare(seen.cause[1][m], seen.draws, cause[1][m]);
            survival -= cause[0][m] + cause[1][m];
        }
        compare(seen.at_least[MONTHS], seen.draws, survival);
        for (size_t v = 0; v < 8; v++) {
            compare(seen.violations[v], seen.draws, violations[v]);
        }
    }
    scenario_text_close(&scenario);
}

/* --- coalition ---------------------------------------------------------------------------------------------------- */

static void irwin_hall(void)
{
    const double exact[] = {0.5, 1.0 / 6.0, 1.0 / 6.0, 1.0};

    scenario_text_compare(
        "run: { worlds = 1; replications = 200000; seed = 3; horizon = 1; };"
        "contributors: { a: { troops = \"uniform(0, 1)\"; }; b: { troops = \"uniform(0, 1)\"; };"
        "c: { troops = \"uniform(0, 1)\"; }; };"
        "checks = (\"P(force.offered >= 1.5) > 0\", \"P(force.offered >= 2) > 0\", \"P(force.offered < 1) > 0\","
        "\"P(force.contributors == 3) > 0\");",
        exact);
}

static void poisson_binomial(void)
{
    const double p[5] = {0.1, 0.35, 0.5, 0.8, 0.95};
    double chance[6] = {1.0};
    double exact[7];

    for (size_t i = 0; i < 5; i++) {
        for (size_t k = i + 2; k-- > 0;) {
            chance[k] = (k <= i ? chance[k] * (1.0 - p[i]) : 0.0) + (k > 0 ? chance[k - 1] * p[i] : 0.0);
        }
    }
    memcpy(exact, chance, sizeof(chance));
    exact[6] = chance[3] + chance[4] + chance[5];
    scenario_text_compare(
        "run: { worlds = 1; replications = 200000; seed = 4; horizon = 1; };"
        "contributors: { a: { troops = 700; joins = 0.1; }; b: { troops = 700; joins = \"35%\"; };"
        "c: { troops = 700; joins = 0.5; }; d: { troops = 700; joins = 0.8; }; e: { troops = 700; joins = 0.95; }; };"
        "checks = (\"P(force.contributors == 0) > 0\", \"P(force.contributors == 1) > 0\","
        "\"P(force.contributors == 2) > 0\", \"P(force.contributors == 3) > 0\", \"P(force.contributors == 4) > 0\","
        "\"P(force.contributors == 5) > 0\", \"P(force.offered >= 2100) > 0\");",
        exact);
}

/* --- correlation -------------------------------------------------------------------------------------------------- */

static void orthants(void)
{
    const double both = 0.25 + asin(0.6) / (2.0 * pi);
    const double apart = 0.25 + asin(-0.4) / (2.0 * pi);
    const double exact[] = {both, both, apart, 0.5, 0.5};

    scenario_text_compare(
        "run: { worlds = 150000; replications = 1; seed = 5; horizon = 1; };"
        "factors: { x = \"normal(0, 1)\"; y: \"normal(3, 2)\"; };"
        "events: { e: 0.5; f: 0.5; };"
        "contributors: { c: { troops = \"uniform(2, 4)\"; joins = 0.5; }; };"
        "correlations: { one: { among = (\"x\", \"y\"); rho = 0.6; }; two: { among = (\"e\", \"f\"); rho = 0.6; };"
        "three: { among = (\"c.joins\", \"e\"); rho = -0.4; }; };"
        "checks = (\"P(x > 0 and y > 3) > 0\", \"P(e and f) > 0\", \"P(c.joins and e) > 0\", \"P(f) > 0\","
        "\"P(c.joins) > 0\");",
        exact);
}

/* A positive rho between joins and troops lets those that join send more. */
static void joins_and_troops(void)
{
    const double exact[] = {2.0 * (0.25 + asin(0.7) / (2.0 * pi))};

    scenario_text_compare("run: { worlds = 1; replications = 100000; seed = 6; horizon = 1; };"
                          "contributors: { c: { troops = \"uniform(2, 4)\"; joins = 0.5; }; };"
                          "correlations: { one: { among = (\"c.joins\", \"c.troops\"); rho = 0.7; }; };"
                          "checks = (\"P(c.troops > 3 given c.joins) > 0\");",
        exact);
}

/* --- talks -------------------------------------------------------------------------------------------------------- */

#define DOMAIN_TALKS                                                                                                   \
    "demands: { energy: { options = (\"low\", \"high\");"                                                              \
    "p1: { weight = \"1/10\"; scores = (\"2/3\", 1); }; p2: { weight = \"1/4\"; scores = (1, \"1/3\"); };"             \
    "p3: { weight = \"7/10\"; scores = (1, \"1/4\"); }; };"                                                            \
    "power: { options = (\"low\", \"high\"); p1: { weight = \"3/10\"; scores = (\"2/3\", 1); };"                       \
    "p2: { weight = \"1/4\"; scores = (\"1/3\", 1); }; p3: { weight = \"1/5\"; scores = (1, \"2/3\"); }; };"           \
    "price: { options = (\"low\", \"high\"); p1: { weight = \"3/5\"; scores = (\"1/4\", 1); };"                        \
    "p2: { weight = \"1/2\"; scores = (1, \"1/4\"); }; p3: { weight = \"1/10\"; scores = (1, \"2/3\"); }; }; };"

static const double domain[3][3][2] = {{{1.0 / 15, 1.0 / 10}, {1.0 / 5, 3.0 / 10}, {3.0 / 20, 3.0 / 5}},
    {{1.0 / 4, 1.0 / 12}, {1.0 / 12, 1.0 / 4}, {1.0 / 2, 1.0 / 8}},
    {{7.0 / 10, 7.0 / 40}, {1.0 / 5, 2.0 / 15}, {1.0 / 10, 1.0 / 15}}};

/* The volume that the 8 packages dominate, by inclusion and exclusion. */
static double some_package(void)
{
    double volume = 0.0;

    for (unsigned set = 1; set < 256; set++) {
        double least[3] = {1.0, 1.0, 1.0};
        int members = 0;
        for (unsigned k = 0; k < 8; k++) {
            if ((set >> k & 1U) == 0) {
                continue;
            }
            members++;
            for (size_t p = 0; p < 3; p++) {
                double u = domain[p][0][k >> 2 & 1U] + domain[p][1][k >> 1 & 1U] + domain[p][2][k & 1U];
                least[p] = fmin(least[p], u);
            }
        }
        volume += (members % 2 == 1 ? 1.0 : -1.0) * least[0] * least[1] * least[2];
    }
    return volume;
}

static void published_domain(void)
{
    double exact[2] = {some_package(), 0.0};

    exact[1] = exact[0];
    CU_ASSERT_DOUBLE_EQUAL(exact[0], 0.77928, 5e-6);
    scenario_text_compare("run: { worlds = 1; replications = 200000; seed = 7; horizon = 1; };"
                          "parties: { p1: { threshold = \"uniform(0, 1)\"; }; p2: { threshold = \"uniform(0, 1)\"; };"
                          "p3: { threshold = \"uniform(0, 1)\"; }; }; talks: { rounds = 1; };" DOMAIN_TALKS
                          "checks = (\"P(agreed) > 0\", \"P(truce.held) > 0\");",
        exact);
}

static void one_package_of_the_domain(void)
{
    const double exact[] = {29.0 / 30.0 * 5.0 / 8.0 * 9.0 / 10.0, 29.0 / 30.0, 0.625};

    CU_ASSERT_DOUBLE_EQUAL(exact[0], 0.5438, 5.1e-5);
    scenario_text_compare(
        "run: { worlds = 1; replications = 100000; seed = 8; horizon = 1; };"
        "parties: { p1: { threshold = \"uniform(0, 1)\"; }; p2: { threshold = \"uniform(0, 1)\"; };"
        "p3: { threshold = \"uniform(0, 1)\"; }; }; talks: { rounds = 1; };"
        "demands: { d: { options = (\"only\");"
        "p1: { weight = 1; scores = (\"29/30\"); }; p2: { weight = 3; scores = (0.625); };"
        "p3: { weight = 2; scores = (0.9); }; }; };"
        "checks = (\"P(agreed) > 0\", \"P(p1.threshold < 29/30) > 0\", \"P(p2.threshold < 0.625) > 0\");",
        exact);
}

static void see_domain_deal(void *context, const ent_block *block)
{
    const ent_talks_plan *plan = &block->model->talks;

    (void) context;
    for (size_t i = 0; i < block->rows; i++) {
        CU_ASSERT_EQUAL(block->draw[plan->agreed][i], 1.0);
        CU_ASSERT_EQUAL(block->package[i], 3U); /* low, high, high */
        CU_ASSERT_DOUBLE_EQUAL(block->draw[plan->utility[0]][i], 29.0 / 30.0, 1e-15);
        CU_ASSERT_DOUBLE_EQUAL(block->draw[plan->utility[1]][i], 5.0 / 8.0, 1e-15);
        CU_ASSERT_DOUBLE_EQUAL(block->draw[plan->utility[2]][i], 9.0 / 10.0, 1e-15);
    }
}

static void rules_on_the_domain(void)
{
    static const char *const rules[] = {"nash", "kalai_smorodinsky", "egalitarian", "utilitarian"};

    for (size_t r = 0; r < 4; r++) {
        scenario_text scenario;
        char text[4000];
        snprintf(text, sizeof(text),
            "run: { worlds = 1; replications = 3; horizon = 1; }; talks: { rounds = 1; rule = \"%s\"; };"
            "parties: { p1: { threshold = 0.5; }; p2: { threshold = 0.5; }; p3: { threshold = 0.5; }; };" DOMAIN_TALKS,
            rules[r]);
        if (scenario_text_open(&scenario, text, NULL)) {
            scenario_text_play(&scenario.model, see_domain_deal, NULL, NULL);
        }
        scenario_text_close(&scenario);
    }
}

#define TALKS_AT_ONCE                                                                                                  \
    "parties: { p: { threshold = 0; }; };"                                                                             \
    "demands: { d: { options = (\"a\", \"b\"); p: { weight = 1; scores = (0, 1); }; }; };"

static void one_stage(void)
{
    double exact[4];
    const int months[] = {1, 2, 6, 12};

    for (size_t i = 0; i < 4; i++) {
        exact[i] = 1.0 - pow(0.85, months[i]);
    }
    scenario_text_compare(
        "run: { worlds = 1; replications = 100000; seed = 9; horizon = 1; };" TALKS_AT_ONCE
        "talks: { rounds = 12; stages: { one: \"15%\"; }; };"
        "checks = (\"P(talks.month <= 1) > 0\", \"P(talks.month <= 2) > 0\", \"P(talks.month <= 6) > 0\","
        "\"P(agreed) > 0\");",
        exact);
}

/* Months of two stages: the second can be passed in the month after the first at the earliest. */
static double both_stages_by(int month, double q, double r)
{
    double sum = 0.0;

    for (int i = 1; i < month; i++) {
        sum += q * pow(1.0 - q, i - 1) * (1.0 - pow(1.0 - r, month - i));
    }
    return sum;
}

static void two_stages(void)
{
    const double exact[] = {
        0.0, 0.15 * 0.3, both_stages_by(3, 0.15, 0.3), both_stages_by(8, 0.15, 0.3), both_stages_by(24, 0.15, 0.3)};

    scenario_text_compare(
        "run: { worlds = 1; replications = 100000; seed = 10; horizon = 1; };" TALKS_AT_ONCE
        "talks: { rounds = 24; stages: { one: \"15%\"; two: \"30%\"; }; };"
        "checks = (\"P(talks.month <= 1) < 1\", \"P(talks.month <= 2) > 0\", \"P(talks.month <= 3) > 0\","
        "\"P(talks.month <= 8) > 0\", \"P(agreed) > 0\");",
        exact);
}

/* A round every two months, or two a month: a stage passed by the round's month. */
static void stages_and_rounds(void)
{
    const double two[] = {1.0 - pow(0.8, 2), 1.0 - pow(0.8, 2), 1.0 - pow(0.8, 10)};
    const double half[] = {0.0, 0.2, 1.0 - pow(0.8, 2)};

    scenario_text_compare("run: { worlds = 1; replications = 50000; seed = 13; horizon = 1; };" TALKS_AT_ONCE
                          "talks: { rounds = 5; months_per_round = 2; stages: { one: 0.2; }; };"
                          "checks = (\"P(talks.month == 2) > 0\", \"P(talks.round == 1) > 0\", \"P(agreed) > 0\");",
        two);
    scenario_text_compare(
        "run: { worlds = 1; replications = 50000; seed = 13; horizon = 1; };" TALKS_AT_ONCE
        "talks: { rounds = 5; months_per_round = 0.5; stages: { one: 0.2; }; };"
        "checks = (\"P(talks.round < 2) < 1\", \"P(talks.month == 1 and talks.round == 2) > 0\", \"P(agreed) > 0\");",
        half);
}

/* Stages that cannot be passed, or are passed for sure, in some draws or in all. */
static void stages_of_chance_0_and_1(void)
{
    const double exact[] = {0.5, 0.5, 0.5, 1.0};
    const double none[] = {0.0, 1.0};

    scenario_text_compare("run: { worlds = 1; replications = 20000; seed = 14; horizon = 1; };" TALKS_AT_ONCE
                          "events: { e: 0.5; }; talks: { rounds = 12; stages: { one: \"if(e, 1, 0)\"; two: 1; }; };"
                          "checks = (\"P(agreed) > 0\", \"P(talks.month == 2) > 0\", \"P(talks.month == inf) > 0\","
                          "\"P(agreed == e) > 0\");",
        exact);
    scenario_text_compare(
        "run: { worlds = 1; replications = 1000; seed = 14; horizon = 1; };" TALKS_AT_ONCE
        "talks: { rounds = 12; stages: { one: 0; }; }; checks = (\"P(agreed) < 1\", \"P(talks.round == inf) > 0\");",
        none);
}

/* --- worlds ------------------------------------------------------------------------------------------------------- */

enum { IN_WORLD = 8 };

typedef struct world_counts {
    uint64_t world;
    unsigned k, n;
    double worlds[IN_WORLD + 1];
} world_counts;

static void see_worlds(void *context, const ent_block *block)
{
    world_counts *self = context;
    const double *event = block->draw[block->model->outcome.headline];

    for (size_t i = 0; i < block->rows; i++) {
        self->k += event[i] != 0.0 ? 1 : 0;
        if (++self->n == IN_WORLD) {
            self->worlds[self->k] += 1.0;
            self->k = 0;
            self->n = 0;
        }
    }
}

static void beta_binomial(void)
{
    scenario_text scenario;
    world_counts seen = {0};

    if (scenario_text_open(&scenario,
            "run: { worlds = 40000; replications = 8; seed = 15; horizon = 1; };"
            "factors: { p: \"beta(2, 3)\"; }; events: { e: \"p\"; }; headline = \"e\";",
            NULL)) {
        double k_mean = 0.0;
        scenario_text_play(&scenario.model, see_worlds, &seen, NULL);
        for (size_t k = 0; k <= IN_WORLD; k++) {
            double rest = (double) (IN_WORLD - k);
            double exact = exp(lgamma(9.0) - lgamma((double) k + 1.0) - lgamma(rest + 1.0) + lgamma((double) k + 2.0) +
                               lgamma(rest + 3.0) - lgamma(13.0) + lgamma(5.0) - lgamma(2.0) - lgamma(3.0));
            compare(seen.worlds[k], 40000.0, exact);
            k_mean += (double) k * seen.worlds[k] / 40000.0;
        }
        /* variance of k / 8 by world: 0.04 + 0.2 / 8 */
        CU_ASSERT_DOUBLE_EQUAL(k_mean / 8.0, 0.4, ENT_TEST_SIGMAS * sqrt(0.065 / 40000.0));
    }
    scenario_text_close(&scenario);
}

int main(void)
{
    CU_TestInfo tests[] = {{"Weibull survival", weibull_survival},
        {"two causes with containment", two_causes_with_containment}, {"Irwin-Hall", irwin_hall},
        {"Poisson-binomial", poisson_binomial}, {"orthants", orthants}, {"joins and troops", joins_and_troops},
        {"published domain", published_domain}, {"one package", one_package_of_the_domain},
        {"rules on the domain", rules_on_the_domain}, {"one stage", one_stage}, {"two stages", two_stages},
        {"stages and rounds", stages_and_rounds}, {"stages of chance 0 and 1", stages_of_chance_0_and_1},
        {"beta-binomial", beta_binomial}, CU_TEST_INFO_NULL};

    return ent_run_suite("oracles", tests);
}
