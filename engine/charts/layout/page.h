/* The gnuplot script of one chart: beginning, title, labels, numbers, footer, and the drawing commands of
 * plots/NAME.gp.
 *
 * Lengths are in page units: the page is 720 wide and 480 high, (0, 0) its top left corner. Texts of a user are written
 * by ent_page_text and ent_page_quote only, which escape them. */
#ifndef ENT_CHARTS_LAYOUT_PAGE_H
#define ENT_CHARTS_LAYOUT_PAGE_H

#include "base/arena.h"
#include "charts/layout/font_cover.h"

#include <stddef.h>
#include <stdio.h>

/* Marks the title in a drawing: in SVG it is the first family of the title's font. Not the name of any font. */
#define ENT_PAGE_TITLE_MARK "chart-title"

enum {
    ENT_PAGE_WIDTH = 720,
    ENT_PAGE_HEIGHT = 480,
    ENT_PAGE_LEFT = 25,   /* Left margin of title, labels and footer */
    ENT_PAGE_RIGHT = 695, /* Right margin */
    ENT_PAGE_BOTTOM = 402 /* Lower edge of the plot; labels of the tics and the footer are below it */
};

/* Which end of a label lies at its x. */
typedef enum ent_page_align { ENT_PAGE_START, ENT_PAGE_MIDDLE, ENT_PAGE_END } ent_page_align;

/* The type of a label. */
typedef struct ent_page_type {
    double size; /* Page units */
    int bold;
    const char *colour; /* A name from plots/style.gp ("ink") or a quoted colour ("'#1B4F7A'"); never text of a user */
    ent_page_align align;
} ent_page_type;

/* A script while it is written. */
typedef struct ent_page {
    FILE *file; /* into memory: bytes [length], to be freed, once it is closed */
    char *bytes;
    size_t length;
    const char *name;      /* "outcomes": name of the chart and its files, and prefix of ids in the drawing */
    ent_arena *arena;      /* Scratch memory; borrowed */
    double top;            /* Upper limit of the plot below title and subtitle, page units; set by ent_page_head */
    ent_font_cover *cover; /* Fonts of the drawing: a character that they lack is replaced. NULL: none is; borrowed */
    int failed;            /* 1: memory is out or the file cannot be written, so that the script must not be used */
} ent_page;

/* Writes the beginning of the script: its name and `style`, the text of plots/style.gp. */
void ent_page_begin(ent_page *self, const char *style);

/* Writes the title (bold, two lines at most), marked as such in SVG, and the subtitle (two lines at most); sets
 * self->top. */
void ent_page_head(ent_page *self, const char *title, const char *subtitle);

/* Writes the footer: an explanation of the marks (three lines at most) and the source of the figures (one line). */
void ent_page_foot(ent_page *self, const char *marks, const char *source);

/* Writes one line of text, centred vertically on y. */
void ent_page_text(ent_page *self, double x, double y, ent_page_type type, const char *text);

/* Writes one line, `bold` in bold and `rest` in regular type. */
void ent_page_text_pair(ent_page *self, double x, double y, ent_page_type type, const char *bold, const char *rest);

/* Writes text in up to `most` lines (at most 6) no wider than width. anchor: y is the middle of the block (0), its
 * first line (1) or its last line (-1). Returns the number of lines. */
size_t ent_page_block(
    ent_page *self, double x, double y, ent_page_type type, double width, size_t most, int anchor, const char *text);

/* Returns the height of a line of type, page units. */
double ent_page_leading(double size);

/* Writes a thin line. */
void ent_page_line(ent_page *self, double x0, double y0, double x1, double y1, const char *colour);

/* Writes the edges of the plot as the gnuplot variables left, right, top, bottom. */
void ent_page_frame(ent_page *self, double left, double right, double top, double bottom);

/* Writes text as a gnuplot string in single quotes, escaped for enhanced mode. */
void ent_page_quote(ent_page *self, const char *text);

/* Writes the tics of an axis ("xtics"): label[i] at the value at[i] of the axis, [count] each. */
void ent_page_tics(ent_page *self, const char *axis, const double *at, const char *const *label, size_t count);

/* printf into the script; for numbers and names of this program, never for texts of a user. */
void ent_page_put(ent_page *self, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Writes a blank and a number, NaN as gnuplot reads it. */
void ent_page_number(ent_page *self, double value);

/* Ends the script with the drawing commands, the text of plots/NAME.gp. */
void ent_page_end(ent_page *self, const char *drawing);

/* Fills at[0..room) with round values from the last at or below `low` to the first at or above `high`, in about
 * `wanted` steps of 1, 2, 2.5 or 5 times a power of 10. Returns their number. */
size_t ent_page_ticks(double low, double high, double wanted, double *at, size_t room);

#endif
