/* Columns of a distribution. What is closed goes through the vector kernels as such. */
#include "kernels/scalar_functions.h"
#include "distribution/quantile.h"
#include "distribution/guide_table.h"
#include "distribution/quantile_table.h"
#include "distribution/cdf.h"

#include <math.h>

enum { BLOCK = 512 }; /* scores held on the stack at a time */

static void apply(const ent_kernels *kernels, ent_op op, size_t n, const double *in, double *out)
{
    kernels->op[op](n, out, (const double *const[]){in});
}

/* x = -log(1 - u), by log1p: exact where u is small. */
static void unit_exponential(const ent_kernels *kernels, size_t n, const double *u, double *x)
{
    apply(kernels, ENT_OP_NEG, n, u, x);
    apply(kernels, ENT_OP_LOG1P, n, x, x);
    apply(kernels, ENT_OP_NEG, n, x, x);
}

static void weibull(const ent_dist *self, const ent_kernels *kernels, size_t n, const double *u, double *x)
{
    unit_exponential(kernels, n, u, x);
    apply(kernels, ENT_OP_LOG, n, x, x);
    kernels->affine(n, 0.0, 1.0 / self->derived[0], x, x);
    apply(kernels, ENT_OP_EXP, n, x, x);
    kernels->affine(n, 0.0, self->derived[1], x, x);
}

/* Kinds that are a function of the normal score. */
static void from_score(const ent_dist *self, const ent_kernels *kernels, size_t n, const double *z, double *x)
{
    kernels->affine(n, self->derived[0], self->derived[1], z, x);
    if (self->kind == ENT_DIST_LOGNORMAL ||
        (self->kind == ENT_DIST_INTERVAL && (int) self->derived[2] == ENT_INTERVAL_LOG)) {
        apply(kernels, ENT_OP_EXP, n, x, x);
    } else if (self->kind == ENT_DIST_INTERVAL && (int) self->derived[2] == ENT_INTERVAL_LOGIT) {
        apply(kernels, ENT_OP_LOGISTIC, n, x, x);
    }
}

static bool of_score(const ent_dist *self)
{
    return self->kind == ENT_DIST_NORMAL || self->kind == ENT_DIST_LOGNORMAL || self->kind == ENT_DIST_INTERVAL;
}

static void from_table(const ent_dist *self, const ent_kernels *kernels, size_t n, const double *u, double *x)
{
    double z[BLOCK];

    for (size_t i = 0; i < n; i += BLOCK) {
        size_t m = n - i < BLOCK ? n - i : BLOCK;
        apply(kernels, ENT_OP_NORMAL_QUANTILE, m, u + i, z);
        ent_quantile_table_sample(self, kernels, m, z, x + i);
    }
}

static void one_by_one(const ent_dist *self, size_t n, const double *u, double *x)
{
    for (size_t i = 0; i < n; i++) {
        x[i] = ent_dist_quantile(self, u[i]);
    }
}

void ent_dist_sample(const ent_dist *self, const ent_kernels *kernels, size_t n, const double *u, double *x)
{
    const double *d = self->derived;

    if (self->table != NULL) {
        from_table(self, kernels, n, u, x);
    } else if (self->steps != NULL) {
        ent_guide_table_sample(self->steps, n, u, x);
    } else if (of_score(self)) {
        apply(kernels, ENT_OP_NORMAL_QUANTILE, n, u, x);
        from_score(self, kernels, n, x, x);
    } else if (self->kind == ENT_DIST_UNIFORM) {
        kernels->affine(n, d[0], d[1] - d[0], u, x);
        kernels->hold(n, d[0], d[1], x, x); /* the sum may round past b */
    } else if (self->kind == ENT_DIST_TRIANGULAR) {
        kernels->triangular(n, d[0], d[1], d[2], u, x);
    } else if (self->kind == ENT_DIST_EXPONENTIAL) {
        unit_exponential(kernels, n, u, x);
        kernels->affine(n, 0.0, d[0], x, x);
    } else if (self->kind == ENT_DIST_WEIBULL) {
        weibull(self, kernels, n, u, x);
    } else if (self->kind == ENT_DIST_BERNOULLI) {
        kernels->above(n, 1.0 - d[0], u, x);
    } else {
        one_by_one(self, n, u, x);
    }
}

bool ent_dist_draws(const ent_dist *self)
{
    return self->kind == ENT_DIST_TRIANGULAR && self->table == NULL && self->steps == NULL;
}

void ent_dist_draw(const ent_dist *self, const ent_kernels *kernels, uint64_t key, uint64_t first, size_t n,
    const double *chosen, double *out)
{
    const double *d = self->derived;

    kernels->draw_triangular(key, first, n, d[0], d[1], d[2], chosen, out);
}

/* Scores in x itself stand in the way of a table, which reads them again. */
static void table_from_score(const ent_dist *self, const ent_kernels *kernels, size_t n, const double *z, double *x)
{
    double copy[BLOCK];

    for (size_t i = 0; i < n; i += BLOCK) {
        size_t m = n - i < BLOCK ? n - i : BLOCK;
        kernels->affine(m, 0.0, 1.0, z + i, copy);
        ent_quantile_table_sample(self, kernels, m, copy, x + i);
    }
}

void ent_dist_sample_z(const ent_dist *self, const ent_kernels *kernels, size_t n, const double *z, double *x)
{
    if (of_score(self)) {
        from_score(self, kernels, n, z, x);
    } else if (self->table != NULL) {
        table_from_score(self, kernels, n, z, x);
    } else if (self->kind == ENT_DIST_BERNOULLI) {
        kernels->above(n, -ent_normal_quantile(self->derived[0]), z, x);
    } else {
        apply(kernels, ENT_OP_NORMAL_CDF, n, z, x);
        kernels->hold(n, 0x1p-53, 1.0 - 0x1p-53, x, x);
        ent_dist_sample(self, kernels, n, x, x);
    }
}
