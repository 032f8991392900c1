/* Means of scores, their intervals and differences, and calibration: by hand, against closed forms, at their edges. */
#include "analysis/survival/calibration.h"
#include "analysis/survival/score_means.h"
#include "kernels/scalar_functions.h"
#include "suite.h"
#include "tally/student_t.h"

#include <math.h>

enum { KEY = 7, MANY = 400 };

static void mean_by_hand(void)
{
    static const double score[] = {0.1, 0.4, 9.0, NAN, 0.3}, weight[] = {1.0, 2.0, 0.0, 1.0, 1.0};
    double scratch[10];
    ent_score_mean mean = ent_score_mean_of(ent_kernels_select(NULL), KEY, score, weight, 5, scratch);

    CU_ASSERT_DOUBLE_EQUAL(mean.value, (0.1 + 0.8 + 0.3) / 4.0, 1e-15);
    CU_ASSERT_EQUAL(mean.cases, 3);
    CU_ASSERT(mean.low >= 0.1 - 1e-12 && mean.low < mean.value);
    CU_ASSERT(mean.high <= 0.4 + 1e-12 && mean.high > mean.value);
}

static void one_case_and_none(void)
{
    static const double score[] = {0.25}, weight[] = {3.0}, nothing[] = {0.0};
    double scratch[2];
    ent_score_mean mean = ent_score_mean_of(ent_kernels_select(NULL), KEY, score, weight, 1, scratch);
    ent_score_difference difference;

    CU_ASSERT_EQUAL(mean.value, 0.25);
    CU_ASSERT(isnan(mean.low) && isnan(mean.high));
    mean = ent_score_mean_of(ent_kernels_select(NULL), KEY, score, nothing, 1, scratch);
    CU_ASSERT_EQUAL(mean.cases, 0);
    CU_ASSERT(isnan(mean.value));
    difference = ent_score_difference_of(ent_kernels_select(NULL), KEY, score, score, weight, 1, scratch);
    CU_ASSERT_EQUAL(difference.mean.value, 0.0);
    CU_ASSERT(isnan(difference.detectable));
}

/* The spread of a bootstrapped mean is that of the sample over the root of its size: 1.96 * 0.5 / 20 on either side,
 * with 2,000 resamples to a tenth of it. The figures are the same each time. */
static void interval_of_many(void)
{
    double score[MANY], weight[MANY], scratch[2 * MANY];
    ent_score_mean mean, again;

    for (size_t i = 0; i < MANY; i++) {
        score[i] = (double) (i % 2);
        weight[i] = 1.0;
    }
    mean = ent_score_mean_of(ent_kernels_select(NULL), KEY, score, weight, MANY, scratch);
    again = ent_score_mean_of(ent_kernels_select(NULL), KEY, score, weight, MANY, scratch);
    CU_ASSERT_DOUBLE_EQUAL(mean.low, 0.5 - 0.049, 0.005);
    CU_ASSERT_DOUBLE_EQUAL(mean.high, 0.5 + 0.049, 0.005);
    CU_ASSERT(mean.low == again.low && mean.high == again.high);
}

/* d = -0.1, 0.1, 0.3, 0.1 with mean 0.1 and sum of squares 0.08: se = sqrt(4 / 3 * 0.08) / 4. */
static void difference_by_hand(void)
{
    static const double first[] = {0.1, 0.4, 0.5, 0.3, NAN}, second[] = {0.2, 0.3, 0.2, 0.2, 0.1};
    static const double weight[] = {1.0, 1.0, 1.0, 1.0, 1.0};
    double scratch[10];
    ent_score_difference made =
        ent_score_difference_of(ent_kernels_select(NULL), KEY, first, second, weight, 5, scratch);

    CU_ASSERT_EQUAL(made.mean.cases, 4);
    CU_ASSERT_DOUBLE_EQUAL(made.mean.value, 0.1, 1e-15);
    CU_ASSERT_DOUBLE_EQUAL(
        made.detectable, (3.182446305284263 + 0.8416212335729143) * sqrt(4.0 / 3.0 * 0.08) / 4.0, 1e-12);
}

