/* Display names for the charts of analyses: the quantities unknown by world, the headline, the variant. */
#ifndef ENT_CHARTS_ANALYSIS_FACTOR_NAME_H
#define ENT_CHARTS_ANALYSIS_FACTOR_NAME_H

#include "charts/context.h"

/* Display name of a quantity as tables name it: see wording/analysis/quantity_name.h. In the context's memory; "" when
 * memory is out, which is then the status. */
const char *ent_chart_factor_name(ent_chart_context *context, const char *quantity);

/* The subject of an analysis: "the chance that the truce holds", "the mean of “Cost”". In the context's memory. */
const char *ent_chart_subject(ent_chart_context *context);

/* Beginning of the subtitle of an analysis of a variant, "Variant “US air cover”. "; "" of the base. table: one of the
 * analysis, of a column `variant`. In the context's memory. */
const char *ent_chart_analysed(ent_chart_context *context, const ent_table *table);

/* A name for a title, cut in its middle where it would leave no room for the figures. In the context's memory. */
const char *ent_chart_title_name(ent_chart_context *context, const char *name);

#endif
