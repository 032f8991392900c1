#include "settings/tables/sheet.h"

#include "base/status.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <string.h>
#include <strings.h>

#define QUOTES_HELP "put the whole cell in double quotes, and write \"\" for each one inside it"

typedef struct reading {
    ent_sheet *sheet;
    const char *text; /* [length] of the source */
    size_t length;
    ent_arena *arena;
    const char *path;
    ent_diagnostics *diagnostics;
    const ent_sheet_limits *limits;
    size_t at;
    int line;
    size_t line_start;
    size_t cells, capacity; /* cells of all rows; capacity of sheet->row */
    ent_sheet_cell *cell;   /* [columns] the row being read */
    size_t columns, room;
} reading;

size_t ent_sheet_blank(const char *text, size_t left)
{
    static const char *const known[] = {" ", "\t", "\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89", "\xE2\x80\x87"};

    for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++) {
        size_t length = strlen(known[i]);
        if (length <= left && memcmp(text, known[i], length) == 0) {
            return length;
        }
    }
    return 0;
}

bool ent_sheet_is_empty(const ent_sheet_cell *cell)
{
    return cell->from == cell->to;
}

ent_position ent_sheet_position(const ent_sheet *self, const ent_sheet_cell *cell)
{
    const char *text = self->source->text;
    const char *newline = memchr(text + cell->start, '\n', cell->end - cell->start);
    size_t end = newline != NULL ? (size_t) (newline - text) : cell->end;
    ent_position at = {.source = self->source, .line = cell->line};

    at.column = (int) ent_utf8_count(text + cell->line_start, cell->start - cell->line_start) + 1;
    at.length = (int) ent_utf8_count(text + cell->start, end - cell->start);
    at.length = at.length < 1 ? 1 : at.length;
    return at;
}

