/* Association of a driver with the headline: the chance of the headline without and with it, and the share of the
 * headline's variance that it explains. */
#ifndef ENT_TALLY_DRIVER_FIGURE_H
#define ENT_TALLY_DRIVER_FIGURE_H

#include "tally/drivers/driver_sum.h"

#include <stdbool.h>

/* Blocks of the jackknife: world w is in block w mod 50. Of a design the blocks are its randomisations. */
enum { ENT_DRIVER_BLOCKS = 50 };

/* Doubles are NaN where there is nothing to compute them from. */
typedef struct ent_driver_figure {
    double share;                                       /* of the base in which it holds, in [0, 1]; NaN of a factor */
    double low, high;                                   /* chance of the headline, in [0, 1]: without and with it */
    double difference, difference_low, difference_high; /* high - low and its 95% interval, in [-1, 1] */
    double explained, explained_low, explained_high;    /* share of the variance, in [0, 1], and its 95% interval */
} ent_driver_figure;

/* Returns the figures of a driver beside its base. design: the worlds are those of a design, and the sampling units its
 * randomisations r = w mod 16 in place of the worlds w below. With x, n, b, y the sums over worlds (driver_sum.h), s =
 * x / n:
 *
 *   high = b / x, low = (y - b) / (n - x)
 *   explained = s (1 - s) (high - low)^2 / (p (1 - p)), p = y / n: Var(E[Y given it]) / Var(Y)
 *
 * difference as ent_group_difference has it, with the covariance of the two ratios, which are of the same worlds:
 * W / (W - 1) sum (b_w - high x_w) ((y_w - b_w) - low (n_w - x_w)) / (x (n - x)), W as there. The interval of
 * `explained` is that of the jackknife over the blocks, within [0, 1]; none where the base has draws in fewer worlds
 * than there are blocks. */
ent_driver_figure ent_driver_figure_of(const ent_driver_sum *self, const ent_driver_sum *base, bool design);

/* Returns the difference high - low of two ratios of sums over worlds, with the world as sampling unit:
 *
 *   se^2 = se_high^2 + se_low^2 - 2 covariance, se^2 of each ratio linearised (estimate.h)
 *   interval = difference -+ t se, t with W - 1 degrees of freedom, W the smaller number of worlds
 *
 * A ratio that is 0 or 1 has no sampling error that its worlds could show; the distance from it to the end of its
 * Wilson interval then takes the place of t se_high or t se_low, squared and added (Newcombe, Statistics in Medicine
 * 17, 1998, 873-890, method 10). No value where a ratio has no draws, no interval where one stands on a single world.
 * `better` is not computed. */
ent_difference ent_group_difference(const ent_moments *high, const ent_moments *low, double covariance);

#endif
