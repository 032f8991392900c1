#include "run/evaluation/world_shift.h"

static void fill(
    const void *context, const ent_kernels *kernels, uint64_t key, uint64_t first, size_t rows, double *out)
{
    const ent_world_shift *self = context;
    uint64_t shift = self->outside;

    for (size_t i = 0; i < self->keys; i++) {
        shift = self->key[i] == key ? self->inside : shift;
    }
    kernels->philox(key, first + shift, 0, rows, out);
}

ent_world_source ent_world_shift_source(const ent_world_shift *self)
{
    return (ent_world_source){.fill = fill, .context = self};
}
