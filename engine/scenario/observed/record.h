/* Reader of one record of what happened. Internal to engine/scenario. */
#ifndef ENT_SCENARIO_OBSERVED_RECORD_H
#define ENT_SCENARIO_OBSERVED_RECORD_H

#include "scenario/reader.h"

/* Reads `observed` or `cases.*.observed`, after run and truce. group: NULL when left out. complete: whether its entries
 * are compared with one another; false: those of a file with cases, which each case completes. */
void ent_read_record(
    ent_reader *self, const ent_setting *group, const char *path, bool complete, ent_observed *observed);

#endif
