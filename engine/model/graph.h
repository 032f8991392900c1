/* The value graph: every subexpression of a scenario once, with the rate at which it must be evaluated.
 *
 * A rate has two sides: what it depends on (constant, world, draw) and whether it also depends on the month. So a
 * hazard of constants and `month` alone is a table of `horizon` numbers, and one of factors and `month` a table a
 * world; only what depends on draw and month is evaluated in every month of every draw. */
#ifndef ENT_MODEL_GRAPH_H
#define ENT_MODEL_GRAPH_H

#include "base/arena.h"
#include "math/kernels.h"
#include "random/kind.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint32_t ent_value; /* a node of a graph */
#define ENT_NO_VALUE UINT32_MAX

typedef enum ent_rate { ENT_RATE_CONSTANT, ENT_RATE_WORLD, ENT_RATE_DRAW } ent_rate;

typedef enum ent_node_kind {
    ENT_NODE_CONSTANT,
    ENT_NODE_OP,       /* a kernel of the arguments */
    ENT_NODE_UNIFORM,  /* the uniform of a stream at the world's or draw's number */
    ENT_NODE_SAMPLE,   /* a distribution of constant parameters; argument: uniform */
    ENT_NODE_SAMPLE_Z, /* the same; argument: normal score */
    ENT_NODE_SAMPLE_ROW, /* parameters that vary by row; arguments: uniform, parameters */
    ENT_NODE_INPUT,    /* filled in by a stage's own code */
    ENT_NODE_ABOVE,    /* a coupled score above the argument; among instructions only (model/compile_rough.c) */
    ENT_NODE_DRAW,     /* a uniform and its distribution at once, where the argument is true; among instructions only */
    ENT_NODE_SUM,      /* of all arguments, in their order; among instructions only (model/compile_fuse.c) */
    ENT_NODE_GUARD     /* the argument kept within [low, high]; counts what had to be moved, and what is no number */
} ent_node_kind;

typedef struct ent_node {
    ent_node_kind kind;
    ent_op op;
    ent_rate rate;
    bool monthly;
    bool may_nan;
    size_t arguments;
    ent_value *argument;
    double constant;
    double low, high; /* bounds of the value, for leaving out guards; of a GUARD also what it enforces */
    uint64_t key;     /* UNIFORM: the stream */
    const ent_dist *dist;
    const ent_distribution_kind *row_kind;
    uint32_t index; /* INPUT: its number; GUARD: the guard's */
} ent_node;

typedef struct ent_graph {
    ent_arena *arena; /* borrowed */
    const ent_kernels *kernels;
    ent_node *node;
    size_t count, capacity;
    uint32_t *bucket; /* hash table of op nodes: value + 1, 0 empty */
    size_t buckets, interned;
    bool no_memory;
} ent_graph;

int ent_graph_init(ent_graph *self, ent_arena *arena, const ent_kernels *kernels);
void ent_graph_free(ent_graph *self);

/* Each returns the node; one that stands in for it, with no_memory set, where memory is out; ENT_NO_VALUE where an
 * argument is. Operators of
 * constants are folded; equal operators of equal arguments are one node. */
ent_value ent_graph_constant(ent_graph *self, double value);
ent_value ent_graph_op(ent_graph *self, ent_op op, const ent_value *argument, size_t arguments);
ent_value ent_graph_unary(ent_graph *self, ent_op op, ent_value a);
ent_value ent_graph_binary(ent_graph *self, ent_op op, ent_value a, ent_value b);
ent_value ent_graph_if(ent_graph *self, ent_value condition, ent_value yes, ent_value no);
ent_value ent_graph_uniform(ent_graph *self, uint64_t key, ent_rate rate);
ent_value ent_graph_input(ent_graph *self, uint32_t index, ent_rate rate, bool monthly, double low, double high);
ent_value ent_graph_sample(ent_graph *self, const ent_dist *dist, ent_value argument, bool from_z, double low,
    double high);
ent_value ent_graph_sample_row(ent_graph *self, const ent_distribution_kind *kind, ent_value uniform,
    const ent_value *parameter, size_t parameters);
/* The argument itself where its bounds show that it cannot leave [low, high] nor be NaN. */
ent_value ent_graph_guard(ent_graph *self, ent_value argument, double low, double high, uint32_t guard);

/* Whether a node is a constant, and which. */
bool ent_graph_is_constant(const ent_graph *self, ent_value value, double *constant);

#endif
