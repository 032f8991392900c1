/* The rule `random`: each acceptable package with equal chance. They are counted, and then counted off in the order of
 * packages, without listing them: what the tails can bring is one table (model/halves.h), compared with what a head
 * still needs; heads all of whose tails are acceptable, or none, need no comparison. */
#ifndef ENT_MODEL_PICK_H
#define ENT_MODEL_PICK_H

#include "model/halves.h"
#include "model/places.h"

typedef struct ent_pick {
    const ent_talks_plan *plan;
    const ent_kernels *kernels;
    ent_halves halves;
    const ent_preference *preference;
    const double *least;  /* [deciders] least utility, tolerance included */
    double *sure, *maybe; /* [deciders] sums that are surely, and may be, enough */
    double *need, *want;  /* [deciders] scratch */
    uint32_t *head;       /* [numbers] heads with a tail that may do, ascending */
    uint32_t *accepted;   /* [numbers] how many of each are acceptable */
    uint32_t *tail;       /* [numbers] */
    size_t numbers, heads;
    uint64_t count;
    size_t *option;  /* [demands] */
    ent_places places; /* for preferences that have been asked for so often that the tables pay */
    uint64_t stamp;  /* preferences asked for last */
    double spent;    /* on counting for them without: about so many nanoseconds */
    bool by_places;   /* the last count */
} ent_pick;

/* A zeroed struct may be freed. ENT_ERR_NO_MEMORY. */
int ent_pick_init(ent_pick *self, const ent_talks_plan *plan, const ent_kernels *kernels);
void ent_pick_free(ent_pick *self);

/* Counts the packages with which each judge gets as much as `least` ([deciders]), into `count`. excluded: flags of the
 * options that are out. preference, excluded and least must stay as they are until the choice. ENT_ERR_NO_MEMORY. */
int ent_pick_count(ent_pick *self, const ent_preference *preference, const uint64_t *excluded, const double *least);

/* Package number floor(uniform * n) of the n counted last, of which there must be one. */
size_t ent_pick_choose(ent_pick *self, double uniform);

#endif
