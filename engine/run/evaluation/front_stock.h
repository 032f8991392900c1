/* What talks found out about packages (preferences met, fronts built), kept from one model to the next where their
 * talks value packages alike: evaluations of small changes of one model need not begin from nothing. It changes no
 * count. */
#ifndef ENT_RUN_FRONT_STOCK_H
#define ENT_RUN_FRONT_STOCK_H

#include "run/experts/player.h"

/* Of one thread. */
typedef struct ent_front_memory {
    ent_preferences preferences;
    ent_pareto_cache fronts;
} ent_front_memory;

/* A stock with a model only is empty and may be freed. Calls of one stock must not overlap. */
typedef struct ent_front_stock {
    const ent_model *model; /* borrowed: whose packages they are; must outlive the stock */
    ent_front_memory *item; /* [items] owned, not used by any player */
    size_t items, capacity;
} ent_front_stock;

void ent_front_stock_free(ent_front_stock *self);

/* Moves an item of the stock, if there is one, into a new player whose packages are those of the stock's model. Players
 * with experts have packages of several models, and are left as they are. */
void ent_front_stock_take(ent_front_stock *self, ent_player *player);

/* Moves what such a player found out into the stock, before the player is freed. Without memory for that it stays. */
void ent_front_stock_give(ent_front_stock *self, ent_player *player);

#endif
