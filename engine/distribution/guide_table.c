#include "distribution/guide_table.h"

#include "base/status.h"
#include "distribution/cdf.h"
#include "distribution/quantile.h"

#include <math.h>

enum { MOST_STEPS = 1 << 15 };

/* The smallest value above x of a discrete distribution (regardless of a truncation's bounds); infinite where there is
 * none. */
static double next_value(const ent_dist *self, double x)
{
    double next = (double) INFINITY;

    if (self->kind->shape == ENT_SHAPE_COMPOSITE) {
        for (size_t i = 0; i < self->count; i++) {
            next = fmin(next, next_value(self->component[i], x));
        }
        return next;
    }
    if (self->x == NULL) {
        return x < self->low ? self->low : floor(x) + 1.0;
    }
    for (size_t i = self->count; i-- > 0 && self->x[i] > x;) {
        next = self->x[i];
    }
    return next;
}

/* The largest double at or below 1 - above, so that u <= cut if and only if 1 - u >= above, for every double u. */
static double cut_from_above(double above)
{
    double cut = 1.0 - above;

    return 1.0 - cut < above ? nextafter(cut, 0.0) : cut;
}

static int build_guide(ent_guide_table *self, ent_arena *arena)
{
    uint32_t *guide;
    size_t k = 0;

    self->buckets = 16;
    while (self->buckets < self->count) {
        self->buckets *= 2;
    }
    guide = ent_arena_array(arena, self->buckets, sizeof(*guide));
    if (guide == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t g = 0; g < self->buckets; g++) {
        while (self->cut[k] < (double) g / (double) self->buckets) {
            k++;
        }
        guide[g] = (uint32_t) k;
    }
    self->guide = guide;
    return ENT_OK;
}

static int build_discrete(const ent_dist *dist, ent_guide_table *self, ent_arena *arena)
{
    double first = ent_dist_invert(dist, 0x1p-54, false, (double) NAN);
    double last = ent_dist_invert(dist, 0x1p-54, true, (double) NAN);
    double *cut, *value;
    size_t count = 1;

    for (double x = first; x < last && count <= MOST_STEPS; x = next_value(dist, x)) {
        count++;
    }
    if (count > MOST_STEPS) {
        return ENT_OK;
    }
    cut = ent_arena_array(arena, count, sizeof(*cut));
    value = ent_arena_array(arena, count, sizeof(*value));
    if (cut == NULL || value == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    value[0] = first;
    for (size_t k = 0; k < count; k++) {
        ent_tails at = ent_dist_tails(dist, value[k], false);
        cut[k] = at.below <= 0.5 ? at.below : cut_from_above(at.above);
        if (k + 1 < count) {
            value[k + 1] = next_value(dist, value[k]);
        }
    }
    cut[count - 1] = (double) INFINITY;
    self->count = count;
    self->cut = cut;
    self->value = value;
    return build_guide(self, arena);
}

/* Step 0 is the atom at the first point, step k runs from point k - 1 to point k, the last step is the atom at the last
 * point. */
static int build_lines(const ent_dist *dist, ent_guide_table *self, ent_arena *arena)
{
    size_t points = dist->count;
    double *room = ent_arena_array(arena, 4 * (points + 1), sizeof(*room));
    double *cut, *value, *from, *slope;

    if (room == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    cut = room;
    value = cut + points + 1;
    from = value + points + 1;
    slope = from + points + 1;
    value[0] = dist->x[0];
    for (size_t k = 1; k < points; k++) {
        value[k] = dist->x[k - 1];
        from[k] = dist->p[k - 1];
        slope[k] = (dist->x[k] - dist->x[k - 1]) / (dist->p[k] - dist->p[k - 1]);
    }
    value[points] = dist->x[points - 1];
    for (size_t k = 0; k < points; k++) {
        cut[k] = dist->p[k];
    }
    cut[points] = (double) INFINITY;
    self->count = points + 1;
    self->cut = cut;
    self->value = value;
    self->from = from;
    self->slope = slope;
    return build_guide(self, arena);
}

int ent_guide_table_build(const ent_dist *self, const ent_guide_table **steps, ent_arena *arena)
{
    ent_guide_table *built = ent_arena_alloc(arena, sizeof(*built));
    int status;

    if (built == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    status =
        self->kind->shape == ENT_SHAPE_POLYLINE ? build_lines(self, built, arena) : build_discrete(self, built, arena);
    if (status == ENT_OK && built->guide != NULL) {
        *steps = built;
    }
    return status;
}

void ent_guide_table_sample(const ent_guide_table *self, size_t n, const double *u, double *x)
{
    const double buckets = (double) self->buckets;

    for (size_t i = 0; i < n; i++) {
        double ui = u[i];
        size_t k = self->guide[(size_t) (ui * buckets)];
        while (self->cut[k] < ui) {
            k++;
        }
        x[i] = self->slope == NULL ? self->value[k] : self->value[k] + (ui - self->from[k]) * self->slope[k];
    }
}
