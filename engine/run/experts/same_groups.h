/* Whether two readings of a scenario have the same named groups, so that their draws can be counted together. Options
 * are the same: assignments to them are errors when the experts are read (scenario/read_experts.c). */
#ifndef ENT_RUN_SAME_GROUPS_H
#define ENT_RUN_SAME_GROUPS_H

#include "scenario/scenario.h"
#include "settings/setting.h"

/* Adds an error for the first named group of a section that only the expert has, and for each event that is timed in
 * only one. expert: id, named in the messages. own: of the expert; file: without its settings. Both scenarios are read
 * from the settings beside them without errors. */
void ent_same_groups_check(const char *expert, const ent_setting *own_root, const ent_scenario *own,
    const ent_setting *file_root, const ent_scenario *file, ent_diagnostics *diagnostics);

#endif
