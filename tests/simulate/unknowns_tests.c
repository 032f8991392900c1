/* unknown(...): one number a world, from the stream of its place in the setting. */
#include "distribution/stream.h"
#include "model/scenario_text.h"

static const char text[] =
    "run: { worlds = 40; replications = 30; seed = 11; horizon = 12; };\n"
    "factors: { f = \"normal(0, 1)\"; };\n"
    "events: { e = \"unknown(uniform(0, 1))\"; };\n"
    "contributors: { c: { troops = \"uniform(0, 10) + unknown(uniform(f, f + 2))\"; joins = \"unknown(10% to 90%)\"; "
    "};\n"
    "  d: { troops = \"unknown(uniform(5, 6))\"; lead_months = \"unknown(uniform(1, 3))\"; }; };\n"
    "force: { required = \"unknown(gamma(2, 3))\"; allowed = \"unknown(bernoulli(0.5))\"; };\n"
    "truce: { causes: { x: { hazard = \"0.01 * month * unknown(uniform(0, 1))\"; }; }; };\n"
    "checks = ( \"P(e) > 0\", \"P(c.joins) > 0\" );\n";

typedef struct column {
    const char *path;
    double first[40]; /* value in each world */
    bool started[40];
    size_t differ; /* draws in which it is not that of the world */
} column;

static void see(void *context, const ent_block *block)
{
    column *list = context;

    for (size_t c = 0; list[c].path != NULL; c++) {
        const double *value = scenario_text_column(block, list[c].path);
        CU_ASSERT_PTR_NOT_NULL_FATAL(value);
        for (size_t i = 0; i < block->rows; i++) {
            size_t world = (size_t) block->first_world + block->world_of[i];
            if (!list[c].started[world]) {
                list[c].started[world] = true;
                list[c].first[world] = value[i];
            }
            list[c].differ += value[i] != list[c].first[world] ? 1 : 0;
        }
    }
}

static size_t distinct(const column *self)
{
    size_t count = 0;

    for (size_t w = 1; w < 40; w++) {
        count += self->first[w] != self->first[w - 1] ? 1 : 0;
    }
    return count;
}

/* The uniform of a distribution of a setting in a world. */
static double uniform_of(const char *path, uint32_t position, uint64_t world)
{
    double uniform;

    ent_kernels_select(NULL)->philox(ent_stream_make(11, path, position).key, world, 0, 1, &uniform);
    return uniform;
}

static void test_once_a_world(void)
{
    column list[] = {{.path = "events.e"}, {.path = "contributors.c.joins"}, {.path = "contributors.d.troops"},
        {.path = "contributors.d.lead_months"}, {.path = "force.required"}, {.path = "force.allowed"},
        {.path = "contributors.c.troops"}, {.path = NULL}};
    scenario_text scenario;

    if (scenario_text_open(&scenario, text, NULL)) {
        scenario_text_play(&scenario.recorder, see, list, NULL);
        for (size_t c = 0; c < 6; c++) {
            CU_ASSERT_EQUAL(list[c].differ, 0);
            CU_ASSERT(distinct(&list[c]) > 10);
        }
        CU_ASSERT(list[6].differ > 1000); /* a part of it is drawn anew */
        for (uint64_t w = 0; w < 40; w++) {
            CU_ASSERT_EQUAL(list[0].first[w], uniform_of("events.e", 0, w));
            CU_ASSERT_EQUAL(list[2].first[w], 5.0 + uniform_of("contributors.d.troops", 0, w));
        }
    }
    scenario_text_close(&scenario);
}

/* The models of runs and of records play the same draws; the two ways of truces too, since hazards have a world part.
 */
static void test_same_draws(void)
{
    scenario_text_compare(text, NULL);
}

/* Trials of a chance that is unknown are trials of its mean over all worlds, 1/2, and alike within a world: two in a
 * row succeed with probability E[p^2] = 1/3 where the chance is uniform, and 1/4 where it is drawn anew. */
static void test_trials(void)
{
    static const double exact[] = {0.5, 0.5, 0.25, 1.0 / 3.0};

    scenario_text_compare(
        "run: { worlds = 200000; replications = 1; seed = 5; horizon = 1; };\n"
        "factors: { p = \"uniform(0, 1)\"; };\n"
        "events: { a = \"unknown(uniform(0, 1))\"; b = \"unknown(uniform(0, 1))\"; c = \"p\"; d = \"p\"; };\n"
        "checks = ( \"P(a) > 0\", \"P(b) > 0\", \"P(a and b) > 0\", \"P(c and d) > 0\" );\n",
        exact);
}

