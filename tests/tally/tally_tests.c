#include "suite.h"

#include "base/status.h"
#include "tally/tally.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { WORLDS = 3 };

static ent_tally_layout small_layout(void)
{
    ent_tally_layout layout = {.outcomes = 2,
        .checks = 1,
        .horizon = 3,
        .contributors = 2,
        .thresholds = 2,
        .steps = 2,
        .options = 3,
        .parties = 2,
        .causes = 2,
        .packages = 4,
        .means = 2,
        .ranges = true};

    ent_tally_layout_place(&layout);
    return layout;
}

/* Places follow each other without gap or overlap: filling each kind's places marks every column once. */
static void test_layout(void)
{
    ent_tally_layout at = small_layout();
    const size_t first[] = {at.draws, at.deals, at.outcome, at.headline, at.check, at.survived, at.joins, at.offered,
        at.committed, at.required, at.agreed, at.share};
    const size_t count[] = {1, 1, 3, 2, 2, 3, 2, 2, 2, 2, 2, 3};
    int marks[64] = {0};

    CU_ASSERT_EQUAL_FATAL(at.columns, 25);
    CU_ASSERT_EQUAL(at.kept, 12);
    for (size_t i = 0; i < sizeof(first) / sizeof(*first); i++) {
        CU_ASSERT_EQUAL(first[i] < at.kept, i < 6);
        for (size_t k = 0; k < count[i]; k++) {
            marks[first[i] + k]++;
        }
    }
    for (size_t i = 0; i < at.columns; i++) {
        CU_ASSERT_EQUAL(marks[i], 1);
    }
}

/* A world's counts: 100 draws, 60 deals, and numbers that differ by column and world. */
static void make_world(const ent_tally_layout *at, uint64_t world, uint32_t *count)
{
    for (size_t c = 0; c < at->columns; c++) {
        count[c] = (uint32_t) (c + 10 * world);
    }
    count[at->draws] = 100;
    count[at->deals] = 60;
    count[at->headline + 1] = 100;
}

static void test_worlds(void)
{
    ent_tally_layout at = small_layout();
    ent_tally tally = {0};
    ent_moments joins = {0};
    ent_moments share = {0};
    uint32_t count[64];
    ent_estimate e;
    ent_estimate expected;

    CU_ASSERT_EQUAL_FATAL(ent_tally_init(&tally, &at, WORLDS, 100), ENT_OK);
    for (uint64_t w = 0; w < WORLDS; w++) {
        make_world(&at, w, count);
        ent_tally_world(&tally, w, count);
        ent_moments_add(&joins, count[at.joins + 1], 100);
        ent_moments_add(&share, count[at.share + 2], 60);
    }
    CU_ASSERT_EQUAL(tally.draws, 300);
    CU_ASSERT_EQUAL(ent_count(ent_tally_counts(&tally, at.survived + 1), 2), at.survived + 1 + 20);
    CU_ASSERT_PTR_NULL(ent_tally_counts(&tally, at.joins).at);
    CU_ASSERT_EQUAL(ent_tally_total(&tally, at.joins), 3 * at.joins + 30);
    CU_ASSERT_EQUAL(ent_tally_estimate(&tally, at.headline, &e), ENT_OK);
    CU_ASSERT_EQUAL(e.k, 3 * at.headline + 30);
    CU_ASSERT_EQUAL(e.n, 300);
    CU_ASSERT_EQUAL(e.worlds, 3);
    CU_ASSERT_EQUAL(e.range, ENT_RANGE_NOT_UNKNOWN);
    tally.layout.unknowns = true;
    CU_ASSERT_EQUAL(ent_tally_estimate(&tally, at.headline, &e), ENT_OK);
    CU_ASSERT_EQUAL(e.range, ENT_RANGE_FEW_WORLDS);
    expected = ent_tally_interval(&tally, at.headline);
    CU_ASSERT_EQUAL(expected.p, e.p);
    CU_ASSERT_EQUAL(expected.high, e.high);
    CU_ASSERT_EQUAL(expected.range, ENT_RANGE_NONE);
    e = ent_tally_interval(&tally, at.joins + 1);
    expected = ent_estimate_of_moments(&joins);
    CU_ASSERT_EQUAL(e.p, expected.p);
    CU_ASSERT_EQUAL(e.low, expected.low);
    e = ent_tally_interval(&tally, at.share + 2); /* of deals, not of draws */
    expected = ent_estimate_of_moments(&share);
    CU_ASSERT_EQUAL(e.n, 180);
    CU_ASSERT_EQUAL(e.high, expected.high);
    ent_tally_free(&tally);
}

