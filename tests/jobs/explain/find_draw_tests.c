/* The draw that is looked for, against a walk over all draws of draws.csv: the first with an outcome or in which a
 * condition holds, and the typical one by its definition; with experts, `given` and variants; any number of threads. */
#include "jobs/job_case.h"

#include "jobs/explain/typical_draw.h"
#include "run/experts/experts.h"
#include "run/experts/player.h"
#include "tables/draw_rows.h"

#include <math.h>

#define CASE                                                                                                           \
    "run: { worlds = 40; replications = 15; seed = 11; horizon = 12; };"                                               \
    "factors: { will = \"normal(0, 1)\"; };"                                                                           \
    "events: { storm = \"logistic(will)\"; late: { monthly = 0.1; }; };"                                               \
    "contributors: { a: { troops = \"4k to 9k\"; joins = \"if(storm, 90%, 40%)\"; };"                                  \
    "b: { troops = 2000; joins = 0.5; }; }; force: { required = 6000; };"                                              \
    "parties: { p: { threshold = \"uniform(0, 1)\"; }; q: { threshold = \"uniform(0, 0.8)\"; }; };"                    \
    "demands: { d: { options = (\"x\", \"y\", \"z\"); p: { weight = 1; scores = (0.9, 0.5, 0.1); };"                   \
    "q: { weight = 1; scores = (0.1, 0.6, 0.9); refuses = (0.3, 0, 0); }; }; }; talks: { rounds = 4; };"               \
    "truce: { causes: { c: { hazard = \"0.1 * 0.5 ^ force.ratio\"; contained = 0.5; }; }; };"                          \
    "outcomes: { none: { when = \"not agreed\"; }; held: { when = \"truce.held\"; }; broken: { }; };"                  \
    "headline = \"truce.held\"; variants: { sure: { set = (\"events.storm = 1\"); }; };"

/* --- all draws ---------------------------------------------------------------------------------------------------- */

enum { DRAWS = 600, COLUMNS = 64 };

/* The kept draws of a variant, by the recorder. */
typedef struct all_draws {
    uint64_t number[DRAWS];
    size_t outcome[DRAWS];
    bool holds[DRAWS];
    double x[DRAWS][COLUMNS]; /* of texts NaN */
    const char *text[DRAWS][COLUMNS];
    size_t count, columns;
} all_draws;

static void read_all(all_draws *self, const ent_variant_model *variant)
{
    uint64_t replications = variant->scenario.run.replications;
    ent_player player = {.simulators = 0};

    memset(self, 0, sizeof(*self));
    CU_ASSERT_EQUAL_FATAL(ent_player_init(&player, &variant->recorder, 1, false), ENT_OK);
    for (uint64_t draw = 0; draw < DRAWS; draw++) {
        ent_simulator *simulator = ent_player_of_world(&player, draw / replications);
        const ent_block *block = &simulator->block;
        const ent_outcome_plan *plan = &block->model->outcome;
        ent_cell cell[COLUMNS];
        ent_simulator_set_worlds(simulator, draw / replications, 1, replications, false);
        CU_ASSERT_EQUAL_FATAL(ent_simulator_run(simulator, draw, 1), ENT_OK);
        if (plan->given != ENT_NO_REGISTER && block->draw[plan->given][0] == 0.0) {
            continue;
        }
        self->number[self->count] = draw;
        self->outcome[self->count] = (size_t) block->outcome[0];
        self->holds[self->count] = plan->where == ENT_NO_REGISTER || block->draw[plan->where][0] != 0.0;
        self->columns = ent_draw_cells(block, 0, cell);
        CU_ASSERT_FATAL(self->columns <= COLUMNS);
        for (size_t c = 0; c < self->columns; c++) {
            self->x[self->count][c] = cell[c].number;
            self->text[self->count][c] = cell[c].text;
        }
        self->count++;
    }
    ent_player_free(&player);
}

static bool is_one(const all_draws *self, size_t i, size_t outcome)
{
    return self->holds[i] && (outcome == SIZE_MAX || self->outcome[i] == outcome);
}

