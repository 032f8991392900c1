/* The packages that all parties with a veto accept, found by branch and bound: utilities add up over demands, so a part
 * of a package is given up as soon as the best that its remaining demands could bring is too little for somebody.
 * What a draw excludes is simply not tried. */
#ifndef ENT_MODEL_SEARCH_H
#define ENT_MODEL_SEARCH_H

#include "model/pareto.h"

enum { ENT_SEARCH_MOST = 256 };

typedef struct ent_search {
    const ent_talks_plan *plan;
    const double *gain;      /* [options * parties] weight times score */
    const double *total;     /* [parties] sum of weights */
    const uint64_t *excluded; /* [words] flags */
    const double *aspiration; /* [parties] least utility, tolerance included */
    double *best;            /* [(demands + 1) * parties] most that demands d, d + 1, … can still bring */
    double *sum;             /* [(demands + 1) * parties] gains so far */
    ent_front *found;        /* room for ENT_SEARCH_MOST packages */
    bool overflow;
} ent_search;

/* Fills `found`. False where there are more than ENT_SEARCH_MOST: then another way must be taken. */
bool ent_search_run(ent_search *self);

#endif
