#include "jobs/compare/setting_differences.h"

#include "base/status.h"
#include "tables/assumptions.h"

#include <string.h>

/* A register of assumptions. */
typedef struct assumptions {
    ent_assumption_row *row;
    size_t rows;
} assumptions;

/* The entry of a path; NULL where there is none. Entries are looked for from `guess` on, where they are most often. */
static const ent_assumption_row *find(const assumptions *self, const char *path, size_t guess)
{
    for (size_t k = 0; k < self->rows; k++) {
        const ent_assumption_row *row = &self->row[(guess + k) % self->rows];
        if (strcmp(row->path, path) == 0) {
            return row;
        }
    }
    return NULL;
}

/* As written, or in words where it is a default. */
static const char *value_of(const ent_assumption_row *row)
{
    return *row->written != '\0' ? row->written : row->understood;
}

/* Length of the words without the remark that the value is a default. */
static size_t words_of(const ent_assumption_row *row)
{
    static const char remark[] = " (default)";
    size_t length = strlen(row->understood);
    size_t tail = sizeof(remark) - 1;

    return length > tail && strcmp(row->understood + length - tail, remark) == 0 ? length - tail : length;
}

static bool differ(const ent_assumption_row *a, const ent_assumption_row *b)
{
    size_t length = words_of(a);

    return (length != words_of(b) || memcmp(a->understood, b->understood, length) != 0) &&
           strcmp(value_of(a), value_of(b)) != 0;
}

static void add(ent_compare_settings_row *row, size_t *rows, const char *path, const char *first, const char *second)
{
    row[(*rows)++] = (ent_compare_settings_row){.path = path, .first = first, .second = second};
}

int ent_setting_differences(const ent_variant_model *first, const ent_variant_model *second, ent_arena *arena,
    ent_compare_settings_row **row, size_t *rows)
{
    assumptions a = {NULL, 0};
    assumptions b = {NULL, 0};
    int status = ent_assumptions(first, arena, &a.row, &a.rows);

    *rows = 0;
    status = status == ENT_OK ? ent_assumptions(second, arena, &b.row, &b.rows) : status;
    *row = ent_arena_array(arena, a.rows + b.rows + 1, sizeof(**row));
    if (status != ENT_OK || *row == NULL) {
        return status != ENT_OK ? status : ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < a.rows; i++) {
        const ent_assumption_row *other = find(&b, a.row[i].path, i);
        if (other == NULL || differ(&a.row[i], other)) {
            add(*row, rows, a.row[i].path, value_of(&a.row[i]), other != NULL ? value_of(other) : NULL);
        }
    }
    for (size_t i = 0; i < b.rows; i++) {
        if (find(&a, b.row[i].path, i) == NULL) {
            add(*row, rows, b.row[i].path, NULL, value_of(&b.row[i]));
        }
    }
    return ENT_OK;
}
