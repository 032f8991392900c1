#include "cli/summaries/compare_summary.h"

#include "cli/console.h"
#include "cli/json_output.h"
#include "cli/output/streams.h"
#include "cli/summaries/run_summary.h"
#include "wording/measure_words.h"
#include "wording/wording.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST_PAIRS = 15, MOST_SETTINGS = 5 };

/* --- on standard output ------------------------------------------------------------------------------------------- */

static void print_left(const char *text, int width)
{
    printf("%s%*s", text, width > ent_text_width(text) ? width - ent_text_width(text) : 0, "");
}

static void print_right(const char *text, int width)
{
    printf("%*s%s", width > ent_text_width(text) ? width - ent_text_width(text) : 0, "", text);
}

/* A figure across worlds: a share, or a number in the unit of the measure. */
static void figure_words(char words[ENT_WORDING_BYTES], const ent_comparison *comparison, double x)
{
    if (isnan(x)) {
        snprintf(words, ENT_WORDING_BYTES, "not measured");
    } else if (comparison->mean) {
        ent_measure_words(words, x, (double) NAN);
    } else {
        ent_wording_percent(words, x);
    }
}

/* Points of probability, which may be 0: regret is never negative. */
static void regret_words(char words[ENT_WORDING_BYTES], const ent_comparison *comparison, double x)
{
    if (isnan(x) || comparison->mean) {
        figure_words(words, comparison, x);
    } else {
        snprintf(words, ENT_WORDING_BYTES, "%.1f", 100.0 * x);
    }
}

static int widest_name(const ent_comparison *comparison)
{
    int width = 0;

    for (size_t c = 0; c < comparison->choices; c++) {
        int own = ent_text_width(comparison->choice[c].name);
        width = own > width ? own : width;
    }
    return width;
}

static void print_choices(const ent_comparison *comparison, int width)
{
    const char *unit = comparison->mean ? comparison->unit : "points";
    char heading[80];

    snprintf(heading, sizeof(heading), "regret%s%s", *unit != '\0' ? ", " : "", unit);
    printf("  ");
    print_left("", width);
    printf("  %11s  %15s  %s\n", comparison->mean ? "mean" : "probability", "in bad worlds", heading);
    for (size_t c = 0; c < comparison->choices; c++) {
        char words[ENT_WORDING_BYTES];
        const ent_estimate *headline = &comparison->headline[c];
        printf("  ");
        print_left(comparison->choice[c].name, width);
        printf("  ");
        if (headline->has_p) {
            ent_summary_figure(words, headline);
            print_right(words, 11);
        } else {
            printf("%s\n", ent_nothing_text(headline));
            continue;
        }
        printf("  ");
        figure_words(words, comparison, comparison->robust[c].worst_p05);
        print_right(words, 15);
        printf("  ");
        regret_words(words, comparison, comparison->robust[c].regret.mean);
        print_right(words, ent_text_width(heading));
        printf("\n");
    }
}

/* "b.cfg against a.cfg: +3 points, clear; better in 93 of 100 worlds" */
static void print_pair(const ent_comparison *comparison, const ent_compare_row *row)
{
    char words[ENT_WORDING_BYTES];

    ent_summary_difference(words, &row->difference, comparison->mean, comparison->worlds);
    printf("  %s against %s: %s", row->second, row->first, *words != '\0' ? words : "not known");
    if (row->difference.has_better) {
        printf("; better in %.0f of 100 worlds", 100.0 * row->difference.better);
    }
    printf("\n");
}

static void print_settings(const ent_comparison *comparison)
{
    if (comparison->choices != 2) {
        return;
    }
    for (size_t i = 0; i < comparison->settings && i < MOST_SETTINGS; i++) {
        const ent_compare_settings_row *row = &comparison->setting[i];
        printf("  %s: %s, then %s\n", row->path, row->first != NULL ? row->first : "left out",
            row->second != NULL ? row->second : "left out");
    }
    if (comparison->settings > MOST_SETTINGS) {
        printf("  and %zu more settings differ: see compare_settings.csv\n", comparison->settings - MOST_SETTINGS);
    } else if (comparison->settings == 0) {
        printf("  no setting differs\n");
    }
}

