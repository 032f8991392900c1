/* Section "In which worlds it is likely": the boxes of analyse discover. */
#include "report/sections.h"

#include "charts/analysis/box_rows.h"
#include "report/analysis/factor_label.h"

#include <string.h>

static const char *label_of(void *context, const char *section, const char *id)
{
    return *section == '\0' ? ent_factor_label(context, id) : ent_run_data_label(context, section, id);
}

static ent_box_rows rows_of(ent_run_data *digest)
{
    const char *measure = ent_run_data_headline_measure(digest);

    return (ent_box_rows){.steps = ent_run_data_table(digest, &ent_table_discover),
        .limits = ent_run_data_table(digest, &ent_table_discover_boxes),
        .assumptions = ent_run_data_table(digest, &ent_table_assumptions),
        .unit = measure != NULL ? ent_run_data_unit(digest, measure) : NULL,
        .label = label_of,
        .context = digest};
}

/* The variant, where it is not the base. */
static void put_variant(ent_html *out, ent_run_data *digest)
{
    const char *variant = ent_run_data_text_at(digest, &ent_table_discover, 0, "variant");

    if (digest->variants > 0 && strcmp(variant, digest->variant[0]) != 0) {
        ent_html_element(out, "p", "Of the variant %s.", ent_run_data_label(digest, "variants", variant));
    }
}

static size_t put_boxes(ent_html *out, ent_run_data *digest)
{
    ent_box_rows rows = rows_of(digest);
    ent_box_words words;
    size_t count = 0;

    ent_html_raw(out, "<ul>\n");
    while (ent_box_rows_words(&rows, count + 1, &words, &digest->arena)) {
        const char *sentence = ent_box_sentence(&words, &digest->arena);
        digest->no_memory = digest->no_memory || sentence == NULL;
        ent_html_element(out, "li", "%s", sentence != NULL ? sentence : "");
        count++;
    }
    ent_html_raw(out, "</ul>\n");
    return count;
}

static void put_reading(ent_html *out)
{
    ent_html_element(out, "p class=\"small\"",
        "How to read it: a box is a set of worlds between limits of some factors, found by taking away small slices "
        "step by step such that the headline becomes likelier in what is left (PRIM, Friedman and Fisher 1999). Each "
        "step "
        "trades coverage, the share of all cases in the box, for density, the chance in it; the step proposed has the "
        "largest sum of both, rescaled. It was found in the same worlds that it describes, so its chance is a little "
        "too "
        "good; a box is proposed only where boxes of one half of the worlds hold in the other. A limit that adds "
        "little "
        "is close in density to the box without it; quasi-p is the chance that it would add as much by luck. It is "
        "an association within the model, and no advice. Each box is a scenario in boxes/, which run takes.");
}

void ent_section_discover(ent_html *out, ent_run_data *digest)
{
    static const ent_table_view_column column[] = {{"factor", "Limit on", ENT_TABLE_VIEW_TEXT, NULL},
        {"box", "Box", ENT_TABLE_VIEW_NUMBER, NULL}, {"low", "Above", ENT_TABLE_VIEW_NUMBER, NULL},
        {"high", "Below", ENT_TABLE_VIEW_NUMBER, NULL},
        {"density_without", "Chance without it", ENT_TABLE_VIEW_GIVEN, NULL},
        {"quasi_p", "Quasi-p", ENT_TABLE_VIEW_GIVEN, NULL}};
    static const ent_table_view_column mean_column[] = {{"factor", "Limit on", ENT_TABLE_VIEW_TEXT, NULL},
        {"box", "Box", ENT_TABLE_VIEW_NUMBER, NULL}, {"low", "Above", ENT_TABLE_VIEW_NUMBER, NULL},
        {"high", "Below", ENT_TABLE_VIEW_NUMBER, NULL},
        {"density_without", "Mean without it", ENT_TABLE_VIEW_NUMBER, NULL}};
    static const ent_table_view view = {
        &ent_table_discover_boxes, "The limits of the boxes, and what each of them adds", column, 6, NULL};
    static const ent_table_view mean_view = {
        &ent_table_discover_boxes, "The limits of the boxes, and what each of them adds", mean_column, 5, NULL};
    bool mean = ent_run_data_headline_measure(digest) != NULL;
    size_t boxes;

    put_variant(out, digest);
    boxes = put_boxes(out, digest);
    if (boxes == 0) {
        ent_html_element(out, "p",
            "No box of worlds stands out: the boxes found in one half of the worlds do not hold in the other, or "
            "nothing differs between worlds.");
        return;
    }
    put_reading(out);
    ent_figure(out, digest, "discover_1", "The search for the box, and worlds on its two main factors",
        mean ? &mean_view : &view);
    for (size_t b = 1; b < boxes; b++) {
        ent_figure_alone(out, digest, ent_run_data_format(digest, "discover_%zu", b + 1),
            ent_run_data_format(digest, "Box %zu: the search, and worlds on its two main factors", b + 1),
            "The steps of the search, and the worlds of the box; the limits are in the table");
    }
}