/* Puts something different into every array. */
static void fill(ent_tally *tally, unsigned seed)
{
    const ent_tally_layout *at = &tally->layout;
    double x = 1.0 + seed / 7.0;

    for (size_t c = 0; c < at->contributors; c++) {
        ent_exact_sum_add(&tally->troops_sum[c], x * (double) (c + 1));
        ent_histogram_add(&tally->troops[c], x * (double) (c + 1), seed);
        tally->pivotal[c] += 2 * seed + c;
        tally->shapley[c] += 3 * seed + c;
    }
    for (size_t o = 0; o < at->options; o++) {
        tally->available[o] += 5 * seed + o;
        tally->refused[o] += 7 * seed + o;
    }
    for (size_t p = 0; p < at->parties; p++) {
        ent_exact_sum_add(&tally->threshold_sum[p], x / (double) (p + 3));
        ent_exact_sum_add(&tally->utility_sum[p], x / (double) (p + 5));
        ent_histogram_add(&tally->utility[p], x / (double) (p + 5), seed + 1);
    }
    for (size_t i = 0; i < at->packages; i++) {
        tally->package_count[i] += 11 * seed + i + 1;
        for (size_t p = 0; p < at->parties; p++) {
            ent_exact_sum_add(&tally->package_utility[i * at->parties + p], x / (double) (i + p + 1));
        }
    }
    for (size_t i = 0; i < at->causes * at->horizon; i++) {
        tally->cause_month[i] += 13 * seed + i;
    }
}

static bool same_sums(const ent_exact_sum *a, const ent_exact_sum *b, size_t n)
{
    bool same = true;

    for (size_t i = 0; i < n; i++) {
        same = same && a[i].high == b[i].high && a[i].low == b[i].low && a[i].count == b[i].count;
    }
    return same;
}

static bool same_histograms(const ent_histogram *a, const ent_histogram *b, size_t n)
{
    bool same = true;

    for (size_t i = 0; i < n; i++) {
        same =
            same && a[i].count == b[i].count && memcmp(a[i].bin, b[i].bin, ENT_HISTOGRAM_BINS * sizeof(*a[i].bin)) == 0;
    }
    return same;
}

static bool same_moments(const ent_moments *a, const ent_moments *b, size_t n)
{
    bool same = true;

    for (size_t i = 0; i < n; i++) {
        same = same && a[i].k == b[i].k && a[i].n == b[i].n && a[i].kk == b[i].kk && a[i].kn == b[i].kn &&
               a[i].nn == b[i].nn && a[i].worlds == b[i].worlds;
    }
    return same;
}

static void assert_same(const ent_tally *a, const ent_tally *b)
{
    const ent_tally_layout *at = &a->layout;

    CU_ASSERT_EQUAL(a->draws, b->draws);
    CU_ASSERT_EQUAL(memcmp(a->kept, b->kept, WORLDS * at->kept * a->bytes), 0);
    CU_ASSERT_TRUE(same_sums(a->mean, b->mean, WORLDS * at->means));
    CU_ASSERT_TRUE(same_moments(a->column, b->column, at->columns));
    CU_ASSERT_TRUE(same_sums(a->troops_sum, b->troops_sum, at->contributors));
    CU_ASSERT_TRUE(same_histograms(a->troops, b->troops, at->contributors));
    CU_ASSERT_EQUAL(memcmp(a->pivotal, b->pivotal, at->contributors * sizeof(uint64_t)), 0);
    CU_ASSERT_EQUAL(memcmp(a->shapley, b->shapley, at->contributors * sizeof(uint64_t)), 0);
    CU_ASSERT_EQUAL(memcmp(a->available, b->available, at->options * sizeof(uint64_t)), 0);
    CU_ASSERT_EQUAL(memcmp(a->refused, b->refused, at->options * sizeof(uint64_t)), 0);
    CU_ASSERT_TRUE(same_sums(a->threshold_sum, b->threshold_sum, at->parties));
    CU_ASSERT_TRUE(same_sums(a->utility_sum, b->utility_sum, at->parties));
    CU_ASSERT_TRUE(same_histograms(a->utility, b->utility, at->parties));
    CU_ASSERT_EQUAL(memcmp(a->package_count, b->package_count, at->packages * sizeof(uint64_t)), 0);
    CU_ASSERT_TRUE(same_sums(a->package_utility, b->package_utility, at->packages * at->parties));
    CU_ASSERT_EQUAL(memcmp(a->cause_month, b->cause_month, at->causes * at->horizon * sizeof(uint64_t)), 0);
}

/* Adds the numbers 0.1 and, twice, the world's number to the world's sums of both tallies. */
static void add_means(ent_tally *whole, ent_tally *part, uint64_t world)
{
    ent_exact_sum sum[2] = {{.count = 0}};

    ent_exact_sum_add(&sum[0], 0.1);
    ent_exact_sum_add_repeated(&sum[1], (double) world, 2);
    ent_tally_add_means(whole, world, sum);
    ent_tally_add_means(part, world, sum);
}

