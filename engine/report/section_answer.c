#include "report/answer_text.h"
#include "report/sections.h"
#include "wording/measure_words.h"
#include "wording/wording.h"

#include <math.h>
#include <string.h>

/* Widest 95% interval for which a number of dots is drawn. */
static const double WIDEST_DOTS = 0.3;

/* Number of dots of a hundred for a share: 0 only for 0, 100 only for 1. */
static int dots_of(double share)
{
    int dots = (int) floor(100 * fmin(1, fmax(0, share)) + 0.5);

    if (!(share > 0)) {
        return 0;
    }
    return share >= 1 ? 100 : dots > 99 ? 99 : dots;
}

/* A hundred dots: filled up to the probability, ringed up to the upper end of the range across worlds; dark up to its
 * lower end, so that none is dark where the range was not measured. */
static void put_dots(ent_html *out, const ent_answer_text *answer)
{
    int filled = dots_of(answer->p);
    bool is_known = answer->range == ENT_ANSWER_NOTHING_UNKNOWN;
    int sure = is_known ? filled : isnan(answer->low) ? 0 : dots_of(answer->low);
    int reach = isnan(answer->high) ? filled : dots_of(answer->high);
    double low = answer->low;
    double high = answer->high;
    char range[ENT_WORDING_BYTES];

    ent_wording_widen(&low, &high, answer->mc_low, answer->mc_high);
    ent_wording_span(range, low, high);
    ent_html_raw(out, "<figure class=\"dots\"><svg viewBox=\"0 0 200 200\" role=\"img\" aria-labelledby=\"dots-title\">"
                      "<title id=\"dots-title\">");
    ent_html_textf(out, "A hundred dots, one for each of 100 futures: %d are filled", filled);
    if (reach > filled) {
        ent_html_textf(out, ", and rings go on to %d", reach);
    }
    ent_html_raw(out, ".</title>\n");
    for (int i = 0; i < 100; i++) {
        const char *class = i < sure && i < filled ? "d1" : i < filled ? "d2" : i < reach ? "d3" : "d4";
        ent_html_rawf(out, "<circle class=\"%s\" cx=\"%d\" cy=\"%d\" r=\"%s\"/>", class, 10 + 20 * (i % 10),
            10 + 20 * (i / 10), i >= filled && i < reach ? "6.5" : "7.5");
    }
    ent_html_raw(out, "</svg>\n<figcaption>");
    ent_html_textf(out, "100 futures%s%s. ", answer->given[0] != '\0' ? " " : "", answer->given);
    ent_html_textf(out, "Filled: those in which %s.", answer->event);
    if (reach > filled && range[0] != '\0') {
        ent_html_textf(out, " Strong colour: the low end of what we do not know; rings: its high end (%s).", range);
    } else if (answer->range == ENT_ANSWER_RANGE_NOT_MEASURED) {
        ent_html_raw(out, " How far that moves across what we do not know is not shown: it was not measured.");
    }
    ent_html_raw(out, "</figcaption></figure>\n");
}

static void put_noise(ent_html *out, const ent_answer_text *answer)
{
    char interval[ENT_WORDING_BYTES];

    if (answer->measure != NULL) {
        ent_measure_span(interval, answer->mc_low, answer->mc_high, (answer->mc_high - answer->mc_low) / 20.0);
    } else {
        ent_wording_interval(interval, answer->mc_low, answer->mc_high);
    }
    ent_html_raw(out, "<p class=\"small\">");
    if (answer->low < answer->high) {
        ent_html_raw(out, "\xE2\x80\x9CWhat we do not know\xE2\x80\x9D is the range in which nine of ten of the "
                          "scenario\xE2\x80\x99s possible worlds lie; simulating more does not narrow it. ");
    }
    if (answer->range == ENT_ANSWER_RANGE_NOT_MEASURED && answer->reason != NULL) {
        ent_html_textf(out, "Why the range was not measured: %s. ", answer->reason);
    }
    if (interval[0] != '\0') {
        ent_html_textf(out, "%s noise puts the figure at %s (95%% interval). ",
            answer->low < answer->high ? "Apart from that, the simulation\xE2\x80\x99s own"
                                       : "The simulation\xE2\x80\x99s own",
            interval);
    } else {
        ent_html_raw(out, "It stands on a single world, so it is not known how far the figure may be off, and no "
                          "likelihood word is given. ");
    }
    if (answer->measure != NULL) {
        ent_html_raw(out, "A figure from this program is a statement about a model, not a forecast.</p>\n");
        return;
    }
    ent_html_raw(out, "Likelihood words follow ICD 203. A probability from this program is a statement about a model, "
                      "not a forecast.</p>\n");
}

/* True where the report has a section of this id. */
static bool is_shown(const ent_run_data *digest, const char *id)
{
    for (size_t i = 0; i < ent_report_sections_count; i++) {
        if (strcmp(ent_report_sections[i].id, id) == 0) {
            return ent_report_sections[i].has(digest);
        }
    }
    return false;
}

