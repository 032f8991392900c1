#include "report/table_view.h"

#include "report/analysis/factor_label.h"
#include "wording/analysis/value_words.h"
#include "wording/measure_words.h"
#include "wording/wording.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { ROWS_IN_WORDS = 8 };

bool ent_table_view_of_base(const ent_table_view *self, const ent_run_data *digest, size_t row)
{
    return strcmp(ent_run_data_text_at(digest, self->table, row, "variant"), digest->variant[0]) == 0;
}

bool ent_table_view_of_month(const ent_table_view *self, const ent_run_data *digest, size_t row)
{
    double month = ent_run_data_number_at(digest, self->table, row, "month");
    const char *variant = ent_run_data_text_at(digest, self->table, row, "variant");

    return month == 1 || month == 3 || month == 6 || (month > 0 && fmod(month, 12) == 0) ||
           row == ent_run_data_last_row(digest, self->table, variant);
}

size_t ent_table_view_rows(const ent_table_view *self, const ent_run_data *digest)
{
    size_t count = 0;

    for (size_t i = 0; i < ent_run_data_table(digest, self->table)->rows; i++) {
        count += self->shows == NULL || self->shows(self, digest, i) ? 1 : 0;
    }
    return count;
}

/* --- cells -------------------------------------------------------------------------------------------------------- */

typedef struct cell {
    ent_run_data *digest;
    const ent_table *table;
    size_t row;
} cell;

static double number(const cell *self, const char *column)
{
    return ent_run_data_number_at(self->digest, self->table, self->row, column);
}

/* Number in column NAME_END. */
static double own(const cell *self, const char *name, const char *end)
{
    return number(self, ent_run_data_format(self->digest, "%s_%s", name, end));
}

/* A value of information. */
static const char *amount(const cell *self, const char *name)
{
    const char *measure = ent_run_data_headline_measure(self->digest);
    const ent_value_figures figures = {
        .value = number(self, name), .low = own(self, name, "low"), .high = own(self, name, "high")};
    const char *made = isnan(figures.value) ? ""
                                            : ent_value_amount(&figures,
                                                  measure != NULL ? ent_run_data_unit(self->digest, measure) : NULL,
                                                  &self->digest->arena);

    self->digest->no_memory = self->digest->no_memory || made == NULL;
    return made != NULL ? made : "";
}

/* Name of a quantity unknown by world. */
static const char *quantity(const cell *self, const char *text)
{
    bool everything = self->table == &ent_table_value && strcmp(text, "all") == 0;

    return everything ? "Everything, at least" : ent_factor_label(self->digest, text);
}

/* A name of the scenario. */
static const char *named(const cell *self, const ent_table_view_column *column)
{
    const char *text = ent_run_data_text_at(self->digest, self->table, self->row, column->column);
    const char *demand;

    switch (column->kind) {
    case ENT_TABLE_VIEW_VARIANT:
        return ent_run_data_label(self->digest, "variants", text);
    case ENT_TABLE_VIEW_NAME:
        return ent_run_data_label(self->digest, column->more, text);
    case ENT_TABLE_VIEW_READABLE:
        return ent_run_data_words(self->digest, text);
    case ENT_TABLE_VIEW_QUANTITY:
        return quantity(self, text);
    case ENT_TABLE_VIEW_AMOUNT:
        return amount(self, column->column);
    case ENT_TABLE_VIEW_OPTION:
        demand =
            column->more != NULL ? column->more : ent_run_data_text_at(self->digest, self->table, self->row, "demand");
        return ent_run_data_label(self->digest, ent_run_data_format(self->digest, "demands.%s", demand), text);
    case ENT_TABLE_VIEW_YES:
        return strcmp(text, "1") == 0 ? "yes" : strcmp(text, "0") == 0 ? "no" : "cannot be told";
    default:
        return text;
    }
}

static bool is_figure(ent_table_view_kind kind)
{
    return kind >= ENT_TABLE_VIEW_PERCENT;
}

/* A range across worlds, or the reason for its absence; "" beside an empty figure. */
static void range(char buffer[ENT_WORDING_BYTES], const cell *self)
{
    double low = number(self, "world_p05");
    double high = number(self, "world_p95");
    const char *variant = ent_run_data_text_at(self->digest, self->table, self->row, "variant");

    ent_wording_widen(&low, &high, number(self, "mc_low"), number(self, "mc_high"));
    ent_wording_range(buffer, low, high);
    if (buffer[0] == '\0' && (!isnan(number(self, "probability")) || !isnan(number(self, "survival")))) {
        strcpy(buffer, ent_run_data_has_unknowns(self->digest, variant) ? "not measured" : "nothing unknown");
    }
}

