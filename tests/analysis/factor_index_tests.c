/* First-order indices of factors against closed forms. Bounds of means over seeds are 4.5 standard errors (false alarm
 * 7e-6 each); seeds are fixed. */
#include "analysis/factor_index.h"
#include "base/status.h"
#include "suite.h"

#include <math.h>
#include <stdlib.h>

enum { WORLDS = 1000, DRAWS = 100, FACTORS = 4, SEEDS = 100 };

static uint64_t state;

static double uniform(void)
{
    state = state * 6364136223846793005U + 1442695040888963407U;
    return ((double) (state >> 11) + 0.5) / 9007199254740992.0;
}

/* A scenario of factors in [0, 1] and a chance that follows them. */
typedef struct worlds {
    double x[FACTORS][WORLDS];
    uint32_t k[WORLDS], n[WORLDS];
    ent_world_mean mean[WORLDS];
    ent_factor_worlds at;
} worlds;

typedef double (*chance_of)(const double x[FACTORS]);

static void settle(worlds *self)
{
    for (size_t w = 0; w < WORLDS; w++) {
        double n = self->n[w], p = n > 0 ? self->k[w] / n : 0.0;
        self->mean[w] = (ent_world_mean){.mean = p, .noise = n > 1 ? p * (1 - p) / (n - 1) : 0.0, .draws = n};
    }
    self->at = (ent_factor_worlds){
        .worlds = WORLDS, .k = {.at = self->k, .stride = 1}, .n = {.at = self->n, .stride = 1}, .mean = self->mean};
    self->at.measurable = ent_range_exceeds_noise(self->at.k, self->at.n, WORLDS);
}

static void fill(worlds *self, chance_of chance, uint64_t seed)
{
    state = seed * 2654435761U + 12345;
    for (size_t w = 0; w < WORLDS; w++) {
        double x[FACTORS];
        double p;
        for (size_t f = 0; f < FACTORS; f++) {
            x[f] = self->x[f][w] = uniform();
        }
        p = chance(x);
        self->n[w] = DRAWS;
        self->k[w] = 0;
        for (size_t i = 0; i < DRAWS; i++) {
            self->k[w] += uniform() < p ? 1 : 0;
        }
    }
    settle(self);
}

static ent_driver_figure index_of(const worlds *self, size_t factor)
{
    ent_driver_figure made;

    CU_ASSERT_EQUAL_FATAL(ent_factor_index(&made, &self->at, self->x[factor]), ENT_OK);
    return made;
}

/* Mean of `explained` over seeds against its true value, and how often the interval holds it. */
static void compare(chance_of chance, size_t factor, double truth, double least_coverage)
{
    worlds *it = calloc(1, sizeof(*it));
    double sum = 0, square = 0, covered = 0;

    CU_ASSERT_PTR_NOT_NULL_FATAL(it);
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        ent_driver_figure figure;
        fill(it, chance, seed);
        figure = index_of(it, factor);
        sum += figure.explained;
        square += figure.explained * figure.explained;
        covered += figure.explained_low <= truth && truth <= figure.explained_high ? 1 : 0;
    }
    sum /= SEEDS;
    square = sqrt((square / SEEDS - sum * sum) / SEEDS);
    CU_ASSERT_DOUBLE_EQUAL(sum, truth, 4.5 * square + 0.004); /* a group of a twentieth has a spread of its own */
    CU_ASSERT(covered >= least_coverage * SEEDS);
    free(it);
}

static double additive(const double x[FACTORS])
{
    return 0.1 + 0.4 * x[0] + 0.3 * x[1] + 0.1 * x[2];
}

/* p is a sum of independent terms: shares of the variance are 16, 9 and 1 of 26. */
static void test_additive(void)
{
    compare(additive, 0, 16.0 / 26.0, 0.86);
    compare(additive, 1, 9.0 / 26.0, 0.86);
    compare(additive, 2, 1.0 / 26.0, 0.80);
}

static double interaction(const double x[FACTORS])
{
    return 0.5 + 1.6 * (x[0] - 0.5) * (x[1] - 0.5);
}

