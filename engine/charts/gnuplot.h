/* Runs gnuplot on scripts, several at a time, and makes sure that each drawing is whole before it gets its name. */
#ifndef ENT_CHARTS_GNUPLOT_H
#define ENT_CHARTS_GNUPLOT_H

#include "charts/context.h"

/* Draws every job of the context. gnuplot is found along PATH and started without a shell, in FOLDER/charts. Sets
 * context->status to ENT_ERR_CHART where gnuplot is missing, fails, or leaves a drawing that is not whole; diagnostics
 * say which chart, with gnuplot's own words. */
void ent_gnuplot_run(ent_chart_context *context);

/* Whether the bytes end like a whole file of the format: IEND chunk, </svg>, %%EOF. */
int ent_gnuplot_whole(ent_chart_format format, const char *bytes, size_t length);

#endif