/* "12", or "12 (September 2026)". */
static void date(char buffer[ENT_WORDING_BYTES], const cell *self, double month)
{
    const char *text = ent_run_data_date(self->digest, month);
    size_t length;

    ent_wording_number(buffer, month);
    length = strlen(buffer);
    if (*text != '\0') {
        (void) snprintf(buffer + length, ENT_WORDING_BYTES - length, " (%s)", text);
    }
}

/* Half-width of the Monte Carlo interval of a row. */
static double half_width(const cell *self)
{
    return (number(self, "mc_high") - number(self, "mc_low")) / 2.0;
}

static void value_difference(char buffer[ENT_WORDING_BYTES], const cell *self)
{
    const char *variant = ent_run_data_text_at(self->digest, self->table, self->row, "variant");

    if (strcmp(variant, self->digest->variant[0]) == 0) {
        strcpy(buffer, "the base");
        return;
    }
    ent_measure_difference_words(
        buffer, number(self, "difference"), number(self, "difference_low"), number(self, "difference_high"), 0);
}

/* A number in the unit of a measure. Returns false for other kinds. */
static bool value(char buffer[ENT_WORDING_BYTES], const cell *self, const ent_table_view_column *column)
{
    const char *variant = ent_run_data_text_at(self->digest, self->table, self->row, "variant");
    double half = half_width(self);

    switch (column->kind) {
    case ENT_TABLE_VIEW_VALUE:
        if (!isnan(number(self, column->column))) {
            ent_measure_words(buffer, number(self, column->column), half);
        }
        return true;
    case ENT_TABLE_VIEW_VALUE_INTERVAL:
        ent_measure_span(buffer, number(self, "mc_low"), number(self, "mc_high"), half / 10.0);
        return true;
    case ENT_TABLE_VIEW_VALUE_RANGE:
        ent_measure_span(buffer, number(self, "world_p05"), number(self, "world_p95"), half);
        if (buffer[0] == '\0') {
            strcpy(buffer, ent_run_data_has_unknowns(self->digest, variant) ? "not measured" : "nothing unknown");
        }
        return true;
    case ENT_TABLE_VIEW_VALUE_SPREAD:
        ent_measure_span(buffer, number(self, "p05"), number(self, "p95"), half);
        return true;
    case ENT_TABLE_VIEW_VALUE_DIFFERENCE:
        value_difference(buffer, self);
        return true;
    default:
        return false;
    }
}

/* Whether the figures of a row are means, and no probabilities: of a headline that is the mean of a measure, and of
 * checks of means. */
static bool is_of_means(const cell *self)
{
    const char *check = ent_run_data_text_at(self->digest, self->table, self->row, "check");
    bool of_headline =
        self->table == &ent_table_convergence || self->table == &ent_table_sweeps || self->table == &ent_table_experts;

    if (self->table == &ent_table_checks) {
        return check[strspn(check, " \t\r\n")] != 'P';
    }
    return of_headline && ent_run_data_headline_measure(self->digest) != NULL;
}

static ent_table_view_kind kind_of(const cell *self, ent_table_view_kind kind)
{
    if (!is_of_means(self)) {
        return kind;
    }
    return kind == ENT_TABLE_VIEW_FIGURE || kind == ENT_TABLE_VIEW_PERCENT ? ENT_TABLE_VIEW_VALUE
           : kind == ENT_TABLE_VIEW_INTERVAL                               ? ENT_TABLE_VIEW_VALUE_INTERVAL
           : kind == ENT_TABLE_VIEW_RANGE                                  ? ENT_TABLE_VIEW_VALUE_RANGE
                                                                           : kind;
}

static void figure(char buffer[ENT_WORDING_BYTES], const cell *self, const ent_table_view_column *column)
{
    ent_table_view_column of_value = *column;
    double x = number(self, column->column);

    buffer[0] = '\0';
    of_value.kind = kind_of(self, column->kind);
    if (value(buffer, self, &of_value)) {
        return;
    }
    switch (column->kind) {
    case ENT_TABLE_VIEW_INTERVAL:
        ent_wording_interval(buffer, number(self, "mc_low"), number(self, "mc_high"));
        return;
    case ENT_TABLE_VIEW_OWN_INTERVAL:
        ent_wording_interval(buffer, own(self, column->column, "low"), own(self, column->column, "high"));
        return;
    case ENT_TABLE_VIEW_RANGE:
        range(buffer, self);
        return;
    default:
        break;
    }
    if (isnan(x)) {
        return;
    }
    switch (column->kind) {
    case ENT_TABLE_VIEW_PERCENT:
        ent_wording_percent(buffer, x);
        break;
    case ENT_TABLE_VIEW_GIVEN:
        ent_wording_chance(buffer, x);
        break;
    case ENT_TABLE_VIEW_FIGURE:
        ent_wording_figure(buffer, x, number(self, "mc_low"), number(self, "mc_high"));
        break;
    case ENT_TABLE_VIEW_OWN_FIGURE:
        ent_wording_figure(buffer, x, own(self, column->column, "low"), own(self, column->column, "high"));
        break;
    case ENT_TABLE_VIEW_SCORE:
        (void) snprintf(buffer, ENT_WORDING_BYTES, "%.2f", x);
        break;
    case ENT_TABLE_VIEW_TROOPS:
        ent_wording_about(buffer, x);
        break;
    case ENT_TABLE_VIEW_MONTHS:
        ent_wording_months(buffer, x);
        break;
    case ENT_TABLE_VIEW_DATE:
        date(buffer, self, x);
        break;
    default:
        ent_wording_number(buffer, x);
    }
}

