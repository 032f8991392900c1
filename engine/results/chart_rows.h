/* Rows of named things: where each row is, how large its type, and its name at the left. */
#ifndef ENT_RESULTS_CHART_ROWS_H
#define ENT_RESULTS_CHART_ROWS_H

#include "results/chart_page.h"

typedef struct ent_chart_rows {
    double top, bottom; /* of all rows */
    double pitch;       /* from row to row */
    double bar;         /* height of a bar */
    double name;        /* type size of names and figures */
    double small;       /* type size of what stands beneath or beside them */
    int two_lines;      /* room for a second line in a row */
} ent_chart_rows;

/* Spreads `count` rows between top and bottom; few rows stay near the top, at most `widest` apart. */
ent_chart_rows ent_rows_lay(size_t count, double top, double bottom, double widest);

/* Middle of a row, counted from 0. */
double ent_rows_middle(const ent_chart_rows *self, size_t row);

/* Makes the type of all names smaller, within reason, until this one fits. */
void ent_rows_fit(ent_chart_rows *self, const char *name, double width);

/* The row's name at the left margin, in at most `width`. */
void ent_rows_name(const ent_chart_rows *self, ent_page *page, size_t row, const char *name, double width);

/* A figure with its range beneath (or beside it, where rows are tight), ending at x. */
void ent_rows_figure(
    const ent_chart_rows *self, ent_page *page, size_t row, double x, const char *figure, const char *range);

/* Head of a column of such figures, ending at x, standing on y: bold, and regular beneath. */
void ent_rows_head(ent_page *page, double x, double y, const char *bold, const char *plain);

#endif
