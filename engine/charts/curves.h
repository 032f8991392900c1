/* Curves on one plot, one a variant: their values, their ranks, and the labels at their ends. */
#ifndef ENT_CHARTS_CURVES_H
#define ENT_CHARTS_CURVES_H

#include "charts/context.h"
#include "charts/layout/label_layout.h"

/* The edges of a plot on the page, and the values of the axes there. */
typedef struct ent_chart_plot {
    double left, right, top, bottom;     /* Page units */
    double x_low, x_high, y_low, y_high; /* Values at the edges, in the units of the axes */
} ent_chart_plot;

/* Position of a value on the page, page units. */
double ent_plot_x(const ent_chart_plot *self, double x);
double ent_plot_y(const ent_chart_plot *self, double y);

/* Writes edges and values as the gnuplot variables left, right, top, bottom, x_low, x_high, y_low, y_high. */
void ent_plot_put(const ent_chart_plot *self, ent_page *page);

/* The curve of one variant. Arrays are in the context's memory. */
typedef struct ent_chart_line {
    double *x;    /* [count] in the unit of the table's column: months, troops, draws */
    double *y;    /* [count] probability in [0, 1]; NaN: an empty cell */
    double *low;  /* [count] lower end of the interval, probability in [0, 1]; NaN: none */
    double *high; /* [count] upper end */
    size_t count;
    const char *name;         /* Label of the variant */
    double end_low, end_high; /* 95% Monte Carlo interval of the last point, probability in [0, 1]; NaN: not known */
    int rank;                 /* 0: context, in grey; 1: base; 2: highest; 3: lowest */
} ent_chart_line;

/* The last value in words: for a sentence ("about 35%"), and in short form ("≈35%"). */
const char *ent_line_end_words(ent_chart_context *context, const ent_chart_line *self);
const char *ent_line_end_compact(ent_chart_context *context, const ent_chart_line *self);

/* Reads the curve of a variant from the columns x, y and low_high of a table. Its count is 0 where the table has no row
 * of the variant, or memory is out. */
ent_chart_line ent_line_read(ent_chart_context *context, const ent_table *table, size_t variant, const char *x,
    const char *y, const char *const low_high[2]);

/* Last value; NaN without any. */
double ent_line_end(const ent_chart_line *self);

/* The last point with its interval, and low and high as its range across worlds. */
ent_chart_figure ent_line_end_figure(const ent_chart_line *self);

/* Value at x by linear interpolation; outside the curve its first or last value. */
double ent_line_at(const ent_chart_line *self, double x);

/* First x at which the curve crosses a level, by linear interpolation; NaN where it never does. */
double ent_line_crossing(const ent_chart_line *self, double level);

/* Whether the end of a curve lies clearly above that of another: their intervals do not overlap; without intervals,
 * whether it is higher. */
bool ent_line_is_above(const ent_chart_line *self, const ent_chart_line *other);

/* Ranks line[0] 1, and the curves with the highest and the lowest end 2 and 3 where they differ from it clearly, and
 * by more than `margin` (probability). */
void ent_lines_rank(ent_chart_line *line, size_t count, double margin);

/* Colour of a rank for thin lines and words: a name from plots/style.gp. */
const char *ent_rank_colour(int rank);

/* Writes the gnuplot datablock $NAME: for each curve a block of lines `x y low high`, the last three in per cent. */
void ent_lines_put(ent_page *page, const char *name, const ent_chart_line *line, size_t count);

/* Writes the datablock $NAME: for each curve a block of lines `x low high` in per cent, with a blank line where the
 * range is not known, so that no band is drawn across points without one. */
void ent_bands_put(ent_page *page, const char *name, const ent_chart_line *line, size_t count);

/* Writes a label at the right end of every curve, from x on: the last value and, with several curves, the name. Labels
 * are spread so that they do not overlap; a thin line leads from each curve to its label. */
void ent_lines_label_ends(ent_chart_context *context, ent_page *page, const ent_chart_plot *plot,
    const ent_chart_line *line, size_t count, double x);

/* Writes the order in which the curves are drawn (context first, base last), those in colour, and the ranks. line:
 * [count]. */
void ent_lines_put_order(ent_page *page, const ent_chart_line *line, size_t count);

#endif
