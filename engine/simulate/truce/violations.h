/* Violations of truces: the cause of each, whether it is contained, and the end of a truce.
 *
 * Causes are competing risks: given a violation, it is of cause c with probability h_c / sum h, h the integrated
 * hazards of the month (Prentice et al. 1978, The analysis of failure times in the presence of competing risks,
 * Biometrics 34, 541-554). A contained violation is counted and the cumulative hazard starts at 0 again with a new unit
 * exponential. */
#ifndef ENT_SIMULATE_TRUCE_VIOLATIONS_H
#define ENT_SIMULATE_TRUCE_VIOLATIONS_H

#include "simulate/truce/active_truces.h"

/* Values of ent_violations.by. */
#define ENT_VIOLATION_OPEN UINT32_MAX            /* not contained */
#define ENT_VIOLATION_BY_ITSELF (UINT32_MAX - 1) /* by the chance `contained` of its cause */

/* Violations that are settled together, at most one of a truce. The uniforms of all are computed by vectors, and no
 * truce waits for another. The caller fills truce, month, hazard, total and count. */
typedef struct ent_violations {
    uint32_t *truce; /* [count] row of the active truces */
    uint64_t *month; /* [count] month of the violation, 1 … horizon */
    double **hazard; /* [causes][count] integrated hazard of each cause in that month */
    double *total;   /* [count] sum over causes */
    size_t count;
    uint32_t *cause;             /* [count] number of the cause */
    uint32_t *by;                /* [count] what contained it: number of a guarantee, or one of the values above */
    bool *changed;               /* [count] the state of the truce changed with it: a guarantee is void */
    bool *failed;                /* [count] scratch: a test that is not known to be honoured */
    bool *saved;                 /* [count] scratch: no later guarantee would have contained it */
    uint32_t *chosen;            /* [count] violations that uniforms are computed for */
    uint64_t *key, *index, *sub; /* [count] addresses of these uniforms */
    double *uniform;             /* [count] in (0, 1) */
    void *memory;                /* owns the columns of doubles */
} ent_violations;

/* Allocates room for a block. Errors: ENT_ERR_NO_MEMORY; the list may be freed then too. */
int ent_violations_init(ent_violations *self, size_t causes);

/* A zeroed list may be freed. */
void ent_violations_free(ent_violations *self);

/* Computes the uniforms of the first `count` chosen violations, from the streams in `key`, each at the address of its
 * draw and month. */
void ent_violations_uniforms(ent_violations *self, const ent_active_truces *truces, size_t count);

/* Settles the violations of the list; the segment of `contained` must have run. A truce with a violation that
 * is not contained, by itself or by a guarantee, ends: its draw gets months held and cause, and it is no longer alive.
 * Sets `changed`. */
void ent_violations_settle(ent_violations *self, ent_active_truces *truces);

#endif
