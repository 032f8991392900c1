/* Whether the simulation is large enough: noise of the headline, number of worlds behind it, its range across worlds;
 * convergence; checks. */
#include "report/answer_text.h"
#include "report/sections.h"
#include "wording/measure_words.h"
#include "wording/wording.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Half-widths of the 95% interval, as probabilities (of a mean relative to it): up to FIRM an estimate is firm, from
 * LOOSE on it is loose. */
static const double FIRM = 0.01;
static const double LOOSE = 0.05;

typedef enum size_verdict { TOO_SMALL, ROUGH, LARGE_ENOUGH } size_verdict;

static size_verdict judge_noise(const ent_answer_text *it)
{
    double half = (it->mc_high - it->mc_low) / 2 / (it->measure != NULL ? fabs(it->p) : 1.0);

    if (!(half < LOOSE) || (it->worlds > 0 && it->worlds < ENT_WORDING_FEW_WORLDS)) {
        return TOO_SMALL; /* without an interval too */
    }
    return half <= FIRM ? LARGE_ENOUGH : ROUGH;
}

/* The answer to the question of the section. */
static const char *verdict_of(const ent_answer_text *it)
{
    static const char *const text[2][3] = {{"No.", "For a rough figure, yes.", "Yes."},
        {"No.", "For a rough figure, yes; for its range across what we do not know, no.",
            "For the figure, yes; for its range across what we do not know, no."}};

    return text[it->range == ENT_ANSWER_RANGE_NOT_MEASURED ? 1 : 0][judge_noise(it)];
}

static void put_noise_of_mean(ent_html *out, const ent_answer_text *it)
{
    double half = (it->mc_high - it->mc_low) / 2;
    char words[ENT_WORDING_BYTES];

    ent_measure_words(words, half, half / 10.0);
    ent_html_textf(out, " The noise of the simulation is about %s%s%s either way (95%% interval).", words,
        *it->unit != '\0' ? " " : "", it->unit);
}

static void put_noise(ent_html *out, const ent_answer_text *it)
{
    double half = 100 * (it->mc_high - it->mc_low) / 2;
    char points[ENT_WORDING_BYTES];

    if (isnan(half)) {
        ent_html_raw(out, " The figure stands on a single world, so its noise is not known.");
        return;
    }
    if (it->measure != NULL) {
        put_noise_of_mean(out, it);
        return;
    }
    (void) snprintf(points, sizeof(points), "%.*f", half < 0.95 ? 1 : 0, half);
    if (strcmp(points, "0.0") == 0) {
        ent_html_raw(out, " The noise of the simulation is below 0.1 points either way (95% interval).");
    } else {
        ent_html_textf(out, " The noise of the simulation is about %s point%s either way (95%% interval).", points,
            strcmp(points, "1") == 0 ? "" : "s");
    }
}

static void put_worlds(ent_html *out, const ent_answer_text *it)
{
    char worlds[ENT_WORDING_BYTES];

    if (it->worlds <= 1) {
        return; /* put_noise writes that there is a single world */
    }
    ent_wording_count(worlds, it->worlds, "world");
    if (it->worlds < ENT_WORDING_FEW_WORLDS) {
        ent_html_textf(
            out, " It stands on %s, and below %d the noise itself is hardly known.", worlds, ENT_WORDING_FEW_WORLDS);
    } else {
        ent_html_textf(out, " It stands on %s.", worlds);
    }
}

/* How the worlds were chosen, and where the run stopped. */
static void put_design(ent_html *out, const ent_manifest *manifest, const ent_answer_text *it)
{
    char played[ENT_WORDING_BYTES], most[ENT_WORDING_BYTES];
    double size = manifest->until * (it->measure != NULL ? 1.0 : 100.0);
    const char *unit = it->measure != NULL ? "" : size == 1.0 ? " point" : " points";

    if (manifest->design != NULL) {
        ent_html_textf(out,
            " The worlds are %s in %d independent sets, and the noise is told from the spread of these.",
            strcmp(manifest->design, ent_design_name(ENT_DESIGN_LHS)) == 0 ? ent_design_words(ENT_DESIGN_LHS)
                                                                           : ent_design_words(ENT_DESIGN_SOBOL),
            ENT_RANDOMISATIONS);
    }
    if (manifest->until > 0.0) {
        ent_wording_number(played, (double) manifest->worlds);
        ent_wording_number(most, (double) manifest->worlds_most);
        ent_html_textf(out,
            manifest->worlds < manifest->worlds_most
                ? " The run stopped at %s of %s worlds, as the noise of the headline was below %g%s in every variant."
                : " The run played %s of %s worlds; it was to stop early once the noise of the headline was below %g%s "
                  "in "
                  "every variant.",
            played, most, size, unit);
    }
}