/* Adds an error at byte `at` of the current line. Returns ENT_ERR_SCENARIO. */
static int fail(reading *self, size_t at, const char *help, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static int fail(reading *self, size_t at, const char *help, const char *format, ...)
{
    const ent_sheet_cell place = {
        .start = at, .end = at < self->length ? at + 1 : at, .line = self->line, .line_start = self->line_start};
    va_list args;
    const char *message;

    va_start(args, format);
    message = ent_arena_vprintf(self->arena, format, args);
    va_end(args);
    if (message == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, ent_sheet_position(self->sheet, &place), self->path,
        help, "%s", message);
    return ENT_ERR_SCENARIO;
}

/* --- the separator ------------------------------------------------------------------------------------------------ */

static size_t line_end(const reading *self, size_t at)
{
    const char *newline = at < self->length ? memchr(self->text + at, '\n', self->length - at) : NULL;

    return newline != NULL ? (size_t) (newline - self->text) : self->length;
}

/* True where a line holds more than separators, quotes and blanks. */
static bool has_content(const reading *self, size_t from, size_t to)
{
    while (from < to) {
        size_t blank = ent_sheet_blank(self->text + from, to - from);
        if (blank == 0 && strchr(",;\"\r", self->text[from]) == NULL) {
            return true;
        }
        from += blank > 0 ? blank : 1;
    }
    return false;
}

/* The separator that a line has most often outside quotes; a comma where it has none. */
static char most_frequent(const reading *self, size_t from, size_t to)
{
    static const char known[] = {',', ';', '\t'};
    size_t count[3] = {0};
    bool quoted = false;
    size_t best = 0;

    for (; from < to; from++) {
        quoted = quoted != (self->text[from] == '"');
        for (size_t i = 0; i < 3 && !quoted; i++) {
            count[i] += self->text[from] == known[i] ? 1 : 0;
        }
    }
    for (size_t i = 1; i < 3; i++) {
        best = count[i] > count[best] ? i : best;
    }
    return known[best];
}

/* Reads the line `sep=;` that some programs write above the header. Returns false for any other line. */
static bool read_separator_line(reading *self)
{
    size_t end = line_end(self, 0);
    size_t length = end > 0 && self->text[end - 1] == '\r' ? end - 1 : end;

    if (length != 5 || strncasecmp(self->text, "sep=", 4) != 0 || strchr(",;\t", self->text[4]) == NULL) {
        return false;
    }
    self->sheet->separator = self->text[4];
    self->at = end < self->length ? end + 1 : end;
    self->line = 2;
    self->line_start = self->at;
    return true;
}

static void find_separator(reading *self)
{
    size_t from = 0;

    if (read_separator_line(self)) {
        return;
    }
    while (from < self->length && !has_content(self, from, line_end(self, from))) {
        from = line_end(self, from) + 1;
    }
    self->sheet->separator = most_frequent(self, from < self->length ? from : 0, line_end(self, from));
}

/* --- cells -------------------------------------------------------------------------------------------------------- */

static bool at_line_end(const reading *self)
{
    return self->at >= self->length || self->text[self->at] == '\n' ||
           (self->text[self->at] == '\r' && self->at + 1 < self->length && self->text[self->at + 1] == '\n');
}

static bool at_cell_end(const reading *self)
{
    return at_line_end(self) || self->text[self->at] == self->sheet->separator;
}

static void skip_blanks(reading *self)
{
    size_t blank;

    while (!at_cell_end(self) && (blank = ent_sheet_blank(self->text + self->at, self->length - self->at)) > 0) {
        self->at += blank;
    }
}

/* Removes blanks and line ends from both ends of the content. */
static void trim(const reading *self, ent_sheet_cell *cell)
{
    size_t end = cell->from;

    for (size_t at = cell->from; at < cell->to;) {
        size_t step = ent_sheet_blank(self->text + at, cell->to - at);
        bool newline = step == 0 && (self->text[at] == '\n' || self->text[at] == '\r');
        if (step == 0 && !newline) {
            end = at + ent_utf8_step(self->text + at, cell->to - at);
        } else if (cell->from == at) {
            cell->from += newline ? 1 : step;
            end = cell->from;
        }
        at += newline ? 1 : step > 0 ? step : ent_utf8_step(self->text + at, cell->to - at);
    }
    cell->to = end;
}

/* Reads from an opening quote to behind the closing one. */
static int read_quoted(reading *self, ent_sheet_cell *cell)
{
    size_t open = self->at;
    int line = self->line;
    size_t line_start = self->line_start;

    cell->quoted = true;
    cell->from = ++self->at;
    for (; self->at < self->length; self->at++) {
        if (self->text[self->at] == '\n') {
            self->line++;
            self->line_start = self->at + 1;
        } else if (self->text[self->at] == '"') {
            if (self->at + 1 >= self->length || self->text[self->at + 1] != '"') {
                cell->to = self->at++;
                return ENT_OK;
            }
            self->at++;
        }
    }
    self->line = line;
    self->line_start = line_start;
    return fail(self, open, QUOTES_HELP, "the quotes that open here are never closed");
}

static int read_plain(reading *self, ent_sheet_cell *cell)
{
    cell->from = self->at;
    for (; !at_cell_end(self); self->at++) {
        if (self->text[self->at] == '"') {
            return fail(self, self->at, QUOTES_HELP, "a double quote inside a cell that does not begin with one");
        }
        if (self->text[self->at] == '\r') {
            return fail(self, self->at, "save the file with the line ends of Windows or Unix",
                "a carriage return without a line feed");
        }
    }
    cell->to = self->at;
    return ENT_OK;
}

static int read_cell(reading *self)
{
    ent_sheet_cell cell = {.start = self->at, .line = self->line, .line_start = self->line_start};
    int status;

    skip_blanks(self);
    if (!at_cell_end(self) && self->text[self->at] == '"') {
        cell.start = self->at;
        status = read_quoted(self, &cell);
        cell.end = self->at;
        skip_blanks(self);
        if (status == ENT_OK && !at_cell_end(self)) {
            return fail(self, self->at, QUOTES_HELP, "text behind the closing quotes of a cell");
        }
    } else {
        status = read_plain(self, &cell);
        cell.start = cell.from;
        cell.end = self->at;
    }
    trim(self, &cell);
    if (!cell.quoted && cell.to > cell.from) {
        cell.start = cell.from;
        cell.end = cell.to;
    }
    if (status == ENT_OK && self->columns == self->room) {
        return fail(self, cell.start, NULL, "more than %d columns", ENT_SHEET_COLUMNS);
    }
    if (status == ENT_OK) {
        self->cell[self->columns++] = cell;
    }
    return status;
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

static bool has_cells(const reading *self)
{
    for (size_t i = 0; i < self->columns; i++) {
        if (!ent_sheet_is_empty(&self->cell[i])) {
            return true;
        }
    }
    return false;
}

/* Appends a copy of the row that was read. */
static int keep_row(reading *self)
{
    ent_sheet *sheet = self->sheet;
    ent_sheet_cell *cell = ent_arena_array(self->arena, self->columns, sizeof(*cell));

    if (sheet->rows == self->capacity) {
        size_t capacity = self->capacity == 0 ? 32 : 2 * self->capacity;
        ent_sheet_row *grown = ent_arena_array(self->arena, capacity, sizeof(*grown));
        if (grown == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        if (sheet->rows > 0) {
            memcpy(grown, sheet->row, sheet->rows * sizeof(*grown));
        }
        sheet->row = grown;
        self->capacity = capacity;
    }
    if (cell == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    memcpy(cell, self->cell, self->columns * sizeof(*cell));
    sheet->row[sheet->rows++] = (ent_sheet_row){.cell = cell, .count = self->columns};
    return ENT_OK;
}

/* Reads one record, which may span several lines, and moves behind its line end. */
static int read_row(reading *self)
{
    int status;

    self->columns = 0;
    do {
        status = read_cell(self);
    } while (status == ENT_OK && !at_line_end(self) && self->at++ < self->length);
    if (status != ENT_OK) {
        return status;
    }
    self->cells += has_cells(self) ? self->columns : 0; /* a sheet may have a million rows without content */
    if (self->cells > self->limits->cells || self->sheet->rows > self->limits->rows) {
        return fail(self, self->cell[0].start, "is it the right file?", "more than %zu rows, or %zu cells",
            self->limits->rows, self->limits->cells);
    }
    if (has_cells(self)) {
        status = keep_row(self);
    }
    self->at = line_end(self, self->at) + 1;
    self->line++;
    self->line_start = self->at;
    return status;
}

/* Refuses a table without rows. */
static int fail_empty(reading *self)
{
    self->line = 1;
    self->line_start = 0;
    return fail(self, 0, self->limits->header_help,
        self->sheet->rows == 0 ? "the table is empty" : "the table has a header and no rows");
}

int ent_sheet_read(
    ent_sheet *self, const ent_source *source, ent_arena *arena, const char *path, ent_diagnostics *diagnostics)
{
    static const ent_sheet_limits limits = {ENT_SHEET_ROWS, ENT_SHEET_CELLS,
        "the first row has the names of the columns, id, joins, note, and each other row is an entry"};

    return ent_sheet_read_within(self, source, &limits, arena, path, diagnostics);
}

int ent_sheet_read_within(ent_sheet *self, const ent_source *source, const ent_sheet_limits *limits, ent_arena *arena,
    const char *path, ent_diagnostics *diagnostics)
{
    reading from = {.sheet = self,
        .text = source->text,
        .length = source->length,
        .arena = arena,
        .path = path,
        .diagnostics = diagnostics,
        .limits = limits,
        .line = 1,
        .room = ENT_SHEET_COLUMNS};
    int status = ENT_OK;

    *self = (ent_sheet){.source = source};
    from.cell = ent_arena_array(arena, ENT_SHEET_COLUMNS, sizeof(*from.cell));
    if (from.cell == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    find_separator(&from);
    while (status == ENT_OK && from.at < from.length) {
        status = read_row(&from);
    }
    return status == ENT_OK && self->rows < 2 ? fail_empty(&from) : status;
}

/* --- content ------------------------------------------------------------------------------------------------------ */

int ent_sheet_text(const ent_sheet *self, const ent_sheet_cell *cell, ent_arena *arena, ent_mapped_text *out)
{
    const char *text = self->source->text;
    size_t room = cell->to - cell->from;
    char *made = ent_arena_alloc(arena, room + 1);
    uint32_t *map = ent_arena_array(arena, 2 * room + 1, sizeof(*map));
    size_t length = 0;

    if (made == NULL || map == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t at = cell->from; at < cell->to;) {
        size_t step = cell->quoted && text[at] == '"' ? 2 : 1;
        if (text[at] != '\r') { /* a line break in a cell is one line feed, whatever the system */
            made[length] = text[at];
            map[2 * length] = (uint32_t) at;
            map[2 * length + 1] = (uint32_t) (at + step);
            length++;
        }
        at += step;
    }
    map[2 * length] = (uint32_t) cell->to;
    *out = (ent_mapped_text){.text = made, .length = length, .map = map};
    return ENT_OK;
}
