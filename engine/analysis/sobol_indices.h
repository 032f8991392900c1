/* Sobol' indices of the chance of a world by pick-freeze (Sobol', Math. Model. Comput. Exp. 1, 1993, 407-414; Janon,
 * Klein, Lagnoux, Nodet and Prieur, ESAIM: Probab. Stat. 18, 2014, 342-364), from estimates with independent noise on
 * each side of every product, so that finite replications bias no index. */
#ifndef ENT_ANALYSIS_SOBOL_INDICES_H
#define ENT_ANALYSIS_SOBOL_INDICES_H

#include "analysis/world_covariance.h"

#include <stdbool.h>

/* A share of the variance, with its 95% interval: percentiles 2.5 and 97.5 of the bootstrap. Not clipped to [0, 1].
 * NaN where the variance is not measured. */
typedef struct ent_sobol_index {
    double value, low, high;
} ent_sobol_index;

/* Whether the variance V of p_w across worlds is distinguishable from noise: V is at least 4 of its standard errors.
 * variance: the covariance of two independent evaluations of the same worlds. */
bool ent_sobol_measured(const ent_world_covariance *variance);

/* Returns S = Cov(p(A), p(B with the group from A)) / V: how much of V the group explains alone. */
ent_sobol_index ent_sobol_first(const ent_world_covariance *variance, const ent_world_covariance *with_group);

/* Returns T = 1 - Cov(p(A), p(A with the group from B)) / V: how much of V is gone once all others are known. */
ent_sobol_index ent_sobol_total(const ent_world_covariance *variance, const ent_world_covariance *without_group);

#endif
