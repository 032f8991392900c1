#include "base/status.h"
#include "cli/answer.h"
#include "cli/changes.h"
#include "cli/console.h"
#include "cli/report.h"
#include "cli/watch_files.h"
#include "wording/headline_phrase.h"
#include "wording/wording.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Small enough to end within a second, and fixed, so that a preview can be repeated. Few futures of many worlds: what
 * is not known of a world moves the headline more than chance does within it. */
static const char *const preview_size[] = {"run.worlds = 500", "run.replications = 50"};

/* One reading of the file and what came of it. */
typedef struct preview {
    ent_experiment experiment;
    ent_report report;
    bool done; /* simulated */
} preview;

typedef struct watching {
    ent_options options; /* the user's, with the preview's size */
    const char *path;
    ent_watch watch;
    ent_arena arena;
    preview now, before; /* before: the last that ran */
} watching;

static void free_preview(preview *self)
{
    ent_report_free(&self->report);
    ent_experiment_free(&self->experiment);
    *self = (preview){.done = false};
}

/* --- what the change did ------------------------------------------------------------------------------------------ */

static const ent_variant_summary *summary_of(const preview *self, const char *id)
{
    size_t found = ent_experiment_find(&self->experiment, id);

    return found != SIZE_MAX ? &self->report.summary[found] : NULL;
}

/* Both ran the same worlds with the same random numbers, so they are paired world by world. */
static ent_difference difference_of(const ent_variant_summary *now, const ent_variant_summary *before)
{
    ent_counts event = {now->event, 1};
    ent_counts given = {now->given, 1};

    return ent_paired_difference(
        event, given, (ent_counts){before->event, 1}, (ent_counts){before->given, 1}, now->worlds);
}

static bool is_as_before(const ent_variant_summary *now, const ent_variant_summary *before)
{
    return memcmp(now->event, before->event, now->worlds * sizeof(*now->event)) == 0 &&
           memcmp(now->given, before->given, now->worlds * sizeof(*now->given)) == 0;
}

static const char *figure_of(const ent_estimate *estimate, char buffer[ENT_WORDS])
{
    if (!estimate->has_p) {
        return "unknown";
    }
    ent_words_figure(buffer, estimate->p, estimate->low, estimate->high);
    return buffer;
}

static void print_effect(const ent_variant_summary *now, const ent_variant_summary *before)
{
    ent_difference difference = difference_of(now, before);
    char from[ENT_WORDS];
    char to[ENT_WORDS];
    char words[ENT_WORDS] = "";

    if (is_as_before(now, before)) {
        printf("%s, exactly as before", figure_of(&now->headline, to));
        return;
    }
    ent_words_difference(words, difference.value, difference.low, difference.high);
    if (strcmp(figure_of(&before->headline, from), figure_of(&now->headline, to)) == 0) {
        printf("still %s", figure_of(&now->headline, to));
    } else {
        printf("%s to %s", figure_of(&before->headline, from), figure_of(&now->headline, to));
    }
    printf("%s%s", *words != '\0' ? ", " : "", words);
}

/* What the headline asks, as "truce holds" where there are words for it, else as the formula. */
static void print_question(const ent_experiment *experiment)
{
    const char *headline = experiment->item[0]->scenario.headline;
    const ent_clause *known = ent_clause_find(headline);

    if (known == NULL) {
        printf("P(%s) ", headline);
    } else if (known->given == NULL) {
        printf("%c%s ", tolower((unsigned char) known->heading[0]), known->heading + 1);
    } else {
        printf("%s: ", known->clause);
    }
}

/* The base; and where the change does nothing there, the variants in which it does. */
static void print_effects(const watching *self)
{
    const ent_experiment *experiment = &self->now.experiment;
    const ent_report *report = &self->now.report;
    const ent_variant_summary *base = &self->before.report.summary[0];

    print_question(experiment);
    if (strcmp(experiment->item[0]->scenario.headline, self->before.experiment.item[0]->scenario.headline) != 0) {
        printf("is a new question\n");
        return;
    }
    print_effect(&report->summary[0], base);
    putchar('\n');
    for (size_t v = 1; v < experiment->count && is_as_before(&report->summary[0], base); v++) {
        const ent_variant_summary *now = &report->summary[v];
        const ent_variant_summary *before = summary_of(&self->before, now->id);
        if (before != NULL && !is_as_before(now, before)) {
            printf("  in the variant %s: ", now->label);
            print_effect(now, before);
            putchar('\n');
        }
    }
}

