/* Choices side by side: variants of one scenario and other files, played with the same random numbers. */
#ifndef ENT_JOBS_COMPARISON_H
#define ENT_JOBS_COMPARISON_H

#include "jobs/job.h"
#include "run/evaluation/evaluation.h"
#include "tables/analysis/compare.h"
#include "tables/format/csv_writer.h"

/* A variant of a scenario that was loaded. Borrowed. */
typedef struct ent_choice {
    const char *name;  /* "a.cfg", "a.cfg:variant"; unique among the choices */
    const char *label; /* for people */
    const ent_experiment *experiment;
    size_t variant;
} ent_choice;

/* The figures of a comparison. A zeroed struct may be freed. Arrays are in the arena unless a comment states otherwise.
 */
typedef struct ent_comparison {
    ent_arena arena;
    const ent_choice *choice; /* [choices] borrowed */
    size_t choices;
    const ent_scenario *scenario; /* whose levels have columns */
    bool mean;                    /* the headlines are means of measures, in `unit` */
    bool one_question;            /* all headlines are the same expression */
    const char *unit;             /* "" for probabilities */
    uint64_t worlds, replications, seed;
    ent_world_counts *counts; /* [choices] owned by each */
    ent_estimate *headline;   /* [choices] with ranges */
    double *p;                /* [choices][worlds] chance, or mean, in each world; NaN where it is not known */
    ent_compare_row *pair;    /* [pairs] in the order of the choices: 1-2, 1-3, …, 2-3, … */
    size_t pairs;
    ent_robust_row *robust;            /* [choices] */
    size_t regret_worlds;              /* worlds over which regrets are taken */
    ent_compare_settings_row *setting; /* [settings] by pair */
    size_t settings;
    ent_csv_writer table, robust_table, settings_table; /* the three tables as CSV */
    ent_diagnostics diagnostics;                        /* errors and warnings */
    ent_job_progress progress;
    const char *folder; /* that was written; NULL: none */
    bool charts_drawn;
} ent_comparison;

/* Plays all choices and fills tables; with request->out also writes OUT/compare (jobs/compare/comparison_folder.h).
 * self: zeroed, freed by the caller whatever the status. ENT_OK; with diagnostics: ENT_ERR_ARGUMENT (the choices cannot
 * be compared: other seeds, sizes or units), ENT_ERR_NUMERIC, ENT_ERR_IO; ENT_ERR_INTERRUPTED; ENT_ERR_NO_MEMORY. */
int ent_job_compare(ent_comparison *self, const ent_job_request *request, const ent_job_host *host,
    const ent_choice *choice, size_t choices);
void ent_comparison_free(ent_comparison *self);

/* Writes the three tables of a comparison that was made, with their column names, into sinks. ENT_OK, or the status of
 * a sink. */
int ent_comparison_fill(const ent_comparison *self, ent_sink *pairs, ent_sink *robust, ent_sink *settings);

/* The scenario of a choice. */
const ent_scenario *ent_choice_scenario(const ent_choice *self);

#endif
