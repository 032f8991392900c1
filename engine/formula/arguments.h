/* The constant arguments of distributions and functions, checked as far as a parser can.
 * The compiler of models asks again when it knows what names stand for. */
#ifndef ENT_FORMULA_ARGUMENTS_H
#define ENT_FORMULA_ARGUMENTS_H

#include "formula/ast.h"

/* Checks one DISTRIBUTION or CALL of the right number of arguments (any other node is right). Arguments that are not
 * constant pass. The status of the report, which points at the argument that is wrong. */
int ent_arguments_check(const ent_ast *self, ent_formula_sink *report);

#endif