static void print_changes(const watching *self, ent_changes *changes)
{
    const char *words = ent_changes_words(changes);
    char clock[16] = "";
    time_t seconds = time(NULL);
    struct tm local;

    if (localtime_r(&seconds, &local) != NULL) {
        strftime(clock, sizeof(clock), "%H:%M:%S", &local);
    }
    printf("\n%s  ", clock);
    if (changes->count == 0) {
        puts("saved; no setting is another");
    } else {
        printf("%s: ", words != NULL ? words : "settings changed");
        print_effects(self);
    }
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
        cJSON_AddItemToObject(
            item, "before", change->before != NULL ? cJSON_CreateString(change->before) : cJSON_CreateNull());
        cJSON_AddItemToObject(
            item, "after", change->after != NULL ? cJSON_CreateString(change->after) : cJSON_CreateNull());
        cJSON_AddItemToArray(list, item);
    }
}

static void add_effects(cJSON *json, const watching *self)
{
    cJSON *list = cJSON_AddArrayToObject(json, "effects");

    for (size_t v = 0; self->before.done && v < self->now.experiment.count; v++) {
        const ent_variant_summary *now = &self->now.report.summary[v];
        const ent_variant_summary *before = summary_of(&self->before, now->id);
        cJSON *item;
        ent_difference difference;
        if (before == NULL) {
            continue;
        }
        difference = difference_of(now, before);
        item = cJSON_CreateObject();
        cJSON_AddStringToObject(item, "variant", now->id);
        ent_json_number(item, "before", before->headline.has_p, before->headline.p);
        ent_json_number(item, "after", now->headline.has_p, now->headline.p);
        ent_json_difference(item, &difference);
        cJSON_AddItemToArray(list, item);
    }
}

static void answer(const watching *self, const ent_changes *changes)
{
    cJSON *json = ent_report_json(&self->now.report);

    add_changes(json, changes);
    add_effects(json, self);
    ent_answer_result(json);
}

/* --- one save ----------------------------------------------------------------------------------------------------- */

/* The files that count: when some could not be read, those known before stay watched too. */
static int watch_files(watching *self)
{
    const ent_experiment *experiment = &self->now.experiment;
    int status = ent_watch_add(&self->watch, self->path);

    for (size_t i = 0; status == ENT_OK && experiment->count > 0 && i < experiment->item[0]->tree.files; i++) {
        status = ent_watch_add(&self->watch, experiment->item[0]->tree.file[i]->path);
    }
    if (status == ENT_ERR_IO) {
        ent_complain("%s cannot be watched: %s", self->path, strerror(errno));
    }
    return status;
}

/* Changes are said as soon as they are known; charts follow. */
static int show(watching *self)
{
    preview *now = &self->now;
    ent_changes changes = {0};
    int status = ENT_OK;

    if (self->before.done) {
        status =
            ent_changes_find(&changes, self->before.experiment.item[0]->tree.root, now->experiment.item[0]->tree.root);
        if (status == ENT_OK && !ent_answer_wanted()) {
            print_changes(self, &changes);
        }
    }
    now->report.passing = true;
    if (status == ENT_OK) {
        status = ent_report_write(&now->report);
    }
    if (status == ENT_OK && ent_answer_wanted()) {
        answer(self, &changes);
    } else if (status == ENT_OK && !self->options.quiet) {
        ent_report_print(&now->report);
    }
    ent_changes_free(&changes);
    return status;
}

