/* The part of the register of assumptions that holds no formula: horizon, rounds, deadline, rule, vetoes, options,
 * correlations, thresholds, headline. */
#ifndef ENT_TABLES_STRUCTURE_ROWS_H
#define ENT_TABLES_STRUCTURE_ROWS_H

#include "base/arena.h"
#include "run/variant_model.h"
#include "tables/assumption_row.h"
#include "tables/format/csv_reader.h"

#include <stdbool.h>
#include <stddef.h>

/* Whether a path belongs to this part. */
bool ent_structure_has(const char *path);

/* Whether a path of the register defines a term or a list of the scenario, so that it needs no source: outcomes,
 * headline, horizon, options, thresholds, members of a correlation. */
bool ent_structure_is_definition(const char *path);

/* Maximal number of rows of a scenario. */
size_t ent_structure_most(const ent_scenario *scenario);

/* Appends the rows of a variant to row, [*rows + ent_structure_most] elements. Defaults that the results depend on have
 * rows too, with `written` empty. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_structure_rows(const ent_variant_model *variant, ent_arena *arena, ent_assumption_row *row, size_t *rows);

/* Calendar month (formula/calendar.h) that is month 0 of the talks, of the first variant in assumptions.csv that has
 * one; NaN where `run.start` is left out. */
double ent_structure_start(const ent_csv *assumptions);

#endif
