/* Section "What moves it": the quantities that go along with the headline, and how to read that. */
#include "report/sections.h"

#include "report/answer_text.h"
#include "wording/driver_words.h"
#include "wording/wording.h"

#include <math.h>
#include <string.h>

enum { MOST_SENTENCES = 6 };

static const char *label_of(void *digest, const char *path, const char *id)
{
    const char *named = ent_run_data_named(digest, path);

    return named != NULL ? named : ent_run_data_words(digest, id);
}

static double figure(const ent_run_data *digest, size_t row, const char *column)
{
    return ent_run_data_number_at(digest, &ent_table_drivers, row, column);
}

static const char *text(const ent_run_data *digest, size_t row, const char *column)
{
    return ent_run_data_text_at(digest, &ent_table_drivers, row, column);
}

/* Whether a row repeats the one before: the other option of a demand of two. */
static bool repeats(const ent_run_data *digest, size_t row)
{
    const char *quantity = text(digest, row, "quantity");
    const char *dot = strchr(quantity, '.');

    return row > 0 && dot != NULL && strcmp(text(digest, row, "kind"), "demand") == 0 &&
           strcmp(text(digest, row - 1, "kind"), "demand") == 0 &&
           strncmp(text(digest, row - 1, "quantity"), quantity, (size_t) (dot - quantity) + 1) == 0 &&
           figure(digest, row, "low") == figure(digest, row - 1, "high") &&
           figure(digest, row, "high") == figure(digest, row - 1, "low");
}

static bool is_shown(const ent_table_view *self, const ent_run_data *digest, size_t row)
{
    return ent_table_view_of_base(self, digest, row) && !isnan(figure(digest, row, "difference"));
}

/* "Moscow's patience: 38% where it is lowest, 7% where it is highest. It explains 41% of what differs between worlds."
 */
static const char *sentence_of(ent_run_data *digest, size_t row)
{
    const char *kind = text(digest, row, "kind"), *quantity = text(digest, row, "quantity");
    const char *name = ent_driver_name(kind, quantity, label_of, digest, &digest->arena);
    double explained = figure(digest, row, "explained");
    char low[ENT_WORDING_BYTES], high[ENT_WORDING_BYTES], share[ENT_WORDING_BYTES];

    digest->no_memory = digest->no_memory || name == NULL;
    ent_wording_percent(low, figure(digest, row, "low"));
    ent_wording_percent(high, figure(digest, row, "high"));
    ent_wording_figure(share, explained, figure(digest, row, "explained_low"), figure(digest, row, "explained_high"));
    return ent_run_data_format(digest, "%s: %s %s, %s %s%s%s%s.", name != NULL ? name : "", low,
        ent_driver_low_side(kind, quantity), high, ent_driver_high_side(kind, quantity),
        isnan(explained) ? "" : "; it explains ", isnan(explained) ? "" : share,
        isnan(explained)              ? ""
        : strcmp(kind, "factor") == 0 ? " of what differs between worlds"
        : strcmp(kind, "demand") == 0 ? " of the variance among deals"
                                      : " of the variance among futures");
}

static void put_reading(ent_html *out)
{
    ent_html_element(out, "p class=\"small\"",
        "How to read it: each line compares futures of this run, those in which the quantity is low or absent with "
        "those in which it is high or present. That is an association within the model: quantities that go along with "
        "one "
        "another speak for each other, and nothing was changed to see what follows. Of a factor, low and high are the "
        "lowest and the highest fifth of the worlds; options of the deal are compared among deals only. Shares that "
        "are explained need not add up to 100%%.");
}

/* One sentence for each of the first quantities of the base that clearly go along with the headline. */
static void put_sentences(ent_html *out, ent_run_data *digest)
{
    const ent_csv *csv = ent_run_data_table(digest, &ent_table_drivers);
    size_t said = 0;

    for (size_t row = ent_run_data_row(digest, &ent_table_drivers, digest->variant[0], 0);
         row < csv->rows && said < MOST_SENTENCES;
         row = ent_run_data_row(digest, &ent_table_drivers, digest->variant[0], row + 1)) {
        if (!repeats(digest, row) &&
            ent_wording_is_clear(figure(digest, row, "difference"), figure(digest, row, "difference_low"),
                figure(digest, row, "difference_high"))) {
            ent_html_raw(out, said == 0 ? "<ul>\n" : "");
            ent_html_element(out, "li", "%s", sentence_of(digest, row));
            said++;
        }
    }
    ent_html_raw(out, said > 0 ? "</ul>\n" : "");
    if (said == 0) {
        ent_html_element(out, "p", "No quantity of this scenario clearly goes along with the headline.");
    }
}

void ent_section_drivers(ent_html *out, ent_run_data *digest)
{
    static const ent_table_view_column column[] = {{"quantity", "Quantity", ENT_TABLE_VIEW_READABLE, NULL},
        {"kind", "Kind", ENT_TABLE_VIEW_TEXT, NULL}, {"share", "Holds in", ENT_TABLE_VIEW_GIVEN, NULL},
        {"low", "Chance at low", ENT_TABLE_VIEW_PERCENT, NULL},
        {"high", "Chance at high", ENT_TABLE_VIEW_PERCENT, NULL},
        {"explained", "Explains", ENT_TABLE_VIEW_OWN_FIGURE, NULL}};
    static const ent_table_view view = {
        &ent_table_drivers, "The chance of the headline at low and high of each quantity", column, 6, is_shown};

    if (ent_run_data_table(digest, &ent_table_drivers)->rows > 0) {
        put_sentences(out, digest);
        put_reading(out);
        ent_figure(out, digest, "drivers", "What moves the headline", &view);
    }
    ent_section_no_deal(out, digest);
}
