#include "cli/summaries/score_summary.h"

#include "cli/console.h"
#include "cli/json_output.h"
#include "cli/output/streams.h"
#include "formula/calendar.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- on standard output ------------------------------------------------------------------------------------------- */

static void print_figure(double x)
{
    if (isnan(x)) {
        printf("%9s", "-");
    } else if (isinf(x)) {
        printf("%9s", "infinite");
    } else {
        printf("%9.3f", x);
    }
}

/* Words for a forecaster, as its row has it. */
static const char *name_of(const char *forecaster)
{
    static const char *const known[][2] = {{"model", "the model"}, {"half", "always one half"},
        {"base_rate", "base rate"}, {"weibull", "Weibull"}, {"kind", "base rate of its kind"},
        {"rolling", "base rate until then"}};

    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
        if (strcmp(known[i][0], forecaster) == 0) {
            return known[i][1];
        }
    }
    return forecaster;
}

/* The rows of a set and sample are by horizon, then by forecaster. */
static void print_forecaster(const ent_score *score, size_t first, size_t f)
{
    printf("  %-22s", name_of(score->summary[first + f].forecaster));
    for (size_t s = 0; s < ENT_SCORE_SCORES; s++) {
        print_figure(score->summary[first + s * ENT_FORECASTERS + f].brier.value);
    }
    printf("%7zu\n", score->summary[first + (size_t) (ENT_SCORE_SCORES - 1) * ENT_FORECASTERS + f].brier.cases);
}

/* Of a sample in or out, the model and the base rate alone; the others are in score_summary.csv. */
static bool is_brief(const char *forecaster)
{
    return strcmp(forecaster, "model") == 0 || strcmp(forecaster, "base_rate") == 0;
}

static void print_sample(const ent_score *score, size_t first)
{
    const ent_score_summary_row *row = &score->summary[first];
    bool bold = ent_console_colour(stdout);

    printf("%s%s%s%s\n", ent_code_if(bold, ENT_CODE_BOLD), ent_line(row->set),
        strcmp(row->sample, "all") == 0  ? ""
        : strcmp(row->sample, "in") == 0 ? ", in the samples of the priors"
                                         : ", outside the samples of the priors",
        ent_code_if(bold, ENT_CODE_OFF));
    printf("  %-22s", "mean Brier score at");
    for (size_t h = 0; h < ENT_SCORE_HORIZONS; h++) {
        printf("%7u m", ent_score_months[h]);
    }
    printf("%9s%7s\n", "10 years", "cases");
    for (size_t f = 0; f < ENT_FORECASTERS; f++) {
        if (strcmp(row->sample, "all") == 0 || is_brief(score->summary[first + f].forecaster)) {
            print_forecaster(score, first, f);
        }
    }
}

void ent_print_score(const ent_score *score, const ent_options *options)
{
    if (options->quiet || options->json) {
        return;
    }
    for (size_t i = 0; i < score->summaries; i += (size_t) ENT_SCORE_SCORES * ENT_FORECASTERS) {
        print_sample(score, i);
    }
    for (size_t i = 0; i < score->frozens; i++) {
        const ent_frozen_list *list = &score->frozen[i];
        printf("%s: %zu file%s as frozen%s\n", ent_line(list->path), list->fine, list->fine == 1 ? "" : "s",
            list->wrongs > 0 ? ", and others that are not: see above" : "");
    }
    for (size_t s = 0; s < score->sets; s++) {
        printf("%s\n", ent_line(score->set[s].verdict));
    }
    if (score->folder != NULL) {
        printf("report: %s/score.html; score.csv and score_summary.csv beside it%s\n", ent_line(score->folder),
            score->charts_drawn ? ", charts in charts/" : "");
    }
}

/* --- as JSON ------------------------------------------------------------------------------------------------------ */

enum { KEY = 40 /* longest name of a member */ };

/* Adds NAME, NAME_low and NAME_high. */
static void add_mean(cJSON *json, const char *name, const ent_score_mean *mean)
{
    char key[KEY + 8];

    ent_json_number(json, name, true, mean->value);
    snprintf(key, sizeof(key), "%.*s_low", KEY, name);
    ent_json_number(json, key, true, mean->low);
    snprintf(key, sizeof(key), "%.*s_high", KEY, name);
    ent_json_number(json, key, true, mean->high);
}

static cJSON *summary_json(const ent_score_summary_row *row)
{
    const ent_calibration *fit = &row->calibration;
    cJSON *json = cJSON_CreateObject();

    cJSON_AddStringToObject(json, "set", row->set);
    cJSON_AddStringToObject(json, "sample", row->sample);
    cJSON_AddStringToObject(json, "horizon", row->horizon);
    cJSON_AddStringToObject(json, "forecaster", row->forecaster);
    ent_json_count(json, "cases", row->brier.cases);
    ent_json_number(json, "held", !row->integrated, (double) row->held);
    add_mean(json, "brier", &row->brier);
    add_mean(json, "log", &row->log);
    ent_json_number(json, "model_brier", true, row->model_brier);
    ent_json_number(json, "model_log", true, row->model_log);
    add_mean(json, "brier_difference", &row->brier_difference.mean);
    ent_json_number(json, "brier_detectable", true, row->brier_difference.detectable);
    add_mean(json, "log_difference", &row->log_difference.mean);
    ent_json_number(json, "log_detectable", true, row->log_difference.detectable);
    ent_json_number(json, "concordance", true, row->concordance.value);
    add_mean(
        json, "calibration_intercept", &(ent_score_mean){fit->intercept, fit->intercept_low, fit->intercept_high, 0});
    add_mean(json, "calibration_slope", &(ent_score_mean){fit->slope, fit->slope_low, fit->slope_high, 0});
    return json;
}

