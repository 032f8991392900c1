#include "run/evaluation/front_stock.h"

#include "model/talks_agreement.h"

#include <stdlib.h>

void ent_front_stock_free(ent_front_stock *self)
{
    for (size_t i = 0; i < self->items; i++) {
        ent_preferences_free(&self->item[i].preferences);
        ent_pareto_cache_free(&self->item[i].fronts);
    }
    free(self->item);
    *self = (ent_front_stock){.model = self->model};
}

static bool is_alike(const ent_front_stock *self, const ent_player *player)
{
    return player->simulators == 1 && ent_talks_agree(&self->model->talks, &player->model->talks);
}

void ent_front_stock_take(ent_front_stock *self, ent_player *player)
{
    ent_talks_state *talks;

    if (self->items == 0 || !is_alike(self, player)) {
        return;
    }
    talks = &player->simulator[0].talks;
    ent_preferences_free(&talks->preferences);
    ent_pareto_cache_free(&talks->fronts);
    self->items--;
    talks->preferences = self->item[self->items].preferences;
    talks->preferences.plan = talks->plan;
    talks->fronts = self->item[self->items].fronts;
}

void ent_front_stock_give(ent_front_stock *self, ent_player *player)
{
    ent_talks_state *talks;

    if (!is_alike(self, player)) {
        return;
    }
    if (self->items == self->capacity) {
        size_t capacity = 2 * self->capacity + 2;
        ent_front_memory *grown = realloc(self->item, capacity * sizeof(*grown));
        if (grown == NULL) {
            return;
        }
        self->item = grown;
        self->capacity = capacity;
    }
    talks = &player->simulator[0].talks;
    self->item[self->items] = (ent_front_memory){talks->preferences, talks->fronts};
    self->item[self->items++].preferences.plan = &self->model->talks;
    talks->preferences = (ent_preferences){.plan = NULL};
    talks->fronts = (ent_pareto_cache){.entry = NULL};
}
