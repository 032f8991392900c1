/* Last sections of the report: warnings, limits of the model, reproduction. */
#include "report/answer_text.h"
#include "report/sections.h"
#include "wording/wording.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

void ent_section_warnings(ent_html *out, ent_run_data *digest)
{
    static const ent_table_view_column column[] = {{"path", "Setting", ENT_TABLE_VIEW_TEXT, NULL},
        {"variant", "Variant", ENT_TABLE_VIEW_VARIANT, NULL}, {"warning", "Warning", ENT_TABLE_VIEW_TEXT, NULL},
        {"count", "How often", ENT_TABLE_VIEW_NUMBER, NULL}};
    static const ent_table_view data = {
        &ent_table_warnings, "What the run has to say about its own figures", column, 4, NULL};

    if (ent_table_view_rows(&data, digest) == 0) {
        ent_html_raw(out, "<p>The run had nothing to warn of.</p>\n");
    } else {
        ent_table_view_table(&data, out, digest);
    }
}

void ent_section_limits(ent_html *out, ent_run_data *digest)
{
    static const char *const limit[] = {
        "A probability here is a statement about a model. It is no forecast until somebody has shown that such numbers "
        "come true.",
        "The figures are as good as the settings. Those marked judgement are somebody\xE2\x80\x99s opinion, put into "
        "numbers so that it can be argued with.",
        "What is known of how long truces last comes mostly from civil wars. Where a scenario uses it for a war "
        "between "
        "states, and more so between nuclear ones, that is the largest structural doubt.",
        "How long a truce lasts depends on what counts as its failure: a violation, a return to sustained fighting, or "
        "full war. That the danger falls with time is well founded; how fast is not.",
        "Peacekeepers and guarantees are not sent at random. Their measured effect is observational, and most of its "
        "intervals include no effect at all.",
        "Guarantees overlap. Multiplying their effects, as most scenarios do, overstates what they do together.",
        "Parties are single minds with fixed wants. They do not learn or bluff, and they have no domestic politics "
        "beyond "
        "what the scenario says.",
        "Chances are independent of each other unless a factor or a correlation in the scenario links them."};

    ent_html_raw(out, "<ul class=\"limits\">\n");
    if (!ent_run_data_has_unknowns(digest, digest->variant[0])) {
        ent_html_raw(out, "<li>The file leaves nothing open by world: its figures have no range across what we do not "
                          "know, as if every setting were known.</li>\n");
    }
    for (size_t i = 0; i < sizeof(limit) / sizeof(limit[0]); i++) {
        ent_html_element(out, "li", "%s", limit[i]);
    }
    ent_html_raw(out, "</ul>\n");
}

/* --- how to get the same figures again ---------------------------------------------------------------------------- */

static void put_fact(ent_html *out, const char *name, const char *text)
{
    ent_html_element(out, "dt", "%s", name);
    ent_html_element(out, "dd", "%s", text);
}

static void put_code_fact(ent_html *out, const char *name, const char *text)
{
    ent_html_element(out, "dt", "%s", name);
    ent_html_raw(out, "<dd>");
    ent_html_element(out, "code", "%s", text);
    ent_html_raw(out, "</dd>\n");
}

static const char *when(ent_run_data *digest)
{
    time_t started = digest->manifest.started;
    struct tm utc;
    char text[64] = "not known";

    if (started > 0 && gmtime_r(&started, &utc) != NULL) {
        (void) strftime(text, sizeof(text), "%Y-%m-%d %H:%M UTC", &utc);
    }
    return ent_run_data_format(digest, "%s", text);
}

static void put_facts(ent_html *out, ent_run_data *digest)
{
    const ent_manifest *manifest = &digest->manifest;
    char worlds[ENT_WORDING_BYTES];
    char replications[ENT_WORDING_BYTES];
    char draws[ENT_WORDING_BYTES];

    ent_wording_number(worlds, (double) manifest->worlds);
    ent_wording_number(replications, (double) manifest->replications);
    ent_wording_number(draws, (double) (manifest->worlds * manifest->replications));
    ent_html_raw(out, "<dl class=\"facts\">\n");
    put_fact(out, "Program", ent_run_data_format(digest, "%s %s", manifest->program, manifest->version));
    put_code_fact(out, "Command", manifest->command);
    put_fact(out, "Scenario", ent_run_data_format(digest, "%s.cfg", manifest->scenario));
    put_code_fact(out, "Its SHA-256", manifest->sha256);
    for (size_t i = 0; i < manifest->bases; i++) {
        put_fact(out, "Stands on", manifest->base[i].name);
        put_code_fact(out, "Its SHA-256", manifest->base[i].sha256);
    }
    for (size_t i = 0; i < manifest->tables; i++) {
        put_fact(out, "Table", manifest->table[i].name);
        put_code_fact(out, "Its SHA-256", manifest->table[i].sha256);
    }
    put_fact(out, "Seed", ent_run_data_format(digest, "%" PRIu64, manifest->seed));
    put_fact(out, "Size",
        ent_run_data_format(digest, "%s worlds of %s replications: %s futures a variant", worlds, replications, draws));
    if (manifest->wanted > 0) {
        ent_wording_number(draws, (double) manifest->counted);
        put_fact(out, "Stopped", ent_run_data_format(digest, "after %s futures of all variants together", draws));
    }
    put_fact(out, "Run on", when(digest));
    ent_html_raw(out, "</dl>\n");
}

