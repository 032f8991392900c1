#include "charts/gnuplot.h"

#include "base/read_file.h"
#include "base/status.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    MOST_PROCESSES = 64,
    TIMEOUT = 120,    /* seconds until a gnuplot process is ended */
    NOT_STARTED = 127 /* exit status of the child where gnuplot cannot be executed */
};

static const char *const EXTENSION[] = {"svg", "png", "pdf"};

/* One running gnuplot process. */
typedef struct child {
    pid_t pid;
    const ent_chart_script *script;
} child;

typedef struct gnuplot_run {
    ent_chart_context *context;
    const char *folder; /* FOLDER/charts */
    const char *extension;
    child running[MOST_PROCESSES];
    size_t processes;
    size_t first; /* Index of the oldest process in the ring `running` */
    size_t busy;  /* Number of running processes */
    int missing;  /* 1: gnuplot cannot be executed; there is one diagnostic for all charts */
} gnuplot_run;

int ent_gnuplot_whole(ent_chart_format format, const char *bytes, size_t length)
{
    static const char png_head[] = "\x89PNG\r\n\x1a\n";
    static const char png_end[] = "\0\0\0\0IEND\xae\x42\x60\x82";

    switch (format) {
    case ENT_CHART_PNG:
        return length > 20 && memcmp(bytes, png_head, 8) == 0 && memcmp(bytes + length - 12, png_end, 12) == 0;
    case ENT_CHART_PDF:
        while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
            length--;
        }
        return length > 10 && memcmp(bytes, "%PDF-", 5) == 0 && memcmp(bytes + length - 5, "%%EOF", 5) == 0;
    case ENT_CHART_SVG:
    default:
        while (length > 0 && strchr(" \n\r\t", bytes[length - 1]) != NULL) {
            length--;
        }
        return length > 6 && memcmp(bytes, "<?xml", 5) == 0 && memcmp(bytes + length - 6, "</svg>", 6) == 0;
    }
}

static const char *path_of(gnuplot_run *self, const ent_chart_script *script, const char *ending)
{
    return ent_context_printf(self->context, "%s/%s.%s", self->folder, script->name, ending);
}

/* Whether the caller asked for an end. The signal behind it also interrupts a wait. */
static bool is_stopped(const gnuplot_run *self)
{
    return self->context->request->stop != NULL && atomic_load(self->context->request->stop) != 0;
}

static void report_failure(gnuplot_run *self, const ent_chart_script *script, const char *why)
{
    if (is_stopped(self)) { /* the charts are not wanted any more */
        return;
    }
    ent_diagnostics_add(self->context->diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL, NULL,
        "the chart %s was not drawn: %s", script->name, why);
    if (self->context->status == ENT_OK) {
        self->context->status = ENT_ERR_CHART;
    }
}

static void report_missing(gnuplot_run *self)
{
    if (!self->missing) {
        ent_diagnostics_add(self->context->diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL,
            "install gnuplot 5.4 or later (on Debian and Ubuntu: apt install gnuplot-nox), then draw with: entente "
            "plot",
            "gnuplot cannot be started, so there are no charts; the tables are complete");
    }
    self->missing = 1;
    if (self->context->status == ENT_OK) {
        self->context->status = ENT_ERR_CHART;
    }
}

/* Runs in the child: only async-signal-safe calls. */
static void execute_gnuplot(const char *folder, const char *log, char *const argv[])
{
    int out = open(log, O_WRONLY | O_CREAT | O_TRUNC, 0666);
    int in = open("/dev/null", O_RDONLY);

    if (out < 0 || in < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0 || chdir(folder) != 0) {
        _exit(1);
    }
    alarm(TIMEOUT);
    execvp(argv[0], argv);
    _exit(errno == ENOENT || errno == EACCES ? NOT_STARTED : 1);
}

static void start(gnuplot_run *self, const ent_chart_script *script)
{
    const char *log = path_of(self, script, "log.tmp");
    char program[] = "gnuplot", plain[] = "--default-settings", execute[] = "-e";
    char *settings = NULL, *file = NULL;
    char *argv[6];
    child *slot = &self->running[(self->first + self->busy) % self->processes];

    settings = ent_arena_printf(
        &self->context->arena, "format='%s'; target='%s.%s.tmp'", self->extension, script->name, self->extension);
    file = ent_arena_printf(&self->context->arena, "%s.gp", script->name);
    if (settings == NULL || file == NULL) {
        self->context->status = ENT_ERR_NO_MEMORY;
        return;
    }
    argv[0] = program;
    argv[1] = plain;
    argv[2] = execute;
    argv[3] = settings;
    argv[4] = file;
    argv[5] = NULL;
    slot->script = script;
    slot->pid = fork();
    if (slot->pid == 0) {
        execute_gnuplot(self->folder, log, argv);
    } else if (slot->pid < 0) {
        report_failure(self, script, strerror(errno));
    } else {
        self->busy++;
    }
}

