/* Stage 5: the outcome of a draw, the headline and the checks. */
#include "compile/expressions/quantities.h"
#include "compile/sections/sections.h"

#include <math.h>

/* The event of a headline or check; *given is its condition, or ENT_NO_VALUE. */
static ent_value compile_query(ent_compiler *self, const ent_query *query, const ent_setting *setting, const char *path,
    const char *written, ent_value *given)
{
    ent_quantity *quantity =
        ent_compile_array(self, 1, sizeof(*quantity)); /* in the arena: guards keep a pointer to it */

    *given = ENT_NO_VALUE;
    if (quantity == NULL) {
        return ENT_NO_VALUE;
    }
    *quantity = (ent_quantity){.path = path,
        .written = written,
        .setting = setting,
        .meaning = ENT_MEANING_CONDITION,
        .formula = query->event,
        .note = "",
        .source = ""};
    return ent_compile_event(self, quantity, query->event, query->given, given);
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

static void compile_check(ent_compiler *self, const ent_check_line *line, size_t at)
{
    self->outcome.check[at] =
        compile_query(self, &line->check.query, line->setting, "checks", line->text, &self->outcome.check_given[at]);
    if (line->check.other.event != NULL) {
        self->outcome.check[at + 1] = compile_query(
            self, &line->check.other, line->setting, "checks", line->text, &self->outcome.check_given[at + 1]);
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
    self->outcome.headline = compile_query(self, &scenario->headline_query, scenario->headline_setting, "headline",
        scenario->headline, &self->outcome.headline_given);
    for (size_t i = 0, at = 0; i < scenario->checks; i++) {
        compile_check(self, &scenario->check[i], at);
        at += ent_check_queries(&scenario->check[i].check);
    }
}
