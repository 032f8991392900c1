/* Packages as pairs of half packages: a head takes options of the first demands, a tail of the remaining ones. The
 * utility of a package is the sum of two numbers, and both tables are short where packages are many (meet in the
 * middle: E. Horowitz and S. Sahni, Journal of the ACM 21 (1974), 277-292). */
#ifndef ENT_SIMULATE_TALKS_HALF_PACKAGES_H
#define ENT_SIMULATE_TALKS_HALF_PACKAGES_H

#include "simulate/talks/exclusions.h"
#include "simulate/talks/pareto_front.h"
#include "simulate/talks/preferences.h"

/* All choices of open options for some demands, in the order of packages. The package index of a pair is the sum of the
 * two indices. */
typedef struct ent_half {
    ent_pareto_front
        sums;           /* sums of weighted scores, within rounding; padded with -inf to a multiple of ENT_PAIR_BLOCK */
    double *most;       /* [deciders] largest sum */
    double *fewest;     /* [deciders] smallest sum */
    double *block_most; /* [deciders][block_stride] largest sum of each block of ENT_PAIR_BLOCK members; then -inf */
    size_t blocks, block_stride, room;
} ent_half;

typedef struct ent_half_packages {
    const ent_talks_plan *plan;
    const ent_kernels *kernels;
    ent_half heads, tails;
    ent_pareto_front next;
    size_t *open;       /* [options] options that are not excluded, demand by demand */
    size_t *first_open; /* [demands + 1] */
    size_t split;       /* heads take the demands before it */
    uint64_t *excluded; /* [words] flags of the tables */
    uint64_t stamp;     /* of the tables' preferences; 0: there are no tables */
    size_t words;
} ent_half_packages;

/* Initialises for a plan with talks. A zeroed struct may be freed. The plan and the kernels must outlive it. Returns
 * ENT_ERR_NO_MEMORY if memory runs out; the struct must be freed all the same. */
int ent_half_packages_init(ent_half_packages *self, const ent_talks_plan *plan, const ent_kernels *kernels);
void ent_half_packages_free(ent_half_packages *self);

/* Fills both tables unless they are those of the last call. excluded: flags of the excluded options. Both tables are
 * empty if all options of some demand are excluded. Returns ENT_ERR_NO_MEMORY if memory runs out. */
int ent_half_packages_set(ent_half_packages *self, const ent_preference *preference, const uint64_t *excluded);

/* Whether the invariants of filled tables hold: members ascend by package index, every sum is between `fewest` and
 * `most` within rounding, every block's largest sum is that of its members, padding is -inf. */
bool ent_half_packages_check(const ent_half_packages *self);

#endif
