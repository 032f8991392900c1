/* A block: the columns in which one thread plays out a run of consecutive draws of one chunk of worlds. */
#ifndef ENT_SIMULATE_BLOCK_H
#define ENT_SIMULATE_BLOCK_H

#include "model/model.h"
#include "model/talks.h"
#include "simulate/truce/truce.h"

typedef struct ent_block {
    const ent_model *model;
    void *memory;             /* all columns */
    double **world;           /* [world registers][worlds] */
    double **world_month;     /* [world-month registers][worlds * horizon] */
    double **world_month_row; /* [world-month registers] pointers to one world's months */
    double **draw;            /* [draw registers][ENT_BLOCK_ROWS] */
    double *scratch;          /* [max(rows, worlds, horizon)] */
    double **coupled;         /* [members of the largest coupled group] */
    float **score;            /* [rough columns][ENT_BLOCK_ROWS] scores that are only compared */
    size_t most_worlds;
    uint64_t first_world;     /* of the chunk */
    size_t worlds;
    uint64_t replications;
    ent_guard_count *guard;   /* [guards] */
    bool count_guards;
    ent_talks_state talks;
    ent_truce_state truce;
    uint64_t first;           /* first draw of the block */
    size_t rows;
    uint32_t *world_of;       /* [rows] row's world within the chunk */
    uint32_t *package;        /* [rows] */
    double *outcome;          /* [rows] number of the outcome; outcomes: unclassified */
} ent_block;

/* most_worlds: the largest chunk of worlds it will be given. A zeroed block may be freed. */
int ent_block_init(ent_block *self, const ent_model *model, size_t most_worlds);
void ent_block_free(ent_block *self);

/* Draws the worlds first … first + count - 1 (count at most most_worlds); each has `replications` draws. Guards count
 * once a world where `count_guards`. */
void ent_block_set_worlds(ent_block *self, uint64_t first, size_t count, uint64_t replications, bool count_guards);

/* What segments of the draws run on. */
ent_frame ent_draw_frame(const ent_block *block);

/* Plays `rows` draws from `first` on, which must lie in the worlds set. Afterwards the draw registers hold the results,
 * and `package` and `outcome` what was agreed and what it counts as. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_block_run(ent_block *self, uint64_t first, size_t rows);

#endif
