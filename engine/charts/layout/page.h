/* One chart as a gnuplot script: head, foot, labels, numbers, and the drawing commands of plots/NAME.gp.
 *
 * Lengths are in page units: the page is 720 wide and 480 high, (0, 0) its top left corner. Text of the user reaches
 * the script only through ent_page_text and ent_page_quote, which escape it. */
#ifndef ENT_CHARTS_LAYOUT_PAGE_H
#define ENT_CHARTS_LAYOUT_PAGE_H

#include "base/arena.h"

#include <stddef.h>
#include <stdio.h>

/* Marks the title in a drawing: in SVG it is the first family of the title's font. Not the name of any font. */
#define ENT_PAGE_TITLE_MARK "chart-title"

enum {
    ENT_PAGE_WIDTH = 720,
    ENT_PAGE_HEIGHT = 480,
    ENT_PAGE_LEFT = 25, /* the margin that title, labels and footer share */
    ENT_PAGE_RIGHT = 695,
    ENT_PAGE_BOTTOM = 402 /* the plot's lower edge; the tics' labels and the footer are below */
};

typedef enum ent_page_align { ENT_PAGE_START, ENT_PAGE_MIDDLE, ENT_PAGE_END } ent_page_align;

/* How a label is set. */
typedef struct ent_page_type {
    double size;
    int bold;
    const char *colour; /* a name from plots/style.gp ("ink") or a quoted colour ("'#1B4F7A'"); never user text */
    ent_page_align align;
} ent_page_type;

typedef struct ent_page {
    FILE *file;       /* the script while it is written */
    const char *name; /* "outcomes": the chart, its files, and its id in the drawing */
    ent_arena *arena; /* for scratch */
    double top;       /* where the plot may begin, under the head */
    int failed;       /* memory or disk ran out: the script is not to be used */
} ent_page;

/* Starts a script in `file` with the chart's name and the text of plots/style.gp. */
void ent_page_begin(ent_page *self, const char *style);

/* Writes the title (bold, two lines at most), marked as such in SVG, and the subtitle (two lines at most); sets
 * self->top. */
void ent_page_head(ent_page *self, const char *title, const char *subtitle);

/* What the marks mean (two lines at most), and where the figures come from (one line). */
void ent_page_foot(ent_page *self, const char *marks, const char *source);

/* One line of text, centred vertically on y. */
void ent_page_text(ent_page *self, double x, double y, ent_page_type type, const char *text);

/* Like ent_page_text, with the first `bold` part in bold and the rest regular. */
void ent_page_text_pair(ent_page *self, double x, double y, ent_page_type type, const char *bold, const char *rest);

/* Up to `most` lines (at most 6) no wider than width, their block centred on y (anchor 0), hanging from it (1) or
 * standing on it (-1). Returns the number of lines. */
size_t ent_page_block(
    ent_page *self, double x, double y, ent_page_type type, double width, size_t most, int anchor, const char *text);

/* Height of one line of type of this size. */
double ent_page_leading(double size);

/* A thin line. */
void ent_page_line(ent_page *self, double x0, double y0, double x1, double y1, const char *colour);

/* gnuplot variables: the plot's edges, in page units. */
void ent_page_frame(ent_page *self, double left, double right, double top, double bottom);

/* Text as a gnuplot string in single quotes, safe for enhanced mode. */
void ent_page_quote(ent_page *self, const char *text);

/* Tic labels: `set xtics ('0' 0, ...)`, built one by one. Format as for percentages where percent is 1. */
void ent_page_tics(ent_page *self, const char *axis, const double *at, const char *const *label, size_t count);

/* printf into the script; for numbers and names of this program only. */
void ent_page_put(ent_page *self, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A number, or NaN as gnuplot reads it. */
void ent_page_number(ent_page *self, double value);

/* Ends the script with the drawing commands. */
void ent_page_end(ent_page *self, const char *drawing);

/* Round tics from 0 (or from `low`) to the first that reaches `high`; fills at most `room` places and returns how many.
 * `wanted` is about how many steps there should be. */
size_t ent_page_ticks(double low, double high, double wanted, double *at, size_t room);

#endif
