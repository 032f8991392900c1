#include "settings/source_position.h"

#include "base/utf8.h"

#include <string.h>

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
