/* Fronts of the packages that a draw leaves, remembered by preferences and by what is excluded: draws leave the same
 * options again and again. A front is built only once searching has cost as much, so that what comes once or twice is
 * not built for nothing; memory is bounded. */
#ifndef ENT_MODEL_FRONT_CACHE_H
#define ENT_MODEL_FRONT_CACHE_H

#include "model/search.h"

#define ENT_FRONT_UNKNOWN UINT32_MAX
enum { ENT_FRONT_SIZES = 64 };

/* Two make a cache line: they are looked up at random. */
typedef struct ent_front_entry {
    uint64_t stamp;    /* of the preferences; 0: empty */
    uint64_t excluded; /* the flags if they are one word, else their hash */
    union {
        double *number; /* utilities [deciders][members], packages [members] */
        struct {
            float spent; /* on searching without a front */
            float due;   /* what must have been spent before a front is built */
        } search;
    } of;
    uint32_t uses;
    uint32_t members; /* ENT_FRONT_UNKNOWN: there is no front */
} ent_front_entry;

typedef struct ent_front_cache {
    ent_front_entry *entry; /* [entries], a power of two */
    uint64_t *excluded;     /* [entries * words] where words > 1 */
    size_t entries, words, deciders;
    size_t bytes;                  /* of all fronts */
    double usual[ENT_FRONT_SIZES]; /* what the last front of so many open packages, in powers of two, has cost */
} ent_front_cache;

/* A zeroed cache may be freed. ENT_ERR_NO_MEMORY. */
int ent_front_cache_init(ent_front_cache *self, const ent_talks_plan *plan);
void ent_front_cache_free(ent_front_cache *self);

/* Where an entry will be looked for; has the memory fetched, as `expect_front` does the front's. */
size_t ent_front_cache_expect(const ent_front_cache *self, uint64_t stamp, const uint64_t *excluded);
void ent_front_cache_expect_front(const ent_front_cache *self, size_t place);

/* The entry for these preferences and exclusions, which may have thrown out another. place: as `expect` gave it. Valid
 * until the next call. */
ent_front_entry *ent_front_cache_find(ent_front_cache *self, size_t place, uint64_t stamp, const uint64_t *excluded);

/* Makes `front` a view of the entry's front, which it builds if that is due. False where it is still unknown. */
bool ent_front_cache_front(ent_front_cache *self, ent_front_entry *entry, ent_search *search,
    const ent_preference *preference, const uint64_t *excluded, ent_front *front, int *status);

/* Notes what a search without a front has cost. */
void ent_front_cache_spend(ent_front_entry *entry, double work);

#endif
