/* The design of a run: where its worlds lie in the space of everything that is unknown. Each uniform of a world (of a
 * factor, of a distribution within unknown(...), of an expert) is one dimension, and a design fills the dimensions more
 * evenly than independent worlds do. */
#ifndef ENT_RUN_DESIGN_H
#define ENT_RUN_DESIGN_H

#include "base/diagnostic.h"
#include "model/model.h"

/* Gives the model the world source of its scenario's design (model/world_source.h), in its arena; without a design
 * nothing is done. World w is point w / 16 of randomisation w mod 16, and a randomisation has n / 16 points, n the
 * run's worlds; worlds n … 2 n - 1 belong to a design of their own, and so on.
 *
 * Dimensions are numbered from 0: the streams of `base`, the model of the file without a variant, its factors in file
 * order, then its distributions within unknown(...), then its experts; and after these the streams that only `model`
 * has, in the same order. So a quantity has the same points in every variant. base may be the model itself.
 *
 * To be called again once the base has experts. Errors: ENT_ERR_NO_MEMORY; ENT_ERR_SCENARIO with a diagnostic, where
 * there are more dimensions than Sobol' points have. */
int ent_design_apply(ent_model *model, const ent_model *base, ent_diagnostics *diagnostics);

#endif
