/* Readers of run, factors, values, events and correlations: the size of the run, and the random quantities. */
#include "formula/calendar.h"
#include "scenario/quantity.h"
#include "scenario/sections.h"

#include <math.h>
#include <string.h>

/* Returns the integer `key` of the section run, in [low, high]; `otherwise` when it is left out or wrong. */
static double read_size(
    ent_reader *self, const ent_setting *run, const char *key, double low, double high, double otherwise)
{
    const ent_setting *child = run != NULL ? ent_setting_get(run, key) : NULL;

    return child == NULL
               ? otherwise
               : ent_reader_constant(self, child, ent_reader_join(self, "run", key), low, high, true, otherwise);
}

/* Reads `start`, the calendar month in which the talks begin. */
static void read_start(ent_reader *self, const ent_setting *run)
{
    const ent_setting *start = run != NULL ? ent_setting_get(run, "start") : NULL;
    ent_run_size *size = &self->scenario->run;
    const ent_setting *value = start;
    char date[ENT_CALENDAR_TEXT];

    if (start == NULL || ent_reader_is_wrong(start)) {
        size->dated = start != NULL; /* a wrong one has its error: dates cause no other */
        return;
    }
    size->dated = true;
    if (start->type == ENT_SETTING_GROUP) {
        ent_reader_group(self, start, "run.start", ENT_GROUP_QUANTITY);
        value = ent_setting_get(start, "value");
    }
    if (value != NULL && value->type == ENT_SETTING_STRING && ent_calendar_read(value->text, &size->start)) {
        return;
    }
    ent_reader_error(self, value != NULL ? value : start, "run.start",
        value != NULL && value->text != NULL && ent_calendar_correct(value->text, date)
            ? ent_reader_print(self, "write start = \"%s\"", date)
            : "write the year and the number of the month, such as start = \"2025-09\"",
        "found %s, expected a calendar month in the form of \"2025-09\"",
        value != NULL && value->text != NULL && *value->text != '\0' ? value->text : "no text");
}

void ent_read_run(ent_reader *self)
{
    const double most = 2147483647.0;                  /* 2^31 - 1 */
    const double largest_integer = 9007199254740991.0; /* 2^53 - 1: 2^53 may be the rounded 2^53 + 1 */
    ent_run_size *size = &self->scenario->run;
    const ent_setting *run = ent_reader_section(self, "run");

    if (run != NULL && !ent_reader_group(self, run, "run", ENT_GROUP_RUN)) {
        run = NULL;
    }
    size->worlds = (uint64_t) read_size(self, run, "worlds", 1.0, most, 10000.0);
    size->replications = (uint64_t) read_size(self, run, "replications", 1.0, most, 100.0);
    size->seed = (uint64_t) read_size(self, run, "seed", 0.0, largest_integer, 1.0);
    size->horizon = (size_t) read_size(self, run, "horizon", 1.0, 1200.0, 60.0);
    read_start(self, run);
    ent_read_design(self, run);
    size->worlds_most = size->worlds;
}

void ent_read_factors(ent_reader *self)
{
    ent_scenario *scenario = self->scenario;
    const ent_setting *section = ent_reader_section(self, "factors");

    scenario->factor = ent_reader_array(self, ent_reader_entries(section), sizeof(*scenario->factor));
    for (size_t i = 0; section != NULL && scenario->factor != NULL && i < section->count; i++) {
        const ent_setting *child = section->child[i];
        const char *path = ent_reader_join(self, "factors", child->name);
        ent_factor *factor = &scenario->factor[scenario->factors];
        if (!ent_reader_is_entry(child)) {
            continue;
        }
        factor->label = ent_reader_label(self, child, path, true);
        factor->value = ent_reader_quantity(self, child, path, ENT_MEANING_NUMBER);
        scenario->factors++;
    }
}

void ent_read_values(ent_reader *self)
{
    ent_scenario *scenario = self->scenario;
    const ent_setting *section = ent_reader_section(self, "values");

    scenario->named = ent_reader_array(self, ent_reader_entries(section), sizeof(*scenario->named));
    for (size_t i = 0; section != NULL && scenario->named != NULL && i < section->count; i++) {
        const ent_setting *child = section->child[i];
        const char *path = ent_reader_join(self, "values", child->name);
        ent_named_value *value = &scenario->named[scenario->nameds];
        if (!ent_reader_is_entry(child)) {
            continue;
        }
        value->label = ent_reader_label(self, child, path, true);
        value->value = ent_reader_quantity(self, child, path, ENT_MEANING_NUMBER);
        scenario->nameds++;
    }
}

