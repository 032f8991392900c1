/* Checks of the constant arguments of distributions and functions. The parser checks constant expressions; the compiler
 * of models checks again after it has replaced names by numbers. */
#ifndef ENT_FORMULA_ARGUMENTS_H
#define ENT_FORMULA_ARGUMENTS_H

#include "formula/ast.h"

/* Checks one DISTRIBUTION or CALL that has the right number of arguments; every other node passes, and so do arguments
 * that are not constant. Returns the status of the sink: ENT_ERR_SCENARIO with the error at the wrong argument, or
 * ENT_ERR_NO_MEMORY. */
int ent_arguments_check(const ent_ast *self, ent_formula_sink *sink);

#endif
