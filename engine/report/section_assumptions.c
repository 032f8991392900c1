#include "formula/number.h"
#include "report/answer_text.h"
#include "report/sections.h"
#include "wording/wording.h"

#include <math.h>
#include <string.h>

static const ent_table *const TABLE = &ent_table_assumptions;

/* Section of a path: "contributors" of "contributors.italy.joins". */
static size_t section_of(const char *path)
{
    return strcspn(path, ".");
}

static bool same_section(const char *a, const char *b)
{
    return section_of(a) == section_of(b) && strncmp(a, b, section_of(a)) == 0;
}

/* Writes a path with optional line breaks after dots and underscores. */
static void put_path(ent_html *out, const char *path)
{
    ent_html_raw(out, "<code>");
    while (*path != '\0') {
        size_t part = strcspn(path, "._");
        part += path[part] != '\0' ? 1 : 0;
        ent_html_textn(out, path, part);
        path += part;
        ent_html_raw(out, *path != '\0' ? "<wbr>" : "");
    }
    ent_html_raw(out, "</code>");
}

/* "0.33 · 0.6 · 1.1": 5th, 50th and 95th percentile; one number where they are equal, "" where they are blank. */
static const char *spread(ent_run_data *digest, size_t row)
{
    double low = ent_run_data_number_at(digest, TABLE, row, "p05");
    double middle = ent_run_data_number_at(digest, TABLE, row, "p50");
    double high = ent_run_data_number_at(digest, TABLE, row, "p95");
    char text[3][ENT_NUMBER_TEXT];

    if (isnan(middle)) {
        return "not met";
    }
    (void) ent_number_readable(low, 3, text[0]);
    (void) ent_number_readable(middle, low == high ? 6 : 3, text[1]);
    (void) ent_number_readable(high, 3, text[2]);
    return low == high ? ent_run_data_format(digest, "%s", text[1])
                       : ent_run_data_format(digest, "%s \xC2\xB7 %s \xC2\xB7 %s", text[0], text[1], text[2]);
}

static void put_source(ent_html *out, ent_run_data *digest, size_t row)
{
    const char *source = ent_run_data_text_at(digest, TABLE, row, "source");
    const char *path = ent_run_data_text_at(digest, TABLE, row, "path");

    ent_html_raw(out, "<td role=\"cell\" data-head=\"Source\">");
    if (source[0] != '\0') {
        ent_html_text(out, source);
        if (ent_answer_text_is_judged(ent_run_data_text_at(digest, TABLE, row, "note"))) {
            ent_html_raw(out, "<br><strong class=\"judgement\">with judgement</strong>");
        }
    } else if (ent_answer_text_is_definition(path)) {
        ent_html_raw(out, "<em>definition</em>");
    } else {
        ent_html_raw(out, "<strong class=\"judgement\">judgement</strong>");
    }
    ent_html_raw(out, "</td>");
}

