/* Sums of a driver: of something that holds in a draw or does not (an event, a contributor that joins, an option in the
 * deal, a stage that is passed in time), beside the headline. Counted by world, and kept as sums over worlds, so memory
 * does not grow with worlds; all are integers, so tallies merge exactly. */
#ifndef ENT_TALLY_DRIVER_SUM_H
#define ENT_TALLY_DRIVER_SUM_H

#include "tally/estimate.h"

#include <stdint.h>

/* Worlds are summed apart by their number modulo this: the least common multiple of the 50 blocks of the jackknife and
 * the 16 randomisations of a design. */
enum { ENT_DRIVER_RESIDUES = 400 };

/* Of one driver, over worlds. A base is what its shares are of: the draws in which the condition of the headline holds,
 * or of these the draws with a deal. By world n_w draws of the base, y_w of them with the headline's event, x_w of them
 * with the driver, b_w of them with both. A zeroed struct is empty. */
typedef struct ent_driver_sum {
    uint64_t with[ENT_DRIVER_RESIDUES]; /* sums of x_w over the worlds w with each w mod ENT_DRIVER_RESIDUES */
    uint64_t both[ENT_DRIVER_RESIDUES]; /* likewise of b_w */
    uint64_t worlds_with;               /* number of worlds with x_w > 0 */
    uint64_t worlds_without;            /* number of worlds with x_w < n_w */
    ent_uint128 xx, xb, bb;             /* sums of x_w^2, x_w b_w, b_w^2 … */
    ent_uint128 xn, bn, xy, by;         /* … and with the base: x_w n_w, b_w n_w, x_w y_w, b_w y_w */
} ent_driver_sum;

/* Counts of a driver or its base in consecutive worlds, [worlds] each: below 2^16 where there are several worlds. */
typedef struct ent_driver_counts {
    const uint32_t *with; /* x_w; of the base itself n_w */
    const uint32_t *both; /* b_w; of the base itself y_w */
} ent_driver_counts;

/* Adds complete worlds first … first + worlds - 1, at most 1024 of them. The base itself is added as a driver that
 * always holds: own and base are the same. */
void ent_driver_sum_add(
    ent_driver_sum *self, const ent_driver_counts *own, const ent_driver_counts *base, uint64_t first, size_t worlds);

/* The same of worlds of one draw each, whose counts are 0 or 1. */
void ent_driver_sum_add_single(
    ent_driver_sum *self, const ent_driver_counts *own, const ent_driver_counts *base, uint64_t first, size_t worlds);

/* Returns the sum of totals [ENT_DRIVER_RESIDUES], `with` or `both`: that over all worlds. */
uint64_t ent_driver_total(const uint64_t *residue);

/* Adds the sums of other worlds. */
void ent_driver_sum_merge(ent_driver_sum *self, const ent_driver_sum *other);

#endif
