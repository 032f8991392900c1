#include "base/diagnostic.h"

#include "base/utf8.h"
#include "base/visible_text.h"

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

    self->errors += severity == ENT_SEVERITY_ERROR ? 1 : 0; /* counted even if the message is lost */
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

/* --- sorting --------------------------------------------------------------------------------------------------------
 */

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
    return (a->at.column > b->at.column) - (a->at.column < b->at.column);
}

/* Merges the sorted runs item[0, middle) and item[middle, count); of equal items the left one comes first. */
static void merge(ent_diagnostic *item, size_t middle, size_t count, ent_diagnostic *room)
{
    size_t left = 0;
    size_t right = middle;

    for (size_t i = 0; i < count; i++) {
        bool take_left = right == count || (left < middle && compare(&item[left], &item[right]) <= 0);
        room[i] = take_left ? item[left++] : item[right++];
    }
    memcpy(item, room, count * sizeof(*item));
}

static void sort_stably(ent_diagnostic *item, size_t count, ent_diagnostic *room)
{
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t at = 0; at + width < count; at += 2 * width) {
            size_t both = count - at < 2 * width ? count - at : 2 * width;
            merge(item + at, width, both, room);
        }
    }
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool repeats(const ent_diagnostic *a, const ent_diagnostic *b)
{
    return a->severity == b->severity && same_text(a->path, b->path) && same_text(a->text, b->text) &&
           same_text(a->help, b->help);
}

bool ent_diagnostics_has(const ent_diagnostics *self, const ent_diagnostic *item)
{
    for (size_t i = 0; i < self->count; i++) {
        if (compare(&self->item[i], item) == 0 && repeats(&self->item[i], item)) {
            return true;
        }
    }
    return false;
}

/* Whether an equal item at the same position is among the first `kept`, which are sorted. Repeats need not be
 * neighbours: each variant repeats all messages of a position in turn. */
static bool is_repeat(const ent_diagnostics *self, size_t kept, const ent_diagnostic *item)
{
    for (size_t i = kept; i-- > 0 && compare(&self->item[i], item) == 0;) {
        if (repeats(&self->item[i], item)) {
            return true;
        }
    }
    return false;
}

void ent_diagnostics_sort(ent_diagnostics *self)
{
    ent_diagnostic *room = self->count > 1 ? malloc(self->count * sizeof(*room)) : NULL;
    size_t kept = 0;

    if (self->count > 1 && room == NULL) {
        self->no_memory = 1; /* complete, but not sorted */
        return;
    }
    sort_stably(self->item, self->count, room);
    free(room);
    for (size_t i = 0; i < self->count; i++) {
        if (!is_repeat(self, kept, &self->item[i])) {
            self->item[kept++] = self->item[i];
        } else if (self->item[i].severity == ENT_SEVERITY_ERROR) {
            self->errors--;
        }
    }
    self->count = kept;
}

bool ent_diagnostics_check(const ent_diagnostics *self)
{
    size_t errors = 0;

    for (size_t i = 0; i < self->count; i++) {
        const ent_diagnostic *item = &self->item[i];
        if (item->path == NULL || item->text == NULL || (item->at.line > 0 && item->at.source == NULL)) {
            return false;
        }
        errors += item->severity == ENT_SEVERITY_ERROR ? 1 : 0;
    }
    return self->count <= self->capacity && (self->no_memory ? errors <= self->errors : errors == self->errors);
}

/* --- formatting ------------------------------------------------------------------------------------------------------
 */

/* The start of the line of a position, and its length in bytes without the line ending. */
static const char *line_of(const ent_position *at, size_t *length)
{
    const char *line = at->source->text;
    const char *end = line + at->source->length;
    const char *stop;

    for (int i = 1; i < at->line && line < end; i++) {
        const char *next = memchr(line, '\n', (size_t) (end - line));
        line = next != NULL ? next + 1 : end;
    }
    stop = memchr(line, '\n', (size_t) (end - line));
    *length = (size_t) ((stop != NULL ? stop : end) - line);
    if (*length > 0 && line[*length - 1] == '\r') {
        --*length;
    }
    return line;
}

/* The range of a line that is shown, in characters. */
typedef struct window {
    size_t from, to;
    size_t mark, marks; /* the first marked character, and the number of marked ones */
} window;

static window window_of(const ent_position *at, size_t characters)
{
    window made = {.to = characters, .mark = at->column > 1 ? (size_t) at->column - 1 : 0};

    made.mark =
        made.mark < characters ? made.mark : characters; /* a mark at the end of the line is one character behind it */
    if (characters > SHOWN_WIDTH) {
        made.from = made.mark > SHOWN_WIDTH / 3 ? made.mark - SHOWN_WIDTH / 3 : 0;
        made.from = made.from < characters - SHOWN_WIDTH ? made.from : characters - SHOWN_WIDTH;
        made.to = made.from + SHOWN_WIDTH;
    }
    made.marks = at->length > 1 ? (size_t) at->length : 1;
    if (made.marks > made.to - made.mark) {
        made.marks = made.to > made.mark ? made.to - made.mark : 1;
    }
    return made;
}

