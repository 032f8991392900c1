#include "settings/tables/columns.h"

#include "base/status.h"
#include "base/utf8.h"
#include "settings/scanner.h"

#include <string.h>

enum {
    NAMES = 4,         /* most names of a column's path */
    NAME_BYTES = 100,  /* longest one */
    LABELS = 3,        /* name, note, source */
    LISTED = 12,       /* settings listed in a help */
    EXCERPT_BYTES = 60 /* longest header that a message repeats */
};

static const char *const labels[LABELS] = {"name", "note", "source"};

typedef struct header {
    const ent_sheet *sheet;
    ent_group group;
    bool known;
    const char *section;
    ent_arena *arena;
    ent_diagnostics *diagnostics;
    size_t errors;
} header;

/* The names of a path, in buffers of their own. */
typedef struct split_path {
    char name[NAMES][NAME_BYTES + 1];
    size_t names;
} split_path;

static void fail(header *self, ent_position at, const char *help, const char *format, const char *what)
    __attribute__((format(printf, 4, 0)));

/* Adds an error at a column; `format` takes one string. */
static void fail(header *self, ent_position at, const char *help, const char *format, const char *what)
{
    self->errors++;
    ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, at, self->section, help, format, what);
}

/* --- paths -------------------------------------------------------------------------------------------------------- */

/* Splits a path at its dots. Returns false where a part is no name. */
static bool split(const char *path, split_path *made)
{
    made->names = 0;
    for (;;) {
        size_t length = strcspn(path, ".");
        if (length == 0 || length > NAME_BYTES || made->names == NAMES) {
            return false;
        }
        for (size_t i = 0; i < length; i++) {
            if (!ent_is_name_byte(path[i])) {
                return false;
            }
        }
        memcpy(made->name[made->names], path, length);
        made->name[made->names++][length] = '\0';
        if (path[length] == '\0') {
            return true;
        }
        path += length + 1;
    }
}

/* The kind of a single value; `rest` names are left of the path, which may go on to the parts of { value; note; }. */
static bool resolve_value(const char name[][NAME_BYTES + 1], size_t rest, bool text, ent_column *column)
{
    column->kind = text || (rest == 1 && ent_schema_is_label(name[0])) ? ENT_COLUMN_TEXT : ENT_COLUMN_FORMULA;
    return rest == 0 || (rest == 1 && (ent_schema_is_label(name[0]) || strcmp(name[0], "value") == 0));
}

static bool resolve(ent_group group, const char name[][NAME_BYTES + 1], size_t names, ent_column *column);

/* Finds the setting of a path that goes on below a row of the schema: in a group, or in an entry of a section. */
static bool resolve_below(
    const ent_schema_row *row, const char name[][NAME_BYTES + 1], size_t names, ent_column *column)
{
    size_t above = row->shape == ENT_SHAPE_ENTRIES ? 2 : 1; /* names of the path before the setting */
    ent_group inside;

    if (!ent_schema_inside(row, &inside)) {
        return false;
    }
    if (inside == ENT_GROUP_QUANTITY && names >= above) {
        return resolve_value(name + above, names - above, false, column);
    }
    return names > above && resolve(inside, name + above, names - above, column);
}

/* Finds the setting of a path in a group; false for one that does not exist. At most as deep as the path. */
static bool resolve(ent_group group, const char name[][NAME_BYTES + 1], size_t names, ent_column *column)
{
    const ent_schema_row *row = ent_schema_find(group, name[0]);

    if (ent_schema_is_label(name[0])) {
        column->kind = ENT_COLUMN_TEXT;
        return names == 1;
    }
    if (row == NULL) { /* the name of a party, which the readers check */
        return (group == ENT_GROUP_DEMAND && names > 1 && resolve(ENT_GROUP_STANCE, name + 1, names - 1, column)) ||
               (group == ENT_GROUP_TOGETHER && resolve_value(name + 1, names - 1, false, column));
    }
    if (row->shape == ENT_SHAPE_VALUE) {
        return resolve_value(name + 1, names - 1, (row->traits & ENT_TRAIT_TEXT) != 0, column);
    }
    if (row->shape == ENT_SHAPE_PER_OPTION && names == 2) {
        column->kind = ENT_COLUMN_OPTION;
        column->per_list = row;
        return true;
    }
    if (row->shape == ENT_SHAPE_GROUP || row->shape == ENT_SHAPE_ENTRIES) {
        return resolve_below(row, name, names, column);
    }
    column->kind = (row->traits & ENT_TRAIT_TEXT) != 0 ? ENT_COLUMN_TEXTS : ENT_COLUMN_NUMBERS;
    return names == 1;
}

