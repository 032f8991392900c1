/* Stage 1: factors in an order without cycles, correlations, and the stages that events belong to. */
#include "model/compile.h"

#include "base/status.h"
#include "random/copula.h"

#include <math.h>
#include <string.h>

/* --- factors ------------------------------------------------------------------------------------------------ */

typedef struct factor_search {
    ent_compiler *compiler;
    bool *wanted; /* [factors] */
} factor_search;

static int note_factor(const ent_ast *ast, void *context)
{
    factor_search *search = context;

    if (ast->kind == ENT_AST_NAME) {
        ent_name name = ent_name_find(search->compiler->scenario, ast->text);
        if (name.kind == ENT_NAME_FACTOR) {
            search->wanted[name.index] = true;
        } else if (name.kind != ENT_NAME_UNKNOWN) {
            ent_compile_error(search->compiler, search->compiler->quantity, ast,
                "a factor may refer to other factors only", "`%s` is no factor: it differs from draw to draw",
                ast->text);
        }
    }
    return 0;
}

enum { UNSEEN, OPEN, DONE };

static void compile_factor(ent_compiler *self, size_t i, char *state)
{
    const ent_quantity *quantity = &self->scenario->factor[i].value;
    factor_search search = {.compiler = self};
    bool cycle = false;

    if (state[i] != UNSEEN) {
        return;
    }
    state[i] = OPEN;
    self->quantity = quantity;
    search.wanted = ent_compile_array(self, self->scenario->factors, sizeof(*search.wanted));
    if (search.wanted == NULL) {
        return;
    }
    ent_ast_walk(quantity->formula, note_factor, &search);
    for (size_t k = 0; k < self->scenario->factors; k++) {
        if (!search.wanted[k]) {
            continue;
        }
        if (state[k] == OPEN) {
            ent_compile_error(self, quantity, NULL, "one of the two must not depend on the other",
                "a cycle: `%s` depends on `%s`, which depends on it", self->scenario->factor[i].label.id,
                self->scenario->factor[k].label.id);
            cycle = true;
        } else {
            compile_factor(self, k, state);
        }
    }
    state[i] = DONE;
    ent_compile_at(self, ENT_TIME_EVENT_1, 0, false);
    self->draw_rate = ENT_RATE_WORLD;
    self->factor[i] = cycle ? ent_graph_constant(self->graph, 0.0)
                            : ent_compile_quantity(self, quantity, self->factor_score[i]);
    self->draw_rate = ENT_RATE_DRAW;
}

void ent_compile_factors(ent_compiler *self)
{
    char *state = ent_compile_array(self, self->scenario->factors, 1);

    for (size_t i = 0; state != NULL && i < self->scenario->factors; i++) {
        compile_factor(self, i, state);
    }
}

/* --- events --------------------------------------------------------------------------------------------------- */

typedef struct time_search {
    ent_compiler *compiler;
    ent_time latest;
    bool *open;
} time_search;

static ent_time event_time(ent_compiler *self, size_t i, bool *open, const ent_ast *from);

/* The time of an event that reads a name known at `known`. */
static ent_time after_reading(ent_name name, ent_time known, const ent_scenario *scenario)
{
    bool monthly = name.kind == ENT_NAME_MONTH || name.kind == ENT_NAME_DEPLOYED || name.kind == ENT_NAME_RATIO ||
        (name.kind == ENT_NAME_EVENT && scenario->event[name.index].timed);

    if (monthly || known >= ENT_TIME_TRUCE) {
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
    known = name.kind == ENT_NAME_EVENT ? event_time(search->compiler, name.index, search->open, ast)
                                        : ent_name_time(name, search->compiler->event_time);
    known = after_reading(name, known, search->compiler->scenario);
    search->latest = known > search->latest ? known : search->latest;
    return 0;
}

static ent_time event_time(ent_compiler *self, size_t i, bool *open, const ent_ast *from)
{
    const ent_event *event = &self->scenario->event[i];
    time_search search = {.compiler = self, .latest = ENT_TIME_EVENT_1, .open = open};

    if (event->timed) {
        return ENT_TIME_TIMED;
    }
    if (self->event_time[i] != ENT_TIME_OUTCOME) {
        return self->event_time[i];
    }
    if (open[i]) {
        ent_compile_error(self, self->quantity, from, "one of the two must not depend on the other",
            "a cycle: `%s` depends on itself", event->label.id);
        return ENT_TIME_EVENT_1;
    }
    open[i] = true;
    self->quantity = &event->chance;
    ent_ast_walk(event->chance.formula, note_time, &search);
    open[i] = false;
    self->event_time[i] = search.latest;
    return search.latest;
}

void ent_compile_event_times(ent_compiler *self)
{
    size_t count = self->scenario->events;
    bool *open = ent_compile_array(self, count, sizeof(*open));

    for (size_t i = 0; open != NULL && i < count; i++) {
        self->event_time[i] = ENT_TIME_OUTCOME; /* not known yet */
    }
    for (size_t i = 0; open != NULL && i < count; i++) {
        self->event_time[i] = event_time(self, i, open, NULL);
    }
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
        self->event[i] =
            ent_compile_chance(self, event->chance.path, chance, ENT_RATE_DRAW, self->event_score[i]);
    }
}
