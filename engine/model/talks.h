/* Stage 3: in which round which package is signed, if any. */
#ifndef ENT_MODEL_TALKS_H
#define ENT_MODEL_TALKS_H

#include "model/bests.h"
#include "model/front_cache.h"
#include "model/model.h"
#include "model/pick.h"
#include "model/preferences.h"
#include "model/search.h"
#include "model/walk.h"

/* A draw that waits for its deal. */
typedef struct ent_pending {
    size_t row, round; /* the first round in which it can sign */
    size_t slot;       /* of its preferences */
    size_t place;      /* of its front in the cache */
} ent_pending;

/* What a thread needs to hold talks: what it has found out so far, and room to work in. */
typedef struct ent_talks_state {
    const ent_talks_plan *plan;
    const ent_kernels *kernels;
    ent_preferences preferences;
    ent_search search;
    ent_bests bests;
    ent_front_cache fronts;
    ent_halves halves;
    ent_walk walk;
    ent_pick pick;
    double *falloff;     /* [(rounds + 1) * deciders] 1 - min(1, k / D)^(1 / concession), D the deadline, where concession is constant */
    double *reservation; /* [deciders] R_p of a round */
    double *least;       /* [deciders] utility that a party asks for in a round, tolerance included; no veto: -inf */
    double *lowest;      /* [deciders] the same, of all rounds that are left */
    uint64_t *marked;    /* [words * ENT_BLOCK_ROWS] flags of the options that each row excludes */
    uint64_t *excluded;  /* [words] of one row */
    double *flag;        /* [ENT_BLOCK_ROWS] */
    size_t words;
    size_t *option;       /* [demands] of a deal */
    ent_pending *pending; /* [ENT_BLOCK_ROWS] */
    size_t waiting;
    uint32_t *acceptable; /* [capacity] */
    double *value;        /* [capacity] */
    size_t capacity;
    int status; /* ENT_ERR_NO_MEMORY once memory was out: the run must not be used */
} ent_talks_state;

/* The plan and the kernels must outlive it. */
int ent_talks_init(ent_talks_state *self, const ent_talks_plan *plan, const ent_kernels *kernels);
void ent_talks_free(ent_talks_state *self);

/* Holds the talks of `rows` draws. reg: draw registers; world_reg: world registers; world: [rows] the row's place in
 * them. Fills agreed, month, round, deal, utility; package: [rows] index, or UINT32_MAX without a deal. */
void ent_talks_run(ent_talks_state *self, double *const *reg, double *const *world_reg, const uint32_t *world,
    size_t rows, uint32_t *package);

#endif
