#include "settings/assignment/assignment_text.h"

#include "base/status.h"
#include "settings/scanner.h"
#include "settings/source_position.h"
#include "settings/writing/quoted.h"

#include <stdarg.h>
#include <string.h>

enum { LONGEST_PATH = 300 };

static const char example[] = "write path = value, for example force.required = 20k";

ent_span ent_span_trim(const char *text, ent_span span)
{
    while (span.from < span.to && strchr(" \t\r\n\f", text[span.from]) != NULL) {
        span.from++;
    }
    while (span.to > span.from && strchr(" \t\r\n\f", text[span.to - 1]) != NULL) {
        span.to--;
    }
    return span;
}

ent_position ent_assignment_position(const ent_assignment_text *self, ent_span span)
{
    if (self->map == NULL) {
        return self->at;
    }
    return ent_map_position(self->at.source, self->map, strlen(self->text), span.from, span.to - span.from);
}

int ent_assignment_error(ent_assignment_text *self, ent_span span, const char *help, const char *format, ...)
{
    va_list args;
    const char *text;

    va_start(args, format);
    text = ent_arena_vprintf(self->arena, format, args);
    va_end(args);
    if (text == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    ent_diagnostics_add(
        self->diagnostics, ENT_SEVERITY_ERROR, ent_assignment_position(self, span), self->path_text, help, "%s", text);
    return ENT_ERR_SCENARIO;
}

const char *ent_assignment_print(ent_assignment_text *self, const char *format, ...)
{
    va_list args;
    const char *text;

    va_start(args, format);
    text = ent_arena_vprintf(self->arena, format, args);
    va_end(args);
    self->no_memory = self->no_memory || text == NULL;
    return text != NULL ? text : "";
}

/* Maps the bytes of the assignment to its source: the content of the quotes at its position, or the plain text. */
static int locate(ent_assignment_text *self)
{
    const ent_source *source = self->at.source;
    size_t length = strlen(self->text);
    size_t byte;

    if (source == NULL || self->at.line < 1) {
        return ENT_OK;
    }
    byte = ent_source_byte(&self->at);
    if (source->text[byte] == '"') {
        ent_quoted quoted;
        if (ent_quoted_read(source, byte, self->arena, &quoted) != ENT_OK) {
            return ENT_ERR_NO_MEMORY;
        }
        self->map = strcmp(quoted.text, self->text) == 0 ? quoted.map : NULL;
    }
    if (self->map == NULL && length <= source->length - byte && memcmp(source->text + byte, self->text, length) == 0) {
        self->map = ent_plain_map(byte, length, self->arena);
        return self->map != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
    }
    return ENT_OK;
}

static ent_span all_of(const char *text)
{
    return (ent_span){0, strlen(text)};
}

ent_span ent_assignment_name_at(const ent_assignment_text *self, size_t from)
{
    ent_span name = {from, from};

    while (name.to < self->path.to && self->text[name.to] != '.') {
        name.to++;
    }
    return name;
}

static int check_path(ent_assignment_text *self)
{
    ent_span name = ent_assignment_name_at(self, self->path.from);

    for (;; name = ent_assignment_name_at(self, name.to + 1)) {
        bool good = name.to > name.from;
        for (size_t i = name.from; i < name.to; i++) {
            good = good && ent_is_name_byte(self->text[i]);
        }
        if (!good) {
            return ent_assignment_error(self, self->path, "a path is names joined by dots, for example force.required",
                "`%s` is no path of a setting", self->path_text);
        }
        if (name.to >= self->path.to) {
            return ENT_OK;
        }
    }
}

int ent_assignment_text_read(ent_assignment_text *self)
{
    const char *equals = strchr(self->text, '=');
    size_t sign;
    int status = locate(self);

    if (status != ENT_OK) {
        return status;
    }
    if (equals == NULL) {
        return ent_assignment_error(self, all_of(self->text), example, "there is no =, expected path = value");
    }
    sign = (size_t) (equals - self->text);
    self->path = ent_span_trim(self->text, (ent_span){0, sign});
    self->value = ent_span_trim(self->text, (ent_span){sign + 1, strlen(self->text)});
    if (self->path.to - self->path.from > LONGEST_PATH) {
        return ent_assignment_error(self, self->path, example, "a path of more than %d characters", LONGEST_PATH);
    }
    self->path_text = ent_arena_strndup(self->arena, self->text + self->path.from, self->path.to - self->path.from);
    if (self->path_text == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    if (equals[1] == '=') {
        return ent_assignment_error(self, (ent_span){sign, sign + 2}, example, "== compares, expected path = value");
    }
    if (*self->path_text == '\0') {
        return ent_assignment_error(self, all_of(self->text), example, "the path is missing before the =");
    }
    if (self->value.from == self->value.to) {
        return ent_assignment_error(self, all_of(self->text), example, "the value is missing after the =");
    }
    return check_path(self);
}
