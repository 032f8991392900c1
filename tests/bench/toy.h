/* The toy model of scenarios/coalition.cfg and coalition-truce.cfg, written by hand in three ways for comparison with
 * the engine: the uniforms alone, columns of one program made for this model, and plain GSL calls.
 *
 * Twelve contributors with triangular pledges; joins correlated 0.40 within two blocs of six and 0.15 across; required
 * uniform(30k, 40k); on request a Weibull truce of 24 months whose hazard falls with the force in place. */
#ifndef ENT_BENCH_TOY_H
#define ENT_BENCH_TOY_H

#include "kernels/kernels.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TOY_CONTRIBUTORS = 12, TOY_BLOC = 6, TOY_MONTHS = 24, TOY_ROWS = 256 };

#define TOY_SHAPE 0.8
#define TOY_SCALE 30.0
#define TOY_EFFECT (-0.94)
#define TOY_REQUIRED_LOW 30000.0
#define TOY_REQUIRED_HIGH 40000.0

typedef struct toy_pledge {
    const char *id;
    double min, mode, max;
    double joins;
} toy_pledge;

extern const toy_pledge toy_pledges[TOY_CONTRIBUTORS];

/* The model, prepared before the draws begin; the streams are those of the engine, so results can be compared draw by
 * draw. */
typedef struct toy_model {
    const ent_kernels *kernels;
    uint64_t worlds, replications;
    bool truce;
    double lower[TOY_CONTRIBUTORS][TOY_CONTRIBUTORS]; /* Cholesky factor of the joins' correlations */
    double above[TOY_CONTRIBUTORS];                   /* joins where the score is above */
    uint64_t joins_key[TOY_CONTRIBUTORS], troops_key[TOY_CONTRIBUTORS], required_key, trigger_key;
} toy_model;

/* Results of one world. */
typedef struct toy_world {
    uint32_t draws, complete;
    uint32_t joins[TOY_CONTRIBUTORS];
    uint32_t months[TOY_MONTHS + 1]; /* draws by full months that the truce lasted; the last: held */
    double offered;                  /* sum */
} toy_world;

void toy_init(
    toy_model *self, const ent_kernels *kernels, uint64_t seed, uint64_t worlds, uint64_t replications, bool truce);

/* Number of uniforms a draw. */
size_t toy_uniforms(const toy_model *self);

/* Fills as many columns of uniforms as the model uses, block by block. Returns a number made of them. */
double toy_floor(const toy_model *self);

/* The model in columns; world: [self->worlds], zeroed. */
void toy_columns(const toy_model *self, toy_world *world);

/* The model in plain GSL calls, draw by draw, with GSL's own generator; world as above. */
void toy_gsl(const toy_model *self, toy_world *world);

/* The part of toy_columns that is compiled once for each instruction set, with the flags of the engine's kernels. */
typedef struct toy_block {
    double score[TOY_CONTRIBUTORS][TOY_ROWS];
    double joins[TOY_CONTRIBUTORS][TOY_ROWS];
    double uniform[TOY_ROWS], offered[TOY_ROWS], rest[TOY_ROWS];
} toy_block;

typedef struct toy_loops {
    const char *isa;
    /* score to joins and their number; number: [contributors] */
    void (*join)(const toy_model *model, size_t rows, toy_block *block, uint32_t *number);
    /* offered += the pledge by `uniform`, where c joins */
    void (*pledge)(size_t c, size_t rows, toy_block *block);
    /* `uniform` to required; the sum offered is added to *sum; returns in how many rows the offer reaches it */
    uint32_t (*reach)(size_t rows, toy_block *block, double *sum);
    /* a * b + c, multiplied and added apart: returns a number made of `repeats` times TOY_PEAK_CHAINS vectors; *done
     * is the number of multiply-adds */
    double (*peak)(uint64_t repeats, uint64_t *done);
} toy_loops;

/* NULL for an unknown name. */
const toy_loops *toy_loops_select(const char *isa);

#endif
