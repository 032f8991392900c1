/* Whether two readings of a scenario have the same named groups and options, so that their draws can be counted
 * together. */
#ifndef ENT_RUN_SAME_GROUPS_H
#define ENT_RUN_SAME_GROUPS_H

#include "scenario/scenario.h"
#include "settings/setting.h"

/* Adds an error for each named group or list of options of a section that only one of the two has, and for each event
 * that is timed in only one. expert: id, named in the messages. own: of the expert; file: without its settings. Both
 * scenarios are read from the settings beside them without errors. */
void ent_same_groups_check(const char *expert, const ent_setting *own_root, const ent_scenario *own,
    const ent_setting *file_root, const ent_scenario *file, ent_diagnostics *diagnostics);

#endif
