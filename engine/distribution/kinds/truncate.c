/* truncate(d, lo, hi): the distribution d given that its value lies in [lo, hi].
 * derived: lo, hi, the component's probability of [lo, hi], then of the component P(X < lo), P(X >= lo), density at lo,
 * P(X <= hi), P(X > hi), density at hi.
 *
 * Where the interval lies in a tail of the component that is too small for products with its probability, everything is
 * relative to the tail at the near end, the one towards the mode; r(x) = P(beyond x) / P(beyond the near end).
 * derived: lo, hi, 0, 1 where it is the upper tail, the logarithm of the tail at the near end, r(far end),
 * 1 - r(far end), density over tail at the near end. */
#include "base/status.h"
#include "distribution/cdf.h"
#include "distribution/kinds.h"
#include "distribution/quantile.h"
#include "kernels/scalar_functions.h"

#include <math.h>
#include <string.h>

enum { MASS = 2, AT_LO = 3, AT_HI = 6 };
enum { FAR_UPPER = 3, FAR_LOG = 4, FAR_REST = 5, FAR_WHOLE = 6, FAR_RATE = 7 };

static const double least_tail = 1e-280; /* tails of which a part of 1e-17 has all its digits */
static const double least_log = -744.4;  /* of a probability that is a double above 0 */
static const char no_probability[] = "the distribution has no probability between the ends (less than 1e-323)";

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

static bool is_far(const ent_dist *self)
{
    return !(self->derived[MASS] > 0.0);
}

/* The logarithm of r(x), at most 0, and the density over the tail. */
static ent_log_tail far_ratio(const ent_dist *self, double x)
{
    ent_log_tail tail = ent_dist_log_tail(self->component[0], x, self->derived[FAR_UPPER] > 0.0);

    return (ent_log_tail){fmin(tail.log - self->derived[FAR_LOG], 0.0), tail.rate};
}

static int init_far(ent_dist *self, bool upper)
{
    double *d = self->derived;
    ent_log_tail near;
    double rest;

    if (!ent_dist_continuous(self->component[0])) {
        return ent_dist_refuse(self, "the probability between the ends is less than 1e-280, too small to compute with");
    }
    near = ent_dist_log_tail(self->component[0], upper ? self->low : self->high, upper);
    d[FAR_UPPER] = upper ? 1.0 : 0.0;
    d[FAR_LOG] = near.log;
    d[FAR_RATE] = near.rate;
    rest = far_ratio(self, upper ? self->high : self->low).log;
    d[FAR_REST] = ent_exp(rest);
    d[FAR_WHOLE] = -ent_expm1(rest);
    return near.log >= least_log && d[FAR_WHOLE] > 0.0 ? ENT_OK : ent_dist_refuse(self, no_probability);
}

static int init_near(ent_dist *self, ent_tails lo, ent_tails hi)
{
    const ent_dist *component = self->component[0];

    lo.density = ent_dist_pdf(component, self->low);
    hi.density = ent_dist_tails(component, self->high, true).density;
    self->derived[MASS] = mass_between(component, self->low, self->high, lo, hi);
    memcpy(self->derived + AT_LO, &lo, sizeof(lo));
    memcpy(self->derived + AT_HI, &hi, sizeof(hi));
    return self->derived[MASS] > 0.0 ? ENT_OK : ent_dist_refuse(self, no_probability);
}

static int init(ent_dist *self, const ent_dist_input *input)
{
    const ent_dist **component = ent_arena_array(input->arena, 1, sizeof(*component));
    ent_tails lo, hi;

    if (component == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    component[0] = input->components[0];
    ent_dist_support(self, fmax(input->p[0], component[0]->low), fmin(input->p[1], component[0]->high));
    if (component[0]->kind == &ent_kind_truncate) { /* the support holds its ends already */
        component[0] = component[0]->component[0];
    }
    self->component = component;
    self->count = 1;
    if (!(self->low <= self->high)) {
        return ent_dist_refuse(self, no_probability);
    }
    if (component[0]->kind == &ent_kind_uniform) {
        const double ends[2] = {self->low, self->high};
        *self = (ent_dist){.kind = &ent_kind_uniform};
        return ent_kind_uniform.init(self, &(ent_dist_input){.p = ends, .count = 2});
    }
    lo = ent_dist_tails(component[0], self->low, true);
    hi = ent_dist_tails(component[0], self->high, false);
    self->derived[0] = self->low;
    self->derived[1] = self->high;
    if (lo.above < least_tail || hi.below < least_tail) {
        return init_far(self, lo.above < least_tail);
    }
    return init_near(self, lo, hi);
}

static ent_tails tails_far(const ent_dist *self, double x)
{
    const double *d = self->derived;
    ent_log_tail at = far_ratio(self, x);
    double ratio = ent_exp(at.log);
    double near = fmin(-ent_expm1(at.log) / d[FAR_WHOLE], 1.0);
    double beyond = fmin((ratio - d[FAR_REST]) / d[FAR_WHOLE], 1.0);
    double density = at.rate * ratio / d[FAR_WHOLE];

    return d[FAR_UPPER] > 0.0 ? (ent_tails){near, beyond, density} : (ent_tails){beyond, near, density};
}

static ent_tails tails(const ent_dist *self, double x, bool open)
{
    const ent_dist *component = self->component[0];
    const double *d = self->derived;
    ent_tails at_lo = {d[AT_LO], d[AT_LO + 1], d[AT_LO + 2]};
    ent_tails at_hi = {d[AT_HI], d[AT_HI + 1], d[AT_HI + 2]};
    ent_tails at;
    double below, above;

    if (is_far(self)) {
        return tails_far(self, x);
    }
    at = ent_dist_tails(component, x, open);
    below = mass_between(component, d[0], x, at_lo, at) / d[MASS];
    above = mass_between(component, x, d[1], at, at_hi) / d[MASS];
    return (ent_tails){below < 1.0 ? below : 1.0, above < 1.0 ? above : 1.0, at.density / d[MASS]};
}

/* Starts where the tail would be if it fell exponentially from the near end. */
static double quantile_far(const ent_dist *self, double p, bool upper, double guess)
{
    const double *d = self->derived;
    bool from_near = upper != (d[FAR_UPPER] > 0.0); /* p is the probability of the part at the near end */
    double gone = from_near ? -ent_log1p(-p * d[FAR_WHOLE]) : -ent_log(d[FAR_REST] + p * d[FAR_WHOLE]);

    if (isnan(guess)) {
        guess = d[FAR_UPPER] > 0.0 ? self->low + gone / d[FAR_RATE] : self->high - gone / d[FAR_RATE];
    }
    return ent_quantile_search(self, p, upper, nextafter(self->low, -(double) INFINITY), self->high, guess);
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
    double x;

    if (is_far(self)) {
        return quantile_far(self, p, upper, guess);
    }
    x = ent_dist_invert(self->component[0], near, from_above, guess);
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
