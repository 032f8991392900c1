/* The text of one formula as a tree. */
#ifndef ENT_FORMULA_PARSE_H
#define ENT_FORMULA_PARSE_H

#include "base/arena.h"
#include "formula/formula_error.h"

#include <stddef.h>

struct ent_ast;

/* Limits that keep hostile text from overflowing the stack. Parentheses, calls, signs and exponents count as nesting;
 * the terms of a sum count towards the tree's height. */
enum { ENT_FORMULA_BYTES = 65536, ENT_FORMULA_NESTING = 200, ENT_FORMULA_HEIGHT = 1000 };

/* Parses a NUL-terminated formula. Names are not resolved. ENT_OK and *ast; ENT_ERR_SCENARIO and *error, *ast NULL;
 * or ENT_ERR_NO_MEMORY. */
int ent_formula_parse(const char *text, ent_arena *arena, struct ent_ast **ast, ent_formula_error *error);

#endif
