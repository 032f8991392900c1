/* The passes that follow the compilers of the sections, in this order. Each sets self->status if memory is out. */
#ifndef ENT_COMPILE_PASSES_H
#define ENT_COMPILE_PASSES_H

#include "compile/compiler.h"

/* Whether truces can be simulated event by event instead of month by month; if so, splits the hazards into baselines
 * and multipliers (self->hazards). The last pass that may add nodes to the graph. */
void ent_pass_proportional_hazards(ent_compiler *self);

/* Requires every value in the segment of the stage that reads it: fills the registers of the model's plans. */
void ent_pass_schedule(ent_compiler *self);

/* Replaces correlated scores of draws that are only compared by approximate scores (distribution/approximate_score.h).
 */
void ent_pass_approximate_scores(ent_compiler *self);

/* Fuses groups of the draws' instructions where no other instruction reads the columns between them. */
void ent_pass_fusion(ent_compiler *self);

#endif
