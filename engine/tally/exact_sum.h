/* Exact sums: doubles added as integers in fixed point, so that the order of adding does not matter and sums of parts
 * merge to the sum of the whole, to the last bit. */
#ifndef ENT_TALLY_EXACT_SUM_H
#define ENT_TALLY_EXACT_SUM_H

#include <stddef.h>
#include <stdint.h>

__extension__ typedef __int128 ent_int128;

/* Resolution 2^-44 (5.7e-14); a value is held at 2^62 in size, and 2^20 such values fit at least. */
typedef struct ent_exact_sum {
    ent_int128 sum;
    uint64_t count;
} ent_exact_sum;

void ent_exact_sum_add(ent_exact_sum *self, double x);

/* Adds x[i] where mask[i] is not 0 (mask NULL: everywhere). */
void ent_exact_sum_add_where(ent_exact_sum *self, size_t n, const double *x, const double *mask);

void ent_exact_sum_merge(ent_exact_sum *self, const ent_exact_sum *other);

/* NaN for nothing. */
double ent_exact_sum_mean(const ent_exact_sum *self);

#endif
