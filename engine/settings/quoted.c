#include "settings/quoted.h"

#include "base/status.h"
#include "base/utf8.h"
#include "settings/scanner.h"

#include <stdbool.h>
#include <string.h>

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* One byte of content, from the source's bytes at `text`; returns how many those are. `left` is 1 or more. */
static size_t decode(const char *text, size_t left, char *content)
{
    static const char escapes[] = "nrtf\\\"";
    static const char meanings[] = "\n\r\t\f\\\"";
    const char *known;

    *content = *text;
    if (*text != '\\' || left < 2 || text[1] == '\0') {
        return 1;
    }
    known = strchr(escapes, text[1]);
    if (known != NULL) {
        *content = meanings[known - escapes];
        return 2;
    }
    if ((text[1] == 'x' || text[1] == 'X') && left >= 4 && hex_digit(text[2]) >= 0 && hex_digit(text[3]) >= 0) {
        *content = (char) (unsigned char) (16 * hex_digit(text[2]) + hex_digit(text[3]));
        return 4;
    }
    return 1;
}

/* One literal, from its opening quote on; returns the byte after its closing one. */
static size_t read_literal(const ent_source *source, size_t at, ent_quoted *self)
{
    at++;
    while (at < source->length && source->text[at] != '"') {
        size_t step = decode(source->text + at, source->length - at, &self->text[self->length]);
        if (self->text[self->length] != '\0') {
            self->map[2 * self->length] = (uint32_t) at;
            self->map[2 * self->length + 1] = (uint32_t) (at + step);
            self->length++;
        } else if (self->zero == SIZE_MAX) {
            self->zero = at;
        }
        at += step;
    }
    self->map[2 * self->length] = (uint32_t) at;
    self->text[self->length] = '\0';
    return at < source->length ? at + 1 : at;
}

/* The byte after the last literal that belongs to the text. */
static size_t end_of_literals(const ent_source *source, size_t start)
{
    ent_scanner scanner = {.source = source, .at = start};
    size_t end = start;

    for (ent_scanner_next(&scanner); scanner.token.kind == ENT_TOKEN_STRING; ent_scanner_next(&scanner)) {
        end = scanner.token.end;
    }
    return end;
}

int ent_quoted_read(const ent_source *source, size_t start, ent_arena *arena, ent_quoted *self)
{
    size_t end = end_of_literals(source, start);

    *self = (ent_quoted){.zero = SIZE_MAX};
    self->text = ent_arena_alloc(arena, end - start + 1);
    self->map = ent_arena_array(arena, 2 * (end - start) + 1, sizeof(*self->map));
    if (self->text == NULL || self->map == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t at = start; at < end; at = ent_skip_blank(source, at)) {
        at = read_literal(source, at, self);
    }
    return ENT_OK;
}

uint32_t *ent_plain_map(size_t start, size_t length, ent_arena *arena)
{
    uint32_t *map = ent_arena_array(arena, 2 * length + 1, sizeof(*map));

    for (size_t i = 0; map != NULL && i < length; i++) {
        map[2 * i] = (uint32_t) (start + i);
        map[2 * i + 1] = (uint32_t) (start + i + 1);
    }
    if (map != NULL) {
        map[2 * length] = (uint32_t) (start + length);
    }
    return map;
}

ent_position ent_map_position(const ent_source *source, const uint32_t *map, size_t end, size_t offset, size_t length)
{
    size_t from, to;

    offset = offset < end ? offset : end;
    length = length < end - offset ? length : end - offset;
    from = map[2 * offset];
    to = length > 0 ? map[2 * (offset + length) - 1] : from;
    return ent_source_position(source, from, to - from);
}

ent_position ent_source_position(const ent_source *source, size_t byte, size_t length)
{
    ent_position at = {.source = source, .line = 1};
    const char *text = source->text;
    size_t start = 0;
    const char *next;

    byte = byte < source->length ? byte : source->length;
    length = length < source->length - byte ? length : source->length - byte;
    while ((next = memchr(text + start, '\n', byte - start)) != NULL) {
        at.line++;
        start = (size_t) (next - text) + 1;
    }
    next = memchr(text + byte, '\n', length);
    length = next != NULL ? (size_t) (next - text) - byte : length;
    at.column = (int) ent_utf8_count(text + start, byte - start) + 1;
    at.length = (int) ent_utf8_count(text + byte, length);
    at.length = at.length < 1 ? 1 : at.length;
    return at;
}

size_t ent_source_byte(const ent_position *at)
{
    const ent_source *source = at->source;
    size_t byte = 0;

    for (int line = 1; line < at->line && byte < source->length; line++) {
        const char *next = memchr(source->text + byte, '\n', source->length - byte);
        byte = next != NULL ? (size_t) (next - source->text) + 1 : source->length;
    }
    for (int column = 1; column < at->column && byte < source->length; column++) {
        byte += ent_utf8_step(source->text + byte, source->length - byte);
    }
    return byte;
}
