#include "settings/tables/data_table.h"

#include "base/status.h"
#include "formula/number.h"
#include "settings/tables/cell_spelling.h"
#include "settings/tables/characters.h"
#include "settings/tables/sheet.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static const ent_sheet_limits limits = {
    ENT_DATA_ROWS, ENT_DATA_CELLS, "the first row has the names of the columns, and each other row is an observation"};

/* --- the header ----------------------------------------------------------------------------------------------------
 */

static bool is_used(const ent_data_table *self, size_t column)
{
    for (size_t row = 0; row < self->rows; row++) {
        if (!ent_data_table_is_empty(self, row, column)) {
            return true;
        }
    }
    return false;
}

/* Refuses a column without a name that has content, and the name of an earlier one. Returns whether it is right. */
static bool check_column(const ent_data_table *self, size_t column, ent_diagnostics *diagnostics)
{
    const char *name = self->column[column];

    if (*name == '\0' && is_used(self, column)) {
        ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, ent_data_table_header_at(self, column), NULL,
            "write a name into the first row, or clear the column", "the column has no header");
        return false;
    }
    for (size_t i = 0; *name != '\0' && i < column; i++) {
        if (strcmp(self->column[i], name) == 0) {
            ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, ent_data_table_header_at(self, column), NULL,
                "rename or remove one of the two", "two columns are called `%s`", name);
            return false;
        }
    }
    return true;
}

static int read_header(ent_data_table *self, ent_diagnostics *diagnostics)
{
    const ent_sheet_row *header = &self->sheet->row[0];
    bool right = true;

    self->column = ent_arena_array(self->arena, header->count, sizeof(*self->column));
    if (self->column == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    self->columns = header->count;
    for (size_t i = 0; i < header->count; i++) {
        ent_mapped_text text;
        if (ent_sheet_text(self->sheet, &header->cell[i], self->arena, &text) != ENT_OK) {
            return ENT_ERR_NO_MEMORY;
        }
        self->column[i] = text.text;
        right = check_column(self, i, diagnostics) && right;
    }
    return right ? ENT_OK : ENT_ERR_SCENARIO;
}

int ent_data_table_read(ent_data_table *self, const char *name, const char *text, size_t length, ent_arena *arena,
    ent_diagnostics *diagnostics)
{
    bool mark = length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0;
    int status;

    *self = (ent_data_table){
        .source = {.name = name, .text = mark ? text + 3 : text, .length = mark ? length - 3 : length}, .arena = arena};
    self->sheet = ent_arena_alloc(arena, sizeof(*self->sheet));
    if (self->sheet == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    status = ent_table_characters(&self->source, NULL, diagnostics);
    if (status == ENT_OK) {
        status = ent_sheet_read_within(self->sheet, &self->source, &limits, arena, NULL, diagnostics);
    }
    if (status == ENT_OK) {
        self->rows = self->sheet->rows - 1;
        status = read_header(self, diagnostics);
    }
    return status;
}

size_t ent_data_table_find(const ent_data_table *self, const char *column)
{
    for (size_t i = 0; i < self->columns; i++) {
        if (strcmp(self->column[i], column) == 0) {
            return i;
        }
    }
    return SIZE_MAX;
}

/* --- cells ---------------------------------------------------------------------------------------------------------
 */

/* The cell; NULL where the row is shorter. */
static const ent_sheet_cell *cell_of(const ent_data_table *self, size_t row, size_t column)
{
    const ent_sheet_row *cells = &self->sheet->row[row + 1];

    return column < cells->count ? &cells->cell[column] : NULL;
}

bool ent_data_table_is_empty(const ent_data_table *self, size_t row, size_t column)
{
    const ent_sheet_cell *cell = cell_of(self, row, column);

    return cell == NULL || ent_sheet_is_empty(cell);
}

const char *ent_data_table_text(const ent_data_table *self, size_t row, size_t column)
{
    ent_mapped_text text;

    if (ent_data_table_is_empty(self, row, column)) {
        return "";
    }
    return ent_sheet_text(self->sheet, cell_of(self, row, column), self->arena, &text) == ENT_OK ? text.text : NULL;
}

/* Sets *number to a word that the spelling of cells leaves. */
static bool is_truth(const char *text, double *number)
{
    *number = strcmp(text, "true") == 0 ? 1.0 : 0.0;
    return *number > 0.0 || strcmp(text, "false") == 0;
}

int ent_data_table_number(
    const ent_data_table *self, size_t row, size_t column, double *number, const char **why, const char **help)
{
    bool foreign = self->sheet->separator != ','; /* a spreadsheet that may write 10.000 for ten thousand */
    ent_mapped_text text;
    ent_spelling spelling;
    int status;

    *why = *help = NULL;
    *number = (double) NAN;
    if (ent_data_table_is_empty(self, row, column)) {
        return ENT_ERR_ARGUMENT;
    }
    status = ent_sheet_text(self->sheet, cell_of(self, row, column), self->arena, &text);
    if (status == ENT_OK) {
        status = ent_cell_spelling(&spelling, &text, (ent_number_style){foreign, foreign}, false, self->arena);
    }
    if (status != ENT_OK) {
        return status;
    }
    if (spelling.error.message != NULL) {
        *why = spelling.error.message;
        *help = spelling.error.help;
        return ENT_ERR_ARGUMENT;
    }
    if (is_truth(spelling.text.text, number)) {
        return ENT_OK;
    }
    status = ent_formula_number(spelling.text.text, number);
    if (status == ENT_ERR_NO_MEMORY || (status == ENT_OK && isfinite(*number))) {
        return status;
    }
    *number = (double) NAN;
    return ENT_ERR_ARGUMENT;
}

ent_position ent_data_table_at(const ent_data_table *self, size_t row, size_t column)
{
    const ent_sheet_row *cells = &self->sheet->row[row + 1];
    const ent_sheet_cell *cell = cell_of(self, row, column);

    return ent_sheet_position(self->sheet, cell != NULL ? cell : &cells->cell[cells->count - 1]);
}

ent_position ent_data_table_header_at(const ent_data_table *self, size_t column)
{
    return ent_sheet_position(self->sheet, &self->sheet->row[0].cell[column]);
}
