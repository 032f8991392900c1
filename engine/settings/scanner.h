/* The text of a scenario file as tokens. Internal to engine/scenario. */
#ifndef ENT_SETTINGS_SCANNER_H
#define ENT_SETTINGS_SCANNER_H

#include "base/diagnostic.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum ent_token_kind {
    ENT_TOKEN_END,
    ENT_TOKEN_NAME,
    ENT_TOKEN_BOOLEAN,
    ENT_TOKEN_INTEGER,
    ENT_TOKEN_FLOAT,
    ENT_TOKEN_STRING,
    ENT_TOKEN_MARK,    /* one of = : ; , { } ( ) [ ] */
    ENT_TOKEN_COMMENT, /* one that is never closed: the rest of the text; others are passed over */
    ENT_TOKEN_WRONG    /* a character that starts no token */
} ent_token_kind;

typedef struct ent_token {
    ent_token_kind kind;
    size_t start, end; /* bytes of the source */
    char mark;         /* MARK */
    bool closed;       /* STRING: has its closing quote */
} ent_token;

typedef struct ent_scanner {
    const ent_source *source;
    size_t at; /* byte after the current token */
    ent_token token;
} ent_scanner;

/* Moves to the next token. Blanks and comments (#, //, and C's) are passed over. */
void ent_scanner_next(ent_scanner *self);

/* The first byte from `at` on that belongs to no blank or comment; an unclosed comment is where it stops. */
size_t ent_skip_blank(const ent_source *source, size_t at);

/* What libconfig takes for a letter or digit of a name after its first: A to Z, a to z, 0 to 9, _ - and *. */
bool ent_is_name_byte(char c);

#endif
