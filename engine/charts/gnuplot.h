/* Runs gnuplot on the scripts, several at a time. */
#ifndef ENT_CHARTS_GNUPLOT_H
#define ENT_CHARTS_GNUPLOT_H

#include "charts/context.h"

/* Draws every script of the context. gnuplot is found along PATH and started without a shell, in FOLDER/charts. It
 * draws into a file without a name, whose bytes are written to charts/ when they are complete: it opens no file of the
 * folder but the script, so that links in the way lead it nowhere. A missing gnuplot, a failure, or an incomplete
 * drawing sets context->status to ENT_ERR_CHART, with a diagnostic that names the chart and the reason: that of a write
 * that fails (a full disk), else gnuplot's words. After request->seconds, and when
 * request->stop is set, gnuplot and all that it has started are ended, and the charts not drawn yet are given up. */
void ent_gnuplot_run(ent_chart_context *context);

#endif
