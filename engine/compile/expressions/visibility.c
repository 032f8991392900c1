#include "compile/expressions/visibility.h"

#include "compile/name_help.h"
#include "formula/corrections/phrases.h"

#include <string.h>

/* --- position of the setting ------------------------------------------------------------------------------------- */

static bool in_section(const ent_compiler *self, const char *section)
{
    size_t length = strlen(section);
    const char *path = self->setting.quantity->path;

    return strncmp(path, section, length) == 0 && (path[length] == '.' || path[length] == '\0');
}

/* Whether the setting belongs to an entry of a section, as contributors.italy.joins does to `italy`. */
static bool in_entry(const ent_compiler *self, const char *section, const char *id)
{
    size_t length = strlen(id);
    const char *rest = self->setting.quantity->path + strlen(section) + 1;

    return in_section(self, section) && strncmp(rest, id, length) == 0 && (rest[length] == '.' || rest[length] == '\0');
}

/* Id of the entry that the setting belongs to; "" without memory. */
static const char *own_id(ent_compiler *self, const char *section)
{
    const char *rest = self->setting.quantity->path + strlen(section) + 1;
    const char *id = ent_arena_strndup(self->arena, rest, strcspn(rest, "."));

    return id != NULL ? id : "";
}

/* Whether a name belongs to an earlier entry of the setting's own section (contributors without `after`, thresholds,
 * events), which may be read. */
static bool reads_own_section(const ent_compiler *self, ent_name name)
{
    if (name.kind == ENT_NAME_JOINS || name.kind == ENT_NAME_TROOPS) {
        return self->setting.time == ENT_TIME_COALITION && name.index < self->setting.own_before &&
               self->scenario->contributor[name.index].after.formula == NULL;
    }
    if (name.kind == ENT_NAME_REQUIRED) {
        return self->setting.time == ENT_TIME_COALITION && name.index < self->setting.forces_before;
    }
    if (name.kind == ENT_NAME_THRESHOLD) {
        return self->setting.time == ENT_TIME_TALKS && name.index < self->setting.own_before;
    }
    if (name.kind == ENT_NAME_IN_FORCE) {
        return self->setting.time == ENT_TIME_GUARANTEE && name.index < self->setting.own_before;
    }
    if (name.kind == ENT_NAME_EVENT) {
        return self->event_time[name.index] == self->setting.time && name.index < self->setting.own_before;
    }
    if (name.kind == ENT_NAME_CALENDAR && self->setting.time == ENT_TIME_RATIFICATION) {
        return true; /* the month of the signature */
    }
    return (name.kind == ENT_NAME_MONTH || name.kind == ENT_NAME_CALENDAR) && self->setting.time == ENT_TIME_TIMED;
}

/* --- errors ------------------------------------------------------------------------------------------------------ */

static void add_error(ent_compiler *self, const ent_ast *ast, const char *help, const char *text)
{
    ent_compile_error(self, self->setting.quantity, ast, help, "%s", text != NULL ? text : "");
}

static const char *stage_of(ent_time time)
{
    switch (time) {
    case ENT_TIME_FACTOR:
    case ENT_TIME_EVENT_1:
        return "the world (stage 1)";
    case ENT_TIME_COALITION:
    case ENT_TIME_EVENT_2:
        return "the coalition (stage 2)";
    case ENT_TIME_ROUND:
    case ENT_TIME_TALKS:
    case ENT_TIME_RATIFICATION:
    case ENT_TIME_EVENT_3:
        return "the talks (stage 3)";
    case ENT_TIME_TIMED:
    case ENT_TIME_FORCE:
    case ENT_TIME_GUARANTEE:
    case ENT_TIME_EVENT_4:
        return "the truce (stage 4)";
    default:
        return "the end of the truce (stage 5)";
    }
}

