/* Sums of numbers that do not depend on the order of additions.
 *
 * Each number x is split into high + low, high a multiple of 2^-8 and low a multiple of 2^-60, both rounded to nearest,
 * and the two are summed as integers: a fixed-point superaccumulator with two digits (after Kulisch; see Demmel and
 * Nguyen, Parallel Reproducible Summation, 2015, for the vectorised splitting). So a sum is exact for multiples of
 * 2^-60, any other number adds an error of at most 2^-61, and addition and merging are associative and commutative. No
 * count of numbers that fits 64 bits overflows. */
#ifndef ENT_TALLY_EXACT_SUM_H
#define ENT_TALLY_EXACT_SUM_H

#include "kernels/kernels.h"

#include <stddef.h>
#include <stdint.h>

__extension__ typedef __int128 ent_int128;
__extension__ typedef unsigned __int128 ent_uint128;

/* Largest magnitude of a summand, 2^42 (4.4e12). A number beyond it counts as the limit with its sign, and NaN as
 * +limit; `clipped` is the number of such summands. */
#define ENT_EXACT_SUM_LIMIT 0x1p42

/* A sum in the unit of its summands. A zeroed struct is the empty sum; nothing to free. */
typedef struct ent_exact_sum {
    ent_int128 high;  /* in units of 2^-8 */
    ent_int128 low;   /* in units of 2^-60 */
    uint64_t count;   /* number of summands */
    uint64_t clipped; /* number of summands beyond the limit, and of NaN */
} ent_exact_sum;

/* Adds one number. */
void ent_exact_sum_add(ent_exact_sum *self, double x);

/* Adds a column that ent_kernels.split_sum summed with the limit ENT_EXACT_SUM_LIMIT. */
void ent_exact_sum_add_split(ent_exact_sum *self, const ent_split_sum *split);

/* Adds the same number `count` times, with the result of `count` single additions. */
void ent_exact_sum_add_repeated(ent_exact_sum *self, double x, uint64_t count);

/* Adds another sum. */
void ent_exact_sum_merge(ent_exact_sum *self, const ent_exact_sum *other);

/* Returns the mean, rounded once from the exact integers (to nearest, ties to even), so n equal multiples of 2^-60 have
 * exactly that mean. NaN for the empty sum. */
double ent_exact_sum_mean(const ent_exact_sum *self);

/* Returns the sum divided by any count, as for summands that were 0 and never added; rounded as the mean. The result
 * must be below 2^66. NaN for a count of 0. */
double ent_exact_sum_over(const ent_exact_sum *self, uint64_t count);

#endif
