/* Stage 1: factors, and plain events of all stages. */
#include "compile/expressions/condition_check.h"
#include "compile/expressions/quantities.h"
#include "compile/sections/sections.h"
#include "compile/sections/topological_order.h"

/* --- factors ------------------------------------------------------------------------------------------------ */

static const ent_quantity *factor_quantity(const ent_scenario *scenario, size_t i)
{
    return &scenario->factor[i].value;
}

static const char *factor_id(const ent_scenario *scenario, size_t i)
{
    return scenario->factor[i].label.id;
}

static void compile_factor(ent_compiler *self, size_t i)
{
    ent_compile_at(self, ENT_TIME_FACTOR, 0, false);
    self->setting.draw_rate = ENT_RATE_WORLD;
    self->name.factor[i] = ent_compile_quantity(self, &self->scenario->factor[i].value, self->coupled.factor[i]);
    self->setting.draw_rate = ENT_RATE_DRAW;
    self->factor_kind[i] = self->scenario->factor[i].value.wrong ? ENT_FACTOR_UNDECIDED
                           : ent_compile_is_condition(self, self->scenario->factor[i].value.formula)
                               ? ENT_FACTOR_CONDITION
                               : ENT_FACTOR_NUMBER;
}

void ent_compile_factors(ent_compiler *self)
{
    ent_section section = {.kind = ENT_NAME_FACTOR,
        .count = self->scenario->factors,
        .quantity = factor_quantity,
        .id = factor_id,
        .finish = compile_factor};

    section.circular = ent_compile_array(self, section.count, sizeof(*section.circular));
    if (section.circular != NULL) {
        ent_compile_in_topological_order(self, &section);
    }
}

/* --- events --------------------------------------------------------------------------------------------------- */

typedef struct time_search {
    ent_compiler *compiler;
    ent_time latest;
} time_search;

/* The time of an event that reads a name known at `known`. Names that vary by month have a value outside the truce only
 * after its end. */
static ent_time time_after(ent_name name, ent_time known, const ent_scenario *scenario)
{
    bool of_talks = name.kind == ENT_NAME_EVENT && scenario->event[name.index].seen_meanwhile;

    if ((ent_name_is_monthly(name, scenario) && !of_talks) || known >= ENT_TIME_TRUCE) {
        return ENT_TIME_EVENT_5;
    }
    if (known <= ENT_TIME_EVENT_1) {
        return ENT_TIME_EVENT_1;
    }
    if (known <= ENT_TIME_EVENT_2) {
        return ENT_TIME_EVENT_2;
    }
    return known <= ENT_TIME_EVENT_3 ? ENT_TIME_EVENT_3 : ENT_TIME_EVENT_4;
}

/* Raises the time of the search to that of the name or function at a node of the chance. */
static int note_time(const ent_ast *ast, void *context)
{
    time_search *search = context;
    ent_name name;
    ent_time known;

    if (ast->kind == ENT_AST_CALL && ast->function == ENT_FN_WEIBULL_HAZARD) {
        search->latest = ENT_TIME_EVENT_5;
    }
    if (ast->kind != ENT_AST_NAME) {
        return 0;
    }
    name = ent_name_find(search->compiler->scenario, ast->text);
    if (name.kind == ENT_NAME_UNKNOWN) {
        return 0;
    }
    known = ent_name_time(name, search->compiler->event_time);
    if (known == ENT_TIME_OUTCOME) {
        return 0; /* in a circle of events, which is an error */
    }
    known = time_after(name, known, search->compiler->scenario);
    search->latest = known > search->latest ? known : search->latest;
    return 0;
}

static const ent_quantity *plain_event_quantity(const ent_scenario *scenario, size_t i)
{
    return scenario->event[i].timed ? NULL : &scenario->event[i].chance;
}

static const char *event_id(const ent_scenario *scenario, size_t i)
{
    return scenario->event[i].label.id;
}

/* Called after the events that it refers to, those in a circle with it apart. */
static void find_event_time(ent_compiler *self, size_t i)
{
    const ent_event *event = &self->scenario->event[i];
    time_search search = {.compiler = self, .latest = ENT_TIME_EVENT_1};

    if (!event->timed) {
        ent_compile_walk(self, event->chance.formula, note_time, &search);
        self->event_time[i] = search.latest;
    }
}

void ent_compile_event_times(ent_compiler *self)
{
    ent_section section = {.kind = ENT_NAME_EVENT,
        .count = self->scenario->events,
        .quantity = plain_event_quantity,
        .id = event_id,
        .finish = find_event_time,
        .circular = self->event_is_circular};

    for (size_t i = 0; i < section.count; i++) {
        const ent_event *event = &self->scenario->event[i];
        self->event_time[i] = ent_event_in_talks(event) ? ENT_TIME_ROUND
                              : event->timed            ? ENT_TIME_TIMED
                                                        : ENT_TIME_OUTCOME; /* not known yet */
    }
    ent_compile_in_topological_order(self, &section);
}

void ent_compile_events(ent_compiler *self, ent_time time)
{
    for (size_t i = 0; i < self->scenario->events; i++) {
        const ent_event *event = &self->scenario->event[i];
        ent_value chance;
        if (event->timed || self->event_time[i] != time) {
            continue;
        }
        ent_compile_at(self, time, i, time >= ENT_TIME_TRUCE);
        chance = ent_compile_quantity(self, &event->chance, ENT_NO_VALUE);
        self->name.event[i] =
            ent_compile_chance(self, event->chance.path, chance, ENT_RATE_DRAW, self->coupled.event[i]);
    }
}
