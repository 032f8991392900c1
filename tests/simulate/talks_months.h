/* The months of the talks replayed for one draw from the streams of its settings, and formulas that vary by round
 * evaluated from their trees: a reference without columns, kept values and programs. */
#ifndef ENT_TESTS_TALKS_MONTHS_H
#define ENT_TESTS_TALKS_MONTHS_H

#include "../model/scenario_text.h"

#include "kernels/scalar_functions.h"

enum { ENT_TEST_EVENTS = 8 };

/* The talks of a draw at a point in time. */
typedef struct talks_months {
    const ent_block *block; /* of the recorder */
    size_t row;
    double time;                     /* months since the start */
    double started[ENT_TEST_EVENTS]; /* last onset of each event; infinity: none */
    double summed[ENT_TEST_EVENTS];
    bool active[ENT_TEST_EVENTS];
} talks_months;

static inline double talks_setting(const talks_months *self, const ent_quantity *quantity)
{
    const double *column = scenario_text_column(self->block, quantity->path);

    CU_ASSERT_PTR_NOT_NULL_FATAL(column);
    return column[self->row];
}

static inline double talks_name(const talks_months *self, const char *text)
{
    const ent_model *model = self->block->model;

    if (strcmp(text, "calendar") == 0) {
        return self->time;
    }
    for (size_t i = 0; i < model->scenario->events; i++) {
        if (strcmp(model->scenario->event[i].label.id, text) == 0) {
            return ent_event_in_talks(&model->scenario->event[i]) ? (self->active[i] ? 1.0 : 0.0)
                                                                  : self->block->draw[model->event[i]][self->row];
        }
    }
    for (size_t i = 0; i < model->scenario->factors; i++) {
        if (strcmp(model->scenario->factor[i].label.id, text) == 0) {
            return self->block->world[model->factor[i]][self->block->world_of[self->row]];
        }
    }
    CU_FAIL_FATAL("a name that the reference does not know");
    return 0.0;
}

/* The value of a formula of names, numbers, comparisons and arithmetic. */
static inline double talks_formula(const talks_months *self, const ent_ast *ast)
{
    double x[3] = {0.0, 0.0, 0.0};

    for (size_t i = 0; i < ast->arguments && i < 3; i++) {
        x[i] = talks_formula(self, ast->argument[i]);
    }
    switch (ast->kind) {
    case ENT_AST_NUMBER:
    case ENT_AST_DATE:
        return ast->number;
    case ENT_AST_NAME:
        return talks_name(self, ast->text);
    case ENT_AST_NOT:
        return x[0] == 0.0;
    case ENT_AST_NEGATE:
        return -x[0];
    case ENT_AST_OR:
        return x[0] != 0.0 || x[1] != 0.0;
    case ENT_AST_AND:
        return x[0] != 0.0 && x[1] != 0.0;
    case ENT_AST_LT:
        return x[0] < x[1];
    case ENT_AST_GE:
        return x[0] >= x[1];
    case ENT_AST_ADD:
        return x[0] + x[1];
    case ENT_AST_SUB:
        return x[0] - x[1];
    case ENT_AST_MUL:
        return x[0] * x[1];
    case ENT_AST_CALL:
        CU_ASSERT_EQUAL_FATAL(ast->function, ENT_FN_IF);
        return x[0] != 0.0 ? x[1] : x[2];
    default:
        CU_FAIL_FATAL("a formula that the reference does not know");
        return 0.0;
    }
}

static inline int talks_varies(const ent_ast *ast, void *context)
{
    const ent_scenario *scenario = context;

    if (ast->kind != ENT_AST_NAME) {
        return 0;
    }
    for (size_t i = 0; i < scenario->events; i++) {
        if (ent_event_in_talks(&scenario->event[i]) && strcmp(scenario->event[i].label.id, ast->text) == 0) {
            return 1;
        }
    }
    return strcmp(ast->text, "calendar") == 0;
}

/* The value of a setting at this point in time. */
static inline double talks_value(const talks_months *self, const ent_quantity *quantity)
{
    return ent_ast_walk(quantity->formula, talks_varies, (void *) (uintptr_t) self->block->model->scenario) != 0
               ? talks_formula(self, quantity->formula)
               : talks_setting(self, quantity);
}