void ent_print_comparison(ent_comparison *comparison, const ent_options *options)
{
    char question[512];
    bool bold = ent_console_colour(stdout);
    const ent_scenario *first = ent_choice_scenario(&comparison->choice[0]);

    if (options->quiet || options->json) {
        return;
    }
    ent_summary_question(question, sizeof(question), first);
    printf("%s%s%s\n", ent_code_if(bold, ENT_CODE_BOLD),
        comparison->one_question ? question : "each choice by the headline of its own file",
        ent_code_if(bold, ENT_CODE_OFF));
    print_choices(comparison, widest_name(comparison));
    for (size_t i = 0; i < comparison->pairs && i < MOST_PAIRS; i++) {
        print_pair(comparison, &comparison->pair[i]);
    }
    if (comparison->pairs > MOST_PAIRS) {
        printf("  and %zu more pairs: see compare.csv\n", comparison->pairs - MOST_PAIRS);
    }
    print_settings(comparison);
    printf("report: %s/compare.html; compare.csv, robust.csv and compare_settings.csv beside it%s\n",
        ent_line(comparison->folder), comparison->charts_drawn ? ", chart in charts/" : "");
}

/* --- as JSON ------------------------------------------------------------------------------------------------------ */

static cJSON *choice_json(const ent_comparison *comparison, size_t c)
{
    const ent_robust_row *row = &comparison->robust[c];
    cJSON *json = cJSON_CreateObject();
    cJSON *meets;

    cJSON_AddStringToObject(json, "choice", row->choice);
    cJSON_AddStringToObject(json, "name", comparison->choice[c].label);
    cJSON_AddStringToObject(json, "headline", ent_choice_scenario(&comparison->choice[c])->headline);
    ent_json_estimate(json, &comparison->headline[c]);
    ent_json_number(json, "worst_p05", true, row->worst_p05);
    ent_json_number(json, "regret_mean", true, row->regret.mean);
    ent_json_number(json, "regret_p95", true, row->regret.p95);
    meets = cJSON_AddObjectToObject(json, "meets");
    for (size_t i = 0; row->meets != NULL && i < comparison->scenario->levels; i++) {
        ent_json_number(meets, comparison->scenario->level_text[i], true, row->meets[i]);
    }
    return json;
}

static cJSON *pair_json(const ent_compare_row *row)
{
    cJSON *json = cJSON_CreateObject();

    cJSON_AddStringToObject(json, "first", row->first);
    cJSON_AddStringToObject(json, "second", row->second);
    cJSON_AddStringToObject(json, "expression", row->expression);
    ent_json_number(json, "first_probability", true, row->first_probability);
    ent_json_number(json, "second_probability", true, row->second_probability);
    ent_json_difference(json, &row->difference);
    ent_json_number(json, "better", row->difference.has_better, row->difference.better);
    ent_json_number(json, "correlation", true, row->pair.correlation);
    ent_json_number(json, "saving", true, row->pair.saving);
    return json;
}

static void add_text(cJSON *json, const char *key, const char *text)
{
    if (text != NULL) {
        cJSON_AddStringToObject(json, key, text);
    } else {
        cJSON_AddNullToObject(json, key);
    }
}

static cJSON *setting_json(const ent_compare_settings_row *row)
{
    cJSON *json = cJSON_CreateObject();

    cJSON_AddStringToObject(json, "path", row->path);
    add_text(json, "first", row->first);
    add_text(json, "second", row->second);
    cJSON_AddStringToObject(json, "first_choice", row->first_choice);
    cJSON_AddStringToObject(json, "second_choice", row->second_choice);
    return json;
}

void ent_add_comparison(const ent_comparison *comparison)
{
    cJSON *json = ent_json_wanted() ? cJSON_CreateObject() : NULL;
    cJSON *list;

    if (json == NULL) {
        return;
    }
    cJSON_AddStringToObject(json, "folder", comparison->folder != NULL ? comparison->folder : "");
    list = cJSON_AddArrayToObject(json, "choices");
    for (size_t c = 0; c < comparison->choices; c++) {
        ent_json_append(list, choice_json(comparison, c));
    }
    list = cJSON_AddArrayToObject(json, "pairs");
    for (size_t i = 0; i < comparison->pairs; i++) {
        ent_json_append(list, pair_json(&comparison->pair[i]));
    }
    list = cJSON_AddArrayToObject(json, "settings");
    for (size_t i = 0; i < comparison->settings; i++) {
        ent_json_append(list, setting_json(&comparison->setting[i]));
    }
    ent_json_result(json);
}
