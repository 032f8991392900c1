/* Choices side by side, world by world: how alike two choices move, what pairing them by world saves, and how a choice
 * stands against the best one in each world.
 *
 * p_w is the chance of the headline in world w as counted, or the mean of its measure, NaN in a world without a draw in
 * its condition. Worlds count alike. Figures that are not defined are NaN. */
#ifndef ENT_ANALYSIS_COMPARISON_H
#define ENT_ANALYSIS_COMPARISON_H

#include <stddef.h>

/* Two choices, over the worlds in which both are defined. */
typedef struct ent_pair_figures {
    size_t worlds;
    double correlation; /* Pearson's, of p_w of the two; NaN where one of them is the same in all worlds */
    double saving;      /* (s1^2 + s2^2) / s_d^2, with s_d^2 the variance of the differences: how many times more draws
                           two independent runs would need for the same interval; NaN if all differences are equal */
} ent_pair_figures;

/* Returns the figures of p and q, [worlds]. */
ent_pair_figures ent_pair_of_choices(const double *p, const double *q, size_t worlds);

/* The regret of a choice in a world is the lead of the best choice there, over the worlds in which all choices are
 * defined; a choice that is defined in no world is none of them, and has no regret (Savage, J. Am. Stat. Assoc. 46,
 * 1951, 55-67). */
typedef struct ent_regret {
    double mean;
    double p95; /* 95% quantile over worlds, type 7 */
} ent_regret;

/* Sets regret[choices] of p, [choices][worlds]; NaN where a choice has none. *counted: the number of worlds. scratch:
 * [2 * worlds]. */
void ent_regrets_of_choices(
    const double *p, size_t choices, size_t worlds, double *scratch, ent_regret *regret, size_t *counted);

/* Returns the share of the worlds in which p, [worlds], is defined where it is at least `level`, less 1e-12 for
 * rounding; NaN without such a world. */
double ent_share_at_least(const double *p, size_t worlds, double level);

#endif
