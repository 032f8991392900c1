/* The headline as the subject of a sentence about what moves it. */
#ifndef ENT_WORDING_HEADLINE_SUBJECT_H
#define ENT_WORDING_HEADLINE_SUBJECT_H

#include "base/arena.h"

#include <stdbool.h>

/* "the chance that the truce holds"; of a headline with a name (NULL or "": none), and of an expression without a
 * phrase, "the chance of “Peace”"; of mean(MEASURE) "the mean of “Cost”", measure being its display name (NULL: the
 * headline is a probability). ratified: as in ent_headline_phrase_find. In the arena or static; NULL when memory is
 * out. */
const char *ent_headline_subject(
    const char *expression, const char *name, const char *measure, bool ratified, ent_arena *arena);

/* The same of a variant: "the chance that the truce holds in “US air cover”". variant: its display name; NULL: the
 * base, which is not named. subject: may be NULL, as is the result then. */
const char *ent_subject_in_variant(const char *subject, const char *variant, ent_arena *arena);

#endif
