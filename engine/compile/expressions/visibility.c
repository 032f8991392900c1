/* Which names a setting may refer to, and what is said, case by case, where it may not: a formula may refer only to
 * what an earlier stage has fixed, or an earlier entry of its own section. */
#include "compile/compiler.h"

#include <string.h>

bool ent_compile_is_monthly(const ent_compiler *self, ent_name name)
{
    return name.kind == ENT_NAME_MONTH || name.kind == ENT_NAME_DEPLOYED || name.kind == ENT_NAME_RATIO ||
           (name.kind == ENT_NAME_EVENT && self->scenario->event[name.index].timed);
}

/* --- where things stand ------------------------------------------------------------------------------------------ */

static bool in_section(const ent_compiler *self, const char *section)
{
    size_t length = strlen(section);
    const char *path = self->quantity->path;

    return strncmp(path, section, length) == 0 && (path[length] == '.' || path[length] == '\0');
}

/* Whether the setting belongs to an entry: contributors.italy.joins to `italy`. */
static bool in_entry(const ent_compiler *self, const char *section, const char *id)
{
    size_t length = strlen(id);
    const char *rest = self->quantity->path + strlen(section) + 1;

    return in_section(self, section) && strncmp(rest, id, length) == 0 && (rest[length] == '.' || rest[length] == '\0');
}

/* The id of the entry that the setting belongs to. */
static const char *own_id(ent_compiler *self, const char *section)
{
    const char *rest = self->quantity->path + strlen(section) + 1;
    const char *id = ent_arena_strndup(self->arena, rest, strcspn(rest, "."));

    return id != NULL ? id : "";
}

/* Entries of the own section that come before may be read: contributors without `after`, thresholds, events. */
static bool reads_own_section(const ent_compiler *self, ent_name name)
{
    if (name.kind == ENT_NAME_JOINS || name.kind == ENT_NAME_TROOPS) {
        return self->time == ENT_TIME_COALITION && name.index < self->own_before &&
               self->scenario->contributor[name.index].after.formula == NULL;
    }
    if (name.kind == ENT_NAME_THRESHOLD) {
        return self->time == ENT_TIME_TALKS && name.index < self->own_before;
    }
    if (name.kind == ENT_NAME_EVENT) {
        return self->event_time[name.index] == self->time && name.index < self->own_before;
    }
    return name.kind == ENT_NAME_MONTH && self->time == ENT_TIME_TIMED;
}

/* --- what to say ------------------------------------------------------------------------------------------------- */

static void say(ent_compiler *self, const ent_ast *ast, const char *help, const char *text)
{
    ent_compile_error(self, self->quantity, ast, help, "%s", text != NULL ? text : "");
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
    case ENT_TIME_TALKS:
    case ENT_TIME_EVENT_3:
        return "the talks (stage 3)";
    case ENT_TIME_TIMED:
    case ENT_TIME_FORCE:
    case ENT_TIME_EVENT_4:
        return "the truce (stage 4)";
    default:
        return "the end of the truce (stage 5)";
    }
}

