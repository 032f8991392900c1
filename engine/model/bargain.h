/* Which of the acceptable packages becomes the deal: the bargaining rules, but for `random` (model/pick.h).
 *
 * Nash: J. F. Nash, Econometrica 18 (1950); Kalai and Smorodinsky, Econometrica 43 (1975); egalitarian: E. Kalai,
 * Econometrica 45 (1977). A package ties with the best when it is within 1e-12 of it; the earliest of those wins. */
#ifndef ENT_MODEL_BARGAIN_H
#define ENT_MODEL_BARGAIN_H

#include "model/front.h"
#include "model/model.h"

/* Picks among `count` (at least 1) members of a front, numbered in `acceptable`. reservation: [deciders] R_p of the
 * round. Returns the member. value: room for `count` numbers. */
size_t ent_bargain(const ent_talks_plan *plan, const ent_front *front, const uint32_t *acceptable, size_t count,
    const double *reservation, double *value);

/* What a rule wants most of, where that is one number a package that other packages do not change: not `random`, and
 * not Kalai and Smorodinsky's, for which false is returned. Nash's is the product, without its root. */
bool ent_bargain_goal(const ent_talks_plan *plan, ent_goal *goal);

/* What a package must be worth by a goal to tie with the best, or nearly: share * best - margin if the best is more
 * than floor, else `low`, which all are. Rounding does not matter within. */
typedef struct ent_bargain_margin {
    double share, margin, floor, low;
} ent_bargain_margin;

ent_bargain_margin ent_bargain_margin_of(const ent_talks_plan *plan, ent_goal goal);

#endif
