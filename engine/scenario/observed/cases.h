/* Cases of a file: each is the file itself with other values and a record of its own. A run does not play them; a score
 * does, one after another, each as a scenario. */
#ifndef ENT_SCENARIO_OBSERVED_CASES_H
#define ENT_SCENARIO_OBSERVED_CASES_H

#include "scenario/scenario.h"

/* Sets *copy to the settings of a case, as those of a file without cases: the case's `values` and then its `set` over
 * the file's, its `observed` merged into the file's, its name as `title`, its note as `notes`. Reading *copy gives the
 * scenario of the case, with its record in ent_scenario.observed. `self` is the tree that the case was read from, and
 * must outlive the copy; only *copy needs ent_tree_free, also after errors. Error codes: ENT_ERR_SCENARIO with
 * diagnostics, ENT_ERR_ARGUMENT when self has no root, ENT_ERR_NO_MEMORY. */
int ent_case_tree(ent_tree *copy, const ent_tree *self, const ent_case *one, ent_diagnostics *diagnostics);

#endif
