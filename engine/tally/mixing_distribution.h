/* Distribution of a chance across worlds, estimated from counts: in world w the event came about in k_w of n_w draws,
 * k_w ~ binomial(n_w, p_w), and the p_w are draws from an unknown mixing distribution.
 *
 * The estimate is the nonparametric maximum likelihood estimate (Kiefer and Wolfowitz, Ann. Math. Statist. 27, 1956)
 * by expectation-maximisation on a grid (Laird, JASA 73, 1978), started from the beta distribution with the same mean
 * and variance and stopped after ENT_MIXING_STEPS steps. Each step replaces the distribution by the average of the
 * worlds' posteriors under it; stopping early keeps the estimate smooth. It takes the binomial noise of finite
 * replications out of the spread. */
#ifndef ENT_TALLY_MIXING_DISTRIBUTION_H
#define ENT_TALLY_MIXING_DISTRIBUTION_H

#include <stddef.h>
#include <stdint.h>

/* Steps of expectation-maximisation; points of the grid; groups of worlds by n_w. */
enum { ENT_MIXING_STEPS = 50, ENT_MIXING_GRID = 100, ENT_MIXING_STRATA = 20 };

/* Worlds with the same counts. */
typedef struct ent_mixing_cell {
    uint32_t k, n; /* draws with the event, of n draws; n > 0 */
    double weight; /* > 0: number of these worlds, or of their draws */
} ent_mixing_cell;

/* Quantiles of the mixing distribution at the levels level[0 ... levels - 1], ascending in (0, 1), into quantile.
 *
 * cell: [cells] at least one, in any order; rearranged and merged. Where n differs from world to world, p_w may depend
 * on n_w: the cells are fitted in ENT_MIXING_STRATA groups by n of about equal weight, and the fits are added.
 * ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_mixing_quantiles(
    ent_mixing_cell *cell, size_t cells, const double *level, size_t levels, double *quantile);

#endif
