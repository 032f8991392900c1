/* Stage 3: who must approve before a signed deal enters into force. The settings see the package that is signed; after
 * a refusal the talks may go on, so they are evaluated once for each attempt to make a deal. */
#include "base/status.h"
#include "compile/expressions/quantities.h"
#include "compile/sections/sections.h"

#include <math.h>

/* A column of the signature; without talks the constant that it is then. */
static ent_value signature_input(ent_compiler *self, double low, double high, double without_talks)
{
    return self->model->talks.none ? ent_compile_constant(self, without_talks)
                                   : ent_compile_input(self, ENT_RATE_DRAW, false, low, high);
}

static void compile_signature(ent_compiler *self)
{
    const ent_talks_plan *talks = &self->model->talks;
    double rounds = (double) talks->rounds;

    self->signature.month = signature_input(self, 0.0, rounds * talks->months_per_round, 0.0);
    self->signature.round = signature_input(self, 0.0, rounds, 0.0);
    self->signature.refused = signature_input(self, 0.0, rounds, 0.0);
    for (size_t d = 0; d < talks->demands; d++) {
        self->signature.deal[d] = signature_input(self, -1.0, 1e9, -1.0);
    }
    for (size_t p = 0; p < talks->parties; p++) {
        self->signature.utility[p] = signature_input(self, 0.0, 1.0, 0.0);
    }
}

static void compile_entry(ent_compiler *self, size_t i)
{
    const ent_ratification *entry = &self->scenario->ratification[i];
    ent_ratification_plan *plan = &self->model->ratification;
    ent_value takes;
    double constant;
    double longest;

    ent_compile_at(self, ENT_TIME_RATIFICATION, 0, false);
    self->ratification.when[i] = ent_compile_quantity(self, &entry->when, ENT_NO_VALUE);
    self->ratification.chance[i] = ent_compile_quantity(self, &entry->chance, ENT_NO_VALUE);
    self->ratification.says[i] =
        ent_compile_chance(self, entry->chance.path, self->ratification.chance[i], ENT_RATE_DRAW, ENT_NO_VALUE);
    takes = ent_compile_ceiling(self, ent_compile_quantity(self, &entry->takes, ENT_NO_VALUE));
    longest = takes != ENT_NO_VALUE ? self->graph.node[takes].high : 0.0;
    plan->longest = longest > (double) plan->longest ? (size_t) fmin(longest, ENT_LONGEST_WAIT) : plan->longest;
    self->ratification.takes[i] = takes;
    if (ent_compile_is_constant(self, self->ratification.when[i], &constant) && constant != 0.0) {
        self->ratification.when[i] = ENT_NO_VALUE;
    }
    if (ent_compile_is_constant(self, self->ratification.says[i], &constant) && constant == 1.0) {
        self->ratification.says[i] = ENT_NO_VALUE;
    }
    if (ent_compile_is_constant(self, takes, &constant) && constant == 0.0) {
        self->ratification.takes[i] = ENT_NO_VALUE;
    }
    plan->if_no_talks[i] = entry->if_no_talks && !self->model->talks.none;
}

/* The names that ratification fixes: columns that the stage's own code fills. */
static void compile_result(ent_compiler *self)
{
    self->name.is_signed = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, 1.0);
    self->name.talks_signed = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, INFINITY);
    self->name.talks_refused = ent_compile_input(self, ENT_RATE_DRAW, false, 0.0, (double) self->model->talks.rounds);
}

void ent_compile_ratification(ent_compiler *self)
{
    ent_ratification_plan *plan = &self->model->ratification;

    plan->entries = self->scenario->ratifications;
    if (plan->entries == 0) {
        return;
    }
    plan->if_no_talks = ent_compile_array(self, plan->entries, sizeof(*plan->if_no_talks));
    if (self->status != ENT_OK) {
        return;
    }
    compile_signature(self);
    self->ratification.first = self->graph.count;
    for (size_t i = 0; i < plan->entries; i++) {
        compile_entry(self, i);
    }
    self->ratification.beyond = self->graph.count;
    compile_result(self);
}
