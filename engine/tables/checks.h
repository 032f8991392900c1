/* The checks of a scenario: conditions on the results of one variant. */
#ifndef ENT_TABLES_CHECKS_H
#define ENT_TABLES_CHECKS_H

#include "tables/table.h"

/* Returns the number of checks of this variant that do not hold. Failures to estimate count as such and are reported
 * by checks.csv itself. */
size_t ent_checks_failed(const ent_figures *figures);

#endif
