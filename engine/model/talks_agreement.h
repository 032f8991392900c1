/* Whether the talks of two models value and exclude packages alike. */
#ifndef ENT_MODEL_TALKS_AGREEMENT_H
#define ENT_MODEL_TALKS_AGREEMENT_H

#include "model/model.h"

/* Whether a front of packages (simulate/talks/pareto_front.h) of one plan is that of the other: both have talks with
 * the same demands, options, deciders, flags, rule, least aspirations, `together`, constant weights and scores, and the
 * same weights and scores vary. What gives these, the flags and the thresholds their values by draw may differ. */
bool ent_talks_agree(const ent_talks_plan *a, const ent_talks_plan *b);

#endif
