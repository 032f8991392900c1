/* A shelf of tabulated distributions. Variants and cells of a sweep mostly draw from the same distributions; a table
 * that one has built serves the others. Used by one thread at a time until it is closed. */
#ifndef ENT_DISTRIBUTION_TABLE_CACHE_H
#define ENT_DISTRIBUTION_TABLE_CACHE_H

#include "distribution/distribution.h"

typedef struct ent_table_cache {
    ent_arena arena;
    ent_dist *item; /* copies, with their tables; all that they point to is the shelf's own */
    size_t count, capacity;
    bool closed; /* nothing is put in any more, so that any number of threads may take from it */
} ent_table_cache;

/* A zeroed shelf may be freed. Whoever took tables from it must not outlive it. */
void ent_table_cache_init(ent_table_cache *self);
void ent_table_cache_free(ent_table_cache *self);

/* As ent_dist_tabulate, with the table of an equal distribution where there is one. arena: for tables that a closed shelf
 * does not have. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_table_cache_tabulate(ent_table_cache *self, ent_dist *dist, ent_arena *arena);

#endif
