/* The value of information against closed forms. Fixed seeds. A value passes within 4.5 standard errors, its standard
 * error being that of a quarter (3.92) of its interval, and an allowance for the curves, which are fitted to the same
 * worlds: false alarm 7e-6 each. */
#include "made_worlds.h"
#include "suite.h"

#include "analysis/evppi.h"
#include "analysis/regression_spline.h"
#include "base/status.h"
#include "kernels/scalar_functions.h"

#include <math.h>

enum { WORLDS = 4000, CHOICES = 3 };

/* Factors and chances of a decision between two or three choices; sums of both halves of the draws. */
typedef struct decision {
    double x[WORLDS], y[WORLDS];
    double p[CHOICES][WORLDS]; /* true chances */
    made_worlds half[2][CHOICES], whole[CHOICES];
    ent_world_sums sums[CHOICES], halves[2][CHOICES];
    size_t choices;
} decision;

static double normal(void)
{
    return ent_normal_quantile(made_uniform());
}

static void decision_init(decision *self, size_t choices, uint64_t seed)
{
    made_state = seed;
    self->choices = choices;
    for (size_t v = 0; v < choices; v++) {
        self->whole[v] = made_worlds_of(WORLDS);
        self->sums[v] = made_sums(&self->whole[v]);
        for (size_t h = 0; h < 2; h++) {
            self->half[h][v] = made_worlds_of(WORLDS);
            self->halves[h][v] = made_sums(&self->half[h][v]);
        }
    }
}

/* Plays `draws` draws a half, or with 0 takes the expected counts of 100. */
static void decision_play(decision *self, uint64_t draws)
{
    for (size_t v = 0; v < self->choices; v++) {
        for (size_t w = 0; w < WORLDS; w++) {
            self->whole[v].sum[w] = self->whole[v].draws[w] = 0;
            for (size_t h = 0; h < 2; h++) {
                made_worlds *half = &self->half[h][v];
                half->draws[w] = draws == 0 ? 100 : (double) draws;
                half->sum[w] = draws == 0 ? 100 * self->p[v][w] : made_binomial(draws, self->p[v][w]);
                self->whole[v].sum[w] += half->sum[w];
                self->whole[v].draws[w] += half->draws[w];
            }
        }
    }
}

static void decision_free(decision *self)
{
    for (size_t v = 0; v < self->choices; v++) {
        made_worlds_free(&self->whole[v]);
        made_worlds_free(&self->half[0][v]);
        made_worlds_free(&self->half[1][v]);
    }
}

static ent_information_value know(const decision *self, const double *factor)
{
    ent_information_value made;

    CU_ASSERT_EQUAL_FATAL(ent_evppi(&made, factor, self->sums, self->choices, (ent_world_sample){WORLDS, 0}), ENT_OK);
    return made;
}

static ent_information_value know_all(const decision *self)
{
    const ent_world_sums *half[2] = {self->halves[0], self->halves[1]};
    ent_information_value made;

    CU_ASSERT_EQUAL_FATAL(ent_evpi(&made, half, self->choices, (ent_world_sample){WORLDS, 0}), ENT_OK);
    return made;
}

static void check(ent_information_value made, double truth, double allowance)
{
    CU_ASSERT(made.low >= 0 && made.low <= made.value && made.value <= made.high);
    CU_ASSERT_DOUBLE_EQUAL(made.value, truth, 4.5 * (made.high - made.low) / 3.92 + allowance);
}

/* E[max(0, mean + sd z)] - max(0, mean) */
static double gaussian(double mean, double sd)
{
    double density = exp(-mean * mean / (2 * sd * sd)) / sqrt(2 * 3.14159265358979323846);

    return sd * density + mean * ent_normal_cdf(mean / sd) - fmax(0, mean);
}

/* p_1 - p_0 = -0.02 + 0.1 x + 0.05 y with standard normal x and y. */
static void fill_gaussian(decision *self)
{
    for (size_t w = 0; w < WORLDS; w++) {
        double level = 0.1 * made_uniform();
        self->x[w] = normal();
        self->y[w] = normal();
        self->p[0][w] = 0.4 + level;
        self->p[1][w] = fmin(fmax(0.38 + level + 0.1 * self->x[w] + 0.05 * self->y[w], 0), 1);
    }
}

