/* Numbers on their way into a sum and a histogram: counted many at a time, since a histogram is larger than the fastest
 * cache and a block of rows touches each of its bins hardly once. Which numbers are counted together changes nothing:
 * both are free of order. */
#ifndef ENT_TALLY_BATCH_H
#define ENT_TALLY_BATCH_H

#include "kernels/kernels.h"
#include "tally/exact_sum.h"
#include "tally/histogram.h"

#include <stddef.h>

/* Numbers that wait at most, and that may be added at once. */
enum { ENT_BATCH_NUMBERS = 1024, ENT_BATCH_ROWS = 1024 };

/* Zeroed may be freed. */
typedef struct ent_batch {
    double *number; /* [ENT_BATCH_NUMBERS + ENT_BATCH_ROWS + ENT_CHOOSE_ROOM] */
    size_t count;
} ent_batch;

/* ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_batch_init(ent_batch *self);
void ent_batch_free(ent_batch *self);

/* Adds x[i] where mask[i] is not 0, rows <= ENT_BATCH_ROWS; counts all that wait when they are many. */
void ent_batch_add(ent_batch *self, const ent_kernels *kernels, size_t rows, const double *x, const double *mask,
    ent_exact_sum *sum, ent_histogram *histogram);

/* Counts all that wait: to be called before sum and histogram are read. */
void ent_batch_settle(ent_batch *self, const ent_kernels *kernels, ent_exact_sum *sum, ent_histogram *histogram);

#endif
