/* Part of the section of the drivers, why there is no deal: what ended the talks, and which party stands in the way. */
#include "report/analysis/no_deal_text.h"
#include "report/sections.h"

void ent_section_no_deal(ent_html *out, ent_run_data *digest)
{
    static const ent_table_view_column column[] = {{"kind", "Kind", ENT_TABLE_VIEW_READABLE, NULL},
        {"name", "Reason or party", ENT_TABLE_VIEW_READABLE, NULL},
        {"variant", "Variant", ENT_TABLE_VIEW_VARIANT, NULL}, {"share", "Share", ENT_TABLE_VIEW_FIGURE, NULL},
        {"", "Noise of the simulation (95%)", ENT_TABLE_VIEW_INTERVAL, NULL}};
    static const ent_table_view view = {&ent_table_no_deal,
        "Reasons, of the futures without a deal; who stands in the way, of those in which terms are left", column, 5,
        NULL};
    const char *reasons = ent_no_deal_text_reasons(digest);
    const char *blockers = ent_no_deal_text_blockers(digest);

    if (ent_run_data_table(digest, &ent_table_no_deal)->rows == 0) {
        return;
    }
    ent_html_raw(out, "<h3>Why there is no deal</h3>\n");
    if (reasons == NULL) {
        ent_html_raw(out, "<p>In the base every future has a deal.</p>\n");
    } else {
        ent_html_element(out, "p", "%s", reasons);
    }
    if (blockers != NULL) {
        ent_html_element(out, "p", "%s", blockers);
    }
    ent_html_raw(out, "<details><summary>The figures</summary>\n");
    ent_table_view_table(&view, out, digest);
    ent_html_raw(out, "</details>\n");
}
