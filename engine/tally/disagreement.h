/* What disagreement explains: the share of the variance of a chance across worlds that lies between groups of worlds,
 * such as those of the experts. */
#ifndef ENT_TALLY_DISAGREEMENT_H
#define ENT_TALLY_DISAGREEMENT_H

#include "tally/counts.h"

#include <stdbool.h>
#include <stdint.h>

/* Blocks of worlds for the interval: world w is in block w mod 50. Of a design the blocks are its randomisations. */
enum { ENT_DISAGREEMENT_BLOCKS = 50 };

/* Doubles are NaN unless the flag for them is set. */
typedef struct ent_disagreement {
    bool has_share;    /* the variance of the headline across worlds can be distinguished from noise */
    bool has_interval; /* and the share can be worked out without each of the blocks */
    double variance;   /* V: variance of the chance (or mean) across worlds, in its squared unit; may be below 0 */
    double between;    /* B: variance between the groups; may be below 0 where they agree */
    double share;      /* B / V within [0, 1] */
    double low, high;  /* 95% interval of the share, within [0, 1] */
} ent_disagreement;

/* Figures of one world: the mean of a number over its draws in the condition (of a chance: the share of events). */
typedef struct ent_world_mean {
    double mean;
    double noise; /* variance of this mean that comes from finite draws */
    double draws; /* in the condition; worlds with less than two are left out */
} ent_world_mean;

/* By the law of total variance Var(m_w) = Var(E[m_w | group]) + E[Var(m_w | group)]. Of group g: n_g = sum n_w, its
 * weight f_g = n_g / N, its mean m_g = sum n_w m_w / n_g; m = sum n_w m_w / N:
 *
 *   B = sum f_g (m_g - m)^2 - sum f_g (1 - f_g) se_g^2,       se_g^2 = W_g / (W_g - 1) sum n_w^2 (m_w - m_g)^2 / n_g^2
 *   V = sum n_w ((m_w - m)^2 - noise_w) / N + se^2,           se^2 likewise, of all worlds
 *
 * se_g is the sampling error of m_g with the world as sampling unit; without noise_w, V is that of infinitely many
 * draws a world: so neither B nor V grows where there are few worlds or few draws. The groups' weights are those of the
 * run, which are the experts' weights but for the sampling of worlds. Groups with less than two worlds are left out.
 * The share has a value where `measurable` and V > 0. Interval: jackknife of B / V over the blocks, with Student's t,
 * cut to [0, 1] in the end alone.
 *
 * group: [worlds] number of the group of a world, below `groups`. design: the worlds are those of a design. Errors:
 * ENT_ERR_NO_MEMORY. */
int ent_disagreement_of_means(ent_disagreement *self, const ent_world_mean *world, uint64_t worlds, bool design,
    const uint32_t *group, size_t groups, bool measurable);

/* The same of a chance with k_w events of n_w draws: m_w = k_w / n_w, noise_w = m_w (1 - m_w) / (n_w - 1). The share
 * has a value where V is above two of its standard errors (range.h). */
int ent_disagreement_of_counts(
    ent_disagreement *self, ent_counts k, ent_counts n, uint64_t worlds, const uint32_t *group, size_t groups);

#endif
