#include "charts/analysis/box_rows.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

static const char *text_at(const ent_csv *csv, size_t row, const char *column)
{
    return ent_csv_cell(csv, row, ent_csv_column(csv, column));
}

static bool is_of_box(const ent_csv *csv, size_t row, size_t number)
{
    return ent_csv_number_of(csv, row, "box") == (double) number;
}

size_t ent_box_rows_chosen(const ent_box_rows *self, size_t number)
{
    for (size_t row = 0; row < self->steps->rows; row++) {
        if (is_of_box(self->steps, row, number) && ent_csv_number_of(self->steps, row, "chosen") > 0.5) {
            return row;
        }
    }
    return SIZE_MAX;
}

size_t ent_box_rows_count(const ent_box_rows *self)
{
    size_t count = 0;

    while (ent_box_rows_chosen(self, count + 1) != SIZE_MAX) {
        count++;
    }
    return count;
}

/* --- limits ------------------------------------------------------------------------------------------------------- */

/* The formula of a setting as written; NULL where the file has no such setting. */
static const char *written_of(const ent_csv *assumptions, const char *path)
{
    for (size_t row = 0; row < assumptions->rows; row++) {
        if (strcmp(text_at(assumptions, row, "path"), path) == 0) {
            return text_at(assumptions, row, "written");
        }
    }
    return NULL;
}

bool ent_box_rows_percent(const ent_csv *assumptions, const char *path)
{
    const char *written = written_of(assumptions, path);

    return written != NULL && strchr(written, '%') != NULL;
}

static const char *written_in(const ent_box_rows *self, const char *section, const char *name, ent_arena *arena)
{
    const char *path = ent_arena_printf(arena, "%s%.*s", section, (int) strcspn(name, "#"), name);

    return path != NULL ? written_of(self->assumptions, path) : NULL;
}

/* "italy.joins": who joins; a distribution within unknown(...) has a longer path. */
static bool is_joins(const char *name)
{
    const char *dot = strchr(name, '.');

    return dot != NULL && strcmp(dot, ".joins") == 0;
}

static ent_limited kind_of(const ent_box_rows *self, const char *name, ent_arena *arena)
{
    const char *factor = written_in(self, "factors.", name, arena);
    const char *unknown = factor == NULL ? written_in(self, "", name, arena) : NULL;

    if (factor != NULL || unknown != NULL) {
        return ent_limited_of(factor != NULL ? factor : unknown);
    }
    if (is_joins(name)) {
        return ENT_LIMITED_JOINS;
    }
    return written_in(self, "events.", name, arena) != NULL ? ENT_LIMITED_EVENT : ENT_LIMITED_NUMBER;
}

static const char *shown_name(const ent_box_rows *self, ent_limited kind, const char *name, ent_arena *arena)
{
    const char *id = kind == ENT_LIMITED_JOINS ? ent_arena_strndup(arena, name, strcspn(name, ".")) : name;
    const char *section = kind == ENT_LIMITED_JOINS ? "contributors" : kind == ENT_LIMITED_EVENT ? "events" : "";

    return id != NULL ? self->label(self->context, section, id) : NULL;
}

/* --- boxes -------------------------------------------------------------------------------------------------------- */

static bool read_limits(const ent_box_rows *self, size_t number, ent_box_words *words, ent_arena *arena)
{
    ent_limit_words *limit = ent_arena_array(arena, self->limits->rows + 1, sizeof(*limit));

    words->limit = limit;
    for (size_t row = 0; limit != NULL && row < self->limits->rows; row++) {
        const char *name = text_at(self->limits, row, "factor");
        ent_limited kind = kind_of(self, name, arena);
        bool draws = kind == ENT_LIMITED_EVENT || kind == ENT_LIMITED_JOINS;
        words->draws = words->draws || (draws && ent_csv_number_of(self->limits, row, "box") <= (double) number);
        if (!is_of_box(self->limits, row, number)) {
            continue;
        }
        limit[words->limits++] =
            (ent_limit_words){kind, shown_name(self, kind, name, arena), ent_csv_number_of(self->limits, row, "low"),
                ent_csv_number_of(self->limits, row, "high"), ent_csv_number_of(self->limits, row, "quasi_p")};
        if (limit[words->limits - 1].name == NULL) {
            return false;
        }
    }
    return limit != NULL;
}

bool ent_box_rows_words(const ent_box_rows *self, size_t number, ent_box_words *words, ent_arena *arena)
{
    size_t row = ent_box_rows_chosen(self, number);

    if (row == SIZE_MAX) {
        return false;
    }
    *words = (ent_box_words){.number = number,
        .density = ent_csv_number_of(self->steps, row, "density"),
        .overall = ent_csv_number_of(self->steps, 0, "density"),
        .mass = ent_csv_number_of(self->steps, row, "mass"),
        .coverage = ent_csv_number_of(self->steps, row, "coverage"),
        .unit = self->unit};
    words->least = words->density < words->overall;
    return read_limits(self, number, words, arena);
}
