/* Drawings and their failures, whichever way gnuplot is run. */
#ifndef ENT_CHARTS_DRAWING_H
#define ENT_CHARTS_DRAWING_H

#include "charts/context.h"

/* Whether bytes [length] begin and end as a complete file of the format does: IEND chunk, </svg>, %%EOF. */
bool ent_drawing_is_whole(ent_chart_format format, const char *bytes, size_t length);

/* The last 300 bytes of what gnuplot printed, as one line: the error message is at its end. Changes `text` in place and
 * returns a part of it, or a sentence where it is NULL or empty. */
const char *ent_drawing_last_words(char *text);

/* Whether the caller asked for an end. */
bool ent_drawing_is_stopped(const ent_chart_context *context);

/* Adds a diagnostic that names the chart and the reason, and sets the status ENT_ERR_CHART, unless the caller asked for
 * an end: then the chart is not wanted any more. */
void ent_drawing_report_failure(ent_chart_context *context, const ent_chart_script *script, const char *why);

/* Adds the diagnostic that gnuplot cannot be started, and sets the status ENT_ERR_CHART. */
void ent_drawing_report_missing(ent_chart_context *context);

#endif
