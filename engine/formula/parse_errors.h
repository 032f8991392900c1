/* What to say when a token does not fit. Internal to engine/formula. */
#ifndef ENT_FORMULA_PARSE_ERRORS_H
#define ENT_FORMULA_PARSE_ERRORS_H

#include "formula/parser.h"

/* Each records a failure at the parser's current token and returns the status. */

/* A value should start here. */
int ent_parse_error_no_value(ent_parser *self);

/* An expression is complete, and neither an operator nor what should end it follows. opener: the token of the
 * parenthesis the expression stands in, NULL for none; in_call: that of a function. */
int ent_parse_error_no_operator(ent_parser *self, const ent_token *opener, bool in_call);

/* `name(`, but no such function. */
int ent_parse_error_unknown_function(ent_parser *self, const ent_token *name);

/* A function's or distribution's name without parenthesis. */
int ent_parse_error_no_parenthesis(ent_parser *self, const ent_token *name, const ent_callable *callable);

/* A wrong number of arguments. */
int ent_parse_error_arity(ent_parser *self, const ent_ast *call, const ent_callable *callable);

/* left OP right OP ...: comparisons and `to` do not chain. second: the token of the second operator. */
int ent_parse_error_chain(ent_parser *self, const ent_ast *left, const ent_token *second, const ent_ast *right);

#endif
