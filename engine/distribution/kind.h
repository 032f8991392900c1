/* Kinds of distributions: one const descriptor (ent_distribution_kind) a kind, and the distribution object (ent_dist)
 * that a kind makes of constant parameters.
 *
 * A descriptor holds everything that the program knows about a kind: its name and arguments (parser, completion,
 * messages), its description in words, its mathematics and its ways of sampling. Required are `call`, `parameter`,
 * `words` or `phrase`, `init` and `tails`; every other field may be left 0. The list of kinds is in
 * distribution/kinds.h. */
#ifndef ENT_DISTRIBUTION_KIND_H
#define ENT_DISTRIBUTION_KIND_H

#include "base/arena.h"
#include "base/callable.h"
#include "distribution/incomplete_gamma_beta.h"
#include "distribution/lookup.h"
#include "kernels/kernels.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct ent_dist ent_dist;
typedef struct ent_distribution_kind ent_distribution_kind;

enum { ENT_DIST_DERIVED = 9, ENT_KIND_PARAMETERS = 4 };

/* A distribution with constant parameters: made once by ent_dist_init, then read by any number of threads. The struct
 * is public so that it can be embedded; only engine/random reads its fields. */
struct ent_dist {
    const ent_distribution_kind *kind;
    double derived[ENT_DIST_DERIVED]; /* constants of the kind, computed once; each kind documents its own */
    double low, high;                 /* ends of the support, infinite where unbounded */
    size_t count;                     /* number of points (discrete, quantiles) or of components (mixture, truncate) */
    const double *x;                  /* [count] discrete, quantiles: values, ascending */
    const double *p;                  /* [count] discrete, quantiles: P(X <= x[i]); mixture: weights, sum 1 */
    const double *q;                  /* [count] discrete: P(X > x[i]) */
    const ent_dist *const *component; /* [count] mixture, truncate: the distributions it is made of; borrowed */
    const ent_quantile_table *table;  /* set by ent_dist_tabulate; NULL: none */
    const ent_guide_table *steps;     /* set by ent_dist_tabulate; NULL: none */
    const char *refused; /* after an error of ent_dist_init: the fault, as a clause, where it is neither a domain
                          * nor a limit of the descriptor; static storage; else NULL */
};

/* Values that an argument may take. */
typedef enum ent_parameter_domain {
    ENT_PARAMETER_FINITE,
    ENT_PARAMETER_POSITIVE,     /* finite, above 0 */
    ENT_PARAMETER_NOT_NEGATIVE, /* finite, 0 or more */
    ENT_PARAMETER_WHOLE,        /* a whole number, 0 or more */
    ENT_PARAMETER_PROBABILITY,  /* [0, 1] */
    ENT_PARAMETER_REAL,         /* any number, infinite ones included */
    ENT_PARAMETER_WEIGHT,       /* finite, 0 or more; the weights of a distribution may not all be 0 */
    ENT_PARAMETER_DISTRIBUTION  /* a distribution instead of a number */
} ent_parameter_domain;

/* Order of an argument that repeats with each pair. */
typedef enum ent_parameter_order { ENT_ORDER_ANY, ENT_ORDER_RISING, ENT_ORDER_NOT_FALLING } ent_parameter_order;

typedef struct ent_parameter {
    const char *name; /* as in "the NAME must be above 0" */
    ent_parameter_domain domain;
    ent_parameter_order order;
} ent_parameter;

/* Argument `low` is at most argument `high`, or below it where strict. {0}: no constraint. */
typedef struct ent_parameter_limit {
    unsigned char low, high; /* positions in ent_distribution_kind.parameter */
    bool strict;
} ent_parameter_limit;

typedef enum ent_dist_shape {
    ENT_SHAPE_CONTINUOUS,
    ENT_SHAPE_POLYLINE, /* P(X <= x) is linear between the points (x[i], p[i]), with atoms at the first and the last */
    ENT_SHAPE_DISCRETE, /* the values are x[0], …, x[count - 1], or whole numbers from `low` where x is NULL */
    ENT_SHAPE_COMPOSITE /* as its components */
} ent_dist_shape;

/* Input of a kind's init. */
typedef struct ent_dist_input {
    const double *p; /* [count] parameters, already checked against the domains and limits of the descriptor */
    size_t count;
    const ent_dist *const *components; /* distributions among the arguments, in their order; borrowed */
    double *room;                      /* [kind->room * pairs] memory that lives as long as the distribution */
    ent_arena *arena;                  /* NULL for kinds without components where the distribution is used once */
} ent_dist_input;

/* Writes expressions as operators, for parameters that vary by row. The values are numbers chosen by the caller. */
typedef uint32_t ent_operand;
typedef struct ent_expression {
    void *context; /* first argument of both functions */
    /* Returns the operand of a constant. */
    ent_operand (*constant)(void *context, double value);
    /* Returns the operand of op(in[0], …, in[count - 1]). */
    ent_operand (*apply)(void *context, ent_op op, const ent_operand *in, size_t count);
} ent_expression;

/* Operands of a quantile with parameters that vary by row. */
typedef struct ent_dist_operands {
    const ent_operand *p; /* [arguments] parameters */
    ent_operand u;        /* uniform in (0, 1) */
    ent_operand z;        /* normal score of u */
    bool logit;           /* of an interval: both ends are probabilities, so logit-normal */
} ent_dist_operands;

