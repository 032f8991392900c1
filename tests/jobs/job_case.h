/* A scenario in memory, a host that records its calls, and a folder for results, for the tests of jobs. */
#ifndef ENT_TESTS_JOB_CASE_H
#define ENT_TESTS_JOB_CASE_H

#include "suite.h"

#include "base/status.h"
#include "jobs/job.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Two variants, two sweeps and a check that holds; 800,000 draws in 13 chunks a variant. */
#define JOB_SCENARIO                                                                                                   \
    "title = \"A case\"; run: { worlds = 1000; replications = 400; seed = 3; horizon = 12; };"                         \
    "events: { mandate = \"40%\"; };"                                                                                  \
    "contributors: { a: { name = \"Northland\"; troops = \"4k to 9k\"; joins = \"if(mandate, 90%, 50%)\"; };"          \
    "b: { troops = \"triangular(1k, 3k, 6k)\"; joins = \"60%\"; requires = \"mandate\"; }; };"                         \
    "force: { required = \"8k\"; };"                                                                                   \
    "parties: { p: { threshold = \"triangular(40%, 55%, 75%)\"; }; q: { threshold = \"30%\"; }; };"                    \
    "demands: { river: { by = \"p\"; options = (\"ceded\", \"kept\"); p: { scores = (1, 0.2); };"                      \
    "q: { scores = (0.5, 1); refuses = (\"50%\", 0); }; }; };"                                                         \
    "talks: { rounds = 6; };"                                                                                          \
    "truce: { causes: { attack: { hazard = \"0.03 * 0.5 ^ min(1, force.ratio)\"; }; }; };"                             \
    "outcomes: { none: { when = \"not agreed\"; }; rest: { }; };"                                                      \
    "headline = \"truce.held\";"                                                                                       \
    "experts: { x: { weight = 2; }; y: { set = (\"events.mandate = 70%\", \"truce.causes.attack.hazard = 0.05\"); }; " \
    "};"                                                                                                               \
    "variants: { sure: { name = \"Surely\"; set = (\"events.mandate = 100%\"); }; };"                                  \
    "checks = (\"P(agreed) > 0.001\");"                                                                                \
    "sweeps: { size: { vary = \"force.required\"; values = (5000, 8000, 20000); };"                                    \
    "both: { vary = (\"force.required\", \"events.mandate\"); values = ((5000, 9000), (0.1, 0.9)); }; };"

