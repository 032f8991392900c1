#include "analysis/survival/survival_score.h"

#include "kernels/scalar_functions.h"

#include <math.h>

ent_held ent_held_after(const ent_duration *duration, double t)
{
    if (t <= duration->entered) {
        return ENT_HELD_UNKNOWN;
    }
    if (duration->months > t) {
        return ENT_HELD;
    }
    return duration->ended ? ENT_HELD_NOT : ENT_HELD_UNKNOWN;
}

double ent_brier_score(double p, ent_held held)
{
    double off = held == ENT_HELD ? 1.0 - p : p;

    return held == ENT_HELD_UNKNOWN ? (double) NAN : off * off;
}

double ent_log_score(double p, ent_held held)
{
    double chance = held == ENT_HELD ? p : 1.0 - p;

    if (held == ENT_HELD_UNKNOWN || isnan(p)) {
        return (double) NAN;
    }
    return chance > 0.0 ? 0.0 - ent_log(chance) : (double) INFINITY;
}

double ent_censoring_weight(const ent_duration *duration, double t, const ent_survival_curve *censoring)
{
    ent_held held = ent_held_after(duration, t);
    double chance;

    if (held == ENT_HELD_UNKNOWN) {
        return 0.0;
    }
    chance = held == ENT_HELD ? ent_survival_at(censoring, t) : ent_survival_before(censoring, duration->months);
    return chance > 0.0 ? ent_survival_at(censoring, duration->entered) / chance : 0.0;
}

ent_weighted_score ent_integrated_brier_score(
    const double *survival, size_t last, const ent_duration *duration, const ent_survival_curve *censoring)
{
    size_t first = (size_t) ceil(duration->entered);
    double sum = 0.0, weights = 0.0, grid = 0.0;

    for (size_t t = first; t <= last; t++) {
        bool start = (double) t <= duration->entered; /* it held then */
        double half = t == first || t == last ? 0.5 : 1.0;
        double weight = start ? 1.0 : ent_censoring_weight(duration, (double) t, censoring);
        grid += half;
        weights += half * weight;
        if (weight > 0.0) {
            ent_held held = start ? ENT_HELD : ent_held_after(duration, (double) t);
            sum += half * weight * ent_brier_score(survival[t], held);
        }
    }
    return weights > 0.0 ? (ent_weighted_score){sum / weights, weights / grid}
                         : (ent_weighted_score){(double) NAN, 0.0};
}

ent_pit ent_survival_pit(const double *survival, size_t last, const ent_duration *duration)
{
    if (duration->ended && duration->months <= (double) last) {
        size_t month =
            (size_t) ceil(duration->months); /* in which it ended; a truce that ends at once ended in month 1 */
        month = month > 0 ? month : 1;
        return (ent_pit){1.0 - survival[month - 1], 1.0 - survival[month]};
    }
    return (ent_pit){1.0 - survival[duration->months < (double) last ? (size_t) floor(duration->months) : last], 1.0};
}
