#include "base/diagnostic.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN_WIDTH = 110, LONGEST_WORD = 64 };

void ent_diagnostics_init(ent_diagnostics *self)
{
    *self = (ent_diagnostics){0};
}

void ent_diagnostics_free(ent_diagnostics *self)
{
    ent_arena_free(&self->arena);
    free(self->item);
    *self = (ent_diagnostics){0};
}

static bool reserve(ent_diagnostics *self)
{
    size_t capacity = self->capacity == 0 ? 16 : 2 * self->capacity;
    ent_diagnostic *grown;

    if (self->count < self->capacity) {
        return true;
    }
    grown = realloc(self->item, capacity * sizeof(*grown));
    if (grown == NULL) {
        return false;
    }
    self->item = grown;
    self->capacity = capacity;
    return true;
}

void ent_diagnostics_add(ent_diagnostics *self, ent_severity severity, ent_position at, const char *path,
    const char *help, const char *format, ...)
{
    ent_diagnostic made = {.severity = severity, .at = at};
    va_list args;

    self->errors += severity == ENT_SEVERITY_ERROR ? 1 : 0;
    va_start(args, format);
    made.text = ent_arena_vprintf(&self->arena, format, args);
    va_end(args);
    made.path = ent_arena_strdup(&self->arena, path != NULL ? path : "");
    made.help = help != NULL ? ent_arena_strdup(&self->arena, help) : NULL;
    if (made.text == NULL || made.path == NULL || (help != NULL && made.help == NULL) || !reserve(self)) {
        self->no_memory = 1;
        return;
    }
    self->item[self->count++] = made;
}

static int compare(const ent_diagnostic *a, const ent_diagnostic *b)
{
    const char *left = a->at.source != NULL ? a->at.source->name : "";
    const char *right = b->at.source != NULL ? b->at.source->name : "";
    int names = strcmp(left, right);

    if (names != 0) {
        return names;
    }
    if (a->at.line != b->at.line) {
        return a->at.line < b->at.line ? -1 : 1;
    }
    return a->at.column < b->at.column ? -1 : a->at.column > b->at.column ? 1 : 0;
}

static bool repeats(const ent_diagnostic *a, const ent_diagnostic *b)
{
    return compare(a, b) == 0 && a->severity == b->severity && strcmp(a->path, b->path) == 0 &&
        strcmp(a->text, b->text) == 0;
}

void ent_diagnostics_sort(ent_diagnostics *self)
{
    size_t kept = 0;

    for (size_t i = 1; i < self->count; i++) { /* insertion keeps equal ones in their order */
        ent_diagnostic moving = self->item[i];
        size_t k = i;
        for (; k > 0 && compare(&self->item[k - 1], &moving) > 0; k--) {
            self->item[k] = self->item[k - 1];
        }
        self->item[k] = moving;
    }
    for (size_t i = 0; i < self->count; i++) {
        if (kept == 0 || !repeats(&self->item[kept - 1], &self->item[i])) {
            self->item[kept++] = self->item[i];
        }
    }
    self->count = kept;
}

/* --- as text ------------------------------------------------------------------------------------------------------ */

static bool continues(char c)
{
    return ((unsigned char) c & 0xC0U) == 0x80U;
}

/* The line of a position: its start, and its length in bytes. */
static const char *line_of(const ent_position *at, size_t *length)
{
    const char *line = at->source->text;
    const char *end = at->source->text + at->source->length;

    for (int i = 1; i < at->line && line < end; i++) {
        const char *next = memchr(line, '\n', (size_t) (end - line));
        line = next != NULL ? next + 1 : end;
    }
    *length = 0;
    while (line + *length < end && line[*length] != '\n' && line[*length] != '\r') {
        ++*length;
    }
    return line;
}

/* The byte at which a column (in characters, from 1) starts; the length of the line where it has fewer. */
static size_t byte_of_column(const char *line, size_t length, int column)
{
    size_t at = 0;

    for (int i = 1; i < column && at < length; i++) {
        at++;
        while (at < length && continues(line[at])) {
            at++;
        }
    }
    return at;
}

/* Blanks under the line's characters up to a byte, tabs kept, so that the caret stands under the mark. */
static char *blanks(const char *line, size_t from, size_t to, ent_arena *arena)
{
    char *text = ent_arena_alloc(arena, to - from + 1);
    size_t n = 0;

    for (size_t i = from; text != NULL && i < to; i++) {
        if (!continues(line[i])) {
            text[n++] = line[i] == '\t' ? '\t' : ' ';
        }
    }
    return text;
}