static cJSON *horizon_json(const ent_horizon_score *at, unsigned months)
{
    cJSON *json = cJSON_CreateObject();

    ent_json_count(json, "months", months);
    ent_json_estimate(json, &at->chance);
    ent_json_number(json, "held", at->held != ENT_HELD_UNKNOWN, at->held == ENT_HELD ? 1.0 : 0.0);
    ent_json_number(json, "weight", true, at->weight);
    ent_json_number(json, "brier", true, at->brier);
    ent_json_number(json, "log", true, at->log);
    return json;
}

static cJSON *case_json(const ent_score_row *row)
{
    cJSON *json = cJSON_CreateObject();
    cJSON *horizons;
    char began[ENT_CALENDAR_TEXT];

    ent_calendar_text(began, row->began);
    cJSON_AddStringToObject(json, "set", row->set);
    cJSON_AddStringToObject(json, "case", row->name);
    cJSON_AddStringToObject(json, "name", row->title);
    cJSON_AddStringToObject(json, "file", row->file);
    cJSON_AddBoolToObject(json, "in_sample", row->in_sample);
    ent_json_number(json, "frozen", true, row->frozen);
    cJSON_AddStringToObject(json, "began", began);
    ent_json_number(json, "entered", true, row->duration.entered);
    ent_json_number(json, "truce_months", row->known, row->duration.months);
    ent_json_number(json, "ended", row->known, row->duration.ended ? 1.0 : 0.0);
    horizons = cJSON_AddArrayToObject(json, "horizons");
    for (size_t h = 0; h < ENT_SCORE_HORIZONS; h++) {
        cJSON_AddItemToArray(horizons, horizon_json(&row->at[h], ent_score_months[h]));
    }
    ent_json_number(json, "integrated_brier", true, row->integrated.score);
    ent_json_number(json, "pit", true, row->pit);
    return json;
}

static cJSON *forecast_json(const ent_score_forecast_row *row)
{
    cJSON *json = cJSON_CreateObject();

    cJSON_AddStringToObject(json, "set", row->set);
    cJSON_AddStringToObject(json, "case", row->name);
    cJSON_AddStringToObject(json, "forecast", row->forecast);
    ent_json_number(json, "months", true, row->months);
    ent_json_number(json, "probability", true, row->p);
    ent_json_number(json, "brier", true, row->brier);
    ent_json_number(json, "model_probability", true, row->model);
    ent_json_number(json, "model_brier", true, row->model_brier);
    return json;
}

static cJSON *frozen_json(const ent_frozen_list *list)
{
    cJSON *json = cJSON_CreateObject();
    cJSON *wrong;

    cJSON_AddStringToObject(json, "list", list->path);
    ent_json_count(json, "fine", list->fine);
    wrong = cJSON_AddArrayToObject(json, "wrong");
    for (size_t i = 0; i < list->wrongs; i++) {
        cJSON_AddItemToArray(wrong, cJSON_CreateString(list->wrong[i]));
    }
    return json;
}

void ent_add_score(const ent_score *score)
{
    cJSON *json = ent_json_wanted() ? cJSON_CreateObject() : NULL;
    cJSON *list;

    if (json == NULL) {
        return;
    }
    cJSON_AddStringToObject(json, "folder", score->folder != NULL ? score->folder : "");
    list = cJSON_AddArrayToObject(json, "sets");
    for (size_t s = 0; s < score->sets; s++) {
        cJSON *set = cJSON_CreateObject();
        cJSON_AddStringToObject(set, "set", score->set[s].name);
        cJSON_AddStringToObject(set, "verdict", score->set[s].verdict);
        cJSON_AddItemToArray(list, set);
    }
    list = cJSON_AddArrayToObject(json, "summary");
    for (size_t i = 0; i < score->summaries; i++) {
        cJSON_AddItemToArray(list, summary_json(&score->summary[i]));
    }
    list = cJSON_AddArrayToObject(json, "cases");
    for (size_t i = 0; i < score->cases; i++) {
        cJSON_AddItemToArray(list, case_json(&score->one[i].row));
    }
    list = cJSON_AddArrayToObject(json, "forecasts");
    for (size_t i = 0; i < score->forecasts; i++) {
        cJSON_AddItemToArray(list, forecast_json(&score->forecast[i]));
    }
    list = cJSON_AddArrayToObject(json, "frozen");
    for (size_t i = 0; i < score->frozens; i++) {
        cJSON_AddItemToArray(list, frozen_json(&score->frozen[i]));
    }
    ent_json_result(json);
}
