/* The unknowns in each world: the values of factors and of distributions within unknown(...), without playing a
 * draw. */
#ifndef ENT_RUN_WORLD_VALUES_H
#define ENT_RUN_WORLD_VALUES_H

#include "run/variant_model.h"

/* A zeroed struct may be freed. */
typedef struct ent_world_values {
    uint64_t worlds;
    size_t factors;   /* of the scenario, in file order: columns 0 … factors - 1 */
    size_t columns;   /* then the columns of unknowns, as in draws.csv */
    double *value;    /* [columns][worlds] column c of world w at c * worlds + w, in the unit of the setting; NaN where
                         the world's expert has no such unknown */
    uint32_t *expert; /* [worlds] number of the expert of each world; 0 without experts */
} ent_world_values;

/* Fills self (zeroed) with worlds 0 … worlds - 1 of a variant whose recorder is compiled. Errors: ENT_ERR_NO_MEMORY.
 * Free in either case. */
int ent_world_values_fill(ent_world_values *self, const ent_variant_model *variant, uint64_t worlds);
void ent_world_values_free(ent_world_values *self);

/* Register of a column among those of the worlds of a model, such as an expert's; ENT_NO_REGISTER where it has none. */
ent_register ent_world_values_register(const ent_model *model, size_t column);

/* Name of a column: id of the factor, or name of the unknown. Borrowed from the scenario. */
const char *ent_world_values_name(const ent_scenario *scenario, size_t column);

/* The formula of a column: that of the factor, or the distribution within unknown(...). NULL where the variant has no
 * such unknown. */
const ent_ast *ent_world_values_formula(const ent_scenario *scenario, size_t column);

#endif
