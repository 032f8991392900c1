#include "wording/headline_phrase.h"

#include <stddef.h>
#include <string.h>

static const ent_headline_phrase KNOWN[] = {
    {"truce.held", "the truce holds", "Truce holds", NULL, "a truce is reached and still holds", "after",
        ENT_HEADLINE_HORIZON},
    {"truce.held given agreed", "a truce, once agreed, holds", "Truce holds", "in which a deal is signed",
        "the truce still holds", "after", ENT_HEADLINE_HORIZON},
    {"truce.at_peace", "there is peace at the end", "At peace", NULL, "there is peace", "after", ENT_HEADLINE_HORIZON},
    {"agreed", "a deal is reached", "Deal reached", NULL, "a deal is signed", "within", ENT_HEADLINE_TALKS},
    {"force.offered >= force.required", "enough troops are offered", "Enough offered", NULL,
        "as many troops are offered as are required", "", ENT_HEADLINE_NO_PERIOD},
    {"force.committed >= force.required", "enough troops are committed", "Enough sent", NULL,
        "as many troops are committed as are required", "", ENT_HEADLINE_NO_PERIOD},
};

/* Instead of those above, where a signed deal must be ratified. */
static const ent_headline_phrase RATIFIED[] = {
    {"truce.held given agreed", "a truce, once in force, holds", "Truce holds", "in which a deal enters into force",
        "the truce still holds", "after", ENT_HEADLINE_HORIZON},
    {"agreed", "a deal enters into force", "Deal in force", NULL, "a deal enters into force", "within",
        ENT_HEADLINE_TALKS},
    {"signed", "a deal is signed", "Deal signed", NULL, "a deal is signed", "within", ENT_HEADLINE_TALKS},
};

static const ent_headline_phrase *find(const ent_headline_phrase *list, size_t count, const char *expression)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(expression, list[i].expression) == 0) {
            return &list[i];
        }
    }
    return NULL;
}

const ent_headline_phrase *ent_headline_phrase_find(const char *expression, bool ratified)
{
    const ent_headline_phrase *found =
        ratified ? find(RATIFIED, sizeof(RATIFIED) / sizeof(RATIFIED[0]), expression) : NULL;

    return found != NULL ? found : find(KNOWN, sizeof(KNOWN) / sizeof(KNOWN[0]), expression);
}

const char *ent_headline_clause(const char *expression, const char *name, bool ratified, ent_arena *arena)
{
    const ent_headline_phrase *known = ent_headline_phrase_find(expression, ratified);

    if (name != NULL && *name != '\0') {
        return ent_arena_printf(arena, "\xE2\x80\x9C%s\xE2\x80\x9D comes true", name);
    }
    return known != NULL ? known->clause : ent_arena_printf(arena, "\xE2\x80\x9C%s\xE2\x80\x9D is true", expression);
}
