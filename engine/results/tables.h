/* The tables of a run, one function each. A call writes the rows of one variant, after the header where the writer is
 * still empty. What cannot be computed (nothing to divide, one world, too few draws) is an empty cell. Failures are in
 * the writer's status. */
#ifndef ENT_RESULTS_TABLES_H
#define ENT_RESULTS_TABLES_H

#include "results/csv.h"
#include "scenario/scenario.h"
#include "tally/tally.h"

#include <stddef.h>
#include <stdint.h>

/* One variant's run. The scenario's counts must be those that the tally was laid out for. */
typedef struct ent_figures {
    const char *variant;          /* "base" for the file itself */
    const ent_scenario *scenario; /* of this variant */
    const ent_tally *tally;
    const ent_tally *base;        /* of the base, for paired differences; NULL: these stay empty */
    const double *threshold;      /* [tally->layout.thresholds], in troops */
} ent_figures;

/* One row an outcome in file order; `unclassified` follows where some draw was. `draws` are all draws. */
void ent_table_outcomes(ent_csv_writer *self, const ent_figures *figures);

/* One row. The base's difference to itself is 0, exactly. */
void ent_table_headline(ent_csv_writer *self, const ent_figures *figures);

void ent_table_contributors(ent_csv_writer *self, const ent_figures *figures);
void ent_table_force(ent_csv_writer *self, const ent_figures *figures);

/* Months 1 to that of the last round; the single month 0 where there are no demands or no parties. */
void ent_table_talks(ent_csv_writer *self, const ent_figures *figures);
void ent_table_demands(ent_csv_writer *self, const ent_figures *figures);
void ent_table_parties(ent_csv_writer *self, const ent_figures *figures);

/* Agreed packages by falling count; equals in order of their index. ENT_ERR_NO_MEMORY in the status. */
void ent_table_packages(ent_csv_writer *self, const ent_figures *figures);
void ent_table_truce(ent_csv_writer *self, const ent_figures *figures);
void ent_table_convergence(ent_csv_writer *self, const ent_figures *figures);

/* The checks that are asked of this variant: those without `in`, of "base"; the others of the one they name. A check
 * whose probability is undefined does not hold. Returns how many did not hold. */
size_t ent_table_checks(ent_csv_writer *self, const ent_figures *figures);

/* What the run understood of one setting; quantiles are NaN where it has none. */
typedef struct ent_assumption_row {
    const char *path, *written, *understood;
    double p05, p50, p95;
    const char *note, *source;
} ent_assumption_row;

void ent_table_assumptions(
    ent_csv_writer *self, const char *variant, const ent_assumption_row *row, size_t rows);

typedef struct ent_warning_row {
    const char *path, *warning;
    uint64_t count;
} ent_warning_row;

void ent_table_warnings(ent_csv_writer *self, const char *variant, const ent_warning_row *row, size_t rows);

/* A cell of draws.csv: text where it is not NULL, else the number (NaN: empty). */
typedef struct ent_draw_cell {
    const char *text;
    double number;
} ent_draw_cell;

/* The columns of draws.csv after `variant, world, draw` and before `outcome`, in order, as names in the arena: every
 * factor; plain events; each contributor's C.joins and C.troops; force.offered, force.required, force.contributors;
 * agreed, talks.month, talks.round; each deal.DEMAND; each party's P.utility and P.threshold; force.committed,
 * truce.held, truce.months, truce.violations, truce.cause. NULL when memory is out. */
const char **ent_draw_columns(const ent_scenario *scenario, ent_arena *arena, size_t *columns);

typedef struct ent_draw_row {
    uint64_t world, draw;
    const ent_draw_cell *cell; /* [columns] */
    const char *outcome;
} ent_draw_row;

void ent_table_draws_header(ent_csv_writer *self, const char *const *column, size_t columns);
void ent_table_draws_row(ent_csv_writer *self, const char *variant, const ent_draw_row *row, size_t columns);

/* One point of a sweep: the value taken on each of its axes, and what the headline came to. */
typedef struct ent_sweep_row {
    const char *variant;
    const ent_sweep *sweep;
    const size_t *value; /* [sweep->axes], indices into the axes' values */
    const char *expression;
    ent_estimate estimate;
} ent_sweep_row;

/* One column a path that any of the sweeps varies, in order of first appearance; empty where a sweep does not. */
void ent_table_sweeps_header(ent_csv_writer *self, const ent_sweep *sweep, size_t sweeps);
void ent_table_sweeps_row(
    ent_csv_writer *self, const ent_sweep *sweep, size_t sweeps, const ent_sweep_row *row);

#endif
