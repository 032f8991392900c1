/* Estimates from a design: the randomisations are the sampling units. World w belongs to randomisation w mod 16, so the
 * figures are those of 16 worlds with the counts of each randomisation added up, but for the figures that a
 * design is allowed to give. */
#include "base/status.h"
#include "suite.h"
#include "tally/disagreement.h"
#include "tally/student_t.h"
#include "tally/tally.h"

#include <math.h>
#include <string.h>

enum { UNITS = ENT_RANDOMISATIONS, WORLDS = 80, DRAWS = 10 };

static uint64_t state;

static uint32_t below(uint32_t n)
{
    state = state * 6364136223846793005U + 1442695040888963407U;
    return (uint32_t) ((state >> 33) % n);
}

/* Counts of a condition and an event by world, with those of a second variant, and the same added up by randomisation.
 */
typedef struct counts {
    uint32_t k[WORLDS], n[WORLDS], k_b[WORLDS], n_b[WORLDS];
    uint32_t unit_k[UNITS], unit_n[UNITS], unit_k_b[UNITS], unit_n_b[UNITS];
} counts;

/* Worlds of very different chances, so that the spread is above that of independent draws. */
static void fill(counts *self)
{
    *self = (counts){.k = {0}};
    for (size_t w = 0; w < WORLDS; w++) {
        size_t r = w % UNITS;
        self->n[w] = w < 3 ? 0 : 4 + below(DRAWS - 4);
        self->k[w] = self->n[w] > 0 && r > 6 ? self->n[w] - below(2) : 0;
        self->n_b[w] = 4 + below(DRAWS - 4);
        self->k_b[w] = r > 9 ? below(self->n_b[w] + 1) : 0;
        self->unit_k[r] += self->k[w];
        self->unit_n[r] += self->n[w];
        self->unit_k_b[r] += self->k_b[w];
        self->unit_n_b[r] += self->n_b[w];
    }
}

static ent_counts of(const uint32_t *at, bool design)
{
    return (ent_counts){.at = at, .stride = 1, .design = design};
}

static void test_probabilities(void)
{
    counts it;
    ent_estimate by_world, by_unit;

    fill(&it);
    by_world = ent_estimate_without_range(of(it.k, true), of(it.n, true), WORLDS);
    by_unit = ent_estimate_without_range(of(it.unit_k, false), of(it.unit_n, false), UNITS);
    CU_ASSERT_EQUAL(by_world.p, by_unit.p);
    CU_ASSERT_EQUAL(by_world.low, by_unit.low);
    CU_ASSERT_EQUAL(by_world.high, by_unit.high);
    CU_ASSERT_EQUAL(by_world.worlds, WORLDS - 3);
    by_unit = ent_estimate_without_range(of(it.k, false), of(it.n, false), WORLDS);
    CU_ASSERT_TRUE(by_unit.high - by_unit.low < by_world.high - by_world.low);
}

/* One world in each of 16 randomisations, 5 draws in each: p = 1/2 with k of 2 and 3. se^2 = 16/15 * 16 * 1/4 / 80^2 =
 * 1/1500, so n_eff = 375, more than the 80 draws that independent draws could be worth. */
