#include "report/report.h"

#include "base/sha256.h"
#include "base/status.h"
#include "report/analysis/section_compare.h"
#include "report/analysis/section_score.h"
#include "report/answer_text.h"
#include "report/live/live_page.h"
#include "report/sections.h"
#include "report/style.h"
#include "wording/wording.h"

#include <stdio.h>
#include <string.h>

#define INDEX_MARK "<meta name=\"entente\" content=\"index\">"

/* The last line of an index, by which one that its user has changed is found out. */
static const char seal_start[] = "<!-- SHA-256 of the index above: ", seal_end[] = " -->\n";

enum { SEAL = sizeof(seal_start) - 1 + ENT_SHA256_TEXT - 1 + sizeof(seal_end) - 1 };

/* --- the page ----------------------------------------------------------------------------------------------------- */

/* The policy forbids scripts and loading, whatever the texts of a scenario contain. */
static void put_head(ent_html *out, const char *title, const char *description, const char *mark)
{
    ent_html_raw(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                      "'unsafe-inline'; img-src data:\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
                      "<meta name=\"generator\" content=\"entente " ENTENTE_VERSION "\">\n");
    ent_html_raw(out, mark);
    ent_html_element(out, "title", "%s", title);
    ent_html_raw(out, "\n<meta name=\"description\"");
    ent_html_attribute(out, "content", description);
    ent_html_raw(out, ">\n<link rel=\"icon\" href=\"data:,\">\n<style>\n");
    ent_html_raw(out, ent_report_style);
    ent_html_raw(out, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the content</a>\n");
}

static bool is_shown(const ent_report_section *section, const ent_run_data *digest)
{
    return section->has(digest);
}

static void put_contents(ent_html *out, const ent_run_data *digest)
{
    ent_html_raw(out, "<nav aria-label=\"Contents\"><ul>\n<li><a href=\"#answer\">The answer</a></li>\n");
    for (size_t i = 0; i < ent_report_sections_count; i++) {
        if (i == ENT_REPORT_BEFORE_BRIEF) {
            ent_html_raw(out, "<li><a href=\"#brief\">In brief</a></li>\n");
        }
        if (is_shown(&ent_report_sections[i], digest)) {
            ent_html_rawf(
                out, "<li><a href=\"#%s\">%s</a></li>\n", ent_report_sections[i].id, ent_report_sections[i].heading);
        }
    }
    ent_html_raw(out, "</ul></nav>\n");
}

static void put_header(ent_html *out, const char *title)
{
    ent_html_raw(out, "<header>\n<p class=\"kind\">Simulation of how a war ends</p>\n");
    ent_html_element(out, "h1", "%s", title);
    ent_html_raw(out, "</header>\n");
}

static void put_section(ent_html *out, ent_run_data *digest, const ent_report_section *section)
{
    ent_html_rawf(out, "<section id=\"%s\" aria-labelledby=\"%s-heading\">\n<h2 id=\"%s-heading\">%s</h2>\n",
        section->id, section->id, section->id, section->heading);
    section->write(out, digest);
    ent_html_raw(out, "</section>\n");
}

static void put_footer(ent_html *out, const ent_run_data *digest)
{
    ent_html_raw(out, "<footer><p>");
    ent_html_textf(out, "Written by entente " ENTENTE_VERSION " from the tables of %s.cfg, run with %s %s.",
        digest->manifest.scenario, digest->manifest.program, digest->manifest.version);
    ent_html_raw(out, "</p></footer>\n</body>\n</html>\n");
}

/* The link to the page in which the scenario can be changed and run; this page itself stays without script. */
static void put_live(ent_html *out, const ent_run_data *digest)
{
    if (digest->live) {
        ent_html_raw(out,
            "<p class=\"live\"><a href=\"" ENT_LIVE_FILE
            "\">Change this scenario in the browser</a> <span>The file " ENT_LIVE_FILE
            " beside this one holds the scenario and the whole program, and needs no network.</span></p>\n");
    }
}

static const char *title_of(const ent_run_data *digest)
{
    return digest->manifest.title[0] != '\0' ? digest->manifest.title : digest->manifest.scenario;
}

int ent_html_report(ent_html *out, ent_run_data *digest)
{
    ent_answer_text answer = ent_answer_text_of(digest, digest->variant[0]);

    put_head(out, title_of(digest), ent_answer_text_sentence(digest, &answer), "");
    ent_html_raw(out, "<div class=\"page\">\n");
    put_header(out, title_of(digest));
    ent_html_raw(out, "<main id=\"main\" tabindex=\"-1\">\n");
    ent_section_answer(out, digest);
    put_live(out, digest);
    put_contents(out, digest);
    for (size_t i = 0; i < ent_report_sections_count; i++) {
        if (i == ENT_REPORT_BEFORE_BRIEF) {
            ent_section_brief(out, digest);
        }
        if (is_shown(&ent_report_sections[i], digest)) {
            put_section(out, digest, &ent_report_sections[i]);
        }
    }
    ent_html_raw(out, "</main>\n</div>\n");
    put_footer(out, digest);
    return digest->no_memory ? ENT_ERR_NO_MEMORY : out->status;
}

/* --- a comparison ------------------------------------------------------------------------------------------------- */

static bool always(const ent_run_data *digest)
{
    (void) digest;
    return true;
}

int ent_html_comparison(ent_html *out, ent_run_data *digest)
{
    static const ent_report_section section[] = {{"pairs", "Every pair", always, ent_section_compare},
        {"robust", "In bad worlds, and against the best choice", always, ent_section_robust},
        {"settings", "Settings that differ", always, ent_section_compare_settings}};
    const char *title = ent_run_data_format(digest, "%zu choices side by side", digest->manifest.variants);

    put_head(out, title, "Variants and files of how a war ends, compared world by world", "");
    ent_html_raw(out, "<div class=\"page narrow\">\n");
    put_header(out, title);
    ent_html_raw(out, "<main id=\"main\" tabindex=\"-1\">\n<p>");
    ent_html_textf(out, "The headline is %s.",
        digest->manifest.headline[0] != '\0' ? digest->manifest.headline : "that of each file, and they differ");
    ent_html_raw(out, "</p>\n");
    for (size_t i = 0; i < sizeof(section) / sizeof(*section); i++) {
        put_section(out, digest, &section[i]);
    }
    ent_html_raw(out, "</main>\n</div>\n<footer><p>");
    ent_html_textf(out, "Written by entente " ENTENTE_VERSION ": %s", digest->manifest.command);
    ent_html_raw(out, "</p></footer>\n</body>\n</html>\n");
    return digest->no_memory ? ENT_ERR_NO_MEMORY : out->status;
}

/* --- a score ------------------------------------------------------------------------------------------------------ */

int ent_html_score(ent_html *out, ent_run_data *digest, const ent_score_notes *notes)
{
    static const ent_report_section section[] = {{"means", "Beside the baselines", always, ent_section_score_means},
        {"charts", "Predicted and observed", always, ent_section_score_charts},
        {"forecasts", "Forecasts of others", ent_section_score_has_forecasts, ent_section_score_forecasts},
        {"cases", "Every case", always, ent_section_score_cases},
        {"limits", "How to read this, and its limits", always, ent_section_score_limits}};
    size_t cases = ent_run_data_table(digest, &ent_table_score)->rows;
    const char *title =
        ent_run_data_format(digest, "%zu case%s held against what happened", cases, ent_wording_plural((double) cases));

    put_head(out, title, "Predictions of how long truces hold, scored against what happened", "");
    ent_html_raw(out, "<div class=\"page narrow\">\n");
    put_header(out, title);
    ent_html_raw(out, "<main id=\"main\" tabindex=\"-1\">\n");
    ent_section_score_verdicts(out, notes);
    for (size_t i = 0; i < sizeof(section) / sizeof(*section); i++) {
        if (is_shown(&section[i], digest)) {
            put_section(out, digest, &section[i]);
        }
    }
    ent_section_score_warnings(out, notes);
    ent_html_raw(out, "</main>\n</div>\n<footer><p>");
    ent_html_textf(out, "Written by entente " ENTENTE_VERSION ": %s", digest->manifest.command);
    ent_html_raw(out, "</p></footer>\n</body>\n</html>\n");
    return digest->no_memory ? ENT_ERR_NO_MEMORY : out->status;
}

/* --- the index ---------------------------------------------------------------------------------------------------- */

static void make_seal(char seal[SEAL + 1], const char *bytes, size_t length)
{
    char sha256[ENT_SHA256_TEXT];

    ent_sha256(bytes, length, sha256);
    (void) snprintf(seal, SEAL + 1, "%s%s%s", seal_start, sha256, seal_end);
}

bool ent_html_is_index(const char *bytes, size_t length)
{
    char seal[SEAL + 1];

    if (length < SEAL) {
        return false;
    }
    make_seal(seal, bytes, length - SEAL);
    return memcmp(bytes + length - SEAL, seal, SEAL) == 0;
}

static const char *folder_of(const ent_run_data *digest)
{
    const char *slash = strrchr(digest->folder, '/');

    return slash != NULL ? slash + 1 : digest->folder;
}

static void put_card(ent_html *out, ent_run_data *digest)
{
    ent_answer_text answer = ent_answer_text_of(digest, digest->variant[0]);
    const char *likelihood = ent_answer_text_likelihood(digest, &answer);

    ent_html_raw(out, "<li class=\"card\"><h2><a href=\"");
    ent_html_address(out, folder_of(digest));
    ent_html_raw(out, "/" ENT_REPORT_FILE "\">");
    ent_html_text(out, title_of(digest));
    ent_html_raw(out, "</a></h2>\n");
    ent_html_element(out, "p class=\"lead\"", "%s", ent_answer_text_sentence(digest, &answer));
    if (likelihood[0] != '\0') {
        ent_html_element(out, "p class=\"likelihood\"", "%s.", likelihood);
    }
    ent_html_raw(out, "</li>\n");
}

int ent_html_index(ent_html *out, ent_run_data *digest, size_t count)
{
    char seal[SEAL + 1];
    bool lost = false;

    put_head(out, "Scenarios", "Simulated scenarios of how wars end, each with its answer", INDEX_MARK "\n");
    ent_html_raw(out, "<div class=\"page narrow\">\n<header>\n<p class=\"kind\">Simulation of how wars end</p>\n"
                      "<h1>Scenarios and their answers</h1>\n<p class=\"notes\">Each answer is a probability, with its "
                      "range across what is not known about the case where that was measured. Open a scenario for the "
                      "whole report.</p>\n"
                      "</header>\n<main id=\"main\" tabindex=\"-1\">\n<ul class=\"cards\">\n");
    for (size_t i = 0; i < count; i++) {
        put_card(out, &digest[i]);
        lost = lost || digest[i].no_memory;
    }
    ent_html_raw(out,
        "</ul>\n</main>\n</div>\n<footer><p>Written by entente " ENTENTE_VERSION ".</p></footer>\n</body>\n</html>\n");
    if (out->status == ENT_OK) {
        make_seal(seal, out->bytes, out->length);
        ent_html_raw(out, seal);
    }
    return lost ? ENT_ERR_NO_MEMORY : out->status;
}
