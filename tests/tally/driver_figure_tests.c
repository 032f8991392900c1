/* Figures of drivers by hand, at the edges, and of designs; sums in any order. Coverage over 2,000 seeds: bounds of 4.5
 * standard errors, false alarm 7e-6; seeds are fixed. */
#include "suite.h"
#include "tally/drivers/driver_figure.h"
#include "tally/student_t.h"

#include <math.h>
#include <string.h>

enum { WORLDS = 60 };

/* Counts of a driver and of its base. */
typedef struct counts {
    uint32_t n[WORLDS], y[WORLDS], x[WORLDS], b[WORLDS];
} counts;

static uint64_t state;

static double uniform(void)
{
    state = state * 6364136223846793005U + 1442695040888963407U;
    return ((double) (state >> 11) + 0.5) / 9007199254740992.0;
}

static void add(const counts *it, ent_driver_sum *own, ent_driver_sum *base, size_t first, size_t worlds)
{
    const ent_driver_counts of_base = {it->n + first, it->y + first}, of_own = {it->x + first, it->b + first};

    ent_driver_sum_add(base, &of_base, &of_base, first, worlds);
    ent_driver_sum_add(own, &of_own, &of_base, first, worlds);
}

static ent_driver_figure figure_of(const counts *it, bool design)
{
    ent_driver_sum own = {.worlds_with = 0}, base = own;

    add(it, &own, &base, 0, WORLDS);
    return ent_driver_figure_of(&own, &base, design);
}

static counts same_worlds(uint32_t n, uint32_t y, uint32_t x, uint32_t b)
{
    counts made;

    for (size_t w = 0; w < WORLDS; w++) {
        made.n[w] = n;
        made.y[w] = y;
        made.x[w] = x;
        made.b[w] = b;
    }
    return made;
}

/* Worlds that are all alike: the figures are known, and no world deviates. */
static void test_by_hand(void)
{
    counts it = same_worlds(20, 8, 5, 4);
    ent_driver_figure figure = figure_of(&it, false);

    CU_ASSERT_EQUAL(figure.share, 0.25);
    CU_ASSERT_EQUAL(figure.high, 0.8);
    CU_ASSERT_DOUBLE_EQUAL(figure.low, 4.0 / 15.0, 1e-15);
    CU_ASSERT_EQUAL(figure.difference_low, figure.difference);
    CU_ASSERT_EQUAL(figure.difference_high, figure.difference);
    CU_ASSERT_DOUBLE_EQUAL(figure.explained, 0.25 * 0.75 * pow(0.8 - 4.0 / 15.0, 2) / 0.24, 1e-14);
    CU_ASSERT_DOUBLE_EQUAL(figure.explained_low, figure.explained, 1e-12);
}

/* A driver that never or always holds has one side only; a headline that never or always holds has no variance. */
static void test_edges(void)
{
    counts never = same_worlds(20, 8, 0, 0), always = same_worlds(20, 8, 20, 8), sure = same_worlds(20, 20, 5, 5);
    counts none = same_worlds(0, 0, 0, 0);
    ent_driver_figure figure = figure_of(&never, false);

    CU_ASSERT(figure.share == 0.0 && figure.low == 0.4 && isnan(figure.high) && isnan(figure.difference));
    CU_ASSERT(isnan(figure.difference_low) && isnan(figure.explained) && isnan(figure.explained_high));
    figure = figure_of(&always, false);
    CU_ASSERT(figure.share == 1.0 && isnan(figure.low) && figure.high == 0.4 && isnan(figure.explained));
    figure = figure_of(&sure, false);
    CU_ASSERT(figure.low == 1.0 && figure.high == 1.0 && figure.difference == 0.0 && isnan(figure.explained));
    CU_ASSERT(figure.difference_low < 0.0 && figure.difference_high > 0.0);
    figure = figure_of(&none, false);
    CU_ASSERT(isnan(figure.share) && isnan(figure.low) && isnan(figure.high) && isnan(figure.explained));
}

