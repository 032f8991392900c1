#include "report/answer_text.h"
#include "report/sections.h"
#include "wording/measure_words.h"
#include "wording/wording.h"

#include <math.h>
#include <string.h>

void ent_section_endings(ent_html *out, ent_run_data *digest)
{
    static const ent_table_view_column column[] = {{"name", "Ending", ENT_TABLE_VIEW_TEXT, NULL},
        {"variant", "Variant", ENT_TABLE_VIEW_VARIANT, NULL}, {"probability", "Chance", ENT_TABLE_VIEW_FIGURE, NULL},
        {"", "Across what we do not know (90%)", ENT_TABLE_VIEW_RANGE, NULL},
        {"", "Noise of the simulation (95%)", ENT_TABLE_VIEW_INTERVAL, NULL}};
    static const ent_table_view data = {
        &ent_table_outcomes, "How it ends: chance of each ending, by variant", column, 5, NULL};

    ent_html_raw(out, "<p>Every simulated future ends in exactly one of these ways.</p>\n");
    ent_figure(out, digest, "outcomes", "How it ends, by variant", &data);
}

/* --- variants ----------------------------------------------------------------------------------------------------- */

/* Right end of the small scales: the next multiple of 10% above all that is drawn. */
static double scale_end(ent_run_data *digest)
{
    double most = 0.1; /* of probabilities */

    for (size_t v = 0; v < digest->variants; v++) {
        ent_answer_text it = ent_answer_text_of(digest, digest->variant[v]);
        most = fmax(most, fmax(isnan(it.p) ? 0 : it.p, isnan(it.high) ? 0 : it.high));
    }
    return fmin(1, ceil(most * 10) / 10);
}

/* Range as a bar, probability as a mark; decoration, since the cells beside it have the figures. */
static void put_bar(ent_html *out, const ent_answer_text *it, double end)
{
    double low = isnan(it->low) ? it->p : it->low;
    double high = isnan(it->high) ? it->p : it->high;

    ent_html_raw(out, "<td class=\"bar\"><svg viewBox=\"0 0 200 20\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                      "<rect class=\"b0\" x=\"0\" y=\"9\" width=\"200\" height=\"2\"/>");
    if (!isnan(it->p)) {
        ent_html_rawf(out, "<rect class=\"b1\" x=\"%.1f\" y=\"5\" width=\"%.1f\" height=\"10\"/>", 200 * low / end,
            fmax(1, 200 * (high - low) / end));
        ent_html_rawf(out, "<rect class=\"b2\" x=\"%.1f\" y=\"1\" width=\"4\" height=\"18\"/>",
            fmin(196, fmax(0, 200 * it->p / end - 2)));
    }
    ent_html_raw(out, "</svg></td>");
}

/* The mean of a measure, its unit, and its range. */
static void put_mean(ent_html *out, const ent_answer_text *it)
{
    double half = (it->mc_high - it->mc_low) / 2.0;
    char figure[ENT_WORDING_BYTES];
    char range[ENT_WORDING_BYTES];

    if (!it->known) {
        ent_html_raw(out, "<td class=\"n\" colspan=\"3\">no figure</td>");
        return;
    }
    ent_measure_words(figure, it->p, half);
    ent_measure_span(range, it->low, it->high, half);
    ent_html_element(out, "td class=\"n strong\"", "%s", figure);
    ent_html_element(out, "td", "%s", it->unit);
    ent_html_element(out, "td class=\"n\"", "%s",
        range[0] != '\0'                          ? range
        : it->range == ENT_ANSWER_NOTHING_UNKNOWN ? "nothing unknown"
                                                  : "not measured");
}

static void put_figures(ent_html *out, const ent_answer_text *it)
{
    char figure[ENT_WORDING_BYTES];
    char range[ENT_WORDING_BYTES];
    char words[ENT_WORDING_BYTES];
    double low = it->low;
    double high = it->high;

    if (it->measure != NULL) {
        put_mean(out, it);
        return;
    }
    ent_wording_likelihood_figure(words, it->p, it->mc_low, it->mc_high);
    ent_wording_figure(figure, it->p, it->mc_low, it->mc_high);
    ent_wording_widen(&low, &high, it->mc_low, it->mc_high);
    ent_wording_range(range, low, high);
    if (!it->known) {
        ent_html_raw(out, "<td class=\"n\" colspan=\"3\">no figure: the condition never came true</td>");
        return;
    }
    ent_html_element(out, "td class=\"n strong\"", "%s", figure);
    ent_html_element(out, "td", "%s", words[0] != '\0' ? words : "not known");
    ent_html_element(out, "td class=\"n\"", "%s",
        range[0] != '\0'                          ? range
        : it->range == ENT_ANSWER_NOTHING_UNKNOWN ? "nothing unknown"
                                                  : "not measured");
}

