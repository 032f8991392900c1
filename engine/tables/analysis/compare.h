/* The rows of compare.csv, robust.csv and compare_settings.csv: choices (variants and files) side by side. Failures are
 * kept in sink->status. Texts are borrowed; NaN is an empty cell. */
#ifndef ENT_TABLES_COMPARE_H
#define ENT_TABLES_COMPARE_H

#include "analysis/comparison.h"
#include "tables/table.h"

/* A pair of choices. Probabilities are of the headline, or means of its measure. */
typedef struct ent_compare_row {
    const char *first, *second; /* names of the choices */
    const char *expression;     /* the headline as written; both, with ` | ` between them, where they differ */
    double first_probability, second_probability;
    ent_difference difference; /* second less first; `better`: the second is above the first */
    ent_pair_figures pair;
} ent_compare_row;

/* A choice against all others. */
typedef struct ent_robust_row {
    const char *choice;
    double probability;
    double worst_p05; /* 5% quantile across worlds, without the noise of finite replications */
    ent_regret regret;
    const double *meets; /* [levels of the scenario] share of worlds that reach each level; NULL: not defined */
} ent_robust_row;

/* A setting that two choices have differently, as the register of assumptions has it. */
typedef struct ent_compare_settings_row {
    const char *path;
    const char *first, *second;               /* as written, or in words where it is a default; NULL: it has none */
    const char *first_choice, *second_choice; /* names */
} ent_compare_settings_row;

void ent_table_compare_row(ent_sink *sink, const ent_compare_row *row);

/* scenario: whose levels have columns. */
void ent_table_robust_row(ent_sink *sink, const ent_scenario *scenario, const ent_robust_row *row);
void ent_table_compare_settings_row(ent_sink *sink, const ent_compare_settings_row *row);

#endif
