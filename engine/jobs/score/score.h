/* Predictions of cases held against what happened in them (`observed`), beside baselines on the same cases. */
#ifndef ENT_JOBS_SCORE_H
#define ENT_JOBS_SCORE_H

#include "analysis/survival/baselines.h"
#include "jobs/job.h"
#include "scenario/observed/observed.h"
#include "tables/format/csv_writer.h"
#include "tables/score/score.h"

/* The model, then the baselines in the order of ent_score_baseline. */
enum {
    ENT_FORECASTERS = 1 + ENT_SCORE_BASELINES,
    ENT_SCORE_SCORES = ENT_SCORE_HORIZONS + 1 /* and the integrated one */
};

/* A scenario that was loaded, with at least ENT_SCORE_MONTHS of horizon. Borrowed. */
typedef struct ent_score_file {
    const char *path;                 /* as typed, or as found in a folder */
    const ent_experiment *experiment; /* its base is scored: the file itself, or each of its cases */
    bool named; /* by the user: without `observed` it is an error; found in a folder: it is passed over with a note */
} ent_score_file;

/* A case: its row, and what scores are made of. Strings and record are borrowed or in the arena. */
typedef struct ent_score_case {
    ent_score_row row;
    const ent_score_file *file;
    size_t number; /* among the cases of the file; SIZE_MAX: the file itself */
    const ent_observed *observed;
    double survival[ENT_SCORE_MONTHS + 1]; /* the model's chance that the truce holds m months, given `entered` */
} ent_score_case;

/* The cases first ... end - 1 of one set, and the scores of all forecasters on them. Arrays are in the arena; of
 * forecaster f and score s (horizons, then integrated) of case i of the set at ((f * ENT_SCORE_SCORES) + s) * cases +
 * i. */
typedef struct ent_score_set {
    const char *name;
    size_t first, end;
    double *brier, *log; /* NaN: none */
    double *weight;      /* [ENT_SCORE_SCORES][cases] */
    const char *verdict; /* the closing sentence */
} ent_score_set;

/* How the files of the cases compare with a list of hashes. */
typedef struct ent_frozen_list {
    const char *path;   /* of FROZEN.sha256 */
    size_t fine;        /* files that are as frozen */
    const char **wrong; /* [wrongs] sentences: files that differ, are missing, or are not in the list */
    size_t wrongs;
} ent_frozen_list;

/* The figures of a score. A zeroed struct may be freed. Arrays are in the arena. */
typedef struct ent_score {
    ent_arena arena;
    ent_score_case *one; /* [cases] by set, in order of first appearance */
    size_t cases, scored;
    ent_score_set *set; /* [sets] */
    size_t sets;
    ent_score_summary_row *summary; /* [summaries] */
    size_t summaries;
    ent_score_forecast_row *forecast; /* [forecasts] */
    size_t forecasts;
    ent_reliability_row *reliability; /* [reliabilities] */
    size_t reliabilities;
    ent_score_survival_row *survival; /* [survivals] */
    size_t survivals;
    ent_frozen_list *frozen; /* [frozens] */
    size_t frozens;
    uint64_t worlds, replications, seed; /* of the first file */
    ent_csv_writer score_table, summary_table, forecasts_table, reliability_table, survival_table;
    ent_diagnostics diagnostics; /* errors, warnings and notes */
    ent_job_progress progress;
    const char *folder; /* that was written; NULL: none */
    bool charts_drawn;
} ent_score;

/* Plays the base of each file, or each of its cases, and fills the tables; with request->out also writes OUT/score.
 * self: zeroed, freed by the caller whatever the status. The files must outlive it. ENT_OK; with diagnostics:
 * ENT_ERR_ARGUMENT (no case with a record that could be scored), ENT_ERR_SCENARIO (a case has mistakes),
 * ENT_ERR_NUMERIC, ENT_ERR_IO; ENT_ERR_INTERRUPTED; ENT_ERR_NO_MEMORY. */
int ent_job_score(ent_score *self, const ent_job_request *request, const ent_job_host *host, const ent_score_file *file,
    size_t files);
void ent_score_free(ent_score *self);

#endif
