/* The page of a score: mean scores, charts, cases, limits. */
#include "report/analysis/section_score.h"

#include "tables/score/score.h"
#include "wording/wording.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { COLUMNS = ENT_SCORE_HORIZONS + 1 };

static const char *const horizon[COLUMNS] = {"12", "24", "60", "120", "integrated"};
static const char *const horizon_head[COLUMNS] = {"1 year", "2 years", "5 years", "10 years", "All months"};

static const char *text_at(const ent_run_data *digest, size_t row, const char *column)
{
    return ent_run_data_text_at(digest, &ent_table_score_summary, row, column);
}

static double number_at(const ent_run_data *digest, size_t row, const char *column)
{
    return ent_run_data_number_at(digest, &ent_table_score_summary, row, column);
}

/* The row of a set, sample, horizon and forecaster; the number of rows where there is none. */
static size_t find_row(
    const ent_run_data *digest, const char *set, const char *sample, const char *at, const char *forecaster)
{
    size_t rows = ent_run_data_table(digest, &ent_table_score_summary)->rows, row = 0;

    while (row < rows &&
           (strcmp(text_at(digest, row, "set"), set) != 0 || strcmp(text_at(digest, row, "sample"), sample) != 0 ||
               strcmp(text_at(digest, row, "horizon"), at) != 0 ||
               strcmp(text_at(digest, row, "forecaster"), forecaster) != 0)) {
        row++;
    }
    return row;
}

static bool has_row(const ent_run_data *digest, size_t row)
{
    return row < ent_run_data_table(digest, &ent_table_score_summary)->rows;
}

/* --- mean scores -------------------------------------------------------------------------------------------------- */

static const char *const forecasters[][2] = {{"model", "The model"}, {"half", "Always one half"},
    {"base_rate", "Base rate: Kaplan-Meier of the other conflicts"}, {"weibull", "Weibull of the other conflicts"},
    {"kind", "Kaplan-Meier of the same kind of guarantee"},
    {"rolling", "Kaplan-Meier of what was known at the beginning of the year"}};

static void put_number(ent_html *out, double x, const char *format)
{
    ent_html_raw(out, "<td class=\"n\">");
    if (isnan(x)) {
        ent_html_raw(out, "<span class=\"none\">no figure</span>");
    } else if (isinf(x)) {
        ent_html_raw(out, "infinite");
    } else {
        ent_html_textf(out, format, x);
    }
    ent_html_raw(out, "</td>");
}

/* "-0.012 (-0.030 to +0.006)" */
static void put_difference(ent_html *out, const ent_run_data *digest, size_t row)
{
    double value = number_at(digest, row, "brier_difference");

    ent_html_raw(out, "<td class=\"n\">");
    if (!isnan(value)) {
        ent_html_textf(out, "%+.3f (%+.3f to %+.3f)", value, number_at(digest, row, "brier_difference_low"),
            number_at(digest, row, "brier_difference_high"));
    }
    ent_html_raw(out, "</td>");
}

static void put_forecaster(
    ent_html *out, const ent_run_data *digest, const char *set, const char *sample, const char *const forecaster[2])
{
    size_t last = find_row(digest, set, sample, "integrated", forecaster[0]);

    ent_html_raw(out, "<tr>");
    ent_html_element(out, "th scope=\"row\"", "%s", forecaster[1]);
    for (size_t c = 0; c < COLUMNS; c++) {
        size_t row = find_row(digest, set, sample, horizon[c], forecaster[0]);
        put_number(out, has_row(digest, row) ? number_at(digest, row, "brier") : (double) NAN, "%.3f");
    }
    put_difference(out, digest, last);
    put_number(out, number_at(digest, last, "brier_detectable"), "%.3f");
    put_number(out, number_at(digest, last, "cases"), "%.0f");
    ent_html_raw(out, "</tr>\n");
}

static const char *sample_words(const char *sample)
{
    return strcmp(sample, "all") == 0  ? "all cases"
           : strcmp(sample, "in") == 0 ? "cases in the samples that priors were fitted to"
                                       : "cases outside the samples that priors were fitted to";
}

