/* Signs of other notations (`<=` as one character, `&&`, typographic quotes) and what to write instead. Internal to
 * engine/formula. */
#ifndef ENT_FORMULA_NOTATION_HINTS_H
#define ENT_FORMULA_NOTATION_HINTS_H

#include "formula/formula_error.h"

#include <stddef.h>

typedef struct ent_notation_hint {
    const char *found;   /* UTF-8 */
    const char *ours;    /* what to write instead */
    const char *message; /* NULL: "`found` is written `ours`" */
} ent_notation_hint;

/* The foreign spelling at the start of a text, NULL when there is none. Signs of the language itself are none. */
const ent_notation_hint *ent_notation_hint_at(const char *text);

/* Records the failure for a foreign spelling at text[offset], with the whole text corrected as help. */
int ent_notation_hint_fail(ent_formula_sink *report, const char *text, size_t offset, const ent_notation_hint *spelling);

#endif
