/* Where the uniforms of worlds come from, if not from the streams at the worlds' own numbers: from a design, or from
 * the streams at the numbers of other worlds. */
#ifndef ENT_MODEL_WORLD_SOURCE_H
#define ENT_MODEL_WORLD_SOURCE_H

#include "kernels/kernels.h"

#include <stddef.h>
#include <stdint.h>

typedef struct ent_world_source {
    /* Fills out [rows] with the uniforms, each in (0, 1), of the stream `key` in the worlds first, first + 1, …. Must
     * be a function of the key and the world alone. Called by several threads at a time. */
    void (*fill)(
        const void *context, const ent_kernels *kernels, uint64_t key, uint64_t first, size_t rows, double *out);
    const void *context; /* borrowed */
} ent_world_source;

/* A stream of uniforms by world, and the unknown quantity that it belongs to. */
typedef struct ent_world_stream {
    uint64_t key;
    const char *quantity; /* id of the factor, or name of the distribution within unknown(...) as in draws.csv;
                             borrowed from the scenario */
    size_t group;         /* index in ent_model.world_group of a coupled factor; SIZE_MAX: not coupled */
} ent_world_stream;

#endif
