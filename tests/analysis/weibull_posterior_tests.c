/* The posterior of a Weibull regression against integration over a grid, and residuals by hand. Figures of the sampler
 * pass within 4.5 of the standard errors that it states (a false alarm in 7 of a million comparisons with other seeds)
 * and the error of the grid. */
#include "suite.h"

#include "analysis/survival/cox_snell.h"
#include "analysis/survival/weibull_posterior.h"
#include "base/status.h"

#include <math.h>
#include <string.h>

enum { GRID = 400 };

static const double time_of[] = {2, 5, 8, 11, 14, 20, 26, 31, 40, 40, 40, 40};
static const bool failed[] = {true, true, true, true, false, true, true, false, true, false, false, false};
static const double late[] = {0, 0, 3, 0, 10, 0, 12, 0, 0, 20, 0, 0};
static const double covariate[] = {1, 0, 1, 1, 0, 1, 0, 0, 0, 0, 1, 0};
static const ent_normal_prior priors[] = {{0, 0.5}, {3.5, 1}, {0, 1}};

static double log_density(double log_shape, double log_scale)
{
    double shape = exp(log_shape), sum = 0, a = log_shape / 0.5, b = log_scale - 3.5;

    for (size_t i = 0; i < sizeof(failed); i++) {
        sum -= pow(time_of[i] / exp(log_scale), shape) - pow(late[i] / exp(log_scale), shape);
        sum += failed[i] ? log_shape - log_scale + (shape - 1) * (log(time_of[i]) - log_scale) : 0;
    }
    return sum - 0.5 * (a * a + b * b);
}

/* Quantile of weights [GRID] at low + (i + 0.5) step. */
static double grid_quantile(const double *weight, double low, double step, double p)
{
    double sum = 0, all = 0;

    for (size_t i = 0; i < GRID; i++) {
        all += weight[i];
    }
    for (size_t i = 0; i < GRID; i++) {
        if (sum + weight[i] >= p * all) {
            return low + step * ((double) i + (p * all - sum) / weight[i]);
        }
        sum += weight[i];
    }
    return NAN;
}

static void check_term(const ent_posterior_term *term, const double *weight, double low, double step)
{
    CU_ASSERT_DOUBLE_EQUAL(term->median, grid_quantile(weight, low, step, 0.5), 4.5 * term->median_error + 1e-4);
    CU_ASSERT_DOUBLE_EQUAL(term->low, grid_quantile(weight, low, step, 0.05), 4.5 * term->low_error + 1e-4);
    CU_ASSERT_DOUBLE_EQUAL(term->high, grid_quantile(weight, low, step, 0.95), 4.5 * term->high_error + 1e-4);
    CU_ASSERT(term->median_error > 0 && term->median_error < 0.02 * term->sd);
    CU_ASSERT(term->high_error > 0 && term->high_error < 0.04 * term->sd);
}

static void test_grid(void)
{
    static double of_shape[GRID], of_scale[GRID];
    const ent_survival_data data = {sizeof(failed), 0, time_of, failed, late, NULL};
    const ent_weibull_assumptions assumed = {.prior = priors};
    double step_shape = 5. / GRID, step_scale = 9. / GRID, sum = 0, mean[2] = {0}, product = 0, square[2] = {0};
    ent_weibull_posterior made;

    memset(of_shape, 0, sizeof(of_shape));
    memset(of_scale, 0, sizeof(of_scale));
    for (size_t i = 0; i < GRID; i++) {
        for (size_t j = 0; j < GRID; j++) {
            double u = -3 + step_shape * ((double) i + 0.5), w = 0.5 + step_scale * ((double) j + 0.5);
            double p = exp(log_density(u, w) + 40);
            of_shape[i] += p;
            of_scale[j] += p;
            sum += p;
            mean[0] += p * u;
            mean[1] += p * w;
            square[0] += p * u * u;
            square[1] += p * w * w;
            product += p * u * w;
        }
    }
    CU_ASSERT_EQUAL_FATAL(ent_weibull_posterior_init(&made, &data, &assumed, 1), ENT_OK);
    check_term(&made.term[0], of_shape, -3, step_shape);
    check_term(&made.term[1], of_scale, 0.5, step_scale);
    CU_ASSERT(made.effective > 0.5 * (double) made.draws && made.effective <= (double) made.draws);
    for (size_t k = 0; k < 2; k++) {
        mean[k] /= sum;
        square[k] = sqrt(square[k] / sum - mean[k] * mean[k]);
        CU_ASSERT_DOUBLE_EQUAL(made.term[k].mean, mean[k], 0.03 * square[k]);
        CU_ASSERT_DOUBLE_EQUAL(made.term[k].sd, square[k], 0.03 * square[k]);
    }
    CU_ASSERT_DOUBLE_EQUAL(made.correlation[1], (product / sum - mean[0] * mean[1]) / (square[0] * square[1]), 0.03);
    ent_weibull_posterior_free(&made);
}

