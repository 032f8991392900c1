/* Warns of outcomes that take draws without a deal although their conditions do not look at `agreed`: a collapse of a
 * truce that never began. Conditions are evaluated for such a draw, as far as its values are known. */
#include "base/status.h"
#include "compile/sections/sections.h"

#include <math.h>
#include <string.h>

/* Values of a draw without a deal. */
typedef struct without_deal {
    const ent_compiler *compiler;
    double *named; /* [nameds] */
    bool *known;   /* [nameds] whether it was worked out */
} without_deal;

/* A value of a draw without a deal; unknown: NaN. */
static double connect(bool is_and, double a, double b)
{
    double decides = is_and ? 0.0 : 1.0;

    if (a == decides || b == decides) {
        return decides;
    }
    return isnan(a) || isnan(b) ? (double) NAN : is_and ? (a != 0.0 && b != 0.0) : (a != 0.0 || b != 0.0);
}

static double value_without_deal(const without_deal *self, const ent_ast *ast);

/* A named value, worked out once. */
static double value_of_named(const without_deal *self, size_t i)
{
    if (!self->known[i]) {
        self->known[i] = true;
        self->named[i] = value_without_deal(self, self->compiler->scenario->named[i].value.formula);
    }
    return self->named[i];
}

static double value_of_name(const without_deal *from, ent_name name)
{
    const ent_compiler *self = from->compiler;

    switch (name.kind) {
    case ENT_NAME_AGREED:
    case ENT_NAME_UTILITY:
    case ENT_NAME_COMMITTED:
    case ENT_NAME_MONTH:
    case ENT_NAME_DEPLOYED:
    case ENT_NAME_RATIO:
    case ENT_NAME_HELD:
    case ENT_NAME_TRUCE_MONTHS:
    case ENT_NAME_VIOLATIONS:
    case ENT_NAME_SPELLS:
    case ENT_NAME_PEACE_MONTHS:
    case ENT_NAME_AT_PEACE:
        return 0.0;
    case ENT_NAME_TALKS_MONTH:
        return INFINITY;
    case ENT_NAME_SIGNED:
    case ENT_NAME_TALKS_REFUSED:
        return self->scenario->ratifications == 0 ? 0.0 : (double) NAN; /* a signed deal may have been refused */
    case ENT_NAME_TALKS_SIGNED:
    case ENT_NAME_TALKS_ROUND:
        return self->scenario->ratifications == 0 ? INFINITY : (double) NAN;
    case ENT_NAME_EVENT:
        return self->scenario->event[name.index].timed && !ent_event_in_talks(&self->scenario->event[name.index])
                   ? 0.0
                   : (double) NAN;
    case ENT_NAME_VALUE:
        return value_of_named(from, name.index);
    default:
        return NAN;
    }
}

static double compare(ent_ast_kind kind, double a, double b)
{
    if (isnan(a) || isnan(b)) {
        return NAN;
    }
    switch (kind) {
    case ENT_AST_EQ:
        return a == b;
    case ENT_AST_NE:
        return a != b;
    case ENT_AST_LT:
        return a < b;
    case ENT_AST_LE:
        return a <= b;
    case ENT_AST_GT:
        return a > b;
    default:
        return a >= b;
    }
}

static bool is_word_comparison(const ent_ast *ast)
{
    return (ast->kind == ENT_AST_EQ || ast->kind == ENT_AST_NE) &&
           (ast->argument[0]->kind == ENT_AST_STRING || ast->argument[1]->kind == ENT_AST_STRING);
}