static void test_gaussian(void)
{
    static const uint64_t draws[] = {0, 20};
    decision *it = calloc(1, sizeof(*it));

    for (size_t d = 0; d < 2; d++) {
        ent_information_value made;
        decision_init(it, 2, 11);
        fill_gaussian(it);
        decision_play(it, draws[d]);
        CU_ASSERT_EQUAL(ent_best_choice(it->sums, 2, WORLDS), 0);
        made = know(it, it->x);
        check(made, gaussian(-0.02, 0.1), 0.0005);
        CU_ASSERT_DOUBLE_EQUAL(made.switches, ent_normal_cdf(-0.2), 4.5 * 0.5 / sqrt(WORLDS) + 0.02);
        check(know(it, it->y), gaussian(-0.02, 0.05), 0.0005);
        CU_ASSERT(know(it, it->y).value < know_all(it).value + 0.001);
        decision_free(it);
    }
    decision_init(it, 2, 12);
    fill_gaussian(it);
    decision_play(it, 0); /* no noise: a half shows the true chance */
    check(know_all(it), gaussian(-0.02, sqrt(0.0125)), 0);
    decision_free(it);
    free(it);
}

/* p_1 - p_0 = 0.4 (x - a), x uniform: 0.4 (1 - a)^2 / 2 - max(0, 0.4 (0.5 - a)); a third choice is always worse. */
static void test_uniform(void)
{
    decision *it = calloc(1, sizeof(*it));

    for (int step = 2; step <= 8; step += 3) {
        double a = 0.1 * step;
        decision_init(it, 3, 20 + (uint64_t) step);
        for (size_t w = 0; w < WORLDS; w++) {
            it->x[w] = made_uniform();
            it->p[0][w] = 0.5;
            it->p[1][w] = 0.5 + 0.4 * (it->x[w] - a);
            it->p[2][w] = 0.3 * it->x[w];
        }
        decision_play(it, 25);
        check(know(it, it->x), 0.2 * (1 - a) * (1 - a) - fmax(0, 0.4 * (0.5 - a)), 0.0005);
        decision_free(it);
    }
    free(it);
}

/* A factor that moves no chance, and one that moves all choices alike, are worth next to nothing; without switches
 * exactly nothing. */
static void test_useless(void)
{
    decision *it = calloc(1, sizeof(*it));
    ent_information_value made;

    decision_init(it, 2, 30);
    for (size_t w = 0; w < WORLDS; w++) {
        it->x[w] = made_uniform();
        it->p[0][w] = 0.2 + 0.5 * it->x[w];
        it->p[1][w] = it->p[0][w] - 0.1;
    }
    decision_play(it, 50);
    made = know(it, it->x);
    CU_ASSERT(made.value == 0 && made.low == 0 && made.high == 0 && made.switches == 0);
    /* EVPI by halves: the noise of 50 draws makes wrong choices, which can only lose. */
    CU_ASSERT_EQUAL(know_all(it).value, 0);
    CU_ASSERT(know_all(it).switches > 0);
    decision_free(it);
    free(it);
}

