#include "charts/gnuplot.h"

#include "base/inner_file.h"
#include "base/read_file.h"
#include "base/status.h"
#include "charts/drawing.h"
#include "folder/whole_file.h"
#include "wording/wording.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    MOST_PROCESSES = 64,
    TIME_LIMIT = 30,  /* seconds for all charts of a scenario */
    POLL = 2000000,   /* nanoseconds between two looks at a process */
    DRAWING = 3,      /* the child's descriptor of the file that it draws into */
    NOT_STARTED = 127 /* exit status of the child where gnuplot cannot be executed */
};

static const char *const EXTENSION[] = {"svg", "png", "pdf"};

/* One running gnuplot process, the leader of a group of its own. Both files have no name (folder/whole_file.h). */
typedef struct child {
    pid_t pid;
    const ent_chart_script *script;
    int drawing; /* file that it draws into */
    int log;     /* file of its messages */
} child;

typedef struct gnuplot_run {
    ent_chart_context *context;
    int folder; /* FOLDER/charts, opened without following links */
    const char *extension;
    child running[MOST_PROCESSES];
    size_t processes;
    size_t first;             /* Index of the oldest process in the ring `running` */
    size_t busy;              /* Number of running processes */
    int missing;              /* 1: gnuplot cannot be executed; there is one diagnostic for all charts */
    unsigned limit;           /* seconds for all charts */
    struct timespec deadline; /* of all charts, by CLOCK_MONOTONIC */
    bool late;       /* the deadline has passed, or the caller stops: processes are ended and none is started */
    size_t given_up; /* number of charts not drawn for that reason */
} gnuplot_run;

static void report_missing(gnuplot_run *self)
{
    if (!self->missing) {
        ent_drawing_report_missing(self->context);
    }
    self->missing = 1;
}

/* Runs in the child: only async-signal-safe calls. The group of its own lets gnuplot be ended with whatever it has
 * started; and on Linux it ends with this program, however that ends. */
static void execute_gnuplot(int folder, const child *it, char *const argv[])
{
    int in = open("/dev/null", O_RDONLY);

    (void) setpgid(0, 0);
#ifdef __linux__
    (void) prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    if (in < 0 || dup2(in, 0) < 0 || dup2(it->log, 1) < 0 || dup2(it->log, 2) < 0 || fchdir(folder) != 0) {
        _exit(1);
    }
    if (it->drawing == DRAWING ? fcntl(DRAWING, F_SETFD, 0) != 0 : dup2(it->drawing, DRAWING) < 0) {
        _exit(1);
    }
    execvp(argv[0], argv);
    _exit(errno == ENOENT || errno == EACCES ? NOT_STARTED : 1);
}

