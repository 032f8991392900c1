/* A formula as a tree. Nodes and strings are owned by the arena the formula was parsed into. */
#ifndef ENT_FORMULA_AST_H
#define ENT_FORMULA_AST_H

#include "base/arena.h"
#include "formula/formula_error.h"
#include "formula/number.h"
#include "formula/parse.h"
#include "formula/vocabulary.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum ent_ast_kind {
    ENT_AST_NUMBER, /* number; percent; text: "true", "false" or "inf" where written so, else NULL */
    ENT_AST_STRING, /* text: the content; only ever one side of EQ or NE, with a NAME on the other */
    ENT_AST_NAME,   /* text: the dotted name; not yet resolved, never a word of the vocabulary */
    ENT_AST_NOT,    /* 1 argument */
    ENT_AST_NEGATE, /* 1 argument */
    ENT_AST_OR,     /* OR to POW: 2 arguments */
    ENT_AST_AND,
    ENT_AST_EQ,
    ENT_AST_NE,
    ENT_AST_LT,
    ENT_AST_LE,
    ENT_AST_GT,
    ENT_AST_GE,
    ENT_AST_ADD,
    ENT_AST_SUB,
    ENT_AST_MUL,
    ENT_AST_DIV,
    ENT_AST_POW,
    ENT_AST_CALL,        /* function; its arguments, of which there are as many as it takes */
    ENT_AST_DISTRIBUTION /* distribution, ordinal; its arguments, valid as far as they are constant */
} ent_ast_kind;

typedef struct ent_ast {
    ent_ast_kind kind;
    double number;                      /* NUMBER: the value, so 0.35 for "35%" */
    bool percent;                       /* NUMBER: written with % */
    const char *text;                   /* see the kinds */
    ent_function function;              /* CALL */
    ent_distribution_kind distribution; /* DISTRIBUTION */
    struct ent_ast **argument;
    size_t arguments;
    size_t offset, length; /* bytes of the formula, parentheses around the node included */
    size_t ordinal;        /* DISTRIBUTION: its number among the formula's, from 0, in order of appearance, an outer one
                              before those in its arguments: the position in its random address */
    bool logit_interval;   /* DISTRIBUTION of kind INTERVAL: both ends are written with %, so logit-normal */
    size_t height;         /* 1 for a leaf; a parsed tree has at most ENT_FORMULA_HEIGHT, so recursion is safe */
} ent_ast;

/* Calls visit for every node, parents first, arguments from left to right, until it returns other than 0. Returns what
 * the last call returned. */
typedef int (*ent_ast_visitor)(const ent_ast *node, void *context);
int ent_ast_walk(const ent_ast *self, ent_ast_visitor visit, void *context);

/* Whether a tree is made of numbers, operators and functions alone, and then its value (it may be infinite or NaN).
 * weibull_hazard never is: it needs the month. The same on every processor, for it may become part of a draw (rho). */
bool ent_ast_constant(const ent_ast *self, double *value);

#endif
