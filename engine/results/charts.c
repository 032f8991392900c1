#include "results/charts.h"

#include "base/status.h"
#include "results/chart_book.h"
#include "results/chart_gnuplot.h"
#include "results/chart_kinds.h"

#include <string.h>

int ent_charts_draw(const ent_chart_request *request, ent_diagnostics *diagnostics)
{
    static void (*const kind[])(ent_chart_book *) = {ent_chart_outcomes, ent_chart_headline, ent_chart_force,
        ent_chart_contributors, ent_chart_pivotal, ent_chart_talks, ent_chart_deal, ent_chart_truce, ent_chart_causes,
        ent_chart_sweeps, ent_chart_convergence};
    ent_chart_book book;
    int status = ent_book_open(&book, request, diagnostics);

    for (size_t i = 0; i < sizeof(kind) / sizeof(kind[0]) && status == ENT_OK; i++) {
        kind[i](&book);
        status = book.status == ENT_ERR_NO_MEMORY ? ENT_ERR_NO_MEMORY : ENT_OK;
    }
    if (status == ENT_OK) {
        ent_gnuplot_run(&book);
    }
    status = book.status;
    ent_book_close(&book);
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
