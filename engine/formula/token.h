/* A formula as a sequence of tokens. Internal to engine/formula. */
#ifndef ENT_FORMULA_TOKEN_H
#define ENT_FORMULA_TOKEN_H

#include "formula/formula_error.h"
#include "formula/vocabulary.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum ent_token_kind {
    ENT_TOKEN_END,
    ENT_TOKEN_NUMBER, /* number, percent */
    ENT_TOKEN_STRING, /* the bytes include the quotes */
    ENT_TOKEN_WORD,   /* word; a dotted name is one token */
    ENT_TOKEN_OPEN,
    ENT_TOKEN_CLOSE,
    ENT_TOKEN_COMMA,
    ENT_TOKEN_EQ,
    ENT_TOKEN_NE,
    ENT_TOKEN_LT,
    ENT_TOKEN_LE,
    ENT_TOKEN_GT,
    ENT_TOKEN_GE,
    ENT_TOKEN_PLUS,
    ENT_TOKEN_MINUS,
    ENT_TOKEN_STAR,
    ENT_TOKEN_SLASH,
    ENT_TOKEN_CARET
} ent_token_kind;

typedef struct ent_token {
    ent_token_kind kind;
    size_t offset, length; /* bytes of the text; END: length 0 at the end */
    double number;
    bool percent;
    ent_word word;
} ent_token;

typedef struct ent_lexer {
    const char *text;       /* NUL-terminated, borrowed */
    size_t position;        /* next byte */
    ent_formula_sink *sink; /* borrowed */
} ent_lexer;

/* Reads the next token; after the end always END. Returns the status of the sink, which receives the error:
 * ENT_ERR_SCENARIO, ENT_ERR_NO_MEMORY. */
int ent_lexer_next(ent_lexer *self, ent_token *token);

/* Whether a token is a word of the given kind. */
bool ent_token_is(const ent_token *self, ent_word_kind kind);

/* Whether a value can start with a token: number, string, name, function, distribution, constant, `(`. */
bool ent_token_starts_value(const ent_token *self);

#endif