/* One tally that saw everything, against parts merged in two orders; a part without worlds among them. */
static void test_merge(void)
{
    ent_tally_layout at = small_layout();
    ent_tally whole = {0};
    ent_tally forth = {0};
    ent_tally back = {0};
    ent_tally part[WORLDS + 1] = {{.draws = 0}};
    uint32_t count[64];

    ent_tally *all[] = {&whole, &forth, &back, &part[0], &part[1], &part[2]};
    for (size_t i = 0; i < 6; i++) {
        CU_ASSERT_EQUAL_FATAL(ent_tally_init(all[i], &at, WORLDS, 100), ENT_OK);
    }
    CU_ASSERT_EQUAL_FATAL(ent_tally_init(&part[WORLDS], &at, 0, 0), ENT_OK);
    for (unsigned w = 0; w <= WORLDS; w++) {
        if (w < WORLDS) {
            make_world(&at, w, count);
            ent_tally_world(&whole, w, count);
            ent_tally_world(&part[w], w, count);
            add_means(&whole, &part[w], w);
        }
        fill(&whole, w);
        fill(&part[w], w);
    }
    for (size_t i = 0; i <= WORLDS; i++) {
        ent_tally_merge(&forth, &part[i]);
        ent_tally_merge(&back, &part[WORLDS - i]);
    }
    CU_ASSERT_EQUAL(ent_tally_sums(&whole, 1).at[2 * at.means].count, 2);
    CU_ASSERT_EQUAL(ent_exact_sum_mean(&ent_tally_sums(&whole, 1).at[2 * at.means]), 2.0);
    assert_same(&whole, &forth);
    assert_same(&whole, &back);
    for (size_t i = 0; i < 6; i++) {
        ent_tally_free(all[i]);
    }
    ent_tally_free(&part[WORLDS]);
}

static void test_nothing_to_count(void)
{
    ent_tally_layout at = {.horizon = 1};
    ent_tally tally = {0};

    ent_tally_free(&tally);
    ent_tally_layout_place(&at);
    CU_ASSERT_EQUAL(ent_tally_init(&tally, &at, 1, 1), ENT_OK);
    CU_ASSERT_EQUAL(at.columns, at.joins);
    ent_tally_free(&tally);
    ent_tally_free(&tally);
    CU_ASSERT_EQUAL(ent_tally_init(&tally, &at, UINT64_MAX, 1), ENT_ERR_NO_MEMORY);
    ent_tally_free(&tally);
}

/* Counts that need one, two and four bytes, merged and by world. */
static void test_bytes(void)
{
    static const uint64_t replications[] = {UINT8_MAX, UINT8_MAX + 1, UINT16_MAX, UINT16_MAX + 1};
    static const unsigned bytes[] = {1, 2, 2, 4};
    ent_tally_layout at = small_layout();

    for (size_t i = 0; i < 4; i++) {
        ent_tally part[2] = {{.draws = 0}};
        uint32_t most = (uint32_t) replications[i];
        for (size_t p = 0; p < 2; p++) {
            CU_ASSERT_EQUAL_FATAL(ent_tally_init(&part[p], &at, 2, most), ENT_OK);
            CU_ASSERT_EQUAL(part[p].bytes, bytes[i]);
            ent_tally_set_count(&part[p], at.kept - 1, p, most - (uint32_t) p);
        }
        ent_tally_merge(&part[0], &part[1]);
        CU_ASSERT_EQUAL(ent_count(ent_tally_counts(&part[0], at.kept - 1), 0), most);
        CU_ASSERT_EQUAL(ent_count(ent_tally_counts(&part[0], at.kept - 1), 1), most - 1);
        CU_ASSERT_EQUAL(ent_count(ent_tally_counts(&part[0], at.kept - 2), 1), 0);
        ent_tally_free(&part[0]);
        ent_tally_free(&part[1]);
    }
}

