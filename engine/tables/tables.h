/* The registry of the tables of a run: one const descriptor a table.
 *
 * A new table is one file that defines `const ent_table ent_table_NAME` (name, columns, writer), and one line in
 * ENT_TABLES below. The command line, the report, the charts and plots/README.md read the registry. */
#ifndef ENT_TABLES_TABLES_H
#define ENT_TABLES_TABLES_H

#include "tables/table.h"

/* Every table, in the order in which a run writes them. */
#define ENT_TABLES(TABLE)                                                                                              \
    TABLE(outcomes)                                                                                                    \
    TABLE(headline)                                                                                                    \
    TABLE(drivers)                                                                                                     \
    TABLE(differences)                                                                                                 \
    TABLE(measures)                                                                                                    \
    TABLE(contributors)                                                                                                \
    TABLE(force)                                                                                                       \
    TABLE(talks)                                                                                                       \
    TABLE(no_deal)                                                                                                     \
    TABLE(ratification)                                                                                                \
    TABLE(demands)                                                                                                     \
    TABLE(parties)                                                                                                     \
    TABLE(packages)                                                                                                    \
    TABLE(truce)                                                                                                       \
    TABLE(renewal)                                                                                                     \
    TABLE(guarantees)                                                                                                  \
    TABLE(guarantee_months)                                                                                            \
    TABLE(experts)                                                                                                     \
    TABLE(disagreement)                                                                                                \
    TABLE(convergence)                                                                                                 \
    TABLE(checks)                                                                                                      \
    TABLE(assumptions)                                                                                                 \
    TABLE(warnings)                                                                                                    \
    TABLE(draws)                                                                                                       \
    TABLE(frontier)                                                                                                    \
    TABLE(frontier_summary)                                                                                            \
    TABLE(sweeps)                                                                                                      \
    TABLE(sensitivity)                                                                                                 \
    TABLE(value)                                                                                                       \
    TABLE(solve)                                                                                                       \
    TABLE(solve_curve)                                                                                                 \
    TABLE(discover)                                                                                                    \
    TABLE(discover_boxes)                                                                                              \
    TABLE(discover_worlds)                                                                                             \
    TABLE(blockers)                                                                                                    \
    TABLE(compare)                                                                                                     \
    TABLE(robust)                                                                                                      \
    TABLE(compare_settings)                                                                                            \
    TABLE(score)                                                                                                       \
    TABLE(score_summary)                                                                                               \
    TABLE(score_forecasts)                                                                                             \
    TABLE(score_reliability)                                                                                           \
    TABLE(score_survival)                                                                                              \
    TABLE(fit)                                                                                                         \
    TABLE(fit_summary)                                                                                                 \
    TABLE(fit_residuals)

#define ENT_TABLE_DECLARE(name) extern const ent_table ent_table_##name;
ENT_TABLES(ENT_TABLE_DECLARE)

#define ENT_TABLE_ONE(name) +1
enum { ENT_TABLES_COUNT = 0 ENT_TABLES(ENT_TABLE_ONE) };

extern const ent_table *const ent_tables[ENT_TABLES_COUNT];

/* Index of a descriptor in ent_tables; ENT_TABLES_COUNT for any other. */
size_t ent_table_index(const ent_table *self);

#endif