/* An ent_loader with the text as context. */
static inline int job_load_text(void *context, const char *path, ent_arena *arena, const char **text, size_t *length)
{
    (void) path;
    *text = ent_arena_strdup(arena, context);
    *length = strlen(context);
    return *text != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

/* An experiment loaded from text. */
typedef struct job_experiment {
    ent_experiment experiment;
    ent_diagnostics diagnostics;
} job_experiment;

static inline void job_experiment_close(job_experiment *self)
{
    ent_experiment_free(&self->experiment);
    ent_diagnostics_free(&self->diagnostics);
}

/* set: a setting to change, NULL for none. */
static inline void job_experiment_open(job_experiment *self, const char *text, const char *set)
{
    ent_experiment_source source = {.path = "case.cfg",
        .id = "case",
        .load = job_load_text,
        .context = (void *) text,
        .set = &set,
        .sets = set != NULL ? 1 : 0,
        .kernels = ent_kernels_select(NULL),
        .threads = 1};
    int status;

    *self = (job_experiment){.experiment = {.id = NULL}};
    status = ent_experiment_load(&self->experiment, &source, &self->diagnostics);
    for (size_t i = 0; status != ENT_OK && i < self->diagnostics.count; i++) {
        fprintf(stderr, "%s: %s\n", self->diagnostics.item[i].path, self->diagnostics.item[i].text);
    }
    CU_ASSERT_EQUAL_FATAL(status, ENT_OK);
}

/* The calls of a host. */
typedef struct job_record {
    ent_job_host host;
    atomic_int stop;
    uint64_t first, done, total; /* of the first and the last call of progress */
    size_t calls, backwards;     /* of progress; calls with fewer draws than the one before */
    uint64_t stop_after;         /* set `stop` once so many draws are counted; 0: never */
    size_t messages[3];          /* by severity */
    char text[512];              /* of the last message */
    size_t diagnostics;          /* calls with at least one diagnostic */
    double now, step;            /* the clock, and by how much each look at it moves it on, seconds */
} job_record;

static inline void record_message(void *context, ent_severity severity, const char *text)
{
    job_record *self = context;

    self->messages[severity]++;
    snprintf(self->text, sizeof(self->text), "%s", text);
}

static inline void record_diagnostics(void *context, ent_diagnostics *diagnostics)
{
    job_record *self = context;

    self->diagnostics += diagnostics->count > 0 ? 1 : 0;
}

static inline void record_progress(void *context, uint64_t done, uint64_t total)
{
    job_record *self = context;

    self->first = self->calls == 0 ? done : self->first;
    self->backwards += done < self->done ? 1 : 0;
    self->calls++;
    self->done = done;
    self->total = total;
    if (self->stop_after > 0 && done >= self->stop_after) {
        atomic_store(&self->stop, 1);
    }
}

static inline double record_clock(void *context)
{
    job_record *self = context;

    return self->now += self->step;
}

static inline void job_record_init(job_record *self)
{
    *self = (job_record){.host = {.message = record_message,
                             .diagnostics = record_diagnostics,
                             .progress = record_progress,
                             .clock = record_clock}};
    atomic_init(&self->stop, 0);
    self->host.context = self;
    self->host.stop = &self->stop;
}

/* --- time --------------------------------------------------------------------------------------------------------- */

/* Seconds of the clock and of the processor before a job. */
typedef struct job_time {
    double wall, cpu;
} job_time;

/* Some processor time is used before, which is not the job's. */
static inline job_time job_time_start(void)
{
    double until = ent_cpu_now() + 0.02;

    while (ent_cpu_now() < until) {
    }
    return (job_time){ent_now(), ent_cpu_now()};
}

/* A job that has just ended took no longer than since its start, to the millisecond, and, unless it is a very short
 * one, some time. */
static inline void job_time_check(job_time start, bool brief, double wall, double cpu)
{
    const double slack = 0.001;

    CU_ASSERT(wall > 0.0 && wall <= ent_now() - start.wall + slack);
    CU_ASSERT((cpu > 0.0 || (brief && cpu > -slack)) && cpu <= ent_cpu_now() - start.cpu + slack);
}

/* --- folders ------------------------------------------------------------------------------------------------------ */

static char job_folder[] = "/tmp/entente-jobs-XXXXXX";

static inline int job_folder_make(void)
{
    return mkdtemp(job_folder) != NULL ? 0 : 1;
}

static inline int job_folder_remove(void)
{
    char command[128];

    snprintf(command, sizeof(command), "rm -rf '%s'", job_folder);
    return system(command) == 0 ? 0 : 1;
}

/* A path in the folder; static storage, which is used again after ROOM others. */
static inline const char *in_folder(const char *name)
{
    enum { ROOM = 256 };
    static char path[ROOM][128];
    static size_t next;

    next = (next + 1) % ROOM;
    snprintf(path[next], sizeof(path[next]), "%s/%s", job_folder, name);
    return path[next];
}

static inline bool is_there(const char *path)
{
    struct stat about;

    return stat(path, &about) == 0;
}

/* Makes OUT/case with a file in place of the folder for checkpoints, so that none can be written. */
static inline void block_checkpoints(const char *out)
{
    char path[256];
    FILE *file;

    snprintf(path, sizeof(path), "%s/case", out);
    CU_ASSERT_EQUAL_FATAL(mkdir(out, 0755) | mkdir(path, 0755), 0);
    snprintf(path, sizeof(path), "%s/case/.checkpoint", out);
    file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fclose(file);
}

/* The text of a file, which the caller frees; NULL where there is none. */
static inline char *text_of(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    char *text = NULL;

    *length = 0;
    if (file == NULL) {
        return NULL;
    }
    text = calloc(1, 1 << 20);
    if (text != NULL) {
        *length = fread(text, 1, (1 << 20) - 1, file);
    }
    fclose(file);
    return text;
}

/* Whether a file holds exactly these bytes. */
static inline bool file_is(const char *path, const char *bytes, size_t length)
{
    size_t own = 0;
    char *text = text_of(path, &own);
    bool same = text != NULL && own == length && memcmp(text, bytes, length) == 0;

    free(text);
    return same;
}

#endif
