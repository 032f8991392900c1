#include "tally/disagreement.h"

#include "base/status.h"
#include "tally/estimate.h"
#include "tally/student_t.h"

#include <math.h>
#include <stdlib.h>

/* Sums over worlds: of the counts, and of n_w a_w. */
typedef struct sums {
    ent_moments moments;
    double square;
} sums;

static void add(sums *self, const sums *other)
{
    ent_moments_merge(&self->moments, &other->moments);
    self->square += other->square;
}

static sums without(const sums *self, const sums *part)
{
    const ent_moments *a = &self->moments;
    const ent_moments *b = &part->moments;

    return (sums){.moments = {.k = a->k - b->k,
                      .n = a->n - b->n,
                      .kk = a->kk - b->kk,
                      .kn = a->kn - b->kn,
                      .nn = a->nn - b->nn,
                      .worlds = a->worlds - b->worlds},
        .square = self->square - part->square};
}

/* Fills sum, [blocks][groups]. */
static void add_up(
    ent_counts k, ent_counts n, uint64_t worlds, const uint32_t *group, size_t groups, size_t blocks, sums *sum)
{
    for (uint64_t w = 0; w < worlds; w++) {
        double draws = (double) ent_count(n, w);
        double events = (double) ent_count(k, w);
        if (draws > 1.0) {
            sums *at = &sum[(w % blocks) * groups + group[w]];
            ent_moments_add(&at->moments, ent_count(k, w), ent_count(n, w));
            at->square += events * (events - 1.0) / (draws - 1.0);
        }
    }
}

/* Sets B and V from the sums of each group. Returns whether there are any. */
static bool variances(const sums *group, size_t groups, double *between, double *variance)
{
    sums all = {.square = 0.0};
    double p, n;

    for (size_t g = 0; g < groups; g++) {
        if (group[g].moments.worlds > 1) {
            add(&all, &group[g]);
        }
    }
    if (all.moments.worlds < 2) {
        return false;
    }
    n = (double) all.moments.n;
    p = (double) all.moments.k / n;
    *between = 0.0;
    for (size_t g = 0; g < groups; g++) {
        const ent_moments *own = &group[g].moments;
        if (own->worlds > 1) {
            double f = (double) own->n / n;
            double off = (double) own->k / (double) own->n - p;
            *between += f * off * off - f * (1.0 - f) * ent_moments_squared_error(own);
        }
    }
    *variance = all.square / n - p * p + ent_moments_squared_error(&all.moments);
    return true;
}

static double share_of(double between, double variance)
{
    return fmin(fmax(between / variance, 0.0), 1.0);
}

/* Sets the interval from the shares without each block. */
static void jackknife(ent_disagreement *self, const double *share, size_t blocks)
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
    self->low = fmax(self->share - reach, 0.0);
    self->high = fmin(self->share + reach, 1.0);
    self->has_interval = true;
}

/* sum: [blocks][groups]; total: [groups]; own: [groups] scratch. */
static void find_interval(
    ent_disagreement *self, const sums *sum, const sums *total, size_t groups, size_t blocks, sums *own)
{
    double share[ENT_DISAGREEMENT_BLOCKS];

    if (blocks < ENT_DISAGREEMENT_BLOCKS) {
        return;
    }
    for (size_t b = 0; b < blocks; b++) {
        double between = 0.0, variance = 0.0;
        for (size_t g = 0; g < groups; g++) {
            own[g] = without(&total[g], &sum[b * groups + g]);
        }
        if (!variances(own, groups, &between, &variance) || !(variance > 0.0)) {
            return;
        }
        share[b] = share_of(between, variance);
    }
    jackknife(self, share, blocks);
}

int ent_disagreement_of_counts(
    ent_disagreement *self, ent_counts k, ent_counts n, uint64_t worlds, const uint32_t *group, size_t groups)
{
    const double nan = (double) NAN;
    size_t blocks = worlds < ENT_DISAGREEMENT_BLOCKS ? (size_t) worlds : (size_t) ENT_DISAGREEMENT_BLOCKS;
    sums *sum = calloc((blocks + 2) * groups + 1, sizeof(*sum));
    sums *total;

    *self = (ent_disagreement){.variance = nan, .between = nan, .share = nan, .low = nan, .high = nan};
    if (sum == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    total = sum + blocks * groups;
    if (worlds > 0) {
        add_up(k, n, worlds, group, groups, blocks, sum);
    }
    for (size_t i = 0; i < blocks * groups; i++) {
        add(&total[i % groups], &sum[i]);
    }
    if (variances(total, groups, &self->between, &self->variance) && ent_range_exceeds_noise(k, n, worlds)) {
        self->share = share_of(self->between, self->variance);
        self->has_share = true;
        find_interval(self, sum, total, groups, blocks, total + groups);
    }
    free(sum);
    return ENT_OK;
}
