/* The packages that can be a deal: those on the Pareto front of some set of available ones.
 *
 * A package is dropped only if another is at least as good for every party that counts, is available whenever it is,
 * and would be chosen before it: it comes earlier in order, or is better for every party by more than the tie
 * tolerance. So dropping changes no choice of any rule that rises with utilities, whatever the thresholds and whatever
 * the draw refuses. The front is built demand by demand: what is dominated as a part of a package stays dominated in
 * any completion, since utilities add up. */
#ifndef ENT_MODEL_PARETO_H
#define ENT_MODEL_PARETO_H

#include "model/model.h"

typedef struct ent_front {
    size_t count, capacity;
    size_t words;       /* 64-bit words of flags a package */
    double *utility;    /* [count * parties], in [0, 1]; during building weighted scores summed so far */
    uint32_t *package;  /* [count] index: options in file order, last demand fastest */
    uint64_t *need;     /* [count * words] flags of the options it takes */
} ent_front;

/* Room for building, reused from one build to the next. */
typedef struct ent_front_builder {
    ent_front current, next;
    double *total; /* [parties] sum of weights */
    struct ent_front_rank *rank;
    size_t ranks;
} ent_front_builder;

void ent_front_free(ent_front *self);

/* Room for `count` packages of so many parties and words of flags; what is there stays. ENT_ERR_NO_MEMORY. */
int ent_front_reserve(ent_front *self, size_t count, size_t parties, size_t words);

void ent_front_builder_free(ent_front_builder *self);

/* Builds the front for weights [demands * parties] and scores [options * parties]. Rule `random` keeps every package
 * that is not always excluded, in order. A party whose weights are all zero has utility 0. ENT_ERR_NO_MEMORY. */
int ent_front_build(ent_front *self, ent_front_builder *builder, const ent_talks_plan *plan, const double *weight,
    const double *score);

/* Whether member a of a finished front makes member b superfluous in a draw in which both are available. */
bool ent_front_supersedes(const ent_front *self, const ent_talks_plan *plan, size_t a, size_t b);

#endif
