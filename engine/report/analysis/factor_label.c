#include "report/analysis/factor_label.h"

#include "wording/analysis/headline_subject.h"
#include "wording/analysis/quantity_name.h"

#include <string.h>

static const char *label(void *context, const char *section, const char *id)
{
    return ent_run_data_label(context, section, id);
}

const char *ent_factor_label(ent_run_data *digest, const char *quantity)
{
    const ent_name_source names = {label, digest};
    const char *made = ent_quantity_name(quantity, &names, &digest->arena);

    digest->no_memory = digest->no_memory || made == NULL;
    return made != NULL ? made : "";
}

const char *ent_analysis_subject(ent_run_data *digest, const char *variant)
{
    const char *measure = ent_run_data_headline_measure(digest);
    bool is_base = strcmp(variant, digest->variant[0]) == 0;
    const char *made = ent_headline_subject(ent_run_data_text_at(digest, &ent_table_headline, 0, "expression"),
        ent_run_data_named(digest, "headline.name"),
        measure != NULL ? ent_run_data_label(digest, "measures", measure) : NULL,
        ent_run_data_table(digest, &ent_table_ratification)->rows > 0, &digest->arena);

    made =
        ent_subject_in_variant(made, is_base ? NULL : ent_run_data_label(digest, "variants", variant), &digest->arena);
    digest->no_memory = digest->no_memory || made == NULL;
    return made != NULL ? made : "";
}
