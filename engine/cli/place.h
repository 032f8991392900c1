/* Where the program's own files are: found from where the program itself is, so that a folder it was installed into may
 * be moved, and the build folder works as it stands. */
#ifndef ENT_CLI_PLACE_H
#define ENT_CLI_PLACE_H

#include "base/arena.h"

/* The folder `name` ("plots", "scenarios") of the program's own files: share/entente/NAME beside the program (as in the
 * build folder), else where an installation puts it, ../share/entente/NAME as a rule. In the arena. NULL: there is
 * none, or no memory, or no /proc to say where the program is. */
const char *ent_own_folder(const char *name, ent_arena *arena);

/* The folder of the drawing scripts: ENTENTE_PLOTS if it is set, else the program's own. NULL as above. */
const char *ent_plots_folder(ent_arena *arena);

/* The file that an operand means: a path as it is; a bare name ("sinai-1956"), where nothing here has that name, the
 * scenario that came with the program, if there is one. Otherwise the operand itself, the same pointer. */
const char *ent_scenario_path(const char *operand, ent_arena *arena);

#endif
