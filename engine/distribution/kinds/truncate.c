/* truncate(d, lo, hi): the distribution d given that its value lies in [lo, hi].
 * derived: lo, hi, the component's probability of [lo, hi], then of the component P(X < lo), P(X >= lo), density at lo,
 * P(X <= hi), P(X > hi), density at hi. */
#include "base/status.h"
#include "distribution/cdf.h"
#include "distribution/kinds.h"
#include "distribution/quantile.h"

#include <math.h>
#include <string.h>

enum { MASS = 2, AT_LO = 3, AT_HI = 6 };

/* Five-point Gauss-Legendre rule on the component's density. */
static double integral(const ent_dist *component, double lo, double hi)
{
    static const double node[3] = {0.0, 0.53846931010568309104, 0.90617984593866399280};
    static const double weight[3] = {0.56888888888888888889, 0.47862867049936646804, 0.23692688505618908751};
    double middle = lo + 0.5 * (hi - lo), half = 0.5 * (hi - lo);
    double sum = weight[0] * ent_dist_tails(component, middle, false).density;

    for (int i = 1; i < 3; i++) {
        sum += weight[i] * ent_dist_tails(component, middle - half * node[i], false).density;
        sum += weight[i] * ent_dist_tails(component, middle + half * node[i], false).density;
    }
    return half * sum;
}

/* The component's probability of [lo, hi], given its tails below lo (open) and above hi. */
static double mass_between(const ent_dist *component, double lo, double hi, ent_tails at_lo, ent_tails at_hi)
{
    double level, mass;

    if (at_hi.below <= 0.5) {
        level = at_hi.below;
        mass = at_hi.below - at_lo.below;
    } else if (at_lo.above <= 0.5) {
        level = at_lo.above;
        mass = at_lo.above - at_hi.above;
    } else {
        level = 1.0;
        mass = 1.0 - at_lo.below - at_hi.above;
    }
    /* Where the difference loses digits, the interval is so short that the rule is exact to rounding, unless the
     * density changes by orders of magnitude in it (near a pole, for example). */
    if (mass < 1e-3 * level && hi > lo && component->kind->smooth && at_lo.density > 0.25 * at_hi.density &&
        at_hi.density > 0.25 * at_lo.density && isfinite(at_lo.density) && isfinite(at_hi.density)) {
        mass = integral(component, lo, hi);
    }
    return mass > 0.0 ? mass : 0.0;
}

static int init(ent_dist *self, const ent_dist_input *input)
{
    const ent_dist **component = ent_arena_array(input->arena, 1, sizeof(*component));
    ent_tails lo, hi;

    if (component == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    component[0] = input->components[0];
    self->component = component;
    self->count = 1;
    ent_dist_support(self, fmax(input->p[0], component[0]->low), fmin(input->p[1], component[0]->high));
    if (!(self->low <= self->high)) {
        return ENT_ERR_ARGUMENT;
    }
    if (component[0]->kind == &ent_kind_uniform) {
        const double ends[2] = {self->low, self->high};
        *self = (ent_dist){.kind = &ent_kind_uniform};
        return ent_kind_uniform.init(self, &(ent_dist_input){.p = ends, .count = 2});
    }
    lo = ent_dist_tails(component[0], self->low, true);
    hi = ent_dist_tails(component[0], self->high, false);
    lo.density = ent_dist_pdf(component[0], self->low);
    hi.density = ent_dist_tails(component[0], self->high, true).density;
    self->derived[0] = self->low;
    self->derived[1] = self->high;
    self->derived[MASS] = mass_between(component[0], self->low, self->high, lo, hi);
    memcpy(self->derived + AT_LO, &lo, sizeof(lo));
    memcpy(self->derived + AT_HI, &hi, sizeof(hi));
    return self->derived[MASS] > 0.0 ? ENT_OK : ENT_ERR_ARGUMENT;
}

static ent_tails tails(const ent_dist *self, double x, bool open)
{
    const ent_dist *component = self->component[0];
    const double *d = self->derived;
    ent_tails at_lo = {d[AT_LO], d[AT_LO + 1], d[AT_LO + 2]};
    ent_tails at_hi = {d[AT_HI], d[AT_HI + 1], d[AT_HI + 2]};
    ent_tails at = ent_dist_tails(component, x, open);
    double below = mass_between(component, d[0], x, at_lo, at) / d[MASS];
    double above = mass_between(component, x, d[1], at, at_hi) / d[MASS];

    return (ent_tails){below < 1.0 ? below : 1.0, above < 1.0 ? above : 1.0, at.density / d[MASS]};
}

/* The component's quantile at the corresponding probability, from the tail in which that keeps its digits; then, since
 * the probability itself loses digits where the interval is narrow, a search with the truncation's own tails. */
static double quantile(const ent_dist *self, double p, bool upper, double guess)
{
    const double *d = self->derived;
    double lower = upper ? d[AT_HI] - p * d[MASS] : d[AT_LO] + p * d[MASS];
    double higher = upper ? d[AT_HI + 1] + p * d[MASS] : d[AT_LO + 1] - p * d[MASS];
    bool from_above = higher < 0.5;
    double near = fmin(fmax(from_above ? higher : lower, 0.0), 1.0);
    double x = ent_dist_invert(self->component[0], near, from_above, guess);

    x = fmin(fmax(x, self->low), self->high);
    if (!ent_dist_continuous(self)) {
        return x;
    }
    return ent_quantile_search(self, p, upper, nextafter(self->low, -(double) INFINITY), self->high, x);
}

/* An infinite bound is left out. */
static const char *phrase(const double *argument, bool logit)
{
    bool no_low = isinf(argument[1]), no_high = isinf(argument[2]);

    (void) logit;
    if (no_low && no_high) {
        return "%d1";
    }
    return no_low    ? "%d1, given that it is at most %3"
           : no_high ? "%d1, given that it is at least %2"
                     : "%d1, given that it lies between %2 and %3";
}

const ent_distribution_kind ent_kind_truncate = {
    .call = {"truncate", 3, 3, false, "d, lo, hi", "the distribution d, conditional on a value in lo to hi"},
    .parameter = {{.name = "distribution", .domain = ENT_PARAMETER_DISTRIBUTION},
        {.name = "lower end", .domain = ENT_PARAMETER_REAL}, {.name = "upper end", .domain = ENT_PARAMETER_REAL}},
    .limit = {{1, 2, true}},
    .phrase = phrase,
    .shape = ENT_SHAPE_COMPOSITE,
    .init = init,
    .tails = tails,
    .quantile = quantile,
};
