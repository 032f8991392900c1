#include "interface/handles.h"

#include "base/status.h"
#include "tables/units.h"

#include <math.h>
#include <string.h>

/* --- names -------------------------------------------------------------------------------------------------------- */

#define TABLE_NAME(name) #name,
static const char *const table_names[ENT_TABLES_COUNT] = {ENT_TABLES(TABLE_NAME)};
#undef TABLE_NAME

static bool is_filled(const entente_results *self, size_t table)
{
    return self->figures->memory[table].sink.rows > 0;
}

size_t entente_results_tables(const entente_results *self)
{
    size_t count = 0;

    for (size_t t = 0; t < ENT_TABLES_COUNT; t++) {
        count += is_filled(self, t) ? 1 : 0;
    }
    return count;
}

const char *entente_results_table_name(const entente_results *self, size_t index)
{
    for (size_t t = 0; t < ENT_TABLES_COUNT; t++) {
        if (is_filled(self, t) && index-- == 0) {
            return table_names[t];
        }
    }
    return NULL;
}

/* --- columns ------------------------------------------------------------------------------------------------------ */

/* Sets the descriptors of the columns. ENT_OK or ENT_ERR_NO_MEMORY. */
static int set_columns(entente_table *self, const ent_table *table, const ent_scenario *scenario, ent_arena *arena)
{
    size_t columns = 0;

    self->column = ent_table_descriptors(table, scenario, arena, &columns);
    return self->column != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

static int set_cells(entente_table *self, ent_arena *arena)
{
    size_t rows = ent_memory_table_rows(self->cells);
    size_t columns = self->cells->sink.columns;

    self->number = ent_arena_array(arena, rows * columns, sizeof(*self->number));
    self->kind = ent_arena_array(arena, columns, sizeof(*self->kind));
    if (self->number == NULL || self->kind == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t c = 0; c < columns; c++) {
        self->kind[c] = strcmp(self->column[c]->unit, "text") == 0 ? ENTENTE_TEXT : ENTENTE_NUMBER;
        for (size_t r = 0; r < rows; r++) {
            const ent_cell *cell = ent_memory_table_cell(self->cells, r, c);
            self->kind[c] = cell->text != NULL ? ENTENTE_TEXT : self->kind[c];
            self->number[c * rows + r] = cell->text != NULL ? (double) NAN : cell->number;
        }
    }
    return ENT_OK;
}

/* Makes table number t. ENT_OK or ENT_ERR_NO_MEMORY. */
static int make_table(entente_results *self, size_t t)
{
    entente_table *table = ent_arena_alloc(&self->arena, sizeof(*table));
    int status = table != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;

    if (status == ENT_OK) {
        table->cells = &self->figures->memory[t];
        status = set_columns(table, ent_tables[t],
            self->scenario != NULL ? self->scenario : &self->experiment->item[0]->scenario, &self->arena);
    }
    if (status == ENT_OK) {
        status = set_cells(table, &self->arena);
    }
    self->table[t] = status == ENT_OK ? table : NULL;
    return status;
}

int entente_results_table(entente_results *self, const char *name, const entente_table **table)
{
    *table = NULL;
    for (size_t t = 0; t < ENT_TABLES_COUNT; t++) {
        if (is_filled(self, t) && strcmp(name, table_names[t]) == 0) {
            int status = self->table[t] == NULL ? make_table(self, t) : ENT_OK;
            *table = self->table[t];
            return status;
        }
    }
    return ENT_ERR_ARGUMENT;
}

/* --- cells -------------------------------------------------------------------------------------------------------- */

size_t entente_table_rows(const entente_table *self)
{
    return ent_memory_table_rows(self->cells);
}

size_t entente_table_columns(const entente_table *self)
{
    return self->cells->sink.columns;
}

int entente_table_find(const entente_table *self, const char *name)
{
    for (size_t c = 0; c < entente_table_columns(self); c++) {
        if (strcmp(ent_memory_table_name(self->cells, c), name) == 0) {
            return (int) c;
        }
    }
    return -1;
}

const char *entente_table_name(const entente_table *self, size_t column)
{
    return column < entente_table_columns(self) ? ent_memory_table_name(self->cells, column) : NULL;
}

const char *entente_table_unit(const entente_table *self, size_t column)
{
    return column < entente_table_columns(self) ? self->column[column]->unit : NULL;
}

const char *entente_table_meaning(const entente_table *self, size_t column)
{
    return column < entente_table_columns(self) ? self->column[column]->about : NULL;
}

int entente_table_is_whole(const entente_table *self, size_t column)
{
    return column < entente_table_columns(self) && ent_unit_find(self->column[column]->unit)->type == ENT_UNIT_INTEGER
               ? 1
               : 0;
}

int entente_table_kind(const entente_table *self, size_t column)
{
    return column < entente_table_columns(self) ? self->kind[column] : ENT_ERR_ARGUMENT;
}

const char *entente_table_text(const entente_table *self, size_t row, size_t column)
{
    if (row >= entente_table_rows(self) || column >= entente_table_columns(self)) {
        return NULL;
    }
    return ent_memory_table_cell(self->cells, row, column)->text;
}

double entente_table_number(const entente_table *self, size_t row, size_t column)
{
    size_t rows = entente_table_rows(self);

    return row < rows && column < entente_table_columns(self) ? self->number[column * rows + row] : (double) NAN;
}

const double *entente_table_numbers(const entente_table *self, size_t column)
{
    return column < entente_table_columns(self) ? self->number + column * entente_table_rows(self) : NULL;
}
