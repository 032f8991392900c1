/* Stage 3: in which round which package is signed, if any. */
#ifndef ENT_MODEL_TALKS_H
#define ENT_MODEL_TALKS_H

#include "model/model.h"
#include "model/search.h"
#include "model/view.h"

enum { ENT_FRONT_SLOTS = 256 };

/* What a thread needs to hold talks: fronts of the preferences met so far, and room to work in. */
typedef struct ent_talks_state {
    const ent_talks_plan *plan;
    ent_front_builder builder;
    ent_front *front;       /* [slots], built when first needed */
    double *key;            /* [slots * varying preferences] what each slot holds */
    double *gain;           /* [slots * options * parties] weight times score */
    double *total;          /* [slots * parties] sums of weights */
    uint64_t *stamp;        /* [slots] number of the entry, from 1; 0: empty */
    bool *built;            /* [slots] whether the front is there */
    uint64_t entries;
    size_t slots;
    ent_view_cache views;
    ent_search search;
    ent_front found;        /* of the search */
    double *bounds;         /* the search's room */
    double *wanted;         /* [varying preferences] */
    double *weight, *score; /* the preferences in full */
    double *falloff;        /* [parties * (rounds + 1)] 1 - (k / K)^(1 / concession) where concession is constant */
    double *reservation, *aspiration; /* [parties] */
    uint64_t *excluded;     /* [ENT_BLOCK_ROWS * words] */
    size_t words;
    uint32_t *acceptable;   /* [capacity] */
    double *value;          /* [capacity] */
    size_t capacity;
    int status;             /* ENT_ERR_NO_MEMORY once memory was out: the run must not be used */
} ent_talks_state;

int ent_talks_init(ent_talks_state *self, const ent_talks_plan *plan);
void ent_talks_free(ent_talks_state *self);

/* Holds the talks of `rows` draws. reg: draw registers; world_reg: world registers; world: [rows] the row's place in
 * them. Fills agreed, month, round, deal, utility; package: [rows] index, or UINT32_MAX without a deal. */
void ent_talks_run(ent_talks_state *self, double *const *reg, double *const *world_reg, const uint32_t *world,
    size_t rows, uint32_t *package);

#endif
