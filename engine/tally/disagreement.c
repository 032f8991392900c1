#include "tally/disagreement.h"

#include "base/status.h"
#include "tally/range.h"
#include "tally/student_t.h"

#include <math.h>
#include <stdlib.h>

/* Sums over worlds, of y_w = n_w (m_w - m) with the mean m of all worlds, so that no large numbers cancel. */
typedef struct sums {
    double n, y, yy, yn, nn;
    double square; /* of n_w ((m_w - m)^2 - noise_w) */
    uint64_t worlds;
} sums;

/* Adds `sign` times other. */
static void add(sums *self, const sums *other, double sign)
{
    self->n += sign * other->n;
    self->y += sign * other->y;
    self->yy += sign * other->yy;
    self->yn += sign * other->yn;
    self->nn += sign * other->nn;
    self->square += sign * other->square;
    self->worlds += sign > 0.0 ? other->worlds : (uint64_t) 0 - other->worlds;
}

/* Fills sum, [blocks][groups]. */
static void add_up(
    const ent_world_mean *world, uint64_t worlds, const uint32_t *group, size_t groups, size_t blocks, sums *sum)
{
    double n = 0.0;
    double mean = 0.0;

    for (uint64_t w = 0; w < worlds; w++) {
        n += world[w].draws > 1.0 ? world[w].draws : 0.0;
        mean += world[w].draws > 1.0 ? world[w].draws * world[w].mean : 0.0;
    }
    mean /= fmax(n, 1.0);
    for (uint64_t w = 0; w < worlds; w++) {
        double draws = world[w].draws;
        double off = world[w].mean - mean;
        double y = draws * off;
        const sums one = {draws, y, y * y, y * draws, draws * draws, draws * (off * off - world[w].noise), 1};
        if (draws > 1.0) {
            add(&sum[(w % blocks) * groups + group[w]], &one, 1.0);
        }
    }
}

/* se^2 of y / n, of two worlds or more. */
static double squared_error(const sums *self)
{
    double off = self->y / self->n;
    double square = self->yy - 2.0 * off * self->yn + off * off * self->nn;

    return (double) self->worlds / (double) (self->worlds - 1) * fmax(square, 0.0) / (self->n * self->n);
}

/* Sets B and V from the sums of each group. Returns whether there are any. */
static bool variances(const sums *group, size_t groups, double *between, double *variance)
{
    sums all = {.worlds = 0};
    double off;

    for (size_t g = 0; g < groups; g++) {
        if (group[g].worlds > 1) {
            add(&all, &group[g], 1.0);
        }
    }
    if (all.worlds < 2) {
        return false;
    }
    off = all.y / all.n;
    *between = 0.0;
    for (size_t g = 0; g < groups; g++) {
        const sums *own = &group[g];
        if (own->worlds > 1) {
            double f = own->n / all.n;
            double away = own->y / own->n - off;
            *between += f * away * away - f * (1.0 - f) * squared_error(own);
        }
    }
    *variance = all.square / all.n - off * off + squared_error(&all);
    return true;
}

static double within_unit(double share)
{
    return fmin(fmax(share, 0.0), 1.0);
}

/* Sets the interval from the share of all worlds and those without each block. None of them is cut to [0, 1]: where
 * noise takes the share beyond an end, cut ones would be alike, and an interval from their spread too narrow. */
static void jackknife(ent_disagreement *self, double all, const double *share, size_t blocks)
{
    double mean = 0.0;
    double square = 0.0;
    double reach;

    for (size_t b = 0; b < blocks; b++) {
        mean += share[b] / (double) blocks;
    }
    for (size_t b = 0; b < blocks; b++) {
        square += (share[b] - mean) * (share[b] - mean);
    }
    reach = ent_student_t_975(blocks - 1) * sqrt((double) (blocks - 1) / (double) blocks * square);
    self->low = within_unit(all - reach);
    self->high = within_unit(all + reach);
    self->has_interval = true;
}

/* sum: [blocks][groups]; total: [groups]; own: [groups] scratch. */
static void find_interval(
    ent_disagreement *self, const sums *sum, const sums *total, size_t groups, size_t blocks, sums *own)
{
    double share[ENT_DISAGREEMENT_BLOCKS];

    for (size_t b = 0; b < blocks; b++) {
        double between = 0.0, variance = 0.0;
        for (size_t g = 0; g < groups; g++) {
            own[g] = total[g];
            add(&own[g], &sum[b * groups + g], -1.0);
        }
        if (!variances(own, groups, &between, &variance) || !(variance > 0.0)) {
            return;
        }
        share[b] = between / variance;
    }
    jackknife(self, self->between / self->variance, share, blocks);
}

int ent_disagreement_of_means(ent_disagreement *self, const ent_world_mean *world, uint64_t worlds, bool design,
    const uint32_t *group, size_t groups, bool measurable)
{
    const double nan = (double) NAN;
    const size_t wanted = design ? (size_t) ENT_RANDOMISATIONS : (size_t) ENT_DISAGREEMENT_BLOCKS;
    size_t blocks = worlds < wanted ? (size_t) worlds : wanted;
    sums *sum = calloc((blocks + 2) * groups + 1, sizeof(*sum));
    sums *total;

    *self = (ent_disagreement){.variance = nan, .between = nan, .share = nan, .low = nan, .high = nan};
    if (sum == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    total = sum + blocks * groups;
    if (worlds > 0) {
        add_up(world, worlds, group, groups, blocks, sum);
    }
    for (size_t i = 0; i < blocks * groups; i++) {
        add(&total[i % groups], &sum[i], 1.0);
    }
    if (variances(total, groups, &self->between, &self->variance) && measurable && self->variance > 0.0) {
        self->share = within_unit(self->between / self->variance);
        self->has_share = true;
        if (blocks == wanted) {
            find_interval(self, sum, total, groups, blocks, total + groups);
        }
    }
    free(sum);
    return ENT_OK;
}

int ent_disagreement_of_counts(
    ent_disagreement *self, ent_counts k, ent_counts n, uint64_t worlds, const uint32_t *group, size_t groups)
{
    ent_world_mean *world = calloc((size_t) worlds + 1, sizeof(*world));
    int status = ENT_ERR_NO_MEMORY;

    for (uint64_t w = 0; world != NULL && w < worlds; w++) {
        double draws = (double) ent_count(n, w);
        double p = draws > 0.0 ? (double) ent_count(k, w) / draws : 0.0;
        world[w] =
            (ent_world_mean){.mean = p, .noise = draws > 1.0 ? p * (1.0 - p) / (draws - 1.0) : 0.0, .draws = draws};
    }
    if (world != NULL) {
        status = ent_disagreement_of_means(
            self, world, worlds, n.design, group, groups, ent_range_exceeds_noise(k, n, worlds));
    }
    free(world);
    return status;
}
