#include "distribution/approximate_score.h"

#include "base/status.h"

#include <math.h>

enum {
    TILE = 256, /* rows at a time; the length of the list of undecided rows */
    GROUP = 32  /* streams at a time in the exact score of one row */
};

/* Bound of the error of an approximate correlated score: the error of each approximate score, and the rounding of
 * factors, products, sums (one more each term) and the bound itself in single precision. Each of these is below 5 times
 * the sum of the factors, since approximate scores are at most 4.2. */
static float margin_of(const double *row, size_t terms)
{
    double sum = 0.0;

    for (size_t j = 0; j < terms; j++) {
        sum += fabs(row[j]);
    }
    return (float) (sum * ((double) ENT_APPROXIMATE_ERROR + 5.0 * ((double) terms + 6.0) * 0x1p-24));
}

int ent_approximate_score_init(
    ent_approximate_score *self, const uint64_t *key, const double *lower, size_t members, ent_arena *arena)
{
    float *factor = ent_arena_array(arena, members * members, sizeof(*factor));
    float *margin = ent_arena_array(arena, members, sizeof(*margin));

    *self = (ent_approximate_score){0};
    if (factor == NULL || margin == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < members; i++) {
        margin[i] = margin_of(lower + i * members, i + 1);
        for (size_t j = 0; j < members; j++) {
            factor[i * members + j] = (float) lower[i * members + j];
        }
    }
    *self = (ent_approximate_score){.members = members, .key = key, .lower = lower, .factor = factor, .margin = margin};
    return ENT_OK;
}

void ent_approximate_score_draw(
    const ent_approximate_score *self, const ent_kernels *kernels, uint64_t first, size_t rows, float *const *score)
{
    for (size_t i = 0; i < self->members; i++) {
        kernels->approximate_scores(self->key[i], first, rows, score[i]);
    }
}

static double add_terms(
    const ent_kernels *kernels, double sum, size_t terms, const uint64_t *key, const double *factor, uint64_t number)
{
    double g[GROUP];
    const double *in = g;

    kernels->philox_streams(key, terms, number, 0, g);
    kernels->op[ENT_OP_NORMAL_QUANTILE](terms, g, &in);
    for (size_t i = 0; i < terms; i++) {
        sum = sum + factor[i] * g[i];
    }
    return sum;
}

/* The exact correlated score of one draw, with the terms in the order of ent_copula_mix. */
static double exact_score(const ent_approximate_score *self, const ent_kernels *kernels, size_t member, uint64_t number)
{
    const double *row = self->lower + member * self->members;
    uint64_t key[GROUP] = {self->key[member]};
    double factor[GROUP] = {row[member]};
    double sum = 0.0;
    size_t terms = 1;

    for (size_t j = 0; j < member; j++) {
        if (row[j] == 0.0) {
            continue;
        }
        if (terms == GROUP) {
            sum = add_terms(kernels, sum, terms, key, factor, number);
            terms = 0;
        }
        key[terms] = self->key[j];
        factor[terms++] = row[j];
    }
    return add_terms(kernels, sum, terms, key, factor, number);
}

void ent_approximate_score_above(const ent_approximate_score *self, const ent_kernels *kernels, size_t member,
    uint64_t first, size_t rows, const float *const *score, const double *bound, double *out)
{
    const float *factor = self->factor + member * self->members;
    uint32_t undecided[TILE];

    for (size_t start = 0; start < rows; start += TILE) {
        size_t m = rows - start < TILE ? rows - start : TILE;
        size_t count = kernels->approximate_above(
            m, member + 1, factor, score, start, bound + start, self->margin[member], out + start, undecided);
        for (size_t k = 0; k < count; k++) {
            size_t i = start + undecided[k];
            out[i] = exact_score(self, kernels, member, first + i) > bound[i] ? 1.0 : 0.0;
        }
    }
}
