#include "cli/commands/run_summary.h"

#include "base/status.h"
#include "cli/commands/expert_summary.h"
#include "cli/commands/run_findings.h"
#include "cli/console.h"
#include "cli/json_output.h"
#include "jobs/page.h"
#include "wording/wording.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Prints a text, filled with blanks up to `width` columns behind it; before it where width is negative. */
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
    char figure[ENT_WORDING_BYTES], range[ENT_WORDING_BYTES], difference[ENT_WORDING_BYTES];
} line;

void ent_summary_range(char buffer[ENT_WORDING_BYTES], const ent_estimate *estimate)
{
    buffer[0] = '\0';
    if (estimate->has_range) {
        double low = estimate->p05;
        double high = estimate->p95;
        ent_wording_widen(&low, &high, estimate->low, estimate->high);
        ent_wording_range(buffer, low, high);
    } else if (estimate->has_p && estimate->range != ENT_RANGE_NOT_UNKNOWN) {
        strcpy(buffer, "not measured");
    }
}

/* base: that of the base. */
static void fill_line(line *self, const ent_variant_summary *summary, const ent_variant_summary *base)
{
    const ent_estimate *headline = &summary->headline;
    const ent_difference *difference = &summary->difference;

    *self = (line){.figure = ""};
    if (headline->has_p) {
        ent_wording_figure(self->figure, headline->p, headline->low, headline->high);
    }
    ent_summary_range(self->range, headline);
    if (difference->has_value && difference->has_interval) {
        uint64_t worlds = headline->worlds < base->headline.worlds ? headline->worlds : base->headline.worlds;
        ent_wording_difference(self->difference, difference->value, difference->low, difference->high, worlds);
    }
}

static int wider(int width, const char *text)
{
    int own = ent_text_width(text);

    return own > width ? own : width;
}

/* A clear difference is bold, one within the noise is dim. */
static void print_difference(const char *words, const ent_difference *difference)
{
    bool clear = ent_wording_is_clear(difference->low, difference->high) != 0;
    bool colour = *words != '\0' && ent_console_colour(stdout);

    printf("%s%s%s%s\n", *words != '\0' ? "   " : "",
        !colour ? ""
        : clear ? "\033[1m"
                : "\033[2m",
        words, colour ? "\033[0m" : "");
}

/* Widths of the columns of the table of variants; range is 0 where nothing is unknown in any. */
typedef struct columns {
    int name, figure, range;
} columns;

static const char heading_name[] = "variant";
static const char heading_figure[] = "probability";
static const char heading_range[] = "across worlds (90%)";
static const char heading_difference[] = "against the base";

static columns measure(const ent_results *self)
{
    columns widths = {.name = ent_text_width(heading_name), .figure = ent_text_width(heading_figure)};

    for (size_t v = 0; v < self->experiment->count; v++) {
        line words;
        fill_line(&words, &self->summary[v], &self->summary[0]);
        widths.name = wider(widths.name, self->summary[v].label);
        widths.figure = wider(widths.figure, words.figure);
        widths.range = wider(widths.range, words.range);
    }
    widths.range = widths.range > 0 ? wider(widths.range, heading_range) : 0;
    return widths;
}

static void print_headings(const columns *widths, bool compares)
{
    fputs("  ", stdout);
    print_padded(heading_name, widths->name + 2);
    print_padded(heading_figure, -widths->figure);
    if (widths->range > 0) {
        fputs("   ", stdout);
        print_padded(heading_range, compares ? widths->range : 0);
    }
    printf("%s%s\n", compares ? "   " : "", compares ? heading_difference : "");
}

static void print_variants(const ent_results *self)
{
    columns widths = measure(self);

    print_headings(&widths, self->experiment->count > 1);
    for (size_t v = 0; v < self->experiment->count; v++) {
        line words;
        fputs("  ", stdout);
        print_padded(self->summary[v].label, widths.name + 2);
        if (!self->summary[v].headline.has_p) {
            puts("nothing to divide: the condition never held");
            continue;
        }
        fill_line(&words, &self->summary[v], &self->summary[0]);
        print_padded(words.figure, -widths.figure);
        fputs(widths.range > 0 && (words.range[0] != '\0' || words.difference[0] != '\0') ? "   " : "", stdout);
        print_padded(words.range, words.difference[0] != '\0' ? widths.range : 0);
        print_difference(words.difference, &self->summary[v].difference);
    }
}

