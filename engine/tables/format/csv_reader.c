#include "tables/format/csv_reader.h"

#include "base/inner_file.h"
#include "base/status.h"
#include "tables/format/csv_writer.h"

#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* State of the parser. Cells are copied without their quotes into a buffer of the size of the text. */
typedef struct csv_cursor {
    const char *at;
    const char *end;
    char *out; /* Next free byte of the copy */
    const char **cell;
    size_t cells;
    size_t capacity;
    size_t line;
} csv_cursor;

/* Length of the byte-order mark in front of a text: 3, or 0 without one. */
static size_t mark_length(const char *text, size_t length)
{
    static const char mark[] = "\xEF\xBB\xBF";

    return length >= sizeof(mark) - 1 && memcmp(text, mark, sizeof(mark) - 1) == 0 ? sizeof(mark) - 1 : 0;
}

void ent_csv_init(ent_csv *self)
{
    memset(self, 0, sizeof(*self));
}

void ent_csv_free(ent_csv *self)
{
    ent_arena_free(&self->arena);
    memset(self, 0, sizeof(*self));
}

/* Reads a quoted cell; the cursor is at the opening quote. */
static int read_quoted(csv_cursor *self)
{
    for (self->at++; self->at < self->end; self->at++) {
        if (*self->at == '"') {
            if (self->at + 1 == self->end || self->at[1] != '"') {
                self->at++;
                return ENT_OK;
            }
            self->at++;
        } else if (*self->at == '\n') {
            self->line++;
        }
        *self->out++ = *self->at;
    }
    return ENT_ERR_IO;
}

static int ends_cell(const csv_cursor *self)
{
    return self->at == self->end || *self->at == ',' || *self->at == '\n' ||
           (*self->at == '\r' && (self->at + 1 == self->end || self->at[1] == '\n'));
}

static int add_cell(csv_cursor *self, ent_arena *arena, const char *text)
{
    if (self->cells == self->capacity) {
        size_t wanted = self->capacity == 0 ? 256 : 2 * self->capacity;
        const char **grown = ent_arena_array(arena, wanted, sizeof(*grown));
        if (grown == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        if (self->cells > 0) {
            memcpy(grown, self->cell, self->cells * sizeof(*grown));
        }
        self->cell = grown;
        self->capacity = wanted;
    }
    self->cell[self->cells++] = text;
    return ENT_OK;
}

static int read_cell(csv_cursor *self, ent_arena *arena)
{
    const char *start = self->out;
    int status = ENT_OK;

    if (self->at < self->end && *self->at == '"') {
        status = read_quoted(self);
    } else {
        while (!ends_cell(self)) {
            *self->out++ = *self->at++;
        }
    }
    if (status == ENT_OK && !ends_cell(self)) {
        status = ENT_ERR_IO;
    }
    *self->out++ = '\0';
    start += start[0] == *ENT_CSV_APOSTROPHE && ent_csv_is_run(start + 1) ? 1 : 0;
    return status == ENT_OK ? add_cell(self, arena, start) : status;
}

/* Reads one row, and its line end. */
static int read_row(csv_cursor *self, ent_arena *arena)
{
    int status;

    for (;;) {
        status = read_cell(self, arena);
        if (status != ENT_OK || self->at == self->end || *self->at != ',') {
            break;
        }
        self->at++;
    }
    if (self->at < self->end && *self->at == '\r') {
        self->at++;
    }
    if (self->at < self->end && *self->at == '\n') {
        self->at++;
        self->line++;
    }
    return status;
}

int ent_csv_parse(ent_csv *self, const char *text, size_t length)
{
    csv_cursor cursor = {0};
    int status = ENT_OK;

    ent_csv_free(self);
    /* a cell is no longer without quotes, and its NUL takes the byte of the separator after it */
    cursor.out = length < SIZE_MAX - 2 ? ent_arena_alloc(&self->arena, length + 2) : NULL;
    if (cursor.out == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    cursor.at = text + mark_length(text, length);
    cursor.end = text + length;
    cursor.line = 1;
    if (memchr(text, '\0', length) != NULL) {
        status = ENT_ERR_IO;
    }
    while (status == ENT_OK && cursor.at < cursor.end) {
        size_t line = cursor.line, before = cursor.cells;
        status = read_row(&cursor, &self->arena);
        if (before == 0) {
            self->columns = cursor.cells;
        } else if (status == ENT_OK && cursor.cells - before != self->columns) {
            status = ENT_ERR_IO;
            cursor.line = line;
        }
    }
    self->line = status == ENT_OK ? 0 : cursor.line;
    self->cell = cursor.cell;
    self->rows = status == ENT_OK && self->columns > 0 ? cursor.cells / self->columns - 1 : 0;
    if (status != ENT_OK) {
        self->columns = 0;
    }
    return status;
}

int ent_csv_read(ent_csv *self, const char *folder, const char *name)
{
    ent_arena arena = {0};
    size_t length = 0;
    int status;
    const char *text;
    int error;

    ent_csv_free(self);
    text = ent_inner_read(folder, name, &arena, &length, &status);
    if (text != NULL) {
        status = ent_csv_parse(self, text, length);
    }
    error = errno;
    ent_arena_free(&arena);
    errno = error;
    return status;
}

void ent_csv_reason(const ent_csv *self, int error, char reason[ENT_CSV_REASON])
{
    if (self->line > 0) {
        (void) snprintf(reason, ENT_CSV_REASON, "line %zu is no CSV row of this table", self->line);
    } else {
        (void) snprintf(reason, ENT_CSV_REASON, "cannot be read: %s", ent_inner_reason(error));
    }
}

size_t ent_csv_column(const ent_csv *self, const char *name)
{
    for (size_t i = 0; i < self->columns; i++) {
        if (strcmp(self->cell[i], name) == 0) {
            return i;
        }
    }
    return ENT_CSV_NONE;
}

const char *ent_csv_cell(const ent_csv *self, size_t row, size_t column)
{
    return column < self->columns && row < self->rows ? self->cell[(row + 1) * self->columns + column] : "";
}

double ent_csv_number(const ent_csv *self, size_t row, size_t column)
{
    const char *text = ent_csv_cell(self, row, column);
    char *end;
    double value = strtod(text, &end);

    return end == text || *end != '\0' ? (double) NAN : value;
}

double ent_csv_number_of(const ent_csv *self, size_t row, const char *name)
{
    return ent_csv_number(self, row, ent_csv_column(self, name));
}
