/* An experiment: a scenario with its variants, each read, compiled, and ready to run. */
#ifndef ENT_RUN_EXPERIMENT_H
#define ENT_RUN_EXPERIMENT_H

#include "model/model.h"
#include "run/pilot.h"
#include "settings/tree.h"

/* One variant: its own settings and the models made of them. */
typedef struct ent_case {
    const char *id;    /* "base" for the file itself */
    const char *label;
    ent_dist_shelf *shelf; /* borrowed: where tables of distributions are kept, for all cases; NULL: in the models */
    ent_tree tree;     /* a copy with the variant's assignments; of base the tree itself */
    ent_scenario scenario;
    ent_model model;
    ent_model recorder; /* the same, keeping every setting's value */
    bool records;       /* the recorder is there */
    ent_pilot pilot;
    ent_diagnostics warnings; /* of compiling it */
} ent_case;

typedef struct ent_experiment {
    const char *id;
    ent_arena arena;
    ent_case **item; /* base first; models point into their case, so cases never move */
    size_t count;
    ent_dist_shelf shelf; /* closed once loaded: cases built later, on any thread, may read from it */
} ent_experiment;

/* Where a scenario comes from and what the command line changes in it. */
typedef struct ent_experiment_source {
    const char *path;
    const char *id;             /* names the result folder */
    ent_loader load;
    void *context;
    const char *const *set;     /* "path = value" arguments */
    size_t sets;
    const ent_kernels *kernels;
    bool base_only;             /* leave the variants out */
    unsigned threads;           /* for the pilots, which take most of the time; 0: as many as the machine has */
} ent_experiment_source;

/* Reads and compiles base and variants; every mistake of each goes to diagnostics. A zeroed experiment may be freed;
 * it must outlive the diagnostics. ENT_ERR_SCENARIO, ENT_ERR_IO, ENT_ERR_NO_MEMORY. */
int ent_experiment_load(ent_experiment *self, const ent_experiment_source *source, ent_diagnostics *diagnostics);
void ent_experiment_free(ent_experiment *self);

/* A case from a tree that is already assigned: reads and compiles. record: the recorder too, without its pilot. */
int ent_case_build(ent_case *self, const char *id, const ent_kernels *kernels, bool record,
    ent_diagnostics *diagnostics);
void ent_case_free(ent_case *self);

/* The index of a variant by id; SIZE_MAX when there is none. */
size_t ent_experiment_find(const ent_experiment *self, const char *id);

/* Thresholds of force.csv: the scenario's, or twenty round numbers that cover all variants. In the arena. */
const double *ent_experiment_thresholds(ent_experiment *self, size_t *count);

#endif
