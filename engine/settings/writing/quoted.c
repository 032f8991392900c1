#include "settings/writing/quoted.h"

#include "base/status.h"
#include "settings/scanner.h"
#include "settings/source_position.h"

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

/* Decodes one byte of content at `text`, with `left` >= 1 bytes left in the source. Returns the number of source
 * bytes used. */
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

/* Decodes one literal from its opening quote at byte `at`. Returns the byte after its closing quote. */
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

/* Returns the byte after the last literal of the text that begins at `start`. */
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
