/* Operators of formulas in Kleene's three-valued logic, so that a NaN never passes for false. */
#ifndef ENT_COMPILE_CONDITIONS_H
#define ENT_COMPILE_CONDITIONS_H

#include "compile/compiler.h"

/* An operator or function of `arguments` values. Comparisons, `not` and the condition of `if` give NaN where an operand
 * is NaN; `and` and `or` do unless the other operand decides. */
ent_value ent_compile_operator(ent_compiler *self, ent_op op, const ent_value *argument, size_t arguments);

/* The truth value (0, 1 or NaN) of a number. */
ent_value ent_compile_truth(ent_compiler *self, ent_value value);

#endif
