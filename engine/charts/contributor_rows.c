#include "charts/contributor_rows.h"

#include "tables/forces/force_list.h"

#include <stdlib.h>
#include <string.h>

/* Whether the setting `allowed` of a contributor is false in 95% of the draws or more. */
static bool is_barred(ent_chart_context *context, size_t variant, const char *id)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_assumptions);
    const char *path = ent_context_printf(context, "contributors.%s.allowed", id);

    for (size_t row = 0; row < csv->rows; row++) {
        if (strcmp(ent_csv_cell(csv, row, ent_csv_column(csv, "path")), path) == 0 &&
            strcmp(ent_csv_cell(csv, row, ent_csv_column(csv, "variant")), context->variant[variant].id) == 0) {
            return ent_csv_number(csv, row, ent_csv_column(csv, "p95")) <= 0;
        }
    }
    return false;
}

ent_contributor_row *ent_contributors_read(ent_chart_context *context, size_t variant, size_t *count)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_contributors);
    size_t *row = NULL;
    size_t rows = ent_context_rows(context, &ent_table_contributors, variant, &row);
    ent_contributor_row *list = rows > 0 ? ent_context_alloc(context, rows, sizeof(*list)) : NULL;

    *count = list == NULL ? 0 : rows;
    for (size_t i = 0; i < *count; i++) {
        const char *name = ent_csv_cell(csv, row[i], ent_csv_column(csv, "name"));
        list[i].id = ent_csv_cell(csv, row[i], ent_csv_column(csv, "contributor"));
        list[i].name = *name != '\0' ? ent_context_name(context, name) : ent_context_label(context, "", list[i].id);
        list[i].joins = ent_context_figure(csv, row[i], "joins");
        list[i].troops_mean = ent_csv_number(csv, row[i], ent_csv_column(csv, "troops_mean"));
        list[i].low = ent_csv_number(csv, row[i], ent_csv_column(csv, "troops_p05"));
        list[i].middle = ent_csv_number(csv, row[i], ent_csv_column(csv, "troops_p50"));
        list[i].high = ent_csv_number(csv, row[i], ent_csv_column(csv, "troops_p95"));
        list[i].pivotal = ent_csv_number(csv, row[i], ent_csv_column(csv, "pivotal"));
        list[i].shapley = ent_csv_number(csv, row[i], ent_csv_column(csv, "shapley"));
        list[i].force = ent_force_list_of(
            ent_context_table(context, &ent_table_assumptions), context->variant[variant].id, list[i].id);
        list[i].barred = is_barred(context, variant, list[i].id);
    }
    return list;
}

size_t ent_contributors_of_force(ent_contributor_row *list, size_t count, const char *force)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++) {
        if (strcmp(list[i].force, force) == 0) {
            list[kept++] = list[i];
        }
    }
    return kept;
}

static int by_weight(const void *a, const void *b)
{
    const ent_contributor_row *x = a, *y = b;

    return x->weight < y->weight ? 1 : x->weight > y->weight ? -1 : strcmp(x->id, y->id);
}

void ent_contributors_sort(ent_contributor_row *list, size_t count)
{
    qsort(list, count, sizeof(*list), by_weight);
}

const char *ent_contributors_left_out(ent_chart_context *context, size_t count, size_t shown)
{
    return count > shown ? ent_context_printf(context, "%zu more %s in contributors.csv. ", count - shown,
                               count - shown == 1 ? "is" : "are")
                         : "";
}