static const char *allowed_names(ent_time time)
{
    if (time == ENT_TIME_RATIFICATION) {
        return "this setting may refer to factors, to events that depend on nothing later, to who joins, and to the "
               "package signed: `deal.DEMAND`, `PARTY.utility`, `talks.signed`";
    }
    switch (stage_of(time)[strlen(stage_of(time)) - 2]) {
    case '1':
    case '2':
        return "this setting may refer to factors and to events that depend on nothing later";
    case '3':
        return "this setting may refer to factors, to events that depend on nothing later, and to who joins";
    default:
        return "this setting may refer to all that comes out of the coalition and the talks, and to timed events";
    }
}

/* Error of a name that a later stage fixes. */
static void error_of_later_stage(ent_compiler *self, const ent_ast *ast, ent_name name, ent_time known)
{
    const char *how = known >= ENT_TIME_TRUCE ? "is known only at" : "comes out of";

    if (known >= ENT_TIME_TRUCE && self->setting.time >= ENT_TIME_TIMED) {
        ent_compile_error(self, self->setting.quantity, ast, allowed_names(self->setting.time),
            "`%s` %s, and this setting is needed month by month before", ast->text,
            name.kind == ENT_NAME_EVENT ? "depends on how the truce ends" : "is known only when the truce has ended");
        return;
    }
    if (name.kind == ENT_NAME_EVENT) {
        how = self->scenario->event[name.index].timed ? "can begin only during" : "depends on";
    } else if (name.kind == ENT_NAME_MONTH || name.kind == ENT_NAME_CALENDAR) {
        how = "counts the months of";
    }
    ent_compile_error(self, self->setting.quantity, ast, allowed_names(self->setting.time),
        "`%s` is not known yet: it %s %s, after %s", ast->text, how, stage_of(known), stage_of(self->setting.time));
}

static void error_of_below(
    ent_compiler *self, const ent_ast *ast, const char *entry, const char *section, const char *rule)
{
    ent_compile_error(self, self->setting.quantity, ast,
        ent_arena_printf(self->arena, "move `%s` above `%s`", entry, own_id(self, section)),
        "`%s` comes later in the file; %s", ast->text, rule);
}

static void error_of_contributor(ent_compiler *self, const ent_ast *ast, ent_name name)
{
    const ent_contributor *contributor = &self->scenario->contributor[name.index];
    const char *id = contributor->label.id;

    if (in_entry(self, "contributors", id)) {
        add_error(self, ast, "refer to factors, to events, or to contributors further up in the file",
            ent_arena_printf(
                self->arena, "`%s` is worked out from the settings of `%s`, this one among them", ast->text, id));
    } else if (!in_section(self, "contributors")) {
        add_error(self, ast, "refer to factors and events, for both to follow",
            ent_arena_printf(self->arena,
                "who joins is worked out side by side with this setting (stage 2), so `%s` is not known here",
                ast->text));
    } else if (contributor->after.formula != NULL) {
        add_error(self, ast,
            ent_arena_printf(self->arena, "refer to what `%s` depends on, or leave out its `after`", id),
            ent_arena_printf(self->arena,
                "`%s` waits for others (`after`), so `%s` is known only when all have decided", id, ast->text));
    } else {
        error_of_below(self, ast, id, "contributors", "a contributor may refer only to those above it");
    }
}

/* Error of the requirement of a force, in the `required` of a force or in the settings of a contributor. */
static void error_of_required(ent_compiler *self, const ent_ast *ast, ent_name name)
{
    const char *own = self->setting.quantity->path;

    if (in_section(self, "contributors")) {
        add_error(self, ast, "put what both depend on into `factors`",
            ent_arena_printf(self->arena,
                "`%s` is worked out side by side with the contributors (stage 2), so it is not known here", ast->text));
    } else if (strcmp(own, self->scenario->force[name.index].required.path) == 0) {
        add_error(self, ast, "refer to factors and events",
            ent_arena_printf(self->arena, "`%s` refers to itself", ast->text));
    } else if (in_section(self, "force")) {
        add_error(self, ast, "let the other force refer to `force.required`",
            ent_arena_printf(self->arena, "the main force is worked out first, so `%s` is not known here", ast->text));
    } else {
        error_of_below(self, ast, self->scenario->force[name.index].label.id, "forces",
            "a force may refer only to what those above it require");
    }
}

