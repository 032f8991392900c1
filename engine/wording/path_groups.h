/* A short list of the paths of settings. */
#ifndef ENT_WORDING_PATH_GROUPS_H
#define ENT_WORDING_PATH_GROUPS_H

#include "base/arena.h"

#include <stddef.h>

/* "contributors.*.troops (19 settings), force.required": paths [count], joined by commas, in order of first appearance;
 * paths that differ in their second part alone are one item. In the arena; "" without paths, NULL when memory is out.
 */
const char *ent_path_groups(const char *const *path, size_t count, ent_arena *arena);

#endif
