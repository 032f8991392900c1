/* A cache of tabulated distributions. The variants and the cells of a sweep mostly use the same distributions, so they
 * share the lookup structures. */
#ifndef ENT_RANDOM_SHELF_H
#define ENT_RANDOM_SHELF_H

#include "random/kind.h"

/* Used by one thread at a time until it is closed. */
typedef struct ent_dist_shelf {
    ent_arena arena;
    ent_dist *item; /* [count] deep copies of distributions with their lookup structures; owned */
    size_t count, capacity;
    bool closed; /* nothing is added any more, so that any number of threads may read it */
} ent_dist_shelf;

/* A zeroed cache may be freed. A distribution that took its lookup structure from the cache must not outlive it. */
void ent_dist_shelf_init(ent_dist_shelf *self);
void ent_dist_shelf_free(ent_dist_shelf *self);

/* As ent_dist_tabulate, with the lookup structure of an equal distribution where the cache has one. arena: owns the
 * structures that a closed cache does not have. ENT_ERR_NO_MEMORY. */
int ent_dist_shelf_tabulate(ent_dist_shelf *self, ent_dist *dist, ent_arena *arena);

/* Verifies the invariants: every item has a lookup structure, is valid (ent_dist_check) and equals no other item. */
bool ent_dist_shelf_check(const ent_dist_shelf *self);

#endif
