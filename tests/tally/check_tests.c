/* ent_tally_check: a consistent tally passes, and each single corruption is found. */
#include "base/status.h"
#include "suite.h"
#include "tally/tally.h"

#include <string.h>

enum { WORLDS = 2, DRAWS = 10, DEALS = 6 };

/* Counts of one world: 10 draws, 6 deals, all columns in agreement. */
static void make_counts(const ent_tally_layout *at, uint32_t *count)
{
    memset(count, 0, at->columns * sizeof(*count));
    count[at->draws] = DRAWS;
    count[at->deals] = DEALS;
    count[at->outcome] = 4;
    count[at->outcome + 1] = 3;
    count[at->outcome + 2] = 3;
    count[at->headline] = 3;
    count[at->headline + 1] = 7;
    count[at->check] = 10;
    count[at->check + 1] = 10;
    count[at->check + 2] = 2;
    count[at->check + 3] = 5;
    count[at->survived] = 6;
    count[at->survived + 1] = 5;
    count[at->survived + 2] = 5;
    count[at->joins] = 10;
    count[at->joins + 1] = 4;
    count[at->required] = 10;
    count[at->agreed] = 2;
    count[at->agreed + 1] = 6;
    count[at->agreed + 2] = 6;
    count[at->share] = 5;
    count[at->share + 1] = 1;
}

static void add_numbers(ent_exact_sum *sum, ent_histogram *histogram, uint64_t count)
{
    ent_exact_sum_add_repeated(sum, 0.5, count);
    ent_histogram_add(histogram, 0.5, count);
}

/* A driver that holds in so many of the draws of a world with the headline's condition, and with its event. */
static void add_driver(ent_tally *self, size_t driver, const uint32_t base[2], uint32_t with, uint32_t both)
{
    const ent_driver_counts own = {&with, &both}, all = {&base[0], &base[1]};

    for (uint64_t w = 0; w < WORLDS; w++) {
        ent_driver_sum_add(&self->driver[driver], &own, &all, w, 1);
    }
}

static void make(ent_tally *self)
{
    ent_tally_layout at = {.outcomes = 2,
        .checks = 2,
        .horizon = 3,
        .contributors = 2,
        .thresholds = 1,
        .steps = 3,
        .options = 2,
        .parties = 2,
        .causes = 2,
        .packages = 2,
        .means = 1,
        .ranges = true};
    static const double utility[] = {0.25, 0.75};
    static const uint32_t all[] = {7, 3};
    uint32_t count[64];

    ent_tally_layout_place(&at);
    CU_ASSERT_EQUAL_FATAL(ent_tally_init(self, &at, WORLDS, DRAWS), ENT_OK);
    make_counts(&at, count);
    for (uint64_t w = 0; w < WORLDS; w++) {
        ent_tally_world(self, w, count);
    }
    add_driver(self, ENT_DRIVER_ALL, all, all[0], all[1]);
    add_driver(self, ENT_DRIVER_DEALS, all, 4, 3);
    add_driver(self, at.driver_of_joins, all, 7, 3);
    add_driver(self, at.driver_of_joins + 1, all, 2, 1);
    add_numbers(&self->troops_sum[0], &self->troops[0], 20);
    add_numbers(&self->troops_sum[1], &self->troops[1], 8);
    for (size_t p = 0; p < 2; p++) {
        add_numbers(&self->utility_sum[p], &self->utility[p], 12);
        ent_exact_sum_add_repeated(&self->threshold_sum[p], 0.5, 20);
        self->pivotal[p] = self->shapley[p] = self->available[p] = self->refused[p] = 20;
    }
    for (int i = 0; i < 12; i++) {
        ent_tally_deal(self, i < 10 ? 0 : 1, utility);
    }
    self->cause_month[0] = 1;
    self->cause_month[5] = 11;
}

static void test_consistent(void)
{
    ent_tally tally = {0};
    ent_tally empty = {0};
    ent_tally_layout at = {.horizon = 1};

    make(&tally);
    CU_ASSERT_PTR_NULL(ent_tally_check(&tally));
    tally.troops_sum[0].clipped = 20; /* all of its numbers */
    CU_ASSERT_PTR_NULL(ent_tally_check(&tally));
    tally.layout.packages = 0; /* deals by package are not counted: nothing to compare */
    CU_ASSERT_PTR_NULL(ent_tally_check(&tally));
    ent_tally_free(&tally);
    ent_tally_layout_place(&at);
    CU_ASSERT_EQUAL_FATAL(ent_tally_init(&empty, &at, 1, 1), ENT_OK);
    CU_ASSERT_PTR_NULL(ent_tally_check(&empty));
    ent_tally_free(&empty);
}

/* Sets one kept count of the second world. */
static void expect_kept(size_t column, uint32_t value, const char *violation)
{
    ent_tally tally = {0};

    make(&tally);
    ent_tally_set_count(&tally, column, 1, value);
    CU_ASSERT_PTR_NOT_NULL_FATAL(ent_tally_check(&tally));
    CU_ASSERT_STRING_EQUAL(ent_tally_check(&tally), violation);
    ent_tally_free(&tally);
}

