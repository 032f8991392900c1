/* The syntax of a scenario file: reports all syntax errors in one pass and builds the tree of settings with positions.
 *
 * The notation is libconfig's, and values are what libconfig reads: the tests hold this reader against it, text by
 * text. libconfig itself stops at its first error, gives no columns, silently wraps integers that do not fit, and
 * crashes where memory is out. */
#ifndef ENT_SETTINGS_SYNTAX_H
#define ENT_SETTINGS_SYNTAX_H

#include "settings/setting.h"

/* Parses a source into a new root in the arena. Error codes: ENT_ERR_SCENARIO with diagnostics, ENT_ERR_NO_MEMORY. On
 * error root is NULL, except after ENT_ERR_SCENARIO when only single values are wrong: those settings have `wrong` set
 * and all others are as written. */
int ent_syntax_read(const ent_source *source, ent_arena *arena, ent_setting **root, ent_diagnostics *diagnostics);

#endif