typedef struct shares {
    double square; /* sum over worlds of the squared share */
    double in_world[2000];
} shares;

static void add_shares(void *context, const ent_block *block)
{
    shares *self = context;
    const double *e = block->draw[block->model->outcome.headline];

    for (size_t i = 0; i < block->rows; i++) {
        self->in_world[block->first_world + block->world_of[i]] += e[i];
    }
}

/* The variance of the share in a world, by which the range across worlds is measured: Var(p) + E[p (1 - p)] / n, 1/12 +
 * 1/6 / 50 with unknown, and 1/4 / 50 without. Standard errors of the two estimates over 2,000 worlds: .0017 and
 * .00016; the bounds are 5 of them: 6 false alarms in ten million. */
static void test_variance_between_worlds(void)
{
    static const struct {
        const char *chance;
        double variance, bound;
    } rows[] = {{"unknown(uniform(0, 1))", 1.0 / 12.0 + 1.0 / 300.0, 0.0085}, {"uniform(0, 1)", 0.005, 0.0008}};

    for (size_t r = 0; r < 2; r++) {
        char own[256];
        scenario_text scenario;
        shares found = {.square = 0.0};
        double mean = 0.0;
        snprintf(own, sizeof(own),
            "run: { worlds = 2000; replications = 50; seed = 3; horizon = 1; }; events: { e = \"%s\"; }; headline = "
            "\"e\";",
            rows[r].chance);
        if (scenario_text_open(&scenario, own, NULL)) {
            scenario_text_play(&scenario.model, add_shares, &found, NULL);
            for (size_t w = 0; w < 2000; w++) {
                mean += found.in_world[w] / 50.0 / 2000.0;
            }
            for (size_t w = 0; w < 2000; w++) {
                found.square += (found.in_world[w] / 50.0 - mean) * (found.in_world[w] / 50.0 - mean) / 1999.0;
            }
            CU_ASSERT_DOUBLE_EQUAL(found.square, rows[r].variance, rows[r].bound);
        }
        scenario_text_close(&scenario);
    }
}

/* Inside `factors` it changes nothing, coupled or not. */
static void test_factors(void)
{
    static const char head[] = "run: { worlds = 40; replications = 2; seed = 7; horizon = 1; };\n"
                               "correlations: { k: { among = ( \"f\", \"g\" ); rho = 0.5; }; };\n"
                               "force: { required = \"abs(f + g + h)\"; }; ";
    column plain[] = {{.path = "force.required"}, {.path = NULL}};
    column marked[] = {{.path = "force.required"}, {.path = NULL}};
    char own[512];
    scenario_text scenario;

    snprintf(
        own, sizeof(own), "%sfactors: { f = \"normal(0, 1)\"; g = \"gamma(2, 1)\"; h = \"1 + beta(2, 3)\"; };", head);
    if (scenario_text_open(&scenario, own, NULL)) {
        scenario_text_play(&scenario.recorder, see, plain, NULL);
    }
    scenario_text_close(&scenario);
    snprintf(own, sizeof(own),
        "%sfactors: { f = \"unknown(normal(0, 1))\"; g = \"unknown(gamma(2, 1))\"; h = \"1 + unknown(beta(2, 3))\"; };",
        head);
    if (scenario_text_open(&scenario, own, NULL)) {
        CU_ASSERT_EQUAL(scenario.scenario.unknowns, 0);
        scenario_text_play(&scenario.recorder, see, marked, NULL);
        CU_ASSERT_EQUAL(memcmp(plain[0].first, marked[0].first, sizeof(plain[0].first)), 0);
        CU_ASSERT(distinct(&plain[0]) > 30);
    }
    scenario_text_close(&scenario);
}

int main(void)
{
    CU_TestInfo tests[] = {{"once a world", test_once_a_world}, {"same draws", test_same_draws},
        {"trials", test_trials}, {"variance between worlds", test_variance_between_worlds}, {"factors", test_factors},
        CU_TEST_INFO_NULL};

    return ent_run_suite("unknowns", tests);
}
