/* The registry of the methods of `entente analyse`: one const descriptor a method.
 *
 * A new method is one file method_NAME.c that defines `const ent_analysis_method ent_method_NAME`, one line in
 * ENT_METHODS below, its tables in engine/tables/analysis/, its chart in engine/charts/analysis/ and its section of the
 * report in engine/report/analysis/. The command line, help and completion read the registry. */
#ifndef ENT_JOBS_METHODS_H
#define ENT_JOBS_METHODS_H

#include "jobs/analyse/analysis.h"

typedef struct ent_analysis_method {
    const char *name;  /* as the command line has it */
    const char *about; /* one line: the question that it answers */

    /* Number of draws that `run` will play, for the progress bar. */
    uint64_t (*draws)(const ent_analysis *self);

    /* Computes the figures and adds tables, findings and warnings. ENT_OK; errors of the library, with a diagnostic but
     * for ENT_ERR_NO_MEMORY and ENT_ERR_INTERRUPTED. A figure that cannot be known is no error. */
    int (*run)(ent_analysis *self);
} ent_analysis_method;

/* Every method, in the order in which `analyse` runs them. */
#define ENT_METHODS(METHOD)                                                                                            \
    METHOD(sensitivity)                                                                                                \
    METHOD(discover)                                                                                                   \
    METHOD(blockers)                                                                                                   \
    METHOD(frontier)                                                                                                   \
    METHOD(value)

#define ENT_METHOD_DECLARE(name) extern const ent_analysis_method ent_method_##name;
ENT_METHODS(ENT_METHOD_DECLARE)

/* All methods, [*count]. */
const ent_analysis_method *const *ent_methods(size_t *count);

/* The method of a name; NULL without one. */
const ent_analysis_method *ent_method_find(const char *name);

#endif
