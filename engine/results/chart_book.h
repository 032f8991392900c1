/* What all charts of one scenario share: the tables, the variants in order, names, sentences, and the pages written. */
#ifndef ENT_RESULTS_CHART_BOOK_H
#define ENT_RESULTS_CHART_BOOK_H

#include "results/chart_page.h"
#include "results/charts.h"
#include "results/csv_read.h"

/* The tables that charts are drawn from. */
typedef enum ent_chart_table {
    ENT_TABLE_OUTCOMES,
    ENT_TABLE_HEADLINE,
    ENT_TABLE_CONTRIBUTORS,
    ENT_TABLE_FORCE,
    ENT_TABLE_TALKS,
    ENT_TABLE_DEMANDS,
    ENT_TABLE_TRUCE,
    ENT_TABLE_SWEEPS,
    ENT_TABLE_CONVERGENCE,
    ENT_TABLE_COUNT
} ent_chart_table;

/* A probability with its two uncertainties; NaN where the table is blank. */
typedef struct ent_chart_figure {
    double p;
    double mc_low, mc_high;      /* 95% Monte Carlo interval */
    double world_p05, world_p95; /* range across worlds */
} ent_chart_figure;

/* One chart to be drawn. */
typedef struct ent_chart_job {
    const char *name; /* "outcomes": script charts/outcomes.gp, drawing charts/outcomes.svg */
    struct ent_chart_job *next;
} ent_chart_job;

typedef struct ent_chart_book {
    ent_arena arena;
    const ent_chart_request *request;
    ent_diagnostics *diagnostics;
    ent_csv table[ENT_TABLE_COUNT];
    ent_chart_name *variant; /* in order, every one with a label */
    size_t variants;
    const char *headline; /* expression */
    const char *style;    /* text of style.gp */
    ent_chart_job *jobs;  /* scripts written, newest first */
    int status;           /* the first failure; nothing is drawn after ENT_ERR_NO_MEMORY */
} ent_chart_book;

/* Reads the tables that are there. A zeroed struct may be closed. */
int ent_book_open(ent_chart_book *self, const ent_chart_request *request, ent_diagnostics *diagnostics);
void ent_book_close(ent_chart_book *self);

/* Zeroed memory of the book; NULL when memory is out, which book->status then says. */
void *ent_book_take(ent_chart_book *self, size_t count, size_t size);

/* printf into the book's memory; "" when memory is out. */
const char *ent_book_say(ent_chart_book *self, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Rows of a table that belong to variant v: fills `row` (room for table rows, from the book) and returns how many. */
size_t ent_book_rows(ent_chart_book *self, ent_chart_table table, size_t variant, size_t **row);

/* A figure from columns `probability` (or as named) and, where the table has them, the intervals. */
ent_chart_figure ent_book_figure(const ent_csv *table, size_t row, const char *column);

/* Display name by path ("demands.western_troops"), else `id` made readable. */
const char *ent_book_label(ent_chart_book *self, const char *path, const char *id);

/* What the headline says: as a clause ("the truce holds") and as a heading ("Truce holds"). */
const char *ent_book_clause(ent_chart_book *self);
const char *ent_book_heading(ent_chart_book *self);

/* The headline's figure for a variant; all NaN when there is none. */
ent_chart_figure ent_book_headline(ent_chart_book *self, size_t variant);

/* Opens charts/NAME.gp and starts it. NULL when it cannot be written (status and diagnostics say so). */
ent_page *ent_book_page(ent_chart_book *self, const char *name);

/* Foot, drawing commands of plots/DRAWING.gp, close; the chart is then ready for gnuplot. */
void ent_book_page_end(ent_chart_book *self, ent_page *page, const char *marks, const char *drawing);

/* A chart that has nothing to show says why, in place of a drawing. */
void ent_book_note(ent_chart_book *self, const char *name, const char *title, const char *subtitle, const char *why);

/* Sentence for the foot on a range that is blank; "" where a figure has one. */
const char *ent_book_no_range(const ent_chart_figure *figure, size_t count);

#endif
