/* Sums of numbers that come out the same in any order.
 *
 * Each number x is split into high + low with high a whole multiple of 2^-8 and low one of 2^-60, both by rounding to
 * nearest, and the two are summed as integers. So a sum is exact for numbers on the 2^-60 grid, each other number adds
 * an error of at most 2^-61, and addition and merging are associative and commutative. No count of numbers that fits
 * 64 bits can overflow. */
#ifndef ENT_TALLY_EXACT_SUM_H
#define ENT_TALLY_EXACT_SUM_H

#include "kernels/kernels.h"

#include <stddef.h>
#include <stdint.h>

__extension__ typedef __int128 ent_int128;
__extension__ typedef unsigned __int128 ent_uint128;

/* Numbers beyond it (2^42, some 4.4e12) count as it, with their sign, and NaN as +limit; `clipped` says how many. */
#define ENT_EXACT_SUM_LIMIT 0x1p42

/* Zeroed is empty; nothing to free. */
typedef struct ent_exact_sum {
    ent_int128 high;  /* in units of 2^-8 */
    ent_int128 low;   /* in units of 2^-60 */
    uint64_t count;   /* numbers added */
    uint64_t clipped; /* of these, beyond the limit */
} ent_exact_sum;

/* Adds one number. */
void ent_exact_sum_add(ent_exact_sum *self, double x);

/* Adds what ent_kernels.split_sum found with limit ENT_EXACT_SUM_LIMIT: a column at once. */
void ent_exact_sum_add_split(ent_exact_sum *self, const ent_split_sum *part);

/* Adds `count` times the same number, exactly as count single additions would. */
void ent_exact_sum_add_repeated(ent_exact_sum *self, double x, uint64_t count);

void ent_exact_sum_merge(ent_exact_sum *self, const ent_exact_sum *other);

/* The sum over the count, and over any other count > 0 (for numbers that were 0 and so never added), rounded once from
 * the exact integers (to nearest, ties to even). So n equal numbers on the 2^-60 grid have exactly that mean. NaN
 * where the count is 0. */
double ent_exact_sum_mean(const ent_exact_sum *self);
double ent_exact_sum_over(const ent_exact_sum *self, uint64_t count);

#endif
