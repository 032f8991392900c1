/* The rule `random`: each acceptable package with equal probability. The acceptable packages are counted, then number
 * floor(u n) of the n in the order of packages is found, without listing them. A package is a pair of half packages
 * (simulate/talks/half_packages.h): the tails of each head are counted by comparing their sums with the remaining need
 * of the head. A head for which all tails are enough, or none, needs no comparison. */
#ifndef ENT_SIMULATE_TALKS_RANDOM_PACKAGE_H
#define ENT_SIMULATE_TALKS_RANDOM_PACKAGE_H

#include "simulate/talks/bitmap_index.h"
#include "simulate/talks/half_packages.h"

typedef struct ent_random_package {
    const ent_talks_plan *plan;
    const ent_kernels *kernels;
    ent_half_packages halves;
    const ent_preference *preference;
    const double *aspiration; /* [deciders] smallest acceptable utility */
    double *sure, *maybe;     /* [deciders] sums that are certainly enough, and that can be */
    double *need, *want;      /* [deciders] scratch: needs of a head for `maybe` and for `sure` */
    uint32_t *head;           /* [numbers] heads with a tail that can be enough, ascending */
    uint32_t *accepted;       /* [numbers] acceptable tails of each */
    uint32_t *tail;           /* [numbers] scratch */
    size_t numbers, heads;
    uint64_t count;          /* acceptable packages counted last */
    size_t *option;          /* [demands] */
    ent_bitmap_index places; /* for preferences that are counted often */
    uint64_t stamp;          /* of the preferences counted last */
    double spent;            /* estimated cost of counting these without `places`, nanoseconds */
    bool by_bitmaps;         /* how the last count was done */
} ent_random_package;

/* Initialises for a plan with talks. A zeroed struct may be freed. The plan and the kernels must outlive it. Returns
 * ENT_ERR_NO_MEMORY if memory runs out; the struct must be freed all the same. */
int ent_random_package_init(ent_random_package *self, const ent_talks_plan *plan, const ent_kernels *kernels);
void ent_random_package_free(ent_random_package *self);

/* Sets `count` to the number of packages in which every decider's utility is `aspiration` or more ([deciders]).
 * excluded: flags of the excluded options. The three arrays must stay unchanged until the choice. Returns
 * ENT_ERR_NO_MEMORY if memory runs out. */
int ent_random_package_count(
    ent_random_package *self, const ent_preference *preference, const uint64_t *excluded, const double *aspiration);

/* Returns package number floor(uniform * count) of those counted last, of which there must be one. uniform: in (0, 1).
 */
size_t ent_random_package_choose(ent_random_package *self, double uniform);

/* Returns the package with the number that the uniform chooses among `count` members of a set, 1 or more, in the order
 * of packages. member: [count] rows of the set; their order is changed. */
size_t ent_random_package_among(const ent_pareto_front *set, uint32_t *member, size_t count, double uniform);

#endif