/* --- the typical draw, by its definition ----------------------------------------------------------------------------
 */

static size_t smaller(const all_draws *self, size_t c, double x, size_t outcome, bool or_equal)
{
    size_t count = 0;

    for (size_t i = 0; i < self->count; i++) {
        count += is_one(self, i, outcome) && (self->x[i][c] < x || (or_equal && self->x[i][c] == x)) ? 1 : 0;
    }
    return count;
}

/* Adds the squared distances of a column of numbers. No number of the case is missing. */
static void add_numbers(const all_draws *self, size_t c, size_t outcome, size_t n, double *sum)
{
    double median = NAN, mean = 0.0, variance = 0.0, finite = 0.0;

    for (size_t i = 0; i < self->count; i++) {
        double x = self->x[i][c];
        if (is_one(self, i, outcome)) {
            median =
                smaller(self, c, x, outcome, false) <= (n - 1) / 2 && smaller(self, c, x, outcome, true) > (n - 1) / 2
                    ? x
                    : median;
            finite += isfinite(x) ? 1.0 : 0.0;
            mean += isfinite(x) ? x : 0.0;
        }
    }
    mean /= finite;
    for (size_t i = 0; i < self->count; i++) {
        bool counts = is_one(self, i, outcome) && isfinite(self->x[i][c]);
        variance += counts ? (self->x[i][c] - mean) * (self->x[i][c] - mean) / finite : 0.0;
    }
    for (size_t i = 0; i < self->count && variance > 0.0; i++) {
        double x = self->x[i][c];
        sum[i] += x == median ? 0.0 : isfinite(x) && isfinite(median) ? (x - median) * (x - median) / variance : 9.0;
    }
}

static void add_texts(const all_draws *self, size_t c, size_t outcome, size_t n, double *sum)
{
    const char *mode = "";
    size_t most = 0;

    for (size_t i = 0; i < self->count; i++) {
        size_t same = 0;
        for (size_t k = 0; k < self->count && is_one(self, i, outcome); k++) {
            same += is_one(self, k, outcome) && strcmp(self->text[k][c], self->text[i][c]) == 0 ? 1 : 0;
        }
        if (same > most || (same == most && most > 0 && strcmp(self->text[i][c], mode) < 0)) {
            most = same;
            mode = self->text[i][c];
        }
    }
    for (size_t i = 0; i < self->count && most < n; i++) {
        double p = (double) most / (double) n;
        sum[i] += strcmp(self->text[i][c], mode) == 0 ? 0.0 : 1.0 / (p * (1.0 - p));
    }
}

/* The number of the typical draw; DRAWS where there is none. */
static uint64_t typical(const all_draws *self, size_t outcome, size_t *matching)
{
    static double sum[DRAWS];
    size_t best = DRAWS;

    memset(sum, 0, sizeof(sum));
    *matching = 0;
    for (size_t i = 0; i < self->count; i++) {
        *matching += is_one(self, i, outcome) ? 1 : 0;
    }
    for (size_t c = 0; c<self->columns && * matching> 0; c++) {
        if (self->text[0][c] != NULL) {
            add_texts(self, c, outcome, *matching, sum);
        } else {
            add_numbers(self, c, outcome, *matching, sum);
        }
    }
    for (size_t i = 0; i < self->count; i++) {
        best = is_one(self, i, outcome) && (best == DRAWS || sum[i] < sum[best] * (1.0 - 1e-12)) ? i : best;
    }
    return best < DRAWS ? self->number[best] : DRAWS;
}

/* --- comparison --------------------------------------------------------------------------------------------------- */

static size_t most_frequent(const all_draws *self, size_t outcomes)
{
    size_t count[8] = {0};
    size_t most = 0;

    for (size_t i = 0; i < self->count; i++) {
        count[self->outcome[i]]++;
    }
    for (size_t o = 0; o <= outcomes; o++) {
        most = count[o] > count[most] ? o : most;
    }
    return most;
}