static void put_means(ent_html *out, ent_run_data *digest, const char *set, const char *sample)
{
    const char *caption = ent_run_data_format(digest, "%s: mean Brier scores, %s", set, sample_words(sample));

    if (!has_row(digest, find_row(digest, set, sample, "integrated", "model"))) {
        return;
    }
    ent_table_view_scroll(out, caption);
    ent_html_raw(out, "<table>\n");
    ent_html_element(out, "caption", "%s", caption);
    ent_html_raw(out, "<thead><tr><th scope=\"col\">Forecast by</th>");
    for (size_t c = 0; c < COLUMNS; c++) {
        ent_html_element(out, "th scope=\"col\" class=\"n\"", "%s", horizon_head[c]);
    }
    ent_html_raw(out,
        "<th scope=\"col\" class=\"n\">Model less this, all months (95%)</th><th scope=\"col\" "
        "class=\"n\">So few could show</th><th scope=\"col\" class=\"n\">Cases</th></tr></thead>\n<tbody>\n");
    for (size_t f = 0; f < sizeof(forecasters) / sizeof(*forecasters); f++) {
        put_forecaster(out, digest, set, sample, forecasters[f]);
    }
    ent_html_raw(out, "</tbody></table>");
    ent_table_view_scroll_end(out);
}

/* Order and level of the model's chances at five years. */
static void put_quality(ent_html *out, ent_run_data *digest, const char *set)
{
    size_t row = find_row(digest, set, "all", "60", "model");
    double c = has_row(digest, row) ? number_at(digest, row, "concordance") : (double) NAN;
    double slope = has_row(digest, row) ? number_at(digest, row, "calibration_slope") : (double) NAN;

    if (!isnan(c)) {
        ent_html_element(out, "p",
            "Of two truces in %s of which one is known to have lasted longer, the model gave that one the higher "
            "chance "
            "of five years in %.0f of 100 pairs (Harrell's C; 50 is chance).",
            set, 100.0 * c);
    }
    if (!isnan(slope)) {
        ent_html_element(out, "p",
            "Calibration at five years: intercept %.2f (%.2f to %.2f), slope %.2f (%.2f to %.2f); right chances have 0 "
            "and 1.",
            number_at(digest, row, "calibration_intercept"), number_at(digest, row, "calibration_intercept_low"),
            number_at(digest, row, "calibration_intercept_high"), slope,
            number_at(digest, row, "calibration_slope_low"), number_at(digest, row, "calibration_slope_high"));
    }
}

void ent_section_score_means(ent_html *out, ent_run_data *digest)
{
    static const char *const sample[] = {"all", "out", "in"};

    ent_html_raw(out, "<p>The Brier score of a chance is the square of its distance from what came about, 1 or 0: 0 is "
                      "best, and a chance of one half scores 0.250 whatever happens. Smaller is better.</p>\n");
    for (size_t s = 0; s < digest->variants; s++) {
        for (size_t k = 0; k < sizeof(sample) / sizeof(*sample); k++) {
            put_means(out, digest, digest->variant[s], sample[k]);
        }
        put_quality(out, digest, digest->variant[s]);
    }
}

/* --- charts ------------------------------------------------------------------------------------------------------- */

void ent_section_score_charts(ent_html *out, ent_run_data *digest)
{
    for (size_t s = 0; s < digest->variants; s++) {
        const char *set = digest->variant[s];
        ent_figure_alone(out, digest, ent_run_data_format(digest, "score_survival_%zu", s + 1),
            ent_run_data_format(digest, "%s: truces still holding, observed and predicted", set),
            "Month by month: the share of truces still holding, and the mean of the model's chances. The figures are "
            "in "
            "score_survival.csv.");
        ent_figure_alone(out, digest, ent_run_data_format(digest, "score_reliability_%zu", s + 1),
            ent_run_data_format(digest, "%s: chances given, and how often the truces held", set),
            "For each group of chances: the mean chance, the share of truces that held, and the number of cases. The "
            "figures are in score_reliability.csv.");
    }
}

/* --- forecasts and cases ------------------------------------------------------------------------------------------ */

bool ent_section_score_has_forecasts(const ent_run_data *digest)
{
    return ent_run_data_table(digest, &ent_table_score_forecasts)->rows > 0;
}

