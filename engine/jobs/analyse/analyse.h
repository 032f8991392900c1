/* Analyses of one variant of a scenario: runs the scenario if its folder does not hold the run, then the methods. */
#ifndef ENT_JOBS_ANALYSE_H
#define ENT_JOBS_ANALYSE_H

#include "jobs/analyse/analysis.h"

/* Runs the methods request->name [names], or all without names, on the variant of index `variant`, and adds their
 * tables, charts and sections of the page to OUT/ID. Where OUT/ID does not hold the run of this request (scenario,
 * settings, seed, size), the scenario is run first. Without request->out the tables stay in memory, and the scenario is
 * not run. self: zeroed; freed by the caller whatever the status.
 *
 * ENT_OK; ENT_ERR_INTERRUPTED: stopped, and no table of an analysis is written; ENT_ERR_ARGUMENT: no such method;
 * ENT_ERR_SCENARIO, ENT_ERR_NUMERIC, ENT_ERR_IO with a diagnostic in self->results; ENT_ERR_NO_MEMORY. */
int ent_job_analyse(ent_analysis *self, const ent_job_request *request, const ent_job_host *host,
    ent_experiment *experiment, size_t variant);

#endif
