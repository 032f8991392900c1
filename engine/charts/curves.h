/* Curves by variant on one plot: which are told apart by colour, and labels at their ends. */
#ifndef ENT_CHARTS_CURVES_H
#define ENT_CHARTS_CURVES_H

#include "charts/context.h"
#include "charts/layout/label_layout.h"

/* A plot's edges in page units, and the values at them. */
typedef struct ent_chart_plot {
    double left, right, top, bottom;
    double x_low, x_high, y_low, y_high;
} ent_chart_plot;

double ent_plot_x(const ent_chart_plot *self, double x);
double ent_plot_y(const ent_chart_plot *self, double y);

/* Writes the frame and the ranges as gnuplot variables: left, right, top, bottom, x_low, x_high, y_low, y_high. */
void ent_plot_put(const ent_chart_plot *self, ent_page *page);

/* A curve of one variant, in the units of its table. */
typedef struct ent_chart_line {
    double *x;   /* [count] */
    double *y;   /* fraction, NaN where blank */
    double *low; /* NaN where there is no interval */
    double *high;
    size_t count;
    const char *name;
    double end_low, end_high; /* 95% Monte Carlo interval of the last point; NaN: not known */
    int rank;                 /* 0: context; 1: base; 2: highest; 3: lowest */
} ent_chart_line;

/* What is said of a curve's end, in a sentence or where room is short. */
const char *ent_line_end_words(ent_chart_context *context, const ent_chart_line *self);
const char *ent_line_end_compact(ent_chart_context *context, const ent_chart_line *self);

/* Reads a variant's curve: x, y and interval columns by name. count is 0 where the table has none of it. */
ent_chart_line ent_line_read(ent_chart_context *context, const ent_table *table, size_t variant, const char *x,
    const char *y, const char *const low_high[2]);

/* Last value; NaN where there is none. */
double ent_line_end(const ent_chart_line *self);

/* Value at x, linear in between; the first or last value outside; NaN where blank. */
double ent_line_at(const ent_chart_line *self, double x);

/* First x at which the curve reaches (or falls to) a level, linear in between; NaN where it never does. */
double ent_line_crossing(const ent_chart_line *self, double level);

/* Ranks base 1, then the highest and the lowest at the end if they differ from base by more than `margin`. */
void ent_lines_rank(ent_chart_line *line, size_t count, double margin);

/* Colours by rank, for marks and for words (page colours). */
const char *ent_rank_colour(int rank);

/* $curve_0, $curve_1, ...: blocks of x y low high in percent, in one datablock `$curves` with blank lines between. */
void ent_lines_put(ent_page *page, const char *name, const ent_chart_line *line, size_t count);

/* "27%  As reported" at the right of every curve's end, apart, with thin leaders where moved. */
void ent_lines_label_ends(ent_chart_context *context, ent_page *page, const ent_chart_plot *plot,
    const ent_chart_line *line, size_t count, double x);

#endif
