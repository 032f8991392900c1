/* The bands of likelihood words behind an axis of probabilities. */
#ifndef ENT_CHARTS_LAYOUT_LIKELIHOOD_BANDS_H
#define ENT_CHARTS_LAYOUT_LIKELIHOOD_BANDS_H

#include "charts/layout/page.h"

/* Writes the data block $bands (start, end in per cent, colour) and the bands' words above the plot, where these fit.
 * left, right: edges of the plot; top: its upper edge, page units; end: of the axis, which starts at 0, per cent. */
void ent_likelihood_bands_put(ent_page *page, double left, double right, double top, double end);

#endif
