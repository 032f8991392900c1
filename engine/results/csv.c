#include "results/csv.h"

#include "formula/number.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void ent_csv_free(ent_csv *self)
{
    free(self->text);
    *self = (ent_csv){0};
}

static void append(ent_csv *self, const char *bytes, size_t length)
{
    if (self->length + length + 1 > self->capacity) {
        size_t capacity = 2 * (self->length + length) + 1024;
        char *grown = realloc(self->text, capacity);
        if (grown == NULL) {
            self->no_memory = true;
            return;
        }
        self->text = grown;
        self->capacity = capacity;
    }
    memcpy(self->text + self->length, bytes, length);
    self->length += length;
    self->text[self->length] = '\0';
}

static void begin_cell(ent_csv *self)
{
    if (self->in_row) {
        append(self, ",", 1);
    }
    self->in_row = true;
}

void ent_csv_text(ent_csv *self, const char *text)
{
    begin_cell(self);
    if (strpbrk(text, ",\"\r\n") == NULL) {
        append(self, text, strlen(text));
        return;
    }
    append(self, "\"", 1);
    for (const char *c = text; *c != '\0'; c++) {
        append(self, c, 1);
        if (*c == '"') {
            append(self, c, 1);
        }
    }
    append(self, "\"", 1);
}

void ent_csv_number(ent_csv *self, double number)
{
    char buffer[ENT_NUMBER_TEXT];

    begin_cell(self);
    if (!isnan(number)) {
        ent_number_shortest(number == 0.0 ? 0.0 : number, buffer);
        append(self, buffer, strlen(buffer));
    }
}

void ent_csv_count(ent_csv *self, uint64_t count)
{
    char buffer[32];

    begin_cell(self);
    snprintf(buffer, sizeof(buffer), "%" PRIu64, count);
    append(self, buffer, strlen(buffer));
}

void ent_csv_blank(ent_csv *self)
{
    begin_cell(self);
}

void ent_csv_names(ent_csv *self, const char *names)
{
    while (*names != '\0') {
        size_t length = strcspn(names, ",");
        begin_cell(self);
        append(self, names, length);
        names += length + (names[length] == ',' ? 1 : 0);
    }
}

void ent_csv_end_row(ent_csv *self)
{
    append(self, "\r\n", 2);
    self->in_row = false;
}
