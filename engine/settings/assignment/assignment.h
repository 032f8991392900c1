/* `path = value`, as in `set`, --set and variants: changes one setting of a tree.
 *
 * A path is the names from the root to the setting, joined by dots. A member of a list with one value per option is
 * addressed by the option: demands.D.P.scores.OPTION, and so with `refuses` and `available`. A setting written as
 * { value = …; note = …; } gets the new value and keeps its note; any other group is replaced. A setting that does not
 * exist is added, and the scenario's reader rejects unknown names. Among the names that a scenario chooses
 * (events.un_mandat) the reader would accept a misspelt one as a new entry, so a name close to an existing one is an
 * error here. */
#ifndef ENT_SETTINGS_ASSIGNMENT_H
#define ENT_SETTINGS_ASSIGNMENT_H

#include "settings/setting.h"

/* Carries out an assignment, split at its first '='. Memory comes from `arena`, which must live as long as the tree.
 * `at` is the position of the assignment (of its opening quote in a file); messages and new settings get positions
 * inside it. Error codes: ENT_ERR_SCENARIO with a diagnostic, the tree being unchanged; ENT_ERR_NO_MEMORY. */
int ent_assign(
    ent_setting *root, ent_arena *arena, const char *assignment, ent_position at, ent_diagnostics *diagnostics);

/* As ent_assign, for an argument of the command line: positions point into a source called "--set". An argument that
 * is not UTF-8 text is an ENT_ERR_SCENARIO. */
int ent_assign_argument(ent_setting *root, ent_arena *arena, const char *assignment, ent_diagnostics *diagnostics);

/* The same for another option, by whose name (borrowed) the source is called. */
int ent_assign_from(
    ent_setting *root, ent_arena *arena, const char *option, const char *assignment, ent_diagnostics *diagnostics);

#endif
