/* The state that all charts of one scenario share: tables, variants in order, names, and the scripts written. */
#ifndef ENT_CHARTS_CONTEXT_H
#define ENT_CHARTS_CONTEXT_H

#include "charts/charts.h"
#include "charts/layout/page.h"
#include "folder/ledger.h"
#include "tables/format/csv_reader.h"
#include "tables/tables.h"
#include "wording/display_name.h"

/* A probability in [0, 1] with its two uncertainties; NaN where the cell is empty. */
typedef struct ent_chart_figure {
    double p;
    double mc_low, mc_high;      /* 95% Monte Carlo interval, probability in [0, 1] */
    double world_p05, world_p95; /* 5% and 95% quantile across worlds, probability in [0, 1] */
} ent_chart_figure;

/* One script that gnuplot is to draw. */
typedef struct ent_chart_script {
    const char *name; /* "outcomes": script charts/outcomes.gp, drawing charts/outcomes.svg */
    struct ent_chart_script *next;
} ent_chart_script;

typedef struct ent_chart_context {
    ent_arena arena;
    const ent_chart_request *request; /* borrowed */
    ent_diagnostics *diagnostics;     /* borrowed */
    ent_csv table[ENT_TABLES_COUNT];  /* in the order of ent_tables; empty where not read or not in the folder */
    ent_chart_name *variant; /* [variants] in the order drawn, base first, then those shown; every one has a label */
    size_t variants;
    size_t shown;             /* variants drawn where each takes a row or a label: the first so many */
    ent_capitals capitals;    /* the words that the names of the scenario write with capitals */
    ent_font_cover cover;     /* the fonts that PNG and PDF are drawn with */
    const char *headline;     /* the expression */
    const char *style;        /* text of style.gp */
    ent_ledger drawn;         /* the files of charts/ that this program wrote */
    ent_chart_script *script; /* list of the scripts written, newest first */
    int status;               /* first failure; nothing is drawn after ENT_ERR_NO_MEMORY */
} ent_chart_context;

/* Reads the tables i for which reads[i] is set and that are in the folder, and the names of the variants. Free with
 * ent_context_close in any case; a zeroed struct may be closed. Returns the status: ENT_ERR_IO with a diagnostic (a
 * table, style.gp or the folder charts/), ENT_ERR_NO_MEMORY. */
int ent_context_open(ent_chart_context *self, const ent_chart_request *request, const bool reads[ENT_TABLES_COUNT],
    ent_diagnostics *diagnostics);
void ent_context_close(ent_chart_context *self);

/* Writes a file of charts/ ("outcomes.svg") as a whole, and records it as this program's own. A file of that name that
 * is not, or was changed since, is left unchanged. ENT_OK; ENT_ERR_IO, ENT_ERR_CHART (such a file is there) with a
 * diagnostic; ENT_ERR_NO_MEMORY: also the status, unless it has failed before. */
int ent_context_put(ent_chart_context *self, const char *file, const char *bytes, size_t length);

/* A table of the folder; without rows where it was not read. */
const ent_csv *ent_context_table(const ent_chart_context *self, const ent_table *table);

/* Zeroed memory of the context; NULL when memory is out, which is then the status. */
void *ent_context_alloc(ent_chart_context *self, size_t count, size_t size);

/* printf into the context's memory; "" when memory is out, which is then the status. */
const char *ent_context_printf(ent_chart_context *self, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Finds the rows of a table that belong to variant number `variant`: *row is an array of their numbers, in the
 * context's memory. Returns their number. */
size_t ent_context_rows(ent_chart_context *self, const ent_table *table, size_t variant, size_t **row);

/* Reads a probability from column `column`, and its intervals where the table has them. */
ent_chart_figure ent_context_figure(const ent_csv *table, size_t row, const char *column);

/* Display name of a path ("demands.western_troops"); without one `id` made readable. */
const char *ent_context_label(ent_chart_context *self, const char *path, const char *id);

/* A display name for a chart: one in a script written from the right is isolated, so that figures beside it keep their
 * order. */
const char *ent_context_name(ent_chart_context *self, const char *name);

/* Whether the base has a truce in force: each draw has one, and its months are those of the talks. Read from
 * assumptions.csv, which the chart must list. */
bool ent_context_truce_in_force(const ent_chart_context *self);

/* Whether the scenario has ratification, so that a deal that is signed may come to nothing. Read from ratification.csv,
 * which the chart must list. */
bool ent_context_is_ratified(const ent_chart_context *self);

/* The start of the months of a truce: "signature", "entry into force", "talks began" (a truce in force). */
const char *ent_context_truce_begins(const ent_chart_context *self);

/* Why there is nothing to draw where no deal is ever in force. hint: the place to look where the parties never sign;
 * "" for none. */
const char *ent_context_no_deal(ent_chart_context *self, const char *hint);

/* Sentence for the footer with the number of variants that are not shown; "" for none. */
const char *ent_context_left_out(ent_chart_context *self);

/* The headline in words: as a clause ("the truce holds") and as a heading ("Truce holds"). */
const char *ent_context_clause(ent_chart_context *self);
const char *ent_context_heading(ent_chart_context *self);

/* Name of the measure whose mean the headline is; NULL: it is a probability. */
const char *ent_context_headline_measure(ent_chart_context *self);

/* An estimate in words and digits, "unlikely, 41%": the words are no stronger than its 95% interval [low, high], and
 * are left out without one. */
const char *ent_context_estimate(ent_chart_context *self, double p, double low, double high);

/* Probability of the headline in a variant; all NaN where headline.csv has none. */
ent_chart_figure ent_context_headline(ent_chart_context *self, size_t variant);

/* Opens the script charts/NAME.gp and writes its beginning. NULL where that fails, which is then the status. */
ent_page *ent_context_page(ent_chart_context *self, const char *name);

/* Writes the footer (`marks` explains the marks) and the drawing commands of plots/DRAWING.gp, closes the script and
 * adds it to the list. */
void ent_context_page_end(ent_chart_context *self, ent_page *page, const char *marks, const char *drawing);

/* A chart without anything to draw: a page of its title, subtitle and the reason. */
void ent_context_empty_page(
    ent_chart_context *self, const char *name, const char *title, const char *subtitle, const char *reason);

#endif
