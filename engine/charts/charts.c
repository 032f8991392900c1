#include "charts/charts.h"

#include "base/status.h"
#include "charts/context.h"
#include "charts/gnuplot.h"
#include "charts/registry.h"

#include <string.h>

#define ADDRESS(name) &ent_chart_##name,
const ent_chart *const ent_charts[ENT_CHARTS_COUNT] = {ENT_CHARTS(ADDRESS)};

/* Marks the tables that any chart reads. */
static void mark_tables(bool reads[ENT_TABLES_COUNT])
{
    memset(reads, 0, ENT_TABLES_COUNT * sizeof(*reads));
    for (size_t i = 0; i < ENT_CHARTS_COUNT; i++) {
        for (size_t t = 0; t < ENT_CHART_TABLES && ent_charts[i]->table[t] != NULL; t++) {
            reads[ent_table_index(ent_charts[i]->table[t])] = true;
        }
    }
    reads[ent_table_index(&ent_table_assumptions)] = true; /* for world_range.h, force.c and contributor_rows.c */
}

/* Warns of the characters that no font of this machine has. */
static void warn_of_missing(ent_chart_context *context)
{
    if (context->cover.misses > 0) {
        ent_diagnostics_add(context->diagnostics, ENT_SEVERITY_WARNING, (ent_position){0}, NULL,
            "install a font with them (fonts-noto-cjk, fonts-noto-color-emoji), or draw SVG: --format svg",
            "no font of this machine has the characters %s: the charts have [?] in their place",
            context->cover.missing);
    }
}

int ent_charts_draw(const ent_chart_request *request, ent_diagnostics *diagnostics)
{
    bool reads[ENT_TABLES_COUNT];
    ent_chart_context context;
    int status;

    mark_tables(reads);
    status = ent_context_open(&context, request, reads, diagnostics);
    for (size_t i = 0; i < ENT_CHARTS_COUNT && status == ENT_OK; i++) {
        ent_charts[i]->draw(&context);
        status = context.status == ENT_ERR_NO_MEMORY ? ENT_ERR_NO_MEMORY : ENT_OK;
    }
    if (status == ENT_OK) {
        warn_of_missing(&context);
        ent_gnuplot_run(&context);
    }
    status = context.status;
    ent_context_close(&context);
    return status;
}

int ent_chart_format_parse(const char *word, ent_chart_format *format)
{
    static const char *const name[] = {"svg", "png", "pdf"};

    for (int i = 0; i < 3; i++) {
        if (strcmp(word, name[i]) == 0) {
            *format = (ent_chart_format) i;
            return ENT_OK;
        }
    }
    return ENT_ERR_ARGUMENT;
}
