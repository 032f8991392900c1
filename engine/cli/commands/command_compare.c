#include "base/status.h"
#include "cli/console.h"
#include "cli/interrupts.h"
#include "cli/job_console.h"
#include "cli/scenario_files.h"
#include "cli/summaries/compare_summary.h"
#include "cli/summaries/run_summary.h"
#include "jobs/compare/comparison.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_CHOICES = 100 };

/* A scenario that choices are taken from. */
typedef struct loaded_file {
    const char *path; /* as typed */
    ent_experiment experiment;
    bool base_only; /* no variant of it is among the choices */
} loaded_file;

/* An operand: FILE, or FILE:VARIANT. */
typedef struct operand {
    const char *path;    /* as typed */
    const char *variant; /* NULL: base */
    size_t file;         /* index of its scenario */
} operand;

typedef struct comparison_command {
    const ent_options *options;
    ent_arena arena;
    operand *operand;    /* [options->operands] */
    loaded_file *loaded; /* [files], with room for one an operand */
    size_t files;
    ent_choice *choice; /* [options->operands] */
} comparison_command;

/* --- operands ----------------------------------------------------------------------------------------------------- */

static bool is_file(const char *path)
{
    struct stat about;

    return stat(path, &about) == 0;
}

/* Parts FILE:VARIANT at its last colon, unless there is a file of the whole name. */
static int read_operand(comparison_command *self, const char *text, operand *made)
{
    const char *colon = is_file(text) ? NULL : strrchr(text, ':');

    made->path = colon != NULL ? ent_arena_strndup(&self->arena, text, (size_t) (colon - text)) : text;
    made->variant = colon != NULL && strcmp(colon + 1, "base") != 0 ? colon + 1 : NULL;
    if (made->path == NULL) {
        return ENT_EXIT_FAILED;
    }
    if (strcmp(made->path, "-") == 0) {
        ent_complain("compare wants files, and `-` is none: write the scenario into a file first");
        return ENT_EXIT_USAGE;
    }
    if (*made->path == '\0' || (colon != NULL && colon[1] == '\0')) {
        ent_complain("`%s`: a choice is FILE or FILE:VARIANT, as in mine.cfg:air_cover", text);
        return ENT_EXIT_USAGE;
    }
    return ENT_EXIT_OK;
}

/* Refuses the same choice twice. */
static int check_twice(const comparison_command *self, size_t i)
{
    for (size_t k = 0; k < i; k++) {
        const operand *a = &self->operand[k], *b = &self->operand[i];
        if (a->file == b->file && (a->variant == NULL) == (b->variant == NULL) &&
            (a->variant == NULL || strcmp(a->variant, b->variant) == 0)) {
            ent_complain("%s is there twice: name two different choices, as in mine.cfg mine.cfg:air_cover",
                self->options->operand[i]);
            return ENT_EXIT_USAGE;
        }
    }
    return ENT_EXIT_OK;
}

static int read_operands(comparison_command *self)
{
    size_t count = self->options->operands;
    int status = ENT_EXIT_OK;

    self->operand = ent_arena_array(&self->arena, count, sizeof(*self->operand));
    self->loaded = ent_arena_array(&self->arena, count, sizeof(*self->loaded));
    self->choice = ent_arena_array(&self->arena, count, sizeof(*self->choice));
    if (self->operand == NULL || self->loaded == NULL || self->choice == NULL) {
        return ENT_EXIT_FAILED;
    }
    for (size_t i = 0; i < count && status == ENT_EXIT_OK; i++) {
        operand *made = &self->operand[i];
        status = read_operand(self, self->options->operand[i], made);
        while (status == ENT_EXIT_OK && made->file < self->files &&
               strcmp(self->loaded[made->file].path, made->path) != 0) {
            made->file++;
        }
        if (status == ENT_EXIT_OK && made->file == self->files) {
            self->loaded[self->files++] = (loaded_file){.path = made->path, .base_only = true};
        }
        if (status == ENT_EXIT_OK) {
            self->loaded[made->file].base_only = self->loaded[made->file].base_only && made->variant == NULL;
            status = check_twice(self, i);
        }
    }
    return status;
}

/* --- choices ------------------------------------------------------------------------------------------------------ */

/* The name of a file without its folders, or as typed where that of another one is the same. */
static const char *name_of_file(const comparison_command *self, size_t file)
{
    const char *path = self->loaded[file].path;
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;

    for (size_t f = 0; f < self->files; f++) {
        const char *other = strrchr(self->loaded[f].path, '/');
        other = other != NULL ? other + 1 : self->loaded[f].path;
        if (f != file && strcmp(other, name) == 0) {
            return path;
        }
    }
    return name;
}