/* First and typical draw of a query, in the draws of `all`. */
static void compare(const all_draws *all, ent_draw_query query)
{
    bool any_outcome = query.outcome == SIZE_MAX && !query.where;
    size_t wanted = any_outcome ? most_frequent(all, query.variant->scenario.outcomes) : query.outcome;
    size_t first = 0, matching = 0;
    uint64_t nearest = typical(all, wanted, &matching);
    ent_draw_found found;

    while (first < all->count && !is_one(all, first, query.outcome)) {
        first++;
    }
    CU_ASSERT_EQUAL(ent_find_first_draw(&query, &found), ENT_OK);
    CU_ASSERT_EQUAL(found.any, first < all->count);
    CU_ASSERT_EQUAL(found.looked, first < all->count ? first + 1 : all->count);
    CU_ASSERT(!found.any || found.draw == all->number[first]);
    for (query.threads = 1; query.threads <= 3; query.threads += 2) {
        CU_ASSERT_EQUAL(ent_find_typical_draw(&query, &found), ENT_OK);
        CU_ASSERT_EQUAL(found.any, matching > 0);
        CU_ASSERT_EQUAL(found.looked, all->count);
        CU_ASSERT(!found.any || (found.draw == nearest && found.matching == matching && found.outcome == wanted));
    }
}

/* Every outcome, the unclassified too, and any; of the base and the variant. */
static void compare_all(const char *text, const char *where)
{
    static all_draws all;
    ent_experiment experiment = {0};
    ent_diagnostics said = {0};
    ent_experiment_source source = {.path = "case.cfg",
        .id = "case",
        .load = job_load_text,
        .context = (void *) (uintptr_t) text,
        .kernels = ent_kernels_select(NULL),
        .where = where};

    CU_ASSERT_EQUAL_FATAL(ent_experiment_load(&experiment, &source, &said), ENT_OK);
    for (size_t v = 0; v < experiment.count; v++) {
        ent_draw_query query = {.variant = experiment.item[v], .where = where != NULL};
        read_all(&all, experiment.item[v]);
        for (size_t o = 0; o <= query.variant->scenario.outcomes + 1; o++) {
            query.outcome = o <= query.variant->scenario.outcomes ? o : SIZE_MAX;
            compare(&all, query);
        }
    }
    ent_experiment_free(&experiment);
    ent_diagnostics_free(&said);
}

static void test_outcomes(void)
{
    compare_all(CASE, NULL);
}

static void test_where(void)
{
    compare_all(CASE, "agreed and truce.months < 9 or late");
    compare_all(CASE, "talks.month > 2 and deal.d != 'y'");
    compare_all(CASE, "false");
}

/* A handful of draws, in each of which one number more or less would move the deviation of a column far from 0. */
static void test_few(void)
{
    static const char few[] =
        "run: { worlds = 600; replications = 1; seed = 11; };"
        "factors: { tag = \"uniform(0, 1)\"; far = \"normal(1000, 1)\"; near = \"normal(0, 1)\"; };"
        "events: { e = 0.5; }; headline = \"e\";";
    char where[64];

    for (unsigned i = 0; i < 40; i++) {
        (void) snprintf(where, sizeof(where), "tag >= %u / 100 and tag < %u / 100", i, i + 1);
        compare_all(few, where);
    }
}

static void test_given(void)
{
    compare_all(CASE "given = \"storm\";", "not truce.held");
    compare_all(CASE "given = \"false\";", "not truce.held");
}

static void test_experts(void)
{
    static const char experts[] =
        CASE "experts: { e: { weight = 2; }; f: { set = (\"parties.p.threshold = 0.4\"); }; };";

    compare_all(experts, NULL);
    compare_all(experts, "agreed");
}

int main(void)
{
    CU_TestInfo tests[] = {{"outcomes", test_outcomes}, {"where", test_where}, {"few draws", test_few},
        {"given", test_given}, {"experts", test_experts}, CU_TEST_INFO_NULL};

    return ent_run_suite("find draw", tests);
}
