/* Signs of other notations (`<=` as one character, `&&`, typographic quotes) and their replacements in this language.
 * Internal to engine/formula. */
#ifndef ENT_FORMULA_CORRECTIONS_NOTATION_HINTS_H
#define ENT_FORMULA_CORRECTIONS_NOTATION_HINTS_H

#include "formula/formula_error.h"

#include <stddef.h>

typedef struct ent_notation_hint {
    const char *found;   /* UTF-8 */
    const char *ours;    /* the replacement */
    const char *message; /* NULL: "`found` is written `ours`" */
} ent_notation_hint;

/* Returns the foreign sign at the start of a text; NULL where there is none. */
const ent_notation_hint *ent_notation_hint_at(const char *text);

/* Records the error about a foreign sign at text[offset], with the corrected text as help. Returns the status:
 * ENT_ERR_SCENARIO or ENT_ERR_NO_MEMORY. */
int ent_notation_hint_fail(ent_formula_sink *sink, const char *text, size_t offset, const ent_notation_hint *spelling);

#endif
