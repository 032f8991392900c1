#include "base/status.h"
#include "cli/console.h"
#include "cli/interrupts.h"
#include "cli/job_console.h"
#include "cli/json_output.h"
#include "cli/output/streams.h"
#include "cli/scenario_files.h"
#include "cli/summaries/run_summary.h"
#include "cli/watch_files.h"
#include "jobs/results_folder.h"
#include "jobs/run.h"
#include "run/difference.h"
#include "wording/headline_phrase.h"
#include "wording/wording.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Small enough to end within a second, and fixed, so that a preview can be repeated. Few futures in many worlds: the
 * headline varies more between worlds than by chance within one. */
static const char *const preview_size[] = {"run.worlds = 500", "run.replications = 50", "run.until = 0"};

enum { PREVIEW_SIZES = sizeof(preview_size) / sizeof(*preview_size) };

/* One reading of the file and its results. */
typedef struct preview {
    ent_experiment experiment;
    ent_results results;
    bool done; /* it was simulated */
} preview;

typedef struct watching {
    ent_options options; /* the user's, with the preview's size */
    ent_job_console console;
    const char *path;
    ent_watch watch;
    ent_arena arena;
    preview now, before; /* before: the last preview that was simulated */
} watching;

static void free_preview(preview *self)
{
    ent_results_free(&self->results);
    ent_experiment_free(&self->experiment);
    *self = (preview){.done = false};
}

/* --- effects of a change ------------------------------------------------------------------------------------------ */

static const ent_variant_summary *summary_of(const preview *self, const char *id)
{
    size_t found = ent_experiment_find(&self->experiment, id);

    return found != SIZE_MAX ? &self->results.summary[found] : NULL;
}

static const char *figure_of(const ent_estimate *estimate, char buffer[ENT_WORDING_BYTES])
{
    if (!estimate->has_p) {
        return "unknown";
    }
    ent_summary_figure(buffer, estimate);
    return buffer;
}

/* Prints the figure before and after the change, and the difference. */
static void print_effect(FILE *out, const ent_variant_summary *now, const ent_variant_summary *before)
{
    ent_difference difference;
    char from[ENT_WORDING_BYTES];
    char to[ENT_WORDING_BYTES];
    char words[ENT_WORDING_BYTES] = "";

    if (!ent_summary_compare(now, before, &difference)) {
        fprintf(out, "%s, exactly as before", figure_of(&now->headline, to));
        return;
    }
    ent_summary_difference(words, &difference, now->headline.is_mean,
        now->headline.worlds < before->headline.worlds ? now->headline.worlds : before->headline.worlds);
    if (strcmp(figure_of(&before->headline, from), figure_of(&now->headline, to)) == 0) {
        fprintf(out, "still %s", figure_of(&now->headline, to));
    } else {
        fprintf(out, "%s to %s", figure_of(&before->headline, from), figure_of(&now->headline, to));
    }
    fprintf(out, "%s%s", *words != '\0' ? ", " : "", words);
}

/* Prints the headline's question, by its name, else as "truce holds" where there are words for it, else as the formula.
 */
static void print_question(FILE *out, const ent_experiment *experiment)
{
    const char *headline = experiment->item[0]->scenario.headline;
    const char *name = experiment->item[0]->scenario.headline_name;
    const ent_headline_phrase *known =
        ent_headline_phrase_find(headline, experiment->item[0]->scenario.ratifications > 0);
    char question[512];

    if (name != NULL) {
        fprintf(out, "%s: ", name);
    } else if (known == NULL) {
        ent_summary_question(question, sizeof(question), &experiment->item[0]->scenario);
        fprintf(out, "%s ", question);
    } else if (known->given == NULL) {
        fprintf(out, "%c%s ", tolower((unsigned char) known->heading[0]), known->heading + 1);
    } else {
        fprintf(out, "%s: ", known->clause);
    }
}

