/* What may have been meant by a name that formulas, or `correlations`, do not know. */
#ifndef ENT_COMPILE_NAME_HELP_H
#define ENT_COMPILE_NAME_HELP_H

#include "compile/names.h"

/* "did you mean `italy.joins`?": the nearest known name, or what formulas call the thing that was named (a demand, a
 * contributor, a setting by its path). NULL when nothing comes near; in the arena. */
const char *ent_name_help(const ent_scenario *scenario, const char *text, ent_arena *arena);

/* The same among what can be coupled: factors, plain events, C.joins, C.troops, *.joins, *.troops. */
const char *ent_name_help_correlated(const ent_scenario *scenario, const char *text, ent_arena *arena);

#endif
