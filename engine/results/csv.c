#include "results/csv.h"

#include "base/status.h"
#include "formula/number.h"

#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void ent_csv_writer_init(ent_csv_writer *self)
{
    *self = (ent_csv_writer){0};
}

void ent_csv_writer_free(ent_csv_writer *self)
{
    free(self->bytes);
    *self = (ent_csv_writer){0};
}

void ent_csv_fail(ent_csv_writer *self, int status)
{
    if (self->status == ENT_OK) {
        self->status = status;
    }
}

static bool reserve(ent_csv_writer *self, size_t more)
{
    size_t capacity = self->capacity == 0 ? 4096 : self->capacity;
    char *grown;

    if (self->status != ENT_OK) {
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
        self->status = ENT_ERR_NO_MEMORY;
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

static void start_cell(ent_csv_writer *self)
{
    if (self->column++ > 0) {
        append(self, ",", 1);
    }
}

static void append_quoted(ent_csv_writer *self, const char *text)
{
    size_t plain;

    while (*text != '\0') {
        plain = strcspn(text, "\"");
        append(self, text, plain);
        text += plain;
        if (*text == '"') {
            append(self, "\"\"", 2);
            text++;
        }
    }
}

void ent_csv_joined(ent_csv_writer *self, const char *first, const char *second)
{
    bool quoted = strpbrk(first, ",\"\r\n") != NULL || strpbrk(second, ",\"\r\n") != NULL;

    start_cell(self);
    append(self, "\"", quoted ? 1 : 0);
    append_quoted(self, first);
    append_quoted(self, second);
    append(self, "\"", quoted ? 1 : 0);
}

void ent_csv_text(ent_csv_writer *self, const char *text)
{
    ent_csv_joined(self, "", text != NULL ? text : "");
}

void ent_csv_real(ent_csv_writer *self, double x)
{
    char text[ENT_NUMBER_TEXT];

    start_cell(self);
    if (!isnan(x)) {
        ent_number_shortest(x == 0.0 ? 0.0 : x, text); /* no -0 */
        append(self, text, strlen(text));
    }
}

void ent_csv_count(ent_csv_writer *self, uint64_t x)
{
    char text[ENT_NUMBER_TEXT];

    start_cell(self);
    append(self, text, (size_t) snprintf(text, sizeof(text), "%" PRIu64, x));
}

void ent_csv_empty(ent_csv_writer *self, size_t cells)
{
    for (size_t i = 0; i < cells; i++) {
        start_cell(self);
    }
}

void ent_csv_names(ent_csv_writer *self, const char *names)
{
    start_cell(self);
    append(self, names, strlen(names));
    for (; *names != '\0'; names++) {
        self->column += *names == ',' ? 1 : 0;
    }
}

void ent_csv_end_row(ent_csv_writer *self)
{
    append(self, "\r\n", 2);
    if (self->rows == 0) {
        self->columns = self->column;
    }
    if (self->column != self->columns) {
        ent_csv_fail(self, ENT_ERR_ARGUMENT);
    }
    self->rows++;
    self->column = 0;
}