/* A discrete factor: the mean of each value. Of three values of a third each, choice 1 wins at the middle one alone. */
static void test_discrete(void)
{
    static const double better[] = {-0.1, 0.15, -0.1};
    decision *it = calloc(1, sizeof(*it));
    double at[3] = {0, 0, 0}, count[3] = {0, 0, 0};
    ent_information_value made;

    decision_init(it, 2, 40);
    for (size_t w = 0; w < WORLDS; w++) {
        it->x[w] = floor(3 * made_uniform());
        it->p[0][w] = 0.5;
        it->p[1][w] = 0.5 + better[(size_t) it->x[w]];
    }
    decision_play(it, 10);
    for (size_t w = 0; w < WORLDS; w++) {
        at[(size_t) it->x[w]] += (it->sums[1].sum[w] - it->sums[0].sum[w]) / it->sums[0].draws[w];
        count[(size_t) it->x[w]]++;
    }
    made = know(it, it->x);
    CU_ASSERT_DOUBLE_EQUAL(made.value, at[1] / WORLDS, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(made.switches, count[1] / WORLDS, 1e-12);
    check(made, 0.05, 0);
    decision_free(it);
    free(it);
}

/* EVPI by halves of few draws, against the binomial distribution: chances 0.5 and 0.5 -+ 0.3, of 4 draws a half. */
static void test_halves(void)
{
    static const double pascal[] = {1, 4, 6, 4, 1};
    decision *it = calloc(1, sizeof(*it));
    double chance[2] = {0, 0}; /* that choice 1 shows more successes, where it is worse and better */

    for (int i = 0; i <= 4; i++) {
        for (int j = 0; j < i; j++) {
            double other = pascal[j] / 16;
            chance[0] += other * pascal[i] * pow(0.2, i) * pow(0.8, 4 - i);
            chance[1] += other * pascal[i] * pow(0.8, i) * pow(0.2, 4 - i);
        }
    }
    decision_init(it, 2, 50);
    for (size_t w = 0; w < WORLDS; w++) {
        it->p[0][w] = 0.5;
        it->p[1][w] = made_uniform() < 0.5 ? 0.2 : 0.8;
    }
    decision_play(it, 4);
    /* whichever choice came out best: by symmetry the other one is made as often, with the same gain */
    check(know_all(it), 0.5 * 0.3 * (chance[1] - chance[0]), 0);
    decision_free(it);
    free(it);
}

/* One draw a world: a half has no draws, and there is no value. No worlds with the condition: likewise. */
static void test_undefined(void)
{
    double one[] = {1, 0, 1}, draws[] = {1, 1, 1}, none[] = {0, 0, 0}, x[] = {1, 2, (double) NAN};
    const ent_world_sums first[] = {{one, draws}, {one, draws}}, second[] = {{none, none}, {none, none}};
    const ent_world_sums *half[2] = {first, second};
    ent_information_value made;

    CU_ASSERT_EQUAL(ent_evpi(&made, half, 2, (ent_world_sample){3, 0}), ENT_OK);
    CU_ASSERT(isnan(made.value) && isnan(made.low) && isnan(made.high) && isnan(made.switches));
    CU_ASSERT_EQUAL(ent_evppi(&made, draws, second, 2, (ent_world_sample){3, 0}), ENT_OK);
    CU_ASSERT(isnan(made.value) && isnan(made.low) && isnan(made.high) && isnan(made.switches));
    CU_ASSERT_EQUAL(ent_evppi(&made, x, first, 2, (ent_world_sample){3, 0}), ENT_ERR_ARGUMENT);
}

/* In a single world the best choice is that of the world: 0 would be the value whatever there is to know. */
static void test_single_world(void)
{
    double better[] = {4, 0, 0}, worse[] = {1, 0, 0}, draws[] = {5, 0, 0}, x[] = {1, 2, 3};
    const ent_world_sums first[] = {{better, draws}, {worse, draws}}, second[] = {{better, draws}, {worse, draws}};
    const ent_world_sums *half[2] = {first, second};
    ent_information_value made;

    for (size_t worlds = 1; worlds <= 3; worlds += 2) { /* one in all, and one with draws in the condition */
        CU_ASSERT_EQUAL(ent_evpi(&made, half, 2, (ent_world_sample){worlds, 0}), ENT_OK);
        CU_ASSERT(isnan(made.value) && isnan(made.low) && isnan(made.high) && isnan(made.switches));
        CU_ASSERT_EQUAL(ent_evppi(&made, x, first, 2, (ent_world_sample){worlds, 0}), ENT_OK);
        CU_ASSERT(isnan(made.value) && isnan(made.low) && isnan(made.high) && isnan(made.switches));
    }
}

/* A choice that has no draw in the condition is never made, whatever the others' means. */
static void test_empty_choice(void)
{
    double sum[100], draws[100], none[100] = {0}, x[100];
    const ent_world_sums choice[] = {{none, none}, {sum, draws}};
    ent_information_value made;

    for (size_t w = 0; w < 100; w++) {
        x[w] = (double) w;
        draws[w] = 10;
        sum[w] = -(double) w; /* a mean below 0 */
    }
    CU_ASSERT_EQUAL(ent_best_choice(choice, 2, 100), 1);
    CU_ASSERT_EQUAL(ent_evppi(&made, x, choice, 2, (ent_world_sample){100, 0}), ENT_OK);
    CU_ASSERT(made.value == 0 && made.switches == 0 && made.high == 0);
}

/* A condition: the worth of choosing by the factor is the headline of the draws in the condition. Two kinds of world,
 * x = 0 and 1, as frequent; choice 0 has 10 draws of chance 0.5 in both, choice 1 has 20 of 0.4 and 5 of 0.8. */
static void test_condition(void)
{
    static const double draws[2][2] = {{10, 10}, {20, 5}}, p[2][2] = {{0.5, 0.5}, {0.4, 0.8}};
    double sum[2][100], count[2][100], x[100];
    const ent_world_sums choice[] = {{sum[0], count[0]}, {sum[1], count[1]}};
    ent_information_value made;

    for (size_t w = 0; w < 100; w++) {
        x[w] = (double) (w % 2);
        for (size_t v = 0; v < 2; v++) {
            count[v][w] = draws[v][w % 2];
            sum[v][w] = p[v][w % 2] * count[v][w];
        }
    }
    CU_ASSERT_EQUAL(ent_best_choice(choice, 2, 100), 0); /* 0.5 against 12 / 25 */
    CU_ASSERT_EQUAL(ent_evppi(&made, x, choice, 2, (ent_world_sample){100, 0}), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(made.value, (5 + 4) / 15.0 - 0.5, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(made.switches, 0.5, 1e-12);
}

/* Eight worlds, both halves alike. The best is the middle choice, 46 of 70; the first is better in world 3, where the
 * last would be too, but less, and the last in world 4. In world 5 the best has no draw and in world 6 the first; in
 * world 7 the first is better and the last still more. So 67 of 80 with knowledge, and other choices in 30 of 70. */
static void test_everything_by_hand(void)
{
    double sum[3][8] = {{1, 1, 1, 16, 1, 10, 0, 8}, {9, 9, 9, 3, 6, 0, 8, 2}, {1, 1, 1, 5, 7, 1, 1, 9}};
    double draws[3][8] = {
        {10, 10, 10, 20, 10, 10, 0, 10}, {10, 10, 10, 10, 10, 0, 10, 10}, {10, 10, 10, 10, 10, 10, 10, 10}};
    double none[8] = {0};
    const ent_world_sums all[] = {{sum[0], draws[0]}, {sum[1], draws[1]}, {sum[2], draws[2]}};
    const ent_world_sums empty[] = {{none, none}, {none, none}, {none, none}};
    const ent_world_sums *const half[] = {all, all}, *const first[] = {all, empty}, *const second[] = {empty, all};
    ent_information_value made;

    CU_ASSERT_EQUAL(ent_evpi(&made, half, 3, (ent_world_sample){8, 0}), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(made.value, 67.0 / 80.0 - 46.0 / 70.0, 1e-14);
    CU_ASSERT_DOUBLE_EQUAL(made.switches, 30.0 / 70.0, 1e-14);
    CU_ASSERT_EQUAL(ent_evpi(&made, first, 3, (ent_world_sample){8, 0}), ENT_OK);
    CU_ASSERT(isnan(made.value) && isnan(made.switches));
    CU_ASSERT_EQUAL(ent_evpi(&made, second, 3, (ent_world_sample){8, 0}), ENT_OK);
    CU_ASSERT(isnan(made.value) && isnan(made.switches));
}

/* The lead of a choice over another: 0.5 against 0.3, worlds 0.3 or 0.1 apart, with the interval of a paired mean. */
static void test_lead(void)
{
    double sum[2][100], draws[100], none[100] = {0};
    const ent_world_sums first = {sum[0], draws}, second = {sum[1], draws}, empty = {none, none};
    ent_choice_lead made;

    for (size_t w = 0; w < 100; w++) {
        draws[w] = 10;
        sum[0][w] = 5;
        sum[1][w] = w % 2 == 0 ? 2 : 4;
    }
    CU_ASSERT_EQUAL(ent_choice_lead_of(&made, &first, &second, (ent_world_sample){100, 0}), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(made.value, 0.2, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(made.low, 0.2 - 1.984216952 * 0.1 / sqrt(99), 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(made.high, 0.2 + 1.984216952 * 0.1 / sqrt(99), 1e-9);
    CU_ASSERT_EQUAL(ent_choice_lead_of(&made, &second, &first, (ent_world_sample){100, 0}), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(made.value, -0.2, 1e-12);
    CU_ASSERT(made.high < 0);
    CU_ASSERT_EQUAL(ent_choice_lead_of(&made, &first, &second, (ent_world_sample){1, 0}), ENT_OK);
    CU_ASSERT(!isnan(made.value) && isnan(made.low) && isnan(made.high)); /* one world: no interval */
    CU_ASSERT_EQUAL(ent_choice_lead_of(&made, &first, &empty, (ent_world_sample){100, 0}), ENT_OK);
    CU_ASSERT(isnan(made.value) && isnan(made.low) && isnan(made.high));
    CU_ASSERT(isnan(ent_world_sums_mean(&empty, 100)));
}

/* Of a design the sampling units are its randomisations: worlds of one that balance each other leave no error. */
static void test_units(void)
{
    double sum[2][160], draws[160], x[160];
    const ent_world_sums choice[] = {{sum[0], draws}, {sum[1], draws}};
    ent_information_value made, world;

    for (size_t w = 0; w < 160; w++) { /* half of the worlds of each of 16 randomisations have x = 1 */
        x[w] = (double) (w / 16 % 2);
        draws[w] = 10;
        sum[0][w] = 5;
        sum[1][w] = x[w] > 0 ? 9 : 2 - (w % 16 == 3 ? 1 : 0);
    }
    CU_ASSERT_EQUAL(ent_evppi(&world, x, choice, 2, (ent_world_sample){160, 0}), ENT_OK);
    CU_ASSERT_EQUAL(ent_evppi(&made, x, choice, 2, (ent_world_sample){160, 16}), ENT_OK);
    CU_ASSERT_EQUAL(made.value, world.value);
    CU_ASSERT(world.high - world.low > 0.02);
    /* randomisation 3 alone is off: by 5 worlds of 0.1 among 160; t of 15 degrees of freedom */
    CU_ASSERT_DOUBLE_EQUAL(made.high - made.low, 2 * 2.131449546 * 0.5 / 160, 1e-8);
}

/* B-splines add up to 1 everywhere, and their knots are the quantiles; equal ones count once. */
static void test_basis(void)
{
    double sorted[101], tied[101];

    for (size_t i = 0; i <= 100; i++) {
        sorted[i] = (double) i;
        tied[i] = i < 60 ? 0.0 : (double) i;
    }
    for (size_t knots = 0; knots <= ENT_SPLINE_KNOTS; knots++) {
        const ent_spline_basis basis = ent_spline_basis_make(sorted, 101, knots);
        CU_ASSERT_EQUAL(basis.size, 4 + knots);
        CU_ASSERT_EQUAL(basis.knots, knots);
        for (double x = 0; x <= 100; x += 0.5) {
            double value[ENT_SPLINE_ORDER], sum = 0;
            size_t first;
            CU_ASSERT_EQUAL(ent_spline_basis_at(&basis, x, &first, value), 4);
            CU_ASSERT(first + 4 <= basis.size);
            for (size_t i = 0; i < 4; i++) {
                CU_ASSERT(value[i] >= 0 && value[i] <= 1);
                sum += value[i];
            }
            CU_ASSERT_DOUBLE_EQUAL(sum, 1, 1e-14);
        }
    }
    CU_ASSERT_EQUAL(ent_spline_basis_make(sorted, 101, 4).at[4], 20);
    CU_ASSERT_EQUAL(ent_spline_basis_make(tied, 101, 4).knots, 2); /* 20% and 40% are the least value */
}

/* Curves: a cubic is met exactly, whatever the knots; a bend takes knots; noise alone takes none but by chance. */
static void test_fit(void)
{
    static double x[WORLDS], sum[2][WORLDS], draws[WORLDS];
    const ent_world_sums choice[] = {{sum[0], draws}, {sum[1], draws}};
    ent_spline_fit fit;
    double curve[2];

    made_state = 60;
    for (size_t w = 0; w < WORLDS; w++) {
        x[w] = made_uniform();
        draws[w] = 10;
        sum[0][w] = 10 * (0.1 + x[w] * x[w] * x[w]);
        sum[1][w] = 10 * (0.9 - 0.5 * x[w] + 0.3 * x[w] * x[w]);
    }
    CU_ASSERT_EQUAL(ent_spline_fit_init(&fit, x, choice, 2, WORLDS), ENT_OK);
    for (double at = 0.05; at < 1; at += 0.1) {
        ent_spline_fit_at(&fit, at, 2, curve);
        CU_ASSERT_DOUBLE_EQUAL(curve[0], 0.1 + at * at * at, 1e-7);
        CU_ASSERT_DOUBLE_EQUAL(curve[1], 0.9 - 0.5 * at + 0.3 * at * at, 1e-7);
    }
    ent_spline_fit_free(&fit);
    for (size_t w = 0; w < WORLDS; w++) {
        sum[0][w] = made_binomial(10, x[w] < 0.5 ? 0.2 : 0.8);
    }
    CU_ASSERT_EQUAL(ent_spline_fit_init(&fit, x, choice, 1, WORLDS), ENT_OK);
    CU_ASSERT_EQUAL(fit.basis.knots, 8);
    ent_spline_fit_at(&fit, 0.25, 1, curve);
    CU_ASSERT_DOUBLE_EQUAL(curve[0], 0.2, 0.04);
    ent_spline_fit_free(&fit);
    ent_spline_fit_free(&fit);
}

/* Steps. The second choice is as good as the first one above a step and worthless below: curves swing beside it, but
 * there is nothing to gain. The third one is better above another step alone. */
static void test_steps(void)
{
    decision *it = calloc(1, sizeof(*it));
    ent_information_value made;

    decision_init(it, 2, 80);
    for (size_t w = 0; w < WORLDS; w++) {
        it->x[w] = made_uniform();
        it->p[0][w] = 0.5;
        it->p[1][w] = it->x[w] > 0.4 ? 0.5 : 0;
    }
    decision_play(it, 0);
    made = know(it, it->x);
    CU_ASSERT(made.value == 0 && made.low == 0 && made.switches == 0);
    for (size_t w = 0; w < WORLDS; w++) {
        it->p[1][w] = it->x[w] > 0.7 ? 0.8 : 0.2;
    }
    decision_play(it, 50);
    check(know(it, it->x), 0.3 * 0.3, 0.002); /* curves cross near the step, not at it */
    decision_free(it);
    free(it);
}

/* A factor with far outliers, and one with many equal values, still have curves. */
static void test_awkward_factors(void)
{
    decision *it = calloc(1, sizeof(*it));
    ent_information_value made;

    decision_init(it, 2, 70);
    for (size_t w = 0; w < WORLDS; w++) {
        double u = made_uniform();
        it->x[w] = 1 / (u * u);               /* up to 1e7 */
        it->y[w] = u < 0.7 ? 0.0 : u * 1e300; /* an atom of 70%, numbers near the largest */
        it->p[0][w] = 0.5;
        it->p[1][w] = 0.2 + 0.5 * u;
    }
    decision_play(it, 20);
    made = know(it, it->x); /* 0.5 (1 - 0.6)^2 / 2 */
    check(made, 0.04, 0.01);
    made = know(it, it->y);
    check(made, 0.04, 0.001);
    decision_free(it);
    free(it);
}

/* 95% intervals of a value away from 0 cover it: of 200 seeds 190 are expected, standard deviation 3.1. */
static void test_coverage(void)
{
    decision *it = calloc(1, sizeof(*it));
    double truth = gaussian(-0.02, 0.1);
    size_t covered = 0;

    for (uint64_t seed = 0; seed < 200; seed++) {
        ent_information_value made;
        decision_init(it, 2, 90000 + seed);
        fill_gaussian(it);
        decision_play(it, 5);
        made = know(it, it->x);
        covered += made.low <= truth && truth <= made.high ? 1 : 0;
        decision_free(it);
    }
    printf("covered: %zu of 200 ", covered);
    CU_ASSERT(covered >= 179); /* 3.5 standard deviations below: 2e-4 */
    free(it);
}

int main(void)
{
    CU_TestInfo tests[] = {{"B-splines", test_basis}, {"curves", test_fit}, {"Gaussian", test_gaussian},
        {"uniform", test_uniform}, {"useless factors", test_useless}, {"a discrete factor", test_discrete},
        {"halves of few draws", test_halves}, {"undefined values", test_undefined}, {"single world", test_single_world},
        {"an empty choice", test_empty_choice}, {"a condition", test_condition}, {"randomisations", test_units},
        {"everything, by hand", test_everything_by_hand}, {"the lead of a choice", test_lead}, {"steps", test_steps},
        {"outliers and ties", test_awkward_factors}, {"coverage", test_coverage}, CU_TEST_INFO_NULL};

    return ent_run_suite("value of information", tests);
}
