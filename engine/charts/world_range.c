#include "charts/world_range.h"

#include "wording/wording.h"

#include <math.h>
#include <string.h>

bool ent_world_range_is_known(const ent_chart_figure *figure)
{
    return isfinite(figure->world_p05) && isfinite(figure->world_p95);
}

bool ent_world_range_is_drawn(const ent_chart_figure *figure)
{
    return ent_world_range_is_known(figure) && figure->world_p95 > figure->world_p05;
}

/* Whether any factor takes several values, any formula marks a distribution as unknown, or there are experts, in
 * assumptions.csv; true without the table. */
static bool is_anything_unknown(const ent_chart_context *context)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_assumptions);
    size_t path = ent_csv_column(csv, "path"), written = ent_csv_column(csv, "written");
    size_t low = ent_csv_column(csv, "p05"), high = ent_csv_column(csv, "p95");

    for (size_t row = 0; row < csv->rows; row++) {
        bool constant = ent_csv_number(csv, row, low) == ent_csv_number(csv, row, high); /* NaN: not known to be */
        if ((strncmp(ent_csv_cell(csv, row, path), "factors.", 8) == 0 && !constant) ||
            strncmp(ent_csv_cell(csv, row, path), "experts.", 8) == 0 ||
            strstr(ent_csv_cell(csv, row, written), "unknown(") != NULL) {
            return true;
        }
    }
    return csv->rows == 0;
}

bool ent_world_range_is_possible(const ent_chart_context *context)
{
    return context->request->worlds != 1 && is_anything_unknown(context);
}

const char *ent_world_range_words(ent_chart_context *context, const ent_chart_figure *figure)
{
    char range[ENT_WORDING_BYTES];

    if (ent_world_range_is_known(figure)) {
        ent_wording_range(range, figure->world_p05, figure->world_p95);
        return ent_context_printf(context, "%s", range);
    }
    return isfinite(figure->p) && ent_world_range_is_possible(context) ? "not measured" : "";
}

const char *ent_world_range_footer(
    ent_chart_context *context, const ent_chart_figure *figure, size_t count, const char *mark)
{
    size_t figures = 0, known = 0;

    for (size_t i = 0; i < count; i++) {
        figures += isfinite(figure[i].p) ? 1 : 0;
        known += isfinite(figure[i].p) && ent_world_range_is_known(&figure[i]) ? 1 : 0;
    }
    if (known > 0) {
        return known == figures ? mark : ent_context_printf(context, "%sWithout one: range not measured. ", mark);
    }
    if (context->request->worlds == 1) {
        return "No range across worlds: one world only. ";
    }
    return is_anything_unknown(context)
               ? "Range across worlds: not measured, with too few worlds or too few draws in each. "
               : "No range across worlds: nothing is unknown. ";
}
