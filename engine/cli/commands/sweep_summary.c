#include "cli/commands/sweep_summary.h"

#include "cli/json_output.h"

#include <stdio.h>

void ent_print_sweep(const ent_sweep_results *sweep, const ent_options *options)
{
    if (!options->quiet && !options->json) {
        printf("sweeps: %s/sweeps.csv%s\n", sweep->results.folder,
            sweep->results.charts_drawn ? "; charts beside it, in charts/" : "");
    }
}

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
    cJSON_AddItemToArray(points, json);
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
    cJSON_AddStringToObject(json, "headline", from->experiment->item[0]->scenario.headline);
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
    }
    ent_arena_free(&arena);
}
