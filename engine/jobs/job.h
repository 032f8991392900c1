/* What every job (a run, a sweep, a merge, ...) takes from its caller: a request in plain values, and callbacks.
 *
 * Jobs never print, never end the process and know no terminal. They return an ent_status; figures, file names and
 * warnings are in the output struct of each job. */
#ifndef ENT_JOBS_JOB_H
#define ENT_JOBS_JOB_H

#include "base/diagnostic.h"
#include "charts/charts.h"
#include "checkpoint/identity.h"
#include "report/live/live_page.h"
#include "run/evaluation/world_counts.h"
#include "run/experiment.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The caller's callbacks. Every member may be NULL. Each callback is called by one thread at a time, though not always
 * by the thread that called the job; `clock` may be called during a call of another. */
typedef struct ent_job_host {
    void *context; /* first argument of every callback; borrowed */

    /* A sentence without a full stop. ENT_SEVERITY_ERROR: a file could not be written or does not fit.
     * ENT_SEVERITY_WARNING: a checkpoint is not used. ENT_SEVERITY_NOTE: the job resumes from a checkpoint. */
    void (*message)(void *context, ent_severity severity, const char *text);

    /* Diagnostics of drawing charts, as soon as they are known. The callee may sort them; they are freed afterwards. */
    void (*diagnostics)(void *context, ent_diagnostics *diagnostics);

    /* Draws counted so far, including those of a checkpoint, and draws wanted. First called before the first draw. */
    void (*progress)(void *context, uint64_t done, uint64_t total);

    /* Seconds of a clock that never goes back; NULL: ent_now. Decides when checkpoints are written. */
    double (*clock)(void *context);

    const atomic_int *stop; /* not 0: the job stops soon and returns ENT_ERR_INTERRUPTED */
} ent_job_host;

/* The request. All pointers are borrowed and must outlive the job and its output. A zeroed request is valid: it counts
 * the whole run on all processors into tables in memory. */
typedef struct ent_job_request {
    const char *out;          /* folder of results, each scenario in a folder OUT/ID; NULL: nothing is written */
    const char *command_line; /* as the manifest shows it; NULL: empty */
    const char *const *set;   /* [sets] "path = value", as given to ent_experiment_load; part of the identity */
    size_t sets;
    const char *variant;     /* sweeps: id of the variant that is varied; NULL: base */
    const char *const *name; /* [names] sweeps: ids of the sweeps asked for; none: all */
    size_t names;
    const char *const *choose; /* [choices] analyse value: ids of the variants to choose among; none: all */
    size_t choices;
    bool at_draw;              /* analyse frontier: at the draw `draw`, not at the one in the middle */
    uint64_t draw;             /* below worlds * replications */
    unsigned threads;          /* 0: all processors */
    uint64_t draws;            /* rows of draws.csv for each variant; 0: no such table */
    bool draws_first;          /* these rows are the first draws; false: evenly over all worlds */
    uint64_t shard, shards;    /* share of the run, 1 ... shards; shards 0: the whole run */
    bool fresh;                /* ignore the checkpoint of an earlier run */
    double checkpoint_seconds; /* seconds between two saves; negative: no checkpoint is read or written */
    bool charts;               /* draw charts */
    ent_chart_format format;   /* of the charts */
    const char *plots;         /* folder of the drawing scripts; NULL: not found, so charts fail with a message */
    bool byte_order_mark;      /* the files of the tables begin with one, for spreadsheets; those in memory do not */
    bool ranks;                /* all ranks count: the other ranks call ent_ranks_run_help (jobs/ranks_run.h) */
    bool columns;              /* keep the tables as columns in memory too (ent_results.memory) */
    bool least;                /* analyses: discover looks for the lowest headline */
    bool chance;               /* analyses: discover limits plain events and joins too, draw by draw */
    ent_world_counts *worlds;  /* analyses: [variants] zeroed; a run fills those of the variants that it plays from the
                                  first draw to the last, and the caller frees them; NULL: none */
    const ent_live_template *live; /* runs: the template of the page of a run (jobs/pages/live.h); NULL: no such page */
    bool temporary;                /* results are soon replaced: files are not synchronised to the disk */
} ent_job_request;

/* How far a job has come. */
typedef struct ent_job_progress {
    uint64_t done, total; /* draws */
    bool stopped;         /* by host->stop */
    bool resumable;       /* a checkpoint was written: the same request resumes from it */
} ent_job_progress;

/* Calls host->message with a formatted text. */
void ent_job_message(const ent_job_host *host, ent_severity severity, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Calls host->diagnostics. */
void ent_job_diagnostics(const ent_job_host *host, ent_diagnostics *diagnostics);

/* Calls host->progress. */
void ent_job_advance(const ent_job_host *host, const ent_job_progress *progress);

/* Adds `draws` to progress->done, at most up to progress->total, and calls host->progress. */
void ent_job_add_draws(const ent_job_host *host, ent_job_progress *progress, uint64_t draws);

/* Whether host->stop is set. */
bool ent_job_stopped(const ent_job_host *host);

/* Seconds of host->clock, or of ent_now. */
double ent_job_clock(const ent_job_host *host);

/* Seconds of the system's monotonic clock. */
double ent_now(void);

/* Seconds of processor time of all threads of this process; without a clock of it, ent_now. */
double ent_cpu_now(void);

/* The folder OUT/ID of an experiment, in the arena; NULL when memory is out. request->out must not be NULL. */
const char *ent_job_folder(const ent_job_request *request, const ent_experiment *experiment, ent_arena *arena);

/* Describes the run of an experiment, for its checkpoints and shards. command: "run" or "sweep". Arrays are in the
 * arena, strings are borrowed. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_job_identity(const ent_job_request *request, const ent_experiment *experiment, const char *command,
    ent_arena *arena, ent_identity *identity);

#endif