/* Prints the effect on the base; where there is none, also the effects on variants. */
static void print_effects(FILE *out, const watching *self)
{
    const ent_experiment *experiment = &self->now.experiment;
    const ent_results *results = &self->now.results;
    const ent_variant_summary *base = &self->before.results.summary[0];
    ent_difference difference;

    print_question(out, experiment);
    if (strcmp(experiment->item[0]->scenario.headline, self->before.experiment.item[0]->scenario.headline) != 0) {
        fputs("is a new question\n", out);
        return;
    }
    print_effect(out, &results->summary[0], base);
    fputc('\n', out);
    if (ent_summary_compare(&results->summary[0], base, &difference)) {
        return;
    }
    for (size_t v = 1; v < experiment->count; v++) {
        const ent_variant_summary *now = &results->summary[v];
        const ent_variant_summary *before = summary_of(&self->before, now->id);
        if (before != NULL && ent_summary_compare(now, before, &difference)) {
            fprintf(out, "  in the variant %s: ", now->label);
            print_effect(out, now, before);
            fputc('\n', out);
        }
    }
}

/* Returns the change and its effects in words, owned by the caller; NULL: memory is out. */
static char *change_words(const watching *self, ent_changes *changes)
{
    const char *words = ent_changes_words(changes);
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);

    if (out == NULL) {
        return NULL;
    }
    if (changes->count == 0) {
        fputs("saved; no setting is another\n", out);
    } else {
        fprintf(out, "%s: ", words != NULL ? words : "settings changed");
        print_effects(out, self);
    }
    if (fclose(out) != 0) {
        free(text);
        return NULL;
    }
    return text;
}

static void print_changes(const char *words)
{
    char clock[16] = "";
    time_t seconds = time(NULL);
    struct tm local;

    if (localtime_r(&seconds, &local) != NULL) {
        strftime(clock, sizeof(clock), "%H:%M:%S", &local);
    }
    printf("\n%s  %s", clock, words);
    fflush(stdout); /* before the charts, which take a moment */
}

/* --- the same as JSON --------------------------------------------------------------------------------------------- */

static void add_changes(cJSON *json, const ent_changes *changes)
{
    cJSON *list = cJSON_AddArrayToObject(json, "changes");

    for (size_t i = 0; i < changes->count; i++) {
        const ent_change *change = &changes->item[i];
        cJSON *item = cJSON_CreateObject();
        cJSON_AddStringToObject(item, "path", change->path);
        ent_json_member(
            item, "before", change->before != NULL ? cJSON_CreateString(change->before) : cJSON_CreateNull());
        ent_json_member(item, "after", change->after != NULL ? cJSON_CreateString(change->after) : cJSON_CreateNull());
        ent_json_append(list, item);
    }
}

static void add_effects(cJSON *json, const watching *self)
{
    cJSON *list = cJSON_AddArrayToObject(json, "effects");

    for (size_t v = 0; self->before.done && v < self->now.experiment.count; v++) {
        const ent_variant_summary *now = &self->now.results.summary[v];
        const ent_variant_summary *before = summary_of(&self->before, now->id);
        cJSON *item;
        ent_difference difference;
        if (before == NULL) {
            continue;
        }
        (void) ent_summary_compare(now, before, &difference);
        item = cJSON_CreateObject();
        cJSON_AddStringToObject(item, "variant", now->id);
        ent_json_number(item, "before", before->headline.has_p, before->headline.p);
        ent_json_number(item, "after", now->headline.has_p, now->headline.p);
        ent_json_difference(item, &difference);
        ent_json_append(list, item);
    }
}

/* told: NULL for the first reading. */
static void add_result(const watching *self, const ent_changes *changes, const char *told)
{
    cJSON *json = ent_summary_json(&self->now.results);

    add_changes(json, changes);
    add_effects(json, self);
    if (told != NULL) {
        ent_json_member(json, "told", cJSON_CreateString(told));
    }
    ent_json_result(json);
}

/* --- one save ----------------------------------------------------------------------------------------------------- */

static int watch_all(watching *self, const ent_tree_files *files)
{
    int status = ENT_OK;

    for (size_t i = 0; status == ENT_OK && i < files->count; i++) {
        status = ent_watch_add(&self->watch, files->item[i]->path);
    }
    return status;
}

