/* Crossings of curves that are known. */
#include "analysis/level_crossing.h"

#include "base/status.h"
#include "suite.h"

#include <math.h>
#include <stdio.h>

static const double pi = 3.14159265358979323846;

/* A curve with an interval of constant half-width. */
typedef struct known_curve {
    double (*y)(double x);
    double half;  /* half-width; NaN: no interval */
    size_t calls; /* points computed */
    size_t fails; /* the call that fails; 0: none */
} known_curve;

static int compute(void *context, ent_curve_point *point)
{
    known_curve *self = context;

    self->calls++;
    point->y = self->y(point->x);
    point->low = point->y - self->half;
    point->high = point->y + self->half;
    return self->calls == self->fails ? ENT_ERR_INTERRUPTED : ENT_OK;
}

static ent_crossing found; /* the figures are kept, the points are freed */

static void expect(known_curve curve, double level, bool whole, const double expected[4], double tolerance)
{
    ent_crossing_options options = {
        .from = 0.0, .to = whole ? 20.0 : 2.0, .level = level, .whole = whole, .points = 11};
    const double *cell[4] = {&found.value, &found.low, &found.high, &found.slope};

    ent_crossing made = {.points = 0};

    CU_ASSERT_EQUAL(ent_crossing_find(&made, &options, compute, &curve), ENT_OK);
    found = made;
    for (int i = 0; i < 4; i++) {
        bool same = isnan(expected[i]) ? isnan(*cell[i]) : fabs(*cell[i] - expected[i]) <= tolerance;
        if (!same) {
            printf("\ncell %d: found %.10g, expected %.10g\n", i, *cell[i], expected[i]);
        }
        CU_ASSERT_TRUE(same);
    }
    for (size_t i = 1; i < made.points; i++) {
        CU_ASSERT_TRUE(made.point[i].x > made.point[i - 1].x);
    }
    CU_ASSERT_EQUAL(made.points, curve.calls);
    CU_ASSERT_TRUE(made.points < 45);
    ent_crossing_free(&made);
}

static double square(double x)
{
    return x * x / 4.0;
}

static double falling(double x)
{
    return exp(-x);
}

static double steps(double x)
{
    return floor(1000.0 * x) / 2000.0;
}

static double jump(double x)
{
    return x < 1.234567 ? 0.2 : 0.8;
}

static double wave(double x)
{
    return 0.5 - 0.4 * sin(4.0 * x + 0.5);
}

static double constant(double x)
{
    (void) x;
    return 0.5;
}

static double half_defined(double x)
{
    return x < 0.9 ? (double) NAN : square(x);
}

/* x / 2, not defined where it takes 0.5. */
static double with_gap(double x)
{
    return fabs(x - 1.0) < 0.05 ? (double) NAN : x / 2.0;
}

static double by_whole(double x)
{
    return x / 20.0;
}

static double whole_falling(double x)
{
    return 1.0 - x / 16.0;
}

/* Closed forms; the tolerance is 1% of the interval's half-width, at the slope there. */
static void test_smooth(void)
{
    expect((known_curve){.y = square, .half = 0.05}, 0.3, false,
        (double[]){sqrt(1.2), sqrt(1.0), sqrt(1.4), 0.1 / (sqrt(1.4) - 1.0)}, 0.002);
    CU_ASSERT_TRUE(found.rises);
    CU_ASSERT_EQUAL(found.crossings, 1);
    expect((known_curve){.y = falling, .half = 0.1}, 0.5, false,
        (double[]){log(2.0), -log(0.6), -log(0.4), -0.2 / log(1.5)}, 0.004);
    CU_ASSERT_FALSE(found.rises);
}

/* An interval that reaches beyond an end is not known there. */
static void test_ends(void)
{
    expect((known_curve){.y = square, .half = 0.4}, 0.3, false,
        (double[]){sqrt(1.2), (double) NAN, sqrt(2.8), (double) NAN}, 0.01);
    expect((known_curve){.y = square, .half = 0.8}, 0.3, false,
        (double[]){sqrt(1.2), (double) NAN, (double) NAN, (double) NAN}, 0.02);
    expect((known_curve){.y = square, .half = (double) NAN}, 0.3, false,
        (double[]){sqrt(1.2), (double) NAN, (double) NAN, (double) NAN}, 2e-6);
}

