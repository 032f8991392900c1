/* An analysis of one variant: the input of its methods, and their output: tables, other files, sentences, warnings.
 *
 * A method reads the compiled experiment, evaluates models (run/evaluation/evaluation.h), computes its figures by the
 * functions of engine/analysis/, and hands tables and sentences to the functions below. */
#ifndef ENT_JOBS_ANALYSIS_H
#define ENT_JOBS_ANALYSIS_H

#include "jobs/results.h"
#include "run/evaluation/evaluation.h"

struct ent_analysis_method;

/* A finding in one plain sentence. */
typedef struct ent_finding {
    const struct ent_analysis_method *method;
    const char *text; /* in the arena of the analysis */
} ent_finding;

/* A file other than a table, for the results folder. */
typedef struct ent_analysis_file {
    const char *name; /* within the folder; in the arena, as are the bytes */
    const char *bytes;
    size_t length;
} ent_analysis_file;

/* A zeroed struct may be freed. Pointers are borrowed, except for arrays in the arena. */
typedef struct ent_analysis {
    ent_arena arena;     /* owns findings, files and whatever methods put there */
    ent_results results; /* experiment, diagnostics, folder, charts_drawn and progress; `table` and `memory` hold the
                            tables of the methods */
    const ent_job_request *request;
    const ent_job_host *host;
    ent_experiment *experiment;
    const ent_variant_model *variant; /* the one that is analysed */
    ent_results run;          /* of the scenario, where the folder did not hold it: its figures and diagnostics */
    bool ran;                 /* it was run, to its end */
    ent_world_counts *worlds; /* [experiment->count] by that run, in the arena; of variants that it did not play: no
                                 worlds. NULL: none */
    const struct ent_analysis_method *method; /* at work */
    ent_finding *finding;                     /* [findings] in the order found */
    size_t findings, finding_capacity;
    ent_analysis_file *file; /* [files] */
    size_t files, file_capacity;
} ent_analysis;

void ent_analysis_free(ent_analysis *self);

/* Plays an evaluation with the threads of the request; progress and stop are set here. Errors of ent_evaluate;
 * ENT_ERR_NUMERIC with a diagnostic where a setting was not a number in some draw. counts: freed by the caller whatever
 * the status. */
int ent_analysis_evaluate(ent_analysis *self, ent_world_counts *counts, ent_evaluation evaluation);

/* Adds the rows of a table. rows: appends all rows to a sink with column names; called once or twice, so it must have
 * no other effect. Returns the sink's status. */
int ent_analysis_table(
    ent_analysis *self, const ent_table *table, void (*rows)(ent_sink *sink, const void *context), const void *context);

/* Adds a file. name and bytes: copied. bytes NULL: a file of this name that an earlier analysis wrote is removed.
 * ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_analysis_add_file(ent_analysis *self, const char *name, const char *bytes, size_t length);

/* Adds a finding of the method at work, a sentence with its full stop. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_analysis_find(ent_analysis *self, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Adds a warning, for a figure that is left empty. help: NULL, or a way to obtain it. */
void ent_analysis_warn(ent_analysis *self, const char *help, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
