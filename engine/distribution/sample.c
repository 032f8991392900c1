#include "distribution/sample.h"

#include "base/status.h"
#include "distribution/guide_table.h"
#include "distribution/quantile.h"
#include "distribution/quantile_table.h"

enum { BLOCK = 512 }; /* scores held on the stack at a time */

int ent_dist_tabulate(ent_dist *self, ent_arena *arena)
{
    if (self->kind->sample != NULL || self->kind->from_score != NULL) {
        return ENT_OK;
    }
    if (ent_dist_discrete(self) || self->kind->shape == ENT_SHAPE_POLYLINE) {
        return ent_guide_table_build(self, &self->steps, arena);
    }
    return ent_quantile_table_build(self, &self->table, arena);
}

static void sample_table(const ent_dist *self, const ent_kernels *kernels, size_t n, const double *u, double *x)
{
    double z[BLOCK];

    for (size_t i = 0; i < n; i += BLOCK) {
        size_t m = n - i < BLOCK ? n - i : BLOCK;
        ent_column_apply(kernels, ENT_OP_NORMAL_QUANTILE, m, u + i, z);
        ent_quantile_table_sample(self, kernels, m, z, x + i);
    }
}

void ent_dist_sample(const ent_dist *self, const ent_kernels *kernels, size_t n, const double *u, double *x)
{
    const ent_distribution_kind *kind = self->kind;

    if (self->table != NULL) {
        sample_table(self, kernels, n, u, x);
    } else if (self->steps != NULL) {
        ent_guide_table_sample(self->steps, n, u, x);
    } else if (kind->sample != NULL) {
        kind->sample(self, kernels, n, u, x);
    } else if (kind->from_score != NULL) {
        ent_column_apply(kernels, ENT_OP_NORMAL_QUANTILE, n, u, x);
        kind->from_score(self, kernels, n, x, x);
    } else {
        for (size_t i = 0; i < n; i++) {
            x[i] = ent_dist_quantile(self, u[i]);
        }
    }
}

bool ent_dist_draws(const ent_dist *self)
{
    return self->kind->draw != NULL && self->table == NULL && self->steps == NULL;
}

void ent_dist_draw(const ent_dist *self, const ent_kernels *kernels, uint64_t key, uint64_t first, size_t n,
    const double *chosen, double *out)
{
    self->kind->draw(self, kernels, key, first, n, chosen, out);
}

/* The table reads its scores again after writing x, so scores in x itself are copied first. */
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
    if (self->kind->from_score != NULL) {
        self->kind->from_score(self, kernels, n, z, x);
    } else if (self->table != NULL) {
        table_from_score(self, kernels, n, z, x);
    } else {
        ent_column_apply(kernels, ENT_OP_NORMAL_CDF, n, z, x);
        kernels->hold(n, 0x1p-53, 1.0 - 0x1p-53, x, x);
        ent_dist_sample(self, kernels, n, x, x);
    }
}