/* The text that is shown for a character. Hidden characters, which could move the cursor or change the direction, are
 * replaced by one, since carets stand under the line. */
static const char *shown(const char *character, size_t bytes, size_t *length)
{
    uint32_t code;

    *length = 3;
    if (ent_utf8_decode(character, bytes, &code) == 0 || ent_is_hidden(code)) {
        return "\xEF\xBF\xBD"; /* U+FFFD, the replacement character */
    }
    *length = bytes;
    return character;
}

/* Fills in the window of the line, and the indentation of the carets under it: blanks, and tabs where the line has
 * them. */
static void fill(const char *line, size_t length, const window *view, size_t characters, char *text, char *indent)
{
    size_t at = 0;

    for (size_t i = 0; i < view->to; i++) {
        size_t step = ent_utf8_step(line + at, length - at);
        size_t bytes = ent_utf8_length(line + at, length - at);
        const char *piece = shown(line + at, bytes, &bytes);
        if (i >= view->from) {
            bool cut = (i == view->from && i > 0) || (i + 1 == view->to && i + 1 < characters);
            memcpy(text, cut ? "\xE2\x80\xA6" : piece, cut ? 3 : bytes); /* U+2026, the ellipsis */
            text += cut ? 3 : bytes;
            if (i < view->mark) {
                *indent++ = !cut && *piece == '\t' ? '\t' : ' ';
            }
        }
        at += step;
    }
}

/* The source line and the carets under it; a long line is cut to a window around the mark. */
static const char *excerpt(const ent_position *at, const char *on, const char *off, ent_arena *arena)
{
    size_t length;
    const char *line = line_of(at, &length);
    size_t characters = ent_utf8_count(line, length);
    window view = window_of(at, characters);
    size_t width = view.to - view.from;
    char *text = ent_arena_alloc(arena, 4 * width + 1);
    char *indent = ent_arena_alloc(arena, width + 1);
    char *carets = ent_arena_alloc(arena, view.marks + 1);

    if (text == NULL || indent == NULL || carets == NULL) {
        return NULL;
    }
    fill(line, length, &view, characters, text, indent);
    memset(carets, '^', view.marks);
    return ent_arena_printf(arena, "    %s\n    %s%s%s%s\n", text, indent, on, carets, off);
}

/* "file:line:column: " */
static const char *format_place(const ent_position *at, const ent_diagnostic_tints *tints, ent_arena *arena)
{
    const char *name = at->source != NULL ? ent_visible_text(at->source->name, true, arena) : "";

    if (at->source == NULL || name == NULL) {
        return name;
    }
    return at->line > 0 ? ent_arena_printf(arena, "%s%s:%d:%d:%s ", tints->bold, name, at->line, at->column, tints->off)
                        : ent_arena_printf(arena, "%s%s:%s ", tints->bold, name, tints->off);
}

/* "    help: ..." */
static const char *format_help(const char *help, const ent_diagnostic_tints *tints, ent_arena *arena)
{
    const char *text = help != NULL ? ent_visible_text(help, true, arena) : "";

    if (help == NULL || text == NULL) {
        return text;
    }
    return ent_arena_printf(arena, "    %shelp:%s %s\n", tints->green, tints->off, text);
}

char *ent_diagnostic_format(const ent_diagnostic *self, const ent_diagnostic_tints *tints, ent_arena *arena)
{
    static const char *const words[] = {"error", "warning", "note"};
    static const ent_diagnostic_tints none = {{"", "", ""}, "", "", ""};
    const ent_diagnostic_tints *tint = tints != NULL ? tints : &none;
    bool placed = self->at.source != NULL && self->at.line > 0;
    const char *place = format_place(&self->at, tint, arena);
    const char *path = ent_visible_text(self->path, true, arena);
    const char *text = ent_visible_text(self->text, true, arena);
    const char *lines = placed ? excerpt(&self->at, tint->green, tint->off, arena) : "";
    const char *help = format_help(self->help, tint, arena);

    if (place == NULL || path == NULL || text == NULL || lines == NULL || help == NULL) {
        return NULL;
    }
    return ent_arena_printf(arena, "%s%s%s:%s %s%s%s\n%s%s", place, tint->severity[self->severity],
        words[self->severity], tint->off, path, *path != '\0' ? ": " : "", text, lines, help);
}

/* --- nearest name ------------------------------------------------------------------------------------------------- */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Damerau-Levenshtein distance in its restricted form (optimal string alignment): insertions, deletions,
 * substitutions and transpositions of neighbours, with no substring edited twice. Keeps three rows of the table. */
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
        if (d < best && d < length) { /* a word that shares no letter is not near, such as `a` and `b` */
            best = d;
            found = names[i];
        }
    }
    return found;
}
