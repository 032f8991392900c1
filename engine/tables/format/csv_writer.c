#include "tables/format/csv_writer.h"

#include "base/status.h"
#include "base/utf8.h"
#include "formula/number.h"

#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool ent_csv_is_run(const char *text)
{
    return *text != '\0' && strchr("=+-@\t\r", *text) != NULL;
}

void ent_csv_writer_init(ent_csv_writer *self)
{
    *self = (ent_csv_writer){0};
}

void ent_csv_writer_free(ent_csv_writer *self)
{
    free(self->bytes);
    *self = (ent_csv_writer){0};
}

static bool reserve(ent_csv_writer *self, size_t more)
{
    size_t capacity = self->capacity == 0 ? 4096 : self->capacity;
    char *grown;

    if (self->sink.status != ENT_OK) {
        return false;
    }
    while (capacity - self->length < more && capacity <= SIZE_MAX / 2) {
        capacity *= 2;
    }
    if (capacity == self->capacity) {
        return true;
    }
    grown = capacity - self->length >= more ? realloc(self->bytes, capacity) : NULL;
    if (grown == NULL) {
        ent_sink_fail(&self->sink, ENT_ERR_NO_MEMORY);
        return false;
    }
    self->bytes = grown;
    self->capacity = capacity;
    return true;
}

static void append(ent_csv_writer *self, const char *bytes, size_t length)
{
    if (reserve(self, length)) {
        memcpy(self->bytes + self->length, bytes, length);
        self->length += length;
    }
}

/* The writer that a sink is the first member of, with the separator before its next cell. */
static ent_csv_writer *start_cell(ent_sink *sink)
{
    ent_csv_writer *self = (ent_csv_writer *) sink;

    if (sink->column > 0) {
        append(self, ",", 1);
    }
    return self;
}

static void append_quoted(ent_csv_writer *self, const char *mark, const char *text)
{
    append(self, "\"", 1);
    append(self, mark, strlen(mark));
    while (*text != '\0') {
        size_t plain = strcspn(text, "\"");
        append(self, text, plain);
        text += plain;
        if (*text == '"') {
            append(self, "\"\"", 2);
            text++;
        }
    }
    append(self, "\"", 1);
}

/* Whether a byte is no part of a UTF-8 character. */
static bool is_damaged(const char *text)
{
    while (*text != '\0') {
        size_t length = (unsigned char) *text < 0x80 ? 1 : ent_utf8_length(text, ENT_UTF8_LONGEST);
        if (length == 0) {
            return true;
        }
        text += length;
    }
    return false;
}

static void put_valid_text(ent_csv_writer *self, const char *text)
{
    const char *mark = ent_csv_is_run(text) ? ENT_CSV_APOSTROPHE : "";

    if (strpbrk(text, ",\"\r\n") != NULL) {
        append_quoted(self, mark, text);
    } else {
        append(self, mark, strlen(mark));
        append(self, text, strlen(text));
    }
}

static void put_text(ent_sink *sink, const char *text)
{
    ent_csv_writer *self = start_cell(sink);
    char *valid;

    if (!is_damaged(text)) {
        put_valid_text(self, text);
        return;
    }
    valid = ent_utf8_valid_copy(text);
    if (valid == NULL) {
        ent_sink_fail(sink, ENT_ERR_NO_MEMORY);
    } else {
        put_valid_text(self, valid);
    }
    free(valid);
}

static void put_real(ent_sink *sink, double x)
{
    ent_csv_writer *self = start_cell(sink);
    char text[ENT_NUMBER_TEXT];

    if (!isnan(x)) {
        ent_number_shortest(x, text);
        append(self, text, strlen(text));
    }
}

static void put_count(ent_sink *sink, uint64_t x)
{
    ent_csv_writer *self = start_cell(sink);
    char text[ENT_NUMBER_TEXT];

    append(self, text, (size_t) snprintf(text, sizeof(text), "%" PRIu64, x));
}

static void end_row(ent_sink *sink)
{
    append((ent_csv_writer *) sink, "\r\n", 2);
}

ent_sink *ent_csv_sink(ent_csv_writer *self)
{
    static const ent_sink_methods methods = {put_text, put_real, put_count, end_row};

    self->sink.methods = &methods;
    return &self->sink;
}

size_t ent_csv_rows(const ent_csv_writer *self)
{
    return self->sink.rows > 0 ? self->sink.rows - 1 : 0;
}