void ent_section_score_forecasts(ent_html *out, ent_run_data *digest)
{
    static const ent_table_view_column column[] = {{"case", "Case", ENT_TABLE_VIEW_TEXT, NULL},
        {"forecast", "Forecast by", ENT_TABLE_VIEW_TEXT, NULL}, {"on", "Made", ENT_TABLE_VIEW_TEXT, NULL},
        {"of", "Of", ENT_TABLE_VIEW_TEXT, NULL}, {"months", "Months", ENT_TABLE_VIEW_NUMBER, NULL},
        {"probability", "Forecast", ENT_TABLE_VIEW_GIVEN, NULL},
        {"model_probability", "The model", ENT_TABLE_VIEW_PERCENT, NULL}, {"held", "Held", ENT_TABLE_VIEW_YES, NULL},
        {"brier", "Brier score", ENT_TABLE_VIEW_SCORE, NULL},
        {"model_brier", "The model's", ENT_TABLE_VIEW_SCORE, NULL}};
    static const ent_table_view view = {
        &ent_table_score_forecasts, "Forecasts that were published, beside the model's", column, 10, NULL};

    ent_table_view_table(&view, out, digest);
}

void ent_section_score_cases(ent_html *out, ent_run_data *digest)
{
    static const ent_table_view_column column[] = {{"name", "Case", ENT_TABLE_VIEW_TEXT, NULL},
        {"set", "Set", ENT_TABLE_VIEW_TEXT, NULL}, {"began", "Began", ENT_TABLE_VIEW_TEXT, NULL},
        {"truce_months", "Months held", ENT_TABLE_VIEW_NUMBER, NULL}, {"ended", "Ended", ENT_TABLE_VIEW_YES, NULL},
        {"chance_12", "Chance, 1 year", ENT_TABLE_VIEW_PERCENT, NULL},
        {"chance_24", "2 years", ENT_TABLE_VIEW_PERCENT, NULL}, {"chance_60", "5 years", ENT_TABLE_VIEW_PERCENT, NULL},
        {"chance_120", "10 years", ENT_TABLE_VIEW_PERCENT, NULL},
        {"integrated_brier", "Brier score, all months", ENT_TABLE_VIEW_SCORE, NULL},
        {"in_sample", "In a prior's sample", ENT_TABLE_VIEW_YES, NULL}};
    static const ent_table_view view = {&ent_table_score, "Every case", column, 11, NULL};
    size_t cases = ent_run_data_table(digest, &ent_table_score)->rows;

    if (cases == 1) {
        ent_html_raw(out, "<details><summary>The case</summary>\n");
    } else {
        ent_html_rawf(out, "<details><summary>The %zu cases</summary>\n", cases);
    }
    ent_table_view_table(&view, out, digest);
    ent_html_raw(out, "</details>\n");
}

/* --- words -------------------------------------------------------------------------------------------------------- */

void ent_section_score_limits(ent_html *out, ent_run_data *digest)
{
    (void) digest;
    ent_html_raw(out,
        "<ul>\n<li>A truce that still holds counts for the years that it has held; cases stand in for others of which "
        "it "
        "is not known yet (inverse-probability-of-censoring weights).</li>\n"
        "<li>A truce has held n months where it ended later than n months after it began.</li>\n"
        "<li>Chances are given that a deal was agreed; how likely a deal was is not scored.</li>\n"
        "<li>Baselines are made from cases of other conflicts, so none has seen the case that it is scored on; the "
        "last "
        "one knows only what was known at the beginning of the year in which the truce began.</li>\n"
        "<li>Intervals draw cases anew with replacement. They do not know that truces of one conflict, or of one "
        "time, go together, so they are rather too narrow.</li>\n"
        "<li>\"So few could show\" is the smallest true difference that would be found in 80 of 100 samples of so many "
        "cases. A smaller one stays hidden, in either direction.</li>\n"
        "<li>Cases that a prior of the model was fitted to flatter the model; where there are such, they are scored "
        "apart.</li>\n</ul>\n");
}

void ent_section_score_verdicts(ent_html *out, const ent_score_notes *notes)
{
    ent_html_raw(out, "<ul>\n");
    for (size_t i = 0; i < notes->verdicts; i++) {
        ent_html_element(out, "li", "%s.", notes->verdict[i]);
    }
    ent_html_raw(out, "</ul>\n");
}

void ent_section_score_warnings(ent_html *out, const ent_score_notes *notes)
{
    if (notes->warnings == 0) {
        return;
    }
    ent_html_raw(out, "<section id=\"warnings\" aria-labelledby=\"warnings-heading\">\n<h2 "
                      "id=\"warnings-heading\">Warnings</h2>\n<ul>\n");
    for (size_t i = 0; i < notes->warnings; i++) {
        ent_html_element(out, "li", "%s.", notes->warning[i]);
    }
    ent_html_raw(out, "</ul>\n</section>\n");
}
