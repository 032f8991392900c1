/* Columns of equal length in one allocation. Internal to the simulation. */
#ifndef ENT_SIMULATE_COLUMNS_H
#define ENT_SIMULATE_COLUMNS_H

#include <stddef.h>

/* Returns [count] pointers to columns of `length` zeros each, aligned to cache lines, or NULL if memory is out. *memory
 * owns the columns and the pointers: free it with free(). count may be 0. */
double **ent_columns_new(size_t count, size_t length, void **memory);

#endif
