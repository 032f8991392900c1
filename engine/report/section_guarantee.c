#include "charts/guarantees/guarantee_rows.h"
#include "report/answer_text.h"
#include "report/sections.h"

#include "wording/guarantee_words.h"

enum { SENTENCES = 12, VARIANTS = 8 };

/* A sentence a guarantee, in the order in which they are tested. */
static void put_sentences(ent_html *out, ent_run_data *digest)
{
    size_t count = 0;
    const ent_guarantee_figures *list = ent_guarantees_read(
        ent_run_data_table(digest, &ent_table_guarantees), digest->variant[0], &digest->arena, &count);

    digest->no_memory = digest->no_memory || list == NULL;
    ent_html_raw(out, "<ul>\n");
    for (size_t i = 0; i < count && i < SENTENCES; i++) {
        const char *text = ent_guarantee_sentence(&list[i], &digest->arena);
        digest->no_memory = digest->no_memory || text == NULL;
        ent_html_raw(out, "<li><strong>");
        ent_html_text(out, list[i].name);
        ent_html_raw(out, "</strong>: ");
        ent_html_text(out, text != NULL ? text : "");
        ent_html_raw(out, "</li>\n");
    }
    ent_html_raw(out, "</ul>\n");
    if (count > SENTENCES) {
        ent_html_element(out, "p", "%zu more are in the table below.", count - SENTENCES);
    }
}

/* Answers of the other variants to the same question. */
static void put_variants(ent_html *out, ent_run_data *digest)
{
    if (digest->variants < 2) {
        return;
    }
    ent_html_raw(out, "<h3>In the other variants</h3>\n<ul>\n");
    for (size_t v = 1; v < digest->variants && v <= VARIANTS; v++) {
        const char *answer = ent_answer_text_guarantees(digest, digest->variant[v]);
        ent_html_raw(out, "<li><strong>");
        ent_html_text(out, ent_run_data_label(digest, "variants", digest->variant[v]));
        ent_html_raw(out, "</strong>: ");
        ent_html_text(out, answer != NULL ? answer : "It has no guarantee.");
        ent_html_raw(out, "</li>\n");
    }
    ent_html_raw(out, "</ul>\n");
    if (digest->variants > VARIANTS + 1) {
        ent_html_element(out, "p", "%zu more variants are in the table below.", digest->variants - VARIANTS - 1);
    }
}

/* Months shown, of a table with one row a guarantee and month. */
static bool is_month_of_base(const ent_table_view *self, const ent_run_data *digest, size_t row)
{
    return ent_table_view_of_base(self, digest, row) && ent_table_view_of_month(self, digest, row);
}

static void put_months(ent_html *out, ent_run_data *digest)
{
    static const ent_table_view_column column[] = {{"guarantee", "Guarantee", ENT_TABLE_VIEW_NAME, "guarantees"},
        {"month", "Month", ENT_TABLE_VIEW_NUMBER, NULL},
        {"at_risk", "Truces that still hold", ENT_TABLE_VIEW_NUMBER, NULL},
        {"in_force", "In force in", ENT_TABLE_VIEW_PERCENT, NULL}, {"tested", "Tests", ENT_TABLE_VIEW_NUMBER, NULL},
        {"honoured", "honoured", ENT_TABLE_VIEW_NUMBER, NULL}, {"contained", "contained", ENT_TABLE_VIEW_NUMBER, NULL}};
    static const ent_table_view data = {&ent_table_guarantee_months,
        "In force and tested, in single months of the truce; base", column, 7, is_month_of_base};

    ent_figure(out, digest, "guarantee_months", "When they are in force, and when they are tested", &data);
}

void ent_section_guarantee(ent_html *out, ent_run_data *digest)
{
    static const ent_table_view_column column[] = {{"name", "Guarantee", ENT_TABLE_VIEW_TEXT, NULL},
        {"variant", "Variant", ENT_TABLE_VIEW_VARIANT, NULL},
        {"in_force", "In force, of the months of truce", ENT_TABLE_VIEW_OWN_FIGURE, NULL},
        {"in_force", "noise (95%)", ENT_TABLE_VIEW_OWN_INTERVAL, NULL},
        {"tested", "Tested, of truces", ENT_TABLE_VIEW_OWN_FIGURE, NULL},
        {"tested", "noise (95%)", ENT_TABLE_VIEW_OWN_INTERVAL, NULL}, {"tests", "Tests", ENT_TABLE_VIEW_NUMBER, NULL},
        {"honoured", "Honoured, of tests", ENT_TABLE_VIEW_OWN_FIGURE, NULL},
        {"honoured", "noise (95%)", ENT_TABLE_VIEW_OWN_INTERVAL, NULL},
        {"contained", "Then enough", ENT_TABLE_VIEW_OWN_FIGURE, NULL},
        {"contained", "noise (95%)", ENT_TABLE_VIEW_OWN_INTERVAL, NULL},
        {"saved", "Saved by it, of truces that hold", ENT_TABLE_VIEW_OWN_FIGURE, NULL},
        {"saved", "noise (95%)", ENT_TABLE_VIEW_OWN_INTERVAL, NULL}};
    static const ent_table_view data = {
        &ent_table_guarantees, "Guarantees in force, tested, honoured, and the truces they save", column, 13, NULL};
    const ent_csv *csv = ent_run_data_table(digest, &ent_table_guarantees);
    size_t row = ent_run_data_row(digest, &ent_table_guarantees, digest->variant[0], 0);
    bool one = ent_run_data_row(digest, &ent_table_guarantees, digest->variant[0], row + 1) >= csv->rows;
    const char *answer = ent_answer_text_guarantees(digest, digest->variant[0]);

    ent_html_element(out, "h3", "%s",
        one ? "Will the guarantee behind the truce be real?" : "Will the guarantees behind the truce be real?");
    ent_html_element(out, "p class=\"likelihood\"", "%s", answer != NULL ? answer : "The base has none.");
    if (!(ent_run_data_number_at(digest, &ent_table_guarantees, row, "truces") > 0)) {
        return;
    }
    ent_html_raw(out,
        "<p>A guarantee that is in force may deter a violation; what it is worth when that fails, its tests "
        "show. A violation tests the guarantees in force against it one after the other, until one of them "
        "contains it; else the truce ends.</p>\n");
    put_sentences(out, digest);
    put_variants(out, digest);
    ent_figure(out, digest, "guarantees", "How often each is in force, tested and honoured, and what it saves", &data);
    put_months(out, digest);
}
