#ifndef ENT_TALLY_MEAN_H
#define ENT_TALLY_MEAN_H

#include <stddef.h>

/* Returns the mean of x[count], finite numbers; 0 for count = 0. By the recurrence m += (x[i] - m) / (i + 1) (Welford,
 * "Note on a method for calculating corrected sums of squares and products", Technometrics 4, 1962) in numbers of 64
 * significant bits, rounded to nearest even: the arithmetic of x86's extended format, here in integers, so that all
 * processors give the same bits. (GSL's gsl_stats_mean has this precision on x86 only.) */
double ent_mean(const double *x, size_t count);

#endif
