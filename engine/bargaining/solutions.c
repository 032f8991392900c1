#include "bargaining/solutions.h"

#include "kernels/scalar_functions.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Two packages tie if their values differ by this or less; a gain of this or less is none. */
static const double tie = 1e-12;

static double gain_of(const ent_bargaining_set *set, size_t member, size_t decider)
{
    return set->utility[decider * set->stride + set->member[member]] - set->reservation[decider];
}

/* --- margins --------------------------------------------------------------------------------------------------------
 */

/* Of a minimum or a sum of gains. */
static ent_bargaining_margin additive_margin(size_t deciders)
{
    (void) deciders;
    return (ent_bargaining_margin){.share = 1.0, .margin = 1e-9, .floor = -INFINITY, .low = -DBL_MAX};
}

/* Of a product of gains. Above the floor the geometric mean is above 1e-3 and no gain is below 1e-9, so rounding and
 * the tie change the product by less than the margin. Below it every package is within reach. */
static ent_bargaining_margin product_margin(size_t deciders)
{
    static const double floor_of[] = {INFINITY, 1e-3, 1e-6, 1e-9};

    return (ent_bargaining_margin){
        .share = 1.0 - 1e-4, .floor = deciders > 24 ? INFINITY : floor_of[deciders < 3 ? deciders : 3]};
}

/* --- values ---------------------------------------------------------------------------------------------------------
 */

/* Returns the smallest product whose geometric mean may tie with that of the largest product. With a mean above 1e-3, a
 * product smaller by a millionth cannot tie for up to 400 deciders. Few packages then need the costly root. */
static double smallest_contender(const ent_bargaining_set *set, double largest)
{
    size_t deciders = set->deciders;
    bool many = set->count > 4 && deciders > 2 && deciders <= 400 && largest > 0.0;

    return many && ent_pow(largest, 1.0 / (double) deciders) > 1e-3 ? largest * (1.0 - 1e-6) : 0.0;
}

/* Geometric mean of max(0, U_p - R_p). J. F. Nash, The bargaining problem, Econometrica 18 (1950), 155-162. */
static void nash(const ent_bargaining_set *set, double *value)
{
    double largest = 0.0;
    double contender;

    for (size_t i = 0; i < set->count; i++) {
        double product = 1.0;
        for (size_t j = 0; j < set->deciders; j++) {
            double gain = gain_of(set, i, j);
            product *= gain > 0.0 ? gain : 0.0;
        }
        value[i] = product;
        largest = product > largest ? product : largest;
    }
    contender = smallest_contender(set, largest);
    for (size_t i = 0; i < set->count; i++) {
        if (value[i] < contender) {
            value[i] = -INFINITY;
        } else if (set->deciders == 2) {
            value[i] = sqrt(value[i]);
        } else if (set->deciders > 0 && value[i] > 0.0) {
            value[i] = ent_pow(value[i], 1.0 / (double) set->deciders);
        }
    }
}

/* Minimum of (U_p - R_p) / (max U_p - R_p), the maximum over the acceptable packages; 1 where max U_p <= R_p + 1e-12.
 * E. Kalai and M. Smorodinsky, Other solutions to Nash's bargaining problem, Econometrica 43 (1975), 513-518. */
static void kalai_smorodinsky(const ent_bargaining_set *set, double *value)
{
    for (size_t i = 0; i < set->count; i++) {
        value[i] = INFINITY;
    }
    for (size_t j = 0; j < set->deciders; j++) {
        const double *utility = set->utility + j * set->stride;
        double reservation = set->reservation[j];
        double best = -INFINITY;
        for (size_t i = 0; i < set->count; i++) {
            double u = utility[set->member[i]];
            best = u > best ? u : best;
        }
        for (size_t i = 0; i < set->count; i++) {
            double share = best <= reservation + tie ? 1.0 : gain_of(set, i, j) / (best - reservation);
            value[i] = share < value[i] ? share : value[i];
        }
    }
}

/* Minimum of U_p - R_p. E. Kalai, Proportional solutions to bargaining situations, Econometrica 45 (1977), 1623-1630.
 */
static void egalitarian(const ent_bargaining_set *set, double *value)
{
    for (size_t i = 0; i < set->count; i++) {
        value[i] = INFINITY;
        for (size_t j = 0; j < set->deciders; j++) {
            double gain = gain_of(set, i, j);
            value[i] = gain < value[i] ? gain : value[i];
        }
    }
}

/* Sum of U_p. */
static void utilitarian(const ent_bargaining_set *set, double *value)
{
    for (size_t i = 0; i < set->count; i++) {
        value[i] = 0.0;
        for (size_t j = 0; j < set->deciders; j++) {
            value[i] += set->utility[j * set->stride + set->member[i]];
        }
    }
}

/* --- registry -------------------------------------------------------------------------------------------------------
 */

static const ent_bargaining_rule registry[] = {
    {.name = "nash",
        .summary = "largest geometric mean of the gains over fighting on",
        .method = ENT_BARGAINING_GOAL,
        .goal = ENT_GOAL_PRODUCT,
        .evaluate = nash,
        .margin = product_margin},
    {.name = "kalai_smorodinsky",
        .summary = "largest minimum of the gains, each as a share of the party's largest possible gain",
        .method = ENT_BARGAINING_SHARES,
        .evaluate = kalai_smorodinsky,
        .margin = additive_margin},
    {.name = "egalitarian",
        .summary = "largest minimum of the gains over fighting on",
        .method = ENT_BARGAINING_GOAL,
        .goal = ENT_GOAL_LEAST,
        .evaluate = egalitarian,
        .margin = additive_margin},
    {.name = "utilitarian",
        .summary = "largest sum of the utilities of all parties",
        .method = ENT_BARGAINING_GOAL,
        .everyone_decides = true,
        .goal = ENT_GOAL_SUM,
        .evaluate = utilitarian,
        .margin = additive_margin},
    {.name = "random", .summary = "each acceptable package with equal probability", .method = ENT_BARGAINING_COUNT},
};

enum { RULES = sizeof(registry) / sizeof(registry[0]) };

size_t ent_bargaining_rules(void)
{
    return RULES;
}

const ent_bargaining_rule *ent_bargaining_rule_at(size_t index)
{
    return &registry[index];
}

const ent_bargaining_rule *ent_bargaining_rule_find(const char *name)
{
    for (size_t i = 0; i < RULES; i++) {
        if (strcmp(registry[i].name, name) == 0) {
            return &registry[i];
        }
    }
    return NULL;
}

size_t ent_bargaining_choose(const ent_bargaining_rule *rule, const ent_bargaining_set *set, double *value)
{
    double best = -INFINITY;
    size_t chosen = SIZE_MAX;

    if (set->count == 1) {
        return set->member[0];
    }
    rule->evaluate(set, value);
    for (size_t i = 0; i < set->count; i++) {
        best = value[i] > best ? value[i] : best;
    }
    for (size_t i = 0; i < set->count; i++) {
        bool ties = value[i] >= best - tie || value[i] == best;
        if (ties && (chosen == SIZE_MAX || set->package[set->member[i]] < set->package[chosen])) {
            chosen = set->member[i];
        }
    }
    return chosen != SIZE_MAX ? chosen : set->member[0];
}
