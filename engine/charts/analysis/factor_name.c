#include "charts/analysis/factor_name.h"

#include "charts/layout/text_metrics.h"

#include "base/status.h"
#include "wording/analysis/quantity_name.h"

#include <string.h>

enum { TITLE_TYPE = 19, TITLE_NAME = 430 /* width, page units */ };

static const char *label(void *context, const char *section, const char *id)
{
    ent_chart_context *self = context;

    return ent_context_label(self, ent_context_printf(self, "%s.%s", section, id), id);
}

const char *ent_chart_factor_name(ent_chart_context *context, const char *quantity)
{
    const ent_name_source names = {label, context};
    const char *made = ent_quantity_name(quantity, &names, &context->arena);

    context->status = made != NULL ? context->status : ENT_ERR_NO_MEMORY;
    return made != NULL ? made : "";
}

const char *ent_chart_subject(ent_chart_context *context)
{
    const char *measure = ent_context_headline_measure(context);

    return measure != NULL ? ent_context_printf(
                                 context, "the mean of \xE2\x80\x9C%s\xE2\x80\x9D", label(context, "measures", measure))
                           : ent_context_printf(context, "the chance that %s", ent_context_clause(context));
}

const char *ent_chart_analysed(ent_chart_context *context, const ent_table *table)
{
    const ent_csv *csv = ent_context_table(context, table);
    const char *id = ent_csv_cell(csv, 0, ent_csv_column(csv, "variant"));
    const char *name = NULL;

    if (*id == '\0' || strcmp(id, "base") == 0) {
        return "";
    }
    for (size_t v = 0; v < context->variants; v++) {
        name = strcmp(context->variant[v].id, id) == 0 ? ent_context_name(context, context->variant[v].label) : name;
    }
    return ent_context_printf(context, "Variant \xE2\x80\x9C%s\xE2\x80\x9D. ", name != NULL ? name : id);
}

const char *ent_chart_title_name(ent_chart_context *context, const char *name)
{
    const char *line = "";

    if (ent_chart_text_wrap(name, TITLE_NAME, TITLE_TYPE, 1, 1, &context->arena, &line) == 0) {
        context->status = ENT_ERR_NO_MEMORY;
        return "";
    }
    return line;
}
