/* Interval arithmetic for the value graph: bounds of an operator's result from bounds of its arguments. They decide
 * which guards and which tests for NaN can be left out, so they must never be too narrow; they need not be tight. */
#ifndef ENT_COMPILE_VALUE_BOUNDS_H
#define ENT_COMPILE_VALUE_BOUNDS_H

#include "kernels/kernels.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct ent_bounds {
    double low, high; /* the value lies in [low, high] unless it is NaN; infinite where unbounded */
    bool may_nan;
} ent_bounds;

/* Bounds of op(argument[0], …); `arguments` from 1 to 4. NaN propagates through all operators but comparisons and the
 * branch of a choice that is not taken. */
ent_bounds ent_bounds_of(ent_op op, const ent_bounds *argument, size_t arguments);

#endif
