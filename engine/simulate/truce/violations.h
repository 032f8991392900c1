/* Violations of truces: the cause of each, whether it is contained, and the end of a truce.
 *
 * Causes are competing risks: given a violation, it is of cause c with probability h_c / sum h, h the integrated
 * hazards of the month (Prentice et al. 1978, The analysis of failure times in the presence of competing risks,
 * Biometrics 34, 541-554). A contained violation is counted and the cumulative hazard starts at 0 again with a new unit
 * exponential. */
#ifndef ENT_SIMULATE_TRUCE_VIOLATIONS_H
#define ENT_SIMULATE_TRUCE_VIOLATIONS_H

#include "simulate/truce/active_truces.h"

/* Violations that are settled together, at most one of a truce. The uniforms of all are computed by vectors, and no
 * truce waits for another. The caller fills truce, month, hazard, total and count. */
typedef struct ent_violations {
    uint32_t *truce; /* [count] row of the active truces */
    uint64_t *month; /* [count] month of the violation, 1 … horizon */
    double **hazard; /* [causes][count] integrated hazard of each cause in that month */
    double *total;   /* [count] sum over causes */
    size_t count;
    uint32_t *cause;             /* [count] number of the cause */
    uint32_t *chosen;            /* [count] violations that uniforms are computed for */
    uint64_t *key, *index, *sub; /* [count] addresses of these uniforms */
    double *uniform;             /* [count] in (0, 1) */
    void *memory;                /* owns the columns of doubles */
} ent_violations;

/* Allocates room for a block. Errors: ENT_ERR_NO_MEMORY; the list may be freed then too. */
int ent_violations_init(ent_violations *self, size_t causes);

/* A zeroed list may be freed. */
void ent_violations_free(ent_violations *self);

/* Settles the violations of the list; the segment of `contained` must have run. A truce with a violation that
 * is not contained ends: its draw gets months held and cause, and it is no longer alive. */
void ent_violations_settle(ent_violations *self, ent_active_truces *truces);

#endif
