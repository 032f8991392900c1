/* A formula in words, for an analyst who checks what the program understood. */
#ifndef ENT_FORMULA_DESCRIBE_H
#define ENT_FORMULA_DESCRIBE_H

#include "base/arena.h"
#include "formula/ast.h"

/* UTF-8, one line, in the arena; NULL when memory is out. `8k to 15k` gives
 * "between 8,000 and 15,000 (90% interval, lognormal, median 10,954)". */
char *ent_ast_describe(const ent_ast *self, ent_arena *arena);

#endif
