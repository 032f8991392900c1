/* Phrases for the headline expressions that most scenarios use. */
#ifndef ENT_WORDING_HEADLINE_PHRASE_H
#define ENT_WORDING_HEADLINE_PHRASE_H

/* The period that a sentence with the phrase names: none, the horizon of the run, or the duration of the talks. */
typedef enum ent_clause_span { ENT_CLAUSE_NO_SPAN, ENT_CLAUSE_HORIZON, ENT_CLAUSE_TALKS } ent_clause_span;

/* All texts are static. */
typedef struct ent_clause {
    const char *expression; /* as written in a scenario: "truce.held given agreed" */
    const char *clause;     /* "a truce, once agreed, holds" */
    const char *heading;    /* "Truce holds": two or three words */
    const char *given;      /* "in which a deal is signed"; NULL without a condition */
    const char *event;      /* after "In 34 of 100 futures": "a truce is reached and still holds" */
    const char *joint;      /* before the period: "after", "within" */
    ent_clause_span span;
} ent_clause;

/* Returns the phrases for an expression; NULL for any other expression. */
const ent_clause *ent_clause_find(const char *expression);

#endif