static void test_no_crossing(void)
{
    static const double none[4] = {(double) NAN, (double) NAN, (double) NAN, (double) NAN};

    expect((known_curve){.y = square, .half = 0.1}, 1.5, false, none, 0.0);
    CU_ASSERT_EQUAL(found.crossings, 0);
    expect((known_curve){.y = falling, .half = 0.1}, 0.05, false, none, 0.0);
}

/* A curve of steps, as counts give it, and one that jumps over the level. */
/* The curve is on both sides of a gap: it takes the level there, and nothing is known of the interval. */
static void test_gap(void)
{
    const double nan_ = (double) NAN;

    expect((known_curve){with_gap, 0.02, 0, 0}, 0.5, false, (double[4]){1.0, nan_, nan_, nan_}, 1e-9);
    CU_ASSERT_EQUAL(found.crossings, 1);
}

static void test_steps(void)
{
    expect((known_curve){.y = steps, .half = 0.02}, 0.3, false, (double[]){0.6, 0.56, 0.64, 0.5},
        0.007); /* a step is 0.0005 of 0.08 */
    expect((known_curve){.y = jump, .half = 0.01}, 0.5, false, (double[]){1.234567, 1.234567, 1.234567, (double) NAN},
        2e-6);
}

static void test_several(void)
{
    expect((known_curve){.y = wave, .half = 0.02}, 0.5, false,
        (double[]){(pi - 0.5) / 4.0, (pi - 0.5 - asin(0.05)) / 4.0, (pi - 0.5 + asin(0.05)) / 4.0, 1.6}, 0.01);
    CU_ASSERT_EQUAL(found.crossings, 2);
    CU_ASSERT_TRUE(found.rises);
}

/* At the level everywhere; the level at an end alone; not defined in a part. */
static void test_edges(void)
{
    expect((known_curve){.y = constant, .half = 0.1}, 0.5, false,
        (double[]){0.0, (double) NAN, (double) NAN, (double) NAN}, 0.0);
    expect((known_curve){.y = square, .half = 0.05}, 1.0, false, (double[]){2.0, sqrt(3.8), (double) NAN, (double) NAN},
        0.002);
    expect((known_curve){.y = square, .half = 0.05}, 0.0, false, (double[]){0.0, (double) NAN, sqrt(0.2), (double) NAN},
        0.002);
    expect((known_curve){.y = half_defined, .half = 0.03}, 0.3, false,
        (double[]){sqrt(1.2), sqrt(1.08), sqrt(1.32), 0.06 / (sqrt(1.32) - sqrt(1.08))}, 0.002);
}

/* Whole numbers: the first at the level or beyond it; those whose interval takes in the level. */
static void test_whole(void)
{
    expect((known_curve){.y = by_whole, .half = 0.06}, 0.42, true, (double[]){9.0, 8.0, 9.0, 0.05}, 1e-12);
    expect((known_curve){.y = by_whole, .half = 0.01}, 0.42, true, (double[]){9.0, 9.0, 9.0, (double) NAN}, 0.0);
    expect((known_curve){.y = by_whole, .half = 0.07}, 0.4, true, (double[]){8.0, 7.0, 9.0, 0.05}, 1e-12);
    expect((known_curve){.y = whole_falling, .half = 0.1}, 0.5, true, (double[]){8.0, 7.0, 9.0, -0.0625}, 1e-12);
    CU_ASSERT_FALSE(found.rises);
    expect((known_curve){.y = whole_falling, .half = 0.1}, 0.495, true, (double[]){9.0, 7.0, 9.0, -0.0625}, 1e-12);
}

static void test_failing(void)
{
    for (size_t call = 1; call < 20; call++) {
        known_curve curve = {.y = square, .half = 0.05, .fails = call};
        ent_crossing_options options = {.from = 0.0, .to = 2.0, .level = 0.3, .points = 11};
        ent_crossing made = {.points = 0};
        int status = ent_crossing_find(&made, &options, compute, &curve);
        CU_ASSERT_EQUAL(status, curve.calls >= call ? ENT_ERR_INTERRUPTED : ENT_OK);
        ent_crossing_free(&made);
        ent_crossing_free(&made);
    }
}

int main(void)
{
    static CU_TestInfo tests[] = {{"smooth curves", test_smooth}, {"beyond the ends", test_ends},
        {"no crossing", test_no_crossing}, {"a gap", test_gap}, {"steps", test_steps},
        {"several crossings", test_several}, {"edges", test_edges}, {"whole numbers", test_whole},
        {"a curve that fails", test_failing}, CU_TEST_INFO_NULL};

    return ent_run_suite("analysis/level_crossing", tests);
}
