/* Coupled scores that are only compared. Whether z = L g lies above a threshold is nearly always plain from scores that
 * are off by a ten-thousandth, and those cost a sixth; the few rows in which it is not plain are worked out exactly.
 * So the answers are those of ent_copula_mix, bit by bit. */
#ifndef ENT_DISTRIBUTION_APPROXIMATE_SCORE_H
#define ENT_DISTRIBUTION_APPROXIMATE_SCORE_H

#include "base/arena.h"
#include "kernels/kernels.h"

#include <stddef.h>
#include <stdint.h>

typedef struct ent_approximate_score {
    size_t members;
    const uint64_t *key; /* [members] streams of g; borrowed */
    const double *lower; /* [members * members] Cholesky factor, row-major; borrowed */
    const float *factor; /* [members * members] the same in floats */
    const float *margin; /* [members] how near to its threshold a rough score decides nothing */
    size_t column;       /* of its first member among all columns of rough scores */
} ent_approximate_score;

/* key and lower must outlive self, arena owns the rest. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_approximate_score_init(ent_approximate_score *self, const uint64_t *key, const double *lower, size_t members, ent_arena *arena);

/* Rough g of the draws first … first + rows - 1; score: [members] columns of `rows`. */
void ent_approximate_score_draw(
    const ent_approximate_score *self, const ent_kernels *kernels, uint64_t first, size_t rows, float *const *score);

/* out[i] = whether the score of a member lies above threshold[i], for the same draws. */
void ent_approximate_score_above(const ent_approximate_score *self, const ent_kernels *kernels, size_t member, uint64_t first, size_t rows,
    const float *const *score, const double *threshold, double *out);

#endif
