#include "tally/batch.h"

#include "base/status.h"

#include <stdlib.h>

_Static_assert((int) ENT_BATCH_NUMBERS + (int) ENT_BATCH_ROWS <= (int) ENT_SPLIT_ROWS, "summed at once");

int ent_batch_init(ent_batch *self)
{
    size_t room = (size_t) ENT_BATCH_NUMBERS + ENT_BATCH_ROWS + ENT_CHOOSE_ROOM;

    *self = (ent_batch){.number = malloc(room * sizeof(*self->number))};
    return self->number != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

void ent_batch_free(ent_batch *self)
{
    free(self->number);
    *self = (ent_batch){0};
}

void ent_batch_add(ent_batch *self, const ent_kernels *kernels, size_t rows, const double *x, const double *mask,
    ent_exact_sum *sum, ent_histogram *histogram)
{
    self->count += kernels->choose(rows, x, mask, self->number + self->count);
    if (self->count >= ENT_BATCH_NUMBERS) {
        ent_batch_settle(self, kernels, sum, histogram);
    }
}

void ent_batch_settle(ent_batch *self, const ent_kernels *kernels, ent_exact_sum *sum, ent_histogram *histogram)
{
    ent_split_sum split;

    kernels->split_sum(self->count, ENT_EXACT_SUM_LIMIT, self->number, NULL, &split);
    ent_exact_sum_add_split(sum, &split);
    ent_histogram_add_all(histogram, self->count, self->number);
    self->count = 0;
}
