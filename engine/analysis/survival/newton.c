#include "analysis/survival/newton.h"

#include "base/status.h"
#include "distribution/copula.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_STEPS = 300, MOST_HALVINGS = 60, MOST_DAMPINGS = 40 };

static const double longest_step = 3.0;       /* in a coordinate: standard deviations of x, or log units */
static const double converged = 1e-16;        /* squared length of the last step, in standard errors */
static const double flat = 1e-8;              /* the same, from which on a step that stays long is a runaway */
static const double long_step = 0.05;         /* in any coordinate */
static const double farthest_log_shape = 14.; /* shapes beyond 1e6, or below 1e-6, are not estimated */

int ent_newton_init(ent_newton *self, size_t size)
{
    *self = (ent_newton){.end = ENT_NEWTON_STUCK};
    self->theta = calloc(size, sizeof(double));
    self->gradient = calloc(size, sizeof(double));
    self->step = calloc(size, sizeof(double));
    self->tried = calloc(size, sizeof(double));
    self->curvature = calloc(size * size, sizeof(double));
    self->factor = calloc(size * size, sizeof(double));
    if (self->theta == NULL || self->gradient == NULL || self->step == NULL || self->tried == NULL ||
        self->curvature == NULL || self->factor == NULL) {
        ent_newton_free(self);
        return ENT_ERR_NO_MEMORY;
    }
    return ENT_OK;
}

void ent_newton_free(ent_newton *self)
{
    free(self->theta);
    free(self->gradient);
    free(self->step);
    free(self->tried);
    free(self->curvature);
    free(self->factor);
    *self = (ent_newton){.end = ENT_NEWTON_STUCK};
}

/* Factors the curvature of the free coordinates with `damping` of a scale of each added to its diagonal. */
static bool factorize(ent_newton *self, size_t size, size_t first, double damping)
{
    size_t n = size - first;

    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            self->factor[i * n + j] = self->curvature[(first + i) * size + first + j];
        }
        self->factor[i * n + i] += damping * (1.0 + fabs(self->factor[i * n + i]));
    }
    return ent_cholesky(self->factor, n, NULL) == ENT_OK;
}

/* Sets the step of least damping, and returns the damping: 0 where the curvature is positive definite. Infinite where
 * there is no step. */
static double set_step(ent_newton *self, size_t size, size_t first)
{
    double damping = 0.0;

    for (size_t i = 0; i < MOST_DAMPINGS; i++) {
        if (factorize(self, size, first, damping)) {
            memset(self->step, 0, size * sizeof(*self->step));
            memcpy(&self->step[first], &self->gradient[first], (size - first) * sizeof(*self->step));
            ent_cholesky_solve(self->factor, size - first, &self->step[first]);
            return damping;
        }
        damping = damping > 0.0 ? 10.0 * damping : 1e-6;
    }
    return (double) INFINITY;
}

/* Returns the coordinate of the longest step, at first or beyond. */
static size_t longest(const ent_newton *self, size_t size, size_t first)
{
    size_t best = first;

    for (size_t i = first; i < size; i++) {
        if (fabs(self->step[i]) > fabs(self->step[best])) {
            best = i;
        }
    }
    return best;
}

/* Returns gradient * step: twice the rise that a Newton step promises, its squared length in standard errors. */
static double decrement(const ent_newton *self, size_t size)
{
    double sum = 0.0;

    for (size_t i = 0; i < size; i++) {
        sum += self->gradient[i] * self->step[i];
    }
    return sum;
}

/* Moves along the step, shortened until the objective rises. False where no length does. */
static bool move(ent_newton *self, const ent_weibull_likelihood *objective, double promised)
{
    double length = 1.0, slack = 1e-13 * (1.0 + fabs(self->value));

    for (size_t i = 0; i < MOST_HALVINGS; i++) {
        for (size_t j = 0; j < objective->size; j++) {
            self->tried[j] = self->theta[j] + length * self->step[j];
        }
        double value = ent_weibull_likelihood_at(objective, self->tried, NULL, NULL);
        if (value >= self->value + 1e-4 * length * promised - slack && isfinite(value)) {
            memcpy(self->theta, self->tried, objective->size * sizeof(*self->theta));
            return true;
        }
        length *= 0.5;
    }
    return false;
}

/* Returns whether the search is over with the step just computed. */
static bool ended(ent_newton *self, size_t size, size_t first, double damping, double squared)
{
    size_t far = longest(self, size, first);
    bool stays_long = fabs(self->step[far]) > long_step;

    if (first == 0 && fabs(self->theta[0]) > farthest_log_shape) {
        self->end = ENT_NEWTON_RUNAWAY;
        self->runaway = 0;
        return true;
    }
    if (damping == 0.0 && squared < flat && stays_long) {
        self->end = ENT_NEWTON_RUNAWAY;
        self->runaway = far;
        return true;
    }
    if (damping == 0.0 && squared < converged) {
        self->end = ENT_NEWTON_MAXIMUM;
        return true;
    }
    return false;
}

static void limit_step(ent_newton *self, size_t size, size_t first)
{
    double most = fabs(self->step[longest(self, size, first)]);

    for (size_t i = first; most > longest_step && i < size; i++) {
        self->step[i] *= longest_step / most;
    }
}

void ent_newton_climb(ent_newton *self, const ent_weibull_likelihood *objective, size_t first)
{
    size_t size = objective->size;

    self->end = ENT_NEWTON_STUCK;
    for (size_t i = 0; i < MOST_STEPS; i++) {
        self->value = ent_weibull_likelihood_at(objective, self->theta, self->gradient, self->curvature);
        if (!isfinite(self->value)) {
            return;
        }
        double damping = set_step(self, size, first);
        double squared = decrement(self, size);
        if (isinf(damping) || ended(self, size, first, damping, squared)) {
            break;
        }
        limit_step(self, size, first);
        if (!move(self, objective, decrement(self, size))) {
            return;
        }
    }
    if (self->end == ENT_NEWTON_MAXIMUM) { /* the last step, by which Newton's method doubles the digits */
        for (size_t i = first; i < size; i++) {
            self->theta[i] += self->step[i];
        }
        self->value = ent_weibull_likelihood_at(objective, self->theta, self->gradient, self->curvature);
    }
}
