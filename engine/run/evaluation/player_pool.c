#include "run/evaluation/player_pool.h"

#include <stdlib.h>

void ent_player_pool_free(ent_player_pool *self)
{
    for (size_t i = 0; i < self->idles; i++) {
        ent_player_free(&self->idle[i]);
    }
    free(self->idle);
    *self = (ent_player_pool){.idle = NULL};
}

bool ent_player_pool_take(ent_player_pool *self, const ent_model *model, size_t most_worlds, ent_player *player)
{
    for (size_t i = self->idles; i-- > 0;) {
        if (self->idle[i].model == model && self->idle[i].simulator[0].block.most_worlds >= most_worlds) {
            *player = self->idle[i];
            self->idle[i] = self->idle[--self->idles];
            ent_player_reset(player);
            return true;
        }
    }
    return false;
}

void ent_player_pool_give(ent_player_pool *self, ent_player *player)
{
    if (self->idles == self->capacity) {
        size_t capacity = 2 * self->capacity + 2;
        ent_player *grown = realloc(self->idle, capacity * sizeof(*grown));
        if (grown == NULL) {
            ent_player_free(player);
            return;
        }
        self->idle = grown;
        self->capacity = capacity;
    }
    self->idle[self->idles++] = *player;
    *player = (ent_player){.simulators = 0};
}