static void check_timed_event(ent_reader *self, const ent_setting *group, const char *path)
{
    bool monthly = ent_setting_get(group, "monthly") != NULL;
    bool at = ent_setting_get(group, "at") != NULL;

    if (monthly && at) {
        ent_reader_error(self, ent_setting_get(group, "at"), path, "keep one of the two",
            "a timed event has either `monthly` (a chance each month) or `at` (one possible month), not both");
    }
    if (monthly && ent_setting_get(group, "chance") != NULL) {
        ent_reader_error(self, ent_setting_get(group, "chance"), path, "`chance` belongs to `at`",
            "`chance` has no meaning beside `monthly`");
    }
    if (ent_setting_get(group, "value") != NULL) {
        ent_reader_error(self, ent_setting_get(group, "value"), path, "drop `value`, or drop the timing",
            "an event has either `value` (it happens or not) or a timing (`monthly`, `at`), not both");
    }
}

/* True for an event without `monthly` and `at` that has other settings of a timed event. Reports the settings
 * without effect. */
static bool has_lost_timing(ent_reader *self, const ent_setting *group, const char *path)
{
    static const char *const timing[] = {"chance", "when", "lasts", "every", "during"};
    bool found = ent_reader_misspelt(group, "monthly") || ent_reader_misspelt(group, "at");

    if (found) {
        return true; /* the unknown name was reported */
    }
    for (size_t i = 0; i < sizeof(timing) / sizeof(*timing); i++) {
        const ent_setting *stray = ent_setting_get(group, timing[i]);
        if (stray != NULL) {
            ent_reader_error(self, stray, ent_reader_join(self, path, timing[i]),
                "write `monthly = …` (a chance each month) or `at = …` (one possible month)",
                "`%s` belongs to a timed event, and this event has no timing", timing[i]);
            found = true;
        }
    }
    return found;
}

static int find_date(const ent_ast *ast, void *context)
{
    (void) context;
    return ast->kind == ENT_AST_DATE;
}

static int find_talks_month(const ent_ast *ast, void *context)
{
    (void) context;
    return ast->kind == ENT_AST_NAME && strcmp(ast->text, "talks.month") == 0;
}

/* Warns of a month of onset that is worked out from a date: the date counts from the start, the month from the deal. */
static void check_event_dates(ent_reader *self, const ent_event *event)
{
    const ent_ast *at = event->at.formula;

    if (event->during == ENT_DURING_TRUCE && at != NULL && at->kind != ENT_AST_DATE && !event->at.wrong &&
        ent_ast_walk(at, find_date, NULL) != 0 && ent_ast_walk(at, find_talks_month, NULL) == 0) {
        ent_reader_warn(self, event->at.setting, event->at.path,
            "write the date alone, or subtract talks.month: \"'2026-12' - talks.month\"",
            "a date inside a formula is the number of months since `run.start`, and `at` counts months from the deal");
    }
}

/* Returns `during`: "truce" where it is left out or wrong. */
static ent_during read_during(ent_reader *self, const ent_setting *group, const char *path)
{
    static const char *const words[] = {
        [ENT_DURING_TRUCE] = "truce", [ENT_DURING_TALKS] = "talks", [ENT_DURING_BOTH] = "both"};
    const ent_setting *during = ent_setting_get(group, "during");
    const char *text = ent_reader_string(self, group, "during", path, "truce");

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        if (strcmp(text, words[i]) == 0) {
            return (ent_during) i;
        }
    }
    ent_reader_error(self, during, ent_reader_join(self, path, "during"),
        "write \"talks\" (from the start to the signature), \"both\" (and on through the truce) or \"truce\"",
        "`%s` is no part of a future", text);
    return ENT_DURING_TRUCE;
}

/* Warns of `every` beside `monthly`, where one may expect a chance in each month. */
static void check_monthly_every(ent_reader *self, const ent_event *event)
{
    double months;

    if (event->monthly.formula != NULL && event->every.formula != NULL && !event->every.wrong &&
        !(ent_ast_constant(event->every.formula, &months) && months == 1.0)) {
        ent_reader_warn(self, event->every.setting, event->every.path,
            "write `at = 1; chance = …;` in place of `monthly`; for a chance in each month, every = 1",
            "with `monthly` there is a chance in month 1 and every so many months from there, and in no month between");
    }
}