/* An ent_part_source: a preview is short, so it has neither checkpoint nor progress bar. */
static int count_variant(void *context, size_t variant, const double *threshold, size_t thresholds, ent_part *part)
{
    watching *self = context;
    const ent_model *model = &self->now.experiment.item[variant]->model;
    ent_plan plan = ent_plan_make(model);
    ent_run_options run = {.threads = self->options.threads, .stop = &ent_interrupted};
    int status = ent_part_init(part, model, thresholds, ent_plan_boundary(&plan, 0, 1), ent_plan_boundary(&plan, 1, 1));

    return status == ENT_OK ? ent_run_part(part, model, &run, threshold) : status;
}

/* An exit status. Mistakes in the file, and runs that fail because of it, are said and do not end the watching. */
static int preview_file(watching *self)
{
    preview *now = &self->now;
    int status = ent_load_experiment(&self->options, self->path, false, &self->arena, &now->experiment);

    if (status == ENT_EXIT_OK) {
        int ran = ent_report_tabulate(&now->report, &self->options, &now->experiment, count_variant, self);
        now->done = ran == ENT_OK;
        ran = ran == ENT_OK ? show(self) : ran;
        ent_print_diagnostics(&now->report.diagnostics, self->options.quiet);
        if (ran != ENT_OK && ran != ENT_ERR_INTERRUPTED && now->report.diagnostics.errors == 0) {
            ent_complain("%s: %s", self->path, ent_strerror(ran));
        }
        status = ran == ENT_ERR_NUMERIC ? ENT_EXIT_FAILED : ent_exit_status(ran);
    }
    if (status != ENT_EXIT_OK && status != ENT_EXIT_INTERRUPTED && !self->options.quiet) {
        fputs("watching goes on: mend the file and save it\n", stderr);
    }
    return status;
}

/* After a run that worked, the next change is measured against it. */
static void keep(watching *self)
{
    if (self->now.done) {
        free_preview(&self->before);
        self->before = self->now;
        self->before.report.experiment = NULL; /* it has moved; only the summary is read from here on */
        self->now = (preview){.done = false};
    } else {
        free_preview(&self->now);
    }
}

static int watch(watching *self)
{
    int status = ENT_OK;

    while (status == ENT_OK) {
        int previewed = preview_file(self);
        if (previewed == ENT_EXIT_INTERRUPTED || atomic_load(&ent_interrupted) != 0) {
            status = ENT_ERR_INTERRUPTED;
            break;
        }
        status = watch_files(self);
        keep(self);
        if (status == ENT_OK && ent_answer_wanted()) {
            status = ent_answer_print("watch", previewed);
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

/* The user's options at the size of a preview, unless they say another. */
static int prepare(watching *self, const ent_options *options)
{
    const char **set = ent_arena_array(&self->arena, options->sets + 2, sizeof(*set));
    size_t sets = 0;

    self->options = *options;
    self->path = options->operand[0];
    if (set == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (; sets < 2; sets++) {
        set[sets] = preview_size[sets];
    }
    for (size_t i = 0; i < options->sets; i++) {
        set[sets++] = options->set[i];
    }
    self->options.set = set;
    self->options.sets = sets;
    if ((options->given >> ENT_OPTION_OUT & 1) == 0) {
        self->options.out = "results/preview";
    }
    return ENT_OK;
}

int ent_command_watch(const ent_options *options)
{
    watching self = {.path = options->operand[0]};
    int status;

    if (ent_watch_open(&self.watch) != ENT_OK) {
        ent_complain("files cannot be watched here: %s", strerror(errno));
        return ENT_EXIT_FAILED;
    }
    ent_answer_in_lines();
    ent_catch_interrupts(false); /* there is nothing to be finished before it ends */
    status = prepare(&self, options);
    if (status == ENT_OK) {
        status = watch_files(&self); /* before it is read, so that no save is missed */
    }
    if (status == ENT_OK) {
        if (!options->quiet && !options->json) {
            printf("watching %s, with previews of few futures; Ctrl-C ends it\n", self.path);
            fflush(stdout);
        }
        status = watch(&self);
    }
    free_preview(&self.now);
    free_preview(&self.before);
    ent_watch_close(&self.watch);
    ent_arena_free(&self.arena);
    return status == ENT_ERR_IO ? ENT_EXIT_FAILED : ent_exit_status(status);
}