/* A shape that is given, and a covariate without information: the posterior of its coefficient is the prior. */
static void test_prior_alone(void)
{
    static const double x[] = {0, 1e-6};
    static const double time[] = {10, 10};
    static const bool event[] = {true, true};
    const ent_survival_data data = {2, 1, time, event, NULL, x};
    const ent_weibull_assumptions assumed = {.shape = 0.6, .prior = priors};
    ent_weibull_posterior made;
    const ent_posterior_term *b;

    CU_ASSERT_EQUAL_FATAL(ent_weibull_posterior_init(&made, &data, &assumed, 1), ENT_OK);
    b = &made.term[2];
    CU_ASSERT_DOUBLE_EQUAL(made.term[0].median, log(0.6), 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(made.term[0].high, log(0.6), 1e-12);
    CU_ASSERT(made.term[0].sd <= 0 && made.correlation[1] >= 0 && made.correlation[1] <= 0);
    CU_ASSERT_DOUBLE_EQUAL(b->median, 0, 4.5 * b->median_error);
    CU_ASSERT_DOUBLE_EQUAL(b->low, -1.6449, 4.5 * b->low_error);
    CU_ASSERT_DOUBLE_EQUAL(b->high, 1.6449, 4.5 * b->high_error);
    ent_weibull_posterior_free(&made);
}

/* Bits of the same seed, and figures of others. */
static void test_seeds(void)
{
    const ent_survival_data data = {sizeof(failed), 1, time_of, failed, late, covariate};
    const ent_weibull_assumptions assumed = {.prior = priors, .scale_at_mean = true};
    ent_weibull_posterior first, again, other;

    CU_ASSERT_EQUAL_FATAL(ent_weibull_posterior_init(&first, &data, &assumed, 1), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_weibull_posterior_init(&again, &data, &assumed, 1), ENT_OK);
    CU_ASSERT_EQUAL_FATAL(ent_weibull_posterior_init(&other, &data, &assumed, 2), ENT_OK);
    for (size_t i = 0; i < 3; i++) {
        double apart = fabs(first.term[i].median - other.term[i].median);
        CU_ASSERT(memcmp(&first.term[i], &again.term[i], sizeof(first.term[i])) == 0);
        CU_ASSERT(apart > 0 && apart < 4.5 * sqrt(2) * first.term[i].median_error);
    }
    ent_weibull_posterior_free(&first);
    ent_weibull_posterior_free(&again);
    ent_weibull_posterior_free(&other);
}

static void test_weak_priors(void)
{
    static const double x[] = {1, 5, 0, 1, 0, 1, 0, 9, 0, 2, 1, 8, 0, 4, 0, 3, 0, 7, 0, 1, 1, 2, 0, 6};
    const ent_survival_data data = {sizeof(failed), 2, time_of, failed, late, x};
    ent_weibull_likelihood likelihood;
    ent_normal_prior made[4] = {{0, 0}, {0, 0}, {0, 0}, {0, 0}}, given[4] = {{1, 2}, {3, 4}, {5, 6}, {7, 8}};
    double at_risk = 277 - 45;

    CU_ASSERT_EQUAL_FATAL(ent_weibull_likelihood_init(&likelihood, &data), ENT_OK);
    CU_ASSERT_TRUE(ent_weibull_weak_priors(&likelihood, made));
    CU_ASSERT_DOUBLE_EQUAL(made[0].sd, 1, 0);
    CU_ASSERT_DOUBLE_EQUAL(made[1].mean, log(at_risk / 7), 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(made[1].sd, 3, 0);
    CU_ASSERT_DOUBLE_EQUAL(made[2].sd, 2, 0); /* of 0 and 1 */
    CU_ASSERT_DOUBLE_EQUAL(made[3].sd, 1 / likelihood.sd[1], 1e-12);
    CU_ASSERT_FALSE(ent_weibull_weak_priors(&likelihood, given));
    CU_ASSERT(given[0].sd >= 2 && given[1].mean <= 3 && given[3].sd >= 8);
    ent_weibull_likelihood_free(&likelihood);
}

static void test_refused(void)
{
    const ent_survival_data data = {sizeof(failed), 0, time_of, failed, late, NULL};
    const ent_normal_prior flat[] = {{0, 1}, {0, 0}}, tight[] = {{0, 1}, {1, 2}};
    const ent_weibull_assumptions none = {.shape = 0}, improper = {.prior = flat}, negative = {-1, tight, false};
    ent_weibull_posterior made;

    CU_ASSERT_EQUAL(ent_weibull_posterior_init(&made, &data, &none, 1), ENT_ERR_ARGUMENT);
    CU_ASSERT_EQUAL(ent_weibull_posterior_init(&made, &data, &improper, 1), ENT_ERR_ARGUMENT);
    CU_ASSERT_EQUAL(ent_weibull_posterior_init(&made, &data, &negative, 1), ENT_ERR_ARGUMENT);
    ent_weibull_posterior_free(&made);
}

/* --- residuals -----------------------------------------------------------------------------------------------------
 */

/* Shape 1, scale 10, coefficient log 2: residuals are time / 10, twice that where x is 1. */
static void test_residuals(void)
{
    static const double time[] = {4, 10, 4, 9, 10}, x[] = {0, 0, 0, 1, 0};
    static const bool event[] = {true, true, true, false, false};
    static const double residual[] = {0.4, 0.4, 1, 1, 1.8};
    const ent_survival_data data = {5, 1, time, event, NULL, x};
    const double terms[] = {0, log(10), log(2)};
    static const size_t order[] = {0, 2, 1, 4, 3}; /* 0 and 2 together, then 1 (failed) and 4 */
    const double hazard[] = {2. / 5, 2. / 5, 2. / 5 + 1. / 3, 2. / 5 + 1. / 3, 2. / 5 + 1. / 3};
    const double half = 1.959964 * sqrt(2. / 25) / 0.4;
    ent_cox_snell_row row[5];

    CU_ASSERT_EQUAL_FATAL(ent_cox_snell(&data, terms, row), ENT_OK);
    for (size_t i = 0; i < 5; i++) {
        CU_ASSERT_EQUAL(row[i].row, order[i]);
        CU_ASSERT_DOUBLE_EQUAL(row[i].residual, residual[i], 1e-12);
        CU_ASSERT_DOUBLE_EQUAL(row[i].hazard, hazard[i], 1e-12);
        CU_ASSERT_EQUAL(row[i].failed, i < 3);
    }
    CU_ASSERT_DOUBLE_EQUAL(row[0].low, 0.4 * exp(-half), 1e-6);
    CU_ASSERT_DOUBLE_EQUAL(row[0].high, 0.4 * exp(half), 1e-6);
    CU_ASSERT_EQUAL(ent_cox_snell_outside(row, 5), 0);
}

/* Rows at risk from their entries on; the estimate begins at the first entry. */
static void test_entered(void)
{
    static const double time[] = {5, 10, 20}, entered[] = {2, 4, 6};
    static const bool event[] = {true, true, false};
    const ent_survival_data data = {3, 0, time, event, entered, NULL};
    const double terms[] = {0, log(10)};
    ent_cox_snell_row row[3];

    CU_ASSERT_EQUAL_FATAL(ent_cox_snell(&data, terms, row), ENT_OK);
    CU_ASSERT_DOUBLE_EQUAL(row[0].entered, 0.2, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(row[0].hazard, 0.2 + 1. / 2, 1e-12); /* the third row is not there yet */
    CU_ASSERT_DOUBLE_EQUAL(row[1].hazard, 0.2 + 1. / 2 + 1. / 2, 1e-12);
    CU_ASSERT_DOUBLE_EQUAL(row[2].hazard, 1.2, 1e-12);
}

/* With a scale a tenth of the right one, all residuals are ten times too large. */
static void test_outside(void)
{
    ent_survival_data data = {sizeof(failed), 0, time_of, failed, NULL, NULL};
    const double wrong[] = {0, log(4)}, right[] = {0, log(40)};
    ent_cox_snell_row row[sizeof(failed)];

    CU_ASSERT_EQUAL_FATAL(ent_cox_snell(&data, wrong, row), ENT_OK);
    CU_ASSERT(ent_cox_snell_outside(row, data.rows) >= 6);
    CU_ASSERT_EQUAL_FATAL(ent_cox_snell(&data, right, row), ENT_OK);
    CU_ASSERT_EQUAL(ent_cox_snell_outside(row, data.rows), 0);
}

int main(void)
{
    CU_TestInfo tests[] = {{"integration over a grid", test_grid}, {"prior alone", test_prior_alone},
        {"seeds", test_seeds}, {"weak priors", test_weak_priors}, {"refused", test_refused},
        {"residuals", test_residuals}, {"residuals of late entries", test_entered}, {"outside", test_outside},
        CU_TEST_INFO_NULL};

    return ent_run_suite("Weibull posterior and residuals", tests);
}