/* Watches the scenario, its bases and their tables; files that were watched before stay watched. */
static int watch_files(watching *self)
{
    const ent_experiment *experiment = &self->now.experiment;
    int status = ent_watch_add(&self->watch, self->path);

    if (status == ENT_OK && experiment->count > 0) {
        status = watch_all(self, &experiment->item[0]->tree.files);
    }
    if (status == ENT_OK && experiment->count > 0) {
        status = watch_all(self, &experiment->item[0]->tree.tables);
    }
    if (status == ENT_ERR_IO) {
        ent_complain("%s cannot be watched: %s", self->path, strerror(errno));
    }
    return status;
}

/* Prints the changes before charts are drawn, which takes a moment. */
static int show(watching *self)
{
    preview *now = &self->now;
    ent_changes changes = {0};
    char *told = NULL;
    int status = ENT_OK;

    if (self->before.done) {
        status =
            ent_changes_find(&changes, self->before.experiment.item[0]->tree.root, now->experiment.item[0]->tree.root);
        told = status == ENT_OK ? change_words(self, &changes) : NULL;
        status = status == ENT_OK && told == NULL ? ENT_ERR_NO_MEMORY : status;
        if (status == ENT_OK && !ent_json_wanted()) {
            print_changes(told);
        }
    }
    if (status == ENT_OK) {
        status = ent_results_write(&now->results, &self->console.request, &self->console.host);
    }
    if (status == ENT_OK && ent_json_wanted()) {
        add_result(self, &changes, told);
    } else if (status == ENT_OK && !self->options.quiet) {
        ent_print_summary(&now->results);
    }
    free(told);
    ent_changes_free(&changes);
    return status;
}

/* Counts the preview into tables in memory, without a checkpoint. */
static int simulate(watching *self)
{
    ent_job_request request = self->console.request;

    request.out = NULL;
    return ent_job_run(&self->now.results, &request, &self->console.host, &self->now.experiment, 0);
}

/* Reads and simulates a scenario, and prints what there is to say of it if `shown`. Returns an exit status; errors in
 * the file, and runs that fail because of it, are printed. */
static int preview_file(watching *self, const char *path, bool shown)
{
    preview *now = &self->now;
    int status;

    ent_defer_interrupts(false); /* a signal ends the reading of a scenario at once */
    status = ent_load_experiment(&self->options, path, false, &self->arena, &now->experiment);
    ent_defer_interrupts(true);
    if (status == ENT_EXIT_OK) {
        int ran = simulate(self);
        now->done = ran == ENT_OK;
        ran = ran == ENT_OK && shown ? show(self) : ran;
        ent_print_diagnostics(&now->results.diagnostics, self->options.quiet);
        if (ran != ENT_OK && ran != ENT_ERR_INTERRUPTED && now->results.diagnostics.errors == 0) {
            ent_complain("%s: %s", path, ent_strerror(ran));
        }
        status = ran == ENT_ERR_NUMERIC ? ENT_EXIT_FAILED : ent_exit_status(ran);
    }
    return status;
}

/* The next change is compared with the last preview that was simulated. */
static void keep(watching *self)
{
    if (self->now.done) {
        free_preview(&self->before);
        self->before = self->now;
        self->before.results.experiment = NULL; /* it has moved; only the summary is read from here on */
        self->now = (preview){.done = false};
    } else {
        free_preview(&self->now);
    }
}

static int watch_saves(watching *self)
{
    int status = ENT_OK;

    while (status == ENT_OK) {
        int previewed = preview_file(self, self->path, true);
        if (previewed != ENT_EXIT_OK && previewed != ENT_EXIT_INTERRUPTED && !self->options.quiet) {
            fputs("watching goes on: mend the file and save it\n", stderr);
        }
        if (previewed == ENT_EXIT_INTERRUPTED || atomic_load(&ent_interrupted) != 0) {
            status = ENT_ERR_INTERRUPTED;
            break;
        }
        status = watch_files(self);
        keep(self);
        if (status == ENT_OK && ent_json_wanted()) {
            status = ent_json_print("watch", previewed);
        }
        fflush(stdout);
        if (status == ENT_OK) {
            status = ent_watch_wait(&self->watch, &ent_interrupted);
            if (status == ENT_ERR_IO) {
                ent_complain("%s can no longer be watched: %s", self->path, strerror(errno));
            }
        }
    }
    return status;
}