/* The futures in which the condition of the headline holds. */
static void put_basis(ent_html *out, const ent_answer_text *it)
{
    char draws[ENT_WORDING_BYTES];
    char worlds[ENT_WORDING_BYTES];

    if (it->draws == 0) {
        ent_html_raw(out, "<td class=\"n\">none</td>");
        return;
    }
    ent_wording_number(draws, (double) it->draws);
    ent_wording_count(worlds, it->worlds, "world");
    ent_html_element(out, "td class=\"n\"", "%s in %s", draws, worlds);
}

/* The truces of a variant that hold, with their range. */
static void put_truces(ent_html *out, const ent_run_data *digest, size_t v)
{
    ent_answer_text_truces it = ent_answer_text_truces_of(digest, digest->variant[v]);
    char figure[ENT_WORDING_BYTES];
    char range[ENT_WORDING_BYTES];

    if (isnan(it.p)) {
        ent_html_raw(out, "<td class=\"n\">no truce</td>");
        return;
    }
    ent_wording_figure(figure, it.p, it.mc_low, it.mc_high);
    ent_wording_widen(&it.low, &it.high, it.mc_low, it.mc_high);
    ent_wording_range(range, it.low, it.high);
    ent_html_element(out, "td class=\"n\"", range[0] != '\0' ? "%s (%s)" : "%s", figure, range);
}

/* The difference from the base; where it is clear, its range across worlds and the share of worlds that it lifts. */
static const char *difference_of(
    ent_run_data *digest, const char *variant, const ent_answer_text *base, const ent_answer_text *it)
{
    const ent_table *table = &ent_table_differences;
    size_t row = ent_run_data_row(digest, table, variant, 0);
    char difference[ENT_WORDING_BYTES];
    char range[ENT_WORDING_BYTES];
    char better[ENT_WORDING_BYTES];

    ent_answer_text_difference(difference, base, it);
    if (it->measure != NULL || !ent_answer_text_is_clear(base, it)) {
        return ent_run_data_format(digest, "%s", difference);
    }
    ent_wording_difference_range(range, ent_run_data_number_at(digest, table, row, "world_p05"),
        ent_run_data_number_at(digest, table, row, "world_p95"), (it->difference_high - it->difference_low) / 2.0);
    ent_wording_better(better, ent_run_data_number_at(digest, table, row, "better"));
    return ent_run_data_format(digest, "%s%s%s%s%s", difference, range[0] != '\0' ? "; " : "", range,
        better[0] != '\0' ? range[0] != '\0' ? ", " : "; " : "", better);
}

static void put_variant(ent_html *out, ent_run_data *digest, size_t v, double end)
{
    ent_answer_text base = ent_answer_text_of(digest, digest->variant[0]);
    ent_answer_text it = ent_answer_text_of(digest, digest->variant[v]);

    ent_html_raw(out, "<tr>");
    ent_html_element(out, "th scope=\"row\"", "%s", ent_run_data_label(digest, "variants", digest->variant[v]));
    put_figures(out, &it);
    if (it.measure == NULL) {
        put_bar(out, &it, end);
    }
    ent_html_element(out, "td", "%s", v == 0 ? "the base" : difference_of(digest, digest->variant[v], &base, &it));
    if (base.given[0] != '\0') {
        put_basis(out, &it);
    }
    if (ent_answer_text_shows_truces(digest)) {
        put_truces(out, digest, v);
    }
    ent_html_raw(out, "</tr>\n");
}

static void put_variants(ent_html *out, ent_run_data *digest, double end)
{
    for (size_t v = 0; v < digest->variants; v++) {
        put_variant(out, digest, v, end);
    }
    ent_html_raw(out, "</tbody></table>");
    ent_table_view_scroll_end(out);
}

static void put_table(ent_html *out, ent_run_data *digest)
{
    double end = scale_end(digest);
    ent_answer_text base = ent_answer_text_of(digest, digest->variant[0]);
    const char *caption = base.given[0] != '\0'
                              ? ent_run_data_format(digest, "Of the futures %s: the share in which %s, by variant",
                                    base.given, base.event)
                              : ent_run_data_format(digest, "The share of futures in which %s, by variant", base.event);

    if (base.measure != NULL) {
        caption = ent_run_data_format(
            digest, "%s: the mean over the futures, by variant", ent_run_data_label(digest, "measures", base.measure));
    }
    ent_table_view_scroll(out, caption);
    ent_html_raw(out, "<table class=\"variants\">\n");
    ent_html_element(out, "caption", "%s", caption);
    if (base.measure != NULL) {
        ent_html_raw(out,
            "<thead><tr><th scope=\"col\">Variant</th><th scope=\"col\" class=\"n\">On average</th><th "
            "scope=\"col\">Unit</th><th scope=\"col\" class=\"n\">Across what we do not know (90%)</th><th "
            "scope=\"col\">Against the base</th></tr></thead>\n<tbody>\n");
        put_variants(out, digest, end);
        return;
    }
    ent_html_rawf(out,
        "<thead><tr><th scope=\"col\">Variant</th><th scope=\"col\" class=\"n\">Chance</th><th scope=\"col\">In "
        "words</th><th scope=\"col\" class=\"n\">Across what we do not know (90%%)</th><th scope=\"col\">0 to %.0f%%"
        "</th><th scope=\"col\">Against the base</th>%s%s</tr></thead>\n<tbody>\n",
        100 * end, base.given[0] != '\0' ? "<th scope=\"col\" class=\"n\">Futures that count</th>" : "",
        ent_answer_text_shows_truces(digest)
            ? "<th scope=\"col\" class=\"n\">Of the truces that begin, hold (range)</th>"
            : "");
    put_variants(out, digest, end);
}

