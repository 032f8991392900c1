/* How a chance goes along with a factor, from its values and the counts of the worlds that were simulated anyway: no
 * model is run. */
#ifndef ENT_ANALYSIS_FACTOR_INDEX_H
#define ENT_ANALYSIS_FACTOR_INDEX_H

#include "analysis/single_draws.h"
#include "tally/disagreement.h"
#include "tally/drivers/driver_figure.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    ENT_FACTOR_GROUPS = 20 /* of worlds in order of the factor; one with more values than this is continuous */
};

/* The data on the worlds. Borrowed arrays. */
typedef struct ent_factor_worlds {
    uint64_t worlds;            /* below 2^32 */
    ent_counts k, n;            /* of the headline: draws with event and condition; draws with the condition */
    const ent_world_mean *mean; /* [worlds] k / n, its noise p (1 - p) / (n - 1), and n; NULL unless measurable */
    bool measurable;            /* the variance of p_w between worlds is distinguishable from noise (range.h) */
} ent_factor_worlds;

/* Sets *self to the figures of a factor. value: [worlds], in its unit; worlds in which it is NaN are left out.
 *
 * Worlds in order of the factor, equal ones by number, are cut into groups as equal as can be, world i of W into group
 * floor(20 i / W); a factor with ENT_FACTOR_GROUPS values or fewer has its values as groups. Then, over the groups,
 *
 *   explained = Var(E[p_w given the factor]) / Var(p_w)      the first-order index (Sobol', Mathematics and Computers
 * in Simulation 55, 2001, 271-280), by the law of total variance
 *
 * both without the noise of finite draws, as in disagreement.h, each world with the weight n_w; empty where not
 * measurable. low and high are the chance in the lowest and the highest fifth of the worlds (of a factor with few
 * values those with its lowest and its highest; a value of its own in each of few worlds makes no few values); their
 * difference as in ent_group_difference. A factor of one value has
 * no figures. Errors: ENT_ERR_NO_MEMORY. */
int ent_factor_index(ent_driver_figure *self, const ent_factor_worlds *worlds, const double *value);

/* The same where `explained` is not measurable and each world has one draw of at most one byte a count, without a
 * design. Sets *done to false where ent_factor_index has to be asked. */
void ent_factor_index_of_single_draws(
    ent_driver_figure *self, const ent_factor_worlds *worlds, const ent_uniform_source *source, bool *done);

/* The same of a split of the worlds into named groups, such as those of the experts. group: [worlds] numbers below
 * `groups`. low and high are of the groups with the lowest and the highest chance, the first of equal ones. */
int ent_group_index(ent_driver_figure *self, const ent_factor_worlds *worlds, const uint32_t *group, size_t groups);

#endif
