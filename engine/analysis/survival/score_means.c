#include "analysis/survival/score_means.h"

#include "kernels/scalar_functions.h"
#include "tally/estimate.h"
#include "tally/student_t.h"

#include <math.h>

enum { UNIFORMS = 1024 /* made at a time */ };

/* Mean of resample number r of s [n] with weights w [n]; NaN where there is none. */
static double resampled(
    const ent_kernels *kernels, uint64_t key, uint32_t r, const double *s, const double *w, size_t n)
{
    double uniform[UNIFORMS];
    double sum = 0.0, weights = 0.0;

    for (size_t i = 0; i < n; i += UNIFORMS) {
        size_t part = n - i < UNIFORMS ? n - i : UNIFORMS;
        kernels->philox(key, i, r, part, uniform);
        for (size_t j = 0; j < part; j++) {
            size_t c = (size_t) (uniform[j] * (double) n);
            sum += w[c] * s[c];
            weights += w[c];
        }
    }
    return sum / weights;
}

static void add_interval(
    ent_score_mean *self, const ent_kernels *kernels, uint64_t key, const double *s, const double *w, size_t n)
{
    double mean[ENT_SCORE_RESAMPLES];
    size_t count = 0;

    for (uint32_t r = 0; n >= 2 && r < ENT_SCORE_RESAMPLES; r++) {
        double x = resampled(kernels, key, r, s, w, n);
        if (!isnan(x)) {
            mean[count++] = x;
        }
    }
    self->low = ent_quantile7_of(mean, count, 0.025);
    self->high = ent_quantile7_of(mean, count, 0.975);
}

/* Mean and interval of the cases that count, s [n] with weights w [n]. */
static ent_score_mean mean_of(const ent_kernels *kernels, uint64_t key, const double *s, const double *w, size_t n)
{
    ent_score_mean made = {(double) NAN, (double) NAN, (double) NAN, n};
    double sum = 0.0, weights = 0.0;

    for (size_t i = 0; i < n; i++) {
        sum += w[i] * s[i];
        weights += w[i];
    }
    if (n > 0) {
        made.value = sum / weights;
        add_interval(&made, kernels, key, s, w, n);
    }
    return made;
}

ent_score_mean ent_score_mean_of(
    const ent_kernels *kernels, uint64_t key, const double *score, const double *weight, size_t count, double *scratch)
{
    double *s = scratch, *w = scratch + count;
    size_t n = 0;

    for (size_t i = 0; i < count; i++) {
        if (weight[i] > 0.0 && !isnan(score[i])) {
            s[n] = score[i];
            w[n++] = weight[i];
        }
    }
    return mean_of(kernels, key, s, w, n);
}

static double detectable(const double *d, const double *w, size_t n, double mean)
{
    double square = 0.0, weights = 0.0;

    if (n < 2 || !isfinite(mean)) {
        return (double) NAN;
    }
    for (size_t i = 0; i < n; i++) {
        double off = w[i] * (d[i] - mean);
        square += off * off;
        weights += w[i];
    }
    return (ent_student_t_975(n - 1) + ent_normal_quantile(0.8)) * sqrt((double) n / (double) (n - 1) * square) /
           weights;
}

ent_score_difference ent_score_difference_of(const ent_kernels *kernels, uint64_t key, const double *first,
    const double *second, const double *weight, size_t count, double *scratch)
{
    double *d = scratch, *w = scratch + count;
    ent_score_difference made;
    size_t n = 0;

    for (size_t i = 0; i < count; i++) {
        if (weight[i] > 0.0 && !isnan(first[i]) && !isnan(second[i])) {
            d[n] = isinf(first[i]) && isinf(second[i]) ? 0.0 : first[i] - second[i];
            w[n++] = weight[i];
        }
    }
    made.mean = mean_of(kernels, key, d, w, n);
    made.detectable = detectable(d, w, n, made.mean.value);
    return made;
}