/* Takes the user's options, with the size of a preview unless they set another. */
static int prepare(watching *self, const ent_options *options)
{
    const char **set = ent_arena_array(&self->arena, options->sets + PREVIEW_SIZES, sizeof(*set));
    size_t sets = 0;

    self->options = *options;
    self->path = options->operand[0];
    if (set == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (; sets < PREVIEW_SIZES; sets++) {
        set[sets] = preview_size[sets];
    }
    for (size_t i = 0; i < options->sets; i++) {
        set[sets++] = options->set[i];
    }
    self->options.set = set;
    self->options.sets = sets;
    if (!ent_options_gave(options, "out")) {
        self->options.out = "results/preview";
    }
    ent_job_console_open(&self->console, &self->options);
    self->console.request.temporary = true;
    self->console.host.progress = NULL;
    return ENT_OK;
}

/* Ends a watch of any kind. */
static void close_watching(watching *self)
{
    free_preview(&self->now);
    free_preview(&self->before);
    ent_defer_interrupts(false);
    ent_job_console_close(&self->console);
    ent_arena_free(&self->arena);
}

/* Compares the file with an earlier version once, without waiting for a save. Returns an exit status. */
static int compare_once(const ent_options *options)
{
    watching self = {.path = options->operand[0]};
    int status;

    ent_catch_interrupts(false);
    ent_defer_interrupts(true);
    status = ent_exit_status(prepare(&self, options));
    if (status == ENT_EXIT_OK) {
        status = preview_file(&self, options->since, false);
    }
    if (status == ENT_EXIT_OK) {
        keep(&self);
        status = preview_file(&self, self.path, true);
    }
    close_watching(&self);
    return status;
}

static int watch_until_interrupted(const ent_options *options)
{
    watching self = {.path = options->operand[0]};
    int status;

    if (ent_watch_open(&self.watch) != ENT_OK) {
        ent_complain("files cannot be watched here: %s", strerror(errno));
        return ENT_EXIT_FAILED;
    }
    ent_json_in_lines();
    ent_catch_interrupts(false); /* a preview is not finished before the end */
    ent_defer_interrupts(true);
    status = prepare(&self, options);
    if (status == ENT_OK) {
        status = watch_files(&self); /* before it is read, so that no save is missed */
    }
    if (status == ENT_OK) {
        if (!options->quiet && !options->json) {
            printf("watching %s, with previews of few futures; Ctrl-C ends it\n", ent_line(self.path));
            fflush(stdout);
        }
        status = watch_saves(&self);
    }
    ent_watch_close(&self.watch);
    close_watching(&self);
    return status == ENT_ERR_IO ? ENT_EXIT_FAILED : ent_exit_status(status);
}

static int watch(const ent_options *options)
{
    if (strcmp(options->operand[0], "-") == 0 || (options->since != NULL && strcmp(options->since, "-") == 0)) {
        ent_complain("standard input cannot be watched: save the scenario in a file");
        return ENT_EXIT_USAGE;
    }
    return options->since != NULL ? compare_once(options) : watch_until_interrupted(options);
}

const ent_command_entry ent_command_watch = {.name = "watch",
    .operands = "FILE",
    .summary = "run a small preview at every save, and say what the change did",
    .text = "At every save of the file, or of a file that it is based on or takes a table from, checks it, runs a "
            "preview of 500 worlds "
            "of 50 futures (--worlds and --replications change that), draws the charts again, and says which "
            "settings changed and what that did to the headline. Before and after share their random numbers, so "
            "that a difference is the change's. Mistakes are said, and watching goes on. The preview's tables and "
            "charts are in results/preview/NAME/ (--out), apart from those of a run. Ctrl-C ends it. With --since it "
            "compares the file with an earlier version of it, once.",
    .example = {{"entente watch mine.cfg", "in one window; the file in an editor in another"},
        {"entente watch mine.cfg --no-charts --worlds 2000", "a larger preview without charts"},
        {"entente watch mine.cfg --since mine-1.cfg", "what all changes since an earlier version did, once"}},
    .options = ENT_OPTIONS_OF_SETTINGS " threads out format no-charts since",
    .least = 1,
    .most = 1,
    .wants = "a scenario file",
    .operand = ENT_ARGUMENT_SCENARIO,
    .run = watch};