/* Starts gnuplot for a child that has its files. */
static int start_process(gnuplot_run *self, child *it)
{
    char program[] = "gnuplot", plain[] = "--default-settings", execute[] = "-e";
    char *settings =
        ent_arena_printf(&self->context->arena, "format='%s'; target='/dev/fd/%d'", self->extension, DRAWING);
    char *file = ent_arena_printf(&self->context->arena, "%s.gp", it->script->name);
    char *argv[] = {program, plain, execute, settings, file, NULL};

    if (settings == NULL || file == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    it->pid = fork();
    if (it->pid == 0) {
        execute_gnuplot(self->folder, it, argv);
    }
    if (it->pid > 0) {
        (void) setpgid(it->pid, it->pid); /* here too: it may not have come that far when it is to be ended */
    }
    return it->pid > 0 ? ENT_OK : ENT_ERR_IO;
}

static void close_files(const child *it)
{
    if (it->drawing >= 0) {
        close(it->drawing);
    }
    if (it->log >= 0) {
        close(it->log);
    }
}

static void start(gnuplot_run *self, const ent_chart_script *script)
{
    const char *folder = self->context->request->folder;
    child *slot = &self->running[(self->first + self->busy) % self->processes];
    int status = ENT_ERR_IO;

    *slot = (child){.script = script, .drawing = ent_whole_file_scratch(folder, "charts"), .log = -1};
    if (slot->drawing >= 0) {
        slot->log = ent_whole_file_scratch(folder, "charts");
    }
    if (slot->log >= 0) {
        status = start_process(self, slot);
    }
    if (status == ENT_OK) {
        self->busy++;
        return;
    }
    if (status == ENT_ERR_NO_MEMORY) {
        self->context->status = status;
    } else {
        ent_drawing_report_failure(self->context, script, ent_inner_reason(errno));
    }
    close_files(slot);
}

/* Reads a file of a child from its beginning, and closes it. NULL where that fails; close_files closes what is left. */
static char *read_back(int *file, ent_arena *arena, size_t *length)
{
    int status = ENT_ERR_IO;
    int from = *file;

    if (lseek(from, 0, SEEK_SET) != 0) {
        return NULL;
    }
    *file = -1;
    return ent_read_descriptor(from, arena, length, &status);
}

/* The reason in gnuplot's own words, from the file of its messages. */
static const char *last_message(gnuplot_run *self, child *it)
{
    size_t length = 0;
    char *text = read_back(&it->log, &self->context->arena, &length);

    return ent_drawing_last_words(text);
}

/* Returns why the drawing cannot be written, as on a full disk: gnuplot reports no failed write. NULL: it can. */
static const char *write_failure(int drawing)
{
    char block[4096] = {0};
    ssize_t written = lseek(drawing, 0, SEEK_END) >= 0 ? write(drawing, block, sizeof(block)) : -1;

    return written == (ssize_t) sizeof(block) ? NULL : strerror(written >= 0 ? ENOSPC : errno);
}

/* Reports a gnuplot that failed, or drew incompletely. */
static void report_drawing(gnuplot_run *self, child *it, const char *unwritten, int wait_status)
{
    const char *why;

    if (unwritten != NULL) {
        why = ent_context_printf(self->context, "the drawing cannot be written: %s", unwritten);
    } else if (WIFSIGNALED(wait_status)) {
        why = ent_context_printf(self->context, "gnuplot was ended by signal %d", WTERMSIG(wait_status));
    } else if (WEXITSTATUS(wait_status) != 0) {
        why = last_message(self, it);
    } else {
        why = ent_context_printf(self->context, "the drawing is not whole: %s", last_message(self, it));
    }
    ent_drawing_report_failure(self->context, it->script, why);
}

/* Gives a whole drawing its name; false where it is not whole. */
static bool take_drawing(gnuplot_run *self, child *it)
{
    const char *name = ent_context_printf(self->context, "%s.%s", it->script->name, self->extension);
    ent_arena arena = {0};
    size_t length = 0;
    const char *bytes = read_back(&it->drawing, &arena, &length);
    bool whole = bytes != NULL && ent_drawing_is_whole(self->context->request->format, bytes, length);

    if (whole) {
        (void) ent_context_put(self->context, name, bytes, length);
    }
    ent_arena_free(&arena);
    return whole;
}

static void finish(gnuplot_run *self, child *it, int wait_status)
{
    bool drawn = WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == 0;

    if (WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == NOT_STARTED) {
        report_missing(self);
    } else if (self->late && WIFSIGNALED(wait_status)) {
        self->given_up++;
    } else {
        int copy = fcntl(it->drawing, F_DUPFD_CLOEXEC, DRAWING + 1);
        if (!drawn || !take_drawing(self, it)) {
            report_drawing(self, it, copy >= 0 ? write_failure(copy) : strerror(errno), wait_status);
        }
        if (copy >= 0) {
            close(copy);
        }
    }
    close_files(it);
}

static bool is_late(const gnuplot_run *self)
{
    struct timespec now;

    (void) clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec > self->deadline.tv_sec ||
           (now.tv_sec == self->deadline.tv_sec && now.tv_nsec >= self->deadline.tv_nsec);
}

/* Waits for the oldest process, by its id: the caller's other children are not waited for. After the deadline it is
 * ended. */
static void wait_for_one(gnuplot_run *self)
{
    const struct timespec pause = {0, POLL};
    child it = self->running[self->first];
    int wait_status = 0;
    pid_t done;

    do {
        self->late = self->late || is_late(self) || ent_drawing_is_stopped(self->context);
        if (self->late) {
            (void) kill(-it.pid, SIGKILL);
        }
        done = waitpid(it.pid, &wait_status, self->late ? 0 : WNOHANG);
        if (done == 0) {
            (void) nanosleep(&pause, NULL);
        }
    } while (done == 0 || (done < 0 && errno == EINTR));
    self->first = (self->first + 1) % self->processes;
    self->busy--;
    if (done < 0) {
        ent_drawing_report_failure(self->context, it.script, strerror(errno));
        close_files(&it);
    } else {
        finish(self, &it, wait_status);
    }
}

static size_t process_count(unsigned wanted)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t count = wanted > 0 ? wanted : processors > 8 ? 8 : processors > 0 ? (size_t) processors : 1;

    return count > MOST_PROCESSES ? MOST_PROCESSES : count;
}

/* One diagnostic for all charts that were not drawn in time. */
static void report_given_up(gnuplot_run *self)
{
    char seconds[ENT_WORDING_BYTES];

    ent_wording_count(seconds, self->limit, "second");
    ent_diagnostics_add(self->context->diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL,
        "draw them again with: entente plot",
        "%zu chart%s given up: drawing took over %s in all; the tables are complete", self->given_up,
        self->given_up == 1 ? " was" : "s were", seconds);
    if (self->context->status == ENT_OK) {
        self->context->status = ENT_ERR_CHART;
    }
}

void ent_gnuplot_run(ent_chart_context *context)
{
    gnuplot_run self = {0};

    self.context = context;
    self.folder = ent_inner_folder(context->request->folder, "charts");
    self.extension = EXTENSION[context->request->format];
    self.processes = process_count(context->request->processes);
    self.limit = context->request->seconds > 0 ? context->request->seconds : TIME_LIMIT;
    (void) clock_gettime(CLOCK_MONOTONIC, &self.deadline);
    self.deadline.tv_sec += (time_t) self.limit;
    for (const ent_chart_script *script = context->script; script != NULL && !self.missing; script = script->next) {
        if (context->status == ENT_ERR_NO_MEMORY || ent_drawing_is_stopped(context)) {
            break;
        }
        if (self.busy == self.processes) {
            wait_for_one(&self);
        }
        if (self.late) {
            self.given_up++;
        } else {
            start(&self, script);
        }
    }
    while (self.busy > 0) {
        wait_for_one(&self);
    }
    if (self.folder >= 0) {
        close(self.folder);
    }
    if (ent_drawing_is_stopped(context) && context->status == ENT_OK) {
        context->status = ENT_ERR_INTERRUPTED;
    } else if (self.given_up > 0) {
        report_given_up(&self);
    }
}
