/* The text of a scenario file as tokens. Internal to engine/scenario. */
#ifndef ENT_SCENARIO_SCAN_H
#define ENT_SCENARIO_SCAN_H

#include "base/diagnostic.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum ent_token_kind {
    ENT_TOKEN_END,
    ENT_TOKEN_NAME,
    ENT_TOKEN_BOOLEAN,
    ENT_TOKEN_INTEGER,
    ENT_TOKEN_FLOAT,
    ENT_TOKEN_STRING,
    ENT_TOKEN_MARK, /* one of = : ; , { } ( ) [ ] */
    ENT_TOKEN_WRONG /* anything else: one character, or what the message says */
} ent_token_kind;

typedef struct ent_token {
    ent_token_kind kind;
    size_t start, end; /* bytes of the source */
    char mark;         /* MARK */
    bool closed;       /* STRING: has its closing quote; comments that are not closed come as WRONG */
} ent_token;

typedef struct ent_scanner {
    const ent_source *source;
    size_t at; /* byte after the current token */
    ent_token token;
} ent_scanner;

/* Moves to the next token. Comments (#, //, and C's) and blanks are passed over. */
void ent_scanner_next(ent_scanner *self);

#endif
