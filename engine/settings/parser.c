#include "settings/parser.h"

#include "base/status.h"
#include "base/utf8.h"
#include "settings/schema.h"

#include <stdarg.h>
#include <string.h>

const ent_token *ent_parser_token(const ent_parser *self)
{
    return &self->scanner.token;
}

bool ent_parser_at(const ent_parser *self, char mark)
{
    return self->scanner.token.kind == ENT_TOKEN_MARK && self->scanner.token.mark == mark;
}

void ent_parser_next(ent_parser *self)
{
    ent_scanner_next(&self->scanner);
    if (self->scanner.token.kind == ENT_TOKEN_COMMENT) {
        ent_parser_fail(self, self->scanner.token.start, self->scanner.token.end, "close it with */",
            "the comment that begins here is never closed");
        ent_parser_stop(self);
    }
}

void ent_parser_resume(ent_parser *self, size_t at)
{
    self->scanner.at = self->stopped ? self->scanner.source->length : at;
    ent_parser_next(self);
}

void ent_parser_stop(ent_parser *self)
{
    self->stopped = true;
    self->incomplete = true;
    self->scanner.at = self->scanner.source->length;
    ent_scanner_next(&self->scanner);
}

ent_position ent_parser_position(ent_parser *self, size_t byte, size_t length)
{
    const ent_source *source = self->scanner.source;
    ent_position at = {.source = source};
    size_t end = byte + length < source->length ? byte + length : source->length;
    const char *newline = end > byte ? memchr(source->text + byte, '\n', end - byte) : NULL;

    if (byte < self->known_byte || self->known_line == 0) {
        self->known_byte = 0;
        self->known_line = 1;
        self->known_column = 1;
    }
    while (self->known_byte < byte && self->known_byte < source->length) {
        bool ends = source->text[self->known_byte] == '\n';
        self->known_byte += ent_utf8_step(source->text + self->known_byte, source->length - self->known_byte);
        self->known_line += ends ? 1 : 0;
        self->known_column = ends ? 1 : self->known_column + 1;
    }
    end = newline != NULL ? (size_t) (newline - source->text) : end;
    at.line = self->known_line;
    at.column = self->known_column;
    at.length = end > byte ? (int) ent_utf8_count(source->text + byte, end - byte) : 1; /* at least 1 */
    return at;
}

const char *ent_parser_text(ent_parser *self, size_t start, size_t end)
{
    const char *text = ent_arena_strndup(self->arena, self->scanner.source->text + start, end - start);

    if (text == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
    }
    return text != NULL ? text : "";
}

const char *ent_parser_excerpt(ent_parser *self, size_t start, size_t end)
{
    const char *text = self->scanner.source->text;
    size_t at = start;

    if (end - start <= ENT_PARSER_EXCERPT_BYTES) {
        return ent_parser_text(self, start, end);
    }
    while (at - start < ENT_PARSER_EXCERPT_BYTES) {
        at += ent_utf8_step(text + at, end - at);
    }
    return ent_parser_print(self, "%s…", ent_parser_text(self, start, at));
}

const char *ent_parser_print(ent_parser *self, const char *format, ...)
{
    va_list args;
    const char *text;

    va_start(args, format);
    text = ent_arena_vprintf(self->arena, format, args);
    va_end(args);
    if (text == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
    }
    return text != NULL ? text : "";
}

static void add_diagnostic(
    ent_parser *self, ent_severity severity, size_t start, size_t end, const char *help, const char *text)
{
    const char *path = ent_setting_path(self->current, self->arena);
    ent_position at = ent_parser_position(self, start, end > start ? end - start : 1);

    if (path == NULL || text == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
        return;
    }
    ent_diagnostics_add(self->diagnostics, severity, at, path, help, "%s", text);
}

/* Marks the current setting as wrong, with the lists around it; sets `incomplete` where more than that is lost. */
static void mark_wrong(ent_parser *self)
{
    ent_setting *at = self->current;
    const ent_schema_row *row;

    if (at->type == ENT_SETTING_GROUP) {
        self->incomplete = true; /* a name or a whole setting is lost */
        return;
    }
    at->wrong = 1;
    while (at->name == NULL && at->parent != NULL && at->parent->type == ENT_SETTING_LIST) {
        at = at->parent;
        at->wrong = 1;
    }
    row = at->name != NULL && at->parent->parent == NULL ? ent_schema_find(ENT_GROUP_ROOT, at->name) : NULL;
    if (row == NULL && at->name != NULL) {
        row = ent_schema_find(ENT_GROUP_DEMAND, at->name);
    }
    if (row != NULL && (row->traits & ENT_TRAIT_REFERENCED) != 0) {
        self->incomplete = true;
    }
}

void ent_parser_fail(ent_parser *self, size_t start, size_t end, const char *help, const char *format, ...)
{
    va_list args;

    if (self->stopped) {
        return;
    }
    mark_wrong(self);
    va_start(args, format);
    add_diagnostic(self, ENT_SEVERITY_ERROR, start, end, help, ent_arena_vprintf(self->arena, format, args));
    va_end(args);
    if (++self->errors == ENT_PARSER_ERRORS) {
        add_diagnostic(self, ENT_SEVERITY_ERROR, start, end, NULL,
            ent_arena_printf(
                self->arena, "that is mistake number %d: the rest of the file is not read", ENT_PARSER_ERRORS));
        ent_parser_stop(self);
    }
}

void ent_parser_warn(ent_parser *self, size_t start, size_t end, const char *help, const char *text)
{
    if (self->warnings < ENT_PARSER_ERRORS) {
        self->warnings++;
        add_diagnostic(self, ENT_SEVERITY_WARNING, start, end, help, text);
    }
}

bool ent_parser_newline(const ent_parser *self, size_t from, size_t to)
{
    return from < to && memchr(self->scanner.source->text + from, '\n', to - from) != NULL;
}

size_t ent_parser_line_end(const ent_parser *self, size_t at)
{
    const ent_source *source = self->scanner.source;
    const char *end = at < source->length ? memchr(source->text + at, '\n', source->length - at) : NULL;

    return end != NULL ? (size_t) (end - source->text) : source->length;
}

void ent_parser_resynchronise(ent_parser *self, size_t start)
{
    const ent_token *token = ent_parser_token(self);
    bool later = false;

    while (token->kind != ENT_TOKEN_END && !ent_parser_at(self, ';') && !ent_parser_at(self, '}')) {
        later = later || ent_parser_newline(self, start, token->start);
        if (later && token->kind == ENT_TOKEN_NAME) {
            break;
        }
        start = token->start;
        ent_parser_next(self);
    }
}
