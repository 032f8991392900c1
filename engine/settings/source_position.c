#include "settings/source_position.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { INDEX_STEP = 256 /* bytes between two points of an index */ };

/* A character of the text, and where it stands. */
typedef struct index_point {
    size_t byte;
    int line, column;
} index_point;

struct ent_source_index {
    index_point *point; /* [count] in the order of the text; the first is its start */
    size_t count;
};

/* Moves a point over one character. */
static void step(const ent_source *source, index_point *at)
{
    if (source->text[at->byte] == '\n') {
        at->byte++;
        at->line++;
        at->column = 1;
    } else {
        at->byte += ent_utf8_step(source->text + at->byte, source->length - at->byte);
        at->column++;
    }
}

const ent_source_index *ent_source_index_make(const ent_source *source, ent_arena *arena)
{
    ent_source_index *made = ent_arena_alloc(arena, sizeof(*made));
    index_point at = {.line = 1, .column = 1};

    if (made == NULL) {
        return NULL;
    }
    *made = (ent_source_index){.point = ent_arena_array(arena, source->length / INDEX_STEP + 1, sizeof(*made->point))};
    while (made->point != NULL && at.byte <= source->length) {
        if (at.byte >= made->count * INDEX_STEP) {
            made->point[made->count++] = at;
        }
        if (at.byte == source->length) {
            break;
        }
        step(source, &at);
    }
    return made->point != NULL ? made : NULL;
}

/* Whether a point is behind a byte, or behind a line and column where byte is SIZE_MAX. */
static bool is_behind(const index_point *point, size_t byte, const ent_position *at)
{
    if (byte != SIZE_MAX) {
        return point->byte > byte;
    }
    return point->line > at->line || (point->line == at->line && point->column > at->column);
}

/* The last point of the index that is not behind; the start without an index. */
static index_point point_before(const ent_source *source, size_t byte, const ent_position *at)
{
    const ent_source_index *index = source->index;
    size_t low = 0, high = index != NULL ? index->count : 0;

    while (high > low + 1) {
        size_t middle = low + (high - low) / 2;
        if (is_behind(&index->point[middle], byte, at)) {
            high = middle;
        } else {
            low = middle;
        }
    }
    return high > 0 ? index->point[low] : (index_point){.line = 1, .column = 1};
}

ent_position ent_source_position(const ent_source *source, size_t byte, size_t length)
{
    ent_position at = {.source = source};
    const char *text = source->text;
    index_point start;
    const char *next;

    byte = byte < source->length ? byte : source->length;
    length = length < source->length - byte ? length : source->length - byte;
    start = point_before(source, byte, NULL);
    while ((next = memchr(text + start.byte, '\n', byte - start.byte)) != NULL) {
        start = (index_point){(size_t) (next - text) + 1, start.line + 1, 1};
    }
    next = memchr(text + byte, '\n', length);
    length = next != NULL ? (size_t) (next - text) - byte : length;
    at.line = start.line;
    at.column = start.column + (int) ent_utf8_count(text + start.byte, byte - start.byte);
    at.length = (int) ent_utf8_count(text + byte, length);
    at.length = at.length < 1 ? 1 : at.length;
    return at;
}

size_t ent_source_byte(const ent_position *at)
{
    const ent_source *source = at->source;
    index_point found = point_before(source, SIZE_MAX, at);

    while (found.line < at->line && found.byte < source->length) {
        const char *next = memchr(source->text + found.byte, '\n', source->length - found.byte);
        found = (index_point){next != NULL ? (size_t) (next - source->text) + 1 : source->length, found.line + 1, 1};
    }
    for (; found.column < at->column && found.byte < source->length; found.column++) {
        found.byte += ent_utf8_step(source->text + found.byte, source->length - found.byte);
    }
    return found.byte;
}
