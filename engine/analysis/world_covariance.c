#include "analysis/world_covariance.h"

#include "base/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { UNIFORMS = 1024 /* made at a time */ };

/* A world, or a sum over worlds: h, h x, h y and h x y, with x and y the chances less a common constant. */
typedef struct term {
    double h, x, y, xy;
} term;

/* Fills world, [worlds]; a world without one of the chances is 0. Shifting both chances leaves their covariance; by the
 * mean of one, large numbers do not cancel. */
static void fill_terms(term *world, const ent_world_sums *a, const ent_world_sums *b, size_t worlds)
{
    double shift = ent_world_sums_mean(a, worlds);

    for (size_t w = 0; w < worlds; w++) {
        double h = 0.0, x = 0.0, y = 0.0;
        if (a->draws[w] > 0.0 && b->draws[w] > 0.0) {
            h = a->draws[w] * b->draws[w] / (a->draws[w] + b->draws[w]);
            x = a->sum[w] / a->draws[w] - shift;
            y = b->sum[w] / b->draws[w] - shift;
        }
        world[w] = (term){h, h * x, h * y, h * x * y};
    }
}

/* Returns the covariance, from sums over `count` worlds with h > 0. */
static double covariance(const term *sum, double count)
{
    double product;

    if (!(count > 1.0)) {
        return (double) NAN;
    }
    product = sum->xy - sum->x * (sum->y / sum->h);
    return product / (sum->h * (1.0 - 1.0 / count));
}

/* Returns the standard error of `value`. */
static double standard_error(const term *world, const term *sum, double count, double value, size_t worlds)
{
    double x = sum->x / sum->h, y = sum->y / sum->h;
    double square = 0.0;

    for (size_t w = 0; w < worlds; w++) {
        const term *own = &world[w];
        /* h ((x_w - x) (y_w - y) - value) */
        double off = own->xy - x * own->y - y * own->x + own->h * (x * y - value);
        square += off * off;
    }
    return sqrt(square * (count / (count - 1.0))) / sum->h;
}

/* times[w] = how often resample `number` takes world w. uniform: [UNIFORMS] scratch. */
static void resample(
    const ent_kernels *kernels, uint64_t key, uint32_t number, size_t worlds, double *uniform, uint32_t *times)
{
    memset(times, 0, worlds * sizeof(*times));
    for (size_t i = 0; i < worlds; i += UNIFORMS) {
        size_t n = worlds - i < UNIFORMS ? worlds - i : UNIFORMS;
        kernels->philox(key, i, number, n, uniform);
        for (size_t j = 0; j < n; j++) {
            times[(size_t) (uniform[j] * (double) worlds)]++;
        }
    }
}

/* Sum of times[w] * world[w]; times may be NULL: once each. Returns the number of worlds with h > 0. */
static double sum_terms(term *sum, const term *world, const uint32_t *times, size_t worlds)
{
    uint64_t count = 0;

    *sum = (term){0.0, 0.0, 0.0, 0.0};
    for (size_t w = 0; w < worlds; w++) {
        uint32_t often = times != NULL ? times[w] : 1;
        double n = (double) often;
        sum->h += n * world[w].h;
        sum->x += n * world[w].x;
        sum->y += n * world[w].y;
        sum->xy += n * world[w].xy;
        count += world[w].h > 0.0 ? often : 0;
    }
    return (double) count;
}

int ent_world_covariance_of(ent_world_covariance *self, const ent_kernels *kernels, uint64_t key,
    const ent_world_sums *a, const ent_world_sums *b, size_t worlds)
{
    term *world = calloc(worlds + 1, sizeof(*world));
    uint32_t *times = calloc(worlds + 1, sizeof(*times));
    double uniform[UNIFORMS];
    int status = ENT_ERR_NO_MEMORY;

    if (world != NULL && times != NULL) {
        term sum;
        double count;
        fill_terms(world, a, b, worlds);
        count = sum_terms(&sum, world, NULL, worlds);
        self->value = covariance(&sum, count);
        self->error = count > 1.0 ? standard_error(world, &sum, count, self->value, worlds) : (double) NAN;
        for (uint32_t r = 0; r < ENT_RESAMPLES; r++) {
            resample(kernels, key, r, worlds, uniform, times);
            count = sum_terms(&sum, world, times, worlds);
            self->resampled[r] = covariance(&sum, count);
        }
        status = ENT_OK;
    }
    free(times);
    free(world);
    return status;
}
