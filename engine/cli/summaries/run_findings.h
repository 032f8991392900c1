/* Checks that do not hold and warnings of a run, as its tables have them. */
#ifndef ENT_CLI_SUMMARIES_RUN_FINDINGS_H
#define ENT_CLI_SUMMARIES_RUN_FINDINGS_H

#include "jobs/results.h"

#include <cjson/cJSON.h>

/* Prints how many checks hold, and each one that is false or undecided, with its value and interval, in the unit of the
 * check: a probability. Nothing without checks. */
void ent_print_checks(const ent_results *self);

/* Prints each warning once, whatever the number of variants that it concerns; at most ten, and the number of the rest.
 */
void ent_print_run_warnings(const ent_results *self);

/* Adds `check_results`, the checks that do not hold: a list with `variant`, `check`, `value`, `mc_low`, `mc_high`,
 * `holds` (false; null: undecided). */
void ent_add_checks(cJSON *json, const ent_results *self);

/* Adds each warning to the messages of the JSON output, once. */
void ent_add_run_warnings(const ent_results *self);

#endif
