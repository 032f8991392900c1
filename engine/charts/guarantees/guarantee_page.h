/* Common parts of the charts of guarantees: the choice of those that have room, and titles. */
#ifndef ENT_CHARTS_GUARANTEES_GUARANTEE_PAGE_H
#define ENT_CHARTS_GUARANTEES_GUARANTEE_PAGE_H

#include "charts/context.h"
#include "charts/guarantees/guarantee_rows.h"

/* Reads the guarantees of a variant, in file order, with names for a chart. [*count] in the context's memory; NULL
 * when memory is out, which is then the status. */
ent_guarantee_figures *ent_guarantees_of(ent_chart_context *context, size_t variant, size_t *count);

/* Whether guarantee `which` of list[count] is among the `most` to be drawn: those that save most, then those tested
 * most, then the first in the file. */
bool ent_guarantee_has_room(const ent_guarantee_figures *list, size_t count, size_t which, size_t most);

/* The longest of two titles that fits into the head of a page; the second one must. */
const char *ent_guarantee_title(ent_chart_context *context, const char *longer, const char *shorter);

/* Guarantee `which` of list[count] in a title: its name in quotation marks; "number 2 of 3" for a name that would fill
 * the title. */
const char *ent_guarantee_mention(
    ent_chart_context *context, const ent_guarantee_figures *list, size_t count, size_t which);

/* Title for the one guarantee of a scenario, in the base never tested: "“Air cover” is never in force". */
const char *ent_guarantee_never(ent_chart_context *context, const ent_guarantee_figures *it);

/* A text of wording/guarantee_words.h; "" for NULL, when memory is out, which is then the status. */
const char *ent_guarantee_text(ent_chart_context *context, const char *text);

#endif