static const char *allowed_names(ent_time time)
{
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

/* What comes out of a later stage. */
static void say_later_stage(ent_compiler *self, const ent_ast *ast, ent_name name, ent_time known)
{
    const char *how = known >= ENT_TIME_TRUCE ? "is known only at" : "comes out of";

    if (known >= ENT_TIME_TRUCE && self->time >= ENT_TIME_TIMED) {
        ent_compile_error(self, self->quantity, ast, allowed_names(self->time),
            "`%s` %s, and this setting is needed month by month before", ast->text,
            name.kind == ENT_NAME_EVENT ? "depends on how the truce ends" : "is known only when the truce has ended");
        return;
    }
    if (name.kind == ENT_NAME_EVENT) {
        how = self->scenario->event[name.index].timed ? "can begin only during" : "depends on";
    } else if (name.kind == ENT_NAME_MONTH) {
        how = "counts the months of";
    }
    ent_compile_error(self, self->quantity, ast, allowed_names(self->time), "`%s` is not known yet: it %s %s, after %s",
        ast->text, how, stage_of(known), stage_of(self->time));
}

static void say_below(ent_compiler *self, const ent_ast *ast, const char *entry, const char *section, const char *rule)
{
    ent_compile_error(self, self->quantity, ast,
        ent_arena_printf(self->arena, "move `%s` above `%s`", entry, own_id(self, section)),
        "`%s` comes later in the file; %s", ast->text, rule);
}

static void say_contributor(ent_compiler *self, const ent_ast *ast, ent_name name)
{
    const ent_contributor *contributor = &self->scenario->contributor[name.index];
    const char *id = contributor->label.id;

    if (in_entry(self, "contributors", id)) {
        say(self, ast, "refer to factors, to events, or to contributors further up in the file",
            ent_arena_printf(
                self->arena, "`%s` is worked out from the settings of `%s`, this one among them", ast->text, id));
    } else if (!in_section(self, "contributors")) {
        say(self, ast, "refer to factors and events, for both to follow",
            ent_arena_printf(self->arena,
                "who joins is worked out side by side with this setting (stage 2), so `%s` is not known here",
                ast->text));
    } else if (contributor->after.formula != NULL) {
        say(self, ast, ent_arena_printf(self->arena, "refer to what `%s` depends on, or leave out its `after`", id),
            ent_arena_printf(self->arena,
                "`%s` waits for others (`after`), so `%s` is known only when all have decided", id, ast->text));
    } else {
        say_below(self, ast, id, "contributors", "a contributor may refer only to those above it");
    }
}

/* force.offered, force.contributors, force.required within stage 2. */
static void say_sums(ent_compiler *self, const ent_ast *ast, ent_name name)
{
    if (!in_section(self, "contributors")) {
        say(self, ast, "refer to factors and events",
            name.kind == ENT_NAME_REQUIRED
                ? "`force.required` refers to itself"
                : ent_arena_printf(self->arena,
                      "`%s` is worked out side by side with this setting (stage 2), so it is not known here",
                      ast->text));
    } else if (name.kind == ENT_NAME_REQUIRED) {
        say(self, ast, "put what both depend on into `factors`",
            "`force.required` is worked out side by side with the contributors (stage 2), so it is not known here");
    } else {
        say(self, ast, "for a contributor that waits until others send so many troops, write after = \"10k\"",
            ent_arena_printf(self->arena, "`%s` counts all that join, so no contributor may depend on it", ast->text));
    }
}

static void say_coalition(ent_compiler *self, const ent_ast *ast, ent_name name)
{
    if (name.kind == ENT_NAME_JOINS || name.kind == ENT_NAME_TROOPS) {
        say_contributor(self, ast, name);
    } else {
        say_sums(self, ast, name);
    }
}

static void say_talks(ent_compiler *self, const ent_ast *ast, ent_name name)
{
    const char *id = name.kind == ENT_NAME_THRESHOLD ? self->scenario->party[name.index].label.id : "";

    if (name.kind != ENT_NAME_THRESHOLD) {
        say(self, ast, allowed_names(ENT_TIME_TALKS),
            ent_arena_printf(self->arena,
                "`%s` is what the talks lead to, so nothing that they depend on may refer to it", ast->text));
    } else if (in_entry(self, "parties", id)) {
        say(self, ast, "put what both depend on into `factors`",
            strcmp(self->quantity->path + strlen("parties.") + strlen(id), ".threshold") == 0
                ? ent_arena_printf(self->arena, "`%s` refers to itself", ast->text)
                : ent_arena_printf(self->arena,
                      "`%s` belongs to the same party; it may refer only to thresholds of parties above it",
                      ast->text));
    } else if (in_section(self, "parties")) {
        say_below(self, ast, id, "parties", "a party may refer only to thresholds of parties above it");
    } else {
        say(self, ast, "put what both depend on into `factors`",
            ent_arena_printf(self->arena,
                "`%s` is worked out side by side with this setting (stage 3), so it is not known here", ast->text));
    }
}

static void say_event(ent_compiler *self, const ent_ast *ast, ent_name name)
{
    const ent_event *event = &self->scenario->event[name.index];

    if (in_entry(self, "events", event->label.id)) {
        ent_compile_error(self, self->quantity, ast, "leave it out: an event cannot start twice anyway",
            "`%s` refers to itself", ast->text);
    } else if (self->event_time[name.index] == self->time) {
        say_below(self, ast, event->label.id, "events", "an event may refer only to those above it");
    } else {
        ent_compile_error(self, self->quantity, ast, allowed_names(self->time),
            "`%s` is not known yet: it depends on the force in place or on how the truce ends", ast->text);
    }
}

/* Within stage 4 the order of a month is: timed events, departures, the force, hazards. */
static void say_truce(ent_compiler *self, const ent_ast *ast, ent_name name)
{
    if (name.kind == ENT_NAME_EVENT) {
        say_event(self, ast, name);
    } else if (self->time == ENT_TIME_TIMED) {
        say(self, ast, "refer to `force.offered`, to who joins, or to `month`",
            ent_arena_printf(self->arena,
                "in each month the events come first and the force follows, so `%s` is not known here", ast->text));
    } else {
        say(self, ast, "refer to `force.offered`, to who joins, to `month`, or to timed events",
            ent_arena_printf(self->arena,
                "`%s` follows from who leaves, who is allowed, and the cap, so none of these may refer to it",
                ast->text));
    }
}

static void say_too_late(ent_compiler *self, const ent_ast *ast, ent_name name, ent_time known)
{
    if (self->time == ENT_TIME_FACTOR) {
        say(self, ast, "a factor may refer only to other factors",
            ent_arena_printf(self->arena, "`%s` is no factor: it differs from draw to draw", ast->text));
    } else if (strcmp(stage_of(known), stage_of(self->time)) != 0) {
        say_later_stage(self, ast, name, known);
    } else if (name.kind == ENT_NAME_EVENT) {
        say_event(self, ast, name);
    } else if (known == ENT_TIME_COALITION) {
        say_coalition(self, ast, name);
    } else if (known == ENT_TIME_TALKS) {
        say_talks(self, ast, name);
    } else {
        say_truce(self, ast, name);
    }
}

bool ent_compile_may_read(ent_compiler *self, const ent_ast *ast, ent_name name)
{
    ent_time known = ent_name_time(name, self->event_time);
    bool monthly = ent_compile_is_monthly(self, name);

    if (monthly && !self->month_allowed && self->time >= ENT_TIME_TIMED && self->time < ENT_TIME_TRUCE) {
        ent_compile_error(self, self->quantity, ast,
            "only leaves, hazard, contained, allowed, cap and the `when` and `monthly` of timed events may",
            "`%s` changes from month to month, and this setting may not", ast->text);
        return false;
    }
    if (self->time == ENT_TIME_FACTOR && name.kind == ENT_NAME_FACTOR) {
        return true;
    }
    if (known < self->time || reads_own_section(self, name)) {
        return true;
    }
    if (name.kind != ENT_NAME_EVENT || !self->event_in_ring[name.index]) {
        say_too_late(self, ast, name, known);
    }
    return false;
}
