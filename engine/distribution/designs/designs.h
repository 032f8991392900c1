/* The designs that the worlds of a run may have, and their sizes. */
#ifndef ENT_DISTRIBUTION_DESIGNS_H
#define ENT_DISTRIBUTION_DESIGNS_H

#include <stddef.h>
#include <stdint.h>

typedef enum ent_design_kind {
    ENT_DESIGN_RANDOM, /* independent worlds */
    ENT_DESIGN_LHS,    /* Latin hypercubes (latin_hypercube.h) */
    ENT_DESIGN_SOBOL,  /* scrambled Sobol' points (sobol.h) */
    ENT_DESIGNS
} ent_design_kind;

/* Randomisations of a design but random: world w belongs to number w mod ENT_RANDOMISATIONS. Each is a point set of its
 * own, independent of the others, so they are the sampling units of all estimates, while the worlds of one are not
 * independent.
 */
enum { ENT_RANDOMISATIONS = 16 };

/* Name as in a file: "random", "lhs", "sobol"; and in words: "Latin hypercube". */
const char *ent_design_name(ent_design_kind kind);
const char *ent_design_words(ent_design_kind kind);

/* Returns the least number of worlds, `worlds` or more, that a design can have: a multiple of ENT_RANDOMISATIONS, and
 * of Sobol' points that times a power of 2. */
uint64_t ent_design_worlds(ent_design_kind kind, uint64_t worlds);

/* Returns the number of worlds of stage 0, 1, 2, … of a run that stops once it is precise enough: 250 doubled so often
 * (256 with a design), at most `worlds`. */
uint64_t ent_design_stage(ent_design_kind kind, uint64_t worlds, unsigned stage);

#endif
