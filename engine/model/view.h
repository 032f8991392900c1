/* A view: the members of a front that are left when a draw excludes some options, without those that others among them
 * make superfluous. Draws exclude the same options again and again, so views are remembered. */
#ifndef ENT_MODEL_VIEW_H
#define ENT_MODEL_VIEW_H

#include "model/pareto.h"

typedef struct ent_view {
    uint64_t stamp; /* of the front it was made from; 0: empty */
    uint64_t *excluded; /* [words] */
    uint32_t *member;   /* [count] members of the front */
    size_t count, capacity;
    double *best;       /* [parties] highest utility among them */
} ent_view;

enum { ENT_VIEW_SLOTS = 1024 };

typedef struct ent_view_cache {
    ent_view *view; /* [ENT_VIEW_SLOTS] */
    uint64_t *excluded; /* memory of the views */
    double *best;
    size_t words, parties;
} ent_view_cache;

/* A zeroed cache may be freed. ENT_ERR_NO_MEMORY. */
int ent_view_cache_init(ent_view_cache *self, const ent_talks_plan *plan);
void ent_view_cache_free(ent_view_cache *self);

/* The view of a front (known by its stamp) under `excluded`; NULL when memory is out. */
const ent_view *ent_view_find(ent_view_cache *self, const ent_talks_plan *plan, const ent_front *front, uint64_t stamp,
    const uint64_t *excluded);

#endif
