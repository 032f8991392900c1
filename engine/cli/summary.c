/* What a run says on standard output: for people, and as JSON. */
#include "base/status.h"
#include "cli/report.h"

#include "cli/answer.h"
#include "wording/wording.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A text and blanks behind it (before it where width is negative) up to so many columns. */
static void print_padded(const char *text, int width)
{
    int blanks = abs(width) - ent_text_width(text);

    if (width < 0 && blanks > 0) {
        printf("%*s", blanks, "");
    }
    fputs(text, stdout);
    if (width > 0 && blanks > 0) {
        printf("%*s", blanks, "");
    }
}

/* The words of one variant's line. */
typedef struct line {
    char figure[ENT_WORDS], range[ENT_WORDS], difference[ENT_WORDS];
} line;

static void fill_line(line *self, const ent_variant_summary *summary)
{
    const ent_estimate *headline = &summary->headline;
    const ent_difference *difference = &summary->difference;

    *self = (line){.figure = ""};
    if (headline->has_p) {
        ent_words_figure(self->figure, headline->p, headline->low, headline->high);
    }
    if (headline->has_range) {
        ent_words_range(self->range, headline->p05, headline->p95);
    }
    if (difference->has_value && difference->has_interval) {
        ent_words_difference(self->difference, difference->value, difference->low, difference->high);
    }
}

static int wider(int width, const char *text)
{
    int own = ent_text_width(text);

    return own > width ? own : width;
}

/* What is clear stands out; what is within noise stands back. */
static void print_difference(const char *words, const ent_difference *difference)
{
    bool clear = ent_words_is_clear(difference->low, difference->high) != 0;
    bool colour = *words != '\0' && ent_console_colour(stdout);

    printf("%s%s%s%s\n", *words != '\0' ? "   " : "", !colour ? "" : clear ? "\033[1m" : "\033[2m", words,
        colour ? "\033[0m" : "");
}

static void print_variants(const ent_report *self)
{
    size_t count = self->experiment->count;
    int name = 0;
    int figure = 0;
    int range = 0;
    line words;

    for (size_t v = 0; v < count; v++) {
        fill_line(&words, &self->summary[v]);
        name = wider(name, self->summary[v].label);
        figure = wider(figure, words.figure);
        range = wider(range, words.range);
    }
    for (size_t v = 0; v < count; v++) {
        fputs("  ", stdout);
        print_padded(self->summary[v].label, name + 2);
        if (!self->summary[v].headline.has_p) {
            puts("nothing to divide: the condition never held");
            continue;
        }
        fill_line(&words, &self->summary[v]);
        print_padded(words.figure, -figure);
        fputs(range > 0 ? "   " : "", stdout);
        print_padded(words.range, words.difference[0] != '\0' ? range : 0);
        print_difference(words.difference, &self->summary[v].difference);
    }
}

void ent_report_print(const ent_report *self)
{
    const ent_scenario *scenario = &self->experiment->item[0]->scenario;

    bool colour = ent_console_colour(stdout);

    printf("%s%s%s\n", colour ? "\033[1m" : "", scenario->title, colour ? "\033[0m" : "");
    printf("  P(%s), range across worlds (90%%), difference from the base:\n", scenario->headline);
    print_variants(self);
    if (self->checks > 0) {
        if (self->checks_failed > 0) {
            printf("  %s%zu of %zu checks are FALSE%s: see checks.csv\n", colour ? "\033[1;31m" : "", self->checks_failed,
                self->checks, colour ? "\033[0m" : "");
        } else {
            printf("  %zu of %zu checks hold\n", self->checks, self->checks);
        }
    }
    if (self->warnings > 0) {
        printf("  %zu warning%s: see warnings.csv\n", self->warnings, self->warnings == 1 ? "" : "s");
    }
    printf("  report: %s/report.html\n", self->folder);
    printf("  tables: %s/\n", self->folder);
    if (self->charts_drawn) {
        printf("  charts: %s/charts/\n", self->folder);
    }
}

static cJSON *variant_json(const ent_report *self, size_t v)
{
    const ent_difference none = {
        .has_value = true, .has_interval = true}; /* of the base to itself, as in headline.csv */
    const ent_variant_summary *summary = &self->summary[v];
    const ent_scenario *scenario = &self->experiment->item[v]->scenario;
    cJSON *json = cJSON_CreateObject();
    cJSON *outcomes;

    cJSON_AddStringToObject(json, "variant", summary->id);
    cJSON_AddStringToObject(json, "name", summary->label);
    ent_json_estimate(json, &summary->headline);
    ent_json_difference(json, v == 0 ? &none : &summary->difference);
    outcomes = cJSON_AddArrayToObject(json, "outcomes");
    for (size_t o = 0; o < scenario->outcomes; o++) {
        cJSON *outcome = cJSON_CreateObject();
        cJSON_AddStringToObject(outcome, "outcome", scenario->outcome[o].label.id);
        cJSON_AddStringToObject(outcome, "name", scenario->outcome[o].label.name);
        ent_json_estimate(outcome, &summary->outcome[o]);
        cJSON_AddItemToArray(outcomes, outcome);
    }
    return json;
}

cJSON *ent_report_json(const ent_report *self)
{
    const ent_scenario *scenario = &self->experiment->item[0]->scenario;
    cJSON *json = cJSON_CreateObject();
    cJSON *variants;

    cJSON_AddStringToObject(json, "scenario", self->experiment->id);
    cJSON_AddStringToObject(json, "title", scenario->title);
    cJSON_AddStringToObject(json, "folder", self->folder != NULL ? self->folder : "");
    cJSON_AddBoolToObject(json, "charts", self->charts_drawn);
    cJSON_AddStringToObject(json, "report", "report.html");
    cJSON_AddStringToObject(json, "headline", scenario->headline);
    cJSON_AddNumberToObject(json, "seed", (double) scenario->run.seed);
    cJSON_AddNumberToObject(json, "worlds", (double) scenario->run.worlds);
    cJSON_AddNumberToObject(json, "replications", (double) scenario->run.replications);
    variants = cJSON_AddArrayToObject(json, "variants");
    for (size_t v = 0; v < self->experiment->count; v++) {
        cJSON_AddItemToArray(variants, variant_json(self, v));
    }
    cJSON_AddNumberToObject(json, "checks", (double) self->checks);
    cJSON_AddNumberToObject(json, "checks_failed", (double) self->checks_failed);
    cJSON_AddNumberToObject(json, "warnings", (double) self->warnings);
    cJSON_AddNumberToObject(json, "wall_seconds", self->wall);
    return json;
}

void ent_report_answer(const ent_report *self)
{
    if (ent_answer_wanted()) {
        ent_answer_result(ent_report_json(self));
    }
}

int ent_report_conclude(ent_report *self, int status)
{
    ent_print_diagnostics(&self->diagnostics, self->options->quiet);
    if (status != ENT_OK) {
        if (self->diagnostics.errors == 0 && status != ENT_ERR_INTERRUPTED && status != ENT_ERR_PARTIAL) {
            ent_complain("%s: %s", self->experiment->id, ent_strerror(status));
        }
        return status == ENT_ERR_NUMERIC ? ENT_EXIT_FAILED : ent_exit_status(status);
    }
    ent_report_answer(self);
    if (!self->options->json && !self->options->quiet) {
        ent_report_print(self);
    }
    return ENT_EXIT_OK;
}