/* The last 300 bytes of gnuplot's output, as one line: the error message is at its end. */
static const char *last_message(gnuplot_run *self, const ent_chart_script *script)
{
    size_t length = 0;
    int status;
    char *text = ent_read_file(path_of(self, script, "log.tmp"), &self->context->arena, &length, &status);

    if (text == NULL) {
        return "gnuplot said nothing";
    }
    while (length > 0 && strchr(" \n\r\t", text[length - 1]) != NULL) {
        text[--length] = '\0';
    }
    length = 0;
    for (const char *c = text; *c != '\0'; c++) {
        char it = *c;
        if ((unsigned char) it < 0x20) {
            it = ' ';
        }
        if (it != ' ' || (length > 0 && text[length - 1] != ' ')) {
            text[length++] = it;
        }
    }
    text[length] = '\0';
    return length == 0 ? "gnuplot said nothing" : length > 300 ? text + length - 300 : text;
}

static void finish(gnuplot_run *self, const ent_chart_script *script, int wait_status)
{
    const char *drawn = path_of(self, script, ent_context_printf(self->context, "%s.tmp", self->extension));
    const char *wanted = path_of(self, script, self->extension);
    size_t length = 0;
    int status = ENT_OK;
    const char *bytes;

    if (WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == NOT_STARTED) {
        report_missing(self);
    } else if (WIFSIGNALED(wait_status)) {
        report_failure(
            self, script, ent_context_printf(self->context, "gnuplot was ended by signal %d", WTERMSIG(wait_status)));
    } else if (WEXITSTATUS(wait_status) != 0) {
        report_failure(self, script, last_message(self, script));
    } else {
        ent_arena arena = {0};
        bytes = ent_read_file(drawn, &arena, &length, &status);
        if (bytes == NULL || !ent_gnuplot_whole(self->context->request->format, bytes, length)) {
            report_failure(self, script,
                ent_context_printf(self->context, "the drawing is not whole: %s", last_message(self, script)));
        } else if (rename(drawn, wanted) != 0) {
            report_failure(self, script, strerror(errno));
        }
        ent_arena_free(&arena);
    }
    (void) remove(drawn);
    (void) remove(path_of(self, script, "log.tmp"));
}

/* Waits for the oldest process, by its id: the caller's other children are not waited for. */
static void wait_for_one(gnuplot_run *self)
{
    child it = self->running[self->first];
    int wait_status = 0;
    pid_t done;

    do {
        if (is_stopped(self)) {
            (void) kill(it.pid, SIGTERM);
        }
        done = waitpid(it.pid, &wait_status, 0);
    } while (done < 0 && errno == EINTR);
    self->first = (self->first + 1) % self->processes;
    self->busy--;
    if (done < 0) {
        report_failure(self, it.script, strerror(errno));
    } else {
        finish(self, it.script, wait_status);
    }
}

static size_t process_count(unsigned wanted)
{
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t count = wanted > 0 ? wanted : processors > 8 ? 8 : processors > 0 ? (size_t) processors : 1;

    return count > MOST_PROCESSES ? MOST_PROCESSES : count;
}

void ent_gnuplot_run(ent_chart_context *context)
{
    gnuplot_run self = {0};

    self.context = context;
    self.folder = ent_context_printf(context, "%s/charts", context->request->folder);
    self.extension = EXTENSION[context->request->format];
    self.processes = process_count(context->request->processes);
    for (const ent_chart_script *script = context->script; script != NULL && !self.missing; script = script->next) {
        if (context->status == ENT_ERR_NO_MEMORY || is_stopped(&self)) {
            break;
        }
        if (self.busy == self.processes) {
            wait_for_one(&self);
        }
        start(&self, script);
    }
    while (self.busy > 0) {
        wait_for_one(&self);
    }
    if (is_stopped(&self) && context->status == ENT_OK) {
        context->status = ENT_ERR_INTERRUPTED;
    }
}
