/* Counts acceptable packages with bitmaps, for preferences that are counted often. Packages are pairs of heads and
 * tails (simulate/talks/half_packages.h) of all options; tails with excluded options are masked. For each decider the
 * tails are sorted by their sums of weighted scores, and each level (distinct sum) has a bitmap of the tails at this
 * level or above. A head needs a certain level for each decider; its acceptable tails are the intersection of these
 * bitmaps. */
#ifndef ENT_SIMULATE_TALKS_BITMAP_INDEX_H
#define ENT_SIMULATE_TALKS_BITMAP_INDEX_H

#include "simulate/talks/exclusions.h"
#include "simulate/talks/preferences.h"

enum { ENT_BITMAP_BUCKETS = 1024 };

/* The tails in the order of one decider. */
typedef struct ent_bitmap_order {
    double *level;       /* [tails + 3] distinct sums, ascending, then infinity */
    uint64_t *from;      /* [tails + 1][words] tails at each level or above; none at the last */
    uint16_t *start;     /* [ENT_BITMAP_BUCKETS + 1] first level in a bucket or after it */
    double low, inverse; /* the bucket of a sum is (sum - low) * inverse */
    size_t levels;
} ent_bitmap_order;

typedef struct ent_bitmap_index {
    const ent_talks_plan *plan;
    const ent_kernels *kernels;
    uint64_t stamp; /* of the tables' preferences; 0: there are no tables */
    size_t split;   /* heads take the demands before it */
    size_t heads, tails;
    size_t words;            /* of a bitmap of tails */
    double *head;            /* [deciders][heads] sums of weighted scores */
    double *tail;            /* [deciders][tails] sums of weighted scores */
    ent_bitmap_order *order; /* [deciders] */
    uint64_t *takes;         /* [options][words] tails that take an option */
    uint64_t *open;          /* [words] tails without an excluded option */
    bool *open_head;         /* [heads] whether a head has no excluded option */
    uint64_t *excluded;      /* flags for which `open` and `open_head` were made */
    bool masked, all_open;   /* masked: `open` and `open_head` were made; all_open: all tails are open */
    const uint64_t **bitmap; /* [deciders + 1] to intersect */
    double *need;            /* [deciders] sums that are just enough */
    double *room;            /* [deciders] largest rounding error of a sum */
    const ent_preference *preference;
    const double *aspiration; /* [deciders] smallest acceptable utility */
    double *bound;            /* [deciders] scratch */
    uint32_t *listed;         /* [heads] heads with a tail that can be enough, ascending; [count_listed] are set */
    size_t count_listed;
    double *wanted, *bucket;      /* [heads] scratch: sum that a listed head still needs, and its bucket */
    uint16_t *enough;             /* [deciders][heads] first level that is enough for a listed head */
    uint32_t *accepted;           /* [heads] number of acceptable tails of a listed head */
    bool *doubtful;               /* [heads] whether some tail is within rounding of a listed head's need */
    uint64_t count;               /* acceptable packages counted last */
    struct ent_bitmap_item *item; /* [tails] scratch */
    size_t *option;               /* [demands] */
} ent_bitmap_index;

/* Initialises for a plan with talks. A zeroed struct may be freed. Allocates tables for the rule `random` only, and
 * sets `tails` to 0 if the plan cannot have any. The plan and the kernels must outlive it. Returns ENT_ERR_NO_MEMORY if
 * memory runs out; the struct must be freed all the same. */
int ent_bitmap_index_init(ent_bitmap_index *self, const ent_talks_plan *plan, const ent_kernels *kernels);
void ent_bitmap_index_free(ent_bitmap_index *self);

/* Fills the tables. */
void ent_bitmap_index_set(ent_bitmap_index *self, const ent_preference *preference);

/* Returns the estimated cost of ent_bitmap_index_set, nanoseconds. */
double ent_bitmap_index_cost(const ent_bitmap_index *self);

/* Sets `count` to the number of packages without excluded options in which every decider's utility is `aspiration` or
 * more ([deciders]). preference: that of the tables. It and `aspiration` must stay unchanged until the choice. */
void ent_bitmap_index_count(
    ent_bitmap_index *self, const ent_preference *preference, const uint64_t *excluded, const double *aspiration);

/* Returns package number `wanted`, from 0, of those counted last. */
size_t ent_bitmap_index_choose(ent_bitmap_index *self, uint64_t wanted);

/* Whether the invariants of filled tables hold: levels ascend, the bitmap of a level has exactly the tails with this
 * sum or a larger one. */
bool ent_bitmap_index_check(const ent_bitmap_index *self);

#endif
