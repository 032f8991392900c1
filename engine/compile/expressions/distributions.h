/* Distributions of formulas. One with constant parameters becomes a prepared distribution object; one with a closed
 * quantile function becomes operators, so its parameters may be formulas; the rest is inverted row by row. */
#ifndef ENT_COMPILE_DISTRIBUTIONS_H
#define ENT_COMPILE_DISTRIBUTIONS_H

#include "compile/compiler.h"

/* The value of a distribution node of the current setting. score: the correlated standard normal score that it must
 * follow, or ENT_NO_VALUE for a stream of its own. Compiles its arguments with self->expression. */
ent_value ent_compile_distribution(ent_compiler *self, const ent_ast *ast, ent_value score);

#endif
