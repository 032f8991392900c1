#include "target.h"

#include "jobs/explain/explanation.h"
#include "kernels/kernels.h"
#include "run/pilot.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDER_BYTES = 200, PATH_BYTES = 400, OPEN_FOLDERS = 16 };

/* Limits of a scenario that is played: a draw takes the time of a few. */
enum { MOST_ROUNDS = 60, MOST_MONTHS = 240, MOST_DEMANDS = 6 };

void fuzz_require(int holds, const char *promise)
{
    if (!holds) {
        fprintf(stderr, "not kept: %s\n", promise);
        abort();
    }
}

int fuzz_load(void *context, const char *path, ent_arena *arena, const char **text, size_t *length)
{
    for (const fuzz_file *file = context; file->path != NULL; file++) {
        if (strcmp(file->path, path) == 0) {
            *length = file->length;
            *text = ent_arena_strndup(arena, file->text, file->length);
            return *text != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
        }
    }
    return ENT_ERR_IO;
}

void fuzz_check_diagnostics(const ent_diagnostics *diagnostics, int status)
{
    ent_arena arena = {0};

    fuzz_require(status == ENT_OK || status == ENT_ERR_SCENARIO || status == ENT_ERR_IO, "an error of the file");
    fuzz_require((status == ENT_OK) == (diagnostics->errors == 0), "a message for each refusal, and only then");
    for (size_t i = 0; i < diagnostics->count; i++) {
        fuzz_require(ent_diagnostic_format(&diagnostics->item[i], 0, &arena) != NULL, "a message that can be written");
    }
    ent_arena_free(&arena);
}

static int is_small(const ent_scenario *scenario)
{
    return scenario->talks.rounds <= MOST_ROUNDS && scenario->run.horizon <= MOST_MONTHS &&
           scenario->demands <= MOST_DEMANDS;
}

static void play(const ent_experiment *experiment)
{
    ent_simulator simulator = {.block = {.model = NULL}};
    const ent_variant_model *base = experiment->item[0];
    char *told;
    int status;

    if (!is_small(&base->scenario)) {
        return;
    }
    status = ent_replay(&simulator, base, 0);
    fuzz_require(status == ENT_OK, "a draw of a scenario without mistakes");
    told = ent_explanation(&simulator.block);
    fuzz_require(told != NULL && *told != '\0', "the story of a draw");
    free(told);
    ent_simulator_free(&simulator);
}

void fuzz_scenario(fuzz_file *file)
{
    ent_experiment experiment = {.id = NULL};
    ent_diagnostics diagnostics = {0};
    ent_experiment_source source = {.path = "s.cfg",
        .id = "s",
        .load = fuzz_load,
        .context = file,
        .kernels = ent_kernels_select(NULL),
        .threads = 1};
    int status = ent_experiment_load(&experiment, &source, &diagnostics);

    fuzz_check_diagnostics(&diagnostics, status);
    if (status == ENT_OK) {
        play(&experiment);
    }
    ent_experiment_free(&experiment);
    ent_diagnostics_free(&diagnostics);
}

/* In place of the engine's: a pilot that met no draw; and of the C library's: no process can be started. The linker
 * chooses the names. */
int __wrap_ent_pilot_run(ent_pilot *self, const ent_model *model);
pid_t __wrap_fork(void);
FILE *__wrap_popen(const char *command, const char *how);

int __wrap_ent_pilot_run(ent_pilot *self, const ent_model *model)
{
    self->spread = ent_arena_array(&self->arena, model->quantities + 1, sizeof(*self->spread));
    self->most_troops = ent_arena_array(&self->arena, model->coalition.forces + 1, sizeof(*self->most_troops));
    return self->spread != NULL && self->most_troops != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

pid_t __wrap_fork(void)
{
    errno = EAGAIN;
    return -1;
}

FILE *__wrap_popen(const char *command, const char *how)
{
    (void) command;
    (void) how;
    errno = EAGAIN;
    return NULL;
}

/* --- the folder ---------------------------------------------------------------------------------------------------
 */

static char folder[FOLDER_BYTES];

static int remove_entry(const char *path, const struct stat *about, int kind, struct FTW *at)
{
    (void) about;
    (void) kind;
    return at->level > 0 && remove(path) != 0 ? -1 : 0;
}

void fuzz_empty(void)
{
    if (*folder != '\0') {
        (void) nftw(folder, remove_entry, OPEN_FOLDERS, FTW_DEPTH | FTW_PHYS);
    }
}

static void remove_folder(void)
{
    fuzz_empty();
    (void) rmdir(folder);
}

const char *fuzz_folder(void)
{
    const char *parent = getenv("TMPDIR");

    if (*folder == '\0') {
        snprintf(folder, sizeof(folder), "%s/entente-fuzz-XXXXXX", parent != NULL ? parent : "/tmp");
        fuzz_require(mkdtemp(folder) != NULL, "a folder of the target's own");
        (void) atexit(remove_folder);
    }
    return folder;
}

void fuzz_write(const char *name, const void *bytes, size_t length)
{
    char path[PATH_BYTES];
    FILE *file;

    snprintf(path, sizeof(path), "%s/%s", fuzz_folder(), name);
    for (char *slash = strchr(path + strlen(folder) + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        (void) mkdir(path, 0700);
        *slash = '/';
    }
    file = fopen(path, "wb");
    if (file != NULL) {
        (void) fwrite(bytes, 1, length, file);
        (void) fclose(file);
    }
}