/* Error of the troops offered to a force, or of the number of its contributors, within stage 2. */
static void error_of_sums(ent_compiler *self, const ent_ast *ast, ent_name name)
{
    if (name.kind == ENT_NAME_REQUIRED) {
        error_of_required(self, ast, name);
    } else if (!in_section(self, "contributors")) {
        add_error(self, ast, "refer to factors and events",
            ent_arena_printf(self->arena,
                "`%s` is worked out side by side with this setting (stage 2), so it is not known here", ast->text));
    } else {
        add_error(self, ast, "for a contributor that waits until others send so many troops, write after = \"10k\"",
            ent_arena_printf(self->arena, "`%s` counts all that join, so no contributor may depend on it", ast->text));
    }
}

static void error_of_coalition(ent_compiler *self, const ent_ast *ast, ent_name name)
{
    if (name.kind == ENT_NAME_JOINS || name.kind == ENT_NAME_TROOPS) {
        error_of_contributor(self, ast, name);
    } else {
        error_of_sums(self, ast, name);
    }
}

static void error_of_talks(ent_compiler *self, const ent_ast *ast, ent_name name)
{
    const char *id = name.kind == ENT_NAME_THRESHOLD ? self->scenario->party[name.index].label.id : "";

    if (name.kind != ENT_NAME_THRESHOLD) {
        add_error(self, ast, allowed_names(ENT_TIME_TALKS),
            ent_arena_printf(self->arena,
                "`%s` is what the talks lead to, so nothing that they depend on may refer to it", ast->text));
    } else if (in_entry(self, "parties", id)) {
        add_error(self, ast, "put what both depend on into `factors`",
            strcmp(self->setting.quantity->path + strlen("parties.") + strlen(id), ".threshold") == 0
                ? ent_arena_printf(self->arena, "`%s` refers to itself", ast->text)
                : ent_arena_printf(self->arena,
                      "`%s` belongs to the same party; it may refer only to thresholds of parties above it",
                      ast->text));
    } else if (in_section(self, "parties")) {
        error_of_below(self, ast, id, "parties", "a party may refer only to thresholds of parties above it");
    } else {
        add_error(self, ast, "put what both depend on into `factors`",
            ent_arena_printf(self->arena,
                "`%s` is worked out side by side with this setting (stage 3), so it is not known here", ast->text));
    }
}

/* Error of agreed and talks.month, which follow from ratification. */
static void error_of_ratification(ent_compiler *self, const ent_ast *ast, ent_name name)
{
    if (self->setting.time < ENT_TIME_RATIFICATION) {
        error_of_talks(self, ast, name);
    } else {
        add_error(self, ast,
            name.kind == ENT_NAME_AGREED ? "leave it out: these settings are read only when a deal has been signed"
                                         : "refer to `talks.signed`, the month of the signature",
            ent_arena_printf(self->arena,
                "`%s` is known only when all have said yes, so no setting of `ratification` may refer to it",
                ast->text));
    }
}

static void error_of_event(ent_compiler *self, const ent_ast *ast, ent_name name)
{
    const ent_event *event = &self->scenario->event[name.index];

    if (in_entry(self, "events", event->label.id)) {
        ent_compile_error(self, self->setting.quantity, ast,
            event->every.formula != NULL ? "write what else `when` waits for, in terms of other names"
                                         : "leave it out: an event starts twice only with `every`",
            "`%s` refers to itself", ast->text);
    } else if (self->event_time[name.index] == self->setting.time) {
        error_of_below(self, ast, event->label.id, "events", "an event may refer only to those above it");
    } else if (self->setting.time == ENT_TIME_RATIFICATION && self->event_time[name.index] == ENT_TIME_EVENT_3) {
        ent_compile_error(self, self->setting.quantity, ast, allowed_names(ENT_TIME_RATIFICATION),
            "`%s` is not known yet: it depends on the deal that enters into force", ast->text);
    } else {
        ent_compile_error(self, self->setting.quantity, ast, allowed_names(self->setting.time),
            "`%s` is not known yet: it depends on the force in place or on how the truce ends", ast->text);
    }
}

