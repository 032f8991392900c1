/* Chart `sizes`: the number of worlds as a bar. Part of tests/recipes. */
#include "charts/registry.h"

static void draw(ent_chart_context *context)
{
    const ent_csv *table = ent_context_table(context, &ent_table_sizes);
    double worlds = table->rows > 0 ? ent_csv_number(table, 0, ent_csv_column(table, "worlds")) : 0.0;
    ent_page *page = worlds > 0.0 ? ent_context_page(context, "sizes") : NULL;

    if (page == NULL) {
        return;
    }
    ent_page_head(page, ent_context_printf(context, "The run has %g worlds", worlds), "Number of worlds");
    ent_page_put(page, "worlds = %.17g\n", worlds);
    ent_context_page_end(context, page, "Bar: number of worlds.", "sizes");
}

const ent_chart ent_chart_sizes = {
    .name = "sizes", .about = "How large the run is", .table = {&ent_table_sizes}, .drawing = {"sizes"}, .draw = draw};
