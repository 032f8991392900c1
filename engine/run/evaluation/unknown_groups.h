/* The unknowns of a model in independent groups, each with the streams of uniforms that it is made of: the
 * units that a pick-freeze design exchanges between worlds. */
#ifndef ENT_RUN_UNKNOWN_GROUPS_H
#define ENT_RUN_UNKNOWN_GROUPS_H

#include "base/arena.h"
#include "model/model.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One group: factors that `correlations` couple, directly or through others; or one factor with a distribution of its
 * own; or one distribution within unknown(...); or the experts. */
typedef struct ent_unknown_group {
    const char *name;    /* ids in file order, joined by "+": "resolve+us_commitment"; or "experts" */
    const uint64_t *key; /* [keys] */
    size_t keys;
    bool experts; /* the group is whose world it is; no keys */
} ent_unknown_group;

/* A zeroed struct may be freed. */
typedef struct ent_unknown_groups {
    ent_unknown_group *group; /* [count] factors in file order (of the first member), then unknown(...), experts last */
    size_t count;
    ent_arena arena;
} ent_unknown_groups;

/* Finds the groups of all models that play worlds of `model`; what one of them couples is a group. The experts are a
 * group where there are several of them with a weight above 0. Freed by the caller whatever the status. Errors:
 * ENT_ERR_NO_MEMORY. */
int ent_unknown_groups_init(ent_unknown_groups *self, const ent_model *model);
void ent_unknown_groups_free(ent_unknown_groups *self);

#endif