/* Error of GUARANTEE.in_force in a guarantee that does not follow it, or in a setting before the guarantees. */
static void error_of_guarantee(ent_compiler *self, const ent_ast *ast, ent_name name)
{
    const char *id = self->scenario->guarantee[name.index].label.id;

    if (in_entry(self, "guarantees", id)) {
        add_error(self, ast, "`fails_for_good` says whether a guarantee that was not honoured is void from then on",
            ent_arena_printf(self->arena, "`%s` refers to itself", ast->text));
    } else if (in_section(self, "guarantees")) {
        error_of_below(self, ast, id, "guarantees", "a guarantee may refer only to those above it");
    } else {
        add_error(self, ast, "refer to what the guarantee is given for: factors, events, the deal",
            ent_arena_printf(self->arena,
                "in each month the events come first, then the force, then the guarantees, so `%s` is not known here",
                ast->text));
    }
}

/* Error of a name of stage 4 within stage 4, where each month is computed in the order: timed events, departures,
 * force, guarantees, hazards. */
static void error_of_truce(ent_compiler *self, const ent_ast *ast, ent_name name)
{
    if (name.kind == ENT_NAME_EVENT) {
        error_of_event(self, ast, name);
    } else if (name.kind == ENT_NAME_IN_FORCE) {
        error_of_guarantee(self, ast, name);
    } else if (self->setting.time == ENT_TIME_TIMED) {
        add_error(self, ast, "refer to `force.offered`, to who joins, or to `month`",
            ent_arena_printf(self->arena,
                "in each month the events come first and the force follows, so `%s` is not known here", ast->text));
    } else if (in_section(self, "truce")) {
        add_error(self, ast,
            "refer to `force.offered`, to who joins, to `month` (since the collapse), or to timed events",
            ent_arena_printf(self->arena,
                "`renews` is the chance of a new truce while there is none, and so no force: `%s` is not known here",
                ast->text));
    } else {
        add_error(self, ast, "refer to `force.offered`, to who joins, to `month`, or to timed events",
            ent_arena_printf(self->arena,
                "`%s` follows from who leaves, who is allowed, who is present, and the cap, so none of these may refer "
                "to it",
                ast->text));
    }
}

static void error_of_too_late(ent_compiler *self, const ent_ast *ast, ent_name name, ent_time known)
{
    if (self->setting.time == ENT_TIME_FACTOR) {
        add_error(self, ast, "a factor may refer only to other factors",
            ent_arena_printf(self->arena, "`%s` is no factor: it differs from draw to draw", ast->text));
    } else if (strcmp(stage_of(known), stage_of(self->setting.time)) != 0) {
        error_of_later_stage(self, ast, name, known);
    } else if (name.kind == ENT_NAME_EVENT) {
        error_of_event(self, ast, name);
    } else if (known == ENT_TIME_COALITION) {
        error_of_coalition(self, ast, name);
    } else if (known == ENT_TIME_TALKS) {
        error_of_talks(self, ast, name);
    } else if (known == ENT_TIME_RATIFICATION) {
        error_of_ratification(self, ast, name);
    } else {
        error_of_truce(self, ast, name);
    }
}

/* Whether a name of the deal varies by month in a truce in force, for a setting of the truce that sees it so. */
static bool deal_varies(const ent_compiler *self, ent_name name)
{
    if (!ent_compile_awaits_deal(self) || self->setting.deal != NULL) {
        return false;
    }
    return name.kind == ENT_NAME_AGREED || name.kind == ENT_NAME_TALKS_MONTH || name.kind == ENT_NAME_TALKS_ROUND ||
           name.kind == ENT_NAME_SIGNED || name.kind == ENT_NAME_TALKS_SIGNED || name.kind == ENT_NAME_TALKS_REFUSED ||
           name.kind == ENT_NAME_DEAL || name.kind == ENT_NAME_UTILITY ||
           (name.kind == ENT_NAME_EVENT && self->event_time[name.index] == ENT_TIME_EVENT_3);
}

