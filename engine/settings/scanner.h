/* The text of a scenario file as tokens. Internal to engine/settings. */
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
    ENT_TOKEN_COMMENT, /* the start of a comment that is never closed; closed comments are skipped */
    ENT_TOKEN_WRONG    /* a character that starts no token */
} ent_token_kind;

typedef struct ent_token {
    ent_token_kind kind;
    size_t start, end; /* bytes [start, end) of the source */
    char mark;         /* MARK: the character */
    bool closed;       /* STRING: has its closing quote */
} ent_token;

typedef struct ent_scanner {
    const ent_source *source; /* borrowed */
    size_t at;                /* byte after the current token */
    ent_token token;
} ent_scanner;

/* Moves to the next token. Skips blanks and comments (#, // and C's). */
void ent_scanner_next(ent_scanner *self);

/* Returns the first byte from `at` on that is not part of a blank or comment; an unclosed comment is not skipped. */
size_t ent_skip_blank(const ent_source *source, size_t at);

/* True for the characters that libconfig accepts in a name after its first: A to Z, a to z, 0 to 9, _ - and *. */
bool ent_is_name_byte(char c);

#endif
