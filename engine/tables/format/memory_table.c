#include "tables/format/memory_table.h"

#include "base/status.h"

#include <stdlib.h>

void ent_memory_table_init(ent_memory_table *self)
{
    *self = (ent_memory_table){0};
}

void ent_memory_table_free(ent_memory_table *self)
{
    free(self->cell);
    ent_arena_free(&self->arena);
    *self = (ent_memory_table){0};
}

static void append(ent_memory_table *self, ent_cell cell)
{
    if (self->cells == self->capacity) {
        size_t capacity = self->capacity == 0 ? 256 : 2 * self->capacity;
        ent_cell *grown = capacity <= SIZE_MAX / sizeof(*grown) ? realloc(self->cell, capacity * sizeof(*grown)) : NULL;
        if (grown == NULL) {
            ent_sink_fail(&self->sink, ENT_ERR_NO_MEMORY);
            return;
        }
        self->cell = grown;
        self->capacity = capacity;
    }
    self->cell[self->cells++] = cell;
}

static void put_text(ent_sink *sink, const char *text)
{
    ent_memory_table *self = (ent_memory_table *) sink;
    const char *copy = ent_arena_strdup(&self->arena, text);

    if (copy == NULL) {
        ent_sink_fail(sink, ENT_ERR_NO_MEMORY);
    } else {
        append(self, (ent_cell){.text = copy});
    }
}

static void put_real(ent_sink *sink, double x)
{
    append((ent_memory_table *) sink, (ent_cell){.number = x});
}

static void put_count(ent_sink *sink, uint64_t x)
{
    append((ent_memory_table *) sink, (ent_cell){.number = (double) x});
}

static void end_row(ent_sink *sink)
{
    (void) sink; /* rows are separated by their width alone */
}

ent_sink *ent_memory_table_sink(ent_memory_table *self)
{
    static const ent_sink_methods methods = {put_text, put_real, put_count, end_row};

    self->sink.methods = &methods;
    return &self->sink;
}

size_t ent_memory_table_rows(const ent_memory_table *self)
{
    return self->sink.rows > 0 ? self->sink.rows - 1 : 0;
}

const char *ent_memory_table_name(const ent_memory_table *self, size_t column)
{
    return self->cell[column].text;
}

const ent_cell *ent_memory_table_cell(const ent_memory_table *self, size_t row, size_t column)
{
    return &self->cell[(row + 1) * self->sink.columns + column];
}
