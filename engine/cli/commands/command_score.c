#include "base/status.h"
#include "cli/console.h"
#include "cli/interrupts.h"
#include "cli/job_console.h"
#include "cli/scenario_files.h"
#include "cli/summaries/score_summary.h"
#include "jobs/score/score.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { OWN_SETS = 3, DEEPEST = 16 /* folders within folders */ };

typedef struct score_command {
    ent_options options; /* with the settings of a score in front of the user's */
    ent_arena arena;
    ent_score_file *file;       /* [files] */
    ent_experiment *experiment; /* [files] */
    size_t files, capacity;
} score_command;

/* --- settings ----------------------------------------------------------------------------------------------------- */

/* Whether the user sets a path. */
static bool sets(const ent_options *options, const char *path)
{
    size_t length = strlen(path);

    for (size_t i = 0; i < options->sets; i++) {
        const char *text = options->set[i] + strspn(options->set[i], " \t");
        if (strncmp(text, path, length) == 0 && strchr(" \t=", text[length]) != NULL) {
            return true;
        }
    }
    return false;
}

/* Follows truces for ten years whatever the file's horizon, in worlds and replications enough for a score. */
static int add_settings(score_command *self, const ent_options *options)
{
    static const char *const own[OWN_SETS][2] = {{"run.horizon", "run.horizon = 120"},
        {"run.worlds", "run.worlds = 2000"}, {"run.replications", "run.replications = 25"}};
    const char **set = ent_arena_array(&self->arena, options->sets + OWN_SETS, sizeof(*set));
    size_t count = 0;

    if (set == NULL) {
        return ENT_EXIT_FAILED;
    }
    for (size_t i = 0; i < OWN_SETS; i++) {
        if (!sets(options, own[i][0])) {
            set[count++] = own[i][1];
        }
    }
    for (size_t i = 0; i < options->sets; i++) {
        set[count++] = options->set[i];
    }
    self->options = *options;
    self->options.set = set;
    self->options.sets = count;
    return ENT_EXIT_OK;
}

/* --- files -------------------------------------------------------------------------------------------------------- */

static int add_file(score_command *self, const char *path, bool named)
{
    if (path == NULL) {
        return ENT_EXIT_FAILED;
    }
    if (self->files == self->capacity) {
        size_t capacity = self->capacity == 0 ? 64 : 2 * self->capacity;
        ent_score_file *grown = ent_arena_array(&self->arena, capacity, sizeof(*grown));
        if (grown == NULL) {
            return ENT_EXIT_FAILED;
        }
        if (self->files > 0) {
            memcpy(grown, self->file, self->files * sizeof(*grown));
        }
        self->file = grown;
        self->capacity = capacity;
    }
    self->file[self->files++] = (ent_score_file){.path = path, .named = named};
    return ENT_EXIT_OK;
}

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static bool is_scenario(const char *name)
{
    size_t length = strlen(name);

    return length > 4 && strcmp(name + length - 4, ".cfg") == 0;
}

/* Whether a folder holds the results of a run, with a copy of its scenario. */
static bool holds_results(score_command *self, const char *folder)
{
    const char *manifest = ent_arena_printf(&self->arena, "%s/manifest.json", folder);
    struct stat about;

    return manifest != NULL && stat(manifest, &about) == 0;
}

/* Adds the scenario files of a folder and of the folders in it, by name; links to folders are not followed, and results
 * are passed over. */
static int add_folder(score_command *self, const char *folder, unsigned depth)
{
    struct dirent **entry = NULL;
    int count = holds_results(self, folder) ? 0 : scandir(folder, &entry, is_shown, alphasort);
    int status = ENT_EXIT_OK;

    for (int i = 0; i < count; i++) {
        size_t length = strlen(folder);
        const char *path =
            ent_arena_printf(&self->arena, "%s%s%s", folder, folder[length - 1] == '/' ? "" : "/", entry[i]->d_name);
        struct stat about;
        if (status == ENT_EXIT_OK && path != NULL && lstat(path, &about) == 0) {
            if (S_ISDIR(about.st_mode) && depth < DEEPEST) {
                status = add_folder(self, path, depth + 1);
            } else if (!S_ISDIR(about.st_mode) && is_scenario(entry[i]->d_name)) {
                status = add_file(self, path, false);
            }
        }
        status = path == NULL ? ENT_EXIT_FAILED : status;
        free(entry[i]);
    }
    free(entry);
    return status;
}