/* Neither factor alone carries information, although p depends on nothing else: the index is 0 within its interval,
 * and its excess above 0, since it is never negative, is small. */
static void test_interaction(void)
{
    worlds *it = calloc(1, sizeof(*it));
    double sum = 0;
    size_t covered = 0;

    CU_ASSERT_PTR_NOT_NULL_FATAL(it);
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        ent_driver_figure figure;
        fill(it, interaction, seed);
        figure = index_of(it, 0);
        sum += figure.explained / SEEDS;
        covered += figure.explained_low == 0.0 ? 1 : 0;
    }
    CU_ASSERT(sum < 0.01);
    CU_ASSERT(covered >= 90);
    free(it);
}

static double steady(const double x[FACTORS])
{
    (void) x;
    return 0.3;
}

/* Nothing moves the chance: low and high are there, but no share of a variance that is indistinguishable from noise. */
static void test_nothing_varies(void)
{
    worlds *it = calloc(1, sizeof(*it));
    ent_driver_figure figure;

    CU_ASSERT_PTR_NOT_NULL_FATAL(it);
    fill(it, steady, 3);
    figure = index_of(it, 0);
    CU_ASSERT(isnan(figure.explained) && isnan(figure.explained_low) && isnan(figure.explained_high));
    CU_ASSERT(figure.difference_low < 0 && figure.difference_high > 0);
    for (size_t w = 0; w < WORLDS; w++) { /* one value in all worlds */
        it->x[0][w] = 7.0;
    }
    figure = index_of(it, 0);
    CU_ASSERT(isnan(figure.low) && isnan(figure.high) && isnan(figure.difference) && isnan(figure.explained));
    for (size_t w = 0; w < WORLDS; w++) {
        it->x[0][w] = (double) NAN;
        it->n[w] = it->k[w] = 0;
    }
    settle(it);
    figure = index_of(it, 0);
    CU_ASSERT(isnan(figure.low) && isnan(figure.difference));
    figure = index_of(it, 1); /* no draw in the condition */
    CU_ASSERT(isnan(figure.low) && isnan(figure.difference) && isnan(figure.explained));
    free(it);
}

/* A second factor that goes along with the first and moves nothing itself takes over the share of the first: with
 * x2 = x0 in half of the worlds, E[p given x2] = 1/2 p(x2) + 1/2 mean, a quarter of its variance. */
static double first_alone(const double x[FACTORS])
{
    return 0.2 + 0.6 * x[0];
}

static void test_coupled(void)
{
    worlds *it = calloc(1, sizeof(*it));
    double sum = 0;

    CU_ASSERT_PTR_NOT_NULL_FATAL(it);
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        fill(it, first_alone, seed);
        for (size_t w = 0; w < WORLDS; w++) {
            it->x[2][w] = w % 2 == 0 ? it->x[0][w] : it->x[1][w];
        }
        sum += index_of(it, 2).explained / SEEDS;
    }
    CU_ASSERT_DOUBLE_EQUAL(sum, 0.25, 0.015); /* 0.03 a seed: 5 standard errors */
    free(it);
}

