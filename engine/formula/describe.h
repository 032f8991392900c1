/* The description of a formula in words, so that an analyst can verify how the program reads it. */
#ifndef ENT_FORMULA_DESCRIBE_H
#define ENT_FORMULA_DESCRIBE_H

#include "base/arena.h"
#include "formula/ast.h"

/* Returns one line of UTF-8 in the arena; NULL when memory is out. `8k to 15k` gives
 * "between 8,000 and 15,000 (90% interval, lognormal, median 10,954)". */
char *ent_ast_describe(const ent_ast *self, ent_arena *arena);

#endif
