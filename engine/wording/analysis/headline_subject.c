#include "wording/analysis/headline_subject.h"

#include "wording/headline_phrase.h"

#include <stddef.h>

const char *ent_headline_subject(
    const char *expression, const char *name, const char *measure, bool ratified, ent_arena *arena)
{
    const ent_headline_phrase *known = ent_headline_phrase_find(expression, ratified);

    if (measure != NULL) {
        return ent_arena_printf(arena, "the mean of \xE2\x80\x9C%s\xE2\x80\x9D", measure);
    }
    if (name == NULL || *name == '\0') {
        if (known != NULL) {
            return ent_arena_printf(arena, "the chance that %s", known->clause);
        }
        name = expression;
    }
    return ent_arena_printf(arena, "the chance of \xE2\x80\x9C%s\xE2\x80\x9D", name);
}

const char *ent_subject_in_variant(const char *subject, const char *variant, ent_arena *arena)
{
    if (subject == NULL || variant == NULL) {
        return subject;
    }
    return ent_arena_printf(arena, "%s in \xE2\x80\x9C%s\xE2\x80\x9D", subject, variant);
}
