/* Reader of `observed`: what really happened, and the forecasts that were published. */
#include "scenario/observed/observed.h"
#include "scenario/observed/record.h"

#include "formula/calendar.h"
#include "scenario/quantity.h"
#include "scenario/sections.h"

#include <math.h>
#include <string.h>

/* Longest duration in months, and most troops. */
static const double most_months = 12000.0;
static const double most_troops = 1e9;

static const double none = (double) NAN;

bool ent_observed_duration(const ent_observed *self, double *months, bool *ended)
{
    *ended = self->ended == ENT_FACT_TRUE;
    *months = self->truce_months;
    if (self->ended == ENT_FACT_FALSE && isnan(*months)) {
        *months = self->until - self->began;
    }
    return self->ended != ENT_FACT_UNKNOWN && *months > 0.0;
}

/* --- entries ------------------------------------------------------------------------------------------------------ */

static ent_fact read_fact(ent_reader *self, const ent_setting *group, const char *key, const char *path)
{
    const ent_setting *setting = ent_setting_get(group, key);
    size_t before = self->errors;
    bool yes = ent_reader_flag(self, group, key, path, false);

    if (setting == NULL || ent_reader_is_wrong(setting) || self->errors > before) {
        return ENT_FACT_UNKNOWN;
    }
    return yes ? ENT_FACT_TRUE : ENT_FACT_FALSE;
}

/* A number from `low` to `high`, above `low` if `above`; NaN when it is left out, or after an error. */
static double read_number(
    ent_reader *self, const ent_setting *group, const char *key, const char *path, double high, bool above)
{
    const ent_setting *setting = ent_setting_get(group, key);
    const char *whole = ent_reader_join(self, path, key);
    double value;

    if (setting == NULL || ent_reader_is_wrong(setting)) {
        return none;
    }
    value = ent_reader_constant(self, setting, whole, 0.0, high, false, none);
    if (above && value == 0.0) {
        ent_reader_error(self, setting, whole, NULL, "found 0, expected a number of months above 0");
        return none;
    }
    return value;
}

/* A calendar month; NaN when it is left out, or after an error. */
static double read_date(ent_reader *self, const ent_setting *group, const char *key, const char *path)
{
    const ent_setting *setting = ent_setting_get(group, key);
    size_t before = self->errors;
    const char *text = ent_reader_string(self, group, key, path, "");
    char corrected[ENT_CALENDAR_TEXT];
    double month;

    if (setting == NULL || ent_reader_is_wrong(setting) || self->errors > before) {
        return none;
    }
    if (ent_calendar_read(text, &month)) {
        return month;
    }
    ent_reader_error(self, setting, ent_reader_join(self, path, key),
        ent_calendar_correct(text, corrected) ? ent_reader_print(self, "write \"%s\"", corrected)
                                              : "year and month, for example \"2025-08\"",
        "found \"%s\", expected a month of the calendar", text);
    return none;
}

/* `in_sample`: true, false, or the name of the sample. */
static void read_sample(ent_reader *self, const ent_setting *group, const char *path, ent_observed *observed)
{
    const ent_setting *setting = ent_setting_get(group, "in_sample");

    if (setting == NULL || ent_reader_is_wrong(setting)) {
        return;
    }
    if (setting->type == ENT_SETTING_BOOLEAN ||
        (setting->type == ENT_SETTING_STRING &&
            (strcmp(setting->text, "true") == 0 || strcmp(setting->text, "false") == 0))) {
        observed->in_sample = ent_reader_flag(self, group, "in_sample", path, false);
    } else if (setting->type == ENT_SETTING_STRING && *setting->text != '\0') {
        observed->sample = setting->text;
        observed->in_sample = true;
    } else {
        ent_reader_error(self, setting, ent_reader_join(self, path, "in_sample"),
            "in_sample = \"civil-war peace spells since 1989\"; or false",
            "expected true, false or the name of the sample");
    }
}

/* --- forecasts ---------------------------------------------------------------------------------------------------- */

