#ifndef ENT_TALLY_MEAN_H
#define ENT_TALLY_MEAN_H

#include <stddef.h>

/* Returns the mean of x[count], NaN for count = 0. The sum is accumulated in double-double arithmetic (a relative error
 * of about count * 2^-104 of the sum of absolute values), so the result is the correctly rounded mean but for numbers that
 * cancel to that order. Every operation is IEEE 754's in double: the same bits on every processor. Finite numbers whose
 * sum does not overflow. */
double ent_mean(const double *x, size_t count);

#endif
