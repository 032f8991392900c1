#include "charts/guarantees/guarantee_rows.h"
#include "base/to_count.h"

#include <stdio.h>
#include <string.h>

/* Column `name` and its interval, name_low and name_high. */
static ent_guarantee_share share_at(const ent_csv *csv, size_t row, const char *name)
{
    char low[32], high[32];

    (void) snprintf(low, sizeof(low), "%s_low", name);
    (void) snprintf(high, sizeof(high), "%s_high", name);
    return (ent_guarantee_share){ent_csv_number(csv, row, ent_csv_column(csv, name)),
        ent_csv_number(csv, row, ent_csv_column(csv, low)), ent_csv_number(csv, row, ent_csv_column(csv, high))};
}

static uint64_t count_at(const ent_csv *csv, size_t row, const char *name)
{
    return ent_to_count(ent_csv_number(csv, row, ent_csv_column(csv, name)));
}

ent_guarantee_figures *ent_guarantees_read(const ent_csv *csv, const char *variant, ent_arena *arena, size_t *count)
{
    ent_guarantee_figures *list = ent_arena_array(arena, csv->rows + 1, sizeof(*list));

    *count = 0;
    for (size_t row = 0; row < csv->rows && list != NULL; row++) {
        ent_guarantee_figures *it = &list[*count];
        if (strcmp(ent_csv_cell(csv, row, ent_csv_column(csv, "variant")), variant) != 0) {
            continue;
        }
        it->id = ent_csv_cell(csv, row, ent_csv_column(csv, "guarantee"));
        it->name = ent_csv_cell(csv, row, ent_csv_column(csv, "name"));
        it->in_force = share_at(csv, row, "in_force");
        it->tested = share_at(csv, row, "tested");
        it->honoured = share_at(csv, row, "honoured");
        it->contained = share_at(csv, row, "contained");
        it->saved = share_at(csv, row, "saved");
        it->truces = count_at(csv, row, "truces");
        it->tests = count_at(csv, row, "tests");
        *count += 1;
    }
    return list;
}
