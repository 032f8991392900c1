/* The headline's question in words, where it is one of those that scenarios ask most. */
#ifndef ENT_WORDING_HEADLINE_PHRASE_H
#define ENT_WORDING_HEADLINE_PHRASE_H

/* What is waited for, and so what the span of time behind a clause is. */
typedef enum ent_clause_span { ENT_CLAUSE_NO_SPAN, ENT_CLAUSE_HORIZON, ENT_CLAUSE_TALKS } ent_clause_span;

typedef struct ent_clause {
    const char *expression; /* as written in a scenario: "truce.held given agreed" */
    const char *clause;     /* "a truce, once agreed, holds" */
    const char *heading;    /* "Truce holds": two or three words */
    const char *given;      /* "in which a deal is signed"; NULL without a condition */
    const char *event;      /* behind "In 34 of 100 futures": "a truce is reached and still holds" */
    const char *joint;      /* before the span of time: "after", "within" */
    ent_clause_span span;
} ent_clause;

/* The words for an expression; NULL for one that is not known. */
const ent_clause *ent_clause_find(const char *expression);

#endif
