#include "charts/analysis/factor_name.h"

#include "base/status.h"
#include "wording/analysis/quantity_name.h"

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
