/* The simulator: a draw replayed alone equals the draw of the run, bit for bit; unrelated settings change nothing; all
 * instruction sets agree; distributions with varying parameters; guards. */
#include "model/scenario_text.h"

#include <gsl/gsl_cdf.h>
#include <stdlib.h>

/* A scenario with all sections. */
#define FACTORS "resolve = \"normal(0, 1)\"; us = { value = \"normal(0, 1)\"; }; s = \"uniform(20, 80)\";"
#define EVENTS                                                                                                         \
    "mandate: 0.4; cover: \"logistic(-0.4 + 1.1 * us)\"; withdraws: { monthly = \"3%\"; when = \"cover\"; };"          \
    "vote: { at = 5; chance = 0.4; lasts = 6; };"
#define ITALY                                                                                                          \
    "italy: { troops = \"1k to 4k\"; joins = \"60%\"; requires = \"mandate\"; after = \"8k\";"                         \
    "lead_months = \"2 to 6\"; leaves = \"25%\"; pool = 30000; rotation = 9; };"
#define FRANCE "france: { troops = \"6k to 10k\"; joins = \"logistic(1.5 + 0.8 * resolve)\"; };"
#define SPAIN "spain: { troops = \"gamma(1 + mandate, 1000)\"; joins = 0.7; leaves = \"if(withdraws, 0.9, 0.1)\"; };"
#define COUPLED                                                                                                        \
    "correlations: { one: { among = (\"resolve\", \"us\"); rho = 0.5; };"                                              \
    "two: { among = (\"france.joins\", \"italy.joins\");"                                                              \
    "rho = 0.3; }; };"
#define REST                                                                                                           \
    "force: { required = \"uniform(5k, 10k)\"; allowed = \"deal.west != 'met'\"; cap = 11000; };"                      \
    "parties: { r: { threshold = \"triangular(25%, 50%, 70%)\"; war_cost = \"0.2%\"; concession = 0.5; };"             \
    "u: { threshold = \"triangular(10%, 40%, 60%)\"; }; };"                                                            \
    "demands: { west: { options = (\"no\", \"un\", \"met\"); available = (\"true\", \"mandate\", \"true\");"           \
    "r: { weight = 25; scores = (0, \"if(cover, 0.3, 0.5)\", 1); refuses = (\"30%\", 0, 0); };"                        \
    "u: { weight = 30; scores = (1, 0.6, 0); }; };"                                                                    \
    "land: { options = (\"a\", \"b\"); r: { weight = 20; scores = (1, 0.2); };"                                        \
    "u: { weight = \"10 + 10 * cover\"; scores = (0.1, 1); }; }; };"                                                   \
    "talks: { rounds = 12; rule = \"nash\"; stages: { first: \"25%\"; second: \"50%\"; }; };"                          \
    "truce: { causes: { attack: {"                                                                                     \
    "hazard = \"weibull_hazard(0.8, s) * exp(-0.9 * min(force.ratio, 1) + 0.4 * withdraws)\";"                         \
    "contained = \"20%\"; }; accident: { hazard = \"0.02 + 0.03 * vote\"; contained = \"uniform(0.2, 0.9)\"; }; }; };"

static const char everything[] =
    "run: { worlds = 23; replications = 41; seed = 99; horizon = 30; };"
    "factors: {" FACTORS "}; events: {" EVENTS "}; contributors: {" FRANCE ITALY SPAIN "};" COUPLED REST;

/* The same with more settings, elsewhere in the file, or in another order. */
static const char more[] =
    "run: { worlds = 23; replications = 41; seed = 99; horizon = 30; };"
    "factors: { new = \"uniform(0, 1)\";" FACTORS "}; events: { other: \"new\"; another: { monthly = 0.5; };" EVENTS
    "};"
    "contributors: {" FRANCE ITALY SPAIN "none: { troops = \"uniform(0, 5)\"; joins = \"0 * new\"; }; };" COUPLED REST;

