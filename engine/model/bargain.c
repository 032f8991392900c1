#include "model/bargain.h"

#include "math/scalar.h"

#include <math.h>

static const double tie = 1e-12;

static double gain(const ent_talks_plan *plan, const ent_front *front, size_t package, const double *reservation,
    size_t p)
{
    return front->utility[package * plan->parties + p] - reservation[p];
}

/* Geometric mean of the gains, negative ones as 0. */
static double nash(const ent_talks_plan *plan, const ent_front *front, size_t package, const double *reservation)
{
    double product = 1.0;

    for (size_t p = 0; p < plan->parties; p++) {
        double g = gain(plan, front, package, reservation, p);
        if (plan->veto[p]) {
            product *= g > 0.0 ? g : 0.0;
        }
    }
    if (plan->vetoes == 2) {
        return sqrt(product);
    }
    return plan->vetoes > 0 && product > 0.0 ? ent_pow(product, 1.0 / (double) plan->vetoes) : product;
}

static double egalitarian(const ent_talks_plan *plan, const ent_front *front, size_t package,
    const double *reservation)
{
    double least = INFINITY;

    for (size_t p = 0; p < plan->parties; p++) {
        double g = gain(plan, front, package, reservation, p);
        least = plan->veto[p] && g < least ? g : least;
    }
    return least;
}

static double utilitarian(const ent_talks_plan *plan, const ent_front *front, size_t package)
{
    double sum = 0.0;

    for (size_t p = 0; p < plan->parties; p++) {
        sum += front->utility[package * plan->parties + p];
    }
    return sum;
}

/* Smallest share of what a party could gain at best; folds party by party, as `best` is each party's own. */
static void kalai_smorodinsky(const ent_talks_plan *plan, const ent_front *front, const uint32_t *acceptable,
    size_t count, const double *reservation, double *value)
{
    for (size_t i = 0; i < count; i++) {
        value[i] = INFINITY;
    }
    for (size_t p = 0; p < plan->parties; p++) {
        double best = -INFINITY;
        if (!plan->veto[p]) {
            continue;
        }
        for (size_t i = 0; i < count; i++) {
            double u = front->utility[acceptable[i] * plan->parties + p];
            best = u > best ? u : best;
        }
        for (size_t i = 0; i < count; i++) {
            double share = best == reservation[p]
                ? 1.0 : gain(plan, front, acceptable[i], reservation, p) / (best - reservation[p]);
            value[i] = share < value[i] ? share : value[i];
        }
    }
}

static void evaluate(const ent_talks_plan *plan, const ent_front *front, const uint32_t *acceptable, size_t count,
    const double *reservation, double *value)
{
    if (plan->rule == ENT_RULE_KALAI_SMORODINSKY) {
        kalai_smorodinsky(plan, front, acceptable, count, reservation, value);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        switch (plan->rule) {
        case ENT_RULE_NASH:
            value[i] = nash(plan, front, acceptable[i], reservation);
            break;
        case ENT_RULE_EGALITARIAN:
            value[i] = egalitarian(plan, front, acceptable[i], reservation);
            break;
        default:
            value[i] = utilitarian(plan, front, acceptable[i]);
            break;
        }
    }
}

size_t ent_bargain(const ent_talks_plan *plan, const ent_front *front, const uint32_t *acceptable, size_t count,
    const double *reservation, double pick, double *value)
{
    double best = -INFINITY;
    size_t chosen = SIZE_MAX;

    if (count == 1) {
        return 0;
    }
    if (plan->rule == ENT_RULE_RANDOM) {
        size_t i = (size_t) (pick * (double) count);
        return i < count ? i : count - 1;
    }
    evaluate(plan, front, acceptable, count, reservation, value);
    for (size_t i = 0; i < count; i++) {
        best = value[i] > best ? value[i] : best;
    }
    for (size_t i = 0; i < count; i++) {
        bool ties = value[i] >= best - tie || value[i] == best;
        if (ties && (chosen == SIZE_MAX || front->package[acceptable[i]] < front->package[acceptable[chosen]])) {
            chosen = i;
        }
    }
    return chosen != SIZE_MAX ? chosen : 0;
}
