/* Display names of what is unknown by world, for the charts of analyses. */
#ifndef ENT_CHARTS_ANALYSIS_FACTOR_NAME_H
#define ENT_CHARTS_ANALYSIS_FACTOR_NAME_H

#include "charts/context.h"

/* Display name of a quantity as tables name it: see wording/analysis/quantity_name.h. In the context's memory; "" when
 * memory is out, which is then the status. */
const char *ent_chart_factor_name(ent_chart_context *context, const char *quantity);

#endif