/* Worlds of one draw, one by one and together: the same tally. Every third draw is left out; numbers may exceed 1. */
static void test_single_draws(void)
{
    enum { DRAWS = 60 };
    ent_tally_layout at = small_layout();
    ent_tally one = {0}, together = {0};
    static uint32_t total[64], number[DRAWS * 64];
    static uint8_t kept[64][DRAWS];

    at.ranges = false;
    at.is_given = true;
    at.guarantees = 2;
    at.ratifications = 1;
    ent_tally_layout_place(&at);
    CU_ASSERT_EQUAL_FATAL(ent_tally_init(&one, &at, DRAWS, 1), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_tally_init(&together, &at, DRAWS, 1), ENT_OK);
    for (uint32_t w = 0; w < DRAWS; w++) {
        uint32_t count[64] = {0};
        for (size_t c = 0; w % 3 != 0 && c < at.columns; c++) {
            size_t n = ent_tally_denominator(&at, c);
            count[c] = c >= at.numbers ? (w * 7 + (uint32_t) c) % 5 : n == c || (w + c) % 2 == 0 ? 1 : 0;
        }
        for (size_t c = 0; w % 3 != 0 && c < at.numbers; c++) {
            count[c] = count[ent_tally_denominator(&at, c)] == 0 ? 0 : count[c];
        }
        count[at.played] = 1;
        ent_tally_world(&one, w, count);
        for (size_t c = 0; c < at.columns; c++) {
            total[c] += count[c];
            if (c >= at.numbers) {
                number[w * (at.columns - at.numbers) + c - at.numbers] = count[c];
            } else if (c < at.kept) {
                kept[c][w] = (uint8_t) count[c];
            }
        }
    }
    ent_tally_single_draws(&together, 0, DRAWS / 2, total, number, kept[0], DRAWS);
    CU_ASSERT_FALSE(same_moments(one.column, together.column, at.columns));
    ent_tally_free(&together);
    CU_ASSERT_EQUAL_FATAL(ent_tally_init(&together, &at, DRAWS, 1), ENT_OK);
    ent_tally_single_draws(&together, 0, DRAWS, total, number, kept[0], DRAWS);
    CU_ASSERT_TRUE(same_moments(one.column, together.column, at.columns));
    CU_ASSERT_EQUAL(memcmp(one.kept, together.kept, DRAWS * at.kept), 0);
    CU_ASSERT_EQUAL(one.draws, 40);
    CU_ASSERT_EQUAL(together.draws, 40);
    CU_ASSERT_EQUAL(together.played, DRAWS);
    ent_tally_free(&one);
    ent_tally_free(&together);
}

/* Each denominator is one itself, and counts draws where the column does. */
static void test_denominators(void)
{
    ent_tally_layout at = {.outcomes = 2,
        .checks = 2,
        .horizon = 3,
        .contributors = 1,
        .thresholds = 1,
        .steps = 2,
        .options = 3,
        .guarantees = 2,
        .ratifications = 2,
        .renews = true,
        .is_given = true};

    for (int in_force = 0; in_force < 2; in_force++) {
        at.truce_in_force = in_force != 0;
        ent_tally_layout_place(&at);
        for (size_t c = 0; c < at.columns; c++) {
            CU_ASSERT_EQUAL(ent_tally_denominator(&at, c) < at.numbers, c < at.numbers);
        }
        CU_ASSERT_EQUAL(ent_tally_denominator(&at, at.played), at.played);
        CU_ASSERT_EQUAL(ent_tally_denominator(&at, at.headline), at.headline + 1);
        CU_ASSERT_EQUAL(ent_tally_denominator(&at, at.headline + 1), at.headline + 1);
        CU_ASSERT_EQUAL(ent_tally_denominator(&at, at.check + 2), at.check + 3);
        CU_ASSERT_EQUAL(ent_tally_denominator(&at, at.deals), at.draws);
        CU_ASSERT_EQUAL(ent_tally_denominator(&at, at.outcome + 2), at.draws);
        CU_ASSERT_EQUAL(ent_tally_denominator(&at, at.survived + 2), in_force != 0 ? at.draws : at.deals);
        CU_ASSERT_EQUAL(ent_tally_denominator(&at, at.required), at.draws);
        CU_ASSERT_EQUAL(ent_tally_denominator(&at, at.agreed + 1), at.draws);
        CU_ASSERT_EQUAL(ent_tally_denominator(&at, at.share + 2), at.deals);
        CU_ASSERT_EQUAL(ent_tally_denominator(&at, at.begun + 1), in_force != 0 ? at.draws : at.deals);
        CU_ASSERT_EQUAL(ent_tally_denominator(&at, at.guarantee + ENT_GUARANTEE_COLUMNS + ENT_GUARANTEE_HONOURED_TESTS),
            at.guarantee + ENT_GUARANTEE_COLUMNS + ENT_GUARANTEE_TESTS);
        CU_ASSERT_EQUAL(ent_tally_denominator(&at, at.asked + 1), at.signatures);
        CU_ASSERT_EQUAL(ent_tally_denominator(&at, at.yes + 1), at.asked + 1);
    }
}

int main(void)
{
    CU_TestInfo tests[] = {{"layout", test_layout}, {"worlds", test_worlds}, {"merge", test_merge},
        {"bytes", test_bytes}, {"single draws", test_single_draws}, {"denominators", test_denominators},
        {"nothing to count", test_nothing_to_count}, CU_TEST_INFO_NULL};

    return ent_run_suite("tallies", tests);
}
