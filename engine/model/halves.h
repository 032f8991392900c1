/* Packages as two halves: heads take options of the first demands, tails of the rest, so that what a package is worth
 * is the sum of two numbers. The tables of both are short where packages are many. */
#ifndef ENT_MODEL_HALVES_H
#define ENT_MODEL_HALVES_H

#include "model/front.h"
#include "model/preferences.h"

/* Parts in the order of packages; a package's number is its head's and its tail's added. `utility` are weighted scores
 * summed up, within rounding. */
typedef struct ent_half {
    ent_front part;        /* followed by parts of -inf up to the end of a block of ENT_PAIR_BLOCK */
    double *most, *fewest; /* [deciders] over all parts */
    double *block_most;    /* [deciders][block_stride] over each block of parts */
    size_t blocks, block_stride, room;
} ent_half;

typedef struct ent_halves {
    const ent_talks_plan *plan;
    const ent_kernels *kernels;
    ent_half heads, tails;
    ent_front next;
    size_t *open;       /* [options] that are open, demand by demand */
    size_t *first_open; /* [demands + 1] */
    size_t split;       /* demands before it make heads */
    uint64_t *excluded; /* [words] the tables' flags */
    uint64_t stamp;     /* of the tables' preferences; 0: there are none yet */
    size_t words;
} ent_halves;

/* A zeroed struct may be freed. The plan and the kernels must outlive it. ENT_ERR_NO_MEMORY. */
int ent_halves_init(ent_halves *self, const ent_talks_plan *plan, const ent_kernels *kernels);
void ent_halves_free(ent_halves *self);

/* Fills the tables; those of the last call stay where they are the same. excluded: flags of the options that are out;
 * every demand must have one left. ENT_ERR_NO_MEMORY. */
int ent_halves_set(ent_halves *self, const ent_preference *preference, const uint64_t *excluded);

#endif