static const char *said(const cell *self, const ent_table_view_column *column)
{
    char buffer[ENT_WORDING_BYTES];

    if (!is_figure(column->kind)) {
        return named(self, column);
    }
    figure(buffer, self, column);
    return ent_run_data_format(self->digest, "%s", buffer);
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

void ent_table_view_scroll(ent_html *out, const char *title)
{
    ent_html_raw(out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\"");
    ent_html_attribute(out, "aria-label", title);
    ent_html_raw(out, ">");
}

void ent_table_view_scroll_end(ent_html *out)
{
    ent_html_raw(out, "</div>\n");
}

static void put_row(const ent_table_view *self, ent_html *out, ent_run_data *digest, size_t row)
{
    cell at = {.digest = digest, .table = self->table, .row = row};

    ent_html_raw(out, "<tr>");
    for (size_t c = 0; c < self->columns; c++) {
        const char *text = said(&at, &self->column[c]);
        const char *class = is_figure(self->column[c].kind) ? " class=\"n\"" : "";
        ent_html_rawf(out, c == 0 ? "<th scope=\"row\"%s>" : "<td%s>", class);
        if (text[0] == '\0' && is_figure(self->column[c].kind)) {
            ent_html_raw(out, "<span class=\"none\">no figure</span>");
        }
        ent_html_text(out, text);
        ent_html_raw(out, c == 0 ? "</th>" : "</td>");
    }
    ent_html_raw(out, "</tr>\n");
}

void ent_table_view_table(const ent_table_view *self, ent_html *out, ent_run_data *digest)
{
    ent_table_view_scroll(out, self->caption);
    ent_html_raw(out, "<table>\n");
    ent_html_element(out, "caption", "%s", self->caption);
    ent_html_raw(out, "<thead><tr>");
    for (size_t c = 0; c < self->columns; c++) {
        ent_html_element(out, is_figure(self->column[c].kind) ? "th scope=\"col\" class=\"n\"" : "th scope=\"col\"",
            "%s", self->column[c].head);
    }
    ent_html_raw(out, "</tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < ent_run_data_table(digest, self->table)->rows; i++) {
        if (self->shows == NULL || self->shows(self, digest, i)) {
            put_row(self, out, digest, i);
        }
    }
    ent_html_raw(out, "</tbody></table>");
    ent_table_view_scroll_end(out);
}

/* "US air cover: chance 15%, range 5-26%." */
static const char *row_in_words(const ent_table_view *self, ent_run_data *digest, size_t row)
{
    cell at = {.digest = digest, .table = self->table, .row = row};
    const char *words = "";

    for (size_t c = 1; c < self->columns; c++) {
        const char *text = said(&at, &self->column[c]);
        if (text[0] != '\0') {
            words = is_figure(self->column[c].kind)
                        ? ent_run_data_format(digest, "%s%s%s %s", words, c > 1 ? ", " : "", self->column[c].head, text)
                        : ent_run_data_format(digest, "%s%s%s", words, c > 1 ? ", " : "", text);
        }
    }
    return ent_run_data_format(digest, "%s: %s. ", said(&at, &self->column[0]), words);
}

const char *ent_table_view_words(const ent_table_view *self, ent_run_data *digest)
{
    size_t rows = ent_table_view_rows(self, digest);
    size_t told = 0;
    const char *words = "";

    for (size_t i = 0; i < ent_run_data_table(digest, self->table)->rows && told < ROWS_IN_WORDS; i++) {
        if (self->shows == NULL || self->shows(self, digest, i)) {
            words = ent_run_data_format(digest, "%s%s", words, row_in_words(self, digest, i));
            told++;
        }
    }
    return rows > told
               ? ent_run_data_format(digest, "%sAnd %zu more rows: see the table below the chart.", words, rows - told)
               : words;
}
