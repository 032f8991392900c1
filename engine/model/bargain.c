#include "model/bargain.h"

#include "kernels/scalar_functions.h"

#include <float.h>
#include <math.h>

static const double tie = 1e-12;

static const double *column(const ent_front *front, size_t judge)
{
    return front->utility + judge * front->capacity;
}

/* What the product of gains must reach for its geometric mean to come within the tie of the best: with a mean above
 * 1e-3 a millionth less is too little for 400 parties. Roots are costly, and of many packages most need none. */
static double contending(const ent_talks_plan *plan, double product, size_t count)
{
    bool many = count > 4 && plan->vetoes > 2 && plan->vetoes <= 400 && product > 0.0;

    return many && ent_pow(product, 1.0 / (double) plan->vetoes) > 1e-3 ? product * (1.0 - 1e-6) : 0.0;
}

/* Geometric mean of the gains, negative ones as 0. */
static void nash(const ent_talks_plan *plan, const ent_front *front, const uint32_t *acceptable, size_t count,
    const double *reservation, double *value)
{
    double root = 1.0 / (double) plan->vetoes;
    double best = 0.0;
    double least;

    for (size_t i = 0; i < count; i++) {
        double product = 1.0;
        for (size_t j = 0; j < front->deciders; j++) {
            double g = column(front, j)[acceptable[i]] - reservation[j];
            product *= g > 0.0 ? g : 0.0;
        }
        value[i] = product;
        best = product > best ? product : best;
    }
    least = contending(plan, best, count);
    for (size_t i = 0; i < count; i++) {
        if (value[i] < least) {
            value[i] = -INFINITY;
        } else if (plan->vetoes == 2) {
            value[i] = sqrt(value[i]);
        } else if (plan->vetoes > 0 && value[i] > 0.0) {
            value[i] = ent_pow(value[i], root);
        }
    }
}

static void egalitarian(
    const ent_front *front, const uint32_t *acceptable, size_t count, const double *reservation, double *value)
{
    for (size_t i = 0; i < count; i++) {
        value[i] = INFINITY;
        for (size_t j = 0; j < front->deciders; j++) {
            double g = column(front, j)[acceptable[i]] - reservation[j];
            value[i] = g < value[i] ? g : value[i];
        }
    }
}

static void utilitarian(const ent_front *front, const uint32_t *acceptable, size_t count, double *value)
{
    for (size_t i = 0; i < count; i++) {
        value[i] = 0.0;
        for (size_t j = 0; j < front->deciders; j++) {
            value[i] += column(front, j)[acceptable[i]];
        }
    }
}

/* Smallest share of what a party could gain at best; folds party by party, as `best` is each party's own. */
static void kalai_smorodinsky(
    const ent_front *front, const uint32_t *acceptable, size_t count, const double *reservation, double *value)
{
    for (size_t i = 0; i < count; i++) {
        value[i] = INFINITY;
    }
    for (size_t j = 0; j < front->deciders; j++) {
        const double *utility = column(front, j);
        double best = -INFINITY;
        for (size_t i = 0; i < count; i++) {
            double u = utility[acceptable[i]];
            best = u > best ? u : best;
        }
        for (size_t i = 0; i < count; i++) {
            double share =
                best == reservation[j] ? 1.0 : (utility[acceptable[i]] - reservation[j]) / (best - reservation[j]);
            value[i] = share < value[i] ? share : value[i];
        }
    }
}

static void evaluate(const ent_talks_plan *plan, const ent_front *front, const uint32_t *acceptable, size_t count,
    const double *reservation, double *value)
{
    switch (plan->rule) {
    case ENT_RULE_NASH:
        nash(plan, front, acceptable, count, reservation, value);
        break;
    case ENT_RULE_KALAI_SMORODINSKY:
        kalai_smorodinsky(front, acceptable, count, reservation, value);
        break;
    case ENT_RULE_EGALITARIAN:
        egalitarian(front, acceptable, count, reservation, value);
        break;
    default:
        utilitarian(front, acceptable, count, value);
        break;
    }
}

size_t ent_bargain(const ent_talks_plan *plan, const ent_front *front, const uint32_t *acceptable, size_t count,
    const double *reservation, double *value)
{
    double best = -INFINITY;
    size_t chosen = SIZE_MAX;

    if (count == 1) {
        return acceptable[0];
    }
    evaluate(plan, front, acceptable, count, reservation, value);
    for (size_t i = 0; i < count; i++) {
        best = value[i] > best ? value[i] : best;
    }
    for (size_t i = 0; i < count; i++) {
        bool ties = value[i] >= best - tie || value[i] == best;
        if (ties && (chosen == SIZE_MAX || front->package[acceptable[i]] < front->package[chosen])) {
            chosen = acceptable[i];
        }
    }
    return chosen != SIZE_MAX ? chosen : acceptable[0];
}

bool ent_bargain_goal(const ent_talks_plan *plan, ent_goal *goal)
{
    *goal = plan->rule == ENT_RULE_NASH          ? ENT_GOAL_PRODUCT
            : plan->rule == ENT_RULE_EGALITARIAN ? ENT_GOAL_LEAST
                                                 : ENT_GOAL_SUM;
    return plan->rule != ENT_RULE_KALAI_SMORODINSKY && plan->rule != ENT_RULE_RANDOM;
}

/* Products: where the geometric mean is above 1e-3, and no gain below 1e-9; then rounding and the tie are less than the
 * margin. Else all may be wanted. */
ent_bargain_margin ent_bargain_margin_of(const ent_talks_plan *plan, ent_goal goal)
{
    static const double least_product[] = {1e-3, 1e-6, 1e-9};
    size_t vetoes = plan->vetoes;

    if (goal != ENT_GOAL_PRODUCT) {
        return (ent_bargain_margin){.share = 1.0, .margin = 1e-9, .floor = -INFINITY, .low = -DBL_MAX};
    }
    return (ent_bargain_margin){.share = 1.0 - 1e-4,
        .floor = vetoes == 0 || vetoes > 24 ? INFINITY : least_product[vetoes < 3 ? vetoes - 1 : 2]};
}
