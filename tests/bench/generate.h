/* Scenarios of any size, made up for measuring. */
#ifndef ENT_BENCH_GENERATE_H
#define ENT_BENCH_GENERATE_H

#include <stddef.h>

/* At which rate the parties' weights are known. */
typedef enum generated_weights { WEIGHTS_CONSTANT, WEIGHTS_WORLD, WEIGHTS_DRAW } generated_weights;

enum { GENERATED_DEMANDS = 8 };

typedef struct generated {
    size_t worlds, replications, contributors, months, parties, variants;
    size_t options[GENERATED_DEMANDS]; /* of each demand; the first 0 ends them; none: no talks */
    generated_weights weights;
} generated;

size_t generated_packages(const generated *self);

/* The scenario's text; the caller frees it. */
char *generate(const generated *self);

#endif
