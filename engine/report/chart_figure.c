#include "report/sections.h"

#include "base/status.h"
#include "report/svg.h"

/* Writes the drawing. Returns false where there is none, or where it is not shown, with a sentence in its place. */
static bool put_drawing(ent_html *out, const ent_run_data_chart *chart, const char *title, const char *words)
{
    ent_html made = {0};
    int status;

    if (chart == NULL) {
        return false;
    }
    status = ent_svg_inline(&made, chart->name, chart->svg, chart->length, title, words);
    if (status == ENT_OK) {
        ent_html_raw(out, "<p class=\"finding\" aria-hidden=\"true\">");
        ent_svg_title(out, chart->svg, chart->length);
        ent_html_raw(out, "</p>\n");
        ent_table_view_scroll(out, title);
        ent_html_bytes(out, made.bytes, made.length);
        ent_table_view_scroll_end(out);
    } else if (status == ENT_ERR_NO_MEMORY) {
        out->status = status;
    } else {
        ent_html_element(out, "p class=\"note\"",
            "The drawing charts/%s.svg is not shown: it holds something that gnuplot does not write in a chart.",
            chart->name);
    }
    ent_html_free(&made);
    return status == ENT_OK;
}

void ent_figure(ent_html *out, ent_run_data *digest, const char *chart, const char *title, const ent_table_view *data)
{
    const ent_run_data_chart *drawing = ent_run_data_chart_of(digest, chart);

    if (ent_table_view_rows(data, digest) == 0) { /* the drawing states that it has no data */
        ent_figure_alone(out, digest, chart, title, "No row of the data has a figure to draw.");
        return;
    }
    ent_html_rawf(out, "<figure class=\"chart\" id=\"chart-%s\">\n", chart);
    if (put_drawing(out, drawing, title, ent_table_view_words(data, digest))) {
        ent_html_raw(out, "<details><summary>Data of this chart: ");
        ent_html_text(out, title);
        ent_html_raw(out, "</summary>\n");
        ent_table_view_table(data, out, digest);
        ent_html_raw(out, "</details>\n");
    } else {
        ent_table_view_table(data, out, digest);
    }
    ent_html_raw(out, "</figure>\n");
}

void ent_figure_alone(ent_html *out, ent_run_data *digest, const char *chart, const char *title, const char *words)
{
    const ent_run_data_chart *drawing = ent_run_data_chart_of(digest, chart);

    if (drawing != NULL) {
        ent_html_rawf(out, "<figure class=\"chart\" id=\"chart-%s\">\n", chart);
        put_drawing(out, drawing, title, words);
        ent_html_raw(out, "</figure>\n");
    }
}
