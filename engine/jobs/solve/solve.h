/* `sweep --solve`: the value of a setting at which an expression takes a level, and the interval that the noise of the
 * simulation leaves. Every point of the curve has the same random numbers. */
#ifndef ENT_JOBS_SOLVE_H
#define ENT_JOBS_SOLVE_H

#include "analysis/level_crossing.h"
#include "jobs/results.h"
#include "jobs/solve/ends.h"
#include "jobs/solve/question.h"

/* Request of a solve. Borrowed. */
typedef struct ent_solve_request {
    const char *text; /* "P(truce.held) = 50%" */
    const char *path; /* of the setting that is varied */
    double from, to;  /* in its unit; NaN: by ent_solve_ends_of */
} ent_solve_request;

/* A zeroed struct may be freed; it must not be moved. */
typedef struct ent_solve_results {
    ent_results results; /* experiment, diagnostics, folder, charts_drawn and progress; its tables are empty, but for
                            `solve` and `solve_curve` in `table` and, where request->columns, `memory` */
    ent_solve_question question;
    ent_solve_ends ends;
    ent_crossing crossing;
    const char *sentence; /* the answer; in the arena of `results` */
    const char *others;   /* a second sentence where there are several crossings; else NULL */
    bool tabulated;
} ent_solve_results;

/* Answers the question for the variant of index `variant`, and writes solve.csv, solve_curve.csv and their chart into
 * OUT/ID; without request->out the tables stay in memory. A curve without a crossing is no error.
 *
 * ENT_OK; ENT_ERR_INTERRUPTED; ENT_ERR_ARGUMENT, ENT_ERR_SCENARIO, ENT_ERR_NUMERIC with a diagnostic: a question or a
 * setting that cannot be, or ends; ENT_ERR_IO with a diagnostic; ENT_ERR_NO_MEMORY. self: zeroed; freed by the caller
 * whatever the status. */
int ent_job_solve(ent_solve_results *self, const ent_solve_request *question, const ent_job_request *request,
    const ent_job_host *host, ent_experiment *experiment, size_t variant);

void ent_solve_results_free(ent_solve_results *self);

#endif