static const char reordered[] =
    "run: { worlds = 23; replications = 41; seed = 99; horizon = 30; };" REST COUPLED
    "contributors: {" FRANCE SPAIN ITALY "};"
    "events: { vote: { at = 5; chance = 0.4; lasts = 6; }; cover: \"logistic(-0.4 + 1.1 * us)\"; mandate: 0.4;"
    "withdraws: { monthly = \"3%\"; when = \"cover\"; }; };"
    "factors: { s = \"uniform(20, 80)\"; us = { value = \"normal(0, 1)\"; }; resolve = \"normal(0, 1)\"; };";

/* --- results of a draw -------------------------------------------------------------------------------------------- */

enum { RESULTS = 16, DRAWS = 23 * 41 };

typedef struct results {
    double row[DRAWS][RESULTS];
    size_t count;
} results;

static size_t contributor(const ent_model *model, const char *id)
{
    size_t c = 0;

    while (strcmp(model->scenario->contributor[c].label.id, id) != 0) {
        c++;
    }
    return c;
}

static void take_row(const ent_block *block, size_t i, double *row)
{
    const ent_model *model = block->model;
    double *const *draw = block->draw;
    size_t r = 0;

    row[r++] = draw[model->coalition.force[0].offered][i];
    row[r++] = draw[model->coalition.force[0].required][i];
    row[r++] = draw[model->coalition.troops[contributor(model, "italy")]][i];
    row[r++] = draw[model->coalition.troops[contributor(model, "france")]][i];
    row[r++] = draw[model->coalition.troops[contributor(model, "spain")]][i];
    row[r++] = draw[model->talks.threshold[0]][i];
    row[r++] = draw[model->talks.threshold[1]][i];
    row[r++] = draw[model->talks.agreed][i];
    row[r++] = draw[model->talks.month][i];
    row[r++] = draw[model->talks.deal[0]][i];
    row[r++] = draw[model->talks.utility[0]][i];
    row[r++] = draw[model->talks.utility[1]][i];
    row[r++] = draw[model->truce.months][i];
    row[r++] = draw[model->truce.cause][i];
    row[r++] = draw[model->truce.violations][i];
    row[r++] = block->outcome[i];
}

static void see_results(void *context, const ent_block *block)
{
    results *self = context;

    CU_ASSERT_FATAL(self->count + block->rows <= DRAWS);
    for (size_t i = 0; i < block->rows; i++) {
        take_row(block, i, self->row[self->count++]);
    }
}

static results *results_of(const char *text, const char *isa, bool recorder)
{
    scenario_text scenario;
    results *found = calloc(1, sizeof(*found));

    CU_ASSERT_PTR_NOT_NULL_FATAL(found);
    if (scenario_text_open(&scenario, text, isa)) {
        scenario_text_play(recorder ? &scenario.recorder : &scenario.model, see_results, found, NULL);
    }
    scenario_text_close(&scenario);
    CU_ASSERT_EQUAL(found->count, DRAWS);
    return found;
}

/* Compares all results but number `skip`; RESULTS skips none. */
static void same_results(const results *a, const results *b, size_t skip)
{
    size_t wrong = 0;

    for (size_t d = 0; d < DRAWS; d++) {
        for (size_t r = 0; r < RESULTS; r++) {
            wrong += r != skip && memcmp(&a->row[d][r], &b->row[d][r], sizeof(double)) != 0 ? 1 : 0;
        }
    }
    CU_ASSERT_EQUAL(wrong, 0);
}

/* The scenario has draws with and without deals, and collapses of both causes. */
static void something_of_everything(void)
{
    results *found = results_of(everything, NULL, false);
    size_t deals = 0;
    size_t cause[2] = {0};
    size_t italy = 0;

    for (size_t d = 0; d < DRAWS; d++) {
        deals += found->row[d][7] != 0.0 ? 1 : 0;
        italy += found->row[d][2] > 0.0 ? 1 : 0;
        if (found->row[d][13] >= 0.0) {
            cause[(size_t) found->row[d][13]]++;
        }
    }
    CU_ASSERT(deals > 200 && deals < 800);
    CU_ASSERT(italy > 50);
    CU_ASSERT(cause[0] > 30 && cause[1] > 30);
    free(found);
}

