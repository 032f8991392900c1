#include "model/view.h"

#include "base/status.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_COMPARED = 512 }; /* as in pareto.c */

int ent_view_cache_init(ent_view_cache *self, const ent_talks_plan *plan)
{
    size_t words = (plan->flags + 63) / 64;

    *self = (ent_view_cache){.words = words, .parties = plan->parties};
    self->view = calloc(ENT_VIEW_SLOTS, sizeof(*self->view));
    self->excluded = calloc(ENT_VIEW_SLOTS * words + 1, sizeof(*self->excluded));
    self->best = calloc(ENT_VIEW_SLOTS * plan->parties + 1, sizeof(*self->best));
    if (self->view == NULL || self->excluded == NULL || self->best == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < ENT_VIEW_SLOTS; i++) {
        self->view[i].excluded = self->excluded + i * words;
        self->view[i].best = self->best + i * plan->parties;
    }
    return ENT_OK;
}

void ent_view_cache_free(ent_view_cache *self)
{
    for (size_t i = 0; self->view != NULL && i < ENT_VIEW_SLOTS; i++) {
        free(self->view[i].member);
    }
    free(self->view);
    free(self->excluded);
    free(self->best);
    *self = (ent_view_cache){0};
}

static size_t slot_of(uint64_t stamp, const uint64_t *excluded, size_t words)
{
    uint64_t hash = stamp * 0x9E3779B97F4A7C15U;

    for (size_t w = 0; w < words; w++) {
        hash = (hash ^ excluded[w]) * 0xFF51AFD7ED558CCDU;
        hash ^= hash >> 33;
    }
    return (size_t) (hash % ENT_VIEW_SLOTS);
}

static bool is_out(const ent_front *front, size_t i, const uint64_t *excluded)
{
    for (size_t w = 0; w < front->words; w++) {
        if ((front->need[i * front->words + w] & excluded[w]) != 0) {
            return true;
        }
    }
    return false;
}

static bool reserve(ent_view *self, size_t count)
{
    uint32_t *grown;

    if (count <= self->capacity) {
        return true;
    }
    grown = realloc(self->member, count * sizeof(*grown));
    if (grown == NULL) {
        return false;
    }
    self->member = grown;
    self->capacity = count;
    return true;
}

static void note_best(ent_view *self, const ent_talks_plan *plan, const ent_front *front, size_t i)
{
    for (size_t p = 0; p < plan->parties; p++) {
        double u = front->utility[i * plan->parties + p];
        self->best[p] = u > self->best[p] ? u : self->best[p];
    }
}

/* Members of a front come best sums first, so what makes another superfluous is met before it. */
static void fill(ent_view *self, const ent_talks_plan *plan, const ent_front *front)
{
    bool prune = plan->rule != ENT_RULE_RANDOM;

    self->count = 0;
    for (size_t p = 0; p < plan->parties; p++) {
        self->best[p] = -INFINITY;
    }
    for (size_t i = 0; i < front->count; i++) {
        bool superfluous = is_out(front, i, self->excluded);
        for (size_t k = 0; prune && k < self->count && k < MOST_COMPARED && !superfluous; k++) {
            superfluous = ent_front_supersedes(front, plan, self->member[k], i);
        }
        if (!superfluous) {
            self->member[self->count++] = (uint32_t) i;
            note_best(self, plan, front, i);
        }
    }
}

const ent_view *ent_view_find(ent_view_cache *self, const ent_talks_plan *plan, const ent_front *front, uint64_t stamp,
    const uint64_t *excluded)
{
    ent_view *view = &self->view[slot_of(stamp, excluded, self->words)];

    if (view->stamp == stamp && memcmp(view->excluded, excluded, self->words * sizeof(*excluded)) == 0) {
        return view;
    }
    if (!reserve(view, front->count + 1)) {
        view->stamp = 0;
        return NULL;
    }
    view->stamp = stamp;
    memcpy(view->excluded, excluded, self->words * sizeof(*excluded));
    fill(view, plan, front);
    return view;
}
