/* Distributions to verify, each with a distribution function of its own beside the engine's. */
#ifndef ENT_TESTS_VERIFY_CASES_H
#define ENT_TESTS_VERIFY_CASES_H

#include "distribution/distribution.h"

enum { CASE_PARTS = 2 };

typedef struct dist_case dist_case;
struct dist_case {
    const char *text; /* as in a scenario */
    const ent_distribution_kind *kind;
    size_t count;                                             /* number of arguments that are numbers */
    double p[8];                                              /* the arguments */
    double (*function)(const double *p, double x, int upper); /* P(X <= x) or P(X > x); NULL: made of the parts */
    const dist_case *part[CASE_PARTS]; /* mixture, truncate: the distributions that it is made of */
    int moments; /* even moments that exist: 2 for the mean's standard error, 4 for the variance's; 0 for neither */
};

/* All cases; the last has no text. */
extern const dist_case dist_cases[];

/* P(a < X <= b) in the numbers of the case's own distribution function. */
double case_mass(const dist_case *self, double a, double b);

/* Makes the engine's distribution with its lookup structure; owned by the arena. NULL where that fails. */
const ent_dist *case_make(const dist_case *self, ent_arena *arena);

#endif