/* --- messages ----------------------------------------------------------------------------------------------------- */

/* "did you mean `joins`?", or the settings that there are. NULL when memory is exhausted. */
static const char *help_for(header *self, const char *word)
{
    const char *name[ENT_SCHEMA_NAMES + LABELS];
    size_t count = ent_schema_names(self->group, name);
    char small[EXCERPT_BYTES + 1];
    const char *near;
    const char *help = "known here:";

    for (size_t i = 0; i < LABELS; i++) {
        name[count++] = labels[i];
    }
    for (size_t i = 0; i <= strlen(word) && i <= EXCERPT_BYTES; i++) {
        small[i] = word[i];
        if (word[i] >= 'A' && word[i] <= 'Z') {
            small[i] = (char) (unsigned char) (word[i] - 'A' + 'a');
        }
    }
    small[EXCERPT_BYTES] = '\0';
    near = ent_nearest_name(small, name, count);
    if (near != NULL) {
        return ent_arena_printf(self->arena, "did you mean `%s`?", near);
    }
    for (size_t i = 0; i < count && i < LISTED && help != NULL; i++) {
        help = ent_arena_printf(self->arena, "%s%s %s", help, i > 0 ? "," : "", name[i]);
    }
    return help != NULL && count > LISTED ? ent_arena_printf(self->arena, "%s, …", help) : help;
}

/* The same for a path that begins with a group of settings: "did you mean `observed.ended`?" */
static const char *help_below(header *self, const split_path *path)
{
    const ent_schema_row *row = ent_schema_find(self->group, path->name[0]);
    const char *name[ENT_SCHEMA_NAMES];
    ent_group inside;
    const char *near = NULL;

    if (row == NULL || (row->shape != ENT_SHAPE_GROUP && row->shape != ENT_SHAPE_ENTRIES)) {
        return help_for(self, path->name[0]);
    }
    if (row->shape == ENT_SHAPE_GROUP && path->names > 1 && ent_schema_inside(row, &inside)) {
        near = ent_nearest_name(path->name[1], name, ent_schema_names(inside, name));
    }
    if (near != NULL && strcmp(near, path->name[1]) != 0) {
        return ent_arena_printf(self->arena, "did you mean `%s.%s`?", row->name, near);
    }
    return ent_arena_printf(self->arena, "a column holds one setting: write the whole path to it, `%s.…`", row->name);
}

static const char *excerpt(header *self, const char *text)
{
    size_t length = strcspn(text, "\n");
    size_t kept = ent_utf8_prefix(text, length, EXCERPT_BYTES);
    const char *made = ent_arena_printf(self->arena, "%.*s%s", (int) kept, text, kept < strlen(text) ? "…" : "");

    return made != NULL ? made : "";
}

/* Refuses a header that is not the name or path of a setting. */
static void check_column(header *self, const char *text, ent_column *column)
{
    split_path path;

    if (strcmp(text, "id") == 0) {
        fail(self, column->at, "move it to the front of the table", "the column `%s` is not the first one", text);
    } else if (!split(text, &path)) {
        fail(self, column->at, "a header is the name of a setting, joins, or a path to one, russia.weight",
            "`%s` cannot be the name of a setting", excerpt(self, text));
    } else if (self->known && !resolve(self->group, (const char(*)[NAME_BYTES + 1]) path.name, path.names, column)) {
        fail(
            self, column->at, help_below(self, &path), "there is no setting `%s` for this column", excerpt(self, text));
    }
}

/* --- the header --------------------------------------------------------------------------------------------------- */

