/* The headline's question in words, where it is one of those that scenarios ask most. */
#ifndef ENT_WORDING_HEADLINE_PHRASE_H
#define ENT_WORDING_HEADLINE_PHRASE_H

/* What is waited for, and so what the span of time behind a clause is. */
typedef enum ent_headline_period { ENT_HEADLINE_NO_PERIOD, ENT_HEADLINE_HORIZON, ENT_HEADLINE_TALKS } ent_headline_period;

typedef struct ent_headline_phrase {
    const char *expression; /* as written in a scenario: "truce.held given agreed" */
    const char *clause;     /* "a truce, once agreed, holds" */
    const char *heading;    /* "Truce holds": two or three words */
    const char *given;      /* "in which a deal is signed"; NULL without a condition */
    const char *event;      /* behind "In 34 of 100 futures": "a truce is reached and still holds" */
    const char *joint;      /* before the span of time: "after", "within" */
    ent_headline_period span;
} ent_headline_phrase;

/* The words for an expression; NULL for one that is not known. */
const ent_headline_phrase *ent_headline_phrase_find(const char *expression);

#endif
