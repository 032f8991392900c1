/* The two kinds of uncertainty of a scenario. Epistemic: factors, and distributions within unknown(...), drawn once a
 * world. Aleatory: all other distributions, drawn anew in every draw. */
#ifndef ENT_SCENARIO_UNKNOWNS_H
#define ENT_SCENARIO_UNKNOWNS_H

#include "scenario/scenario.h"

#include <stdbool.h>
#include <stddef.h>

/* Whether anything differs from world to world: a factor with a distribution, or a distribution within unknown(...).
 * Without it all worlds are alike, and there is no range across them. */
bool ent_scenario_has_unknowns(const ent_scenario *self);

/* Whether a quantity outside `factors` has a distribution that is drawn anew in every draw, so that the range across
 * worlds does not show it. Bernoulli variates do not count: they are chance. */
bool ent_quantity_is_drawn_anew(const ent_quantity *self);

/* The first such distribution of a formula, of any kind; NULL without one. */
const ent_ast *ent_ast_drawn_anew(const ent_ast *self);

/* Fills self->unknown, in the order of ent_scenario_each_quantity, and one column for each. Called by
 * ent_scenario_read. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_scenario_list_unknowns(ent_scenario *self);

/* Index in self->unknown of the distribution `ordinal` of the setting `path`; SIZE_MAX when it is not in the list. */
size_t ent_scenario_find_unknown(const ent_scenario *self, const char *path, size_t ordinal);

/* Gives `count` scenarios, the variants of one experiment, the same columns: the unknowns of the first, then the
 * unknowns that only others have. The scenarios borrow one another's names. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_scenario_share_unknowns(ent_scenario *const *scenario, size_t count);

#endif