static void test_more_than_independent(void)
{
    uint32_t k[UNITS], n[UNITS];
    double t = ent_student_t_975(UNITS - 1);
    double tt = t * t / 375.0;
    ent_estimate e;

    for (size_t r = 0; r < UNITS; r++) {
        k[r] = r % 2 == 0 ? 2 : 3;
        n[r] = 5;
    }
    e = ent_estimate_without_range(of(k, true), of(n, true), UNITS);
    CU_ASSERT_DOUBLE_EQUAL(e.high, 0.5 + t * sqrt(0.25 / 375.0 + tt / 1500.0) / (1.0 + tt), 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(e.low + e.high, 1.0, 1e-15);
}

/* All randomisations alike: at 0 and 1 as many draws as worlds; between, a share of them may be off by one world. */
static void test_no_spread(void)
{
    uint32_t zero[WORLDS] = {0}, k[WORLDS], n[WORLDS];
    double t = ent_student_t_975(UNITS - 1);
    double reach = t * t / (UNITS + t * t) * UNITS / WORLDS;
    ent_estimate e;

    for (size_t w = 0; w < WORLDS; w++) {
        k[w] = 3;
        n[w] = 6;
    }
    e = ent_estimate_without_range(of(zero, true), of(n, true), WORLDS);
    CU_ASSERT_EQUAL(e.low, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(e.high, t * t / WORLDS / (1.0 + t * t / WORLDS), 1e-15);
    e = ent_estimate_without_range(of(k, true), of(n, true), WORLDS);
    CU_ASSERT_DOUBLE_EQUAL(e.high - e.low, 2.0 * reach, 0.01 * reach);
    CU_ASSERT_DOUBLE_EQUAL(ent_least_reach(UNITS, WORLDS), reach, 1e-15);
    CU_ASSERT_TRUE(reach > 0.04 && reach < 0.05);
    for (size_t w = UNITS; w < WORLDS; w++) { /* a condition that one randomisation has, or two */
        n[w] = k[w] = 0;
    }
    for (size_t r = 2; r < UNITS; r++) {
        n[r] = k[r] = 0;
    }
    CU_ASSERT_TRUE(ent_estimate_without_range(of(k, true), of(n, true), WORLDS).has_interval);
    n[1] = k[1] = 0;
    CU_ASSERT_FALSE(ent_estimate_without_range(of(k, true), of(n, true), WORLDS).has_interval);
}

static uint64_t sum_of(const uint32_t n[WORLDS])
{
    uint64_t sum = 0;

    for (size_t w = 0; w < WORLDS; w++) {
        sum += n[w];
    }
    return sum;
}

static void test_differences(void)
{
    counts it;
    ent_difference d, by_unit;
    uint32_t moved[WORLDS];
    double reach = ent_least_reach(UNITS, WORLDS);

    fill(&it);
    d = ent_paired_difference(of(it.k, true), of(it.n, true), of(it.k_b, true), of(it.n_b, true), WORLDS);
    by_unit = ent_paired_difference(
        of(it.unit_k, false), of(it.unit_n, false), of(it.unit_k_b, false), of(it.unit_n_b, false), UNITS);
    CU_ASSERT_EQUAL(d.value, by_unit.value);
    CU_ASSERT_EQUAL(d.low, by_unit.low); /* towards 0; away from it the units' has the term of few draws */
    CU_ASSERT_DOUBLE_EQUAL(d.high, 2.0 * d.value - d.low, 1e-15);
    CU_ASSERT_TRUE(d.better != by_unit.better); /* by world as ever */
    d = ent_paired_difference(of(it.k, true), of(it.n, true), of(it.k, true), of(it.n, true), WORLDS);
    CU_ASSERT_EQUAL(d.high - d.low, 0.0);
    memcpy(moved, it.k, sizeof(moved)); /* no draw differs, but they are other draws */
    d = ent_paired_difference(of(moved, true), of(it.n, true), of(it.k, true), of(it.n, true), WORLDS);
    CU_ASSERT_EQUAL(d.value, 0.0);
    CU_ASSERT_DOUBLE_EQUAL(d.high, 3.8414588206941236 / (double) sum_of(it.n), 1e-15);
    CU_ASSERT_EQUAL(d.low, -d.high);
    for (size_t w = 0; w < WORLDS; w++) { /* one draw more in each world: all randomisations differ alike */
        it.k[w] = 2;
        moved[w] = 3;
        it.n[w] = 8;
    }
    d = ent_paired_difference(of(moved, true), of(it.n, true), of(it.k, true), of(it.n, true), WORLDS);
    CU_ASSERT_DOUBLE_EQUAL(d.low, 0.125 - reach, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(d.high, 0.125 + reach, 1e-15);
    CU_ASSERT_EQUAL(d.better, 1.0);
}

/* Randomisations that differ alike, of variants with unlike draws: the fewer worlds count. */
static void test_differences_of_unlike_draws(void)
{
    uint32_t k[WORLDS], n[WORLDS], k_b[WORLDS], n_b[WORLDS];
    double reach = ent_least_reach(UNITS, WORLDS - UNITS);
    ent_difference d;

    for (size_t w = 0; w < WORLDS; w++) {
        k[w] = 4;
        n[w] = 8;
        k_b[w] = w < UNITS ? 0 : 1;
        n_b[w] = w < UNITS ? 0 : 4;
    }
    d = ent_paired_difference(of(k, true), of(n, true), of(k_b, true), of(n_b, true), WORLDS);
    CU_ASSERT_DOUBLE_EQUAL(d.low, 0.25 - reach, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(d.high, 0.25 + reach, 1e-15);
    d = ent_paired_difference(of(k_b, true), of(n_b, true), of(k, true), of(n, true), WORLDS);
    CU_ASSERT_DOUBLE_EQUAL(d.low, -0.25 - reach, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(d.high, -0.25 + reach, 1e-15);
}

/* The same of independent worlds: the fewer draws count, N = 4 * 64. */
static void test_fewer_draws(void)
{
    const double step = 3.8414588206941236 / (4 * (WORLDS - UNITS));
    uint32_t k[WORLDS], n[WORLDS], k_b[WORLDS], n_b[WORLDS];
    double reach = (step + sqrt(step * step + 4 * step * 0.25 * 0.75)) / 2;
    ent_difference d;

    for (size_t w = 0; w < WORLDS; w++) {
        k[w] = 4;
        n[w] = 8;
        k_b[w] = w < UNITS ? 0 : 1;
        n_b[w] = w < UNITS ? 0 : 4;
    }
    d = ent_paired_difference(of(k, false), of(n, false), of(k_b, false), of(n_b, false), WORLDS);
    CU_ASSERT_DOUBLE_EQUAL(d.high, 0.25 + reach, 1e-12);
    d = ent_paired_difference(of(k_b, false), of(n_b, false), of(k, false), of(n, false), WORLDS);
    CU_ASSERT_DOUBLE_EQUAL(d.low, -0.25 - reach, 1e-12);
}

static ent_mean mean_of(const ent_exact_sum *at, bool design, uint64_t worlds, ent_bounds bounds)
{
    return ent_mean_of_sums((ent_sums){.at = at, .stride = 1, .design = design}, worlds, bounds);
}

static void test_means(void)
{
    ent_exact_sum a[WORLDS] = {{.count = 0}}, b[WORLDS] = {{.count = 0}};
    ent_exact_sum unit_a[UNITS] = {{.count = 0}}, unit_b[UNITS] = {{.count = 0}};
    const ent_bounds bounds = {0.0, 20.0}, open = {0.0, INFINITY};
    ent_sums of_a = {.at = a, .stride = 1, .design = true}, of_b = {.at = b, .stride = 1, .design = true};
    double share = ent_least_reach(UNITS, WORLDS);
    ent_mean m, by_unit;

    for (size_t w = 0; w < WORLDS; w++) {
        for (uint32_t i = below(3); i < 4; i++) {
            ent_exact_sum_add(&a[w], below(20));
            ent_exact_sum_add(&b[w], below(10));
        }
        ent_exact_sum_merge(&unit_a[w % UNITS], &a[w]);
        ent_exact_sum_merge(&unit_b[w % UNITS], &b[w]);
    }
    m = mean_of(a, true, WORLDS, bounds);
    by_unit = mean_of(unit_a, false, UNITS, bounds);
    CU_ASSERT_EQUAL(m.value, by_unit.value);
    CU_ASSERT_EQUAL(m.low, by_unit.low);
    CU_ASSERT_EQUAL(m.high, by_unit.high);
    CU_ASSERT_EQUAL(m.worlds, WORLDS);
    m = ent_mean_difference(of_a, bounds, of_b, bounds, WORLDS);
    by_unit = ent_mean_difference(ent_sums_of(unit_a, 1), bounds, ent_sums_of(unit_b, 1), bounds, UNITS);
    CU_ASSERT_EQUAL(m.low, by_unit.low);
    CU_ASSERT_EQUAL(m.high, by_unit.high);
    for (size_t w = 0; w < WORLDS; w++) {
        a[w] = (ent_exact_sum){.count = 0};
        ent_exact_sum_add(&a[w], 5.0);
    }
    m = mean_of(a, true, WORLDS, bounds);
    CU_ASSERT_DOUBLE_EQUAL(m.low, 5.0 - 20.0 * share, 1e-14);
    CU_ASSERT_DOUBLE_EQUAL(m.high, 5.0 + 20.0 * share, 1e-14);
    m = mean_of(a, true, WORLDS, open);
    CU_ASSERT_DOUBLE_EQUAL(m.low, 5.0 - 5.0 * share, 1e-14);
    CU_ASSERT_EQUAL(m.high, INFINITY);
}

static ent_measure_column column_of(const ent_measure_sum *at, bool design)
{
    return (ent_measure_column){.at = at, .stride = 1, .bounds = {-100.0, 100.0}, .design = design};
}

static void test_measures(void)
{
    ent_measure_sum a[WORLDS] = {{.count = 0}}, b[WORLDS] = {{.count = 0}};
    ent_measure_sum unit_a[UNITS] = {{.count = 0}}, unit_b[UNITS] = {{.count = 0}};
    const ent_worlds worlds = {.count = WORLDS, .replications = DRAWS}, units = {.count = UNITS, .replications = DRAWS};
    ent_measure_column of_a = column_of(a, true), of_b = column_of(b, true);
    ent_measure_column units_a = column_of(unit_a, false), units_b = column_of(unit_b, false);
    ent_estimate e, by_unit;
    ent_difference d, of_units;

    for (size_t w = 0; w < WORLDS; w++) {
        for (uint32_t i = below(3); i < 4; i++) {
            ent_measure_sum_add(&a[w], (double) below(20) - 7.0);
            ent_measure_sum_add(&b[w], (double) below(10) - 5.0);
        }
        ent_measure_sum_merge(&unit_a[w % UNITS], &a[w]);
        ent_measure_sum_merge(&unit_b[w % UNITS], &b[w]);
    }
    CU_ASSERT_EQUAL(ent_measure_estimate(&e, &of_a, &worlds, true), ENT_OK);
    CU_ASSERT_EQUAL(ent_measure_estimate(&by_unit, &units_a, &units, false), ENT_OK);
    CU_ASSERT_EQUAL(e.p, by_unit.p);
    CU_ASSERT_EQUAL(e.low, by_unit.low);
    CU_ASSERT_EQUAL(e.high, by_unit.high);
    CU_ASSERT_EQUAL(e.worlds, WORLDS);
    CU_ASSERT_EQUAL(ent_measure_difference(&d, &of_a, &of_b, WORLDS), ENT_OK);
    CU_ASSERT_EQUAL(ent_measure_difference(&of_units, &units_a, &units_b, UNITS), ENT_OK);
    CU_ASSERT_EQUAL(d.low, of_units.low);
    CU_ASSERT_EQUAL(d.high, of_units.high);
    for (size_t w = 0; w < WORLDS; w++) {
        a[w] = b[w] = (ent_measure_sum){.count = 0};
        ent_measure_sum_add(&a[w], 3.0);
        ent_measure_sum_add(&b[w], 2.0);
    }
    CU_ASSERT_EQUAL(ent_measure_estimate(&e, &of_a, &worlds, false), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(e.high, 3.0 + 200.0 * ent_least_reach(UNITS, WORLDS), 1e-13);
    CU_ASSERT_EQUAL(ent_measure_difference(&d, &of_a, &of_b, WORLDS), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(d.low, 1.0 - 400.0 * ent_least_reach(UNITS, WORLDS), 1e-13);
    CU_ASSERT_EQUAL(ent_measure_difference(&d, &of_a, &of_a, WORLDS), ENT_OK);
    CU_ASSERT_EQUAL(d.high, 0.0);
}

/* Sums that stand beside others of their worlds, as those of a tally do: what is between them is not read. */
static void test_columns_beside_others(void)
{
    static ent_exact_sum sum[WORLDS], beside[3 * WORLDS];
    static ent_measure_sum measure[WORLDS], measure_beside[3 * WORLDS];
    const ent_bounds bounds = {0.0, 20.0};
    const ent_worlds worlds = {.count = WORLDS, .replications = DRAWS};

    for (size_t w = 0; w < WORLDS; w++) {
        for (uint32_t i = below(3); i < 4; i++) {
            ent_exact_sum_add(&sum[w], below(20));
            ent_measure_sum_add(&measure[w], (double) below(20) - 7.0);
        }
        beside[3 * w] = sum[w];
        measure_beside[3 * w] = measure[w];
        ent_exact_sum_add(&beside[3 * w + 1], 1.0);
        ent_measure_sum_add(&measure_beside[3 * w + 1], 1.0);
        ent_measure_sum_add(&measure_beside[3 * w + 2], INFINITY);
    }
    for (int design = 0; design < 2; design++) {
        ent_measure_column one = column_of(measure, design == 1), of = column_of(measure_beside, design == 1);
        ent_mean mean = mean_of(sum, design == 1, WORLDS, bounds), same;
        ent_estimate e, same_e;
        same = ent_mean_of_sums((ent_sums){.at = beside, .stride = 3, .design = design == 1}, WORLDS, bounds);
        CU_ASSERT_TRUE(same.value == mean.value && same.low == mean.low && same.high == mean.high);
        of.stride = 3;
        CU_ASSERT_EQUAL(ent_measure_estimate(&e, &one, &worlds, false), ENT_OK);
        CU_ASSERT_EQUAL(ent_measure_estimate(&same_e, &of, &worlds, false), ENT_OK);
        CU_ASSERT_TRUE(same_e.p == e.p && same_e.low == e.low && same_e.high == e.high && same_e.worlds == WORLDS);
        CU_ASSERT_EQUAL(ent_measure_beyond(&of, WORLDS), 0);
    }
}

/* A streamed column has the interval of a kept one with the same counts, in one tally and in two that are merged. */
static void test_tallies(void)
{
    ent_tally_layout at = {.outcomes = 1, .horizon = 1, .contributors = 1, .design = true};
    ent_tally whole = {0}, part[2] = {{.worlds = 0}};
    ent_estimate kept, streamed;
    counts it;

    fill(&it);
    ent_tally_layout_place(&at);
    CU_ASSERT_EQUAL_FATAL(ent_tally_init(&whole, &at, WORLDS, DRAWS), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_tally_init(&part[0], &at, WORLDS, DRAWS), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_tally_init(&part[1], &at, WORLDS, DRAWS), ENT_OK);
    for (uint64_t w = 0; w < WORLDS; w++) {
        uint32_t count[16] = {0};
        count[at.draws] = it.n[w];
        count[at.headline] = it.k[w];
        count[at.headline + 1] = it.n[w];
        count[at.joins] = it.k[w];
        ent_tally_world(&whole, w, count);
        ent_tally_world(&part[w > 33 ? 1 : 0], w, count);
    }
    ent_tally_merge(&part[0], &part[1]);
    CU_ASSERT_EQUAL(ent_tally_estimate(&whole, at.headline, &kept), ENT_OK);
    streamed = ent_tally_interval(&part[0], at.joins);
    CU_ASSERT_EQUAL(streamed.p, kept.p);
    CU_ASSERT_EQUAL(streamed.low, kept.low);
    CU_ASSERT_EQUAL(streamed.high, kept.high);
    CU_ASSERT_EQUAL(streamed.worlds, kept.worlds);
    ent_tally_free(&part[1]);
    CU_ASSERT_EQUAL(ent_tally_copy_moments(&part[1], &part[0], &whole.arena), ENT_OK);
    CU_ASSERT_EQUAL(ent_tally_interval(&part[1], at.joins).high, kept.high);
    ent_tally_free(&whole);
    ent_tally_free(&part[0]);
}

/* The jackknife leaves out one randomisation at a time. */
static void test_disagreement(void)
{
    uint32_t k[WORLDS], n[WORLDS], group[WORLDS];
    ent_disagreement random, design;

    for (size_t w = 0; w < WORLDS; w++) {
        group[w] = (uint32_t) (w / 7 % 2);
        n[w] = 40;
        k[w] = 5 + 20 * group[w] + below(10);
    }
    CU_ASSERT_EQUAL(ent_disagreement_of_counts(&random, of(k, false), of(n, false), WORLDS, group, 2), ENT_OK);
    CU_ASSERT_EQUAL(ent_disagreement_of_counts(&design, of(k, true), of(n, true), WORLDS, group, 2), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(random.share, design.share, 1e-12);
    CU_ASSERT_TRUE(random.has_interval && design.has_interval);
    CU_ASSERT_NOT_EQUAL(random.low, design.low);
    CU_ASSERT_EQUAL(ent_disagreement_of_counts(&design, of(k, true), of(n, true), 32, group, 2), ENT_OK);
    CU_ASSERT_TRUE(design.has_interval); /* 32 worlds are no 50 blocks, but two in each randomisation */
}

int main(void)
{
    CU_TestInfo tests[] = {{"probabilities", test_probabilities}, {"more than independent", test_more_than_independent},
        {"no spread", test_no_spread}, {"differences", test_differences},
        {"differences of unlike draws", test_differences_of_unlike_draws}, {"fewer draws", test_fewer_draws},
        {"means", test_means}, {"measures", test_measures}, {"columns beside others", test_columns_beside_others},
        {"tallies", test_tallies}, {"disagreement", test_disagreement}, CU_TEST_INFO_NULL};

    return ent_run_suite("estimates from a design", tests);
}
