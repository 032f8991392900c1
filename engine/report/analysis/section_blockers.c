/* Section "What keeps the parties apart", from blockers.csv. */
#include "report/answer_text.h"
#include "report/sections.h"
#include "wording/change_words.h"
#include "wording/headline_phrase.h"
#include "wording/measure_words.h"

#include <math.h>
#include <string.h>

enum { SENTENCES = 5, ROWS = 20 };

static ent_change_effect effect_at(
    const ent_run_data *digest, size_t row, const char *with, const char *difference, const char *low, const char *high)
{
    return (ent_change_effect){.with = ent_run_data_number_at(digest, &ent_table_blockers, row, with),
        .difference = ent_run_data_number_at(digest, &ent_table_blockers, row, difference),
        .low = ent_run_data_number_at(digest, &ent_table_blockers, row, low),
        .high = ent_run_data_number_at(digest, &ent_table_blockers, row, high)};
}

/* The headline as a clause; of a mean the name of the measure. */
static const char *clause_of(ent_run_data *digest, const char *measure)
{
    const char *made = measure != NULL
                           ? ent_run_data_label(digest, "measures", measure)
                           : ent_headline_clause(digest->manifest.headline, ent_run_data_named(digest, "headline.name"),
                                 ent_run_data_table(digest, &ent_table_ratification)->rows > 0, &digest->arena);

    digest->no_memory = digest->no_memory || made == NULL;
    return made != NULL ? made : "";
}

static ent_change_words words_at(ent_run_data *digest, size_t row)
{
    const char *measure = ent_run_data_headline_measure(digest);

    return (ent_change_words){.change = ent_run_data_text_at(digest, &ent_table_blockers, row, "change"),
        .agreed = effect_at(digest, row, "agreed", "agreed_difference", "agreed_low", "agreed_high"),
        .headline = effect_at(digest, row, "headline", "headline_difference", "headline_low", "headline_high"),
        .clause = clause_of(digest, measure),
        .unit = measure != NULL ? ent_run_data_unit(digest, measure) : NULL};
}

/* The largest clear changes; returns their number. */
static size_t put_sentences(ent_html *out, ent_run_data *digest)
{
    size_t rows = ent_run_data_table(digest, &ent_table_blockers)->rows;
    size_t stated = 0;

    for (size_t i = 0; i < rows && stated < SENTENCES; i++) {
        ent_change_words words = words_at(digest, i);
        if (ent_change_moves_deal(&words) || ent_change_moves_headline(&words)) {
            const char *sentence = ent_change_sentence(&words, &digest->arena);
            digest->no_memory = digest->no_memory || sentence == NULL;
            ent_html_raw(out, stated == 0 ? "<ul>\n" : "");
            ent_html_element(out, "li", "%s", sentence != NULL ? sentence : "");
            stated++;
        }
    }
    ent_html_raw(out, stated > 0 ? "</ul>\n" : "<p>No single change clearly moves anything.</p>\n");
    return stated;
}

static void put_effect(ent_html *out, const ent_change_effect *it, bool is_mean)
{
    double half = (it->high - it->low) / 2.0;
    char figure[ENT_WORDING_BYTES], difference[ENT_WORDING_BYTES];

    if (isnan(it->with)) {
        ent_html_raw(out, "<td class=\"n\">no figure</td><td>not known</td>");
        return;
    }
    if (is_mean) {
        ent_measure_words(figure, it->with, half);
        ent_measure_difference_words(difference, it->difference, it->low, it->high, 0);
    } else {
        ent_wording_percent(figure, it->with);
        ent_wording_difference(difference, it->difference, it->low, it->high, 0);
    }
    ent_html_element(out, "td class=\"n\"", "%s", figure);
    ent_html_element(out, "td", "%s", it->difference == 0.0 && it->low == it->high ? "no difference" : difference);
}

static void put_row(ent_html *out, ent_run_data *digest, size_t row)
{
    ent_change_words words = words_at(digest, row);
    const char *paths = ent_run_data_text_at(digest, &ent_table_blockers, row, "paths");

    ent_html_raw(out, "<tr>");
    ent_html_element(out, "th scope=\"row\"", "%s", words.change);
    put_effect(out, &words.agreed, false);
    put_effect(out, &words.headline, words.unit != NULL);
    ent_html_raw(out, "<td>");
    ent_html_element(out, "code", "%s", paths);
    ent_html_raw(out, "</td></tr>\n");
}

static void put_table(ent_html *out, ent_run_data *digest)
{
    static const char caption[] = "Single changes, the largest first, and what each does";
    size_t rows = ent_run_data_table(digest, &ent_table_blockers)->rows;
    bool cut = rows > ROWS;
    size_t shown = cut ? ROWS : rows;

    ent_html_rawf(out, "<details><summary>%s %zu changes as a table, and how to write them</summary>\n",
        cut ? "The largest" : "All", shown);
    ent_table_view_scroll(out, caption);
    ent_html_raw(out, "<table>\n");
    ent_html_element(out, "caption", "%s", caption);
    ent_html_raw(out,
        "<thead><tr><th scope=\"col\">Change</th><th scope=\"col\" class=\"n\">Deal</th><th scope=\"col\">Against the "
        "file</th><th scope=\"col\" class=\"n\">Headline</th><th scope=\"col\">Against the file</th><th scope=\"col\">"
        "<code>set</code> of a variant</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < shown; i++) {
        put_row(out, digest, i);
    }
    ent_html_raw(out, "</tbody></table>");
    ent_table_view_scroll_end(out);
    if (cut) {
        ent_html_rawf(out, "<p>blockers.csv has all %zu.</p>\n", rows);
    }
    ent_html_raw(out, "</details>\n");
}

/* Which variant the changes are made to. */
static void put_variant(ent_html *out, ent_run_data *digest)
{
    const char *variant = ent_run_data_text_at(digest, &ent_table_blockers, 0, "variant");

    if (strcmp(variant, "base") != 0) {
        ent_html_element(out, "p", "The changes are made to the variant “%s”, and compared with it.",
            ent_run_data_label(digest, "variants", variant));
    }
}

void ent_section_blockers(ent_html *out, ent_run_data *digest)
{
    size_t stated = put_sentences(out, digest);

    put_variant(out, digest);
    ent_html_raw(out,
        "<p>How to read it: one thing is changed at a time, all else stays as it is in the file, and the futures share "
        "their random numbers, so a difference is what the change itself does. A party without a veto also refuses "
        "nothing. Two changes together may do more or less than their sum, and nothing here says how likely a change "
        "is, or what it would cost.</p>\n");
    if (ent_answer_text_of(digest, digest->variant[0]).given[0] != '\0') {
        ent_html_raw(out, "<p>The headline counts only some of the futures, and a change may also move which futures "
                          "these are.</p>\n");
    }
    ent_figure_alone(out, digest, "blockers", "What one change at a time does",
        stated > 0 ? "Differences with their intervals; the table below has the figures." : "No change is clear.");
    put_table(out, digest);
}
