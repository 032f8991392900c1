/* The grammar: from tokens to a tree, by precedence climbing. Internal to engine/formula; formulas, headlines and
 * checks are parsed with it. */
#ifndef ENT_FORMULA_PARSER_H
#define ENT_FORMULA_PARSER_H

#include "formula/cursor.h"

/* Parses one expression, up to the first token that does not continue it. NULL on failure, with the sink's error set.
 * Strings and distributions are not checked yet: see ent_parser_finish. */
ent_ast *ent_parser_expression(ent_parser *self);

/* Numbers the distributions of a tree and checks it as a whole: the use of strings, and the constant arguments of
 * distributions and functions. ENT_ERR_SCENARIO, ENT_ERR_NO_MEMORY. */
int ent_parser_finish(ent_parser *self, ent_ast *root);

#endif