/* Explicit roles: on small screens the style sheet shows rows as blocks, which removes the implicit ones. */
static void put_setting(ent_html *out, ent_run_data *digest, size_t row)
{
    const char *note = ent_run_data_text_at(digest, TABLE, row, "note");

    ent_html_raw(out, "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">");
    put_path(out, ent_run_data_text_at(digest, TABLE, row, "path"));
    ent_html_raw(out, "</th><td role=\"cell\" data-head=\"As written\">");
    ent_html_element(out, "code", "%s", ent_run_data_text_at(digest, TABLE, row, "written"));
    ent_html_raw(out, "</td><td role=\"cell\" data-head=\"As understood\">");
    ent_html_text(out, ent_run_data_text_at(digest, TABLE, row, "understood"));
    if (note[0] != '\0') {
        ent_html_element(out, "p class=\"note\"", "%s", note);
    }
    ent_html_raw(out, "</td><td role=\"cell\" class=\"n\" data-head=\"5% \xC2\xB7 middle \xC2\xB7 95%\">");
    ent_html_text(out, spread(digest, row));
    ent_html_raw(out, "</td>");
    put_source(out, digest, row);
    ent_html_raw(out, "</tr>\n");
}

/* Number of rows of the base in the section of row `first`, and of those without a source. */
static size_t count_section(const ent_run_data *digest, size_t first, size_t *unsourced)
{
    const char *path = ent_run_data_text_at(digest, TABLE, first, "path");
    size_t count = 0;

    *unsourced = 0;
    for (size_t i = 0; i < ent_run_data_table(digest, TABLE)->rows; i++) {
        const char *own = ent_run_data_text_at(digest, TABLE, i, "path");
        if (strcmp(ent_run_data_text_at(digest, TABLE, i, "variant"), digest->variant[0]) == 0 &&
            same_section(path, own)) {
            count++;
            *unsourced += ent_run_data_text_at(digest, TABLE, i, "source")[0] == '\0' ? 1 : 0;
        }
    }
    return count;
}

/* True where an earlier row of the base has the same section. */
static bool is_first(const ent_run_data *digest, size_t row)
{
    const char *base = digest->variant[0];
    const char *path = ent_run_data_text_at(digest, TABLE, row, "path");

    for (size_t i = ent_run_data_row(digest, TABLE, base, 0); i < row;
         i = ent_run_data_row(digest, TABLE, base, i + 1)) {
        if (same_section(path, ent_run_data_text_at(digest, TABLE, i, "path"))) {
            return false;
        }
    }
    return true;
}

static void put_summary(ent_html *out, ent_run_data *digest, size_t first)
{
    const char *path = ent_run_data_text_at(digest, TABLE, first, "path");
    const char *id = ent_run_data_format(digest, "%.*s", (int) section_of(path), path);
    const char *name = ent_run_data_words(digest, id);
    size_t unsourced;
    size_t count = count_section(digest, first, &unsourced);
    char settings[ENT_WORDING_BYTES];

    ent_wording_count(settings, count, ent_answer_text_is_definition(path) ? "definition" : "setting");
    ent_html_raw(out, "<details class=\"register\"><summary>");
    ent_html_textf(out, "%s: %s", name, settings);
    if (!ent_answer_text_is_definition(path) && unsourced == 0) {
        ent_html_raw(out, ", all with a source");
    } else if (!ent_answer_text_is_definition(path)) {
        ent_html_textf(out, ", %zu without a source", unsourced);
    }
    ent_html_raw(out, "</summary>\n<div class=\"wide\"><table role=\"table\">");
    ent_html_element(out, "caption", "Settings of \xE2\x80\x9C%s\xE2\x80\x9D", id);
    ent_html_raw(out,
        "<thead role=\"rowgroup\"><tr role=\"row\"><th scope=\"col\" role=\"columnheader\">Setting</th>"
        "<th scope=\"col\" role=\"columnheader\">As written</th><th scope=\"col\" role=\"columnheader\">As understood"
        "</th><th scope=\"col\" role=\"columnheader\" class=\"n\">5% \xC2\xB7 middle \xC2\xB7 95%</th><th "
        "scope=\"col\" role=\"columnheader\">Source</th></tr></thead>\n<tbody role=\"rowgroup\">\n");
}

static void put_group(ent_html *out, ent_run_data *digest, size_t first)
{
    const char *base = digest->variant[0];
    const char *path = ent_run_data_text_at(digest, TABLE, first, "path");
    size_t rows = ent_run_data_table(digest, TABLE)->rows;

    put_summary(out, digest, first);
    for (size_t i = first; i < rows; i = ent_run_data_row(digest, TABLE, base, i + 1)) {
        if (same_section(path, ent_run_data_text_at(digest, TABLE, i, "path"))) {
            put_setting(out, digest, i);
        }
    }
    ent_html_raw(out, "</tbody></table></div></details>\n");
}

static void put_sources(ent_html *out, const ent_run_data *digest)
{
    if (digest->manifest.sources == 0) {
        return;
    }
    ent_html_raw(out, "<h3>Sources that the scenario names</h3>\n<ul>\n");
    for (size_t i = 0; i < digest->manifest.sources; i++) {
        ent_html_element(out, "li", "%s", digest->manifest.source[i]);
    }
    ent_html_raw(out, "</ul>\n");
}

void ent_section_assumptions(ent_html *out, ent_run_data *digest)
{
    const char *base = digest->variant[0];
    size_t rows = ent_run_data_table(digest, TABLE)->rows;
    ent_answer_text_sources sources = ent_answer_text_count_sources(digest);
    char count[ENT_WORDING_BYTES];
    char number[ENT_WORDING_BYTES];

    ent_wording_count(count, sources.settings, "setting");
    ent_wording_number(number, (double) sources.unsourced);
    ent_html_raw(out, "<p>");
    ent_html_textf(out, "Every setting of the base, as written, and as the program understood it: %s. ", count);
    ent_html_textf(out, "Unsourced, and so judgement: %s. ", number);
    if (sources.judged > 0) {
        ent_wording_number(number, (double) sources.judged);
        ent_html_textf(out, "With a source, but judgement in whole or in part by their own note: %s. ", number);
    }
    ent_html_raw(out, "The three figures are the 5th percentile, the middle and the 95th percentile of what a setting "
                      "comes to; a setting that varies by month is shown as in the first month of a truce.</p>\n");
    for (size_t i = ent_run_data_row(digest, TABLE, base, 0); i < rows;
         i = ent_run_data_row(digest, TABLE, base, i + 1)) {
        if (is_first(digest, i)) {
            put_group(out, digest, i);
        }
    }
    put_sources(out, digest);
}
