/* Checks of the constant arguments of distributions and functions. The parser checks those that are written as numbers;
 * the compiler of models checks again when names have become numbers. */
#ifndef ENT_FORMULA_ARGUMENTS_H
#define ENT_FORMULA_ARGUMENTS_H

#include "formula/ast.h"

/* Checks one DISTRIBUTION or CALL that has the right number of arguments; every other node passes, and so do arguments
 * that are not constant. Returns the status of the report (ENT_ERR_SCENARIO, ENT_ERR_NO_MEMORY), whose error points at
 * the wrong argument. */
int ent_arguments_check(const ent_ast *self, ent_formula_report *report);

#endif
