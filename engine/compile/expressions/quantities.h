/* Settings to values: the formula of a quantity, guarded so that the value stays in the range of its meaning. */
#ifndef ENT_COMPILE_QUANTITIES_H
#define ENT_COMPILE_QUANTITIES_H

#include "compile/compiler.h"

/* The guarded value of a quantity whose formula is not NULL, recorded for `check` and `explain`. score: the correlated
 * standard normal score that its single distribution must follow, or ENT_NO_VALUE. After an error it may be unknown. */
ent_value ent_compile_quantity(ent_compiler *self, const ent_quantity *quantity, ent_value score);

/* The truth value of a headline's or check's event. Under a condition (given not NULL) the event must hold together
 * with the condition, whose truth value is stored in *condition; else ENT_NO_VALUE is. Guards keep a pointer to
 * quantity. */
/* Compiles a named value by itself, to check it; shown: to record it too. Settings that read it compile its formula in
 * place, and guard their own results, so it has no guard of its own. */
ent_value ent_compile_named_value(ent_compiler *self, const ent_quantity *quantity, bool shown);

ent_value ent_compile_event(
    ent_compiler *self, const ent_quantity *quantity, const ent_ast *event, const ent_ast *given, ent_value *condition);

/* The number whose mean a check is about, and its condition as above. It is not guarded: the tally counts draws in
 * which it is no finite number. */
ent_value ent_compile_mean(ent_compiler *self, const ent_quantity *quantity, const ent_ast *number,
    const ent_ast *given, ent_value *condition);

/* 1 where the Bernoulli trial of the setting `path` succeeds, with probability `chance`: u > 1 - chance for the uniform
 * u of its stream, or, with a correlated score z, z > Phi^-1(1 - chance). */
ent_value ent_compile_chance(ent_compiler *self, const char *path, ent_value chance, ent_rate rate, ent_value score);

/* Compiles a measure, and its condition to *condition (ENT_NO_VALUE: it always holds). The value is 0 where the
 * condition does not hold, so that it need not be a number there. */
ent_value ent_compile_measure(ent_compiler *self, const ent_measure *measure, ent_value *condition);

#endif
