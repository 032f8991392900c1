/* The results of one scenario's run: the tables of all variants as CSV in memory, and the figures of the headline. */
#ifndef ENT_JOBS_RESULTS_H
#define ENT_JOBS_RESULTS_H

#include "jobs/job.h"
#include "run/chunk_range.h"
#include "tables/checks.h"
#include "tables/experts/expert_figures.h"
#include "tables/format/csv_writer.h"
#include "tables/format/memory_table.h"
#include "tables/tables.h"
#include "tally/estimate.h"

#include <time.h>

/* Provides the counts of a variant. threshold: [thresholds]. part: initialised here, freed by the
 * caller whatever the status. ENT_OK; ENT_ERR_INTERRUPTED: stopped, and the part holds the counts until then; other
 * errors of the library. */
typedef int (*ent_part_source)(
    void *context, size_t variant, const ent_threshold *threshold, size_t thresholds, ent_chunk_range *part);

/* Figures of one measure, in its unit. */
typedef struct ent_measure_summary {
    ent_estimate mean;
    ent_difference difference; /* from the base; of the base itself empty */
    double p05, p50, p95;      /* percentiles over draws; NaN: not known */
} ent_measure_summary;

/* Figures of one variant. Strings are borrowed from the experiment, arrays are in the results' arena. */
typedef struct ent_variant_summary {
    const char *id, *label;
    ent_estimate headline;        /* the headline's probability, in [0, 1], or the mean of its measure */
    ent_difference difference;    /* headline minus the base's, in its unit; of the base itself empty */
    ent_estimate *outcome;        /* [outcomes] probability of each outcome, in [0, 1] */
    ent_measure_summary *measure; /* [measures] */
    ent_estimate deals;           /* probability that a deal is agreed, in [0, 1] */
    uint32_t *event, *given;      /* [worlds] counts of the headline's event and condition in each world; or … */
    ent_measure_column sums;      /* … sums of its measure; at NULL: it is a probability */
    uint64_t worlds;
    bool design;               /* these worlds are those of a design */
    ent_expert_figure *expert; /* [experts] the headline as each expert has it */
    size_t experts;
    ent_disagreement disagreement; /* of the experts; zeroed without */
    uint64_t kept, played;         /* draws that are kept, and all */
} ent_variant_summary;

/* A zeroed struct may be freed. */
typedef struct ent_results {
    ent_arena arena;
    ent_experiment *experiment;                /* borrowed */
    ent_csv_writer table[ENT_TABLES_COUNT];    /* bytes and length of each table, in the order of ent_tables */
    ent_memory_table memory[ENT_TABLES_COUNT]; /* the same as columns, where request->columns; empty otherwise */
    ent_tally *moments; /* [experiment->count] moments of the tallies, for the tables that depend on all variants */
    ent_variant_summary *summary;                   /* [experiment->count]; the first `shown` are filled */
    size_t checks, checks_failed, checks_undecided; /* of all variants; those whose interval takes in the limit */
    ent_check_outcome *check;    /* [checks_failed + checks_undecided] these, by variant, in file order */
    size_t warnings;             /* rows of warnings.csv */
    ent_diagnostics diagnostics; /* of the run and of writing; borrowed positions point into the experiment */
    time_t started;
    double wall, cpu;          /* seconds that counting and tabulating took */
    ent_job_progress progress; /* of ent_job_run */
    bool stopped;              /* the tables hold the counts until the run was stopped */
    size_t shown;              /* number of variants in the tables */
    uint64_t counted;          /* draws of these variants */
    const char *folder;        /* that was written; NULL: none */
    bool charts_drawn;
} ent_results;

/* Frees tables, figures and diagnostics; the experiment is the caller's. */
void ent_results_free(ent_results *self);

/* Turns the counts of all variants into tables. ENT_OK; ENT_ERR_INTERRUPTED: the tables hold the complete variants and,
 * of the last one, the complete worlds; ENT_ERR_NUMERIC with a diagnostic; ENT_ERR_NO_MEMORY; errors of the source. */
int ent_results_tabulate(ent_results *self, const ent_job_request *request, ent_experiment *experiment,
    ent_part_source source, void *context);

/* Difference of the headline between a variant's figures and earlier ones of the same number of worlds with the same
 * random numbers, paired world by world. Returns whether the counts differ in any world. */
bool ent_summary_compare(
    const ent_variant_summary *self, const ent_variant_summary *earlier, ent_difference *difference);

#endif
