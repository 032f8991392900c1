/* The registry of distributions. A new kind is one file in random/kinds/ with its descriptor, and one line here. */
#ifndef ENT_DISTRIBUTION_KINDS_H
#define ENT_DISTRIBUTION_KINDS_H

#include "distribution/kind.h"

/* clang-format off */
#define ENT_DISTRIBUTION_KINDS(X) \
    X(uniform)                    \
    X(triangular)                 \
    X(pert)                       \
    X(normal)                     \
    X(lognormal)                  \
    X(lognormal_mean_sd)          \
    X(exponential)                \
    X(gamma)                      \
    X(beta)                       \
    X(weibull)                    \
    X(student_t)                  \
    X(bernoulli)                  \
    X(binomial)                   \
    X(poisson)                    \
    X(discrete)                   \
    X(quantiles)                  \
    X(mixture)                    \
    X(truncate)                   \
    X(interval)
/* clang-format on */

/* The descriptor of each kind: ent_kind_uniform, ent_kind_triangular, … */
#define ENT_KIND_DECLARE(name) extern const ent_distribution_kind ent_kind_##name;
ENT_DISTRIBUTION_KINDS(ENT_KIND_DECLARE)
#undef ENT_KIND_DECLARE

#define ENT_KIND_COUNT(name) +1
enum { ENT_DISTRIBUTIONS = ENT_DISTRIBUTION_KINDS(ENT_KIND_COUNT) };
#undef ENT_KIND_COUNT

/* All kinds, in the order of the list. */
extern const ent_distribution_kind *const ent_distributions[ENT_DISTRIBUTIONS];

/* Verifies the registry: names are unique, and every descriptor has the required fields. Returns the first wrong
 * kind; NULL if there is none. */
const ent_distribution_kind *ent_distributions_check(void);

#endif
