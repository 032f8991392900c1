#include "wording/headline_phrase.h"

#include <stddef.h>
#include <string.h>

static const ent_clause KNOWN[] = {
    {"truce.held", "the truce holds", "Truce holds", NULL, "a truce is reached and still holds", "after",
        ENT_CLAUSE_HORIZON},
    {"truce.held given agreed", "a truce, once agreed, holds", "Truce holds", "in which a deal is signed",
        "the truce still holds", "after", ENT_CLAUSE_HORIZON},
    {"agreed", "a deal is reached", "Deal reached", NULL, "a deal is signed", "within", ENT_CLAUSE_TALKS},
    {"force.offered >= force.required", "enough troops are offered", "Enough offered", NULL,
        "as many troops are offered as are required", "", ENT_CLAUSE_NO_SPAN},
    {"force.committed >= force.required", "enough troops are committed", "Enough sent", NULL,
        "as many troops are committed as are required", "", ENT_CLAUSE_NO_SPAN},
};

const ent_clause *ent_clause_find(const char *expression)
{
    for (size_t i = 0; i < sizeof(KNOWN) / sizeof(KNOWN[0]); i++) {
        if (strcmp(expression, KNOWN[i].expression) == 0) {
            return &KNOWN[i];
        }
    }
    return NULL;
}
