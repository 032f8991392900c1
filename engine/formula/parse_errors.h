/* Messages about syntax errors. Internal to engine/formula. */
#ifndef ENT_FORMULA_PARSE_ERRORS_H
#define ENT_FORMULA_PARSE_ERRORS_H

#include "formula/cursor.h"

/* Each records an error, by default at the current token, and returns the status: ENT_ERR_SCENARIO or
 * ENT_ERR_NO_MEMORY. */

/* A value was expected. */
int ent_parse_error_no_value(ent_parser *self);

/* An operator or the end of the expression was expected. opener: the token of the innermost open parenthesis, NULL for
 * none; in_call: it is the parenthesis of a call. */
int ent_parse_error_no_operator(ent_parser *self, const ent_token *opener, bool in_call);

/* `name(` where no function or distribution has the name. */
int ent_parse_error_unknown_function(ent_parser *self, const ent_token *name);

/* The name of a function or distribution without a parenthesis. */
int ent_parse_error_no_parenthesis(ent_parser *self, const ent_token *name, const ent_callable *callable);

/* The number of arguments is wrong. */
int ent_parse_error_arity(ent_parser *self, const ent_ast *call, const ent_callable *callable);

/* The argument of `unknown` is not a distribution. */
int ent_parse_error_not_unknown(ent_parser *self, const ent_ast *argument);

/* left OP right OP ...: comparisons and `to` cannot be chained. second: the token of the second operator. */
int ent_parse_error_chain(ent_parser *self, const ent_ast *left, const ent_token *second, const ent_ast *right);

#endif
