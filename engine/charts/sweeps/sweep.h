/* One sweep of sweeps.csv, and the words that its line chart and its grid chart share. */
#ifndef ENT_CHARTS_SWEEP_H
#define ENT_CHARTS_SWEEP_H

#include "charts/context.h"

/* The rows of one sweep in the base (else in the first variant that has it), and the columns of the paths it varies. */
typedef struct ent_chart_sweep {
    const char *id, *name;
    const char *chart; /* "sweep_NAME" */
    size_t *row;       /* [count] rows of sweeps.csv */
    size_t count;
    size_t path[2];      /* columns of the first two paths */
    const char *axis[2]; /* their display names */
    size_t paths;        /* number of paths varied */
} ent_chart_sweep;

/* A value of a varied path as a label. */
const char *ent_sweep_value(ent_chart_context *context, const char *value);

/* The title of the chart: the result of the sweep in a sentence. */
const char *ent_sweep_title(const ent_chart_sweep *self, ent_chart_context *context);

/* Sentence for the footer on the range across worlds. */
const char *ent_sweep_range(const ent_chart_sweep *self, ent_chart_context *context);

/* Draw a sweep of one path, and of two. */
void ent_sweep_draw_line(const ent_chart_sweep *self, ent_chart_context *context);
void ent_sweep_draw_grid(const ent_chart_sweep *self, ent_chart_context *context);

#endif
