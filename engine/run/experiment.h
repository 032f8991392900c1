/* An experiment: a scenario with its variants, each read, compiled, and ready to run. */
#ifndef ENT_RUN_EXPERIMENT_H
#define ENT_RUN_EXPERIMENT_H

#include "run/variant_model.h"
#include "tally/tally.h"

typedef struct ent_experiment {
    const char *id;           /* of the scenario; in the arena */
    ent_arena arena;          /* owns the variants */
    ent_variant_model **item; /* [count] base first */
    size_t count;
    ent_table_cache shelf; /* read-only once loaded, so that variants built later, on any thread, may use it */
} ent_experiment;

/* Where a scenario comes from, and the changes of the command line. All borrowed. */
typedef struct ent_experiment_source {
    const char *path;
    const char *id;         /* names the result folder */
    ent_loader load;        /* reads a file */
    void *context;          /* of the loader */
    const char *const *set; /* [sets] "path = value" arguments */
    size_t sets;
    const ent_kernels *kernels;
    const char *where; /* condition that the models compute by draw (ent_outcome_plan.where); NULL: none */
    bool base_only;    /* leave the variants out */
    bool check_cases;  /* compile all cases too, to find their errors */
    unsigned threads;  /* for the pilots; 0: one for each processor */
} ent_experiment_source;

/* Reads and compiles base and variants, checks the points of sweeps, and runs the pilots. All errors of all variants go
 * to diagnostics, which the experiment must outlive. A zeroed experiment may be freed.
 * Errors: ENT_ERR_SCENARIO, ENT_ERR_IO, ENT_ERR_NO_MEMORY. */
int ent_experiment_load(ent_experiment *self, const ent_experiment_source *source, ent_diagnostics *diagnostics);
void ent_experiment_free(ent_experiment *self);

/* Returns the index of a variant by id; SIZE_MAX if there is none. */
size_t ent_experiment_find(const ent_experiment *self, const char *id);

/* Returns the troop thresholds of force.csv, force by force, each ascending: the scenario's, or round numbers that
 * cover all variants. [*count], owned by the experiment; NULL when memory is out. */
const ent_threshold *ent_experiment_thresholds(ent_experiment *self, size_t *count);

/* Sets the number of worlds of all variants, up to that of the file. Models and designs read it when they are run. */
void ent_experiment_resize(const ent_experiment *self, uint64_t worlds);

/* Returns NULL if a loaded experiment is consistent, else the invariant that does not hold. For tests. */
const char *ent_experiment_check(const ent_experiment *self);

#endif
