#include "analysis/comparison.h"

#include "tally/estimate.h"

#include <math.h>
#include <stdbool.h>

/* --- two choices -------------------------------------------------------------------------------------------------- */

/* Sums of squared deviations from the mean, and whether all numbers are equal. */
typedef struct spread {
    double mean, squares;
    bool constant;
} spread;

static double number_of(const double *p, const double *q, size_t w)
{
    return q == NULL ? p[w] : p[w] - q[w];
}

static bool both_known(const double *p, const double *q, size_t w)
{
    return !isnan(p[w]) && !isnan(q[w]);
}

/* The spread of p, or where `less` is not NULL of p - less, over the worlds in which p and q are known. */
static spread spread_of(const double *p, const double *less, const double *q, size_t worlds, size_t count)
{
    spread made = {.constant = true};
    double first = (double) NAN;
    double sum = 0.0;

    for (size_t w = 0; w < worlds; w++) {
        if (both_known(p, q, w)) {
            double x = number_of(p, less, w);
            first = isnan(first) ? x : first;
            made.constant = made.constant && x == first;
            sum += x;
        }
    }
    made.mean = sum / (double) count;
    for (size_t w = 0; w < worlds; w++) {
        if (both_known(p, q, w)) {
            double x = number_of(p, less, w) - made.mean;
            made.squares += x * x;
        }
    }
    return made;
}

ent_pair_figures ent_pair_of_choices(const double *p, const double *q, size_t worlds)
{
    ent_pair_figures made = {.correlation = (double) NAN, .saving = (double) NAN};
    double product = 0.0;
    spread of_p, of_q, of_difference;

    for (size_t w = 0; w < worlds; w++) {
        made.worlds += both_known(p, q, w) ? 1 : 0;
    }
    if (made.worlds < 2) {
        return made;
    }
    of_p = spread_of(p, NULL, q, worlds, made.worlds);
    of_q = spread_of(q, NULL, p, worlds, made.worlds);
    of_difference = spread_of(p, q, q, worlds, made.worlds);
    for (size_t w = 0; w < worlds; w++) {
        product += both_known(p, q, w) ? (p[w] - of_p.mean) * (q[w] - of_q.mean) : 0.0;
    }
    if (!of_p.constant && !of_q.constant) {
        double r = product / (sqrt(of_p.squares) * sqrt(of_q.squares));
        made.correlation = r > 1.0 ? 1.0 : r < -1.0 ? -1.0 : r;
    }
    if (!of_difference.constant) {
        made.saving = (of_p.squares + of_q.squares) / of_difference.squares;
    }
    return made;
}

/* --- all choices -------------------------------------------------------------------------------------------------- */

static bool is_known_somewhere(const double *p, size_t worlds)
{
    for (size_t w = 0; w < worlds; w++) {
        if (!isnan(p[w])) {
            return true;
        }
    }
    return false;
}

/* Sets best[worlds] to the largest number of each world over the choices that are known in some world; NaN where one of
 * these is not known there. */
static void find_best(const double *p, size_t choices, size_t worlds, double *best)
{
    for (size_t w = 0; w < worlds; w++) {
        best[w] = -INFINITY;
    }
    for (size_t c = 0; c < choices; c++) {
        const double *own = p + c * worlds;
        bool compared = is_known_somewhere(own, worlds);
        for (size_t w = 0; compared && w < worlds; w++) {
            best[w] = isnan(own[w]) || isnan(best[w]) ? (double) NAN : fmax(own[w], best[w]);
        }
    }
}

void ent_regrets_of_choices(
    const double *p, size_t choices, size_t worlds, double *scratch, ent_regret *regret, size_t *counted)
{
    double *best = scratch;
    double *more = scratch + worlds;

    find_best(p, choices, worlds, best);
    *counted = 0;
    for (size_t c = 0; c < choices; c++) {
        double sum = 0.0;
        size_t count = 0;
        for (size_t w = 0; w < worlds; w++) {
            if (!isnan(best[w]) && !isnan(p[c * worlds + w])) {
                more[count] = best[w] - p[c * worlds + w];
                sum += more[count++];
            }
        }
        regret[c].mean = count > 0 ? sum / (double) count : (double) NAN;
        regret[c].p95 = ent_quantile7_of(more, count, 0.95);
        *counted = count > *counted ? count : *counted;
    }
}

double ent_share_at_least(const double *p, size_t worlds, double level)
{
    size_t known = 0;
    size_t reached = 0;

    for (size_t w = 0; w < worlds; w++) {
        known += isnan(p[w]) ? 0 : 1;
        reached += p[w] >= level - 1e-12 ? 1 : 0;
    }
    return known > 0 ? (double) reached / (double) known : (double) NAN;
}