/* Figures by hand: 40 worlds of 10 draws, p rises with the factor, of which worlds 0 and 1 share a value. */
static void test_by_hand(void)
{
    enum { SMALL = 40 };
    uint32_t k[SMALL], n[SMALL];
    double value[SMALL];
    ent_world_mean mean[SMALL] = {{0}};
    ent_factor_worlds at = {.worlds = SMALL, .k = {.at = k, .stride = 1}, .n = {.at = n, .stride = 1}, .mean = mean};
    ent_driver_figure figure;

    for (size_t w = 0; w < SMALL; w++) {
        size_t place = SMALL - 1 - w; /* world 0 has the highest value */
        value[w] = w < 2 ? 100.0 : (double) place;
        n[w] = 10;
        k[w] = place < 8 ? 1 : place < 32 ? 5 : 9;
    }
    CU_ASSERT_EQUAL(ent_factor_index(&figure, &at, value), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(figure.low, 0.1, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(figure.high, 0.9, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(figure.difference, 0.8, 1e-15);
    CU_ASSERT(isnan(figure.share));
    for (size_t w = 0; w < SMALL; w++) { /* three values: those of the lowest and of the highest */
        value[w] = w < 5 ? -1.0 : w < 30 ? 0.0 : 2.0;
        k[w] = w < 5 ? 2 : w < 30 ? 5 : 7;
        n[w] = w % 2 == 0 ? 10 : 20;
    }
    CU_ASSERT_EQUAL(ent_factor_index(&figure, &at, value), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(figure.low, 10.0 / 70.0, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(figure.high, 70.0 / 150.0, 1e-15);
}

/* A continuous factor has as many values as there are worlds, however few these are: its ends are fifths of them. */
static void test_few_worlds(void)
{
    enum { FEW = 20 };
    uint32_t k[FEW], n[FEW];
    double value[FEW];
    ent_world_mean mean[FEW] = {{0}};
    ent_factor_worlds at = {.k = {.at = k, .stride = 1}, .n = {.at = n, .stride = 1}, .mean = mean};
    ent_driver_figure figure;

    for (size_t w = 0; w < FEW; w++) {
        value[w] = (double) w + 0.5;
        n[w] = 10;
        k[w] = (uint32_t) (w % 10);
    }
    at.worlds = FEW;
    CU_ASSERT_EQUAL(ent_factor_index(&figure, &at, value), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(figure.low, 6.0 / 40.0, 1e-15);   /* worlds 0 to 3 */
    CU_ASSERT_DOUBLE_EQUAL(figure.high, 30.0 / 40.0, 1e-15); /* 16 to 19 */
    CU_ASSERT(figure.difference_low < 0.6 && figure.difference_high > 0.6);
    at.worlds = 11;
    CU_ASSERT_EQUAL(ent_factor_index(&figure, &at, value), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(figure.low, 3.0 / 30.0, 1e-15);  /* w < 11 / 5 */
    CU_ASSERT_DOUBLE_EQUAL(figure.high, 9.0 / 20.0, 1e-15); /* w >= 4 * 11 / 5 */
    at.worlds = 2;
    CU_ASSERT_EQUAL(ent_factor_index(&figure, &at, value), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(figure.difference, 0.1, 1e-15);
    at.worlds = 11;
    value[10] = value[9]; /* two worlds share a value: it is one of few values */
    CU_ASSERT_EQUAL(ent_factor_index(&figure, &at, value), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(figure.low, 0.0, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(figure.high, 9.0 / 20.0, 1e-15);
}

/* Groups that are given: the experts. */
static void test_groups(void)
{
    worlds *it = calloc(1, sizeof(*it));
    uint32_t group[WORLDS];
    ent_driver_figure figure;

    CU_ASSERT_PTR_NOT_NULL_FATAL(it);
    for (size_t w = 0; w < WORLDS; w++) {
        group[w] = (uint32_t) (w % 3) + 1; /* none in group 0 */
        it->n[w] = DRAWS;
        it->k[w] = group[w] == 1 ? 60 : group[w] == 2 ? 20 : 30;
    }
    settle(it);
    CU_ASSERT_EQUAL(ent_group_index(&figure, &it->at, group, 4), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(figure.low, 0.2, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(figure.high, 0.6, 1e-15);
    CU_ASSERT(figure.explained > 0.99);
    for (size_t w = 0; w < WORLDS; w++) {
        group[w] = 1;
    }
    CU_ASSERT_EQUAL(ent_group_index(&figure, &it->at, group, 4), ENT_OK);
    CU_ASSERT(isnan(figure.low) && isnan(figure.difference) && isnan(figure.explained));
    free(it);
}

int main(void)
{
    CU_TestInfo tests[] = {{"additive", test_additive}, {"interaction", test_interaction},
        {"nothing varies", test_nothing_varies}, {"coupled", test_coupled}, {"by hand", test_by_hand},
        {"few worlds", test_few_worlds}, {"groups", test_groups}, CU_TEST_INFO_NULL};

    return ent_run_suite("factor_index", tests);
}
