/* A job's request and callbacks as the command line has them: options in, messages and progress on standard error. */
#ifndef ENT_CLI_JOB_CONSOLE_H
#define ENT_CLI_JOB_CONSOLE_H

#include "cli/options.h"
#include "cli/progress_bar.h"
#include "interface/handles.h"
#include "jobs/job.h"

typedef struct ent_job_console {
    ent_arena arena;
    const ent_options *options; /* borrowed */
    ent_progress_bar bar;
    ent_job_request request; /* of the options; members may be changed */
    ent_job_host host;       /* its context is this struct, which must not move */
} ent_job_console;

/* Fills in the request and the callbacks. options: must outlive self. */
void ent_job_console_open(ent_job_console *self, const ent_options *options);

/* The same request as options of the public interface (entente.h), with its callbacks; NULL when memory is out. Freed
 * by the caller; self must outlive it and must not move. */
entente_options *ent_job_console_options(ent_job_console *self);

/* Starts the progress bar of the next job. label: borrowed until the job has ended. */
void ent_job_console_begin(ent_job_console *self, const char *label);

/* Removes the progress bar. */
void ent_job_console_end(ent_job_console *self);
void ent_job_console_close(ent_job_console *self);

#endif