/* The command is quoted for a shell; SHA-256 values show whether the tables are the same. */
static void put_files(ent_html *out, const ent_run_data *digest)
{
    ent_html_raw(out, "<details><summary>SHA-256 of the tables, to compare with your own run</summary>\n");
    ent_table_view_scroll(out, "SHA-256 of the tables");
    ent_html_raw(out, "<table><caption>SHA-256 of the tables</caption><thead><tr><th scope=\"col\">File</th><th "
                      "scope=\"col\">SHA-256</th></tr></thead><tbody>\n");
    for (size_t i = 0; i < digest->manifest.files; i++) {
        const ent_manifest_hash *file = &digest->manifest.file[i];
        if (strstr(file->name, ".csv") != NULL) {
            ent_html_raw(out, "<tr>");
            ent_html_element(out, "th scope=\"row\"", "%s", file->name);
            ent_html_raw(out, "<td>");
            ent_html_element(out, "code", "%s", file->sha256);
            ent_html_raw(out, "</td></tr>\n");
        }
    }
    ent_html_raw(out, "</tbody></table>");
    ent_table_view_scroll_end(out);
    ent_html_raw(out, "</details>\n");
}

static void put_scenario(ent_html *out, const ent_run_data *digest)
{
    for (size_t i = 0; i < digest->scenarios; i++) {
        const ent_run_data_text *it = &digest->scenario[i];
        if (it->text == NULL) {
            ent_html_element(out, "p",
                "The text of %s is not in the folder (or is not the one that was run), so it is not "
                "shown here.",
                it->name);
            continue;
        }
        ent_html_raw(out, "<details><summary>");
        ent_html_textf(out, "The scenario as it was run: %s", it->name);
        ent_html_raw(out, "</summary>\n<pre tabindex=\"0\" class=\"scenario\"><code>");
        ent_html_textn(out, it->text, it->length);
        ent_html_raw(out, "</code></pre></details>\n");
    }
}

static void put_quotation(ent_html *out, ent_run_data *digest)
{
    static const char *const with[] = {[ENT_ANSWER_RANGE_MEASURED] = ", and always with its range.",
        [ENT_ANSWER_RANGE_NOT_MEASURED] = ", and always with its range; where that was not measured, say so.",
        [ENT_ANSWER_NOTHING_UNKNOWN] = "."};
    const ent_manifest *manifest = &digest->manifest;

    ent_html_raw(out, "<p>To quote a figure: ");
    ent_html_textf(out,
        "\xE2\x80\x9C%s %s, %s.cfg (SHA-256 %.12s\xE2\x80\xA6), seed %" PRIu64 ", %" PRIu64 " worlds of %" PRIu64
        " replications\xE2\x80\x9D",
        manifest->program, manifest->version, manifest->scenario, manifest->sha256, manifest->seed, manifest->worlds,
        manifest->replications);
    ent_html_raw(out, with[ent_answer_text_of(digest, digest->variant[0]).range]);
    ent_html_raw(out, "</p>\n");
}

void ent_section_reproduce(ent_html *out, ent_run_data *digest)
{
    const ent_manifest *manifest = &digest->manifest;

    ent_html_raw(
        out, manifest->wanted > 0
                 ? "<p>Where a run is stopped is chance, so nobody can get these tables again. Save the scenario below "
                   "under "
                   "its name and run the command to its end.</p>\n"
                 : "<p>The same program version, scenario, seed and size give the same tables, byte for byte, on any "
                   "64-bit x86 or Arm machine and with any number of threads. Save the scenario below under its name "
                   "and run the "
                   "command.</p>\n");
    put_facts(out, digest);
    if (manifest->wanted == 0) {
        put_quotation(out, digest);
    }
    if (manifest->files > 0) {
        put_files(out, digest);
    }
    put_scenario(out, digest);
}
