/* The invariants of drivers, for tests. */
#ifndef ENT_TALLY_DRIVER_CHECK_H
#define ENT_TALLY_DRIVER_CHECK_H

#include "tally/tally.h"

/* Verifies the drivers of a tally with all its worlds: none holds in more draws than its base, or with the headline's
 * event in more than it holds; the base has the draws of the headline; where that has no condition, contributors and
 * options agree with the streamed columns, moments over worlds too. Returns NULL, or a description of the first
 * violation (a static string). */
const char *ent_tally_check_drivers(const ent_tally *self);

#endif
