/* Distribution of a chance across worlds, estimated from counts: in world w the event came about in k_w of n_w draws,
 * k_w ~ binomial(n_w, p_w), and the p_w are draws from an unknown mixing distribution.
 *
 * The estimate is the nonparametric maximum likelihood estimate (Kiefer and Wolfowitz, Ann. Math. Statist. 27, 1956)
 * by expectation-maximisation on a grid (Laird, JASA 73, 1978), started from the beta distribution with the same mean
 * and variance and stopped early, which keeps it smooth: at the maximum it would be a few point masses. A plain step
 * replaces the distribution by the average of the worlds' posteriors under it, mass_i becomes mass_i r_i. The steps
 * here are longer by half, mass_i r_i^1.5 (over-relaxation, after Peters and Walker, SIAM J. Appl. Math. 35, 1978), so
 * ENT_MIXING_STEPS stand for 50 plain ones. The binomial noise of finite replications is taken out of the spread.
 * tests/README.md has the accuracy, beside that of other numbers of steps and other estimators. */
#ifndef ENT_TALLY_MIXING_DISTRIBUTION_H
#define ENT_TALLY_MIXING_DISTRIBUTION_H

#include <stddef.h>
#include <stdint.h>

enum {
    ENT_MIXING_STEPS = 33,
    ENT_MIXING_POINTS = 128,      /* points of the grid at most; */
    ENT_MIXING_LEAST_POINTS = 48, /* at least; */
    ENT_MIXING_WORK = 32768,      /* between these, about this number over that of the cells */
    ENT_MIXING_GROUPS = 20,       /* groups of worlds by n_w at most */
    ENT_MIXING_GROUP_WORLDS = 40  /* worlds of a group at least, on average */
};

/* Worlds with the same counts. */
typedef struct ent_mixing_cell {
    uint32_t k, n;   /* draws with the event, of n draws; n > 0 */
    uint64_t worlds; /* number of these worlds, > 0 */
} ent_mixing_cell;

/* Quantiles of the mixing distribution at the levels level[0 ... levels - 1], ascending in (0, 1), into quantile. Each
 * world counts by its draws n: the worlds as they are, given that the condition of the n draws came about.
 *
 * cell: [cells], ascending by n; rearranged. Without cells the quantiles are NaN. Where n differs from world to world,
 * p_w may depend on n_w: the cells are fitted in groups by n of about equal weight, and the fits are added. ENT_OK or
 * ENT_ERR_NO_MEMORY. */
int ent_mixing_quantiles(ent_mixing_cell *cell, size_t cells, const double *level, size_t levels, double *quantile);

#endif
