#include "charts/analysis/score_rows.h"

#include <math.h>
#include <string.h>

size_t ent_score_sets(const ent_chart_context *context)
{
    return context->request->variants;
}

const char *ent_score_set_name(ent_chart_context *context, size_t set)
{
    const char *name = context->request->variant[set].id;

    if (strcmp(name, "cases") == 0) {
        return "All cases";
    }
    if (*name >= 'a' && *name <= 'z') {
        name = ent_context_printf(context, "%c%s", *name - 'a' + 'A', name + 1);
    }
    return ent_context_name(context, name);
}

size_t ent_score_rows(ent_chart_context *context, const ent_table *table, size_t set, unsigned horizon, size_t **row)
{
    const ent_csv *csv = ent_context_table(context, table);
    size_t count = 0;

    *row = ent_context_alloc(context, csv->rows + 1, sizeof(**row));
    for (size_t i = 0; *row != NULL && i < csv->rows; i++) {
        bool own = strcmp(ent_csv_cell(csv, i, ent_csv_column(csv, "set")), context->request->variant[set].id) == 0;
        if (own && (horizon == 0 || ent_csv_number_of(csv, i, "horizon") == (double) horizon)) {
            (*row)[count++] = i;
        }
    }
    return *row != NULL ? count : 0;
}

size_t ent_score_set_cases(ent_chart_context *context, size_t set)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_score);
    size_t *row = NULL;
    size_t rows = ent_score_rows(context, &ent_table_score, set, 0, &row), count = 0;

    for (size_t i = 0; i < rows; i++) {
        count += isnan(ent_csv_number_of(csv, row[i], "truce_months")) ? 0 : 1;
    }
    return count;
}

void ent_score_percent_tics(ent_page *page, const char *axis)
{
    static const double at[] = {0, 25, 50, 75, 100};
    static const char *const label[] = {"0", "25", "50", "75", "100%"};

    ent_page_tics(page, axis, at, label, sizeof(at) / sizeof(*at));
}
