/* Sums of numbers of any size that do not depend on the order of additions.
 *
 * A number is written with digits of 30 bits at fixed places, and the digits of each place are summed as integers. Of
 * all places a sum keeps the ENT_WIDE_DIGITS that come first in its largest number; digits below them are left out, so
 * the part left out depends on the numbers alone, not on their order (after Demmel and Nguyen, Parallel Reproducible
 * Summation, 2015, with integers in place of doubles). A sum is off by less than 2^-90 of its largest number for each
 * number; sums of whole numbers, and of n equal ones, are exact. */
#ifndef ENT_TALLY_WIDE_SUM_H
#define ENT_TALLY_WIDE_SUM_H

#include "tally/double_double.h"
#include "tally/exact_sum.h"

#include <stdint.h>

enum {
    ENT_WIDE_DIGITS = 5,
    ENT_WIDE_DIGIT_BITS = 30,
    ENT_WIDE_TOP = 160 /* no place is above it */
};

/* A sum of fewer than 2^32 finite numbers, or of their squares. A zeroed struct is the empty sum; nothing to free. */
typedef struct ent_wide_sum {
    int64_t digit[ENT_WIDE_DIGITS]; /* from the highest place down */
    int32_t top;                    /* place of the first digit */
} ent_wide_sum;

/* The sum of many such sums of one kind. */
typedef struct ent_wide_total {
    ent_int128 digit[ENT_WIDE_DIGITS];
    int32_t top;
} ent_wide_total;

/* Adds a finite number to a sum of numbers. */
void ent_wide_sum_add(ent_wide_sum *self, double x);

/* Adds the square of a finite number to a sum of squares, without rounding it. */
void ent_wide_sum_add_square(ent_wide_sum *self, double x);

/* Adds another sum of the same kind. Both together must have fewer than 2^32 numbers. */
void ent_wide_sum_merge(ent_wide_sum *self, const ent_wide_sum *other);

/* Adds a sum of the same kind to a total. */
void ent_wide_total_add(ent_wide_total *self, const ent_wide_sum *sum);

/* Returns the sum of numbers below 2^120, or of their squares. */
ent_double_double ent_wide_total_value(const ent_wide_total *self);
ent_double_double ent_wide_total_squares(const ent_wide_total *self);

/* Returns sum / count, rounded to nearest but for ties that 106 bits cannot tell. count > 0, below 2^53. */
double ent_wide_mean(ent_double_double sum, uint64_t count);

#endif
