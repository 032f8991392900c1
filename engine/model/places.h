/* Counts acceptable packages by sets of bits, where the same preferences come again and again. Packages are heads and
 * tails (model/halves.h), with all options: what a draw excludes is masked out. For each judge the tails are put in the
 * order of what they bring, and there is a set of bits for each place in it: the tails from there on. What a head still
 * needs is looked up in each judge's order, and the sets found there have in common the tails that do. */
#ifndef ENT_MODEL_PLACES_H
#define ENT_MODEL_PLACES_H

#include "model/preferences.h"

enum { ENT_PLACE_BUCKETS = 1024 };

/* One judge's order. */
typedef struct ent_place_order {
    double *level;       /* [tails + 3] different sums, ascending, then infinity */
    uint64_t *from;      /* [(tails + 1) * words] tails with this level or a higher one; none in the end */
    uint16_t *start;     /* [ENT_PLACE_BUCKETS + 1] the first level in a bucket or after it */
    double low, inverse; /* a sum's bucket is (sum - low) * inverse */
    size_t levels;
} ent_place_order;

typedef struct ent_places {
    const ent_talks_plan *plan;
    const ent_kernels *kernels;
    uint64_t stamp; /* of the preferences; 0: there are no tables */
    size_t split;   /* demands before it make heads */
    size_t heads, tails, words;
    double *head;           /* [deciders][heads] */
    double *tail;           /* [deciders][tails] */
    ent_place_order *order; /* [deciders] */
    uint64_t *takes;        /* [options of tails * words] the tails that take an option */
    uint64_t *open;         /* [words] tails that are not excluded */
    uint64_t *excluded;     /* flags that open and open_head are of, once `masked` */
    bool masked, all_open;
    bool *open_head;      /* [heads] */
    const uint64_t **set; /* [deciders + 1] */
    double *need;         /* [deciders] sums that are just enough */
    double *room;         /* [deciders] what rounding may do to sums */
    const ent_preference *preference;
    const double *least; /* [deciders] */
    double *bound;       /* [deciders] scratch */
    uint32_t *listed;    /* [heads] those with a tail that may do, ascending */
    size_t count_listed;
    double *wanted, *bucket; /* [heads] of those listed: what a judge still needs, and its bucket */
    uint16_t *place;         /* [deciders][heads] of those listed: the level that is enough */
    uint32_t *accepted;      /* [heads] of those listed: how many tails are acceptable */
    bool *doubtful;          /* [heads] of those listed: some tail is within rounding of what is needed */
    uint64_t count;
    struct ent_place_item *item; /* [tails] scratch */
    size_t *option;              /* [demands] */
} ent_places;

/* A zeroed struct may be freed. Takes no memory for tables where tails would be too many (`tails` is 0 then). The plan
 * and the kernels must outlive it. ENT_ERR_NO_MEMORY. */
int ent_places_init(ent_places *self, const ent_talks_plan *plan, const ent_kernels *kernels);
void ent_places_free(ent_places *self);

/* Makes the tables. */
void ent_places_set(ent_places *self, const ent_preference *preference);

/* About how many nanoseconds that takes. */
double ent_places_cost(const ent_places *self);

/* Counts the packages with which each judge gets as much as `least`, and which are not excluded, into `count`. The
 * preference must be that of the tables; it and least must stay as they are until the choice. */
void ent_places_count(
    ent_places *self, const ent_preference *preference, const uint64_t *excluded, const double *least);

/* Package number `wanted`, from 0, of those counted last. */
size_t ent_places_choose(ent_places *self, uint64_t wanted);

#endif
