#include "run/deals/median_draw.h"

static void fill(size_t n, double *out)
{
    for (size_t i = 0; i < n; i++) {
        out[i] = 0.5;
    }
}

/* --- the streams of ent_kernels, with the same arguments --------------------------------------------------------- */

static void philox(uint64_t key, uint64_t first, uint32_t sub, size_t n, double *out)
{
    (void) key;
    (void) first;
    (void) sub;
    fill(n, out);
}

static void philox_at(uint64_t key, const uint64_t *index, uint32_t sub, size_t n, double *out)
{
    (void) key;
    (void) index;
    (void) sub;
    fill(n, out);
}

static void philox_streams(const uint64_t *key, size_t n, uint64_t number, uint32_t sub, double *out)
{
    (void) key;
    (void) number;
    (void) sub;
    fill(n, out);
}

static void philox_each(size_t n, const uint64_t *key, const uint64_t *index, const uint64_t *sub, double *out)
{
    (void) key;
    (void) index;
    (void) sub;
    fill(n, out);
}

static void approximate_scores(uint64_t key, uint64_t first, size_t n, float *out)
{
    (void) key;
    (void) first;
    for (size_t i = 0; i < n; i++) {
        out[i] = 0.0F;
    }
}

/* The triangular quantile of 1/2, computed as that of any other uniform. */
static void draw_triangular(
    uint64_t key, uint64_t first, size_t n, double min, double mode, double max, const double *chosen, double *out)
{
    const double half = 0.5;
    double median;

    (void) key;
    (void) first;
    ent_kernels_narrowest()->triangular(1, min, mode, max, &half, &median);
    for (size_t i = 0; i < n; i++) {
        out[i] = chosen == NULL || chosen[i] != 0.0 ? median : 0.0;
    }
}

void ent_median_model_make(ent_median_model *self, const ent_model *model)
{
    self->kernels = *model->kernels;
    self->kernels.philox = philox;
    self->kernels.philox_at = philox_at;
    self->kernels.philox_streams = philox_streams;
    self->kernels.philox_each = philox_each;
    self->kernels.approximate_scores = approximate_scores;
    self->kernels.draw_triangular = draw_triangular;
    self->model = *model;
    self->model.kernels = &self->kernels;
    self->model.world_source = NULL; /* of a design */
    self->model.experts = (ent_expert_models){.count = 0};
}
