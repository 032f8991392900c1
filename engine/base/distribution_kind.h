/* The distributions of the language, as the parser names them and the sampler draws them. */
#ifndef ENT_BASE_DISTRIBUTION_KIND_H
#define ENT_BASE_DISTRIBUTION_KIND_H

/* In each line: the arguments in order. All but INTERVAL are written as a call by their lower-case name. */
typedef enum ent_distribution_kind {
    ENT_DIST_UNIFORM,     /* a, b; a < b */
    ENT_DIST_TRIANGULAR,  /* min, mode, max; min <= mode <= max, min < max */
    ENT_DIST_PERT,        /* min, mode, max, as triangular; lambda 4 */
    ENT_DIST_NORMAL,      /* mean, sd; sd > 0 */
    ENT_DIST_LOGNORMAL,   /* mu, sigma of the logarithm; sigma > 0 */
    ENT_DIST_EXPONENTIAL, /* mean; mean > 0 */
    ENT_DIST_GAMMA,       /* shape, scale; both > 0 */
    ENT_DIST_BETA,        /* a, b; both > 0 */
    ENT_DIST_WEIBULL,     /* shape, scale; both > 0 */
    ENT_DIST_STUDENT_T,   /* df; df > 0 */
    ENT_DIST_BERNOULLI,   /* p in [0, 1] */
    ENT_DIST_BINOMIAL,    /* n, p; n a whole number >= 0, p in [0, 1] */
    ENT_DIST_POISSON,     /* mean >= 0 */
    ENT_DIST_DISCRETE,    /* x1, w1, x2, w2, ...; w >= 0, not all 0 */
    ENT_DIST_QUANTILES,   /* p1, x1, p2, x2, ...; p increasing in [0, 1], x not decreasing, 2 points or more */
    ENT_DIST_MIXTURE,     /* w1, d1, w2, d2, ...; w as in discrete, each d a distribution */
    ENT_DIST_TRUNCATE,    /* d, lo, hi; d a distribution, lo < hi */
    ENT_DIST_INTERVAL,    /* low, high: `low to high`, the 5th and the 95th percentile; low < high */
    ENT_DIST_COUNT
} ent_distribution_kind;

#endif
