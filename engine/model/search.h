/* The packages among which a deal must be, found demand by demand: every part of a package takes every option that is
 * open. A part is given up when the best that the rest can bring is too little for somebody, and, where parts have
 * become many, when another outdoes it (model/front.h). */
#ifndef ENT_MODEL_SEARCH_H
#define ENT_MODEL_SEARCH_H

#include "model/front.h"
#include "model/preferences.h"

typedef struct ent_search {
    const ent_talks_plan *plan;
    const ent_kernels *kernels;
    ent_front found; /* what was found; unlike cached fronts it may hold packages that others outdo */
    ent_front next;
    ent_front_room room;
    size_t *possible;              /* [options] that are not always out, demand by demand */
    size_t *first_possible;        /* [demands + 1] */
    double *penalty;               /* [options] of the possible ones: -inf where it is out, else 0 */
    size_t *open;                  /* [options] that are open, demand by demand */
    size_t *first_open;            /* [demands + 1] */
    double *rest;                  /* [(demands + 1) * deciders] most that demands d, d + 1, … can still bring */
    double *completions;           /* [demands + 1] packages that a part of d demands leads to */
    double *scale, *floor, *bound; /* [deciders] */
    uint32_t *index;
    size_t indices;
    bool few;    /* so few packages that they are all listed */
    double work; /* of the last run: about so many nanoseconds */
} ent_search;

/* A zeroed search may be freed. ENT_ERR_NO_MEMORY. */
int ent_search_init(ent_search *self, const ent_talks_plan *plan, const ent_kernels *kernels);
void ent_search_free(ent_search *self);

/* Whether no package can give every judge as much as `least` ([deciders]): some demand has no option left, or the best of
 * each is too little for somebody. Where it is false there may be none all the same. */
bool ent_search_hopeless(
    ent_search *self, const ent_preference *preference, const uint64_t *excluded, const double *least);

/* Whether all that demands can bring a party, weighted, is less than `least` for sure. */
bool ent_search_falls_short(const ent_preference *preference, size_t party, double sum, double least);

/* How many packages are open; 0 where some demand has no option left. */
double ent_search_packages(ent_search *self, const uint64_t *excluded);

/* Fills `found`: all packages that could be the deal if every judge asks for at least `least` ([deciders]; others may be
 * among them), or for all that they can ask for where least is NULL. Stops when `work` exceeds `most`: then `found` is of no
 * use. excluded: flags of the options that are out. ENT_ERR_NO_MEMORY. */
int ent_search_run(
    ent_search *self, const ent_preference *preference, const uint64_t *excluded, const double *least, double most);

/* Whether an option is out. */
static inline bool ent_search_is_out(const ent_talks_plan *plan, const uint64_t *excluded, size_t option)
{
    size_t flag = plan->flag_of[option];

    return flag == SIZE_MAX ? plan->excluded_always[option] : (excluded[flag / 64] >> (flag % 64) & 1U) != 0;
}

#endif