/* Whether a name varies by round for a setting of the talks. */
static bool is_by_round(const ent_compiler *self, ent_name name)
{
    return name.kind == ENT_NAME_CALENDAR ||
           (name.kind == ENT_NAME_EVENT && ent_event_in_talks(&self->scenario->event[name.index]));
}

/* The same as ent_compile_may_read, for a setting of the talks and a name that varies by round. */
static bool may_read_round(ent_compiler *self, const ent_ast *ast, ent_name name)
{
    if (!self->setting.round_allowed) {
        ent_compile_error(self, self->setting.quantity, ast,
            "only threshold, war_cost, refuses, available, the chances of stages, and `when`, `monthly` and `chance` "
            "of "
            "events during the talks may",
            "`%s` changes from round to round, and this setting may not", ast->text);
        return false;
    }
    if (name.kind == ENT_NAME_EVENT && self->setting.time == ENT_TIME_ROUND && name.index >= self->setting.own_before) {
        error_of_event(self, ast, name);
        return false;
    }
    return true;
}

static bool may_read(ent_compiler *self, const ent_ast *ast, ent_name name)
{
    ent_time known = ent_name_time(name, self->event_time);
    bool of_talks = name.kind == ENT_NAME_EVENT && self->scenario->event[name.index].seen_meanwhile;
    bool monthly = ent_name_is_monthly(name, self->scenario) && !of_talks;

    if (name.kind == ENT_NAME_CALENDAR && self->setting.time < ENT_TIME_ROUND) {
        known = ENT_TIME_ROUND; /* where it is first known */
    }
    if (!self->setting.month_allowed &&
        ((monthly && self->setting.time >= ENT_TIME_TIMED && self->setting.time < ENT_TIME_TRUCE) ||
            (self->setting.time == ENT_TIME_TIMED && deal_varies(self, name)))) {
        ent_compile_error(self, self->setting.quantity, ast,
            "only leaves, hazard, contained, allowed, cap, present, guarantees, renews and the `when` and `monthly` of "
            "timed events may",
            "`%s` changes from month to month, and this setting may not", ast->text);
        return false;
    }
    if (self->setting.time == ENT_TIME_FACTOR && name.kind == ENT_NAME_FACTOR) {
        return true;
    }
    if (is_by_round(self, name) && self->setting.time >= ENT_TIME_ROUND && self->setting.time <= ENT_TIME_TALKS) {
        return may_read_round(self, ast, name);
    }
    if (known < self->setting.time || reads_own_section(self, name)) {
        return true;
    }
    if (name.kind != ENT_NAME_EVENT || !self->event_is_circular[name.index]) {
        error_of_too_late(self, ast, name, known);
    }
    return false;
}

bool ent_compile_may_read(ent_compiler *self, const ent_ast *ast, ent_name name)
{
    size_t errors = self->errors;
    bool may;

    if (self->setting.inside != NULL && self->setting.blamed == self->setting.inside_at) {
        return false; /* one message for a named value, whatever it reads */
    }
    self->setting.of_reader = true;
    may = may_read(self, ast, name);
    self->setting.of_reader = false;
    if (self->setting.inside != NULL && self->errors > errors) {
        self->setting.blamed = self->setting.inside_at;
    }
    return may;
}

/* The help for an unknown name. `up to 10k` is a range that begins at a name. */
static const char *help_for(ent_compiler *self, const char *name)
{
    char out[ENT_PHRASE_ROOM];
    const char *written = self->setting.quantity->written;

    if (strcmp(name, "up") == 0 && written != NULL && strlen(written) <= ENT_PHRASE_BYTES &&
        ent_phrase_up_to(written, out, sizeof(out))) {
        return ent_arena_printf(self->arena, "write `%s`", out);
    }
    return ent_name_help(self->scenario, name, self->arena);
}

void ent_compile_unknown_name(ent_compiler *self, const ent_ast *ast)
{
    const char *help = self->errors < ENT_COMPILE_GUESSES ? help_for(self, ast->text) : NULL;

    ent_compile_error(self, self->setting.quantity, ast, help, "unknown name `%s`", ast->text);
}
