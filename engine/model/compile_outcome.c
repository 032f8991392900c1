/* Stage 5: which future a draw counts as, the headline and the checks. */
#include "model/compile.h"

static ent_value compile_query(ent_compiler *self, const ent_query *query, const ent_setting *setting,
    const char *path, const char *written, ent_value *given)
{
    ent_quantity quantity = {.path = path, .written = written, .setting = setting, .note = "", .source = ""};
    ent_value event = ent_compile_formula(self, &quantity, query->event);

    *given = ENT_NO_VALUE;
    if (query->given != NULL) {
        *given = ent_compile_formula(self, &quantity, query->given);
        event = ent_graph_binary(self->graph, ENT_OP_AND, event, *given);
    }
    return event;
}

void ent_compile_outcome(ent_compiler *self)
{
    const ent_scenario *scenario = self->scenario;

    ent_compile_at(self, ENT_TIME_OUTCOME, 0, true);
    for (size_t i = 0; i < scenario->outcomes; i++) {
        self->outcome_when[i] = ent_compile_quantity(self, &scenario->outcome[i].when, ENT_NO_VALUE);
    }
    self->headline = compile_query(self, &scenario->headline_query, scenario->headline_setting, "headline",
        scenario->headline, &self->headline_given);
    for (size_t i = 0; i < scenario->checks; i++) {
        self->check[i] = compile_query(self, &scenario->check[i].check.query, scenario->check[i].setting, "checks",
            scenario->check[i].text, &self->check_given[i]);
    }
}