void ent_print_summary(const ent_results *self)
{
    const ent_scenario *scenario = &self->experiment->item[0]->scenario;

    bool colour = ent_console_colour(stdout);

    printf("%s%s%s\n", colour ? "\033[1m" : "", scenario->title, colour ? "\033[0m" : "");
    printf("  %s%sP(%s)\n", scenario->headline_name != NULL ? scenario->headline_name : "",
        scenario->headline_name != NULL ? ": " : "", scenario->headline);
    print_variants(self);
    ent_print_experts(self);
    ent_print_checks(self);
    ent_print_run_warnings(self);
    printf("  report: %s/report.html\n", self->folder);
    printf("  tables: %s/\n", self->folder);
    if (self->charts_drawn) {
        printf("  charts: %s/charts/\n", self->folder);
    }
}

static cJSON *variant_json(const ent_results *self, size_t v)
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
    ent_add_experts(json, summary);
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

cJSON *ent_summary_json(const ent_results *self)
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
    if (scenario->headline_name != NULL) {
        cJSON_AddStringToObject(json, "headline_name", scenario->headline_name);
    }
    ent_json_count(json, "seed", scenario->run.seed);
    ent_json_count(json, "worlds", scenario->run.worlds);
    ent_json_count(json, "replications", scenario->run.replications);
    variants = cJSON_AddArrayToObject(json, "variants");
    for (size_t v = 0; v < self->experiment->count; v++) {
        cJSON_AddItemToArray(variants, variant_json(self, v));
    }
    ent_json_count(json, "checks", self->checks);
    ent_json_count(json, "checks_failed", self->checks_failed);
    ent_add_checks(json, self);
    ent_json_count(json, "warnings", self->warnings);
    ent_json_number(json, "wall_seconds", true, self->wall);
    return json;
}

int ent_conclude_run(ent_results *results, const ent_options *options, int status)
{
    ent_print_diagnostics(&results->diagnostics, options->quiet);
    if (status != ENT_OK) {
        if (results->diagnostics.errors == 0 && status != ENT_ERR_INTERRUPTED && status != ENT_ERR_CHECKPOINT) {
            ent_complain("%s: %s", results->experiment->id, ent_strerror(status));
        }
        return status == ENT_ERR_NUMERIC ? ENT_EXIT_FAILED : ent_exit_status(status);
    }
    if (ent_json_wanted()) {
        ent_json_result(ent_summary_json(results));
        ent_add_run_warnings(results);
    }
    if (!options->json && !options->quiet) {
        ent_print_summary(results);
    }
    return ENT_EXIT_OK;
}

bool ent_charts_missing(const ent_results *results, const ent_options *options)
{
    return !options->no_charts && results->folder != NULL && !results->charts_drawn;
}

void ent_print_stop(const char *id, const ent_job_progress *progress)
{
    ent_complain("%s: stopped at %.0f%%", id,
        progress->total > 0 ? 100.0 * (double) progress->done / (double) progress->total : 0.0);
    if (progress->resumable) {
        fprintf(stderr, "  the same command goes on from there; with --fresh it starts over\n");
    }
}

/* --- pages -------------------------------------------------------------------------------------------------------- */

void ent_print_page(const char *kind, const char *folder, const char *file, const ent_options *options)
{
    if (ent_json_wanted()) {
        cJSON *json = cJSON_CreateObject();
        cJSON_AddStringToObject(json, "folder", folder);
        cJSON_AddStringToObject(json, kind, file);
        ent_json_result(json);
    } else if (!options->quiet) {
        printf("%s: %s/%s\n", kind, folder, file);
    }
}

int ent_write_index(const char *folder, bool wanted, bool listed, const ent_options *options)
{
    ent_diagnostics diagnostics = {0};
    ent_index_result result = ENT_INDEX_NOT_NEEDED;
    int status = ent_page_index(folder, wanted, &result, &diagnostics);

    if (status == ENT_OK && result == ENT_INDEX_WRITTEN && (listed || !ent_json_wanted())) {
        ent_print_page("index", folder, ENT_REPORT_INDEX, options);
    } else if (status == ENT_OK && result == ENT_INDEX_FOREIGN) {
        ent_complain("%s/" ENT_REPORT_INDEX " was not written by entente and is left as it is", folder);
    }
    ent_print_diagnostics(&diagnostics, options->quiet);
    ent_diagnostics_free(&diagnostics);
    return status;
}
