/* What disagreement explains: the share of the variance of a chance across worlds that lies between groups of worlds,
 * such as those of the experts. */
#ifndef ENT_TALLY_DISAGREEMENT_H
#define ENT_TALLY_DISAGREEMENT_H

#include "tally/counts.h"

#include <stdint.h>

enum { ENT_DISAGREEMENT_BLOCKS = 50 /* of worlds, for the interval: world w is in block w mod 50 */ };

/* Doubles are NaN unless the flag for them is set. */
typedef struct ent_disagreement {
    bool has_share;    /* the variance of the chance across worlds can be told from noise */
    bool has_interval; /* and the share can be worked out without each of the blocks */
    double variance;   /* V: variance of the chance across worlds, in squared probabilities; may be below 0 */
    double between;    /* B: variance between the groups; may be below 0 where they agree */
    double share;      /* B / V within [0, 1] */
    double low, high;  /* 95% interval of the share, within [0, 1] */
} ent_disagreement;

/* By the law of total variance Var(p_w) = Var(E[p_w | group]) + E[Var(p_w | group)]. Of group g: n_g = sum n_w, its
 * weight f_g = n_g / N, its chance m_g = k_g / n_g; p = K / N:
 *
 *   B = sum f_g (m_g - p)^2 - sum f_g (1 - f_g) se_g^2,   se_g^2 = W_g / (W_g - 1) sum (k_w - m_g n_w)^2 / n_g^2
 *   V = sum n_w a_w / N - p^2 + se^2,                     a_w = k_w (k_w - 1) / (n_w (n_w - 1))
 *
 * se_g is the sampling error of m_g with the world as sampling unit, and a_w estimates the square of p_w without the
 * noise of finite replications: so neither B nor V grows where there are few worlds or few draws. The groups' weights
 * are those of the run, which are the experts' weights but for the sampling of worlds. Worlds with less than two draws
 * in the condition, and groups with less than two such worlds, are left out. The share has a value where V is above two
 * of its standard errors (range.h). Interval: jackknife over the blocks, with Student's t.
 *
 * group: [worlds] number of the group of a world, below `groups`. Errors: ENT_ERR_NO_MEMORY. */
int ent_disagreement_of_counts(
    ent_disagreement *self, ent_counts k, ent_counts n, uint64_t worlds, const uint32_t *group, size_t groups);

#endif