static double value_without_deal(const without_deal *self, const ent_ast *ast)
{
    double a;

    switch (ast->kind) {
    case ENT_AST_NUMBER:
        return ast->number;
    case ENT_AST_NAME:
        return value_of_name(self, ent_name_find(self->compiler->scenario, ast->text));
    case ENT_AST_NOT:
        a = value_without_deal(self, ast->argument[0]);
        return isnan(a) ? a : a == 0.0;
    case ENT_AST_AND:
    case ENT_AST_OR:
        return connect(ast->kind == ENT_AST_AND, value_without_deal(self, ast->argument[0]),
            value_without_deal(self, ast->argument[1]));
    case ENT_AST_EQ:
    case ENT_AST_NE:
    case ENT_AST_LT:
    case ENT_AST_LE:
    case ENT_AST_GT:
    case ENT_AST_GE:
        if (is_word_comparison(ast)) {
            return ast->kind == ENT_AST_NE; /* deal.X equals no option, truce.cause no cause */
        }
        return compare(
            ast->kind, value_without_deal(self, ast->argument[0]), value_without_deal(self, ast->argument[1]));
    default:
        return ent_ast_constant(ast, &a) ? a : (double) NAN;
    }
}

/* Whether a formula refers to the deal; events: [events] whether their chances do. */
typedef struct deal_search {
    const ent_compiler *compiler;
    const bool *events;
} deal_search;

static int refers_to_deal(const ent_ast *ast, void *context)
{
    const deal_search *search = context;
    ent_name name;

    if (ast->kind != ENT_AST_NAME) {
        return 0;
    }
    name = ent_name_find(search->compiler->scenario, ast->text);
    return name.kind == ENT_NAME_AGREED || name.kind == ENT_NAME_DEAL || name.kind == ENT_NAME_TALKS_MONTH ||
           name.kind == ENT_NAME_TALKS_ROUND || name.kind == ENT_NAME_SIGNED || name.kind == ENT_NAME_TALKS_SIGNED ||
           name.kind == ENT_NAME_TALKS_REFUSED || (name.kind == ENT_NAME_EVENT && search->events[name.index]);
}

/* Finds the events that refer to the deal, directly or through others. */
static bool *events_of_deal(ent_compiler *self)
{
    const ent_scenario *scenario = self->scenario;
    bool *found = ent_compile_array(self, scenario->events, sizeof(*found));
    bool grew = found != NULL;

    while (grew) {
        grew = false;
        for (size_t i = 0; i < scenario->events; i++) {
            const ent_event *event = &scenario->event[i];
            deal_search search = {.compiler = self, .events = found};
            if (!found[i] && !event->timed && event->chance.formula != NULL &&
                ent_compile_walk(self, event->chance.formula, refers_to_deal, &search) != 0) {
                found[i] = true;
                grew = true;
            }
        }
    }
    return found;
}

void ent_compile_check_outcomes(ent_compiler *self)
{
    const ent_scenario *scenario = self->scenario;
    bool none = self->model->talks.none || scenario->truce.in_force || self->errors > 0; /* no draw without a truce */
    const bool *events = none ? NULL : events_of_deal(self);
    without_deal values = {.compiler = self,
        .named = ent_compile_array(self, scenario->nameds, sizeof(*values.named)),
        .known = ent_compile_array(self, scenario->nameds, sizeof(*values.known))};

    for (size_t i = 0; events != NULL && self->status == ENT_OK && i < scenario->outcomes; i++) {
        const ent_outcome *outcome = &scenario->outcome[i];
        deal_search search = {.compiler = self, .events = events};
        double value = value_without_deal(&values, outcome->when.formula);
        if (value == 0.0) {
            continue;
        }
        if (ent_compile_walk(self, outcome->when.formula, refers_to_deal, &search) == 0) {
            ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_WARNING,
                outcome->label.setting != NULL ? outcome->label.setting->name_at : (ent_position){0},
                outcome->when.path, "put an outcome with when = \"not agreed\" first",
                "%s draws without a deal count as `%s`, whose condition does not look at `agreed`",
                isnan(value) ? "some" : "all", outcome->label.name);
        }
        if (!isnan(value)) {
            return; /* no draw without a deal gets further */
        }
    }
}
