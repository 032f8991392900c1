#include "cli/scenario_files.h"

#include "base/status.h"
#include "cli/console.h"
#include "cli/install_paths.h"
#include "cli/output/streams.h"
#include "jobs/load.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* --- files ------------------------------------------------------------------------------------------------------ */

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

/* Prints that a file is missing, and the scenario in its folder that may be meant. */
static void complain_missing(const char *path, ent_arena *arena)
{
    int reason = errno;
    const char *slash = strrchr(path, '/');
    const char *folder = slash != NULL ? ent_arena_strndup(arena, path, (size_t) (slash - path) + 1) : "";
    struct dirent **entry = NULL;
    int count = folder != NULL ? scandir(*folder != '\0' ? folder : ".", &entry, is_scenario, alphasort) : 0;
    const char *whole = ent_arena_printf(arena, "%s.cfg", path);
    const char **name = ent_arena_array(arena, count > 0 ? (size_t) count : 1, sizeof(*name));
    const char *near = NULL;

    for (int i = 0; name != NULL && i < count; i++) {
        name[i] = entry[i]->d_name;
    }
    if (name != NULL && count > 0) {
        near = ent_nearest_name(slash != NULL ? slash + 1 : path, name, (size_t) count);
    }
    if (whole != NULL && access(whole, F_OK) == 0) {
        ent_complain("%s: %s; did you mean %s?", path, strerror(reason), whole);
    } else if (near != NULL) {
        ent_complain("%s: %s; did you mean %s%s?", path, strerror(reason), folder, near);
    } else {
        ent_complain("%s: %s; `entente init NAME.cfg` writes a scenario to start from", path, strerror(reason));
    }
    for (int i = 0; i < count; i++) {
        free(entry[i]);
    }
    free(entry);
}

/* The path of an operand; `-` is standard input. Where it stands for a scenario that came with the program, the path is
 * printed: it may not be the one meant. */
static const char *find_scenario(const ent_options *options, const char *operand, ent_arena *arena)
{
    const char *path;

    if (strcmp(operand, "-") == 0) {
        return ENT_STANDARD_INPUT;
    }
    path = ent_scenario_path(operand, arena);
    if (path != operand && !options->quiet) {
        fprintf(
            stderr, "entente: %s is the scenario that came with the program, %s\n", ent_line(operand), ent_line(path));
    }
    return path;
}

