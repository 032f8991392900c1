/* The forces of a scenario, as the tables of a results folder name them: readers of force.csv and assumptions.csv for
 * charts and report. */
#ifndef ENT_TABLES_FORCES_FORCE_LIST_H
#define ENT_TABLES_FORCES_FORCE_LIST_H

#include "tables/format/csv_reader.h"

#include <stdbool.h>
#include <stddef.h>

/* Number of forces in force.csv; 1 where it has no column `force`. */
size_t ent_force_list_count(const ent_csv *force);

/* Id of force f, in file order: the main one, f = 0, is "force". Borrowed from the table. */
const char *ent_force_list_id(const ent_csv *force, size_t f);

/* Whether a row of force.csv belongs to a force. */
bool ent_force_list_is_row(const ent_csv *force, size_t row, const char *id);

/* Whether a force is offered or requires any troops, in some variant. */
bool ent_force_list_is_used(const ent_csv *force, const char *id);

/* Whether a force requires troops in some draw of some variant. */
bool ent_force_list_requires(const ent_csv *force, const char *id);

/* Id of the force in which a contributor serves in a variant, from assumptions.csv; "force" where that has none.
 * Borrowed from the table. */
const char *ent_force_list_of(const ent_csv *assumptions, const char *variant, const char *contributor);

#endif