static void replayed_alone(void)
{
    results *found = results_of(everything, NULL, false);
    scenario_text scenario;
    size_t wrong = 0;

    if (scenario_text_open(&scenario, everything, NULL)) {
        const ent_model *models[] = {&scenario.model, &scenario.recorder};
        for (size_t m = 0; m < 2; m++) {
            ent_simulator simulator = {.block = {.model = NULL}};
            CU_ASSERT_EQUAL_FATAL(ent_simulator_init(&simulator, models[m], 1), ENT_OK);
            for (size_t k = 0; k < DRAWS; k++) {
                size_t d = k * 577 % DRAWS; /* in another order */
                double row[RESULTS];
                ent_simulator_set_worlds(&simulator, d / 41, 1, 41, true);
                CU_ASSERT_EQUAL(ent_simulator_run(&simulator, d, 1), ENT_OK);
                take_row(&simulator.block, 0, row);
                wrong += memcmp(row, found->row[d], sizeof(row)) != 0 ? 1 : 0;
            }
            ent_simulator_free(&simulator);
        }
    }
    CU_ASSERT_EQUAL(wrong, 0);
    scenario_text_close(&scenario);
    free(found);
}

static void recorder_agrees(void)
{
    results *found = results_of(everything, NULL, false);
    results *recorded = results_of(everything, NULL, true);

    same_results(found, recorded, RESULTS);
    free(found);
    free(recorded);
}

static void instruction_sets_agree(void)
{
    results *found = results_of(everything, "narrowest", false);

    for (size_t i = 0; ent_kernels_supported(i) != NULL; i++) {
        results *other = results_of(everything, ent_kernels_supported(i)->isa, false);
        same_results(found, other, RESULTS);
        free(other);
    }
    free(found);
}

/* Common random numbers: other settings in the file, and their order, change nothing. The sum of troops is added in
 * file order, so that reordered contributors may differ in its last bit. */
static void other_settings(void)
{
    results *found = results_of(everything, NULL, false);
    results *added = results_of(more, NULL, false);
    results *moved = results_of(reordered, NULL, false);

    same_results(found, added, RESULTS);
    same_results(found, moved, 0);
    for (size_t d = 0; d < DRAWS; d++) {
        CU_ASSERT_DOUBLE_EQUAL(found->row[d][0], moved->row[d][0], 1e-10);
    }
    free(found);
    free(added);
    free(moved);
}

/* A longer horizon does not change the months before; another seed does. */
static void horizon_and_seed(void)
{
    results *found = results_of(everything, NULL, false);
    results *other;
    char text[sizeof(everything)];
    size_t same = 0;

    strcpy(text, everything);
    memcpy(strstr(text, "horizon = 30"), "horizon = 12", 12);
    other = results_of(text, NULL, false);
    for (size_t d = 0; d < DRAWS; d++) {
        CU_ASSERT_EQUAL(other->row[d][12], fmin(found->row[d][12], 12.0));
    }
    free(other);
    strcpy(text, everything);
    memcpy(strstr(text, "seed = 99"), "seed = 98", 9);
    other = results_of(text, NULL, false);
    for (size_t d = 0; d < DRAWS; d++) {
        same += other->row[d][5] == found->row[d][5] ? 1 : 0;
    }
    CU_ASSERT_EQUAL(same, 0);
    free(other);
    free(found);
}

/* --- distributions in formulas ------------------------------------------------------------------------------------ */

