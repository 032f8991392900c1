/* Paths of the program's own files. They are found relative to the program, so that a folder into which it was
 * installed may be moved, and so that the program runs in the build folder. */
#ifndef ENT_CLI_INSTALL_PATHS_H
#define ENT_CLI_INSTALL_PATHS_H

#include "base/arena.h"

/* The folder `name` ("plots", "scenarios"): share/entente/NAME beside the program, as in the build folder, else the
 * folder of an installation, as a rule ../share/entente/NAME. In the arena. NULL: there is none, memory is out, or
 * there is no /proc to find the program. */
const char *ent_own_folder(const char *name, ent_arena *arena);

/* The folder of the drawing scripts: ENTENTE_PLOTS if it is set, else the program's own. NULL as above. */
const char *ent_plots_folder(ent_arena *arena);

/* The template of the page that holds the whole program: page/entente.html of ent_own_folder, else entente.html beside
 * the program, where a build leaves it. In the arena. NULL: there is none, or memory is out. *looked: the places where
 * it was looked for, as words. */
const char *ent_page_template(const char **looked, ent_arena *arena);

/* The scenario file of an operand. For a bare name ("sinai-1956") of which there is no file here, this is the scenario
 * that came with the program, if there is one, in the arena; else the operand itself, the same pointer. */
const char *ent_scenario_path(const char *operand, ent_arena *arena);

#endif
