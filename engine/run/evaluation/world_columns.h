/* The unknowns in each world (world_values.h), a column at a time: for more worlds than all columns have memory
 * for. */
#ifndef ENT_RUN_WORLD_COLUMNS_H
#define ENT_RUN_WORLD_COLUMNS_H

#include "run/experts/player.h"
#include "run/variant_model.h"

/* The instructions that a column needs of one simulator's model. */
typedef struct ent_column_code {
    ent_register at; /* ENT_NO_REGISTER: the model has no such column */
    ent_segment code;
    bool groups; /* it needs the scores of correlated factors */
} ent_column_code;

/* A zeroed struct may be freed. */
typedef struct ent_world_columns {
    ent_player player;
    ent_column_code *code; /* [player.simulators] of the column in hand */
    bool *needed;          /* scratch: registers that the column needs */
} ent_world_columns;

/* The variant is borrowed; its recorder must be compiled. Errors: ENT_ERR_NO_MEMORY. Free in either case. */
int ent_world_columns_init(ent_world_columns *self, const ent_variant_model *variant);
void ent_world_columns_free(ent_world_columns *self);

/* Sets value [worlds] to a column of ent_world_values. */
void ent_world_columns_fill(ent_world_columns *self, size_t column, double *value, uint64_t worlds);

/* Whether no chance enters a column, so that all worlds have one number. */
bool ent_world_columns_is_constant(ent_world_columns *self, size_t column);

/* Prepares to read the uniforms that a column's values are the quantiles at. Returns false where there are none, or the
 * values of the first worlds do not increase with them strictly. */
bool ent_world_columns_open_uniforms(ent_world_columns *self, size_t column);

/* Returns the uniforms of worlds first … first + count - 1, count at most 1024, of the column opened last; valid until
 * the next call. */
const double *ent_world_columns_uniforms(void *self, uint64_t first, size_t count);

#endif
