/* What a run says on standard output: for people, and as JSON. */
#include "cli/report.h"

#include "base/status.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

char *ent_percent(double p, char *buffer)
{
    if (p < 0.01) {
        strcpy(buffer, "<1%");
    } else if (p > 0.99) {
        strcpy(buffer, ">99%");
    } else {
        snprintf(buffer, 16, "%.0f%%", 100.0 * p);
    }
    return buffer;
}

static void print_range(const ent_estimate *estimate)
{
    char low[16];
    char high[16];

    if (estimate->has_range) {
        printf("   %4s to %-4s", ent_percent(estimate->p05, low), ent_percent(estimate->p95, high));
    } else {
        printf("   %-12s", "");
    }
}

static void print_difference(const ent_variant_summary *summary)
{
    const ent_difference *difference = &summary->difference;

    if (!difference->has_value || !difference->has_interval) {
        return;
    }
    if (difference->low <= 0.0 && difference->high >= 0.0) {
        printf("   no clear difference");
    } else {
        printf("   %+.1f points (%+.1f to %+.1f)", 100.0 * difference->value, 100.0 * difference->low,
            100.0 * difference->high);
    }
}

/* Columns of a UTF-8 text: names are padded by what is seen. */
static int width_of(const char *text)
{
    int width = 0;

    for (; *text != '\0'; text++) {
        width += ((unsigned char) *text & 0xC0U) != 0x80U ? 1 : 0;
    }
    return width;
}

static void print_variants(const ent_report *self)
{
    const ent_experiment *experiment = self->experiment;
    int widest = 0;

    for (size_t v = 0; v < experiment->count; v++) {
        int width = width_of(self->summary[v].label);
        widest = width > widest ? width : widest;
    }
    for (size_t v = 0; v < experiment->count; v++) {
        const ent_variant_summary *summary = &self->summary[v];
        char percent[16];
        printf("  %s%*s  ", summary->label, widest - width_of(summary->label), "");
        if (!summary->headline.has_p) {
            puts("nothing to divide: the condition never held");
            continue;
        }
        printf("%4s", ent_percent(summary->headline.p, percent));
        print_range(&summary->headline);
        print_difference(summary);
        putchar('\n');
    }
}

void ent_report_print(const ent_report *self)
{
    const ent_scenario *scenario = &self->experiment->item[0]->scenario;

    printf("%s\n", scenario->title);
    printf("  P(%s), range across worlds (90%%), difference from the base (95%%):\n", scenario->headline);
    print_variants(self);
    if (self->checks > 0) {
        if (self->checks_failed > 0) {
            printf("  %zu of %zu checks are FALSE: see checks.csv\n", self->checks_failed, self->checks);
        } else {
            printf("  %zu of %zu checks hold\n", self->checks, self->checks);
        }
    }
    if (self->warnings > 0) {
        printf("  %zu warning%s: see warnings.csv\n", self->warnings, self->warnings == 1 ? "" : "s");
    }
    printf("  tables: %s/\n", self->folder);
    if (self->charts_drawn) {
        printf("  charts: %s/charts/\n", self->folder);
    }
}

static void add_number(cJSON *json, const char *key, bool known, double number)
{
    if (known) {
        cJSON_AddNumberToObject(json, key, number);
    } else {
        cJSON_AddNullToObject(json, key);
    }
}

static void add_estimate(cJSON *json, const ent_estimate *estimate)
{
    add_number(json, "probability", estimate->has_p, estimate->p);
    add_number(json, "mc_low", estimate->has_interval, estimate->low);
    add_number(json, "mc_high", estimate->has_interval, estimate->high);
    add_number(json, "world_p05", estimate->has_range, estimate->p05);
    add_number(json, "world_p50", estimate->has_range, estimate->p50);
    add_number(json, "world_p95", estimate->has_range, estimate->p95);
}

static cJSON *variant_json(const ent_report *self, size_t v)
{
    const ent_variant_summary *summary = &self->summary[v];
    const ent_scenario *scenario = &self->experiment->item[v]->scenario;
    cJSON *json = cJSON_CreateObject();
    cJSON *outcomes;

    cJSON_AddStringToObject(json, "variant", summary->id);
    cJSON_AddStringToObject(json, "name", summary->label);
    add_estimate(json, &summary->headline);
    add_number(json, "difference", summary->difference.has_value, summary->difference.value);
    add_number(json, "difference_low", summary->difference.has_interval, summary->difference.low);
    add_number(json, "difference_high", summary->difference.has_interval, summary->difference.high);
    outcomes = cJSON_AddArrayToObject(json, "outcomes");
    for (size_t o = 0; o < scenario->outcomes; o++) {
        cJSON *outcome = cJSON_CreateObject();
        cJSON_AddStringToObject(outcome, "outcome", scenario->outcome[o].label.id);
        cJSON_AddStringToObject(outcome, "name", scenario->outcome[o].label.name);
        add_estimate(outcome, &summary->outcome[o]);
        cJSON_AddItemToArray(outcomes, outcome);
    }
    return json;
}

static cJSON *report_json(const ent_report *self)
{
    const ent_scenario *scenario = &self->experiment->item[0]->scenario;
    cJSON *json = cJSON_CreateObject();
    cJSON *variants;

    cJSON_AddStringToObject(json, "scenario", self->experiment->id);
    cJSON_AddStringToObject(json, "title", scenario->title);
    cJSON_AddStringToObject(json, "folder", self->folder != NULL ? self->folder : "");
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

int ent_report_print_json(const ent_report *const *report, size_t count)
{
    cJSON *list = cJSON_CreateArray();
    char *text;

    for (size_t i = 0; i < count; i++) {
        cJSON_AddItemToArray(list, report_json(report[i]));
    }
    text = cJSON_Print(list);
    cJSON_Delete(list);
    if (text == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    puts(text);
    cJSON_free(text);
    return ENT_OK;
}