void ent_section_brief(ent_html *out, ent_run_data *digest)
{
    ent_answer_text_finding finding[ENT_FINDINGS];
    size_t count = ent_answer_text_findings(digest, finding);

    ent_html_raw(out, "<section id=\"brief\" aria-labelledby=\"brief-heading\"><h2 id=\"brief-heading\">In "
                      "brief</h2>\n<dl class=\"brief\">\n");
    for (size_t i = 0; i < count; i++) {
        if (is_shown(digest, finding[i].link)) {
            ent_html_rawf(out, "<div><dt><a href=\"#%s\">%s</a></dt><dd>", finding[i].link, finding[i].topic);
            ent_html_text(out, finding[i].text);
            ent_html_raw(out, "</dd></div>\n");
        }
    }
    if (is_shown(digest, "experts")) {
        ent_html_raw(out, "<div><dt><a href=\"#experts\">The experts</a></dt><dd>");
        ent_html_text(out, ent_experts_sentence(digest));
        ent_html_raw(out, "</dd></div>\n");
        count++;
    }
    ent_html_raw(out, "</dl>\n");
    if (count == 0) {
        ent_html_raw(out, "<p>There is nothing more to say than the answer above.</p>\n");
    }
    ent_html_raw(out, "</section>\n");
}

/* Stands before any figure of an interrupted run. */
static void put_stopped(ent_html *out, const ent_manifest *manifest)
{
    char counted[ENT_WORDING_BYTES], wanted[ENT_WORDING_BYTES];

    ent_wording_number(counted, (double) manifest->counted);
    ent_wording_number(wanted, (double) manifest->wanted);
    ent_html_raw(out, "<p><strong>");
    ent_html_textf(out,
        "This run was stopped: %s of %s futures were counted, and variants that were not reached are missing. The same "
        "command goes on to the end; until then quote no figure.",
        counted, wanted);
    ent_html_raw(out, "</strong></p>\n");
}

/* Which futures the page is about, where `given` keeps some of them only. */
static void put_given(ent_html *out, ent_run_data *digest)
{
    const char *condition = ent_run_data_named(digest, "given.condition");
    const ent_manifest *manifest = &digest->manifest;
    double all = (double) (manifest->worlds * manifest->replications);
    double kept = ent_run_data_number_at(
        digest, &ent_table_outcomes, ent_run_data_row(digest, &ent_table_outcomes, digest->variant[0], 0), "draws");
    char of[ENT_WORDING_BYTES], share[ENT_WORDING_BYTES], count[ENT_WORDING_BYTES];

    if (condition == NULL || isnan(kept) || manifest->wanted > 0) { /* of a stopped run the share is not known */
        return;
    }
    ent_wording_number(of, all);
    ent_wording_number(count, kept);
    ent_wording_chance(share, kept / all);
    ent_html_raw(out, "<p class=\"given\"><strong>Given ");
    ent_html_element(out, "code", "%s", condition);
    if (kept > 0.0) {
        ent_html_textf(out, ": %s of %s simulated futures, %s.", count, of, share);
        ent_html_raw(out, "</strong> All figures, tables and charts of this page are of these futures alone.</p>\n");
    } else {
        ent_html_textf(out, ": none of %s simulated futures.", of);
        ent_html_raw(out, "</strong> There are no figures.</p>\n");
    }
}

void ent_section_answer(ent_html *out, ent_run_data *digest)
{
    ent_answer_text answer = ent_answer_text_of(digest, digest->variant[0]);
    const char *likelihood = ent_answer_text_likelihood(digest, &answer);

    ent_html_raw(out, "<section class=\"answer\" id=\"answer\" aria-labelledby=\"answer-heading\">\n"
                      "<h2 id=\"answer-heading\">The answer</h2>\n<div class=\"split\"><div>\n");
    if (digest->manifest.wanted > 0) {
        put_stopped(out, &digest->manifest);
    }
    put_given(out, digest);
    ent_html_raw(out, "<p class=\"lead\">");
    ent_html_text(out, ent_answer_text_short_sentence(digest, &answer));
    ent_html_raw(out, "</p>\n");
    if (likelihood[0] != '\0') {
        ent_html_element(out, "p class=\"likelihood\"", "%s.", likelihood);
    }
    if (ent_answer_text_shows_truces(digest)) {
        ent_html_element(out, "p class=\"lead\"", "%s", ent_answer_text_truces_sentence(digest));
    }
    if (answer.known) {
        put_noise(out, &answer);
    }
    ent_html_raw(out, "</div>\n");
    if (answer.known && answer.measure == NULL && !(answer.mc_high - answer.mc_low > WIDEST_DOTS)) {
        put_dots(out, &answer);
    }
    ent_html_raw(out, "</div></section>\n");
}
