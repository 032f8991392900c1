#include "distribution/table_cache.h"

#include "base/status.h"
#include "distribution/distribution.h"
#include "distribution/sample.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void ent_table_cache_init(ent_table_cache *self)
{
    *self = (ent_table_cache){0};
    ent_arena_init(&self->arena);
}

void ent_table_cache_free(ent_table_cache *self)
{
    free(self->item);
    free(self->slot);
    ent_arena_free(&self->arena);
    *self = (ent_table_cache){0};
}

/* Compares the bits, so that -0 and 0 differ and a NaN equals itself; NULL equals NULL only. */
static bool same_numbers(const double *a, const double *b, size_t count)
{
    if (a == NULL || b == NULL) {
        return a == b;
    }
    return memcmp(a, b, count * sizeof(*a)) == 0;
}

static bool same(const ent_dist *a, const ent_dist *b)
{
    if (a->kind != b->kind || a->count != b->count || !same_numbers(a->derived, b->derived, ENT_DIST_DERIVED) ||
        !same_numbers(&a->low, &b->low, 1) || !same_numbers(&a->high, &b->high, 1) ||
        !same_numbers(a->x, b->x, a->count) || !same_numbers(a->p, b->p, a->count) ||
        !same_numbers(a->q, b->q, a->count) || (a->component == NULL) != (b->component == NULL)) {
        return false;
    }
    for (size_t i = 0; a->component != NULL && i < a->count; i++) {
        if (!same(a->component[i], b->component[i])) {
            return false;
        }
    }
    return true;
}

/* --- the index ---------------------------------------------------------------------------------------------------- */

static uint64_t mix(uint64_t hash, uint64_t bits)
{
    hash = (hash ^ bits) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

static uint64_t mix_numbers(uint64_t hash, const double *numbers, size_t count)
{
    for (size_t i = 0; numbers != NULL && i < count; i++) {
        uint64_t bits;
        memcpy(&bits, &numbers[i], sizeof(bits));
        hash = mix(hash, bits);
    }
    return hash;
}

/* A number that equal distributions share. */
static uint64_t hash_of(const ent_dist *self)
{
    uint64_t hash = mix(self->count, (uint64_t) (uintptr_t) self->kind);

    hash = mix_numbers(hash, self->derived, ENT_DIST_DERIVED);
    hash = mix_numbers(hash, &self->low, 1);
    hash = mix_numbers(hash, &self->high, 1);
    hash = mix_numbers(hash, self->x, self->count);
    hash = mix_numbers(hash, self->p, self->count);
    hash = mix_numbers(hash, self->q, self->count);
    for (size_t i = 0; self->component != NULL && i < self->count; i++) {
        hash = mix(hash, hash_of(self->component[i]));
    }
    return hash;
}

/* Returns the place in the index where the distribution is, or where it would be; the index is never full. */
static size_t *find_slot(const ent_table_cache *self, const ent_dist *dist)
{
    size_t at = (size_t) hash_of(dist) & (self->slots - 1);

    while (self->slot[at] != 0 && !same(&self->item[self->slot[at] - 1], dist)) {
        at = (at + 1) & (self->slots - 1);
    }
    return &self->slot[at];
}

/* Makes the index for twice the capacity of items. */
static bool make_index(ent_table_cache *self, size_t capacity)
{
    size_t *slot = calloc(2 * capacity, sizeof(*slot));

    if (slot == NULL) {
        return false;
    }
    free(self->slot);
    self->slot = slot;
    self->slots = 2 * capacity;
    for (size_t i = 0; i < self->count; i++) {
        *find_slot(self, &self->item[i]) = i + 1;
    }
    return true;
}

/* --- items -------------------------------------------------------------------------------------------------------- */

static bool copy_numbers(const double **numbers, size_t count, ent_arena *arena)
{
    double *copy;

    if (*numbers == NULL) {
        return true;
    }
    copy = ent_arena_array(arena, count, sizeof(*copy));
    if (copy == NULL) {
        return false;
    }
    memcpy(copy, *numbers, count * sizeof(*copy));
    *numbers = copy;
    return true;
}

/* Makes a deep copy, with the lookup structures of `from` shared. */
static bool copy(ent_dist *self, const ent_dist *from, ent_arena *arena)
{
    const ent_dist **component;
    ent_dist *components;

    *self = *from;
    if (!copy_numbers(&self->x, from->count, arena) || !copy_numbers(&self->p, from->count, arena) ||
        !copy_numbers(&self->q, from->count, arena)) {
        return false;
    }
    if (from->component == NULL) {
        return true;
    }
    component = ent_arena_array(arena, from->count, sizeof(const ent_dist *));
    components = ent_arena_array(arena, from->count, sizeof(*components));
    self->component = component;
    for (size_t i = 0; component != NULL && components != NULL && i < from->count; i++) {
        if (!copy(&components[i], from->component[i], arena)) {
            return false;
        }
        component[i] = &components[i];
    }
    return component != NULL && components != NULL;
}

static bool make_room(ent_table_cache *self)
{
    size_t capacity = self->capacity == 0 ? 16 : 2 * self->capacity;
    ent_dist *grown;

    if (self->count < self->capacity) {
        return true;
    }
    grown = realloc(self->item, capacity * sizeof(*grown));
    if (grown == NULL) {
        return false;
    }
    self->item = grown;
    if (!make_index(self, capacity)) {
        return false;
    }
    self->capacity = capacity;
    return true;
}

bool ent_table_cache_is_over(const ent_table_cache *self)
{
    return self->count > (self->most > 0 ? self->most : (size_t) ENT_TABLE_CACHE_MOST);
}

int ent_table_cache_tabulate(ent_table_cache *self, ent_dist *dist, ent_arena *arena)
{
    const size_t *found = self->slots > 0 ? find_slot(self, dist) : NULL;
    ent_dist *item;
    int status;

    if (ent_table_cache_is_over(self)) {
        return ENT_OK;
    }
    if (found != NULL && *found != 0) {
        dist->table = self->item[*found - 1].table;
        dist->steps = self->item[*found - 1].steps;
        return ENT_OK;
    }
    if (self->closed) {
        return ent_dist_tabulate(dist, arena);
    }
    if (!make_room(self) || !copy(&self->item[self->count], dist, &self->arena)) {
        return ENT_ERR_NO_MEMORY;
    }
    item = &self->item[self->count];
    status = ent_dist_tabulate(item, &self->arena);
    if (status != ENT_OK) {
        return status;
    }
    if (item->table != NULL || item->steps != NULL) {
        size_t *slot = find_slot(self, item);
        *slot = ++self->count;
    }
    dist->table = item->table;
    dist->steps = item->steps;
    return ENT_OK;
}

bool ent_table_cache_check(const ent_table_cache *self)
{
    for (size_t i = 0; i < self->count; i++) {
        if ((self->item[i].table == NULL && self->item[i].steps == NULL) || !ent_dist_check(&self->item[i])) {
            return false;
        }
        if (*find_slot(self, &self->item[i]) != i + 1) { /* an equal one is there, or the index does not fit */
            return false;
        }
    }
    return self->count <= self->capacity;
}