static void put_range(ent_html *out, const ent_answer_text *it)
{
    switch (it->range) {
    case ENT_ANSWER_RANGE_MEASURED:
        ent_html_raw(out, " The range across what we do not know was measured.");
        break;
    case ENT_ANSWER_NOTHING_UNKNOWN:
        ent_html_raw(out, " The file leaves nothing open by world, so there is no range across what we do not know.");
        break;
    default:
        ent_html_textf(out, " The range across what we do not know was not measured%s%s.",
            it->reason != NULL ? ": " : "", it->reason != NULL ? it->reason : "");
    }
}

/* Number of variants with an unmeasured range, the base left out. */
static size_t count_not_measured(ent_run_data *digest)
{
    size_t count = 0;

    for (size_t v = 1; v < digest->variants; v++) {
        ent_answer_text it = ent_answer_text_of(digest, digest->variant[v]);
        count += it.known && it.range == ENT_ANSWER_RANGE_NOT_MEASURED ? 1 : 0;
    }
    return count;
}

/* others: number of the `variants` with an unmeasured range, above 0. */
static void put_others(ent_html *out, size_t variants, size_t others)
{
    if (others < variants) {
        ent_html_textf(out, " For %zu of %zu variants it was not measured.", others, variants);
    } else {
        ent_html_raw(out,
            variants == 1 ? " For the variant it was not measured." : " For none of the variants was it measured.");
    }
}

static void put_verdict(ent_html *out, ent_run_data *digest)
{
    ent_answer_text base = ent_answer_text_of(digest, digest->variant[0]);
    size_t others = count_not_measured(digest);

    if (!base.known) {
        ent_html_raw(out, "<p><strong>No.</strong> There is no figure for the headline.</p>\n");
        return;
    }
    ent_html_raw(out, "<p><strong>");
    ent_html_text(out, verdict_of(&base));
    ent_html_raw(out, "</strong>");
    put_noise(out, &base);
    put_worlds(out, &base);
    put_design(out, &digest->manifest, &base);
    put_range(out, &base);
    if (others > 0) {
        put_others(out, digest->variants - 1, others);
    }
    ent_html_raw(out, "</p>\n");
}

void ent_section_trust(ent_html *out, ent_run_data *digest)
{
    static const ent_table_view_column column[] = {{"worlds", "Worlds", ENT_TABLE_VIEW_NUMBER, NULL},
        {"variant", "Variant", ENT_TABLE_VIEW_VARIANT, NULL}, {"draws", "Futures", ENT_TABLE_VIEW_NUMBER, NULL},
        {"probability", "Headline", ENT_TABLE_VIEW_FIGURE, NULL},
        {"", "Noise of the simulation (95%)", ENT_TABLE_VIEW_INTERVAL, NULL}};
    static const ent_table_view data = {
        &ent_table_convergence, "The headline after so many worlds", column, 5, ent_table_view_of_base};
    static const ent_table_view_column check[] = {{"check", "Check", ENT_TABLE_VIEW_TEXT, NULL},
        {"value", "Value", ENT_TABLE_VIEW_PERCENT, NULL},
        {"", "Noise of the simulation (95%)", ENT_TABLE_VIEW_INTERVAL, NULL},
        {"holds", "Holds", ENT_TABLE_VIEW_YES, NULL}};
    static const ent_table_view checks = {
        &ent_table_checks, "What the scenario expects of its own results", check, 4, NULL};

    put_verdict(out, digest);
    ent_figure(out, digest, "convergence", "Whether enough futures were simulated", &data);
    if (ent_table_view_rows(&checks, digest) > 0) {
        ent_html_raw(out, "<h3>Checks</h3>\n");
        ent_table_view_table(&checks, out, digest);
    }
}
