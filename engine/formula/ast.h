/* A formula as a tree. Nodes and strings are owned by the arena that the formula was parsed into. */
#ifndef ENT_FORMULA_AST_H
#define ENT_FORMULA_AST_H

#include "base/arena.h"
#include "formula/formula_error.h"
#include "formula/number.h"
#include "formula/vocabulary.h"

#include <stdbool.h>
#include <stddef.h>

/* Limits that keep recursion over a tree, and over hostile text, within the stack. Parentheses, calls, signs and
 * exponents count as nesting; the terms of a sum count towards the height of the tree. */
enum { ENT_FORMULA_BYTES = 65536, ENT_FORMULA_NESTING = 200, ENT_FORMULA_HEIGHT = 1000 };

typedef enum ent_ast_kind {
    ENT_AST_NUMBER, /* number; percent; text: "true", "false" or "inf" where written so, else NULL */
    ENT_AST_STRING, /* text: the content; only as one side of EQ or NE, with a NAME on the other */
    ENT_AST_DATE, /* a calendar month; text: "2026-12"; number: of the month (formula/calendar.h) or, once the start of
                     the talks is known, months since then */
    ENT_AST_NAME, /* text: the dotted name, not resolved; never a word of the vocabulary */
    ENT_AST_NOT,  /* 1 argument */
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
    ENT_AST_CALL,        /* function; the right number of arguments */
    ENT_AST_DISTRIBUTION /* distribution, ordinal; arguments, valid as far as they are constant */
} ent_ast_kind;

typedef struct ent_ast {
    ent_ast_kind kind;
    double number;                             /* NUMBER: the value, so 0.35 for "35%" */
    bool percent;                              /* NUMBER: written with % */
    char suffix;                               /* NUMBER: '%', 'k', 'M' or 'B'; 0 where written without */
    const char *text;                          /* see the kinds */
    ent_function function;                     /* CALL */
    const ent_distribution_kind *distribution; /* DISTRIBUTION */
    struct ent_ast **argument;
    size_t arguments;
    size_t offset, length; /* bytes of the formula, parentheses around the node included */
    size_t ordinal;        /* DISTRIBUTION: its position among the formula's distributions, from 0, in order of
                              appearance, an outer one before those in its arguments; see ent_stream_make */
    bool unknown;          /* DISTRIBUTION: written within unknown(...), so drawn once a world; the bytes of the node
                              are those of unknown(...) */
    bool logit_interval;   /* DISTRIBUTION of kind INTERVAL: both ends are written with %, so logit-normal */
    size_t height;         /* 1 for a leaf; at most ENT_FORMULA_HEIGHT in a parsed tree, so recursion is safe */
} ent_ast;

/* Calls visit for every node, parents first, arguments from left to right, until it returns a nonzero value. Returns
 * the value of the last call. */
typedef int (*ent_ast_visitor)(const ent_ast *node, void *context);
int ent_ast_walk(const ent_ast *self, ent_ast_visitor visit, void *context);

/* Makes the dates of a tree count from a month, as parsed they count from January of the year 0. Returns the first date
 * in the tree; NULL without one. */
const ent_ast *ent_ast_set_start(ent_ast *self, double start);

/* Whether a tree consists of numbers, dates, operators and functions alone; *value is then its value, which may be
 * infinite or NaN. weibull_hazard is not constant, since it needs the month. The value is the same on every processor.
 */
bool ent_ast_constant(const ent_ast *self, double *value);

/* Whether the whole formula is a comparison, `and`, `or`, `not`, or one of the words true and false. */
bool ent_ast_is_truth(const ent_ast *self);

/* Verifies the invariants of a parsed tree of a formula of `length` bytes: every node lies within its parent's bytes,
 * heights are right, calls and distributions have the right number of arguments, and distributions are numbered in
 * order of appearance. */
bool ent_ast_check(const ent_ast *self, size_t length);

#endif
