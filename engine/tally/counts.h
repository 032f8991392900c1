/* Columns of counts by world: what estimates are computed from. */
#ifndef ENT_TALLY_COUNTS_H
#define ENT_TALLY_COUNTS_H

#include "distribution/designs/designs.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A column of counts: that of world w is at[w * stride]. Borrowed. */
typedef struct ent_counts {
    const void *at;
    size_t stride;
    unsigned bytes; /* of a count: 1, 2, or 4 (also 0) */
    bool design;    /* the sampling units are the randomisations of a design; false: the worlds */
} ent_counts;

/* A column of counts of independent worlds. */
static inline ent_counts ent_counts_of(const uint32_t *at, size_t stride)
{
    return (ent_counts){.at = at, .stride = stride};
}

/* The worlds of a run. */
typedef struct ent_worlds {
    uint64_t count;        /* number of worlds */
    uint64_t replications; /* draws of a world */
    bool unknowns;         /* something differs between worlds: there are factors that are random */
} ent_worlds;

/* The count of world w. */
static inline uint32_t ent_count(ent_counts counts, uint64_t w)
{
    switch (counts.bytes) {
    case 1:
        return ((const uint8_t *) counts.at)[w * counts.stride];
    case 2:
        return ((const uint16_t *) counts.at)[w * counts.stride];
    default:
        return ((const uint32_t *) counts.at)[w * counts.stride];
    }
}

/* Sets count i of a column without gaps, whose counts have `bytes` bytes: 1, 2 or 4. value: fits them. */
static inline void ent_count_set(void *column, unsigned bytes, uint64_t i, uint32_t value)
{
    switch (bytes) {
    case 1:
        ((uint8_t *) column)[i] = (uint8_t) value;
        break;
    case 2:
        ((uint16_t *) column)[i] = (uint16_t) value;
        break;
    default:
        ((uint32_t *) column)[i] = value;
    }
}

#endif