static double read_probability(ent_reader *self, const ent_setting *group, const char *path)
{
    const ent_setting *setting = ent_setting_get(group, "p");
    ent_quantity quantity;
    double value;

    if (setting == NULL) {
        ent_reader_missing(self, group, path, "p", "p = \"30%\";", "`p`, the probability of the forecast, is missing");
        return 0.0;
    }
    quantity = ent_reader_quantity(self, setting, ent_reader_join(self, path, "p"), ENT_MEANING_PROBABILITY);
    if (quantity.wrong || quantity.formula == NULL) {
        return 0.0;
    }
    if (!ent_ast_constant(quantity.formula, &value)) {
        ent_reader_error(self, setting, quantity.path, "p = \"30%\";", "found `%s`, expected a constant probability",
            quantity.written);
        return 0.0;
    }
    return value;
}

static void read_forecast(
    ent_reader *self, const ent_setting *group, const char *id, const char *path, ent_forecast *forecast)
{
    *forecast = (ent_forecast){.id = id, .name = id, .note = "", .source = "", .of = "", .months = none, .on = none};
    if (!ent_reader_group(self, group, path, ENT_GROUP_FORECAST)) {
        return;
    }
    forecast->note = ent_reader_text(group, "note", "");
    forecast->source = ent_reader_text(group, "source", "");
    forecast->name = ent_reader_line(self, group, "name", *forecast->source != '\0' ? forecast->source : id);
    forecast->p = read_probability(self, group, path);
    forecast->of = ent_reader_string(self, group, "of", path, "");
    forecast->months = read_number(self, group, "months", path, most_months, true);
    forecast->on = read_date(self, group, "on", path);
}

/* `forecast`: one group, or a list of groups. */
static void read_single(ent_reader *self, const ent_setting *setting, const char *path, ent_observed *observed)
{
    const char *whole = ent_reader_join(self, path, "forecast");

    if (setting->type != ENT_SETTING_LIST) {
        read_forecast(self, setting, "forecast", whole, &observed->forecast[observed->forecasts++]);
        return;
    }
    for (size_t i = 0; i < setting->count; i++) {
        read_forecast(self, setting->child[i], ent_reader_print(self, "forecast_%zu", i + 1),
            ent_reader_print(self, "%s[%zu]", whole, i), &observed->forecast[observed->forecasts++]);
    }
}

/* `forecasts`: a group of named ones. */
static void read_named(ent_reader *self, const ent_setting *section, const char *path, ent_observed *observed)
{
    const char *whole = ent_reader_join(self, path, "forecasts");

    ent_reader_texts(self, section, whole);
    for (size_t i = 0; i < section->count; i++) {
        const ent_setting *child = section->child[i];
        if (ent_reader_is_entry(child)) {
            read_forecast(self, child, child->name, ent_reader_join(self, whole, child->name),
                &observed->forecast[observed->forecasts++]);
        }
    }
}

static void read_forecasts(ent_reader *self, const ent_setting *group, const char *path, ent_observed *observed)
{
    const ent_setting *single = ent_setting_get(group, "forecast");
    const ent_setting *named = ent_setting_get(group, "forecasts");
    size_t count = 0;

    single = single != NULL && ent_reader_is_wrong(single) ? NULL : single;
    named = named != NULL && ent_reader_is_wrong(named) ? NULL : named;
    if (named != NULL && named->type != ENT_SETTING_GROUP) {
        ent_reader_error(self, named, ent_reader_join(self, path, "forecasts"),
            "forecasts: { markets: { source = \"…\"; p = 0.3; on = \"2025-09\"; of = \"…\"; }; };",
            "expected a group of named forecasts");
        named = NULL;
    }
    if (single != NULL) {
        count += single->type == ENT_SETTING_LIST ? single->count : 1;
    }
    observed->forecast = ent_reader_array(self, count + ent_reader_entries(named), sizeof(*observed->forecast));
    if (observed->forecast != NULL && single != NULL) {
        read_single(self, single, path, observed);
    }
    if (observed->forecast != NULL && named != NULL) {
        read_named(self, named, path, observed);
    }
}

/* --- contradictions ----------------------------------------------------------------------------------------------- */

