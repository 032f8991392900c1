/* Tables of figures in the report: which columns of a CSV are shown, under which heads, and how they are said. */
#ifndef ENT_REPORT_DATA_H
#define ENT_REPORT_DATA_H

#include "report/digest.h"
#include "report/html.h"

/* How a cell is said. What a kind needs beside its own column it takes from the columns that tables share: mc_low,
 * mc_high, world_p05, world_p95, difference, difference_low, difference_high. */
typedef enum ent_data_kind {
    ENT_DATA_TEXT,       /* as it stands */
    ENT_DATA_VARIANT,    /* a variant's display name */
    ENT_DATA_NAME,       /* an id, by its display name in section `more` ("demands") */
    ENT_DATA_READABLE,   /* an id made readable */
    ENT_DATA_YES,        /* 1 as yes, 0 as no */
    ENT_DATA_PERCENT,    /* a share: "34%", "<1%" */
    ENT_DATA_GIVEN,      /* a share that may be 0% or 100% */
    ENT_DATA_FIGURE,     /* an estimate, with its digits after its interval */
    ENT_DATA_INTERVAL,   /* mc_low to mc_high */
    ENT_DATA_RANGE,      /* world_p05 to world_p95 */
    ENT_DATA_DIFFERENCE, /* with whether it is clear */
    ENT_DATA_NUMBER,
    ENT_DATA_SCORE,      /* from 0 to 1, two decimals */
    ENT_DATA_TROOPS, /* two significant digits */
    ENT_DATA_MONTHS
} ent_data_kind;

typedef struct ent_data_column {
    const char *column; /* of the CSV; with kinds that need none, any */
    const char *head;
    ent_data_kind kind;
    const char *more;
} ent_data_column;

enum { ENT_DATA_COLUMNS = 40 };

typedef struct ent_data {
    const ent_table *table;
    const char *caption;
    const ent_data_column *column; /* the first is the row's head */
    size_t columns;
    bool (*shows)(const struct ent_data *self, const ent_digest *digest, size_t row); /* NULL: every row */
} ent_data;

/* How many rows are shown. */
size_t ent_data_rows(const ent_data *self, const ent_digest *digest);

/* A <table> with caption, in a region of its own that scrolls sideways. */
void ent_data_table(const ent_data *self, ent_html *out, ent_digest *digest);

/* The same in a sentence a row, for those who do not see a chart: the first rows, and how many more there are. */
const char *ent_data_words(const ent_data *self, ent_digest *digest);

/* For `shows`: rows of the base; months that are told (1, 3, 6, each full year, a variant's last). */
bool ent_data_of_base(const ent_data *self, const ent_digest *digest, size_t row);
bool ent_data_of_month(const ent_data *self, const ent_digest *digest, size_t row);

/* The start and end of such a region; the title says what it is. */
void ent_data_scroll(ent_html *out, const char *title);
void ent_data_scroll_end(ent_html *out);

#endif
