/* Runs gnuplot on the scripts, several at a time. */
#ifndef ENT_CHARTS_GNUPLOT_H
#define ENT_CHARTS_GNUPLOT_H

#include "charts/context.h"

/* Draws every script of the context. gnuplot is found along PATH and started without a shell, in FOLDER/charts. It
 * draws into a temporary file, which is renamed when it is complete. A missing gnuplot, a failure, or an incomplete
 * drawing sets context->status to ENT_ERR_CHART, with a diagnostic that names the chart and the reason: that of a write
 * that fails (a full disk), else gnuplot's words. After request->seconds the charts not drawn yet are given up. */
void ent_gnuplot_run(ent_chart_context *context);

/* Whether bytes [length] begin and end as a complete file of the format does: IEND chunk, </svg>, %%EOF. */
int ent_gnuplot_whole(ent_chart_format format, const char *bytes, size_t length);

#endif