/* The chance that gamma(shape, 2) is above 3, shape 1 or 4 by an event, and the like. */
static void varying_parameters(void)
{
    const double gamma = 0.5 * gsl_cdf_gamma_Q(3.0, 1.0, 2.0) + 0.5 * gsl_cdf_gamma_Q(3.0, 4.0, 2.0);
    const double mixture = 0.5 * 0.25 + 0.5 * 0.75; /* from the second component */
    const double interval = 0.5 * gsl_cdf_ugaussian_Q((log(12.0) - 0.5 * log(4.0 * 16.0)) /
                                                      (log(16.0 / 4.0) / (2.0 * 1.6448536269514722))) +
                            0.5 * 0.05;
    const double poisson = 0.5 * gsl_cdf_poisson_P(1, 0.5) + 0.5 * gsl_cdf_poisson_P(1, 3.0);
    const double normal = 0.5 * gsl_cdf_gaussian_Q(1.0, 1.0) + 0.5 * gsl_cdf_gaussian_Q(0.0, 2.0);
    const double exact[] = {gamma, mixture, interval, poisson, normal, 0.5};

    scenario_text_compare(
        "run: { worlds = 100000; replications = 1; seed = 61; horizon = 1; };"
        "factors: { b = \"bernoulli(0.5)\"; g = \"gamma(1 + 3 * b, 2)\";"
        "m = \"mixture(3 - 2 * b, uniform(0, 1), 1 + 2 * b, uniform(2, 3))\";"
        "i = \"4 to (16 - 4 * b)\"; p = \"poisson(0.5 + 2.5 * b)\"; n = \"normal(b, 1 + b)\";"
        "t = \"triangular(0, 1 + b, 2 + 2 * b)\"; };"
        "checks = (\"P(g > 3) > 0\", \"P(m > 1.5) > 0\", \"P(i > 12) > 0\", \"P(p <= 1) > 0\", \"P(n > 1) > 0\","
        "\"P(t > 1 + b) > 0\");",
        exact);
}

/* --- guards ------------------------------------------------------------------------------------------------------- */

static size_t guard_of(const ent_model *model, const char *path)
{
    for (size_t g = 0; g < model->guards; g++) {
        if (strcmp(model->guard[g].quantity->path, path) == 0) {
            return g;
        }
    }
    CU_FAIL_FATAL("no such guard");
    return 0;
}

typedef struct guard_seen {
    double joins, high, none;
    double draws;
} guard_seen;

static void see_guards(void *context, const ent_block *block)
{
    guard_seen *self = context;
    const ent_model *model = block->model;

    for (size_t i = 0; i < block->rows; i++) {
        self->joins += block->draw[model->coalition.joins[0]][i];
        CU_ASSERT(block->draw[model->coalition.troops[1]][i] >= 0.0);
        self->draws += 1.0;
    }
}

/* Clamped values count once a draw (in factors once a world), and so do values that are not a number. */
static void guards_count(void)
{
    scenario_text scenario;
    guard_seen seen = {0};
    ent_guard_count guard[32] = {{0}};

    if (scenario_text_open(&scenario,
            "run: { worlds = 1; replications = 50000; seed = 62; horizon = 3; }; events: { e: 0.25; f: 0.1; };"
            "contributors: { a: { troops = 5; joins = \"if(e, 1.5, 0.3)\"; };"
            "b: { troops = \"normal(0, 1)\"; }; };"
            "truce: { causes: { c: { hazard = \"if(month == 2 and e, -1, 0)\"; };"
            "d: { hazard = \"sqrt(0.001 - f)\"; }; }; };",
            NULL)) {
        const ent_model *model = &scenario.model;
        double n = 50000.0;
        CU_ASSERT_FATAL(model->guards <= 32);
        scenario_text_play(model, see_guards, &seen, guard);
        CU_ASSERT_DOUBLE_EQUAL((double) guard[guard_of(model, "contributors.a.joins")].moved / n, 0.25,
            ENT_TEST_SIGMAS * sqrt(0.1875 / n));
        CU_ASSERT_DOUBLE_EQUAL(
            (double) guard[guard_of(model, "contributors.b.troops")].moved / n, 0.5, ENT_TEST_SIGMAS * sqrt(0.25 / n));
        CU_ASSERT_EQUAL(guard[guard_of(model, "contributors.b.troops")].nan, 0);
        CU_ASSERT(guard[guard_of(model, "truce.causes.d.hazard")].nan > 0);
        CU_ASSERT(guard[guard_of(model, "truce.causes.c.hazard")].moved > 0);
        CU_ASSERT_DOUBLE_EQUAL(seen.joins / n, 0.25 + 0.75 * 0.3, ENT_TEST_SIGMAS * sqrt(0.25 / n));
    }
    scenario_text_close(&scenario);
}

