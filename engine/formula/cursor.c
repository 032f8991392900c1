#include "formula/cursor.h"

#include "base/status.h"

#include <string.h>

int ent_parser_start(ent_parser *self, const char *text, size_t position, ent_arena *arena, ent_formula_error *error)
{
    size_t length = strlen(text);

    *self = (ent_parser){.sink = {.arena = arena, .error = error, .status = ENT_OK}};
    self->lexer = (ent_lexer){.text = text, .position = position, .sink = &self->sink};
    if (length > ENT_FORMULA_BYTES) {
        return ent_formula_fail(&self->sink, ENT_FORMULA_BYTES, 0, "split it into several factors or events",
            "the formula is %zu bytes long, %d are allowed", length, (int) ENT_FORMULA_BYTES);
    }
    return ent_lexer_next(&self->lexer, &self->token);
}

int ent_parser_advance(ent_parser *self)
{
    self->previous = self->token;
    return ent_lexer_next(&self->lexer, &self->token);
}
