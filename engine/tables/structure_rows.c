#include "tables/structure_rows.h"

#include "base/status.h"
#include "formula/calendar.h"
#include "formula/describe.h"
#include "formula/number.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* --- paths -------------------------------------------------------------------------------------------------------- */

/* A setting by its section and its last name. */
typedef struct kind {
    const char *section, *last;
    bool definition;
} kind;

static const kind kinds[] = {{"run", "horizon", true}, {"run", "start", true}, {"run", "design", true},
    {"run", "until", true}, {"events", "during", true}, {"force", "thresholds", true}, {"forces", "thresholds", true},
    {"contributors", "force", true}, {"parties", "veto", false}, {"demands", "options", true},
    {"talks", "rounds", false}, {"talks", "months_per_round", false}, {"ratification", "if_no", false},
    {"talks", "deadline", false}, {"talks", "rule", false}, {"truce", "in_force", true},
    {"correlations", "among", true}, {"correlations", "rho", false}, {"together", "never", false},
    {"guarantees", "against", true}, {"guarantees", "fails_for_good", false}, {"headline", "headline", true}};

static const kind *kind_of(const char *path)
{
    const char *dot = strrchr(path, '.');
    const char *last = dot != NULL ? dot + 1 : path;

    for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
        size_t n = strlen(kinds[i].section);
        if (strncmp(path, kinds[i].section, n) == 0 && (path[n] == '.' || path[n] == '\0') &&
            strcmp(last, kinds[i].last) == 0) {
            return &kinds[i];
        }
    }
    return NULL;
}

bool ent_structure_has(const char *path)
{
    return kind_of(path) != NULL;
}

