/* Correlated scores that are only compared with a bound. Whether z = L g lies above the bound is nearly always decided
 * by single-precision scores with an error of 6e-5, at a sixth of the cost; the few undecided rows are computed
 * exactly. So the results are bit for bit those of ent_copula_mix. */
#ifndef ENT_DISTRIBUTION_APPROXIMATE_SCORE_H
#define ENT_DISTRIBUTION_APPROXIMATE_SCORE_H

#include "base/arena.h"
#include "kernels/kernels.h"

#include <stddef.h>
#include <stdint.h>

typedef struct ent_approximate_score {
    size_t members;
    const uint64_t *key; /* [members] streams of the independent scores g; borrowed */
    const double *lower; /* [members * members] Cholesky factor L, row-major; borrowed */
    const float *factor; /* [members * members] L in single precision */
    const float *margin; /* [members] distance from the bound, in scores, below which the row is undecided */
    size_t column;       /* position of the first member's column among all columns of approximate scores */
} ent_approximate_score;

/* key and lower must outlive self; arena owns the rest. ENT_ERR_NO_MEMORY. */
int ent_approximate_score_init(
    ent_approximate_score *self, const uint64_t *key, const double *lower, size_t members, ent_arena *arena);

/* Computes approximate g of the draws first, …, first + rows - 1; score: [members] columns of length `rows`. */
void ent_approximate_score_draw(
    const ent_approximate_score *self, const ent_kernels *kernels, uint64_t first, size_t rows, float *const *score);

/* out[i] = 1 where the correlated score of `member` is above bound[i], else 0, i < rows; for the draws first, …,
 * first + rows - 1, for which `score` holds the approximate scores. */
void ent_approximate_score_above(const ent_approximate_score *self, const ent_kernels *kernels, size_t member,
    uint64_t first, size_t rows, const float *const *score, const double *bound, double *out);

#endif
