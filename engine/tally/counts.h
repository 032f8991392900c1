/* Columns of counts by world: what estimates are computed from. */
#ifndef ENT_TALLY_COUNTS_H
#define ENT_TALLY_COUNTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A column of counts: that of world w is at[w * stride]. Borrowed. */
typedef struct ent_counts {
    const uint32_t *at;
    size_t stride;
} ent_counts;

/* The worlds of a run. */
typedef struct ent_worlds {
    uint64_t count;        /* number of worlds */
    uint64_t replications; /* draws of a world */
    bool unknowns;         /* something differs between worlds: there are factors that are random */
} ent_worlds;

/* The count of world w. */
static inline uint32_t ent_count(ent_counts counts, uint64_t w)
{
    return counts.at[w * counts.stride];
}

#endif
