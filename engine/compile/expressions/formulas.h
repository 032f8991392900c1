/* Formulas to values: numbers, names, operators, functions, distributions. */
#ifndef ENT_COMPILE_FORMULAS_H
#define ENT_COMPILE_FORMULAS_H

#include "compile/compiler.h"

/* The value of a node of the current setting's formula; after an error an unknown value. */
ent_value ent_compile_expression(ent_compiler *self, const ent_ast *ast);

/* The value of a whole formula. score: the correlated standard normal score that the formula, if it is one
 * distribution, must follow; else ENT_NO_VALUE. */
ent_value ent_compile_formula(ent_compiler *self, const ent_ast *ast, ent_value score);

#endif