/* A group with its path, and what was read from it. */
typedef struct whole_record {
    const ent_setting *group;
    const char *path;
    const ent_observed *observed;
    size_t before; /* errors before it was read */
} whole_record;

static const ent_setting *entry_of(const whole_record *record, const char *key)
{
    return ent_setting_get(record->group, key);
}

static const char *path_of(ent_reader *self, const whole_record *record, const char *key)
{
    return ent_reader_join(self, record->path, key);
}

static void check_end(ent_reader *self, const whole_record *record)
{
    const ent_observed *observed = record->observed;

    if (observed->ended == ENT_FACT_TRUE && isnan(observed->truce_months)) {
        ent_reader_error(self, entry_of(record, "ended"), path_of(self, record, "ended"),
            "truce_months = 127; ended = true;", "the truce ended, but `truce_months` does not say when");
    }
    if (*observed->cause != '\0' && observed->ended != ENT_FACT_TRUE) {
        ent_reader_error(self, entry_of(record, "cause"), path_of(self, record, "cause"),
            "write ended = true, or leave the cause out", "a cause of the end of a truce that has not ended");
    }
}

/* Without a deal there is no truce, unless one was in force before. */
static void check_agreed(ent_reader *self, const whole_record *record)
{
    static const char *const of_deals[] = {"month", "truce_months", "ended", "cause", "troops"};
    size_t count = self->scenario->truce.in_force ? 1 : sizeof(of_deals) / sizeof(*of_deals);

    for (size_t i = 0; record->observed->agreed == ENT_FACT_FALSE && i < count; i++) {
        const ent_setting *setting = entry_of(record, of_deals[i]);
        if (setting != NULL) {
            ent_reader_error(self, setting, path_of(self, record, of_deals[i]), "leave it out, or write agreed = true",
                "there was no deal (agreed = false), so it has no `%s`", of_deals[i]);
        }
    }
}

static void check_dates(ent_reader *self, const whole_record *record)
{
    const ent_observed *observed = record->observed;
    double known = observed->until - observed->began;
    char began[ENT_CALENDAR_TEXT];
    char until[ENT_CALENDAR_TEXT];

    ent_calendar_words(began, observed->began);
    ent_calendar_words(until, observed->until);
    if (known < 0.0) {
        ent_reader_error(self, entry_of(record, "until"), path_of(self, record, "until"), NULL,
            "it is known until %s, but the truce began in %s", until, began);
    } else if (observed->truce_months > known + 1.0) { /* both months may count as a whole */
        ent_reader_error(self, entry_of(record, "truce_months"), path_of(self, record, "truce_months"), NULL,
            "found %g months, but from %s to %s there are only %g", observed->truce_months, began, until, known);
    }
}

static void check_entered(ent_reader *self, const whole_record *record)
{
    double months;
    bool ended;

    if (ent_observed_duration(record->observed, &months, &ended) && record->observed->entered >= months) {
        ent_reader_error(self, entry_of(record, "entered"), path_of(self, record, "entered"),
            "a case comes under observation before its truce ends",
            "found %g, expected fewer months than the %g that the truce is known for", record->observed->entered,
            months);
    }
}

static void check_contradictions(ent_reader *self, const whole_record *record)
{
    if (self->errors > record->before) {
        return;
    }
    check_end(self, record);
    check_agreed(self, record);
    check_dates(self, record);
    if (self->errors == record->before) {
        check_entered(self, record);
    }
}

/* A record that cannot be scored. */
static void warn_of_gaps(ent_reader *self, const whole_record *record)
{
    const ent_observed *observed = record->observed;
    double months;
    bool ended;

    if (self->errors > record->before || ent_observed_duration(observed, &months, &ended)) {
        return;
    }
    if (!isnan(observed->truce_months)) {
        ent_reader_warn(self, entry_of(record, "truce_months"), path_of(self, record, "truce_months"),
            "write ended = true, or ended = false",
            "whether the truce ended then is not said, so `score` has no duration of this case");
    } else if (observed->ended == ENT_FACT_FALSE && observed->until == observed->began) {
        ent_reader_warn(self, entry_of(record, "until"), path_of(self, record, "until"),
            "write truce_months, or a later month",
            "the truce is known to hold for 0 months, so `score` has no duration of this case");
    } else if (observed->ended == ENT_FACT_FALSE) {
        ent_reader_warn(self, entry_of(record, "ended"), path_of(self, record, "ended"),
            "write truce_months, or `began` and `until`",
            "until when the truce is known to hold is not said, so `score` has no duration of this case");
    }
}

