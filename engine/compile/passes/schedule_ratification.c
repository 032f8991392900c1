/* Fills the registers of the plan of ratification. Values that differ from attempt to attempt are computed in their own
 * segment; the other values that the settings read are computed before, among the settings of the talks, since an
 * event, for example, has one value in a draw. */
#include "base/status.h"
#include "compile/passes/schedule.h"

#include <stdlib.h>

/* Whether the settings of ratification depend on the signature, which differs from attempt to attempt. */
typedef struct attempt_values {
    const ent_value_graph *graph;
    bool *by_attempt; /* [nodes] differs from attempt to attempt */
    bool *scheduled;  /* [nodes] computed before ratification, or in its segment */
} attempt_values;

static bool is_one_of(ent_value value, const ent_value *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i] == value) {
            return true;
        }
    }
    return false;
}

/* Finds the values of the settings that differ from attempt to attempt: those of the signature and of its round, the
 * random numbers of these settings, and the values that depend on them. */
static void find_by_attempt(const ent_compiler *self, attempt_values *values)
{
    const ent_signature_values *signature = &self->signature;
    const ent_value single[] = {signature->month, signature->round, signature->refused};

    for (size_t v = 0; v < values->graph->count; v++) {
        const ent_node *node = &values->graph->node[v];
        bool own = v >= self->ratification.first && v < self->ratification.beyond;
        bool found = own && node->kind == ENT_NODE_UNIFORM && node->rate == ENT_RATE_DRAW;
        if (node->kind == ENT_NODE_INPUT) {
            found = is_one_of((ent_value) v, single, 3) ||
                    is_one_of((ent_value) v, signature->deal, self->scenario->demands) ||
                    is_one_of((ent_value) v, signature->utility, self->scenario->parties) ||
                    is_one_of((ent_value) v, self->kept.to, self->kept.count);
        }
        for (size_t a = 0; a < node->arguments; a++) {
            found = found || values->by_attempt[node->argument[a]];
        }
        values->by_attempt[v] = found;
    }
}

/* Requires in the segment of the talks the operands of a value that are the same in all attempts. */
static void require_before(ent_compiler *self, attempt_values *values, ent_value value)
{
    const ent_node *node = &values->graph->node[value];

    if (values->scheduled[value]) {
        return;
    }
    values->scheduled[value] = true;
    if (!values->by_attempt[value]) {
        ent_schedule_draw(self, ENT_SEGMENT_TALKS, value);
        return;
    }
    for (size_t a = 0; a < node->arguments; a++) {
        require_before(self, values, node->argument[a]);
    }
}

static ent_register *require_attempts(ent_compiler *self, attempt_values *values, const ent_value *value)
{
    size_t entries = self->scenario->ratifications;
    ent_register *made = ent_compile_array(self, entries, sizeof(*made));

    for (size_t i = 0; i < entries; i++) {
        if (value[i] != ENT_NO_VALUE) {
            require_before(self, values, value[i]);
        }
    }
    for (size_t i = 0; made != NULL && i < entries; i++) {
        made[i] = ent_schedule_draw(self, ENT_SEGMENT_RATIFICATION, value[i]);
    }
    return made;
}

/* The register of a column of the signature, where something reads it. */
static ent_register signature_register(const ent_compiler *self, ent_value value)
{
    return self->graph.node[value].kind == ENT_NODE_INPUT ? ent_program_register(&self->program, ENT_SPACE_DRAW, value)
                                                          : ENT_NO_REGISTER;
}

static ent_register *signature_registers(ent_compiler *self, const ent_value *value, size_t count)
{
    ent_register *made = ent_compile_array(self, count, sizeof(*made));

    for (size_t i = 0; made != NULL && i < count; i++) {
        made[i] = signature_register(self, value[i]);
    }
    return made;
}

static void schedule_results(ent_compiler *self)
{
    ent_talks_plan *talks = &self->model->talks;
    bool wanted = self->model->ratification.entries > 0 || self->model->recording;

    talks->is_signed = wanted ? ent_schedule_draw(self, ENT_SEGMENT_DEAL, self->name.is_signed) : ENT_NO_REGISTER;
    talks->signed_month = wanted ? ent_schedule_draw(self, ENT_SEGMENT_DEAL, self->name.talks_signed) : ENT_NO_REGISTER;
    talks->refused = wanted ? ent_schedule_draw(self, ENT_SEGMENT_DEAL, self->name.talks_refused) : ENT_NO_REGISTER;
}

void ent_schedule_ratification(ent_compiler *self)
{
    ent_ratification_plan *plan = &self->model->ratification;
    attempt_values values = {.graph = &self->graph};

    if (plan->entries > 0) {
        values.by_attempt = calloc(self->graph.count, sizeof(*values.by_attempt));
        values.scheduled = calloc(self->graph.count, sizeof(*values.scheduled));
        if (values.by_attempt == NULL || values.scheduled == NULL) {
            self->status = ENT_ERR_NO_MEMORY;
        } else {
            find_by_attempt(self, &values);
            plan->when = require_attempts(self, &values, self->ratification.when);
            plan->chance = self->model->recording ? require_attempts(self, &values, self->ratification.chance) : NULL;
            plan->says = require_attempts(self, &values, self->ratification.says);
            plan->takes = require_attempts(self, &values, self->ratification.takes);
            plan->month = signature_register(self, self->signature.month);
            plan->round = signature_register(self, self->signature.round);
            plan->refused = signature_register(self, self->signature.refused);
            plan->deal = signature_registers(self, self->signature.deal, self->scenario->demands);
            plan->utility = signature_registers(self, self->signature.utility, self->scenario->parties);
        }
        free(values.by_attempt);
        free(values.scheduled);
    }
    schedule_results(self);
}
