#include "formula/formula_error.h"

#include "base/status.h"

#include <stdarg.h>

int ent_formula_no_memory(ent_formula_sink *self)
{
    self->status = ENT_ERR_NO_MEMORY;
    return self->status;
}

int ent_formula_fail(ent_formula_sink *self, size_t offset, size_t length, const char *help, const char *format, ...)
{
    va_list args;
    const char *message;

    if (self->status != ENT_OK) {
        return self->status;
    }
    va_start(args, format);
    message = ent_arena_vprintf(self->arena, format, args);
    va_end(args);
    if (message == NULL) {
        return ent_formula_no_memory(self);
    }
    *self->error = (ent_formula_error){.offset = offset, .length = length, .message = message, .help = help};
    self->status = ENT_ERR_SCENARIO;
    return self->status;
}

const char *ent_formula_help(ent_formula_sink *self, const char *format, ...)
{
    va_list args;
    const char *help;

    va_start(args, format);
    help = ent_arena_vprintf(self->arena, format, args);
    va_end(args);
    return help;
}
