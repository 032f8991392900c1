/* Rows of named things: where each row is, how large its type, and its name at the left. */
#ifndef ENT_CHARTS_LAYOUT_ROW_LAYOUT_H
#define ENT_CHARTS_LAYOUT_ROW_LAYOUT_H

#include "charts/layout/page.h"

typedef struct ent_row_layout {
    double top, bottom; /* of all rows */
    double pitch;       /* from row to row */
    double bar;         /* height of a bar */
    double name;        /* type size of names and figures */
    double small;       /* type size of what stands beneath or beside them */
    int two_lines;      /* room for a second line in a row */
} ent_row_layout;

/* Spreads `count` rows between top and bottom; few rows stay near the top, at most `widest` apart. */
ent_row_layout ent_row_layout_make(size_t count, double top, double bottom, double widest);

/* Middle of a row, counted from 0. */
double ent_row_middle(const ent_row_layout *self, size_t row);

/* Makes the type of all names smaller, within reason, until this one fits. */
void ent_row_fit(ent_row_layout *self, const char *name, double width);

/* The row's name at the left margin, in at most `width`. */
void ent_row_name(const ent_row_layout *self, ent_page *page, size_t row, const char *name, double width);

/* A figure with its range beneath (or beside it, where rows are tight), ending at x. */
void ent_row_figure(
    const ent_row_layout *self, ent_page *page, size_t row, double x, const char *figure, const char *range);

/* Head of a column of such figures, ending at x, standing on y: bold, and regular beneath. */
void ent_row_head(ent_page *page, double x, double y, const char *bold, const char *plain);

#endif