static char *carets(int length, ent_arena *arena)
{
    size_t n = length > 1 ? (size_t) length : 1;
    char *text;

    n = n > SHOWN_WIDTH ? SHOWN_WIDTH : n;
    text = ent_arena_alloc(arena, n + 1);
    if (text != NULL) {
        memset(text, '^', n);
    }
    return text;
}

/* The source line and the carets under it; a long line is cut to a window around the mark. */
static char *excerpt(const ent_position *at, const char *on, const char *off, ent_arena *arena)
{
    size_t length;
    const char *line = line_of(at, &length);
    size_t mark = byte_of_column(line, length, at->column);
    size_t from = mark > SHOWN_WIDTH * 2 / 3 && length > SHOWN_WIDTH ? mark - SHOWN_WIDTH / 2 : 0;
    size_t to = length - from > SHOWN_WIDTH ? from + SHOWN_WIDTH : length;
    int room;
    char *indent;
    char *marks;

    while (from > 0 && continues(line[from])) {
        from--;
    }
    while (to < length && continues(line[to])) {
        to++;
    }
    room = (int) (to > mark ? to - mark : 1);
    indent = blanks(line, from, mark, arena);
    marks = carets(at->length < room ? at->length : room, arena);
    if (indent == NULL || marks == NULL) {
        return NULL;
    }
    return ent_arena_printf(
        arena, "    %.*s\n    %s%s%s%s\n", (int) (to - from), line + from, indent, on, marks, off);
}

char *ent_diagnostic_format(const ent_diagnostic *self, int colour, ent_arena *arena)
{
    static const char *const words[] = {"error", "warning", "note"};
    static const char *const tints[] = {"\033[1;31m", "\033[1;33m", "\033[1;36m"};
    const char *bold = colour ? "\033[1m" : "";
    const char *green = colour ? "\033[32m" : "";
    const char *off = colour ? "\033[0m" : "";
    const char *tint = colour ? tints[self->severity] : "";
    const char *place = "";
    const char *lines = "";
    const char *help = "";

    if (self->at.source != NULL && self->at.line > 0) {
        place = ent_arena_printf(
            arena, "%s%s:%d:%d:%s ", bold, self->at.source->name, self->at.line, self->at.column, off);
        lines = excerpt(&self->at, green, off, arena);
    } else if (self->at.source != NULL) {
        place = ent_arena_printf(arena, "%s%s:%s ", bold, self->at.source->name, off);
    }
    if (self->help != NULL) {
        help = ent_arena_printf(arena, "    %shelp:%s %s\n", green, off, self->help);
    }
    if (place == NULL || lines == NULL || help == NULL) {
        return NULL;
    }
    return ent_arena_printf(arena, "%s%s%s:%s %s%s%s\n%s%s", place, tint, words[self->severity], off,
        self->path, *self->path != '\0' ? ": " : "", self->text, lines, help);
}

/* --- the nearest name ----------------------------------------------------------------------------------------------- */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Optimal string alignment: insertions, deletions, substitutions, swaps of neighbours. */
static size_t distance(const char *a, size_t n, const char *b, size_t m)
{
    size_t row[3][LONGEST_WORD + 1];

    for (size_t j = 0; j <= m; j++) {
        row[0][j] = j;
    }
    for (size_t i = 1; i <= n; i++) {
        size_t *now = row[i % 3];
        const size_t *last = row[(i + 2) % 3];
        const size_t *before = row[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            now[j] = least(least(last[j] + 1, now[j - 1] + 1), last[j - 1] + change);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                now[j] = least(now[j], before[j - 2] + 1);
            }
        }
    }
    return row[n % 3][m];
}

const char *ent_nearest_name(const char *word, const char *const *names, size_t count)
{
    size_t length = strlen(word);
    size_t allowed = length / 3 > 1 ? length / 3 : 1;
    size_t best = allowed + 1;
    const char *found = NULL;

    for (size_t i = 0; i < count && length <= LONGEST_WORD; i++) {
        size_t other = strlen(names[i]);
        size_t d;
        if (other > LONGEST_WORD || other + allowed < length || length + allowed < other) {
            continue;
        }
        d = distance(word, length, names[i], other);
        if (d < best && d < length) {
            best = d;
            found = names[i];
        }
    }
    return found;
}
