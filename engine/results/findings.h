/* What a run has to say about its own figures: the rows of warnings.csv. */
#ifndef ENT_RESULTS_FINDINGS_H
#define ENT_RESULTS_FINDINGS_H

#include "results/tables.h"
#include "run/experiment.h"

typedef struct ent_findings {
    ent_arena arena;
    ent_warning_row *row;
    size_t rows, capacity;
} ent_findings;

/* A zeroed struct may be freed. */
void ent_findings_free(ent_findings *self);

/* Collects what is to be said of one variant: warnings of reading, values that were moved into their range, draws that
 * no outcome takes, ranges that could not be given, talks without any deal. guard: [model->guards]. ENT_OK;
 * ENT_ERR_NUMERIC with a diagnostic where a setting was no number in some draw: its figures must not be used;
 * ENT_ERR_NO_MEMORY. */
int ent_findings_collect(ent_findings *self, const ent_variant_model *variant, const ent_tally *tally,
    const ent_guard_count *guard, ent_diagnostics *diagnostics);

#endif
