/* Conditions and amounts: which formulas are true or false, and errors where one stands in the place of the other. */
#ifndef ENT_COMPILE_CONDITION_CHECK_H
#define ENT_COMPILE_CONDITION_CHECK_H

#include "compile/compiler.h"

/* Whether a node is a condition: a comparison; and, or, not; true, false, 0, 1; a name that is true or false;
 * bernoulli; a factor whose formula is a condition; if(c, a, b) of conditions a and b. Also true for names with an
 * error of their own. Factors must be compiled before. */
bool ent_compile_is_condition(const ent_compiler *self, const ent_ast *ast);

/* Adds an error for every number in a formula that stands where a condition belongs: the formula as a whole where
 * `whole`, operands of and, or, not, and the first argument of if. Adds an error where an amount (troops, months,
 * weights, hazards, shares) is as a whole a condition. Uses self->setting.quantity. Returns false after an error. */
bool ent_compile_check_conditions(ent_compiler *self, const ent_ast *ast, bool whole);

/* Adds an error where the formula whose mean a check takes is as a whole a condition, and for numbers inside it that
 * stand where conditions belong. Uses self->setting.quantity. */
void ent_compile_check_number(ent_compiler *self, const ent_ast *ast);

#endif
