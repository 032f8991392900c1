/* The space of deals of a model: the utilities of each package in one draw, and how often it is acceptable and agreed
 * on over all draws. */
#ifndef ENT_RUN_FRONTIER_H
#define ENT_RUN_FRONTIER_H

#include "analysis/deal_space.h"
#include "run/deals/deal_counts.h"

/* Up to so many packages all are listed; of more, those on the front, agreed on, or acceptable in a draw. */
enum { ENT_FRONTIER_PACKAGES = 65536, ENT_FRONTIER_POINTS = 16 };

/* Arrays are owned. The draw is that in the middle (run/deals/median_draw.h), or a draw of the run. */
typedef struct ent_frontier {
    const ent_talks_plan *plan; /* borrowed from the model */
    size_t packages, parties;
    double *utility;     /* [parties][packages] U_p in [0, 1], in the draw */
    double *reservation; /* [parties] R_p(K) in [0, 1], in the draw; 0 for parties without a veto */
    bool *out;           /* [packages] refused in the draw, not available, or out by `together` */
    bool *pareto;        /* [packages] */
    bool *rational;      /* [packages] */
    size_t rationals;    /* their number; 0: no zone of agreement in the draw */
    ent_deal_point point[ENT_FRONTIER_POINTS]; /* [points] */
    size_t points;
    ent_deal_counts counts; /* over all draws */
} ent_frontier;

/* Computes the space of deals of a model with talks. draw: number of the draw at which packages are valued, below
 * worlds * replications; NULL: the one in the middle, in which the world belongs to no expert. options: as of
 * ent_deal_counts_run. self: initialised here, and freed by the caller whatever the status. Errors: ENT_ERR_NO_MEMORY,
 * ENT_ERR_INTERRUPTED. */
int ent_frontier_run(ent_frontier *self, const ent_model *model, const uint64_t *draw, const ent_run_options *options);

/* A zeroed struct may be freed. */
void ent_frontier_free(ent_frontier *self);

/* Whether a package is listed (ENT_FRONTIER_PACKAGES). */
bool ent_frontier_lists(const ent_frontier *self, size_t package);

#endif
