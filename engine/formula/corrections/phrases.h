/* Formulas in words, or in the notation of other tools, and the same in this language: `up to 10k`, `8k, 15k`,
 * `10k if a else 5k`. */
#ifndef ENT_FORMULA_CORRECTIONS_PHRASES_H
#define ENT_FORMULA_CORRECTIONS_PHRASES_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct ent_phrase {
    const char *message; /* static storage; NULL: the message of the parser */
    const char *help;    /* before the corrected text: "write", "write a range, such as"; static storage */
    /* Writes the corrected text of a formula to `out`; false where the formula has another form. */
    bool (*rewrite)(const char *text, char *out, size_t room);
} ent_phrase;

/* The known forms, in the order in which they are tried. A correction is good only if it parses: the caller checks. */
extern const ent_phrase ent_phrases[];
extern const size_t ent_phrase_count;

/* Longest formula that is rewritten, and the room for its correction, in bytes. */
enum { ENT_PHRASE_BYTES = 200, ENT_PHRASE_ROOM = 2 * ENT_PHRASE_BYTES };

/* Replaces a single `|` by `given`, as in `truce.held | agreed`; false without one. */
bool ent_phrase_given(const char *text, char *out, size_t room);

/* Writes `uniform(0, 10k)` for `up to 10k`, which parses as a range that begins at a name; false for another form. */
bool ent_phrase_up_to(const char *text, char *out, size_t room);

/* Whether a text is a date (June 2026, 2026-06, 06/2026). */
bool ent_phrase_is_date(const char *text);

#endif
