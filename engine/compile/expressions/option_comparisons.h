/* Comparisons with a word in quotes: deal.DEMAND == 'option', truce.cause != 'cause'. */
#ifndef ENT_COMPILE_OPTION_COMPARISONS_H
#define ENT_COMPILE_OPTION_COMPARISONS_H

#include "compile/compiler.h"

/* Whether a node is such a comparison, right or wrong. */
bool ent_compile_is_option_comparison(const ent_compiler *self, const ent_ast *ast);

/* Its truth value; adds an error where the word is not one of the known options or causes. */
ent_value ent_compile_option_comparison(ent_compiler *self, const ent_ast *ast);

/* A help text that shows how the name `text` is compared with a word; in the arena, NULL without memory. */
const char *ent_compile_comparison_example(ent_compiler *self, const char *text, ent_name name);

#endif
