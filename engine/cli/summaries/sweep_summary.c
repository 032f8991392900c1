#include "cli/summaries/sweep_summary.h"

#include "cli/console.h"
#include "cli/json_output.h"
#include "cli/output/streams.h"
#include "cli/summaries/run_summary.h"
#include "wording/wording.h"

#include <stdio.h>

enum { MOST_ROWS = 20, MOST_WARNINGS = 10 };

/* --- the table on standard output --------------------------------------------------------------------------------- */

static void print_right(const char *text, int width)
{
    printf("%*s%s", width > ent_text_width(text) ? width - ent_text_width(text) : 0, "", text);
}

static void print_left(const char *text, int width)
{
    printf("%s%*s", text, width > ent_text_width(text) ? width - ent_text_width(text) : 0, "");
}

static int wider(int width, const char *text)
{
    return ent_text_width(text) > width ? ent_text_width(text) : width;
}

/* Width of the column of an axis: its path and all its values. */
static int axis_width(const ent_sweep_axis *axis)
{
    int width = ent_text_width(axis->path);

    for (size_t i = 0; i < axis->values; i++) {
        width = wider(width, axis->value[i]);
    }
    return width;
}

static const char heading_figure[] = "probability";
static const char heading_range[] = "across worlds (90%)";

static void print_headings(const ent_sweep *sweep, bool mean)
{
    fputs("  ", stdout);
    for (size_t a = 0; a < sweep->axes; a++) {
        print_left(sweep->axis[a].path, axis_width(&sweep->axis[a]) + 2);
    }
    printf("%*s   %s\n", ent_text_width(heading_figure), mean ? "mean" : heading_figure, heading_range);
}

static void print_point(const ent_sweep *sweep, size_t number, const ent_estimate *estimate)
{
    size_t index[ENT_SWEEP_AXES];
    char words[ENT_WORDING_BYTES];

    ent_sweep_indices(sweep, number, index);
    fputs("  ", stdout);
    for (size_t a = 0; a < sweep->axes; a++) {
        print_left(sweep->axis[a].value[index[a]], axis_width(&sweep->axis[a]) + 2);
    }
    if (!estimate->has_p) {
        puts(ent_nothing_text(estimate));
        return;
    }
    ent_summary_figure(words, estimate);
    print_right(words, ent_text_width(heading_figure));
    ent_summary_range(words, estimate);
    printf("%s%s\n", *words != '\0' ? "   " : "", words);
}

/* Numbers of the points with the least and the greatest probability; false where no point has one. */
static bool find_extremes(const ent_estimate *estimate, size_t points, size_t *least, size_t *greatest)
{
    bool found = false;

    for (size_t i = 0; i < points; i++) {
        if (estimate[i].has_p) {
            *least = !found || estimate[i].p < estimate[*least].p ? i : *least;
            *greatest = !found || estimate[i].p > estimate[*greatest].p ? i : *greatest;
            found = true;
        }
    }
    return found;
}

/* Prints all points, or of many the first, the least, the greatest and the last, in their order. */
static void print_points(const ent_sweep *sweep, const ent_estimate *estimate, size_t points)
{
    size_t least = 0;
    size_t greatest = 0;
    bool all = points <= MOST_ROWS;

    if (!all) {
        (void) find_extremes(estimate, points, &least, &greatest);
    }
    for (size_t i = 0; i < points; i++) {
        if (all || i == 0 || i == least || i == greatest || i + 1 == points) {
            print_point(sweep, i, &estimate[i]);
        }
    }
    if (!all) {
        printf("  first, least, greatest and last of %zu points; all are in sweeps.csv\n", points);
    }
}

/* Prints the warnings about the variant that is swept; those of a run stand in its warnings.csv. */
static void print_warnings(const ent_sweep_counts *counts)
{
    const ent_diagnostics *warnings = &counts->from->warnings;

    for (size_t i = 0; i < warnings->count && i < MOST_WARNINGS; i++) {
        const ent_diagnostic *item = &warnings->item[i];
        printf("  %s: %s%s%s\n", item->severity == ENT_SEVERITY_NOTE ? "note" : "warning", item->path,
            *item->path != '\0' ? ": " : "", item->text);
    }
    if (warnings->count > MOST_WARNINGS) {
        printf("  and %zu more warnings: see `entente check`\n", warnings->count - MOST_WARNINGS);
    }
}