static void read_event(ent_reader *self, const ent_setting *setting, ent_event *event)
{
    const char *path = ent_reader_join(self, "events", setting->name);
    bool group = setting->type == ENT_SETTING_GROUP;

    event->label = ent_reader_label(self, setting, path, true);
    event->timed = group && (ent_setting_get(setting, "monthly") != NULL || ent_setting_get(setting, "at") != NULL);
    if (group) {
        ent_reader_group(self, setting, path, ENT_GROUP_EVENT);
    }
    if (!event->timed) {
        bool lost = group && has_lost_timing(self, setting, path) && ent_setting_get(setting, "value") == NULL;
        event->chance = lost ? ent_reader_unknown(self, setting, path)
                             : ent_reader_value(self, setting, path, ENT_MEANING_PROBABILITY);
        return;
    }
    check_timed_event(self, setting, path);
    event->during = read_during(self, setting, path);
    event->monthly = ent_reader_child(self, setting, "monthly", path, ENT_MEANING_PROBABILITY, NULL);
    event->at = ent_reader_child(self, setting, "at", path, ENT_MEANING_MONTH, NULL);
    event->chance = ent_reader_child(self, setting, "chance", path, ENT_MEANING_PROBABILITY, "1");
    event->when = ent_reader_child(self, setting, "when", path, ENT_MEANING_CONDITION, "true");
    event->lasts = ent_reader_child(self, setting, "lasts", path, ENT_MEANING_DURATION, NULL);
    event->every = ent_reader_child(self, setting, "every", path, ENT_MEANING_PERIOD, NULL);
    check_event_dates(self, event);
    check_monthly_every(self, event);
}

void ent_read_events(ent_reader *self)
{
    ent_scenario *scenario = self->scenario;
    const ent_setting *section = ent_reader_section(self, "events");

    scenario->event = ent_reader_array(self, ent_reader_entries(section), sizeof(*scenario->event));
    for (size_t i = 0; section != NULL && scenario->event != NULL && i < section->count; i++) {
        if (ent_reader_is_entry(section->child[i])) {
            read_event(self, section->child[i], &scenario->event[scenario->events++]);
        }
    }
}

static void read_rho(ent_reader *self, const ent_setting *group, const char *path, ent_correlation *correlation)
{
    const ent_setting *rho = ent_setting_get(group, "rho");
    const char *where = ent_reader_join(self, path, "rho");

    if (rho == NULL) {
        ent_reader_missing(self, group, path, "rho", "rho = 0.5;", "`rho` is missing");
        return;
    }
    correlation->rho = ent_reader_constant(self, rho, where, -INFINITY, INFINITY, false, 0.0);
    if (fabs(correlation->rho) >= 1.0) {
        ent_reader_error(self, rho, where,
            fabs(correlation->rho) == 1.0
                ? ent_reader_print(self, "write %s; for two names of one thing, use one factor in both formulas",
                      correlation->rho > 0.0 ? "0.99" : "-0.99")
            : fabs(correlation->rho) < 100.0
                ? ent_reader_print(self, "if you mean per cent, write \"%.15g%%\"", correlation->rho)
                : NULL,
            "found %.15g, expected more than -1 and less than 1", correlation->rho);
        correlation->rho = 0.0;
    }
}

static void read_among(ent_reader *self, const ent_setting *group, const char *path, ent_correlation *correlation)
{
    const ent_setting *among = ent_reader_list(self, group, "among", path);
    const char *where = ent_reader_join(self, path, "among");
    const char *help = "among = ( \"a\", \"b\" );";

    if (ent_setting_get(group, "among") == NULL) {
        ent_reader_missing(self, group, path, "among", help, "`among` is missing: what is coupled");
    }
    if (among == NULL) {
        return;
    }
    if (among->count == 0) {
        ent_reader_error(self, among, where, help, "the list of what is coupled is empty");
    }
    correlation->among = ent_reader_array(self, among->count, sizeof(*correlation->among));
    for (size_t i = 0; correlation->among != NULL && i < among->count; i++) {
        if (among->child[i]->type != ENT_SETTING_STRING) {
            ent_reader_error(self, among->child[i], where, NULL, "expected the name of a random quantity in quotes");
        } else {
            correlation->among[correlation->members++] = among->child[i];
        }
    }
}

static void read_correlation(ent_reader *self, const ent_setting *group, ent_correlation *correlation)
{
    const char *path = ent_reader_join(self, "correlations", group->name);

    correlation->label = ent_reader_label(self, group, path, false);
    if (!ent_reader_group(self, group, path, ENT_GROUP_CORRELATION)) {
        return;
    }
    read_rho(self, group, path, correlation);
    read_among(self, group, path, correlation);
}

void ent_read_correlations(ent_reader *self)
{
    ent_scenario *scenario = self->scenario;
    const ent_setting *section = ent_reader_section(self, "correlations");

    scenario->correlation = ent_reader_array(self, ent_reader_entries(section), sizeof(*scenario->correlation));
    for (size_t i = 0; section != NULL && scenario->correlation != NULL && i < section->count; i++) {
        if (ent_reader_is_entry(section->child[i])) {
            read_correlation(self, section->child[i], &scenario->correlation[scenario->correlations++]);
        }
    }
}
