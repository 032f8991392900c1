#include "cli/console.h"

#include "base/status.h"
#include "cli/answer.h"
#include "cli/place.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

atomic_int ent_interrupted;

double ent_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

/* --- messages ----------------------------------------------------------------------------------------------------- */

static ent_colour colour;

void ent_console_open(ent_colour choice)
{
    colour = choice;
}

bool ent_console_colour(FILE *stream)
{
    return ent_terminal_colour(stream, colour);
}

void ent_complain(const char *format, ...)
{
    bool coloured = ent_terminal_colour(stderr, colour);
    ent_arena arena = {0};
    va_list arguments;
    const char *text;

    va_start(arguments, format);
    text = ent_arena_vprintf(&arena, format, arguments);
    va_end(arguments);
    text = text != NULL ? text : "out of memory";
    fprintf(stderr, "%sentente:%s %s\n", coloured ? "\033[1;31m" : "", coloured ? "\033[0m" : "", text);
    ent_answer_message("error", text);
    ent_arena_free(&arena);
}

void ent_say_next(const ent_options *options, const char *format, ...)
{
    bool coloured = ent_terminal_colour(stdout, colour);
    va_list arguments;

    if (options->quiet || options->json) {
        return;
    }
    va_start(arguments, format);
    fputs(coloured ? "next: \033[1m" : "next: ", stdout);
    vprintf(format, arguments);
    fputs(coloured ? "\033[0m\n" : "\n", stdout);
    va_end(arguments);
}

void ent_print_diagnostics(ent_diagnostics *diagnostics, bool quiet)
{
    ent_arena arena = {0};

    ent_diagnostics_sort(diagnostics);
    for (size_t i = 0; i < diagnostics->count; i++) {
        const char *text;
        ent_answer_diagnostic(&diagnostics->item[i]);
        if (quiet && diagnostics->item[i].severity != ENT_SEVERITY_ERROR) {
            continue;
        }
        text = ent_diagnostic_format(&diagnostics->item[i], ent_terminal_colour(stderr, colour) ? 1 : 0, &arena);
        fputs(text != NULL ? text : "error: out of memory\n", stderr);
    }
    if (diagnostics->no_memory) {
        fputs("error: out of memory: some messages are missing\n", stderr);
    }
    ent_arena_free(&arena);
}

int ent_exit_status(int status)
{
    switch (status) {
    case ENT_OK:
        return ENT_EXIT_OK;
    case ENT_ERR_SCENARIO:
    case ENT_ERR_ARGUMENT:
        return ENT_EXIT_USAGE;
    case ENT_ERR_INTERRUPTED:
        return ENT_EXIT_INTERRUPTED;
    default:
        return ENT_EXIT_FAILED;
    }
}

static const char *interrupt_text = "\nentente: stopping once the draws in hand are counted (again: at once)\n";

void ent_say_at_interrupt(const char *text)
{
    interrupt_text = text;
}

static void on_interrupt(int signal_number)
{
    (void) signal_number;
    atomic_store(&ent_interrupted, 1);
    if (write(STDERR_FILENO, interrupt_text, strlen(interrupt_text)) < 0) {
        return; /* nobody listens, and there is nothing to be done about it here */
    }
}

static void on_interrupt_in_silence(int signal_number)
{
    (void) signal_number;
    atomic_store(&ent_interrupted, 1);
}