/* A forecast that was made after the truce had ended. */
static void warn_of_hindsight(ent_reader *self, const whole_record *record)
{
    const ent_observed *observed = record->observed;
    double end = observed->ended == ENT_FACT_TRUE ? observed->began + observed->truce_months : none;
    char made[ENT_CALENDAR_TEXT];
    char ended[ENT_CALENDAR_TEXT];

    for (size_t i = 0; i < observed->forecasts; i++) {
        const ent_forecast *forecast = &observed->forecast[i];
        if (forecast->on > floor(end) + 1.0) { /* the day of the beginning is not known */
            ent_calendar_words(made, forecast->on);
            ent_calendar_words(ended, end);
            ent_reader_warn(self, record->group, ent_reader_print(self, "%s.%s", record->path, forecast->id), NULL,
                "the forecast was made in %s, after the truce had ended in %s", made, ended);
        }
    }
}

/* --- the group ---------------------------------------------------------------------------------------------------- */

static void read_entries(ent_reader *self, const ent_setting *group, const char *path, ent_observed *observed)
{
    observed->agreed = read_fact(self, group, "agreed", path);
    observed->month = read_number(self, group, "month", path, most_months, false);
    observed->began = read_date(self, group, "began", path);
    observed->truce_months = read_number(self, group, "truce_months", path, most_months, true);
    observed->ended = read_fact(self, group, "ended", path);
    observed->cause = ent_reader_string(self, group, "cause", path, "");
    observed->troops = read_number(self, group, "troops", path, most_troops, false);
    observed->until = read_date(self, group, "until", path);
    observed->entered = read_number(self, group, "entered", path, most_months, false);
    observed->entered = isnan(observed->entered) ? 0.0 : observed->entered;
    read_sample(self, group, path, observed);
    observed->collection = ent_reader_string(self, group, "collection", path, "");
    observed->kind = ent_reader_string(self, group, "kind", path, "");
    observed->conflict = ent_reader_string(self, group, "conflict", path, "");
    observed->note = ent_reader_text(group, "note", "");
    observed->source = ent_reader_text(group, "source", "");
    read_forecasts(self, group, path, observed);
    if (isnan(observed->began) && self->scenario->run.dated) {
        observed->began = self->scenario->run.start + observed->month;
    }
}

void ent_read_record(
    ent_reader *self, const ent_setting *group, const char *path, bool complete, ent_observed *observed)
{
    whole_record record = {.group = group, .path = path, .observed = observed, .before = self->errors};

    *observed = (ent_observed){.cause = "",
        .sample = "",
        .collection = "",
        .kind = "",
        .conflict = "",
        .note = "",
        .source = "",
        .month = none,
        .began = none,
        .truce_months = none,
        .troops = none,
        .until = none};
    if (group == NULL || !ent_reader_group(self, group, path, ENT_GROUP_OBSERVED)) {
        return;
    }
    observed->given = true;
    observed->setting = group;
    read_entries(self, group, path, observed);
    if (complete) {
        check_contradictions(self, &record);
        warn_of_gaps(self, &record);
        warn_of_hindsight(self, &record);
    }
}

void ent_read_observed(ent_reader *self)
{
    const ent_setting *group = ent_setting_get(self->root, "observed");
    const ent_setting *cases = ent_setting_get(self->root, "cases");
    bool alone = cases == NULL || cases->type != ENT_SETTING_GROUP || ent_reader_entries(cases) == 0;

    if (group != NULL && ent_reader_is_wrong(group)) {
        group = NULL;
    }
    ent_read_record(self, group, "observed", alone, &self->scenario->observed);
}