bool ent_structure_is_definition(const char *path)
{
    const kind *known = kind_of(path);

    return strncmp(path, "outcomes.", strlen("outcomes.")) == 0 || (known != NULL && known->definition);
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

typedef struct writer {
    const ent_variant_model *variant;
    ent_arena *arena;
    ent_assumption_row *row;
    size_t rows;
    bool failed; /* memory is out */
} writer;

/* A text in the arena; "" when memory is out, which is kept. */
static const char *keep(writer *self, const char *text)
{
    self->failed = self->failed || text == NULL;
    return text != NULL ? text : "";
}

/* The members of a list, joined by commas. */
static const char *join(writer *self, const char *list, const char *member)
{
    return keep(self, ent_arena_printf(self->arena, "%s%s%s", list, *list != '\0' ? ", " : "", member));
}

static const char *written(writer *self, const ent_setting *setting)
{
    const ent_setting *value = setting != NULL ? ent_setting_get(setting, "value") : NULL;
    const char *list = "";

    value = value != NULL ? value : setting;
    if (value == NULL || value->type == ENT_SETTING_GROUP) {
        return "";
    }
    if (value->type != ENT_SETTING_LIST) {
        return value->text;
    }
    for (size_t i = 0; i < value->count; i++) {
        list = join(self, list, written(self, value->child[i]));
    }
    return keep(self, ent_arena_printf(self->arena, "( %s )", list));
}

/* Adds a row; number: NaN where the setting is not a number. */
static void add(writer *self, const char *path, const char *understood, double number)
{
    const ent_setting *setting = ent_setting_find(self->variant->tree.root, path);
    const ent_setting *value = setting != NULL ? ent_setting_get(setting, "value") : NULL;
    const ent_setting *inner =
        value != NULL ? value : setting; /* a group { value; note; source } has texts of its own */
    ent_assumption_row *row = &self->row[self->rows++];

    *row = (ent_assumption_row){.path = path,
        .written = written(self, setting),
        .p05 = number,
        .p50 = number,
        .p95 = number,
        .structure = true,
        .note = inner != NULL ? ent_setting_text_around(inner, "note") : "",
        .source = inner != NULL ? ent_setting_text_around(inner, "source") : ""};
    row->understood =
        setting != NULL ? understood : keep(self, ent_arena_printf(self->arena, "%s (default)", understood));
}

/* The design of the worlds, and when the run stops; of a file with either. */
static void add_design(writer *self)
{
    const ent_scenario *scenario = &self->variant->scenario;
    const ent_run_size *run = &scenario->run;
    bool mean = scenario->headline_query.measure != NULL;
    double size = run->until * (mean ? 1.0 : 100.0);

    if (run->design != ENT_DESIGN_RANDOM) {
        add(self, "run.design",
            keep(self,
                ent_arena_printf(self->arena, "worlds are %s in %d independent sets, whose spread gives the intervals",
                    ent_design_words(run->design), ENT_RANDOMISATIONS)),
            (double) NAN);
    }
    if (run->until > 0.0) {
        add(self, "run.until",
            keep(self,
                ent_arena_printf(self->arena,
                    "the run stops at %" PRIu64 ", %" PRIu64 ", \xE2\x80\xA6 worlds, once the 95%% interval of the "
                    "headline is within %g%s either way in every variant; at most at %" PRIu64,
                    ent_design_stage(run->design, run->worlds_most, 0),
                    ent_design_stage(run->design, run->worlds_most, 1), size,
                    mean          ? ""
                    : size == 1.0 ? " point"
                                  : " points",
                    run->worlds_most)),
            run->until);
    }
}

static void add_start(writer *self)
{
    const ent_run_size *run = &self->variant->scenario.run;
    char words[ENT_CALENDAR_TEXT];

    if (run->dated) {
        ent_calendar_words(words, run->start);
        add(self, "run.start", keep(self, ent_arena_printf(self->arena, "month 0 of the talks is %s", words)),
            (double) NAN);
    }
}

static const char *path_of(writer *self, const char *section, const char *id, const char *name)
{
    return keep(self, ent_arena_printf(self->arena, "%s.%s.%s", section, id, name));
}

/* "12 rounds", "1 round" */
static const char *count(writer *self, const char *before, double number, const char *one, const char *after)
{
    char text[ENT_NUMBER_TEXT];

    return keep(self, ent_arena_printf(self->arena, "%s%s %s%s%s", before, ent_number_readable(number, 6, text), one,
                          number == 1.0 ? "" : "s", after));
}

static void add_during(writer *self)
{
    const ent_scenario *scenario = &self->variant->scenario;

    for (size_t i = 0; i < scenario->events; i++) {
        if (ent_event_in_talks(&scenario->event[i])) {
            add(self, path_of(self, "events", scenario->event[i].label.id, "during"),
                scenario->event[i].during == ENT_DURING_BOTH
                    ? "its months count from the start of the talks, through the truce"
                    : "its months count from the start of the talks, to their end",
                (double) NAN);
        }
    }
}

static void add_correlations(writer *self)
{
    const ent_scenario *scenario = &self->variant->scenario;
    char text[ENT_NUMBER_TEXT];

    for (size_t i = 0; i < scenario->correlations; i++) {
        const ent_correlation *it = &scenario->correlation[i];
        const char *members = "";
        for (size_t m = 0; m < it->members; m++) {
            members = join(self, members, it->among[m]->text);
        }
        add(self, path_of(self, "correlations", it->label.id, "among"),
            keep(self, ent_arena_printf(self->arena, "coupled with one another: %s", members)), (double) NAN);
        add(self, path_of(self, "correlations", it->label.id, "rho"),
            keep(self, ent_arena_printf(self->arena, "correlation %s between each two, on normal scores",
                           ent_number_readable(it->rho, 6, text))),
            it->rho);
    }
}

static void add_thresholds(writer *self, const ent_force *force)
{
    const char *list = "";
    char text[ENT_NUMBER_TEXT];

    for (size_t i = 0; i < force->thresholds; i++) {
        list = keep(self, ent_arena_printf(self->arena, "%s%s%s", list, i > 0 ? "; " : "",
                              ent_number_readable(force->threshold[i], 6, text)));
    }
    if (force->threshold != NULL) {
        add(self, keep(self, ent_arena_printf(self->arena, "%s.thresholds", force->path)),
            keep(self, ent_arena_printf(self->arena, "troops of the tables: %s", list)), (double) NAN);
    }
}

/* Thresholds of the forces, and who serves in those besides the main one. */
static void add_forces(writer *self)
{
    const ent_scenario *scenario = &self->variant->scenario;

    for (size_t f = 0; f < scenario->forces; f++) {
        add_thresholds(self, &scenario->force[f]);
    }
    for (size_t c = 0; c < scenario->contributors; c++) {
        const ent_contributor *it = &scenario->contributor[c];
        if (it->force > 0) {
            add(self, path_of(self, "contributors", it->label.id, "force"),
                keep(self, ent_arena_printf(self->arena, "serves in %s", scenario->force[it->force].label.name)),
                (double) NAN);
        }
    }
}

static bool any_concession(const ent_scenario *scenario)
{
    for (size_t p = 0; p < scenario->parties; p++) {
        if (scenario->party[p].concession.formula != NULL) {
            return true;
        }
    }
    return false;
}

static void add_talks(writer *self)
{
    const ent_scenario *scenario = &self->variant->scenario;
    const ent_talks *talks = &scenario->talks;

    for (size_t p = 0; p < scenario->parties; p++) {
        add(self, path_of(self, "parties", scenario->party[p].label.id, "veto"),
            scenario->party[p].veto ? "no deal without its consent" : "a deal needs no consent of it", (double) NAN);
    }
    for (size_t d = 0; d < scenario->demands; d++) {
        const char *list = "";
        for (size_t o = 0; o < scenario->demand[d].options; o++) {
            const char *given = scenario->demand[d].option_given[o];
            const char *id = scenario->demand[d].option[o];
            list =
                join(self, list, given == NULL ? id : keep(self, ent_arena_printf(self->arena, "%s (%s)", id, given)));
        }
        add(self, path_of(self, "demands", scenario->demand[d].label.id, "options"),
            keep(self, ent_arena_printf(self->arena, "can be agreed: %s", list)), (double) NAN);
    }
    if (scenario->parties == 0 || scenario->demands == 0) {
        return;
    }
    for (size_t i = 0; i < scenario->togethers; i++) {
        if (scenario->together[i].never) {
            add(self, path_of(self, "together", scenario->together[i].label.id, "never"),
                "what it describes cannot be agreed", (double) NAN);
        }
    }
    add(self, "talks.rounds", count(self, "", (double) talks->rounds, "round", " of talks"), (double) talks->rounds);
    add(self, "talks.months_per_round", count(self, "", talks->months_per_round, "month", " from round to round"),
        talks->months_per_round);
    if (talks->deadline_given || any_concession(scenario)) {
        add(self, "talks.deadline",
            keep(self, ent_arena_printf(
                           self->arena, "all ask for no more than their threshold from round %zu on", talks->deadline)),
            (double) talks->deadline);
    }
    add(self, "talks.rule",
        keep(self, ent_arena_printf(self->arena, "%s: %s", talks->rule->name, talks->rule->summary)), (double) NAN);
}

static void add_ratification(writer *self)
{
    const ent_scenario *scenario = &self->variant->scenario;

    for (size_t i = 0; i < scenario->ratifications; i++) {
        const ent_ratification *entry = &scenario->ratification[i];
        add(self, path_of(self, "ratification", entry->label.id, "if_no"),
            entry->if_no_talks ? "after a no the talks go on, without the package refused" : "a no ends the talks",
            (double) NAN);
    }
}

/* The causes that test a guarantee. */
static const char *causes_of(writer *self, const ent_guarantee *guarantee)
{
    const ent_scenario *scenario = &self->variant->scenario;
    const char *list = "";

    for (size_t c = 0; c < scenario->causes; c++) {
        list = guarantee->against[c] ? join(self, list, scenario->cause[c].label.id) : list;
    }
    return list;
}

static void add_guarantees(writer *self)
{
    const ent_scenario *scenario = &self->variant->scenario;

    for (size_t g = 0; g < scenario->guarantees; g++) {
        const ent_guarantee *guarantee = &scenario->guarantee[g];
        add(self, path_of(self, "guarantees", guarantee->label.id, "against"),
            keep(self, ent_arena_printf(self->arena, "violations that test it: %s", causes_of(self, guarantee))),
            (double) NAN);
        add(self, path_of(self, "guarantees", guarantee->label.id, "fails_for_good"),
            guarantee->fails_for_good ? "void from the first test on in which it is not honoured"
                                      : "stays in force when it was not honoured",
            (double) NAN);
    }
}

static void add_truce(writer *self)
{
    if (self->variant->scenario.truce.in_force) {
        add(self, "truce.in_force", "the truce is there from month 0 of the talks, in every draw", (double) NAN);
    }
}

static void add_headline(writer *self)
{
    const ent_query *query = &self->variant->scenario.headline_query;
    const char *event = keep(self, ent_ast_describe(query->event, self->arena));

    if (query->given != NULL) {
        event = keep(self, ent_arena_printf(self->arena, "%s, of the draws with %s", event,
                               keep(self, ent_ast_describe(query->given, self->arena))));
    }
    add(self, "headline", event, (double) NAN);
}

size_t ent_structure_most(const ent_scenario *scenario)
{
    return sizeof(kinds) / sizeof(*kinds) + 2 * scenario->correlations + scenario->parties + scenario->demands +
           scenario->ratifications + 2 * scenario->guarantees + scenario->togethers + scenario->events +
           scenario->forces + scenario->contributors;
}

int ent_structure_rows(const ent_variant_model *variant, ent_arena *arena, ent_assumption_row *row, size_t *rows)
{
    writer self = {.variant = variant, .arena = arena, .row = row, .rows = *rows};
    double horizon = (double) variant->scenario.run.horizon;

    add(&self, "run.horizon", count(&self, "a truce is followed for ", horizon, "month", ""), horizon);
    add_start(&self);
    add_design(&self);
    add_during(&self);
    add_correlations(&self);
    add_forces(&self);
    add_talks(&self);
    add_ratification(&self);
    add_guarantees(&self);
    add_truce(&self);
    add_headline(&self);
    *rows = self.rows;
    return self.failed ? ENT_ERR_NO_MEMORY : ENT_OK;
}

double ent_structure_start(const ent_csv *assumptions)
{
    size_t path = ent_csv_column(assumptions, "path");
    size_t text = ent_csv_column(assumptions, "written");
    double start = (double) NAN;

    for (size_t row = 0; row < assumptions->rows; row++) {
        if (strcmp(ent_csv_cell(assumptions, row, path), "run.start") == 0) {
            (void) ent_calendar_read(ent_csv_cell(assumptions, row, text), &start);
            return start;
        }
    }
    return start;
}
