/* A buffer of numbers on their way into a sum and a histogram. A histogram is larger than the first-level cache, and a
 * block of rows touches each of its bins hardly once, so numbers are counted about a thousand at a time. Sum and
 * histogram do not depend on the order of additions, so batching changes no result. */
#ifndef ENT_TALLY_BATCH_H
#define ENT_TALLY_BATCH_H

#include "kernels/kernels.h"
#include "tally/exact_sum.h"
#include "tally/histogram.h"

#include <stddef.h>

enum {
    ENT_BATCH_NUMBERS = 1024, /* numbers buffered before they are counted */
    ENT_BATCH_ROWS = 1024     /* rows of one addition at most */
};

/* A zeroed struct may be freed. */
typedef struct ent_batch {
    double *number; /* [ENT_BATCH_NUMBERS + ENT_BATCH_ROWS + ENT_CHOOSE_ROOM] in the unit of the sum; owned */
    size_t count;   /* of buffered numbers, < ENT_BATCH_NUMBERS between calls */
} ent_batch;

/* Initialises an empty batch. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_batch_init(ent_batch *self);

/* Frees the buffer. Buffered numbers are lost. */
void ent_batch_free(ent_batch *self);

/* Adds x[i] for each of `rows` <= ENT_BATCH_ROWS rows with mask[i] != 0, and counts the buffer when it is full. */
void ent_batch_add(ent_batch *self, const ent_kernels *kernels, size_t rows, const double *x, const double *mask,
    ent_exact_sum *sum, ent_histogram *histogram);

/* Adds all buffered numbers to sum and histogram. Must be called before either is read. */
void ent_batch_settle(ent_batch *self, const ent_kernels *kernels, ent_exact_sum *sum, ent_histogram *histogram);

#endif
