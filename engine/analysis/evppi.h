/* The value of information: by how much the chance of the headline rises if something is known before a choice is made
 * (Raiffa and Schlaifer, Applied Statistical Decision Theory, 1961). */
#ifndef ENT_ANALYSIS_EVPPI_H
#define ENT_ANALYSIS_EVPPI_H

#include "analysis/world_sums.h"

#include <stddef.h>

/* Worlds and their sampling units. */
typedef struct ent_world_sample {
    size_t worlds;
    size_t units; /* sampling units of intervals: world w belongs to w mod units (of a design); 0: each world is one */
} ent_world_sample;

/* Doubles are in the unit of p_w (a probability: 0.01 is a point), but for `switches`; NaN where undefined. */
typedef struct ent_information_value {
    double value;     /* >= 0 */
    double low, high; /* 95% interval, both >= 0 */
    double switches;  /* share in [0, 1] of the worlds in which another choice than the best one is made */
} ent_information_value;

/* Returns the choice of the largest E(p_v) = sum / draws over all worlds; of equals the first. choices >= 1. */
size_t ent_best_choice(const ent_world_sums *choice, size_t choices, size_t worlds);

/* By how much a choice is above another one: difference of sum / draws over all worlds, in the unit of p_w, NaN where
 * one of them has no draws; its 95% interval as in ent_evppi, but with both ends of either sign. */
typedef struct ent_choice_lead {
    double value, low, high;
} ent_choice_lead;

/* Errors: ENT_ERR_NO_MEMORY. */
int ent_choice_lead_of(
    ent_choice_lead *self, const ent_world_sums *choice, const ent_world_sums *other, ent_world_sample sample);

/* The value of knowing one factor (EVPPI), by regression (Strong, Oakley and Brennan, Med. Decis. Making 34, 2014,
 * 311-326). With the curves f_v of regression_spline.h, the choice in world w is c_w: the v of the largest f_v(x_w), or
 * the best choice b unless another is larger by more than 1e-12; k_vw events of n_vw draws in the condition:
 *
 *   value = sum_w k_cw / sum_w n_cw - sum_w k_bw / sum_w n_bw,  c = c_w; negative as 0
 *
 * the headline of whoever chooses by the curves, less that of the best choice. If all draws count and the curves are
 * right this is E[max_v f_v] - max_v E[p_v], since residuals of least squares average out; where they are not, as at a
 * step, it is the value of an attainable rule, and not of artefacts of a spline beside the step. Interval: value -+ t
 * se, cut at 0, with se that of the difference of the two headlines, paired by sampling unit (as ent_paired_difference
 * in tally/estimate.h); it leaves out that the curves were fitted to the same worlds. `switches` weighs a world by
 * n_bw. All NaN where fewer than two sampling units have draws.
 *
 * factor: [worlds] in any unit. choice: [choices], of the same worlds. Errors: ENT_ERR_ARGUMENT: a factor that is not
 * finite; ENT_ERR_NO_MEMORY. */
int ent_evppi(ent_information_value *self, const double *factor, const ent_world_sums *choice, size_t choices,
    ent_world_sample sample);

/* The value of knowing all about a world (EVPI): the choice with the largest p_w in one half of the world's draws,
 * valued by the other half, both ways, so that luck of the draw is no knowledge. A tie is no reason to leave the best
 * choice, which is that of both halves together. Value and interval as above, `switches` as the mean of
 * both ways, wrong choices included. NaN where a half has no draws, or fewer than
 * two sampling units have any.
 *
 * half: [2][choices]. Errors: ENT_ERR_NO_MEMORY. */
int ent_evpi(ent_information_value *self, const ent_world_sums *const *half, size_t choices, ent_world_sample sample);

#endif
