/* HTML tables of the report: the columns of a CSV table that are shown, their heads, and the format of their cells. */
#ifndef ENT_REPORT_TABLE_VIEW_H
#define ENT_REPORT_TABLE_VIEW_H

#include "report/html.h"
#include "report/run_data.h"

/* Format of a cell. Kinds that need more than their own column read the columns common to all tables: mc_low, mc_high,
 * world_p05, world_p95. */
typedef enum ent_table_view_kind {
    ENT_TABLE_VIEW_TEXT,             /* unchanged */
    ENT_TABLE_VIEW_VARIANT,          /* a variant's display name */
    ENT_TABLE_VIEW_NAME,             /* an id, by its display name in section `more` ("demands") */
    ENT_TABLE_VIEW_READABLE,         /* an id made readable */
    ENT_TABLE_VIEW_QUANTITY,         /* an unknown by world, by its display name (wording/analysis/quantity_name.h) */
    ENT_TABLE_VIEW_AMOUNT,           /* a value of information with its unit, rounded by NAME_low and NAME_high */
    ENT_TABLE_VIEW_OPTION,           /* an option of a demand, by its display name; `more` as below */
    ENT_TABLE_VIEW_YES,              /* 1: yes, 0: no, blank: undetermined */
    ENT_TABLE_VIEW_PERCENT,          /* a share: "34%", "<1%" */
    ENT_TABLE_VIEW_GIVEN,            /* a share that may be 0% or 100% */
    ENT_TABLE_VIEW_FIGURE,           /* an estimate, rounded by its interval */
    ENT_TABLE_VIEW_INTERVAL,         /* mc_low to mc_high */
    ENT_TABLE_VIEW_RANGE,            /* world_p05 to world_p95, "not measured" or "nothing unknown" */
    ENT_TABLE_VIEW_OWN_FIGURE,       /* as FIGURE, by the interval in the columns NAME_low and NAME_high */
    ENT_TABLE_VIEW_OWN_INTERVAL,     /* NAME_low to NAME_high of the column NAME */
    ENT_TABLE_VIEW_VALUE,            /* a mean in a unit of its own, rounded by mc_low and mc_high */
    ENT_TABLE_VIEW_VALUE_INTERVAL,   /* mc_low to mc_high in that unit */
    ENT_TABLE_VIEW_VALUE_RANGE,      /* world_p05 to world_p95 in that unit */
    ENT_TABLE_VIEW_VALUE_SPREAD,     /* p05 to p95 in that unit */
    ENT_TABLE_VIEW_VALUE_DIFFERENCE, /* `difference` in that unit, with its interval */
    ENT_TABLE_VIEW_NUMBER,
    ENT_TABLE_VIEW_SCORE,  /* from 0 to 1, two decimals */
    ENT_TABLE_VIEW_TROOPS, /* two significant digits */
    ENT_TABLE_VIEW_MONTHS,
    ENT_TABLE_VIEW_DATE /* a month of the talks: its number and, where the scenario gives a start, its date */
} ent_table_view_kind;

typedef struct ent_table_view_column {
    const char *column; /* of the CSV; any for kinds that read shared columns alone */
    const char *head;
    ent_table_view_kind kind;
    const char *more; /* ENT_TABLE_VIEW_NAME: section of the display name ("demands"); OPTION: id of the demand, NULL
                         for the one in the column `demand`; else NULL */
} ent_table_view_column;

enum { ENT_TABLE_VIEW_COLUMNS = 40 };

typedef struct ent_table_view {
    const ent_table *table;
    const char *caption;
    const ent_table_view_column *column; /* the first is the row's head */
    size_t columns;
    bool (*shows)(const struct ent_table_view *self, const ent_run_data *digest, size_t row); /* NULL: every row */
} ent_table_view;

/* Number of rows shown. */
size_t ent_table_view_rows(const ent_table_view *self, const ent_run_data *digest);

/* Writes a <table> with caption, in a region that scrolls sideways. */
void ent_table_view_table(const ent_table_view *self, ent_html *out, ent_run_data *digest);

/* Text alternative of a chart: one sentence for each of the first rows, and the number of rows left out. The string
 * belongs to the digest. */
const char *ent_table_view_words(const ent_table_view *self, ent_run_data *digest);

/* Values of `shows`: rows of the base; months 1, 3, 6, each full year, and a variant's last. */
bool ent_table_view_of_base(const ent_table_view *self, const ent_run_data *digest, size_t row);
bool ent_table_view_of_month(const ent_table_view *self, const ent_run_data *digest, size_t row);

/* Start and end of a region that scrolls sideways; title: its label for screen readers. */
void ent_table_view_scroll(ent_html *out, const char *title);
void ent_table_view_scroll_end(ent_html *out);

#endif
