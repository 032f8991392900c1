/* The syntax of a scenario file: all of its mistakes in one pass, and the tree of settings with their places.
 *
 * libconfig decides what the values are; but it stops at its first error, gives no columns, and reads integers that do
 * not fit as others. So the text is read here first, and by libconfig only when nothing is wrong. */
#ifndef ENT_SETTINGS_SYNTAX_H
#define ENT_SETTINGS_SYNTAX_H

#include "settings/setting.h"

/* Reads a source into a new root. ENT_ERR_SCENARIO with diagnostics, or ENT_ERR_NO_MEMORY. root is NULL then, except
 * after ENT_ERR_SCENARIO where no more than values were wrong: those settings say so, and all others are as written. */
int ent_syntax_read(const ent_source *source, ent_arena *arena, ent_setting **root, ent_diagnostics *diagnostics);

#endif
