/* A condition on the rows of a data table, in the language of formulas: `outcome == 'ceasefire' and months > 12`. */
#ifndef ENT_JOBS_FIT_ROW_CONDITION_H
#define ENT_JOBS_FIT_ROW_CONDITION_H

#include "base/diagnostic.h"
#include "formula/ast.h"
#include "settings/tables/data_table.h"

#include <stdbool.h>

/* A condition, ready for rows. All memory is the table's arena. */
typedef struct ent_row_condition {
    const ent_data_table *table;
    const ent_source *source; /* the text of the option, for positions */
    ent_ast *formula;
    ent_diagnostics *diagnostics;
    size_t errors;
} ent_row_condition;

/* Parses a condition: comparisons, and, or, not, numbers, texts in single quotes with == and !=, and the names of
 * columns; `outcome=ceasefire` stands for outcome == 'ceasefire'. option: its name, for messages. Both strings must
 * outlive self. ENT_OK; ENT_ERR_SCENARIO with a diagnostic; ENT_ERR_NO_MEMORY. */
int ent_row_condition_init(ent_row_condition *self, const ent_data_table *table, const char *option, const char *text,
    ent_diagnostics *diagnostics);

/* Whether the condition holds in a row: a comparison with an empty cell does not. ENT_ERR_SCENARIO with a diagnostic:
 * a cell is no number where one is needed. */
int ent_row_condition_holds(ent_row_condition *self, size_t row, bool *holds);

/* The help for a column that is not there: the nearest name, or all of them. In the table's arena; NULL when memory is
 * out. */
const char *ent_column_help(const ent_data_table *table, const char *name);

#endif
