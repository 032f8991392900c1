/* The chance of the headline where a factor is lowest and highest, of very many worlds of one draw each: in one pass,
 * without all values of the factor in memory. */
#ifndef ENT_ANALYSIS_SINGLE_DRAWS_H
#define ENT_ANALYSIS_SINGLE_DRAWS_H

#include "tally/estimate.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ENT_SINGLE_DRAWS_CHUNK = 1024 };

/* Uniforms in (0, 1) by world, independent, in the order of a factor's values. */
typedef struct ent_uniform_source {
    /* Returns those of worlds first … first + count - 1, count at most ENT_SINGLE_DRAWS_CHUNK; valid until the next
     * call. */
    const double *(*read)(void *context, uint64_t first, size_t count);
    void *context;
} ent_uniform_source;

/* Sets low and high to the moments of the worlds i < W / 5 and i >= 4 W / 5 in order of their uniforms, equal ones by
 * number; k, n: [worlds] 0 or 1, and k 1 only where n is. Since the uniforms are, it is known beforehand where a fifth
 * must end, but for six standard errors: only the worlds within them are put in order. Returns false, with nothing set,
 * where the end is not there after all (2 in a thousand million), or memory is out: then the values must be ranked. */
bool ent_single_draws_fifths(ent_moments *low, ent_moments *high, const uint8_t *k, const uint8_t *n, uint64_t worlds,
    const ent_uniform_source *source);

#endif
