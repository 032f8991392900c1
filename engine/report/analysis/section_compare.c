/* The page of a comparison: pairs, choices against all others, settings that differ. */
#include "report/analysis/section_compare.h"

#include "wording/analysis/compare_words.h"
#include "wording/measure_words.h"
#include "wording/wording.h"

#include <math.h>
#include <string.h>

enum { MOST_PAIRS = 15 };

static const char *cell(const ent_run_data *digest, const ent_table *table, size_t row, const char *column)
{
    return ent_run_data_text_at(digest, table, row, column);
}

static const char *name_of(ent_run_data *digest, const char *choice)
{
    return ent_run_data_label(digest, "variants", choice);
}

/* Whether the headline is the mean of a measure. */
static bool is_mean(const ent_run_data *digest)
{
    char id[ENT_WORDING_BYTES];

    return ent_measure_of_expression(cell(digest, &ent_table_compare, 0, "expression"), id);
}

static void put_sentence(ent_html *out, ent_run_data *digest, const char *tag, const char *sentence)
{
    digest->no_memory = digest->no_memory || sentence == NULL;
    if (sentence != NULL && *sentence != '\0') {
        ent_html_element(out, tag, "%s", sentence);
    }
}

static const char *pair_sentence(ent_run_data *digest, size_t row)
{
    const ent_table *table = &ent_table_compare;
    const ent_pair_words words = {.first = name_of(digest, cell(digest, table, row, "first")),
        .second = name_of(digest, cell(digest, table, row, "second")),
        .difference = ent_run_data_number_at(digest, table, row, "difference"),
        .low = ent_run_data_number_at(digest, table, row, "difference_low"),
        .high = ent_run_data_number_at(digest, table, row, "difference_high"),
        .better = ent_run_data_number_at(digest, table, row, "better"),
        .worlds = digest->manifest.worlds,
        .mean = is_mean(digest)};

    return ent_pair_sentence(&words, &digest->arena);
}

static bool is_first_pairs(const ent_table_view *self, const ent_run_data *digest, size_t row)
{
    (void) self;
    (void) digest;
    return row < MOST_PAIRS;
}

void ent_section_compare(ent_html *out, ent_run_data *digest)
{
    static const ent_table_view_column column[] = {{"second", "Choice", ENT_TABLE_VIEW_VARIANT, NULL},
        {"first", "Against", ENT_TABLE_VIEW_VARIANT, NULL}, {"better", "Better in", ENT_TABLE_VIEW_GIVEN, NULL},
        {"correlation", "Correlation across worlds", ENT_TABLE_VIEW_SCORE, NULL},
        {"saving", "Times fewer draws than two runs of their own", ENT_TABLE_VIEW_NUMBER, NULL}};
    static const ent_table_view view = {
        &ent_table_compare, "Every pair, world by world; the first 15", column, 5, is_first_pairs};
    size_t rows = ent_run_data_table(digest, &ent_table_compare)->rows;

    ent_html_raw(out, "<ul>\n");
    for (size_t row = 0; row < rows && row < MOST_PAIRS; row++) {
        put_sentence(out, digest, "li", pair_sentence(digest, row));
    }
    ent_html_raw(out, "</ul>\n");
    if (strstr(cell(digest, &ent_table_compare, 0, "expression"), " given ") != NULL) {
        ent_html_raw(out, "<p class=\"note\">The headline has a condition: choices select other futures by it, so a "
                          "difference is not between the same futures.</p>\n");
    }
    ent_figure(out, digest, "compare", "Each choice against each other", &view);
    ent_html_element(out, "p",
        "How to read this: all choices are played in the same worlds with the same random numbers, so what they have "
        "in common cancels out. A difference is clear where its 95%% interval leaves out 0%s. In so many of 100 worlds "
        "the one is above the other, equal ones as one half.",
        is_mean(digest) ? "" : " and it is at least a tenth of a point");
}

void ent_section_robust(ent_html *out, ent_run_data *digest)
{
    const ent_csv *csv = ent_run_data_table(digest, &ent_table_robust);
    ent_table_view_kind kind = is_mean(digest) ? ENT_TABLE_VIEW_NUMBER : ENT_TABLE_VIEW_PERCENT;
    ent_table_view_kind share = is_mean(digest) ? ENT_TABLE_VIEW_NUMBER : ENT_TABLE_VIEW_GIVEN;
    ent_table_view_column column[ENT_TABLE_VIEW_COLUMNS] = {{"choice", "Choice", ENT_TABLE_VIEW_VARIANT, NULL},
        {"probability", is_mean(digest) ? "Mean" : "Chance", kind, NULL},
        {"worst_p05", "In bad worlds (one of 20)", kind, NULL}, {"regret_mean", "Regret (mean)", share, NULL},
        {"regret_p95", "Regret (one world of 20 is worse)", share, NULL}};
    ent_table_view view = {&ent_table_robust, "Each choice against all others", column, 5, NULL};
    ent_choice_words *choice = ent_arena_array(&digest->arena, csv->rows + 1, sizeof(*choice));

    digest->no_memory = digest->no_memory || choice == NULL;
    for (size_t row = 0; choice != NULL && row < csv->rows; row++) {
        choice[row] = (ent_choice_words){.name = name_of(digest, cell(digest, &ent_table_robust, row, "choice")),
            .worst = ent_run_data_number_at(digest, &ent_table_robust, row, "worst_p05"),
            .regret_mean = ent_run_data_number_at(digest, &ent_table_robust, row, "regret_mean")};
    }
    for (size_t c = 0; c < csv->columns && view.columns < ENT_TABLE_VIEW_COLUMNS; c++) {
        if (strncmp(csv->cell[c], "meets_", 6) == 0) {
            column[view.columns++] = (ent_table_view_column){csv->cell[c],
                ent_run_data_format(digest, "Worlds with %s%% or more", csv->cell[c] + 6), ENT_TABLE_VIEW_GIVEN, NULL};
        }
    }
    if (choice != NULL) {
        put_sentence(out, digest, "p", ent_robust_sentence(choice, csv->rows, is_mean(digest), &digest->arena));
    }
    ent_table_view_table(&view, out, digest);
    ent_html_raw(out,
        "<p>How to read this: in one world of 20 a choice does worse than in its bad worlds. Its regret in a "
        "world is what the best choice there has more; that and the levels are of the chances as counted, "
        "noise of few draws included.</p>\n");
}

void ent_section_compare_settings(ent_html *out, ent_run_data *digest)
{
    ent_table_view_column column[5] = {{"path", "Setting", ENT_TABLE_VIEW_TEXT, NULL}};
    ent_table_view view = {
        &ent_table_compare_settings, "Settings that differ, as the register of assumptions has them", column, 1, NULL};
    bool several = ent_run_data_table(digest, &ent_table_compare)->rows > 1;

    if (several) {
        column[view.columns++] = (ent_table_view_column){"first_choice", "In", ENT_TABLE_VIEW_VARIANT, NULL};
    }
    column[view.columns++] =
        (ent_table_view_column){"first", several ? "is" : "In the first", ENT_TABLE_VIEW_TEXT, NULL};
    if (several) {
        column[view.columns++] = (ent_table_view_column){"second_choice", "and in", ENT_TABLE_VIEW_VARIANT, NULL};
    }
    column[view.columns++] =
        (ent_table_view_column){"second", several ? "it is" : "In the second", ENT_TABLE_VIEW_TEXT, NULL};
    if (ent_table_view_rows(&view, digest) == 0) {
        ent_html_raw(out, "<p>No setting differs.</p>\n");
        return;
    }
    ent_table_view_table(&view, out, digest);
}