static bool is_folder(const char *path)
{
    struct stat about;

    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

/* Adds the file, or the files of the folder, that an operand names. */
static int add_operand(score_command *self, const char *operand)
{
    ent_options one = self->options;
    ent_file_list list = {.count = 0};
    size_t before = self->files;
    int status;

    if (is_folder(operand)) {
        status = add_folder(self, operand, 0);
        if (status == ENT_EXIT_OK && self->files == before) {
            ent_complain("the folder %s holds no scenario (*.cfg)", operand);
            return ENT_EXIT_USAGE;
        }
        return status;
    }
    one.operand = &operand;
    one.operands = 1;
    status = ent_list_files(&one, &self->arena, &list);
    for (size_t i = 0; i < list.count && status == ENT_EXIT_OK; i++) {
        status = add_file(self, list.path[i], true);
    }
    return status;
}

/* Loads all files, so that all their mistakes are printed before a draw is played. */
static int load_files(score_command *self)
{
    int status = ENT_EXIT_OK;

    self->experiment = calloc(self->files + 1, sizeof(*self->experiment));
    if (self->experiment == NULL) {
        return ENT_EXIT_FAILED;
    }
    for (size_t f = 0; f < self->files; f++) {
        int own = ent_load_experiment(&self->options, self->file[f].path, true, &self->arena, &self->experiment[f]);
        self->file[f].experiment = &self->experiment[f];
        status = status == ENT_EXIT_OK ? own : status;
    }
    return status;
}

/* --- the command -------------------------------------------------------------------------------------------------- */

static void print_end(const ent_score *score, const ent_options *options, int status)
{
    if (status == ENT_OK) {
        ent_print_score(score, options);
    } else if (status == ENT_ERR_INTERRUPTED) {
        ent_complain("stopped; nothing was written");
    } else if (score->diagnostics.errors == 0) {
        ent_complain("%s", ent_strerror(status));
    }
}

static int score_files(score_command *self)
{
    ent_job_console console;
    ent_score score = {.cases = 0};
    int status;

    ent_job_console_open(&console, &self->options);
    ent_job_console_begin(&console, "score");
    ent_defer_interrupts(true);
    status = ent_job_score(&score, &console.request, &console.host, self->file, self->files);
    ent_defer_interrupts(false);
    ent_job_console_end(&console);
    ent_print_diagnostics(&score.diagnostics, self->options.quiet);
    print_end(&score, &self->options, status);
    if (status == ENT_OK) {
        ent_add_score(&score);
    }
    status = status == ENT_OK && console.request.charts && !score.charts_drawn ? ENT_ERR_CHART : status;
    ent_score_free(&score);
    ent_job_console_close(&console);
    return status == ENT_ERR_ARGUMENT ? ENT_EXIT_USAGE : ent_exit_status(status);
}

static int score(const ent_options *options)
{
    score_command self = {.files = 0};
    int status = add_settings(&self, options);

    for (size_t i = 0; i < options->operands && status == ENT_EXIT_OK; i++) {
        status = add_operand(&self, options->operand[i]);
    }
    status = status == ENT_EXIT_OK ? load_files(&self) : status;
    status = status == ENT_EXIT_OK ? score_files(&self) : status;
    for (size_t f = 0; self.experiment != NULL && f < self.files; f++) {
        ent_experiment_free(&self.experiment[f]);
    }
    free(self.experiment);
    ent_arena_free(&self.arena);
    return status;
}

const ent_command_entry ent_command_score = {.name = "score",
    .operands = "FILE|DIR...",
    .summary = "holds predictions against what happened",
    .text =
        "Plays each scenario with a record of what happened (`observed`), and each of its `cases`, and holds the "
        "chance that its truce still holds after 1, 2, 5 and 10 years against the record: Brier and log scores with "
        "weights for truces that are still holding, beside baselines that know only how long other truces lasted, on "
        "the same cases. It ends in a sentence: better, worse, or no clear difference from the base rate, and what so "
        "few cases could show.\n\n"
        "Folders are looked through with the folders in them. Sets of cases (`collection`) are never mixed. Truces are "
        "followed for 120 months, in 2,000 worlds of 25 replications unless --worlds and --replications say otherwise. "
        "A list FROZEN.sha256 beside the files (as sha256sum writes it) is checked.",
    .example = {{"entente score scenarios/history", "the library of past truces, into results/score"},
        {"entente score mine.cfg yours.cfg --worlds 10000", "two files, with more draws"}},
    .options = "set given seed worlds replications design allow-outside threads out excel format no-charts",
    .least = 1,
    .most = ENT_MANY_OPERANDS,
    .wants = "a scenario file or a folder of them",
    .operand = ENT_ARGUMENT_SCENARIOS,
    .others = ENT_ARGUMENT_SCENARIOS,
    .run = score};
