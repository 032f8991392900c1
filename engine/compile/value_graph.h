/* The value graph: every distinct subexpression of a scenario is one node, with the rate at which it must be computed
 * and bounds of its value.
 *
 * A rate has two sides: the dependence of the value (on nothing, the world, the draw) and whether it also depends on
 * the month. A hazard of constants and `month` alone is one table of `horizon` numbers, and one of factors and `month`
 * is a table per world; only values that depend on both draw and month are computed in every month of every truce.
 *
 * The graph simplifies as it grows: operators of constants are folded, equal operators of equal arguments are one node
 * (hash-consing), and operators move into choices and out of powers so that their results can be computed at a slower
 * rate. */
#ifndef ENT_COMPILE_VALUE_GRAPH_H
#define ENT_COMPILE_VALUE_GRAPH_H

#include "base/arena.h"
#include "distribution/kind.h"
#include "kernels/kernels.h"
#include "model/value.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A node of a graph: its index. */
typedef uint32_t ent_value;
#define ENT_NO_VALUE UINT32_MAX

typedef struct ent_node {
    ent_node_kind kind;
    ent_op op; /* OP */
    ent_rate rate;
    bool monthly;  /* varies by month, of the truce or of the talks */
    bool by_round; /* of the talks: varies by month and by round */
    bool may_nan;  /* may be NaN in some rows */
    size_t arguments;
    ent_value *argument;                   /* [arguments] in the graph's arena; each precedes this node */
    double constant;                       /* CONSTANT: its value */
    double low, high;                      /* bounds of the value unless it is NaN; GUARD: the range enforced */
    uint64_t key;                          /* UNIFORM: key of the stream */
    const ent_dist *dist;                  /* SAMPLE, SAMPLE_Z: borrowed */
    const ent_distribution_kind *row_kind; /* SAMPLE_ROW */
    uint32_t index;                        /* INPUT: its number; GUARD: index of the guard in the model */
} ent_node;

typedef struct ent_value_graph {
    ent_arena *arena;           /* borrowed: owns the arguments */
    const ent_kernels *kernels; /* borrowed: folds operators of constants */
    ent_node *node;             /* [count]; node 0 stands in for nodes that could not be allocated */
    size_t count, capacity;
    uint32_t *bucket; /* [buckets] open hash table of the interned nodes: value + 1, or 0 */
    size_t buckets, interned;
    bool no_memory; /* an allocation failed: the graph is incomplete and must not be used */
} ent_value_graph;

/* Initialises an empty graph. arena and kernels must outlive it. Returns ENT_OK or ENT_ERR_NO_MEMORY; self may be freed
 * in both cases. */
int ent_value_graph_init(ent_value_graph *self, ent_arena *arena, const ent_kernels *kernels);

/* Frees the nodes; legal for a zeroed graph and any number of times. Argument lists stay in the arena. */
void ent_value_graph_free(ent_value_graph *self);

/* The functions below return the node of a value. They return ENT_NO_VALUE if an argument is ENT_NO_VALUE, and node 0,
 * with no_memory set, if an allocation fails, so that callers need not test every step. */

/* A constant; constants are distinguished by bits (0 and -0 are two nodes). */
ent_value ent_value_graph_constant(ent_value_graph *self, double value);

/* An operator of `arguments` values (1 to 4), simplified. */
ent_value ent_value_graph_op(ent_value_graph *self, ent_op op, const ent_value *argument, size_t arguments);
ent_value ent_value_graph_unary(ent_value_graph *self, ent_op op, ent_value a);
ent_value ent_value_graph_binary(ent_value_graph *self, ent_op op, ent_value a, ent_value b);

/* `yes` where condition is true (any nonzero number), else `no`. */
ent_value ent_value_graph_if(ent_value_graph *self, ent_value condition, ent_value yes, ent_value no);

/* The uniform in (0, 1) of a stream, one per world or per draw. */
ent_value ent_value_graph_uniform(ent_value_graph *self, uint64_t key, ent_rate rate);

/* A column that a stage's own code fills with numbers in [low, high]. `index` distinguishes inputs for a reader only:
 * inputs are never interned. */
ent_value ent_value_graph_input(
    ent_value_graph *self, uint32_t index, ent_rate rate, bool monthly, double low, double high);

/* The quantile of a constant distribution at a uniform, or (from_z) at Phi of a standard normal score. low, high:
 * bounds of the result. dist must outlive the program. */
ent_value ent_value_graph_sample(
    ent_value_graph *self, const ent_dist *dist, ent_value argument, bool from_z, double low, double high);

/* The quantile at a uniform of a distribution with at most 15 parameters that vary by row; NaN in rows whose parameters
 * are outside the domain. */
ent_value ent_value_graph_sample_row(ent_value_graph *self, const ent_distribution_kind *kind, ent_value uniform,
    const ent_value *parameter, size_t parameters);

/* `argument` clamped to [low, high], counted under guard number `guard`. Returns the argument itself where its bounds
 * show that it is always a number in the range. */
ent_value ent_value_graph_guard(ent_value_graph *self, ent_value argument, double low, double high, uint32_t guard);

/* Whether a value is a constant; *constant (if not NULL) is then set to it. */
bool ent_value_graph_is_constant(const ent_value_graph *self, ent_value value, double *constant);

/* Verifies the invariants: arguments precede the nodes that read them (so the graph is acyclic); a value is computed at
 * the rates of its arguments or a faster one, and monthly if one of them is; low <= high, or the value may be NaN;
 * a constant lies within its own bounds. Returns NULL, or a static text that names an invariant that does not hold.
 * For tests. */
const char *ent_value_graph_check(const ent_value_graph *self);

#endif
