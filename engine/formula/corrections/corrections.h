/* Help texts that propose a whole formula are proposed only if they parse. Internal to engine/formula. */
#ifndef ENT_FORMULA_CORRECTIONS_CORRECTIONS_H
#define ENT_FORMULA_CORRECTIONS_CORRECTIONS_H

#include "formula/formula_error.h"

#include <stdbool.h>

/* Whether a text is right as a formula, headline or check. */
typedef bool (*ent_text_parser)(const char *text, ent_arena *arena);

/* Improves the error of a text that does not parse: where the text has a known form (formula/corrections/phrases.h),
 * its message and correction; where the correction of a foreign sign does not parse, without it. Returns
 * ENT_ERR_SCENARIO, or ENT_ERR_NO_MEMORY. */
int ent_correct(const char *text, ent_arena *arena, ent_text_parser parses, ent_formula_error *error);

/* As ent_correct, for headlines and checks, in which `|` may stand for `given`. */
int ent_correct_query(const char *text, ent_arena *arena, ent_text_parser parses, ent_formula_error *error);

#endif
