/* The queries of the headline and of checks. */
#ifndef ENT_FORMULA_QUERY_H
#define ENT_FORMULA_QUERY_H

#include "base/arena.h"
#include "formula/ast.h"

#include <stdbool.h>

/* `EVENT`, `EVENT given CONDITION`, or `mean(MEASURE)`. */
typedef struct ent_query {
    ent_ast *event;      /* of a mean the name of the measure */
    ent_ast *given;      /* NULL: no condition */
    const char *measure; /* name of the measure, in the arena; NULL: a probability, or the mean of a formula */
} ent_query;

/* `P(EVENT) < 0.9`, `P(EVENT given CONDITION) < 0.9 in VARIANT` or `P(EVENT) < P(EVENT given CONDITION)`; with `E(` in
 * place of `P(` the same of the mean of a number, with `mean(MEASURE)` of that of a measure. Both sides are of one
 * kind.
 */
typedef struct ent_check {
    bool is_mean;     /* E: the queries' events are numbers, whose means are compared; or … */
    bool of_measures; /* … mean: those of measures */
    ent_query query;
    ent_query other;                       /* the second probability or mean; event NULL: the check has a bound */
    ent_ast_kind op;                       /* ENT_AST_EQ to ENT_AST_GE */
    double bound;                          /* probability in [0, 1], or any finite mean; 0 with a second query */
    const char *variant;                   /* name of a variant, in the arena; NULL: the scenario without variant */
    size_t variant_offset, variant_length; /* position of the name in the text, in bytes */
} ent_check;

/* Number of probabilities or means in a check: 1 or 2. */
size_t ent_check_queries(const ent_check *check);

/* Parse a NUL-terminated text into the arena. Errors as those of ent_formula_parse; offsets count from the start of
 * `text`. */
int ent_query_parse(const char *text, ent_arena *arena, ent_query *query, ent_formula_error *error);
int ent_check_parse(const char *text, ent_arena *arena, ent_check *check, ent_formula_error *error);

#endif