/* Index of a variant; SIZE_MAX after a message. */
static size_t find_variant(const comparison_command *self, const operand *from)
{
    const ent_experiment *experiment = &self->loaded[from->file].experiment;
    ent_options options = *self->options;

    options.variant = from->variant;
    return ent_pick_variant(&options, experiment);
}

static int make_choice(comparison_command *self, size_t i)
{
    const operand *from = &self->operand[i];
    const ent_experiment *experiment = &self->loaded[from->file].experiment;
    const char *file = name_of_file(self, from->file);
    size_t variant = find_variant(self, from);
    const ent_variant_model *model;
    ent_choice *choice = &self->choice[i];

    if (variant == SIZE_MAX) {
        return ENT_EXIT_USAGE;
    }
    model = experiment->item[variant];
    *choice = (ent_choice){.experiment = experiment, .variant = variant};
    choice->name = from->variant == NULL ? file : ent_arena_printf(&self->arena, "%s:%s", file, from->variant);
    choice->label = self->files > 1 ? choice->name : from->variant == NULL ? "Base" : model->label;
    if (self->files > 1 && from->variant != NULL) {
        choice->label = ent_arena_printf(&self->arena, "%s: %s", file, model->label);
    }
    return choice->name != NULL && choice->label != NULL ? ENT_EXIT_OK : ENT_EXIT_FAILED;
}

static int load_choices(comparison_command *self)
{
    int status = ENT_EXIT_OK;

    for (size_t f = 0; f < self->files && status == ENT_EXIT_OK; f++) {
        loaded_file *file = &self->loaded[f];
        status = ent_load_experiment(self->options, file->path, file->base_only, &self->arena, &file->experiment);
        if (status == ENT_EXIT_OK) {
            ent_print_notes(self->options, &file->experiment);
        }
    }
    for (size_t i = 0; i < self->options->operands && status == ENT_EXIT_OK; i++) {
        status = make_choice(self, i);
    }
    return status;
}

/* --- the command -------------------------------------------------------------------------------------------------- */

static void print_end(ent_comparison *comparison, const ent_options *options, int status)
{
    if (status == ENT_OK) {
        ent_print_comparison(comparison, options);
    } else if (status == ENT_ERR_INTERRUPTED) {
        ent_complain("stopped; nothing was written");
    } else if (comparison->diagnostics.errors == 0) {
        ent_complain("%s", ent_strerror(status));
    }
}

static int compare_choices(comparison_command *self)
{
    const ent_options *options = self->options;
    ent_job_console console;
    ent_comparison comparison = {.choices = 0};
    int status;

    ent_job_console_open(&console, options);
    ent_job_console_begin(&console, "compare");
    ent_defer_interrupts(true);
    status = ent_job_compare(&comparison, &console.request, &console.host, self->choice, options->operands);
    ent_defer_interrupts(false);
    ent_job_console_end(&console);
    ent_print_diagnostics(&comparison.diagnostics, options->quiet);
    print_end(&comparison, options, status);
    if (status == ENT_OK) {
        ent_add_comparison(&comparison);
    }
    status = status == ENT_OK && console.request.charts && !comparison.charts_drawn ? ENT_ERR_CHART : status;
    ent_comparison_free(&comparison);
    ent_job_console_close(&console);
    return status == ENT_ERR_ARGUMENT ? ENT_EXIT_USAGE : ent_exit_status(status);
}

static int compare(const ent_options *options)
{
    comparison_command self = {.options = options};
    int status = read_operands(&self);

    status = status == ENT_EXIT_OK ? load_choices(&self) : status;
    status = status == ENT_EXIT_OK ? compare_choices(&self) : status;
    for (size_t f = 0; f < self.files; f++) {
        ent_experiment_free(&self.loaded[f].experiment);
    }
    ent_arena_free(&self.arena);
    return status;
}

const ent_command_entry ent_command_compare = {.name = "compare",
    .operands = "FILE[:VARIANT] FILE[:VARIANT]...",
    .summary = "variants and files side by side",
    .text = "Plays variants and files with the same random numbers and compares the headline of every pair, world by "
            "world: by how much they differ, in how many worlds the second is better, how each does in bad worlds and "
            "against the best choice in each, and which settings differ. All have the same seed and size: --seed, "
            "--worlds and --replications set them.",
    .example = {{"entente compare mine.cfg mine.cfg:air_cover", "a variant against the file itself"},
        {"entente compare mine.cfg yours.cfg --levels 20%,50%",
            "two files, and in how many worlds each reaches 20 and 50%"}},
    .options = ENT_OPTIONS_OF_SETTINGS " levels threads out excel format no-charts",
    .least = 2,
    .most = MOST_CHOICES,
    .wants = "another choice",
    .operand = ENT_ARGUMENT_COMPARED,
    .others = ENT_ARGUMENT_COMPARED,
    .run = compare};
