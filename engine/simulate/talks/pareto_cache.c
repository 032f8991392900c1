#include "simulate/talks/pareto_cache.h"

#include "base/status.h"

#include <stdlib.h>
#include <string.h>

/* A set that keeps all its packages is stored up to MOST_LISTED of them. */
enum { MOST_LISTED = 16384, MOST_ENTRIES = 65536, MOST_BYTES = 24 << 20, CACHE_LINE = 64, MOST_PREFETCHED = 64 };

/* A front may cost this many times what deals without it have cost so far. If it turns out dearer it is given up until
 * they have cost as much again, so building stays within a constant factor of the cost of deals. */
static const double worth = 8.0;

int ent_pareto_cache_init(ent_pareto_cache *self, const ent_talks_plan *plan)
{
    *self = (ent_pareto_cache){.words = ent_exclusion_words(plan), .entries = 2, .deciders = plan->deciders};
    while (self->entries < MOST_ENTRIES &&
           (plan->preferences == ENT_RATE_DRAW || plan->flags >= 15 || self->entries < (size_t) 2 << plan->flags)) {
        self->entries *= 2;
    }
    self->entry = aligned_alloc(CACHE_LINE, self->entries * sizeof(*self->entry));
    self->excluded = calloc(self->words > 1 ? self->entries * self->words : 1, sizeof(*self->excluded));
    for (size_t i = 0; self->entry != NULL && i < self->entries; i++) {
        self->entry[i] = (ent_pareto_entry){.members = ENT_PARETO_UNKNOWN};
    }
    return self->entry != NULL && self->excluded != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

static bool has_front(const ent_pareto_entry *entry)
{
    return entry->members != ENT_PARETO_UNKNOWN;
}

void ent_pareto_cache_free(ent_pareto_cache *self)
{
    for (size_t i = 0; self->entry != NULL && i < self->entries; i++) {
        if (has_front(&self->entry[i])) {
            free(self->entry[i].of.number);
        }
    }
    free(self->entry);
    free(self->excluded);
    *self = (ent_pareto_cache){0};
}

/* --- entries --------------------------------------------------------------------------------------------------------
 */

static size_t size_of(const ent_pareto_cache *self, const ent_pareto_entry *entry)
{
    return has_front(entry) ? (entry->members * (self->deciders + 1) + 1) * sizeof(double) : 0;
}

static void drop_front(ent_pareto_cache *self, ent_pareto_entry *entry)
{
    if (has_front(entry)) {
        self->bytes -= size_of(self, entry);
        free(entry->of.number);
    }
    entry->members = ENT_PARETO_UNKNOWN;
    entry->of.cost.spent = 0.0F;
    entry->of.cost.due = 0.0F;
}

static uint64_t mix(uint64_t sum, uint64_t word)
{
    sum = (sum ^ word) * 0xFF51AFD7ED558CCDU;
    return sum ^ sum >> 33;
}

/* The flags if they are one word, else their hash. */
static uint64_t digest(const ent_pareto_cache *self, const uint64_t *excluded)
{
    uint64_t sum = self->words > 0 ? excluded[0] : 0;

    for (size_t w = 1; w < self->words; w++) {
        sum = mix(sum, excluded[w]);
    }
    return sum;
}

/* The first of the two entries, i and i ^ 1, where a key can be. */
static size_t home_of(const ent_pareto_cache *self, uint64_t stamp, uint64_t digest_of_flags)
{
    return (size_t) (mix(stamp * 0x9E3779B97F4A7C15U, digest_of_flags) >> 7) & (self->entries - 1);
}

void ent_pareto_cache_prefetch(const ent_pareto_cache *self, uint64_t stamp, const uint64_t *excluded)
{
    __builtin_prefetch(&self->entry[home_of(self, stamp, digest(self, excluded))]);
}

static bool matches(const ent_pareto_cache *self, size_t at, uint64_t stamp, uint64_t flags, const uint64_t *excluded)
{
    return self->entry[at].stamp == stamp && self->entry[at].excluded == flags &&
           (self->words <= 1 ||
               memcmp(self->excluded + at * self->words, excluded, self->words * sizeof(*excluded)) == 0);
}

void ent_pareto_cache_prefetch_front(const ent_pareto_cache *self, uint64_t stamp, const uint64_t *excluded)
{
    uint64_t flags = digest(self, excluded);
    size_t home = home_of(self, stamp, flags);

    for (size_t i = 0; i < 2; i++) {
        const ent_pareto_entry *entry = &self->entry[home ^ i];
        if (entry->stamp == stamp && entry->excluded == flags && has_front(entry)) {
            size_t numbers = entry->members * self->deciders;
            numbers = numbers < MOST_PREFETCHED ? numbers : MOST_PREFETCHED;
            for (size_t n = 0; n < numbers; n += CACHE_LINE / sizeof(double)) {
                __builtin_prefetch(entry->of.number + n);
            }
        }
    }
}

ent_pareto_entry *ent_pareto_cache_find(ent_pareto_cache *self, uint64_t stamp, const uint64_t *excluded)
{
    uint64_t flags = digest(self, excluded);
    size_t home = home_of(self, stamp, flags);
    size_t replaced = self->entry[home ^ 1].uses < self->entry[home].uses ? home ^ 1 : home;
    ent_pareto_entry *entry = &self->entry[replaced];

    for (size_t i = 0; i < 2; i++) {
        if (matches(self, home ^ i, stamp, flags, excluded)) {
            entry = &self->entry[home ^ i];
            entry->uses += entry->uses < UINT32_MAX;
            return entry;
        }
    }
    self->entry[replaced ^ 1].uses /= 2; /* an entry that is no longer used must not stay for ever */
    drop_front(self, entry);
    entry->stamp = stamp;
    entry->excluded = flags;
    entry->uses = 1;
    if (self->words > 1) {
        memcpy(self->excluded + replaced * self->words, excluded, self->words * sizeof(*excluded));
    }
    return entry;
}

/* --- fronts ---------------------------------------------------------------------------------------------------------
 */

/* Copies the front into the entry. Drops other fronts if the bound of memory is exceeded. */
static int store(ent_pareto_cache *self, ent_pareto_entry *entry, const ent_pareto_front *front)
{
    size_t members = front->count;
    double *number = malloc((members * (self->deciders + 1) + 1) * sizeof(*number));

    if (number == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t j = 0; j < self->deciders; j++) {
        memcpy(number + j * members, front->utility + j * front->capacity, members * sizeof(*number));
    }
    memcpy(number + self->deciders * members, front->package, members * sizeof(*number));
    entry->of.number = number;
    entry->members = (uint32_t) members;
    self->bytes += size_of(self, entry);
    for (size_t i = 0; self->bytes > MOST_BYTES && i < self->entries; i++) {
        if (&self->entry[i] != entry) {
            drop_front(self, &self->entry[i]);
        }
    }
    return ENT_OK;
}

static int build(ent_pareto_cache *self, ent_pareto_entry *entry, ent_enumeration *search,
    const ent_preference *preference, const uint64_t *excluded)
{
    double most = worth * (double) entry->of.cost.spent;

    if (entry->uses < 2 || entry->of.cost.spent < entry->of.cost.due || most < self->usual) {
        return ENT_OK;
    }
    if (!ent_enumeration_open(search, preference, excluded, NULL)) {
        return store(self, entry, &search->found);
    }
    if (search->keeps_all && ent_enumeration_packages(search) > MOST_LISTED) {
        return ENT_OK;
    }
    if (ent_enumeration_run(search, most) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    if (search->work > most) {
        entry->of.cost.due = (float) most;
        self->usual = 0.0;
        return ENT_OK;
    }
    self->usual = search->work;
    return store(self, entry, &search->found);
}

bool ent_pareto_cache_front(ent_pareto_cache *self, ent_pareto_entry *entry, ent_enumeration *search,
    const ent_preference *preference, const uint64_t *excluded, ent_pareto_front *front, int *status)
{
    *status = has_front(entry) ? ENT_OK : build(self, entry, search, preference, excluded);
    if (!has_front(entry)) {
        return false;
    }
    *front = (ent_pareto_front){.count = entry->members,
        .capacity = entry->members,
        .deciders = self->deciders,
        .utility = entry->of.number,
        .package = entry->of.number + self->deciders * entry->members};
    return true;
}

void ent_pareto_cache_spend(ent_pareto_entry *entry, double work)
{
    entry->of.cost.spent += (float) work;
}

bool ent_pareto_cache_check(const ent_pareto_cache *self)
{
    size_t bytes = 0;

    for (size_t i = 0; i < self->entries; i++) {
        const ent_pareto_entry *entry = &self->entry[i];
        size_t home = home_of(self, entry->stamp, entry->excluded);
        bytes += size_of(self, entry);
        if (entry->stamp == 0 ? has_front(entry) : home != i && home != (i ^ 1)) {
            return false;
        }
    }
    return bytes == self->bytes && bytes <= MOST_BYTES;
}