void ent_print_sweep(const ent_sweep_results *sweep, const ent_options *options)
{
    const ent_sweep_counts *counts = &sweep->points;

    if (options->quiet || options->json) {
        return;
    }
    for (size_t s = 0; s < counts->sweeps; s++) {
        const char *name = counts->from->scenario.headline_name;
        bool bold = ent_console_colour(stdout);
        char question[512];
        printf("%s%s%s\n", ent_code_if(bold, ENT_CODE_BOLD), counts->sweep[s]->label.name,
            ent_code_if(bold, ENT_CODE_OFF));
        ent_summary_question(question, sizeof(question), &counts->from->scenario);
        printf("  %s%s%s%s%s\n", name != NULL ? name : "", name != NULL ? ": " : "", question,
            counts->from == counts->experiment->item[0] ? "" : " in ",
            counts->from == counts->experiment->item[0] ? "" : counts->from->label);
        print_headings(counts->sweep[s], counts->from->scenario.headline_query.measure != NULL);
        print_points(
            counts->sweep[s], counts->points.estimate + counts->first[s], counts->first[s + 1] - counts->first[s]);
    }
    print_warnings(counts);
    printf("sweeps: %s/sweeps.csv%s\n", ent_line(sweep->results.folder),
        sweep->results.charts_drawn ? "; charts beside it, in charts/" : "");
}

/* --- the same as JSON --------------------------------------------------------------------------------------------- */

static void add_point(cJSON *points, const ent_sweep *sweep, size_t number, const ent_estimate *estimate)
{
    cJSON *json = cJSON_CreateObject();
    cJSON *set = cJSON_AddObjectToObject(json, "set");
    size_t index[ENT_SWEEP_AXES];

    ent_sweep_indices(sweep, number, index);
    for (size_t a = 0; a < sweep->axes; a++) {
        cJSON_AddStringToObject(set, sweep->axis[a].path, sweep->axis[a].value[index[a]]);
    }
    ent_json_estimate(json, estimate);
    ent_json_append(points, json);
}

/* s: index of the sweep among the counted ones. */
static void add_sweep(const ent_sweep_counts *from, size_t s, const char *folder)
{
    const ent_sweep *sweep = from->sweep[s];
    cJSON *json = cJSON_CreateObject();
    cJSON *points;

    cJSON_AddStringToObject(json, "scenario", from->experiment->id);
    cJSON_AddStringToObject(json, "variant", from->from->id);
    cJSON_AddStringToObject(json, "sweep", sweep->label.id);
    cJSON_AddStringToObject(json, "name", sweep->label.name);
    cJSON_AddStringToObject(json, "headline", from->from->scenario.headline);
    if (from->from->scenario.headline_name != NULL) {
        cJSON_AddStringToObject(json, "headline_name", from->from->scenario.headline_name);
    }
    cJSON_AddStringToObject(json, "folder", folder);
    points = cJSON_AddArrayToObject(json, "points");
    for (size_t number = from->first[s]; number < from->first[s + 1]; number++) {
        add_point(points, sweep, number - from->first[s], &from->points.estimate[number]);
    }
    ent_json_result(json);
}

void ent_add_sweep_results(const ent_sweep_results *sweep, const ent_options *options)
{
    ent_arena arena = {0};
    const char *folder;

    if (ent_json_wanted() && sweep->tabulated) {
        folder = ent_arena_printf(&arena, "%s/%s", options->out, sweep->results.experiment->id);
        for (size_t s = 0; s < sweep->points.sweeps; s++) {
            add_sweep(&sweep->points, s, folder != NULL ? folder : "");
        }
        for (size_t i = 0; i < sweep->points.from->warnings.count; i++) {
            ent_json_diagnostic(&sweep->points.from->warnings.item[i]);
        }
    }
    ent_arena_free(&arena);
}
