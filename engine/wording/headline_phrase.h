/* Phrases for the headline expressions that most scenarios use. */
#ifndef ENT_WORDING_HEADLINE_PHRASE_H
#define ENT_WORDING_HEADLINE_PHRASE_H

#include "base/arena.h"

#include <stdbool.h>

/* The period that a sentence with the phrase names: none, the horizon of the run, or the duration of the talks. */
typedef enum ent_headline_period {
    ENT_HEADLINE_NO_PERIOD,
    ENT_HEADLINE_HORIZON,
    ENT_HEADLINE_TALKS
} ent_headline_period;

/* All texts are static. */
typedef struct ent_headline_phrase {
    const char *expression; /* as written in a scenario: "truce.held given agreed" */
    const char *clause;     /* "a truce, once agreed, holds" */
    const char *heading;    /* "Truce holds": two or three words */
    const char *given;      /* "in which a deal is signed"; NULL without a condition */
    const char *event;      /* after "In 34 of 100 futures": "a truce is reached and still holds" */
    const char *joint;      /* before the period: "after", "within" */
    ent_headline_period span;
} ent_headline_phrase;

/* Returns the phrases for an expression; NULL for any other expression. ratified: the scenario has ratification, so
 * that a deal that is signed may still come to nothing. */
const ent_headline_phrase *ent_headline_phrase_find(const char *expression, bool ratified);

/* The headline as a clause that can follow "the chance that": "the truce holds"; of a headline with a name (NULL or "":
 * none) "“Peace” comes true"; of any other expression "“a or b” is true". In the arena or static; NULL when memory is
 * out. */
const char *ent_headline_clause(const char *expression, const char *name, bool ratified, ent_arena *arena);

#endif
