#include "simulate/columns.h"

#include <stdint.h>
#include <stdlib.h>

enum { LINE = 64 };

double **ent_columns_new(size_t count, size_t length, void **memory)
{
    /* One cache line more than the length requires: columns at distances of a power of two would share cache sets. */
    size_t stride = (length * sizeof(double) + LINE - 1) / LINE * LINE + LINE;
    size_t table = ((count + 1) * sizeof(double *) + LINE - 1) / LINE * LINE;
    unsigned char *bytes;
    double **column;

    if (count > 0 && stride > (SIZE_MAX / 2 - table) / count) {
        return NULL;
    }
    *memory = calloc(1, table + count * stride + LINE);
    if (*memory == NULL) {
        return NULL;
    }
    bytes = (unsigned char *) *memory + (LINE - (uintptr_t) *memory % LINE) % LINE;
    column = (double **) (void *) bytes;
    for (size_t i = 0; i < count; i++) {
        column[i] = (double *) (void *) (bytes + table + i * stride);
    }
    return column;
}
