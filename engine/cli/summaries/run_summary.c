#include "cli/summaries/run_summary.h"

#include "base/status.h"
#include "cli/console.h"
#include "cli/json_output.h"
#include "cli/output/streams.h"
#include "cli/summaries/driver_summary.h"
#include "cli/summaries/expert_summary.h"
#include "cli/summaries/run_findings.h"
#include "jobs/pages/page.h"
#include "wording/measure_words.h"
#include "wording/wording.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_VARIANTS = 10 }; /* of which the measures are printed */

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

const char *ent_nothing_text(const ent_estimate *estimate)
{
    return estimate->n > 0 ? "no mean: in some draws the number is infinite or too large"
                           : "nothing to divide: the condition never held";
}

static double half_width(const ent_estimate *estimate)
{
    return estimate->has_interval ? (estimate->high - estimate->low) / 2.0 : (double) NAN;
}

void ent_summary_figure(char buffer[ENT_WORDING_BYTES], const ent_estimate *estimate)
{
    if (estimate->is_mean) {
        ent_measure_words(buffer, estimate->p, half_width(estimate));
    } else {
        ent_wording_figure(buffer, estimate->p, estimate->low, estimate->high);
    }
}

void ent_summary_difference(
    char buffer[ENT_WORDING_BYTES], const ent_difference *difference, bool is_mean, uint64_t worlds)
{
    if (is_mean) {
        ent_measure_difference_words(buffer, difference->value, difference->low, difference->high, worlds);
    } else {
        ent_wording_difference(buffer, difference->value, difference->low, difference->high, worlds);
    }
}

void ent_summary_question(char *buffer, size_t room, const ent_scenario *scenario)
{
    const char *unit =
        scenario->headline_query.measure != NULL ? scenario->measure[scenario->headline_measure].unit : "";

    if (scenario->headline_query.measure == NULL) {
        snprintf(buffer, room, "P(%s)", scenario->headline);
    } else {
        snprintf(buffer, room, "%s%s%s", scenario->headline, *unit != '\0' ? ", " : "", unit);
    }
}

void ent_summary_range(char buffer[ENT_WORDING_BYTES], const ent_estimate *estimate)
{
    buffer[0] = '\0';
    if (estimate->has_range && estimate->is_mean) {
        ent_measure_span(buffer, estimate->p05, estimate->p95, half_width(estimate));
    } else if (estimate->has_range) {
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
        ent_summary_figure(self->figure, headline);
    }
    ent_summary_range(self->range, headline);
    if (difference->has_value && difference->has_interval) {
        uint64_t worlds = headline->worlds < base->headline.worlds ? headline->worlds : base->headline.worlds;
        ent_summary_difference(self->difference, difference, headline->is_mean, worlds);
    }
}

static int wider(int width, const char *text)
{
    int own = ent_text_width(text);

    return own > width ? own : width;
}

/* A clear difference is bold, one within the noise is dim. */
static void print_difference(const char *words, const ent_difference *difference, bool is_mean)
{
    bool clear = (is_mean ? ent_wording_excludes_zero(difference->low, difference->high)
                          : ent_wording_is_clear(difference->value, difference->low, difference->high)) != 0;
    bool colour = *words != '\0' && ent_console_colour(stdout);

    printf("%s%s%s%s\n", *words != '\0' ? "   " : "", ent_code_if(colour, clear ? ENT_CODE_BOLD : ENT_CODE_FAINT),
        words, ent_code_if(colour, ENT_CODE_OFF));
}

/* Widths of the columns of the table of variants; range is 0 if none has an unknown. */
typedef struct columns {
    int name, figure, range;
} columns;

static const char heading_name[] = "variant";
static const char *const heading_figures[] = {"probability", "mean"};
static const char heading_range[] = "across worlds (90%)";
static const char heading_difference[] = "against the base";

static const char *heading_figure(const ent_results *self)
{
    return heading_figures[self->summary[0].headline.is_mean ? 1 : 0];
}

