/* The settings of a tree as the text of one scenario file, which needs no other file. */
#ifndef ENT_SETTINGS_WRITE_SETTINGS_H
#define ENT_SETTINGS_WRITE_SETTINGS_H

#include "settings/tree.h"

/* Writes all settings of a tree with a root, in its order: bases merged, assignments carried out, the rows of tables as
 * groups. `base` and `set` are left out; comments are not kept. head: lines of comments to begin with, each
 * with its `#` and newline; set: [sets] assignments "path = value" for a `set` at the end; none where sets is 0.
 *
 * Reading the text gives the same settings as the tree after these assignments. *text: [*length] bytes, freed by the
 * caller. ENT_OK; ENT_ERR_ARGUMENT without a root; ENT_ERR_NO_MEMORY. */
int ent_tree_write(
    const ent_tree *self, const char *head, const char *const *set, size_t sets, char **text, size_t *length);

#endif
