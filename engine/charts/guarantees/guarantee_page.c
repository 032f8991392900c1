#include "charts/guarantees/guarantee_page.h"

#include "base/status.h"
#include "charts/layout/text_metrics.h"

#include <math.h>

/* Width of the longest name in a title, page units: most of one of its two lines. */
static const double LONGEST = 450;

ent_guarantee_figures *ent_guarantees_of(ent_chart_context *context, size_t variant, size_t *count)
{
    const ent_csv *csv = ent_context_table(context, &ent_table_guarantees);
    ent_guarantee_figures *list = ent_guarantees_read(csv, context->variant[variant].id, &context->arena, count);

    if (list == NULL) {
        context->status = ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < *count; i++) {
        list[i].name = ent_context_name(context, list[i].name);
    }
    return list;
}

/* Whether a saves more than b; where both save the same, whether it is tested more. */
static bool comes_before(const ent_guarantee_figures *a, const ent_guarantee_figures *b)
{
    double x = isnan(a->saved.p) ? 0 : a->saved.p, y = isnan(b->saved.p) ? 0 : b->saved.p;

    return x > y || (!(x < y) && a->tests > b->tests);
}

bool ent_guarantee_has_room(const ent_guarantee_figures *list, size_t count, size_t which, size_t most)
{
    size_t ahead = 0;

    for (size_t i = 0; i < count; i++) {
        bool is_ahead = comes_before(&list[i], &list[which]);
        bool is_behind = comes_before(&list[which], &list[i]);
        ahead += is_ahead || (i < which && !is_behind) ? 1 : 0;
    }
    return ahead < most;
}

const char *ent_guarantee_title(ent_chart_context *context, const char *longer, const char *shorter)
{
    const char *line[3];
    double width = ENT_PAGE_RIGHT - ENT_PAGE_LEFT - 10;

    return ent_chart_text_wrap(longer, width, 19, 1, 3, &context->arena, line) <= 2 ? longer : shorter;
}

const char *ent_guarantee_mention(
    ent_chart_context *context, const ent_guarantee_figures *list, size_t count, size_t which)
{
    if (ent_chart_text_width(list[which].name, 19, 1) <= LONGEST) {
        return ent_context_printf(context, "\xE2\x80\x9C%s\xE2\x80\x9D", list[which].name);
    }
    return count == 1 ? "the guarantee" : ent_context_printf(context, "number %zu of %zu", which + 1, count);
}

const char *ent_guarantee_never(ent_chart_context *context, const ent_guarantee_figures *it)
{
    return ent_context_printf(context, "%s%s is never %s", context->variants > 1 ? "In the base " : "",
        ent_guarantee_mention(context, it, 1, 0), it->in_force.p > 0 ? "tested" : "in force");
}

const char *ent_guarantee_text(ent_chart_context *context, const char *text)
{
    if (text == NULL) {
        context->status = ENT_ERR_NO_MEMORY;
    }
    return text != NULL ? text : "";
}
