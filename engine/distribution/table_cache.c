#include "distribution/table_cache.h"

#include "base/status.h"
#include "distribution/distribution.h"
#include "distribution/sample.h"

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
    self->capacity = capacity;
    return true;
}

bool ent_table_cache_is_over(const ent_table_cache *self)
{
    return self->count > (self->most > 0 ? self->most : (size_t) ENT_TABLE_CACHE_MOST);
}

int ent_table_cache_tabulate(ent_table_cache *self, ent_dist *dist, ent_arena *arena)
{
    ent_dist *item;
    int status;

    if (ent_table_cache_is_over(self)) {
        return ENT_OK;
    }
    for (size_t i = 0; i < self->count; i++) {
        if (same(&self->item[i], dist)) {
            dist->table = self->item[i].table;
            dist->steps = self->item[i].steps;
            return ENT_OK;
        }
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
    self->count += item->table != NULL || item->steps != NULL ? 1 : 0;
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
        for (size_t j = 0; j < i; j++) {
            if (same(&self->item[i], &self->item[j])) {
                return false;
            }
        }
    }
    return self->count <= self->capacity;
}