/* A side at 0 or 1: the distance to the end of its Wilson interval, t^2 / (W + t^2), takes the place of t se. */
static void test_certain(void)
{
    counts it = same_worlds(20, 5, 5, 5);
    ent_driver_figure figure = figure_of(&it, false);
    double t = ent_student_t_975(WORLDS - 1);
    double reach = t * t / (WORLDS + t * t);

    CU_ASSERT_EQUAL(figure.difference, 1.0);
    CU_ASSERT_EQUAL(figure.difference_high, 1.0);
    CU_ASSERT_DOUBLE_EQUAL(figure.difference_low, 1.0 - sqrt(2.0) * reach, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(figure.explained, 1.0, 1e-14);
}

/* With chances that differ from world to world and a driver that moves them by 0.2. */
static void draw(counts *self)
{
    for (size_t w = 0; w < WORLDS; w++) {
        double p = 0.6 * uniform(), s = 0.2 + 0.5 * uniform();
        self->n[w] = 30;
        self->y[w] = self->x[w] = self->b[w] = 0;
        for (size_t i = 0; i < 30; i++) {
            bool x = uniform() < s, y = uniform() < p + (x ? 0.2 : 0.0);
            self->x[w] += x;
            self->y[w] += y;
            self->b[w] += x && y;
        }
    }
}

/* The interval of the difference covers 0.2 as often as stated; of a design of independent worlds too. p and s are
 * independent, so the true explained share is s (1 - s) 0.04 / (q (1 - q)) with s = 0.45, q = 0.3 + 0.2 * 0.45. */
static void test_coverage(void)
{
    double truth = 0.45 * 0.55 * 0.04 / (0.39 * 0.61);
    size_t covered = 0, of_design = 0, explained = 0;
    enum { SEEDS = 2000 };

    state = 42;
    for (size_t seed = 0; seed < SEEDS; seed++) {
        counts it;
        ent_driver_figure figure, design;
        draw(&it);
        figure = figure_of(&it, false);
        design = figure_of(&it, true);
        CU_ASSERT_EQUAL(figure.difference, design.difference);
        covered += figure.difference_low <= 0.2 && 0.2 <= figure.difference_high;
        of_design += design.difference_low <= 0.2 && 0.2 <= design.difference_high;
        explained += figure.explained_low <= truth && truth <= figure.explained_high;
    }
    CU_ASSERT_DOUBLE_EQUAL((double) covered / SEEDS, 0.95, 0.022);
    CU_ASSERT_DOUBLE_EQUAL((double) of_design / SEEDS, 0.95, 0.022);
    CU_ASSERT_DOUBLE_EQUAL((double) explained / SEEDS, 0.94, 0.03);
}

/* Worlds in one call or many, merged in any order: the same sums, and so the same figures to the bit. */
static void test_any_order(void)
{
    static ent_driver_sum own[3], base[3]; /* zeroed */
    ent_driver_figure whole, parts;
    counts it;

    state = 7;
    draw(&it);
    whole = figure_of(&it, false);
    add(&it, &own[0], &base[0], 0, 1);
    add(&it, &own[1], &base[1], 1, 40);
    add(&it, &own[2], &base[2], 41, 19);
    for (size_t i = 1; i < 3; i++) {
        ent_driver_sum_merge(&own[2 - i], &own[3 - i]);
        ent_driver_sum_merge(&base[2 - i], &base[3 - i]);
    }
    parts = ent_driver_figure_of(&own[0], &base[0], false);
    CU_ASSERT_EQUAL(memcmp(&whole, &parts, sizeof(whole)), 0);
}

int main(void)
{
    CU_TestInfo tests[] = {{"by hand", test_by_hand}, {"edges", test_edges}, {"certain", test_certain},
        {"coverage", test_coverage}, {"any order", test_any_order}, CU_TEST_INFO_NULL};

    return ent_run_suite("driver_figure", tests);
}
