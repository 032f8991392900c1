/* Cache of Pareto fronts, by preferences and excluded options: draws leave the same options again and again. A front is
 * built only once finding deals without it has cost a share of what building may cost, so fronts that would be used
 * once or twice are not built. Memory is bounded: 65,536 entries and 24 MB of fronts. */
#ifndef ENT_SIMULATE_TALKS_PARETO_CACHE_H
#define ENT_SIMULATE_TALKS_PARETO_CACHE_H

#include "simulate/talks/enumerate.h"

#define ENT_PARETO_UNKNOWN UINT32_MAX

/* 32 bytes, so that the two entries where a key can be are one cache line. */
typedef struct ent_pareto_entry {
    uint64_t stamp;    /* of the preferences; 0: empty entry */
    uint64_t excluded; /* the flags if they are one word, else their hash */
    union {
        double *number; /* of a front: utilities [deciders][members], then package indices [members] */
        struct {
            float spent; /* nanoseconds spent on deals without the front */
            float due;   /* nanoseconds that must be spent before the front is tried again */
        } cost;
    } of;
    uint32_t members; /* ENT_PARETO_UNKNOWN: there is no front */
    uint32_t uses;
} ent_pareto_entry;

typedef struct ent_pareto_cache {
    ent_pareto_entry *entry; /* [entries], a power of 2 */
    uint64_t *excluded;      /* [entries][words] where words > 1 */
    size_t entries, words, deciders;
    size_t bytes; /* of all fronts */
    double usual; /* cost of the front built last, nanoseconds; 0 after one was given up */
} ent_pareto_cache;

/* Initialises an empty cache for a plan with talks. A zeroed cache may be freed. Returns ENT_ERR_NO_MEMORY if memory
 * runs out; the cache must be freed all the same. */
int ent_pareto_cache_init(ent_pareto_cache *self, const ent_talks_plan *plan);
void ent_pareto_cache_free(ent_pareto_cache *self);

/* Has the processor fetch the entry of these preferences and excluded options from memory. */
void ent_pareto_cache_prefetch(const ent_pareto_cache *self, uint64_t stamp, const uint64_t *excluded);

/* Has the processor fetch the front of that entry, if it has one; some time after the entry itself. */
void ent_pareto_cache_prefetch_front(const ent_pareto_cache *self, uint64_t stamp, const uint64_t *excluded);

/* Returns the entry of these preferences and excluded options. A new entry replaces one of two others, the one used
 * less. Valid until the next call. */
ent_pareto_entry *ent_pareto_cache_find(ent_pareto_cache *self, uint64_t stamp, const uint64_t *excluded);

/* Makes `front` a view of the entry's front, after building it if that pays, and returns true. Returns false if there
 * is no front yet. The view is valid until the next call of this function. status: ENT_OK or ENT_ERR_NO_MEMORY. */
bool ent_pareto_cache_front(ent_pareto_cache *self, ent_pareto_entry *entry, ent_enumeration *search,
    const ent_preference *preference, const uint64_t *excluded, ent_pareto_front *front, int *status);

/* Adds the cost of finding a deal without the front, in nanoseconds. */
void ent_pareto_cache_spend(ent_pareto_entry *entry, double work);

/* Whether the invariants hold: `bytes` counts the fronts of all entries and is within bounds, empty entries have no
 * front, each entry is where its key leads. */
bool ent_pareto_cache_check(const ent_pareto_cache *self);

#endif
