#include "tables/forces/force_list.h"

#include <string.h>

static const char *const main_force = "force";

static const char *id_at(const ent_csv *force, size_t row)
{
    size_t column = ent_csv_column(force, "force");

    return column == ENT_CSV_NONE ? main_force : ent_csv_cell(force, row, column);
}

/* Rows of a force follow one another, and the base comes first. */
static bool begins(const ent_csv *force, size_t row)
{
    return row == 0 || strcmp(id_at(force, row), id_at(force, row - 1)) != 0;
}

static bool is_base(const ent_csv *force, size_t row)
{
    size_t variant = ent_csv_column(force, "variant");

    return strcmp(ent_csv_cell(force, row, variant), ent_csv_cell(force, 0, variant)) == 0;
}

size_t ent_force_list_count(const ent_csv *force)
{
    size_t count = 0;

    for (size_t row = 0; row < force->rows; row++) {
        count += is_base(force, row) && begins(force, row) ? 1 : 0;
    }
    return count > 0 ? count : 1;
}

const char *ent_force_list_id(const ent_csv *force, size_t f)
{
    size_t count = 0;

    for (size_t row = 0; row < force->rows; row++) {
        if (begins(force, row) && count++ == f) {
            return id_at(force, row);
        }
    }
    return main_force;
}

bool ent_force_list_is_row(const ent_csv *force, size_t row, const char *id)
{
    return strcmp(id_at(force, row), id) == 0;
}

bool ent_force_list_is_used(const ent_csv *force, const char *id)
{
    size_t exceedance = ent_csv_column(force, "exceedance");
    size_t troops = ent_csv_column(force, "troops");

    for (size_t row = 0; row < force->rows; row++) {
        if (ent_force_list_is_row(force, row, id) && ent_csv_number(force, row, troops) > 0 &&
            ent_csv_number(force, row, exceedance) > 0) {
            return true;
        }
    }
    return false;
}

bool ent_force_list_requires(const ent_csv *force, const char *id)
{
    size_t quantity = ent_csv_column(force, "quantity");
    size_t exceedance = ent_csv_column(force, "exceedance");

    for (size_t row = 0; row < force->rows; row++) {
        if (ent_force_list_is_row(force, row, id) && strcmp(ent_csv_cell(force, row, quantity), "required") == 0 &&
            ent_csv_number(force, row, exceedance) > 0) {
            return true;
        }
    }
    return false;
}

/* Whether a path is contributors.CONTRIBUTOR.force. */
static bool is_path(const char *path, const char *contributor)
{
    static const char section[] = "contributors.";
    size_t length = strlen(contributor);

    return strncmp(path, section, strlen(section)) == 0 && strncmp(path + strlen(section), contributor, length) == 0 &&
           strcmp(path + strlen(section) + length, ".force") == 0;
}

const char *ent_force_list_of(const ent_csv *assumptions, const char *variant, const char *contributor)
{
    size_t of = ent_csv_column(assumptions, "variant");
    size_t path = ent_csv_column(assumptions, "path");

    for (size_t row = 0; row < assumptions->rows; row++) {
        if (is_path(ent_csv_cell(assumptions, row, path), contributor) &&
            strcmp(ent_csv_cell(assumptions, row, of), variant) == 0) {
            return ent_csv_cell(assumptions, row, ent_csv_column(assumptions, "written"));
        }
    }
    return main_force;
}
