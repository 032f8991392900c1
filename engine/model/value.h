/* Values and the columns that hold them: the vocabulary shared by the value graph (compile time) and by programs (run
 * time). */
#ifndef ENT_MODEL_VALUE_H
#define ENT_MODEL_VALUE_H

#include <stdint.h>

/* The slowest loop in which a value can be computed, in ascending order. Whether it also varies by month is a separate
 * flag. */
typedef enum ent_rate {
    ENT_RATE_CONSTANT, /* the same in the whole run */
    ENT_RATE_WORLD,    /* one number per world */
    ENT_RATE_DRAW      /* one number per draw (replication) */
} ent_rate;

/* The kinds of graph nodes and of instructions. The last three exist only among instructions: they replace groups of
 * simpler instructions once the program is laid out. */
typedef enum ent_node_kind {
    ENT_NODE_CONSTANT,
    ENT_NODE_OP,            /* an elementwise operator (ent_op) of the arguments */
    ENT_NODE_UNIFORM,       /* the uniform of a stream at the row's number */
    ENT_NODE_SAMPLE,        /* inverse cdf of a distribution of constant parameters; argument: uniform */
    ENT_NODE_SAMPLE_Z,      /* the same; argument: standard normal score */
    ENT_NODE_SAMPLE_ROW,    /* inverse cdf, parameters vary by row; arguments: uniform, then the parameters */
    ENT_NODE_INPUT,         /* a column filled by a stage's own code; as an instruction: does nothing */
    ENT_NODE_GUARD,         /* the argument clamped to [low, high]; counts the rows clamped and the NaN */
    ENT_NODE_SCORE_ABOVE,   /* whether a correlated normal score exceeds the argument (passes/approximate_scores.c) */
    ENT_NODE_SAMPLE_STREAM, /* UNIFORM and SAMPLE in one, where the argument is true (passes/fusion.c) */
    ENT_NODE_SUM            /* the sum of all arguments, added in their order (passes/fusion.c) */
} ent_node_kind;

/* A column of a space (model/program.h). */
typedef uint32_t ent_register;
#define ENT_NO_REGISTER UINT32_MAX

#endif