/* The first column may have any header but that of a setting, which would mean that the names are missing. */
static void check_first(header *self, const char *text, ent_position at)
{
    split_path path;
    ent_column column = {.kind = ENT_COLUMN_TEXT};

    if (split(text, &path) && self->known && strcmp(text, "id") != 0 &&
        (ent_schema_is_label(path.name[0]) || ent_schema_find(self->group, path.name[0]) != NULL ||
            (path.names > 1 && resolve(self->group, (const char(*)[NAME_BYTES + 1]) path.name, path.names, &column)))) {
        fail(self, at, "put a column `id` in front, with a name for each row that formulas use: united_kingdom",
            "the first column is `%s`, expected the names of the entries", excerpt(self, text));
    }
    if (self->sheet->row[0].count == 1 && strpbrk(text, "|: ") != NULL) {
        fail(self, at, "separate the columns by commas, semicolons or tabs",
            "the header `%s` has no separator of columns", excerpt(self, text));
    }
}

/* True where a cell below the header has content in this column. */
static bool is_used(const ent_sheet *sheet, size_t index)
{
    for (size_t r = 1; r < sheet->rows; r++) {
        if (index < sheet->row[r].count && !ent_sheet_is_empty(&sheet->row[r].cell[index])) {
            return true;
        }
    }
    return false;
}

/* True where `path` is `whole`, a dot and more. */
static bool is_part(const char *path, const char *whole)
{
    size_t length = strlen(whole);

    return strncmp(path, whole, length) == 0 && path[length] == '.';
}

/* True for the path of the value of a setting, troops.value, which is the setting itself. */
static bool is_value(const char *path)
{
    const char *dot = strrchr(path, '.');

    return dot != NULL && strcmp(dot, ".value") == 0;
}

/* Compares a new column with those before it: the same header twice, a list and its members. */
static void compare(header *self, ent_columns *columns, ent_column *made)
{
    for (size_t i = 0; i < columns->count; i++) {
        ent_column *other = &columns->item[i];
        bool part = is_part(made->path, other->path);
        bool whole = is_part(other->path, made->path);
        bool lists = (part && made->kind == ENT_COLUMN_OPTION) || (whole && other->kind == ENT_COLUMN_OPTION);
        if (strcmp(made->path, other->path) == 0 || (part && is_value(made->path)) ||
            (whole && is_value(other->path))) {
            fail(self, made->at, "rename or remove one of the two", "two columns are called `%s`", made->path);
            return;
        }
        if (lists) {
            fail(self, made->at, "give the list as a whole, or a column for each option",
                "the columns give the list `%s` twice", part ? other->path : made->path);
            return;
        }
        other->has_parts = other->has_parts || part;
        made->has_parts = made->has_parts || whole;
    }
}

static int read_column(header *self, ent_columns *columns, size_t index)
{
    const ent_sheet_cell *cell = &self->sheet->row[0].cell[index];
    ent_column made = {.index = index, .at = ent_sheet_position(self->sheet, cell), .kind = ENT_COLUMN_FORMULA};
    ent_mapped_text text;

    if (ent_sheet_text(self->sheet, cell, self->arena, &text) != ENT_OK) {
        return ENT_ERR_NO_MEMORY;
    }
    made.path = text.text;
    if (index == 0) {
        check_first(self, text.text, made.at);
    } else if (text.length > 0) {
        check_column(self, text.text, &made);
        compare(self, columns, &made);
        columns->item[columns->count++] = made;
    } else if (is_used(self->sheet, index)) {
        fail(self, made.at, "write the name of a setting into the first row, or clear the column", "the column has %s",
            "no header");
    }
    return ENT_OK;
}

int ent_columns_read(ent_columns *self, const ent_sheet *sheet, ent_group group, bool known, const char *section,
    ent_arena *arena, ent_diagnostics *diagnostics)
{
    header reading = {
        .sheet = sheet, .group = group, .known = known, .section = section, .arena = arena, .diagnostics = diagnostics};
    size_t count = sheet->row[0].count;
    int status = ENT_OK;

    self->count = 0;
    self->item = ent_arena_array(arena, count, sizeof(*self->item));
    if (self->item == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < count && status == ENT_OK; i++) {
        status = read_column(&reading, self, i);
    }
    return status == ENT_OK && reading.errors > 0 ? ENT_ERR_SCENARIO : status;
}
