/* Suggestions for names that formulas, or `correlations`, do not know. */
#ifndef ENT_COMPILE_NAME_HELP_H
#define ENT_COMPILE_NAME_HELP_H

#include "compile/names.h"

/* A help text for an unknown name: "did you mean `italy.joins`?" with the nearest known name, or how formulas refer to
 * the thing named (a demand, a contributor, a setting by its path). In the arena; NULL if no name is near, or without
 * memory. */
const char *ent_name_help(const ent_scenario *scenario, const char *text, ent_arena *arena);

/* The same among the quantities that can be correlated: factors, plain events, C.joins, C.troops, *.joins, *.troops,
 * and P.DEMAND and P.* of parties that refuse something. */
const char *ent_name_help_correlated(const ent_scenario *scenario, const char *text, ent_arena *arena);

#endif
