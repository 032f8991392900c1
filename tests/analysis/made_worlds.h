/* Counts by world that follow a known function of independent factors, for the tests of methods. */
#ifndef ENT_TESTS_MADE_WORLDS_H
#define ENT_TESTS_MADE_WORLDS_H

#include "analysis/world_sums.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/* Uniforms by a 64-bit linear congruential generator (Knuth's MMIX constants), upper bits; independent of the engine.
 */
static uint64_t made_state;

static inline double made_uniform(void)
{
    made_state = made_state * 6364136223846793005U + 1442695040888963407U;
    return ((double) (made_state >> 11) + 0.5) / 9007199254740992.0;
}

/* Number of `draws` trials of chance p that succeed. */
static inline double made_binomial(uint64_t draws, double p)
{
    double count = 0.0;

    for (uint64_t i = 0; i < draws; i++) {
        count += made_uniform() < p ? 1.0 : 0.0;
    }
    return count;
}

/* Sums and draws of a number of worlds, on the heap. */
typedef struct made_worlds {
    double *sum, *draws;
} made_worlds;

static inline made_worlds made_worlds_of(size_t worlds)
{
    return (made_worlds){calloc(worlds, sizeof(double)), calloc(worlds, sizeof(double))};
}

static inline void made_worlds_free(made_worlds *self)
{
    free(self->sum);
    free(self->draws);
}

static inline ent_world_sums made_sums(const made_worlds *self)
{
    return (ent_world_sums){self->sum, self->draws};
}

#endif
