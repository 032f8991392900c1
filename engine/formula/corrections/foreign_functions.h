/* Functions of other tools and how they are written in this language: round(x) is floor(x + 0.5). Internal to
 * engine/formula. */
#ifndef ENT_FORMULA_CORRECTIONS_FOREIGN_FUNCTIONS_H
#define ENT_FORMULA_CORRECTIONS_FOREIGN_FUNCTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* Replaces the calls of foreign functions in a formula; false without one. */
bool ent_foreign_functions_rewrite(const char *text, char *out, size_t room);

/* How a foreign function is written, for a help text: "floor(x + 0.5)"; NULL for an unknown word. Static storage. */
const char *ent_foreign_function_help(const char *word);

#endif
