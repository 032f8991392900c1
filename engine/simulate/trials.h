/* The trials of an event that may start again: number j, counted from 0, is in the month ceil(at + j * every). */
#ifndef ENT_SIMULATE_TRIALS_H
#define ENT_SIMULATE_TRIALS_H

#include "kernels/kernels.h"

#include <stdbool.h>
#include <stdint.h>

/* The trials of one event in one draw. */
typedef struct ent_trials {
    double at, every; /* months; every >= 1 */
    double lasts;     /* months; infinity: for good */
    double chance;    /* of each trial */
    uint64_t key;     /* of the uniforms, each at the address of its draw and its number */
    uint64_t index;   /* number of the draw */
    const ent_kernels *kernels;
} ent_trials;

/* Whether a trial in `month`, a whole number, succeeds. */
bool ent_trials_in(const ent_trials *self, double month);

/* Whether a trial before `month`, and in a month later than `after`, succeeds and its run lasts into that month; *onset
 * is then the month of the last that does. At most 4800 trials are looked at: more than talks and a truce of the
 * longest kind have months. */
bool ent_trials_before(const ent_trials *self, double month, double after, double *onset);

/* The month of the first trial after `month`; infinity where there is none. */
double ent_trials_next(const ent_trials *self, double month);

#endif
