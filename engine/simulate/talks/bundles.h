/* Enumeration of packages bundle by bundle, where `together` ties demands to one another (ent_together_plan). A package
 * is a choice of each bundle, and its utility the sum of their worths, clamped to [0, 1] at the end; so bounds and
 * dominance hold as for demands (simulate/talks/enumerate.h), except that before the end a package dominates another
 * only by its smaller index: a larger utility before clamping may be equal after.
 *
 * Used by ent_enumeration alone. */
#ifndef ENT_SIMULATE_TALKS_BUNDLES_H
#define ENT_SIMULATE_TALKS_BUNDLES_H

#include "simulate/talks/enumerate.h"

/* Sets the open choices and the bounds, as ent_enumeration_open does for demands. least: [deciders]. */
bool ent_bundles_open(ent_enumeration *self, const uint64_t *excluded, const double *least);

/* Fills `found`, as ent_enumeration_run does for demands. */
int ent_bundles_run(ent_enumeration *self, double most);

#endif
