/* The covariance over worlds of two independent estimates of chances, and the same of bootstrap resamples. */
#ifndef ENT_ANALYSIS_WORLD_COVARIANCE_H
#define ENT_ANALYSIS_WORLD_COVARIANCE_H

#include "analysis/world_sums.h"
#include "kernels/kernels.h"

#include <stddef.h>
#include <stdint.h>

enum { ENT_RESAMPLES = 400 /* of the bootstrap */ };

/* Doubles are in the squared unit of p_w, NaN where less than two worlds have both estimates. */
typedef struct ent_world_covariance {
    double value;                    /* sample covariance over all worlds */
    double error;                    /* standard error of `value`, the world as sampling unit */
    double resampled[ENT_RESAMPLES]; /* sample covariance of each resample */
} ent_world_covariance;

/* Sets *self to the covariance of p_w of `a` and of `b` over the worlds 0 … worlds - 1 in which both exist:
 *
 *   h_w = a_w b_w / (a_w + b_w), a_w and b_w the draws in the condition;  H = sum h_w, m worlds with h_w > 0
 *   value = sum h_w (p_aw - p_a) (p_bw - p_b) / (H (1 - 1 / m)),  p_a and p_b the means with weights h_w
 *   error^2 = sum h_w^2 ((p_aw - p_a) (p_bw - p_b) - value)^2 / H^2 * m / (m - 1)
 *
 * With equal numbers of draws (no condition) this is the sample covariance with the divisor m - 1. h_w is the weight of
 * Mantel and Haenszel (J. Natl. Cancer Inst. 22, 1959, 719-748) for two groups of a_w and b_w draws: half of the draws
 * where both are equal, and near the smaller number where they differ much.
 *
 * Resample r takes `worlds` worlds with replacement (Efron, Ann. Stat. 7, 1979, 1-26): world floor(u * worlds) for each
 * of the uniforms u at the addresses (0, r), (1, r), … of the stream `key`. So calls with the same key and number of
 * worlds resample the same worlds. worlds < 2^32. Errors: ENT_ERR_NO_MEMORY. */
int ent_world_covariance_of(ent_world_covariance *self, const ent_kernels *kernels, uint64_t key,
    const ent_world_sums *a, const ent_world_sums *b, size_t worlds);

#endif