void ent_catch_interrupts(bool say)
{
    struct sigaction action;

    memset(&action, 0, sizeof(action));
    action.sa_handler = say ? on_interrupt : on_interrupt_in_silence;
    sigemptyset(&action.sa_mask);
    action.sa_flags = (int) SA_RESETHAND; /* a second Ctrl-C ends the program at once */
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

/* --- names ------------------------------------------------------------------------------------------------------ */

size_t ent_pick_variant(const ent_options *options, const ent_experiment *experiment)
{
    size_t found = ent_experiment_find(experiment, options->variant != NULL ? options->variant : "base");
    const char **names = NULL;
    const char *near = NULL;

    if (found != SIZE_MAX) {
        return found;
    }
    names = calloc(experiment->count, sizeof(*names));
    for (size_t v = 0; names != NULL && v < experiment->count; v++) {
        names[v] = experiment->item[v]->id;
    }
    near = names != NULL ? ent_nearest_name(options->variant, names, experiment->count) : NULL;
    if (near != NULL) {
        ent_complain("%s has no variant `%s`; did you mean `%s`?", experiment->id, options->variant, near);
    } else {
        ent_complain("%s has no variant `%s`; its `variants` group names them", experiment->id, options->variant);
    }
    free((void *) names);
    return SIZE_MAX;
}

/* --- files ------------------------------------------------------------------------------------------------------ */

int ent_load_file(void *context, const char *path, ent_arena *arena, const char **text, size_t *length)
{
    FILE *file;
    struct stat about;
    char *bytes = NULL;
    int status = ENT_ERR_IO;

    (void) context;
    /* Looked at before it is opened: opening a pipe that nobody writes to would wait for ever. */
    file = stat(path, &about) == 0 && S_ISREG(about.st_mode) ? fopen(path, "rb") : NULL;
    if (file == NULL) {
        return ENT_ERR_IO;
    }
    if (fstat(fileno(file), &about) != 0 || !S_ISREG(about.st_mode)) {
        goto out;
    }
    bytes = ent_arena_alloc(arena, (size_t) about.st_size + 1);
    if (bytes == NULL) {
        status = ENT_ERR_NO_MEMORY;
        goto out;
    }
    *length = fread(bytes, 1, (size_t) about.st_size, file);
    if (ferror(file) == 0) {
        *text = bytes;
        status = ENT_OK;
    }
out:
    fclose(file);
    return status;
}

const char *ent_scenario_id(const char *path, ent_arena *arena)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    const char *dot = strrchr(name, '.');

    return ent_arena_strndup(arena, name, dot != NULL && dot != name ? (size_t) (dot - name) : strlen(name));
}

static int add_path(ent_file_list *files, const char *path, ent_arena *arena)
{
    if (files->count == files->capacity) {
        size_t capacity = files->capacity == 0 ? 16 : 2 * files->capacity;
        const char **grown = ent_arena_array(arena, capacity, sizeof(*grown));
        if (grown == NULL) {
            return ENT_EXIT_FAILED;
        }
        for (size_t i = 0; i < files->count; i++) {
            grown[i] = files->path[i];
        }
        files->path = grown;
        files->capacity = capacity;
    }
    files->path[files->count++] = path;
    return path != NULL ? ENT_EXIT_OK : ENT_EXIT_FAILED;
}

static int is_scenario(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);

    return length > 4 && entry->d_name[0] != '.' && strcmp(entry->d_name + length - 4, ".cfg") == 0;
}

static int list_folder(ent_file_list *files, const char *path, ent_arena *arena)
{
    struct dirent **entry = NULL;
    int count = scandir(path, &entry, is_scenario, alphasort);
    int status = ENT_EXIT_OK;

    for (int i = 0; i < count; i++) {
        if (status == ENT_EXIT_OK) {
            size_t length = strlen(path);
            status = add_path(files,
                ent_arena_printf(arena, "%s%s%s", path, path[length - 1] == '/' ? "" : "/", entry[i]->d_name), arena);
        }
        free(entry[i]);
    }
    free(entry);
    if (count <= 0) {
        ent_complain("the folder %s holds no scenario (*.cfg)", path);
        return ENT_EXIT_USAGE;
    }
    return status;
}

/* Says that there is no such file, with the scenario in its folder that may be meant. */
static void complain_missing(const char *path, ent_arena *arena)
{
    int reason = errno;
    const char *slash = strrchr(path, '/');
    const char *folder = slash != NULL ? ent_arena_strndup(arena, path, (size_t) (slash - path) + 1) : "";
    struct dirent **entry = NULL;
    int count = folder != NULL ? scandir(*folder != '\0' ? folder : ".", &entry, is_scenario, alphasort) : 0;
    const char **name = ent_arena_array(arena, count > 0 ? (size_t) count : 1, sizeof(*name));
    const char *near = NULL;

    for (int i = 0; name != NULL && i < count; i++) {
        name[i] = entry[i]->d_name;
    }
    if (name != NULL && count > 0) {
        near = ent_nearest_name(slash != NULL ? slash + 1 : path, name, (size_t) count);
    }
    if (near != NULL) {
        ent_complain("%s: %s; did you mean %s%s?", path, strerror(reason), folder, near);
    } else {
        ent_complain("%s: %s; `entente init NAME.cfg` writes a scenario to start from", path, strerror(reason));
    }
    for (int i = 0; i < count; i++) {
        free(entry[i]);
    }
    free(entry);
}

/* Which file a name without a path means has to be said: it may not be the one that was thought of. */
static const char *find_scenario(const ent_options *options, const char *operand, ent_arena *arena)
{
    const char *path = ent_scenario_path(operand, arena);

    if (path != operand && !options->quiet) {
        fprintf(stderr, "entente: %s is the scenario that came with the program, %s\n", operand, path);
    }
    return path;
}