int ent_list_files(const ent_options *options, ent_arena *arena, ent_file_list *files)
{
    int status = ENT_EXIT_OK;

    for (size_t i = 0; i < options->operands && status == ENT_EXIT_OK; i++) {
        struct stat about;
        const char *path = find_scenario(options, options->operand[i], arena);
        if (strcmp(path, ENT_STANDARD_INPUT) == 0) {
            status = add_path(files, path, arena);
            continue;
        }
        if (stat(path, &about) != 0) {
            complain_missing(path, arena);
            return ENT_EXIT_USAGE;
        }
        if (!S_ISDIR(about.st_mode) && !S_ISREG(about.st_mode)) {
            ent_complain(
                "%s is neither a file nor a folder; what a program prints can be read as `-`: PROGRAM | entente "
                "%s -",
                path, options->entry->name);
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
        int added = snprintf(
            supported + length, sizeof(supported) - length, "%s%s", i == 0 ? "" : ", ", ent_kernels_supported(i)->isa);
        length += added > 0 ? (size_t) added : 0;
    }
    ent_complain("ENTENTE_ISA names no instruction set of this processor (%s)", supported);
}

/* Selects the kernels of ENTENTE_ISA; NULL after a message. */
static const ent_kernels *select_kernels(void)
{
    const ent_kernels *kernels = ent_kernels_select(getenv("ENTENTE_ISA"));

    if (kernels == NULL) {
        complain_instruction_set();
    }
    return kernels;
}

/* Prints that a file is being read, since a large scenario takes a moment. Returns whether it did. */
static bool print_reading(const ent_options *options, const char *path)
{
    bool printed = !options->quiet && isatty(STDERR_FILENO) != 0;

    if (printed) {
        fprintf(stderr, "reading %s", ent_line(path));
        fflush(stderr);
    }
    return printed;
}

/* Prints the diagnostics and the outcome of reading. Returns an exit status. */
static int conclude_reading(
    const ent_options *options, const char *path, bool printed, int status, ent_diagnostics *diagnostics)
{
    if (printed) {
        fprintf(stderr, "%s%s", ent_code_text(ENT_CODE_LINE_START), ent_code_text(ENT_CODE_LINE_CLEAR));
    }
    ent_print_diagnostics(diagnostics, options->quiet);
    if (status == ENT_ERR_SCENARIO) {
        fprintf(stderr, "%s: %zu mistake%s; nothing was run\n", ent_line(path), diagnostics->errors,
            diagnostics->errors == 1 ? "" : "s");
    } else if (status != ENT_OK && diagnostics->errors == 0) {
        ent_complain("%s: %s", path, ent_strerror(status));
    }
    return status == ENT_ERR_IO ? ENT_EXIT_USAGE : ent_exit_status(status);
}

int ent_load_source(const ent_options *options, ent_experiment_source *source, ent_experiment *experiment)
{
    ent_diagnostics diagnostics = {0};
    bool printed;
    int status;

    source->threads = (unsigned) options->threads;
    source->kernels = select_kernels();
    if (source->kernels == NULL) {
        return ENT_EXIT_USAGE;
    }
    if (source->id == NULL) {
        return ENT_EXIT_FAILED;
    }
    printed = print_reading(options, source->path);
    status = ent_experiment_load(experiment, source, &diagnostics);
    status = conclude_reading(options, source->path, printed, status, &diagnostics);
    ent_diagnostics_free(&diagnostics);
    return status;
}

int ent_open_scenario(
    const ent_options *options, const char *path, const entente_options *with, entente_scenario **scenario)
{
    bool printed;
    int status;

    if (select_kernels() == NULL) {
        return ENT_EXIT_USAGE;
    }
    printed = print_reading(options, path);
    status = entente_open_file(scenario, path, options->set, options->sets, with);
    if (*scenario == NULL) {
        ent_complain("%s: %s", path, entente_strerror(status));
        return ENT_EXIT_FAILED;
    }
    return conclude_reading(options, path, printed, status, &(*scenario)->diagnostics);
}

static ent_experiment_source source_of(const ent_options *options, const char *path, ent_arena *arena)
{
    const char *found = find_scenario(options, path, arena);
    ent_file_scope *scope = ent_arena_alloc(arena, sizeof(*scope)); /* NULL, where memory is out, allows no file */

    if (scope != NULL) {
        *scope = (ent_file_scope){.scenario = found, .outside = options->allow_outside};
    }
    return (ent_experiment_source){.path = found,
        .id = ent_scenario_id(found, arena),
        .load = ent_load_file,
        .context = scope,
        .set = options->set,
        .sets = options->sets,
        .where = options->where};
}

int ent_load_experiment(
    const ent_options *options, const char *path, bool base_only, ent_arena *arena, ent_experiment *experiment)
{
    ent_experiment_source source = source_of(options, path, arena);

    source.base_only = base_only;
    return ent_load_source(options, &source, experiment);
}

int ent_load_to_check(const ent_options *options, const char *path, ent_arena *arena, ent_experiment *experiment)
{
    ent_experiment_source source = source_of(options, path, arena);

    source.check_cases = true;
    return ent_load_source(options, &source, experiment);
}

void ent_print_notes(const ent_options *options, const ent_experiment *experiment)
{
    const ent_diagnostics *found = &experiment->item[0]->warnings;

    for (size_t i = 0; i < found->count; i++) {
        if (found->item[i].severity == ENT_SEVERITY_NOTE) {
            ent_print_diagnostic(&found->item[i], options->quiet);
        }
    }
}

/* --- variants ------------------------------------------------------------------------------------------------------
 */

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
