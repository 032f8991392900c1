/* Stage 5: the outcome of a draw, the headline and the checks. */
#include "compile/expressions/quantities.h"
#include "compile/sections/sections.h"

#include <math.h>

/* The formula of a headline or check as a quantity in the arena, where guards keep a pointer to it; NULL when memory is
 * out. */
static ent_quantity *quantity_of(
    ent_compiler *self, const ent_query *query, const ent_setting *setting, const char *path, const char *written)
{
    ent_quantity *quantity = ent_compile_array(self, 1, sizeof(*quantity));

    if (quantity != NULL) {
        *quantity = (ent_quantity){.path = path,
            .written = written,
            .setting = setting,
            .meaning = ENT_MEANING_CONDITION,
            .formula = query->event};
    }
    return quantity;
}

/* Warns of outcomes that take no draw, since their condition is never true or an earlier one takes all. */
static void warn_of_unreachable(ent_compiler *self)
{
    const ent_scenario *scenario = self->scenario;
    const ent_outcome *taker = NULL; /* takes all that reach it */

    for (size_t i = 0; i < scenario->outcomes && self->outcome.when != NULL; i++) {
        const ent_outcome *outcome = &scenario->outcome[i];
        double constant = NAN;
        bool known = ent_compile_is_constant(self, self->outcome.when[i], &constant);
        if (outcome->label.setting != NULL && (taker != NULL || (known && constant == 0.0))) {
            ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_WARNING, outcome->label.setting->name_at,
                outcome->when.path, "outcomes are tried in the order of the file: put the special before the general",
                taker != NULL ? "no future ends so: `%s`, further up, takes all that come to it"
                              : "no future ends so: the condition of `%s` is never true",
                taker != NULL ? taker->label.id : outcome->label.id);
        }
        taker = taker == NULL && known && constant != 0.0 ? outcome : taker;
    }
}

static void compile_headline(ent_compiler *self)
{
    const ent_scenario *scenario = self->scenario;
    const ent_query *query = &scenario->headline_query;
    const ent_quantity *quantity = quantity_of(self, query, scenario->headline_setting, "headline", scenario->headline);

    self->outcome.headline = ENT_NO_VALUE;
    self->outcome.headline_given = ENT_NO_VALUE;
    if (query->measure != NULL) { /* its figures are those of the measure */
        self->outcome.headline = ent_compile_constant(self, 1.0);
    } else if (quantity != NULL) {
        self->outcome.headline =
            ent_compile_event(self, quantity, query->event, query->given, &self->outcome.headline_given);
    }
}

static void compile_given(ent_compiler *self)
{
    const ent_quantity *given = &self->scenario->given;
    double constant;

    if (given->formula == NULL) {
        return;
    }
    self->outcome.given = ent_compile_quantity(self, given, ENT_NO_VALUE);
    if (ent_compile_is_constant(self, self->outcome.given, &constant) && constant != 0.0) {
        self->outcome.given = ENT_NO_VALUE;
    }
}

static void compile_where(ent_compiler *self)
{
    if (self->scenario->where.formula != NULL) {
        self->outcome.where = ent_compile_quantity(self, &self->scenario->where, ENT_NO_VALUE);
    }
}

/* Compiles the i-th probability or mean of a check. */
static void compile_check(ent_compiler *self, const ent_check_line *line, size_t i)
{
    const ent_query *query = i == 0 ? &line->check.query : &line->check.other;
    const ent_quantity *quantity = quantity_of(self, query, line->setting, "checks", line->text);
    size_t at = line->first + i;

    if (quantity == NULL) {
        return;
    }
    if (line->check.is_mean) {
        self->outcome.mean[at] =
            ent_compile_mean(self, quantity, query->event, query->given, &self->outcome.mean_given[at]);
    } else {
        self->outcome.check[at] =
            ent_compile_event(self, quantity, query->event, query->given, &self->outcome.check_given[at]);
    }
}

void ent_compile_outcome(ent_compiler *self)
{
    const ent_scenario *scenario = self->scenario;

    ent_compile_at(self, ENT_TIME_OUTCOME, 0, true);
    for (size_t i = 0; i < scenario->outcomes; i++) {
        self->outcome.when[i] = ent_compile_quantity(self, &scenario->outcome[i].when, ENT_NO_VALUE);
    }
    warn_of_unreachable(self);
    ent_compile_check_outcomes(self);
    compile_given(self);
    compile_where(self);
    for (size_t i = 0; i < scenario->measures; i++) {
        self->outcome.measure[i] = ent_compile_measure(self, &scenario->measure[i], &self->outcome.measure_given[i]);
    }
    compile_headline(self);
    for (size_t i = 0; i < scenario->checks; i++) {
        bool apart = scenario->check[i].check.of_measures;
        for (size_t k = 0; !apart && k < ent_check_queries(&scenario->check[i].check); k++) {
            compile_check(self, &scenario->check[i], k);
        }
    }
}
