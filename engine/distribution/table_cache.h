/* A cache of tabulated distributions. The variants and the cells of a sweep mostly use the same distributions, so they
 * share the lookup structures. */
#ifndef ENT_DISTRIBUTION_TABLE_CACHE_H
#define ENT_DISTRIBUTION_TABLE_CACHE_H

#include "distribution/kind.h"

enum { ENT_TABLE_CACHE_MOST = 50000 /* distributions: 1 GB, half a minute */ };

/* Used by one thread at a time until it is closed. */
typedef struct ent_table_cache {
    ent_arena arena;
    ent_dist *item; /* [count] deep copies of distributions with their lookup structures; owned */
    size_t count, capacity;
    size_t *slot; /* [slots] index by hash, open addressing: number of an item from 1, 0 where there is none; owned */
    size_t slots; /* a power of 2, at least twice the capacity; 0 before the first item */
    size_t most;  /* more than so many are not tabulated; 0: ENT_TABLE_CACHE_MOST */
    bool closed;  /* nothing is added any more, so that any number of threads may read it */
} ent_table_cache;

/* A zeroed cache may be freed. A distribution that took its lookup structure from the cache must not outlive it. */
void ent_table_cache_init(ent_table_cache *self);
void ent_table_cache_free(ent_table_cache *self);

/* Whether the cache has more distributions than it may: it takes no time or memory for others. */
bool ent_table_cache_is_over(const ent_table_cache *self);

/* As ent_dist_tabulate, with the lookup structure of an equal distribution where the cache has one. arena: owns the
 * structures that a closed cache does not have. Nothing is done once the cache is over. ENT_ERR_NO_MEMORY. */
int ent_table_cache_tabulate(ent_table_cache *self, ent_dist *dist, ent_arena *arena);

/* Verifies the invariants: every item has a lookup structure, is valid (ent_dist_check) and equals no other item. */
bool ent_table_cache_check(const ent_table_cache *self);

#endif
