/* Experts: which of several models plays a world. Each world of a run belongs to one expert and is played with that
 * expert's model, so a run over all worlds pools the experts (linear opinion pool).
 *
 * A model without experts plays its worlds itself: it counts as the only model of its run in all functions below. */
#ifndef ENT_RUN_EXPERTS_H
#define ENT_RUN_EXPERTS_H

#include "model/model.h"
#include "tally/mean.h"

/* Makes the models [scenario->experts] of the experts of self->scenario those that play its worlds. model: borrowed,
 * must outlive self. Errors: ENT_ERR_NO_MEMORY. */
int ent_experts_join(ent_model *self, const ent_model *const *model);

/* Number of the models that play the worlds: 1 without experts. */
size_t ent_experts_models(const ent_model *self);

/* Model number `expert`; self without experts. */
const ent_model *ent_experts_model(const ent_model *self, size_t expert);

/* Number of the expert that a world belongs to; 0 without experts. Expert e has the weight w_e and, from its own
 * stream, the uniform u_e of the world: the world is that of the least -log(u_e) / w_e, which is expert e with
 * probability w_e over the sum of all weights. So another weight, or one expert more, moves no world between the
 * others. */
size_t ent_experts_of_world(const ent_model *self, uint64_t world);

/* Whether anything differs from world to world: unknowns of a model, or the expert. Experts without a weight play none.
 */
bool ent_experts_have_unknowns(const ent_model *self);

/* Number of guards of all models: those of the first model, then of the second, … */
size_t ent_experts_guards(const ent_model *self);

/* Guard `g` of these. */
const ent_guard *ent_experts_guard(const ent_model *self, size_t g);

/* Bounds of a measure known before a draw, whichever model plays it. */
ent_bounds ent_experts_measure_bounds(const ent_model *self, size_t measure);

#endif
