/* Columns laid out in one allocation. Internal to engine/model. */
#ifndef ENT_MODEL_COLUMNS_H
#define ENT_MODEL_COLUMNS_H

#include <stddef.h>

/* `count` columns of `length` numbers each, zeroed and aligned to cache lines; *memory owns them and the table. NULL
 * when memory is out. count 0 gives a valid table. */
double **ent_columns_new(size_t count, size_t length, void **memory);

#endif
