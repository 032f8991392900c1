/* The columns of a data table as durations: which rows, which time, which event, which covariates. */
#ifndef ENT_JOBS_FIT_FIT_DATA_H
#define ENT_JOBS_FIT_FIT_DATA_H

#include "analysis/survival/survival_data.h"
#include "base/diagnostic.h"
#include "settings/tables/data_table.h"

#include <stdbool.h>
#include <stddef.h>

/* Choice of columns and rows of a table. Strings are borrowed; NULL where a choice is left out. */
typedef struct ent_fit_choice {
    const char *time;       /* column of durations */
    const char *event;      /* column of 0 and 1, or COLUMN=TEXT: 1 where the cell is TEXT */
    const char *covariates; /* columns of numbers, or COLUMN=TEXT, with commas between them; NULL: none */
    const char *entered;    /* column, or a number for all rows; NULL: all are observed from 0 */
    const double *censor;   /* duration at which rows that last longer count as not failed; NULL: none */
    const char *where;      /* condition on rows (row_condition.h); NULL: all rows */
} ent_fit_choice;

/* A column, or with `equals` a cell's equality with a text as 0 or 1. */
typedef struct ent_fit_column {
    const char *name;   /* as written: "armed", "kind=interstate" */
    size_t column;      /* of the table */
    const char *equals; /* NULL: the number in the cell */
    bool binary;        /* it is 0 or 1 in all rows chosen */
} ent_fit_column;

/* Durations read from a table. All memory is the table's arena. */
typedef struct ent_fit_data {
    const ent_data_table *table;
    ent_survival_data data;
    size_t *row; /* [data.rows] row of the table */
    ent_fit_column time, event, entered;
    ent_fit_column *covariate; /* [data.covariates] */
    double entered_at;         /* duration at which all rows enter, if it is one; else NaN */
    size_t left_out;           /* rows for which --where does not hold */
    size_t failures;
} ent_fit_data;

/* Reads the rows. ENT_OK; ENT_ERR_SCENARIO with a diagnostic for each column that is not there or has cells that cannot
 * be read (one a column and kind of mistake, with the number of rows), and where no row is left; ENT_ERR_NO_MEMORY. */
int ent_fit_data_read(
    ent_fit_data *self, const ent_data_table *table, const ent_fit_choice *choice, ent_diagnostics *diagnostics);

#endif
