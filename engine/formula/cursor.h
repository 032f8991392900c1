/* The parser's position in the text of a formula: the current token, the previous one, and the error. Internal
 * to engine/formula. */
#ifndef ENT_FORMULA_CURSOR_H
#define ENT_FORMULA_CURSOR_H

#include "formula/ast.h"
#include "formula/token.h"

/* Must not be moved after ent_parser_start, since the lexer refers to the sink. */
typedef struct ent_parser {
    ent_formula_sink sink;
    ent_lexer lexer;
    ent_token token;      /* the current token */
    ent_token previous;   /* the token before it; END at the start */
    size_t nesting;       /* levels of recursion open now */
    size_t distributions; /* number of distributions numbered so far */
} ent_parser;

/* Starts at byte `position` of text, which must outlive self. ENT_ERR_SCENARIO with the
 * error set, or ENT_ERR_NO_MEMORY. */
int ent_parser_start(ent_parser *self, const char *text, size_t position, ent_arena *arena, ent_formula_error *error);

/* Reads the next token. Errors as above. */
int ent_parser_advance(ent_parser *self);

#endif