struct ent_distribution_kind {
    /* Language. */
    ent_callable call;
    bool infix;                                   /* written `low to high` instead of as a call */
    ent_parameter parameter[ENT_KIND_PARAMETERS]; /* by position; kinds of pairs: the two arguments of each pair */
    ent_parameter_limit limit[ENT_KIND_PARAMETERS];
    bool arguments_are_values; /* the required arguments are values of the quantity itself, such as an end or a mode */

    /* Whether constant arguments are of a size that makes sense for the kind `instead` alone; NULL: never. `mistake` is
     * the message then. */
    bool (*mistaken)(const double *argument);
    const ent_distribution_kind *instead;
    const char *mistake;

    /* Description in words, a template:
     *   %1 to %4  an argument, of kinds of pairs an argument of the pair; %p1 as per cent where it is constant
     *   %w1       a weight as its share of all weights
     *   %d1       a distribution
     *   %m, %pm   the figure, plain or as per cent; %% a percent sign
     *   [text]    text that is left out where the figure is NaN
     *   {text}    text for each pair, separated by "; "
     * phrase returns the template where it depends on the arguments; figure computes a median or mean that readers can
     * verify. Both take the arguments, NaN if not constant; figure is only called if every argument is constant. */
    const char *words;
    const char *(*phrase)(const double *argument, bool logit);
    double (*figure)(const double *argument, bool logit);

    /* Mathematics. */
    ent_dist_shape shape;
    bool smooth;      /* the density is analytic within the support, so that short integrals of it are accurate */
    bool power_tails; /* P(X > x) decreases as a power of x */
    size_t room;      /* doubles that init needs for each pair of arguments */

    /* Fills in derived, low, high and the arrays; may change self->kind where the parameters make it another kind.
     * ENT_ERR_ARGUMENT, by ent_dist_refuse where the descriptor does not give the reason; ENT_ERR_NO_MEMORY. */
    int (*init)(ent_dist *self, const ent_dist_input *input);
    /* At x within the support: P(X <= x), P(X > x), density; with `open` P(X < x), P(X >= x). */
    ent_tails (*tails)(const ent_dist *self, double x, bool open);
    /* The tail at x, P(X > x) with `upper`, else P(X <= x), where it is below 1e-250. NULL: it is 0. */
    ent_log_tail (*log_tail)(const ent_dist *self, double x, bool upper);
    /* Quantile: see ent_dist_invert, 0 < p < 1. NULL: found by search. */
    double (*quantile)(const ent_dist *self, double p, bool upper, double guess);
    /* Mean; NULL: NaN. */
    double (*mean)(const ent_dist *self);

    /* Sampling. Kinds without `sample` and `from_score` are tabulated. */

    /* out[i] = quantile(u[i]), i < n; out may be u. */
    void (*sample)(const ent_dist *self, const ent_kernels *kernels, size_t n, const double *u, double *out);
    /* out[i] = quantile(Phi(z[i])), i < n; out may be z. */
    void (*from_score)(const ent_dist *self, const ent_kernels *kernels, size_t n, const double *z, double *out);
    /* Draws from a stream in one pass: see ent_dist_draw. */
    void (*draw)(const ent_dist *self, const ent_kernels *kernels, uint64_t key, uint64_t first, size_t n,
        const double *chosen, double *out);
    /* The quantile as an expression, NaN for parameters outside the domain. NULL: computed row by row by `quantile`. */
    ent_operand (*express)(const ent_expression *to, const ent_dist_operands *in);
    bool picks_component; /* pairs of weight and distribution: with formulas as weights one uniform picks the component
                           */
};

/* Whether a value lies in a domain. */
bool ent_parameter_fits(ent_parameter_domain domain, double value);

/* Whether argument i is a value of the quantity itself. */
bool ent_kind_is_value(const ent_distribution_kind *kind, size_t i);

/* Whether distributions are among the arguments. */
bool ent_kind_composite(const ent_distribution_kind *kind);

/* Whether parameters (those arguments that are numbers, and for an interval optionally 1 or 0 for logit-normal) have
 * the right number, lie in their domains and keep their limits. */
bool ent_kind_fits(const ent_distribution_kind *kind, const double *parameters, size_t count);

/* Whether a quantity of this distribution may be correlated with others: true for every kind but discrete ones, and
 * mixtures and truncations that contain one. (quantiles counts as continuous despite the atoms at its ends.) */
bool ent_dist_continuous(const ent_dist *self);

/* Whether every value is an atom. */
bool ent_dist_discrete(const ent_dist *self);

/* Whether some value is an atom. */
bool ent_dist_has_atoms(const ent_dist *self);

/* Sets the reason why parameters are refused (see ent_dist.refused) and returns ENT_ERR_ARGUMENT. */
int ent_dist_refuse(ent_dist *self, const char *reason);

/* Sets the ends of the support. */
void ent_dist_support(ent_dist *self, double low, double high);

/* out[i] = op(in[i]), i < n, for an operator of one argument; out may be in. */
void ent_column_apply(const ent_kernels *kernels, ent_op op, size_t n, const double *in, double *out);

/* Operators of one and two operands, and a value that is NaN where the condition is false. */
ent_operand ent_express_unary(const ent_expression *to, ent_op op, ent_operand a);
ent_operand ent_express_binary(const ent_expression *to, ent_op op, ent_operand a, ent_operand b);
ent_operand ent_express_where(const ent_expression *to, ent_operand condition, ent_operand value);

#endif
