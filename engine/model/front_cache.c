#include "model/front_cache.h"

#include "base/status.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_ENTRIES = 65536, MOST_BYTES = 24 << 20, CACHE_LINE = 64 };

/* A front may cost so many times what searching has cost so far; if it turns out dearer, it is given up until searching
 * has cost as much again. So the cost of building stays within a constant factor of the cost of searching. */
static const double worth = 8.0;

int ent_front_cache_init(ent_front_cache *self, const ent_talks_plan *plan)
{
    *self = (ent_front_cache){.words = (plan->flags + 63) / 64, .entries = 2, .deciders = plan->deciders};
    while (self->entries < MOST_ENTRIES &&
           (plan->preferences == ENT_RATE_DRAW || plan->flags >= 15 || self->entries < (size_t) 2 << plan->flags)) {
        self->entries *= 2;
    }
    self->entry = aligned_alloc(CACHE_LINE, self->entries * sizeof(*self->entry));
    self->excluded = self->words > 1 ? calloc(self->entries * self->words, sizeof(*self->excluded)) : NULL;
    if (self->entry == NULL || (self->words > 1 && self->excluded == NULL)) {
        free(self->entry);
        self->entry = NULL;
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < self->entries; i++) {
        self->entry[i] = (ent_front_entry){.members = ENT_FRONT_UNKNOWN};
    }
    return ENT_OK;
}

static bool is_built(const ent_front_entry *entry)
{
    return entry->members != ENT_FRONT_UNKNOWN;
}

void ent_front_cache_free(ent_front_cache *self)
{
    for (size_t i = 0; self->entry != NULL && i < self->entries; i++) {
        if (is_built(&self->entry[i])) {
            free(self->entry[i].of.number);
        }
    }
    free(self->entry);
    free(self->excluded);
    *self = (ent_front_cache){0};
}

static size_t size_of(const ent_front_cache *self, const ent_front_entry *entry)
{
    return (entry->members * (self->deciders + 1) + 1) * sizeof(double);
}

static void forget(ent_front_cache *self, ent_front_entry *entry)
{
    if (is_built(entry)) {
        self->bytes -= size_of(self, entry);
        free(entry->of.number);
    }
    entry->members = ENT_FRONT_UNKNOWN;
    entry->of.search.spent = 0.0F;
    entry->of.search.due = 0.0F;
}

static uint64_t mix(uint64_t sum, uint64_t word)
{
    sum = (sum ^ word) * 0xFF51AFD7ED558CCDU;
    return sum ^ sum >> 33;
}

/* What stands for the flags in an entry. */
static uint64_t sign(const ent_front_cache *self, const uint64_t *excluded)
{
    uint64_t sum = self->words > 0 ? excluded[0] : 0;

    for (size_t w = 1; w < self->words; w++) {
        sum = mix(sum, excluded[w]);
    }
    return sum;
}

size_t ent_front_cache_expect(const ent_front_cache *self, uint64_t stamp, const uint64_t *excluded)
{
    uint64_t sum = mix(stamp * 0x9E3779B97F4A7C15U, sign(self, excluded));
    size_t place = (size_t) (sum >> 7) & (self->entries - 1);

    __builtin_prefetch(&self->entry[place & ~(size_t) 1]);
    return place;
}

void ent_front_cache_expect_front(const ent_front_cache *self, size_t place)
{
    for (size_t i = 0; i < 2; i++) {
        const ent_front_entry *entry = &self->entry[place ^ i];
        if (is_built(entry)) {
            __builtin_prefetch(entry->of.number);
            __builtin_prefetch(entry->of.number + CACHE_LINE / sizeof(double));
        }
    }
}

static bool matches(const ent_front_cache *self, size_t at, uint64_t stamp, uint64_t flags, const uint64_t *excluded)
{
    return self->entry[at].stamp == stamp && self->entry[at].excluded == flags &&
           (self->words <= 1 ||
               memcmp(self->excluded + at * self->words, excluded, self->words * sizeof(*excluded)) == 0);
}

ent_front_entry *ent_front_cache_find(ent_front_cache *self, size_t place, uint64_t stamp, const uint64_t *excluded)
{
    uint64_t flags = sign(self, excluded);
    size_t taken = self->entry[place ^ 1].uses < self->entry[place].uses ? place ^ 1 : place;

    for (size_t i = 0; i < 2; i++) {
        if (matches(self, place ^ i, stamp, flags, excluded)) {
            ent_front_entry *entry = &self->entry[place ^ i];
            entry->uses += entry->uses < UINT32_MAX;
            return entry;
        }
    }
    self->entry[taken ^ 1].uses /= 2; /* what stays must go on being used */
    forget(self, &self->entry[taken]);
    self->entry[taken].stamp = stamp;
    self->entry[taken].excluded = flags;
    self->entry[taken].uses = 1;
    if (self->words > 1) {
        memcpy(self->excluded + taken * self->words, excluded, self->words * sizeof(*excluded));
    }
    return &self->entry[taken];
}

static int store(ent_front_cache *self, ent_front_entry *entry, const ent_front *front)
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
            forget(self, &self->entry[i]);
        }
    }
    return ENT_OK;
}

static size_t size_class(double packages)
{
    size_t class = 0;

    while (packages >= 2.0 && class + 1 < ENT_FRONT_SIZES) {
        packages *= 0.5;
        class ++;
    }
    return class;
}

static int build(ent_front_cache *self, ent_front_entry *entry, ent_search *search, const ent_preference *preference,
    const uint64_t *excluded)
{
    double most = worth * (double) entry->of.search.spent;
    double *usual;

    if (entry->uses < 2 || entry->of.search.spent < entry->of.search.due) {
        return ENT_OK;
    }
    usual = &self->usual[size_class(ent_search_packages(search, excluded))];
    if (most < *usual) {
        return ENT_OK;
    }
    if (ent_search_run(search, preference, excluded, NULL, most) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    if (search->work > most) {
        entry->of.search.due = (float) most;
        *usual = 0.0; /* no guide any more */
        return ENT_OK;
    }
    *usual = search->work;
    return store(self, entry, &search->found);
}

bool ent_front_cache_front(ent_front_cache *self, ent_front_entry *entry, ent_search *search,
    const ent_preference *preference, const uint64_t *excluded, ent_front *front, int *status)
{
    *status = is_built(entry) ? ENT_OK : build(self, entry, search, preference, excluded);
    if (!is_built(entry)) {
        return false;
    }
    *front = (ent_front){.count = entry->members,
        .capacity = entry->members,
        .deciders = self->deciders,
        .utility = entry->of.number,
        .package = entry->of.number + self->deciders * entry->members};
    return true;
}

void ent_front_cache_spend(ent_front_entry *entry, double work)
{
    entry->of.search.spent += (float) work;
}