/* --- memory ------------------------------------------------------------------------------------------------------- */

static void free_talks(ent_talks_state *talks)
{
    ent_preferences_free(&talks->preferences);
    ent_exclusions_free(&talks->exclusions);
    ent_aspirations_free(&talks->aspirations);
    ent_enumeration_free(&talks->search);
    ent_pareto_cache_free(&talks->fronts);
    ent_half_packages_free(&talks->halves);
    ent_branch_and_bound_free(&talks->walk);
    ent_bitmap_index_free(&talks->pick.places);
    ent_random_package_free(&talks->pick);
    ent_remaining_packages_free(&talks->remaining);
    ent_standoff_free(&talks->standoff);
    ent_talks_free(talks);
}

static void free_parts(ent_simulator *simulator)
{
    free_talks(&simulator->talks);
    ent_story_free(&simulator->story);
    ent_no_deal_rows_free(&simulator->no_deal);
    ent_active_truces_free(&simulator->truces.active);
    ent_violations_free(&simulator->truces.due);
    ent_proportional_hazards_free(&simulator->truces.event_driven.hazards);
    ent_event_driven_free(&simulator->truces.event_driven);
    ent_ratification_free(&simulator->ratification);
    ent_talks_clock_free(&simulator->clock);
    ent_block_free(&simulator->block);
}

/* Each part may be freed again, alone and with the simulator. */
static void freed_again(void)
{
    static const char *const added[] = {
        "guarantees: { g: { given = \"mandate\"; }; }; ratification: { duma: { if_no = \"talks\"; }; };",
        "ratification: { duma: { chance = 0.5; takes = 2; }; }; values: { v = \"month\"; };"};
    static const char *const rules[] = {"random", "nash"};

    for (size_t i = 0; i < 2; i++) {
        scenario_text scenario;
        char text[4000];
        snprintf(text, sizeof(text), "%.*srule = \"%s\"%s%s", (int) (strstr(everything, "rule = ") - everything),
            everything, rules[i], strstr(everything, "rule = ") + strlen("rule = \"nash\""), added[i]);
        if (scenario_text_open(&scenario, text, NULL)) {
            ent_simulator simulator;
            CU_ASSERT_EQUAL_FATAL(ent_simulator_init(&simulator, &scenario.recorder, 23), ENT_OK);
            CU_ASSERT_EQUAL_FATAL(ent_simulator_tell_no_deals(&simulator), ENT_OK);
            CU_ASSERT_EQUAL_FATAL(ent_simulator_tell_story(&simulator), ENT_OK);
            ent_simulator_set_worlds(&simulator, 0, 23, 41, true);
            CU_ASSERT_EQUAL(ent_simulator_run(&simulator, 0, 400), ENT_OK);
            free_parts(&simulator);
            ent_simulator_free(&simulator);
            ent_simulator_free(&simulator);
            CU_ASSERT_PTR_NULL(simulator.block.model);
        }
        scenario_text_close(&scenario);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"something of everything", something_of_everything}, {"replayed alone", replayed_alone},
        {"recorder agrees", recorder_agrees}, {"instruction sets agree", instruction_sets_agree},
        {"other settings", other_settings}, {"horizon and seed", horizon_and_seed},
        {"varying parameters", varying_parameters}, {"guards count", guards_count}, {"freed again", freed_again},
        CU_TEST_INFO_NULL};

    return ent_run_suite("simulator", tests);
}