/* An infinite score stays infinite in the mean; two of them on one case are no difference. */
static void infinite_scores(void)
{
    static const double first[] = {0.1, INFINITY, 0.2}, second[] = {0.2, INFINITY, INFINITY};
    static const double weight[] = {1.0, 1.0, 1.0};
    double scratch[6];
    ent_score_difference made;

    CU_ASSERT_EQUAL(
        ent_score_mean_of(ent_kernels_select(NULL), KEY, first, weight, 3, scratch).value, (double) INFINITY);
    made = ent_score_difference_of(ent_kernels_select(NULL), KEY, first, second, weight, 2, scratch);
    CU_ASSERT_DOUBLE_EQUAL(made.mean.value, -0.05, 1e-15);
    made = ent_score_difference_of(ent_kernels_select(NULL), KEY, first, second, weight, 3, scratch);
    CU_ASSERT_EQUAL(made.mean.value, -(double) INFINITY);
    CU_ASSERT(isnan(made.detectable));
}

/* Two chances with known shares that held: the line goes through both shares' logits. 0.3 held in 2 of 10, 0.8 in 9 of
 * 12. */
static void calibration_in_closed_form(void)
{
    double p[22], weight[22];
    ent_held held[22];
    double x[2] = {log(0.3 / 0.7), log(0.8 / 0.2)}, y[2] = {log(2.0 / 8.0), log(9.0 / 3.0)};
    double slope = (y[1] - y[0]) / (x[1] - x[0]);
    ent_calibration made;

    for (size_t i = 0; i < 22; i++) {
        p[i] = i < 10 ? 0.3 : 0.8;
        held[i] = i < 2 || (i >= 10 && i < 19) ? ENT_HELD : ENT_HELD_NOT;
        weight[i] = 2.0;
    }
    made = ent_calibration_of(p, held, weight, 22);
    CU_ASSERT_EQUAL(made.state, ENT_CALIBRATION_FITTED);
    CU_ASSERT_EQUAL(made.held, 11);
    CU_ASSERT_EQUAL(made.not_held, 11);
    CU_ASSERT_DOUBLE_EQUAL(made.slope, slope, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(made.intercept, y[0] - slope * x[0], 1e-9);
    /* saturated, so the sandwich is the information: the variance of a logit is 1 / held + 1 / not held */
    CU_ASSERT_DOUBLE_EQUAL(made.slope_high - made.slope,
        1.959963984540054 * sqrt(1.0 / 2 + 1.0 / 8 + 1.0 / 9 + 1.0 / 3) / (x[1] - x[0]), 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(made.slope - made.slope_low, made.slope_high - made.slope, 1e-12);
}

static ent_calibration_state state_of(double low, double high, bool mixed)
{
    double p[40], weight[40];
    ent_held held[40];

    for (size_t i = 0; i < 40; i++) {
        bool yes = i % 2 == 0;
        held[i] = yes ? ENT_HELD : ENT_HELD_NOT;
        p[i] = mixed && i < 4 ? 0.5 * (low + high) : yes ? high : low;
        weight[i] = 1.0;
    }
    return ent_calibration_of(p, held, weight, 40).state;
}

/* A fit that is impossible reports the reason. */
static void calibration_that_cannot_be(void)
{
    double p[19], weight[19];
    ent_held held[19];
    ent_calibration made;

    CU_ASSERT_EQUAL(state_of(0.5, 0.5, false), ENT_CALIBRATION_ALIKE);
    CU_ASSERT_EQUAL(state_of(0.3, 0.6, false), ENT_CALIBRATION_SEPARATED);
    CU_ASSERT_EQUAL(state_of(0.6, 0.3, false), ENT_CALIBRATION_SEPARATED);
    CU_ASSERT_EQUAL(state_of(0.3, 0.6, true), ENT_CALIBRATION_SEPARATED); /* the two kinds meet in one chance only */
    CU_ASSERT_EQUAL(state_of(0.3, 1.0, false), ENT_CALIBRATION_CERTAIN);
    for (size_t i = 0; i < 19; i++) {
        held[i] = i < 9 ? ENT_HELD : ENT_HELD_NOT;
        p[i] = i % 2 == 0 ? 0.2 : 0.7;
        weight[i] = 1.0;
    }
    made = ent_calibration_of(p, held, weight, 19);
    CU_ASSERT_EQUAL(made.state, ENT_CALIBRATION_FEW);
    CU_ASSERT_EQUAL(made.held, 9);
    CU_ASSERT(isnan(made.slope) && isnan(made.intercept_low));
}

int main(void)
{
    CU_TestInfo tests[] = {{"mean_by_hand", mean_by_hand}, {"one_case_and_none", one_case_and_none},
        {"interval_of_many", interval_of_many}, {"difference_by_hand", difference_by_hand},
        {"infinite_scores", infinite_scores}, {"calibration_in_closed_form", calibration_in_closed_form},
        {"calibration_that_cannot_be", calibration_that_cannot_be}, CU_TEST_INFO_NULL};

    return ent_run_suite("score_means", tests);
}
