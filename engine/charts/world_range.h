/* Ranges across worlds in words, and the reason where a figure has none. A range is missing where it was not measured
 * (too few draws or worlds to tell the spread between worlds from the noise within), with a single world, and where
 * nothing is unknown. */
#ifndef ENT_CHARTS_WORLD_RANGE_H
#define ENT_CHARTS_WORLD_RANGE_H

#include "charts/context.h"

/* Whether a figure has a range. */
bool ent_world_range_is_known(const ent_chart_figure *figure);

/* Whether a range is to be drawn: it is known, and its ends differ. */
bool ent_world_range_is_drawn(const ent_chart_figure *figure);

/* Whether ranges could be measured in this run: it has several worlds, and something is unknown. A run whose worlds or
 * assumptions are not known could. */
bool ent_world_range_is_possible(const ent_chart_context *context);

/* The range in words: "12–31%"; "not measured" where it could be measured and was not; "" where it could not be, and
 * for a figure that is not known (NaN). In the context's memory. */
const char *ent_world_range_words(ent_chart_context *context, const ent_chart_figure *figure);

/* Sentence for the footer, with a blank at its end. `mark` explains the mark of a range ("Whisker: 90% range across
 * worlds. ") and is returned where any of the figures [count] has a range, with a sentence on those without. Where none
 * has one, the reason. */
const char *ent_world_range_footer(
    ent_chart_context *context, const ent_chart_figure *figure, size_t count, const char *mark);

#endif
