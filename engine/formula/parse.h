/* Parsing the text of a formula to a tree. */
#ifndef ENT_FORMULA_PARSE_H
#define ENT_FORMULA_PARSE_H

#include "formula/ast.h"

/* Parses a NUL-terminated formula into the arena. Names are not resolved. ENT_ERR_SCENARIO with *error set and *ast
 * NULL, or ENT_ERR_NO_MEMORY. */
int ent_formula_parse(const char *text, ent_arena *arena, ent_ast **ast, ent_formula_error *error);

#endif
