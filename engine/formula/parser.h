/* The grammar: tokens to a tree. Internal to engine/formula; formulas, headlines and checks start here. */
#ifndef ENT_FORMULA_PARSER_H
#define ENT_FORMULA_PARSER_H

#include "formula/ast.h"
#include "formula/token.h"

typedef struct ent_parser {
    ent_formula_sink report;
    ent_lexer lexer;
    ent_token token;    /* the next one, not yet taken */
    ent_token previous; /* the last one taken; END before the first */
    size_t nesting;
    size_t distributions; /* numbered so far */
} ent_parser;

/* Starts at byte `position` of text. The parser must not be moved afterwards. Statuses are the report's. */
int ent_parser_start(ent_parser *self, const char *text, size_t position, ent_arena *arena, ent_formula_error *error);

/* Takes the current token and reads the next. */
int ent_parser_advance(ent_parser *self);

/* One expression, up to the first token that does not continue it. NULL on failure, see the report. Strings and
 * distributions in it are not yet looked at: see ent_parser_finish. */
ent_ast *ent_parser_expression(ent_parser *self);

/* Numbers the distributions of a tree and checks what needs the whole of it: where strings stand, and the constant
 * arguments of distributions and functions. */
int ent_parser_finish(ent_parser *self, ent_ast *root);

#endif
