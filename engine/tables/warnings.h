/* The warnings about the figures of a run. */
#ifndef ENT_TABLES_WARNINGS_H
#define ENT_TABLES_WARNINGS_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "run/experiment.h"
#include "tally/tally.h"

#include <stddef.h>
#include <stdint.h>

/* One warning. */
typedef struct ent_warning_row {
    const char *path; /* Of the setting or section concerned */
    const char *warning;
    uint64_t count; /* Number of draws, worlds or months concerned, as the text states; 0: not counted */
} ent_warning_row;

/* The warnings of one variant. A zeroed struct is an empty list; free is always legal. */
typedef struct ent_warnings {
    ent_arena arena; /* Owns rows and texts */
    ent_warning_row *row;
    size_t rows, capacity;
} ent_warnings;

/* Start of the warning, with path "headline", of a range that was not measured; ": ", the reason, "; " and the size
 * that would do follow. */
#define ENT_WARNING_RANGE "the range across worlds is not measured"

/* Path of the warning that rows of drivers.csv have empty cells. The terminal does not repeat it: most runs have such
 * rows, as of a contributor who surely joins. */
#define ENT_WARNING_OF_DRIVERS "drivers.csv"

/* A zeroed struct may be freed. */
void ent_warnings_free(ent_warnings *self);

/* Collects the warnings of one variant: those of compiling it, values clamped to their range, draws that no outcome
 * takes, intervals and ranges that cannot be computed or stand on few worlds, numbers beyond the largest that can be
 * summed, checks of a number without a mean, talks without any deal, empty cells of drivers. guard:
 * [ent_experts_guards(&variant->model)]. ENT_OK; ENT_ERR_NUMERIC, with a diagnostic, where a setting was not a number
 * in some draw: the figures must not be used; ENT_ERR_NO_MEMORY. */
int ent_warnings_collect(ent_warnings *self, const ent_variant_model *variant, const ent_tally *tally,
    const ent_guard_count *guard, ent_diagnostics *diagnostics);

#endif
