/* HTML tables of the report: the columns of a CSV table that are shown, their heads, and the format of their cells. */
#ifndef ENT_REPORT_DATA_H
#define ENT_REPORT_DATA_H

#include "report/digest.h"
#include "report/html.h"

/* Format of a cell. Kinds that need more than their own column read the columns common to all tables: mc_low, mc_high,
 * world_p05, world_p95, difference, difference_low, difference_high. */
typedef enum ent_data_kind {
    ENT_DATA_TEXT,       /* unchanged */
    ENT_DATA_VARIANT,    /* a variant's display name */
    ENT_DATA_NAME,       /* an id, by its display name in section `more` ("demands") */
    ENT_DATA_READABLE,   /* an id made readable */
    ENT_DATA_YES,        /* 1: yes, 0: no */
    ENT_DATA_PERCENT,    /* a share: "34%", "<1%" */
    ENT_DATA_GIVEN,      /* a share that may be 0% or 100% */
    ENT_DATA_FIGURE,     /* an estimate, rounded by its interval */
    ENT_DATA_INTERVAL,   /* mc_low to mc_high */
    ENT_DATA_RANGE,      /* world_p05 to world_p95 */
    ENT_DATA_DIFFERENCE, /* in points, and whether its interval leaves out 0 */
    ENT_DATA_NUMBER,
    ENT_DATA_SCORE,  /* from 0 to 1, two decimals */
    ENT_DATA_TROOPS, /* two significant digits */
    ENT_DATA_MONTHS
} ent_data_kind;

typedef struct ent_data_column {
    const char *column; /* of the CSV; any for kinds that read shared columns alone */
    const char *head;
    ent_data_kind kind;
    const char *more; /* ENT_DATA_NAME: section of the display name ("demands"); else NULL */
} ent_data_column;

enum { ENT_DATA_COLUMNS = 40 };

typedef struct ent_data {
    ent_digest_table table;
    const char *caption;
    const ent_data_column *column; /* the first is the row's head */
    size_t columns;
    bool (*shows)(const struct ent_data *self, const ent_digest *digest, size_t row); /* NULL: every row */
} ent_data;

/* Number of rows shown. */
size_t ent_data_rows(const ent_data *self, const ent_digest *digest);

/* Writes a <table> with caption, in a region that scrolls sideways. */
void ent_data_table(const ent_data *self, ent_html *out, ent_digest *digest);

/* Text alternative of a chart: one sentence for each of the first rows, and the number of rows left out. The string
 * belongs to the digest. */
const char *ent_data_words(const ent_data *self, ent_digest *digest);

/* Values of `shows`: rows of the base; months 1, 3, 6, each full year, and a variant's last. */
bool ent_data_of_base(const ent_data *self, const ent_digest *digest, size_t row);
bool ent_data_of_month(const ent_data *self, const ent_digest *digest, size_t row);

/* Start and end of a region that scrolls sideways; title: its label for screen readers. */
void ent_data_scroll(ent_html *out, const char *title);
void ent_data_scroll_end(ent_html *out);

#endif
