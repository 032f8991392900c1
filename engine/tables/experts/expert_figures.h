/* The figures of the experts of one variant, each over the worlds that belong to it. */
#ifndef ENT_TABLES_EXPERTS_EXPERT_FIGURES_H
#define ENT_TABLES_EXPERTS_EXPERT_FIGURES_H

#include "run/experiment.h"
#include "tally/disagreement.h"
#include "tally/tally.h"

/* Figures of one expert. Strings are borrowed from the variant. */
typedef struct ent_expert_figure {
    const char *id, *name;
    double weight;             /* share of all weights, in [0, 1] */
    uint64_t worlds;           /* that belong to it */
    ent_estimate headline;     /* in [0, 1]; the range is that across its worlds */
    ent_difference difference; /* headline minus the base's of the same worlds, in [-1, 1] */
} ent_expert_figure;

/* Sets *figure to an array [variant->experts] in the arena. base: the base's tally of the same worlds, which is that of
 * the variant itself for the base; NULL: no differences. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_expert_figures(const ent_variant_model *variant, const ent_tally *tally, const ent_tally *base,
    ent_arena *arena, ent_expert_figure **figure);

/* Sets *self to what disagreement explains of the headline of a variant with experts. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_expert_disagreement(ent_disagreement *self, const ent_variant_model *variant, const ent_tally *tally);

#endif