static void test_worlds(void)
{
    ent_tally tally = {0};
    ent_tally_layout at;

    make(&tally);
    at = tally.layout;
    ent_tally_free(&tally);
    expect_kept(at.draws, DRAWS + 1, "a world has too many draws or deals");
    expect_kept(at.deals, DRAWS + 1, "a world has too many draws or deals");
    expect_kept(at.outcome, 3, "the outcomes of a world do not add up to its draws");
    expect_kept(at.outcome + 2, 4, "the outcomes of a world do not add up to its draws");
    expect_kept(at.headline, 8, "the headline counts more events than conditions, or more conditions than draws");
    expect_kept(at.headline + 1, 11, "the headline counts more events than conditions, or more conditions than draws");
    expect_kept(at.check + 1, 9, "a check counts more events than conditions, or more conditions than draws");
    expect_kept(at.check + 2, 6, "a check counts more events than conditions, or more conditions than draws");
    expect_kept(at.check + 3, 11, "a check counts more events than conditions, or more conditions than draws");
    expect_kept(at.survived, 7, "more truces hold in a month than in the month before");
    expect_kept(at.survived + 1, 7, "more truces hold in a month than in the month before");
    expect_kept(at.survived + 2, 6, "more truces hold in a month than in the month before");
}

/* Adds `by` to the counter at `counter` of a fresh tally (found from its own), and compares the violation. */
static void expect_counter(const ent_tally *tally, uint64_t *counter, uint64_t by, const char *violation)
{
    *counter += by;
    CU_ASSERT_PTR_NOT_NULL_FATAL(ent_tally_check(tally));
    CU_ASSERT_STRING_EQUAL(ent_tally_check(tally), violation);
    *counter -= by;
    CU_ASSERT_PTR_NULL(ent_tally_check(tally));
}

static void test_counters(void)
{
    static const char moments[] = "the moments of a streamed column do not agree with the draws";
    static const char numbers[] = "a sum or its histogram does not have one number per event";
    static const char most[] = "a count exceeds the number of draws";
    static const char base[] = "the base of the drivers does not have the draws of the headline";
    static const char more[] = "a driver holds in more draws than there are";
    static const char products[] = "the moments of a driver do not agree with each other";
    ent_tally tally = {0};
    const ent_tally_layout *at = &tally.layout;
    ent_moments *agreed;
    ent_moments *last;

    make(&tally);
    agreed = &tally.column[at->agreed];
    last = &tally.column[at->columns - 1];
    expect_counter(&tally, &tally.draws, 1, "the draws of the worlds do not add up");
    expect_counter(&tally, &tally.column[at->joins].n, 1, moments);
    expect_counter(&tally, &tally.column[at->joins].k, 1, moments);
    expect_counter(&tally, &tally.column[at->joins].worlds, 1, moments);
    expect_counter(&tally, &last->n, 1, moments);
    expect_counter(&tally, &last->k, 11, moments);
    expect_counter(&tally, &agreed->k, 9, "fewer deals by a round than by the round before");
    expect_counter(&tally, &tally.troops_sum[1].count, 1, numbers);
    expect_counter(&tally, &tally.troops[1].count, 1, numbers);
    expect_counter(&tally, &tally.troops_sum[0].clipped, 21, numbers);
    expect_counter(&tally, &tally.utility_sum[1].count, 1, numbers);
    expect_counter(&tally, &tally.utility[0].bin[0].count, 1, "the counts of the bins do not add up");
    expect_counter(&tally, &tally.threshold_sum[0].count, 1, "a threshold is not summed over all draws");
    expect_counter(&tally, &tally.threshold_sum[1].count, 1, "a threshold is not summed over all draws");
    expect_counter(&tally, &tally.package_count[0], 1, "the utility of a package is not summed over its deals");
    expect_counter(&tally, &tally.package_utility[3].count, 1, "the utility of a package is not summed over its deals");
    expect_counter(&tally, &tally.cause_month[5], 1, "more collapses than truces");
    expect_counter(&tally, &tally.mean[1].count, 11, "a mean is taken over more numbers than draws");
    expect_counter(&tally, &tally.mean[0].clipped, 1, "a mean is taken over more numbers than draws");
    expect_counter(&tally, &tally.pivotal[0], 1, most);
    expect_counter(&tally, &tally.shapley[1], 1, most);
    expect_counter(&tally, &tally.available[0], 1, most);
    expect_counter(&tally, &tally.refused[1], 1, most);
    expect_counter(&tally, &tally.driver[ENT_DRIVER_ALL].with[1], 1, base);
    expect_counter(&tally, &tally.driver[ENT_DRIVER_ALL].both[0], 1, base);
    expect_counter(&tally, &tally.driver[at->driver_of_joins].with[0], 1, more);
    expect_counter(&tally, &tally.driver[at->driver_of_joins + 1].both[0], 2, more);
    expect_counter(&tally, &tally.driver[at->driver_of_joins].worlds_without, WORLDS + 1, products);
    ent_tally_free(&tally);
}

static void test_packages(void)
{
    static const double utility[] = {0.5, 0.5};
    ent_tally tally = {0};

    make(&tally);
    ent_tally_deal(&tally, 1, utility);
    CU_ASSERT_STRING_EQUAL(ent_tally_check(&tally), "the packages do not add up to the deals");
    ent_tally_free(&tally);
}

int main(void)
{
    CU_TestInfo tests[] = {{"consistent", test_consistent}, {"worlds", test_worlds}, {"counters", test_counters},
        {"packages", test_packages}, CU_TEST_INFO_NULL};

    return ent_run_suite("tally_check", tests);
}
