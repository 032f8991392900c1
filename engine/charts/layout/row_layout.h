/* Charts of one row an item: heights of the rows, type sizes, and the item's name at the left margin. Lengths are in
 * page units, y downwards. */
#ifndef ENT_CHARTS_LAYOUT_ROW_LAYOUT_H
#define ENT_CHARTS_LAYOUT_ROW_LAYOUT_H

#include "charts/layout/page.h"

typedef struct ent_row_layout {
    double top, bottom; /* Edges of all rows, page units */
    double pitch;       /* Distance from row to row, page units */
    double bar;         /* Height of a bar, page units */
    double name;        /* Type size of names and figures, page units */
    double small;       /* Type size of ranges below or beside the figures, page units */
    int two_lines;      /* 1: a row has room for a second line of type */
} ent_row_layout;

/* Distributes `count` rows between top and bottom, at most 1.7 times `widest` apart: one or two rows
 * stay near the top. */
ent_row_layout ent_row_layout_make(size_t count, double top, double bottom, double widest);

/* Returns the middle of a row, counted from 0. */
double ent_row_middle(const ent_row_layout *self, size_t row);

/* Decreases the type size of all names, to a limit, until this name fits into `width`. */
void ent_row_fit(ent_row_layout *self, const char *name, double width);

/* Writes the name of a row at the left margin, no wider than `width`. */
void ent_row_name(const ent_row_layout *self, ent_page *page, size_t row, const char *name, double width);

/* Writes a figure that ends at x, and its range below it (beside it where a row has one line). */
void ent_row_figure(
    const ent_row_layout *self, ent_page *page, size_t row, double x, const char *figure, const char *range);

/* Writes the head of a column of figures, ending at x: a bold line, and a regular line at height y below it. */
void ent_row_head(ent_page *page, double x, double y, const char *bold, const char *plain);

#endif
