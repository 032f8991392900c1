/* Which of the acceptable packages becomes the deal: the bargaining rules, but for `random` (model/pick.h).
 *
 * Nash: J. F. Nash, Econometrica 18 (1950); Kalai and Smorodinsky, Econometrica 43 (1975); egalitarian: E. Kalai,
 * Econometrica 45 (1977). A package ties with the best when it is within 1e-12 of it; the earliest of those wins. */
#ifndef ENT_MODEL_BARGAIN_H
#define ENT_MODEL_BARGAIN_H

#include "model/front.h"
#include "model/model.h"

/* Picks among `count` (at least 1) members of a front, numbered in `acceptable`. reservation: [judges] R_p of the
 * round. Returns the member. value: room for `count` numbers. */
size_t ent_bargain(const ent_talks_plan *plan, const ent_front *front, const uint32_t *acceptable, size_t count,
    const double *reservation, double *value);

#endif
