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

const ent_headline_phrase *ent_headline_phrase_find(const char *expression)
{
    for (size_t i = 0; i < sizeof(KNOWN) / sizeof(KNOWN[0]); i++) {
        if (strcmp(expression, KNOWN[i].expression) == 0) {
            return &KNOWN[i];
        }
    }
    return NULL;
}