static columns measure(const ent_results *self)
{
    columns widths = {.name = ent_text_width(heading_name), .figure = ent_text_width(heading_figure(self))};

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

static void print_headings(const columns *widths, const char *figure, bool compares)
{
    fputs("  ", stdout);
    print_padded(heading_name, widths->name + 2);
    print_padded(figure, -widths->figure);
    if (widths->range > 0) {
        fputs("   ", stdout);
        print_padded(heading_range, compares ? widths->range : 0);
    }
    printf("%s%s\n", compares ? "   " : "", compares ? heading_difference : "");
}

/* Whether the headline counts only some of the draws. */
static bool has_condition(const ent_scenario *scenario)
{
    return scenario->headline_query.given != NULL || scenario->given.formula != NULL;
}

static void print_variants(const ent_results *self)
{
    columns widths = measure(self);

    print_headings(&widths, heading_figure(self), self->experiment->count > 1);
    for (size_t v = 0; v < self->experiment->count; v++) {
        line words;
        fputs("  ", stdout);
        print_padded(self->summary[v].label, widths.name + 2);
        if (!self->summary[v].headline.has_p) {
            puts(ent_nothing_text(&self->summary[v].headline));
            continue;
        }
        fill_line(&words, &self->summary[v], &self->summary[0]);
        print_padded(words.figure, -widths.figure);
        fputs(widths.range > 0 && (words.range[0] != '\0' || words.difference[0] != '\0') ? "   " : "", stdout);
        print_padded(words.range, words.difference[0] != '\0' ? widths.range : 0);
        print_difference(words.difference, &self->summary[v].difference, self->summary[v].headline.is_mean);
    }
    if (self->experiment->count > 1 && has_condition(&self->experiment->item[0]->scenario)) {
        puts("  each variant selects futures of its own by the condition: a difference compares two groups of them");
    }
}

/* "Cost (euro): 163 billion, 95% interval 161 to 165 billion; across worlds (90%) 80 to 235 billion; nine of ten draws
 * from 0 to 288 billion". v: the variant. */
static void print_measure(const ent_results *self, size_t v, size_t m)
{
    const ent_measure_summary *it = &self->summary[v].measure[m];
    double half = half_width(&it->mean);
    char words[ENT_WORDING_BYTES];

    if (!it->mean.has_p) {
        puts(ent_nothing_text(&it->mean));
        return;
    }
    ent_summary_figure(words, &it->mean);
    fputs(words, stdout);
    ent_summary_range(words, &it->mean);
    if (strcmp(words, "not measured") == 0) {
        fputs("; range across worlds not measured", stdout);
    } else if (*words != '\0') {
        printf("; across worlds (90%%) %s", words);
    }
    ent_measure_span(words, it->p05, it->p95, half);
    if (*words != '\0') {
        printf("; in nine of ten draws %s", words);
    }
    if (v > 0 && it->difference.has_value) {
        ent_summary_difference(words, &it->difference, true, it->mean.worlds);
        printf("; against the base: %s", words);
    }
    putchar('\n');
}

static void print_measures(const ent_results *self)
{
    const ent_scenario *scenario = &self->experiment->item[0]->scenario;

    for (size_t m = 0; m < scenario->measures; m++) {
        const ent_measure *it = &scenario->measure[m];
        printf("  %s%s%s%s: ", it->label.name, *it->unit != '\0' ? " (" : "", it->unit, *it->unit != '\0' ? ")" : "");
        print_measure(self, 0, m);
        for (size_t v = 1; v < self->experiment->count && v <= MOST_VARIANTS; v++) {
            printf("    %s: ", self->summary[v].label);
            print_measure(self, v, m);
        }
        if (self->experiment->count > MOST_VARIANTS + 1) {
            printf("    %zu more variants are in measures.csv\n", self->experiment->count - 1 - MOST_VARIANTS);
        }
    }
}

/* "stopped at 1,000 of 10,000 worlds: the headline's 95% interval is within 0.2 points either way in every variant" */
static void print_until(const ent_results *self)
{
    const ent_scenario *scenario = &self->experiment->item[0]->scenario;
    const ent_run_size *run = &scenario->run;
    bool mean = scenario->headline_query.measure != NULL;
    double size = run->until * (mean ? 1.0 : 100.0);
    const char *unit = mean ? "" : size == 1.0 ? " point" : " points";
    char played[ENT_WORDING_BYTES], most[ENT_WORDING_BYTES];

    if (run->until <= 0.0) {
        return;
    }
    ent_wording_number(played, (double) run->worlds);
    ent_wording_number(most, (double) run->worlds_most);
    if (run->worlds < run->worlds_most) {
        printf(
            "  stopped at %s of %s worlds: the headline's 95%% interval is within %g%s either way in every variant\n",
            played, most, size, unit);
    } else {
        printf("  all %s worlds were played: the run was to stop early at %g%s either way\n", most, size, unit);
    }
}

/* "given agreed: 62,779 of 200,000 draws are kept (31%)", and for variants that keep others. */
static void print_given(const ent_results *self)
{
    char kept[ENT_WORDING_BYTES], played[ENT_WORDING_BYTES], share[ENT_WORDING_BYTES];

    for (size_t v = 0; v < self->experiment->count && v <= MOST_VARIANTS; v++) {
        const ent_variant_summary *it = &self->summary[v];
        const ent_quantity *given = &self->experiment->item[v]->scenario.given;
        if (given->formula == NULL || (v > 0 && it->kept == self->summary[0].kept)) {
            continue;
        }
        ent_wording_number(kept, (double) it->kept);
        ent_wording_number(played, (double) it->played);
        ent_wording_chance(share, it->played > 0 ? (double) it->kept / (double) it->played : (double) NAN);
        printf("  given %s: %s of %s draws are kept (%s)%s%s\n", ent_line(given->written), kept, played, share,
            v > 0 ? ", in " : "", v > 0 ? it->label : "");
    }
}

void ent_print_summary(const ent_results *self)
{
    const ent_scenario *scenario = &self->experiment->item[0]->scenario;

    bool colour = ent_console_colour(stdout);
    char question[512];

    printf(
        "%s%s%s\n", ent_code_if(colour, ENT_CODE_BOLD), ent_line(scenario->title), ent_code_if(colour, ENT_CODE_OFF));
    ent_summary_question(question, sizeof(question), scenario);
    printf("  %s%s%s\n", scenario->headline_name != NULL ? scenario->headline_name : "",
        scenario->headline_name != NULL ? ": " : "", ent_line(question));
    print_given(self);
    print_variants(self);
    ent_print_driver(self);
    print_until(self);
    ent_print_experts(self);
    print_measures(self);
    ent_print_checks(self);
    ent_print_run_warnings(self);
    printf("  report: %s/report.html\n", ent_line(self->folder));
    printf("  tables: %s/\n", ent_line(self->folder));
    if (self->charts_drawn) {
        printf("  charts: %s/charts/\n", ent_line(self->folder));
    }
}

static void add_measures(cJSON *json, const ent_variant_summary *summary, const ent_scenario *scenario, size_t v)
{
    const ent_difference none = {.has_value = true, .has_interval = true};
    cJSON *list = cJSON_AddArrayToObject(json, "measures");

    for (size_t m = 0; m < scenario->measures; m++) {
        const ent_measure_summary *it = &summary->measure[m];
        cJSON *item = cJSON_CreateObject();
        cJSON_AddStringToObject(item, "measure", scenario->measure[m].label.id);
        cJSON_AddStringToObject(item, "name", scenario->measure[m].label.name);
        cJSON_AddStringToObject(item, "unit", scenario->measure[m].unit);
        ent_json_count(item, "draws", it->mean.n);
        ent_json_number(item, "mean", it->mean.has_p, it->mean.p);
        ent_json_number(item, "mc_low", it->mean.has_interval, it->mean.low);
        ent_json_number(item, "mc_high", it->mean.has_interval, it->mean.high);
        ent_json_number(item, "p05", !isnan(it->p05), it->p05);
        ent_json_number(item, "p50", !isnan(it->p50), it->p50);
        ent_json_number(item, "p95", !isnan(it->p95), it->p95);
        ent_json_number(item, "world_p05", it->mean.has_range, it->mean.p05);
        ent_json_number(item, "world_p50", it->mean.has_range, it->mean.p50);
        ent_json_number(item, "world_p95", it->mean.has_range, it->mean.p95);
        ent_json_difference(item, v == 0 && it->mean.has_interval ? &none : &it->difference);
        ent_json_append(list, item);
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
    if (scenario->given.formula != NULL) {
        cJSON_AddStringToObject(json, "given", scenario->given.written);
        ent_json_count(json, "draws", summary->played);
        ent_json_count(json, "draws_kept", summary->kept);
    }
    if (scenario->measures > 0) {
        add_measures(json, summary, scenario, v);
    }
    outcomes = cJSON_AddArrayToObject(json, "outcomes");
    for (size_t o = 0; o < scenario->outcomes; o++) {
        cJSON *outcome = cJSON_CreateObject();
        cJSON_AddStringToObject(outcome, "outcome", scenario->outcome[o].label.id);
        cJSON_AddStringToObject(outcome, "name", scenario->outcome[o].label.name);
        ent_json_estimate(outcome, &summary->outcome[o]);
        ent_json_append(outcomes, outcome);
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
    if (scenario->run.design != ENT_DESIGN_RANDOM) {
        cJSON_AddStringToObject(json, "design", ent_design_name(scenario->run.design));
    }
    if (scenario->run.until > 0.0) {
        ent_json_number(json, "until", true, scenario->run.until);
        ent_json_count(json, "worlds_most", scenario->run.worlds_most);
    }
    variants = cJSON_AddArrayToObject(json, "variants");
    for (size_t v = 0; v < self->experiment->count; v++) {
        ent_json_append(variants, variant_json(self, v));
    }
    ent_add_drivers(variants, self);
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
        if (results->diagnostics.errors == 0 && status != ENT_ERR_INTERRUPTED && status != ENT_ERR_CHECKPOINT &&
            status != ENT_ERR_ARGUMENT) {
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
        printf("%s: %s/%s\n", kind, ent_line(folder), file);
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
        ent_complain("%s/" ENT_REPORT_INDEX
                     " was not written by this program or has been changed since; it is left as it is",
            folder);
    }
    ent_print_diagnostics(&diagnostics, options->quiet);
    ent_diagnostics_free(&diagnostics);
    return status;
}
