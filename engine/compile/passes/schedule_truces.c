/* Fills the plans of truces in force, of new truces after a collapse, and of containment. */
#include "compile/passes/passes.h"

static ent_register require(ent_compiler *self, ent_space_kind space, size_t segment, ent_value value)
{
    return ent_program_require(&self->program, space, segment, value);
}

/* The settings of new truces. Its results are those of the truce itself where none begins again. */
void ent_schedule_renewal(ent_compiler *self)
{
    ent_renewal_plan *plan = &self->model->truce.renewal;

    plan->any = self->truce.renews != ENT_NO_VALUE;
    if (plan->any) {
        plan->rate = require(self, ENT_SPACE_TRUCE, ENT_SEGMENT_RENEWAL, self->truce.renews);
        plan->since = require(self, ENT_SPACE_TRUCE, ENT_SEGMENT_RENEWAL, self->name.since_collapse);
        plan->key = ent_compile_stream(self, self->scenario->truce.renews.path, ENT_POSITION_CHANCE);
    }
}

/* Before the truces of the block are played. */
void ent_schedule_truce_in_force(ent_compiler *self)
{
    ent_truce_plan *plan = &self->model->truce;

    plan->in_force = self->scenario->truce.in_force;
    plan->awaits_deal = self->name.deal_signed.month != ENT_NO_VALUE;
    if (plan->awaits_deal) {
        plan->deal_month = require(self, ENT_SPACE_DRAW, ENT_SEGMENT_DEAL, self->name.deal_signed.month);
        plan->deal_month_now =
            require(self, ENT_SPACE_TRUCE, ENT_SEGMENT_TRUCE_START, self->name.deal_signed.whole_month);
    }
}

static void keep_column(ent_compiler *self, ent_register from, ent_value to)
{
    ent_talks_plan *plan = &self->model->talks;
    ent_register kept = ent_program_register(&self->program, ENT_SPACE_DRAW, to);

    if (kept != ENT_NO_REGISTER) {
        plan->as_signed[plan->signed_columns++] = (ent_column_copy){from, kept};
    }
}

/* Last: of the deal as signed, and of the months of new truces, only what is read is filled. */
void ent_schedule_what_is_read(ent_compiler *self)
{
    ent_talks_plan *plan = &self->model->talks;
    const ent_deal_values *deal = &self->name.deal_signed;
    ent_renewal_plan *renewal = &self->model->truce.renewal;

    renewal->truce_month =
        renewal->any ? ent_program_register(&self->program, ENT_SPACE_TRUCE, self->name.truce_month) : ENT_NO_REGISTER;
    if (!self->model->truce.awaits_deal) {
        return;
    }
    plan->as_signed = ent_compile_array(self, 6 + plan->demands + plan->parties, sizeof(*plan->as_signed));
    if (plan->as_signed == NULL) {
        return;
    }
    keep_column(self, plan->agreed, deal->agreed);
    keep_column(self, plan->month, deal->month);
    keep_column(self, plan->round, deal->round);
    if (self->scenario->ratifications > 0) {
        keep_column(self, plan->is_signed, deal->is_signed);
        keep_column(self, plan->signed_month, deal->signed_month);
        keep_column(self, plan->refused, deal->refused);
    }
    for (size_t d = 0; d < plan->demands; d++) {
        keep_column(self, plan->deal[d], deal->deal[d]);
    }
    for (size_t p = 0; p < plan->parties; p++) {
        keep_column(self, plan->utility[p], deal->utility[p]);
    }
}

/* Required before the recording, which requires the same values among the outcomes. */
void ent_schedule_contained(ent_compiler *self)
{
    ent_truce_plan *plan = &self->model->truce;
    size_t segment = self->model->recording ? ENT_SEGMENT_HAZARD : ENT_SEGMENT_CONTAINED;

    plan->contained = ent_compile_array(self, plan->causes, sizeof(*plan->contained));
    plan->contained_key = ent_compile_array(self, plan->causes, sizeof(*plan->contained_key));
    for (size_t i = 0; plan->contained != NULL && plan->contained_key != NULL && i < plan->causes; i++) {
        double constant;
        bool never = ent_compile_is_constant(self, self->truce.contained[i], &constant) && constant == 0.0;
        plan->contained[i] =
            never ? ENT_NO_REGISTER : require(self, ENT_SPACE_TRUCE, segment, self->truce.contained[i]);
        plan->contained_key[i] = ent_compile_stream(self, self->scenario->cause[i].contained.path, ENT_POSITION_CHANCE);
    }
    ent_schedule_guarantees_tests(self, segment);
    plan->trigger_key = ent_compile_stream(self, "truce", ENT_POSITION_CHANCE);
    plan->cause_key = ent_compile_stream(self, "truce.causes", ENT_POSITION_PICK);
}
