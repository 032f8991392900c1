/* Which names a setting may refer to: only those that an earlier stage has fixed, or an earlier entry of its own
 * section. */
#ifndef ENT_COMPILE_VISIBILITY_H
#define ENT_COMPILE_VISIBILITY_H

#include "compile/compiler.h"

/* Whether the current setting may refer to a name at node `ast`; adds an error if not. */
bool ent_compile_may_read(ent_compiler *self, const ent_ast *ast, ent_name name);

/* Adds the error of an unknown name at node `ast`, with a suggestion where one is near. */
void ent_compile_unknown_name(ent_compiler *self, const ent_ast *ast);

#endif