/* A setting's text; "a group" for one that is new or was removed. */
static void put_written(ent_html *out, const char *written)
{
    if (written[0] != '\0') {
        ent_html_element(out, "code", "%s", written);
    } else {
        ent_html_raw(out, "a group of settings");
    }
}

/* The settings that a variant changes, by the manifest; returns their number. */
static size_t put_changes(ent_html *out, const ent_run_data *digest, const char *variant)
{
    size_t count = 0;

    for (size_t i = 0; i < digest->manifest.changes; i++) {
        const ent_manifest_change *change = &digest->manifest.change[i];
        if (strcmp(change->variant, variant) != 0) {
            continue;
        }
        ent_html_raw(out, "<li>");
        ent_html_element(out, "code", "%s", change->path);
        if (change->after == NULL) {
            ent_html_raw(out, " taken out: ");
            put_written(out, change->before != NULL ? change->before : "");
        } else {
            ent_html_raw(out, change->before != NULL ? " from " : " new: ");
            if (change->before != NULL) {
                put_written(out, change->before);
                ent_html_raw(out, " to ");
            }
            put_written(out, change->after);
        }
        ent_html_raw(out, "</li>\n");
        count++;
    }
    return count;
}

/* The variants that a variant puts together, if any. */
static void put_parts(ent_html *out, ent_run_data *digest, const char *variant)
{
    const char *parts = ent_run_data_named(digest, ent_run_data_format(digest, "variants.%s.of", variant));

    if (parts != NULL) {
        ent_html_element(out, "p", "Puts together %s. In all:", parts);
    }
}

static void put_all_changes(ent_html *out, ent_run_data *digest)
{
    ent_html_raw(out, "<details><summary>What each variant changes</summary>\n<dl class=\"changes\">\n");
    for (size_t v = 1; v < digest->variants; v++) {
        ent_html_element(out, "dt", "%s", ent_run_data_label(digest, "variants", digest->variant[v]));
        ent_html_raw(out, "<dd>");
        put_parts(out, digest, digest->variant[v]);
        ent_html_raw(out, "<ul>");
        if (put_changes(out, digest, digest->variant[v]) == 0) {
            ent_html_raw(out, "<li>nothing</li>");
        }
        ent_html_raw(out, "</ul></dd>\n");
    }
    ent_html_raw(out, "</dl></details>\n");
}

/* How variants are compared. A condition keeps other draws in each of them. */
static void put_pairing(ent_html *out, const ent_answer_text *base)
{
    ent_html_raw(out, "<p>");
    if (base->given[0] == '\0') {
        ent_html_raw(out,
            "All variants live through the same futures, draw by draw, so a difference is what the change "
            "itself does.");
    } else {
        ent_html_textf(out,
            "All variants share their random numbers, draw by draw, but the headline counts only the futures %s, and a "
            "change may also move which futures these are. A variant so selects other futures: a difference compares "
            "two "
            "such groups, not the same futures.",
            base->given);
    }
    ent_html_raw(out,
        " It is clear where its 95% interval leaves out zero, it is at least a tenth of a point, and enough "
        "worlds stand behind it. Beside it stands its 90% range across worlds, at most as wide as shown "
        "since some noise of the draws may be in it, and in how many worlds the variant is above the "
        "base (equal ones count as one half).</p>\n");
}

void ent_section_variants(ent_html *out, ent_run_data *digest)
{
    ent_answer_text base = ent_answer_text_of(digest, digest->variant[0]);

    if (digest->variants > 1) {
        put_pairing(out, &base);
    }
    if (ent_run_data_table(digest, &ent_table_headline)->rows > 0) {
        put_table(out, digest);
    }
    ent_figure_alone(out, digest, "headline", "The headline by variant, with likelihood bands",
        ent_run_data_format(
            digest, "%s The table above has the figures of all variants.", ent_answer_text_sentence(digest, &base)));
    if (digest->manifest.changes > 0) {
        put_all_changes(out, digest);
    }
}