int ent_list_files(const ent_options *options, ent_arena *arena, ent_file_list *files)
{
    int status = ENT_EXIT_OK;

    for (size_t i = 0; i < options->operands && status == ENT_EXIT_OK; i++) {
        struct stat about;
        const char *path = find_scenario(options, options->operand[i], arena);
        if (stat(path, &about) != 0) {
            complain_missing(path, arena);
            return ENT_EXIT_USAGE;
        }
        status = S_ISDIR(about.st_mode) ? list_folder(files, path, arena) : add_path(files, path, arena);
    }
    return status;
}

static void complain_instruction_set(void)
{
    char supported[128] = "";
    size_t length = 0;

    for (size_t i = 0; ent_kernels_supported(i) != NULL && length < sizeof(supported); i++) {
        int added = snprintf(supported + length, sizeof(supported) - length, "%s%s", i == 0 ? "" : ", ",
            ent_kernels_supported(i)->isa);
        length += added > 0 ? (size_t) added : 0;
    }
    ent_complain("ENTENTE_ISA names no instruction set of this processor (%s)", supported);
}

static int load_from(const ent_options *options, ent_experiment_source *source, ent_experiment *experiment)
{
    ent_diagnostics diagnostics = {0};
    bool waiting;
    int status;

    source->set = options->set;
    source->sets = options->sets;
    source->threads = options->threads;
    source->kernels = ent_kernels_select(getenv("ENTENTE_ISA"));
    if (source->kernels == NULL) {
        complain_instruction_set();
        return ENT_EXIT_USAGE;
    }
    if (source->id == NULL) {
        return ENT_EXIT_FAILED;
    }
    waiting = !options->quiet && isatty(STDERR_FILENO) != 0;
    if (waiting) { /* a large scenario takes a moment, and nobody should wonder */
        fprintf(stderr, "reading %s", source->path);
        fflush(stderr);
    }
    status = ent_experiment_load(experiment, source, &diagnostics);
    if (waiting) {
        fputs("\r\033[K", stderr);
    }
    ent_print_diagnostics(&diagnostics, options->quiet);
    if (status == ENT_ERR_SCENARIO) {
        fprintf(stderr, "%s: %zu mistake%s; nothing was run\n", source->path, diagnostics.errors,
            diagnostics.errors == 1 ? "" : "s");
    } else if (status != ENT_OK && diagnostics.errors == 0) {
        ent_complain("%s: %s", source->path, ent_strerror(status));
    }
    ent_diagnostics_free(&diagnostics);
    return status == ENT_ERR_IO ? ENT_EXIT_USAGE : ent_exit_status(status);
}

int ent_load_experiment(
    const ent_options *options, const char *path, bool base_only, ent_arena *arena, ent_experiment *experiment)
{
    const char *found = find_scenario(options, path, arena);
    ent_experiment_source source = {
        .path = found, .id = ent_scenario_id(found, arena), .load = ent_load_file, .base_only = base_only};

    return load_from(options, &source, experiment);
}

int ent_load_carried_experiment(const ent_options *options, const char *path, const char *id, ent_loader load,
    void *context, ent_experiment *experiment)
{
    ent_experiment_source source = {.path = path, .id = id, .load = load, .context = context};

    return load_from(options, &source, experiment);
}

/* --- progress --------------------------------------------------------------------------------------------------- */

void ent_progress_begin(ent_progress *self, const char *label, uint64_t total, bool quiet)
{
    *self = (ent_progress){.total = total, .started = ent_now(), .label = label};
    self->visible = !quiet && isatty(STDERR_FILENO) != 0;
}

static void show(const ent_progress *self, double seconds)
{
    double share = (double) self->done / (double) self->total;
    double speed = (double) (self->done - self->resumed) / seconds;
    int filled = (int) (30.0 * share);

    fprintf(stderr, "\r%-24.24s [%.*s%*s] %3.0f%%  %.2f M draws/s  %.0f s left \033[K", self->label, filled,
        "##############################", 30 - filled, "", 100.0 * share, speed / 1e6,
        (double) (self->total - self->done) / speed);
    fflush(stderr);
}

void ent_progress_resume(ent_progress *self, uint64_t draws)
{
    self->resumed = draws < self->total ? draws : self->total;
    self->done = self->resumed;
}

void ent_progress_add(void *context, uint64_t draws)
{
    ent_progress *self = context;
    double now = ent_now();

    self->done = draws < self->total - self->done ? self->done + draws : self->total;
    if (self->visible && now - self->shown > 0.1 && now - self->started > 0.3) {
        self->shown = now;
        show(self, now - self->started);
    }
}

void ent_progress_end(ent_progress *self)
{
    if (self->visible && self->shown > 0.0) {
        fputs("\r\033[K", stderr);
        fflush(stderr);
    }
}