static inline double talks_uniform(const talks_months *self, const char *path, uint32_t sub)
{
    const ent_model *model = self->block->model;
    double u;

    model->kernels->philox(ent_stream_make(model->scenario->run.seed, path, ENT_POSITION_CHANCE).key,
        self->block->first + self->row, sub, 1, &u);
    return u;
}

/* Trials of an event in a month; those before the start count in month 0. */
static inline void talks_begin(talks_months *self, size_t i, double month)
{
    const ent_event *event = &self->block->model->scenario->event[i];
    bool when = talks_value(self, &event->when) != 0.0;
    bool monthly = event->monthly.formula != NULL;
    double chance = talks_value(self, monthly ? &event->monthly : &event->chance);
    double at = monthly ? 1.0 : talks_setting(self, &event->at);
    const char *path = monthly ? event->monthly.path : event->at.path;

    if (!when) {
        return;
    }
    if (event->every.formula != NULL) {
        double every = talks_setting(self, &event->every);
        for (uint32_t j = 0; ceil(at + j * every) <= month; j++) {
            double here = ceil(at + j * every);
            bool due = here == month || (month == 0.0 && here < 0.0);
            if (due && talks_uniform(self, path, j) > 1.0 - chance) {
                self->started[i] = here;
            }
        }
    } else if (monthly && month >= 1.0 && self->started[i] == (double) INFINITY) {
        self->summed[i] -= ent_log1p(-chance);
        self->started[i] = self->summed[i] >= -ent_log(talks_uniform(self, path, 0)) ? month : (double) INFINITY;
    } else if (!monthly && month == fmax(0.0, ceil(at)) && talks_uniform(self, path, 0) > 1.0 - chance) {
        self->started[i] = ceil(at);
    }
}

static inline void talks_see(talks_months *self, size_t i)
{
    const ent_event *event = &self->block->model->scenario->event[i];
    double lasts = event->lasts.formula != NULL ? talks_setting(self, &event->lasts) : (double) INFINITY;

    self->active[i] = self->started[i] <= self->time && self->time < self->started[i] + lasts;
}

/* Replays the talks of a draw up to a time. visit: called in every month, after its events; may be NULL. */
static inline void talks_months_to(talks_months *self, const ent_block *block, size_t row, double time,
    void (*visit)(const talks_months *self, void *context), void *context)
{
    const ent_scenario *scenario = block->model->scenario;

    *self = (talks_months){.block = block, .row = row};
    CU_ASSERT_FATAL(scenario->events <= ENT_TEST_EVENTS);
    for (size_t i = 0; i < scenario->events; i++) {
        self->started[i] = INFINITY;
    }
    for (double month = 0.0; month <= time; month++) {
        self->time = month;
        for (size_t i = 0; i < scenario->events; i++) {
            if (ent_event_in_talks(&scenario->event[i])) {
                talks_begin(self, i, month);
                talks_see(self, i);
            }
        }
        if (visit != NULL) {
            visit(self, context);
        }
    }
    self->time = time;
    for (size_t i = 0; i < scenario->events; i++) {
        if (ent_event_in_talks(&scenario->event[i])) {
            talks_see(self, i);
        }
    }
}

/* Stages in turn, while the months go by. */
typedef struct talks_stages {
    size_t passed;
    double since, summed, ready;
} talks_stages;

static inline void talks_pass(const talks_months *self, void *context)
{
    const ent_talks *talks = &self->block->model->scenario->talks;
    talks_stages *at = context;
    const ent_quantity *chance = at->passed < talks->stages ? &talks->stage[at->passed].chance : NULL;

    if (chance == NULL || self->time < 1.0) {
        return;
    }
    at->summed -= ent_log1p(-talks_value(self, chance));
    if (at->summed >= -ent_log(talks_uniform(self, chance->path, 0))) {
        at->passed++;
        at->summed = 0.0;
        at->ready = at->passed == talks->stages ? self->time : at->ready;
    }
}

/* The month in which all stages are passed, to the last round; infinity later. */
static inline double talks_ready(const ent_block *block, size_t row)
{
    const ent_talks *talks = &block->model->scenario->talks;
    talks_stages at = {.ready = talks->stages == 0 ? 0.0 : (double) INFINITY};
    talks_months months;

    talks_months_to(&months, block, row, (double) talks->rounds * talks->months_per_round, talks_pass, &at);
    return at.ready;
}

#endif
