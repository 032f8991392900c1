/* The toy model as one would write it with GSL: a draw at a time, GSL's generator, its Cholesky factor and its normal
 * deviates. */
#include "toy.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>

static gsl_matrix *factor(void)
{
    gsl_matrix *rho = gsl_matrix_alloc(TOY_CONTRIBUTORS, TOY_CONTRIBUTORS);

    for (size_t i = 0; i < TOY_CONTRIBUTORS; i++) {
        for (size_t j = 0; j < TOY_CONTRIBUTORS; j++) {
            gsl_matrix_set(rho, i, j, i == j ? 1.0 : i / TOY_BLOC == j / TOY_BLOC ? 0.40 : 0.15);
        }
    }
    gsl_linalg_cholesky_decomp1(rho);
    return rho;
}

static double triangular(const gsl_rng *rng, const toy_pledge *pledge)
{
    double u = gsl_rng_uniform(rng);
    double width = pledge->max - pledge->min;

    if (u * width < pledge->mode - pledge->min) {
        return pledge->min + sqrt(u * width * (pledge->mode - pledge->min));
    }
    return pledge->max - sqrt((1.0 - u) * width * (pledge->max - pledge->mode));
}

static size_t months(const gsl_rng *rng, double ratio)
{
    double trigger = gsl_ran_exponential(rng, 1.0);
    double weaker = exp(TOY_EFFECT * (ratio < 1.0 ? ratio : 1.0));
    double month = TOY_SCALE * pow(trigger / weaker, 1.0 / TOY_SHAPE);

    return month < (double) TOY_MONTHS ? (size_t) month : (size_t) TOY_MONTHS;
}

static void draw(
    const toy_model *self, const gsl_rng *rng, const gsl_matrix *lower, gsl_vector *score, toy_world *world)
{
    double offered = 0.0;
    double required;

    for (size_t c = 0; c < TOY_CONTRIBUTORS; c++) {
        gsl_vector_set(score, c, gsl_ran_gaussian_ziggurat(rng, 1.0));
    }
    gsl_blas_dtrmv(CblasLower, CblasNoTrans, CblasNonUnit, lower, score);
    for (size_t c = 0; c < TOY_CONTRIBUTORS; c++) {
        if (gsl_vector_get(score, c) > self->above[c]) {
            offered += triangular(rng, &toy_pledges[c]);
            world->joins[c]++;
        }
    }
    required = gsl_ran_flat(rng, TOY_REQUIRED_LOW, TOY_REQUIRED_HIGH);
    world->draws++;
    world->complete += offered >= required ? 1 : 0;
    world->offered += offered;
    if (self->truce) {
        world->months[months(rng, offered / required)]++;
    }
}

void toy_gsl(const toy_model *self, toy_world *world)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_vector *score = gsl_vector_alloc(TOY_CONTRIBUTORS);
    gsl_matrix *lower = factor();

    gsl_rng_set(rng, 20250822);
    for (uint64_t w = 0; w < self->worlds; w++) {
        for (uint64_t i = 0; i < self->replications; i++) {
            draw(self, rng, lower, score, &world[w]);
        }
    }
    gsl_matrix_free(lower);
    gsl_vector_free(score);
    gsl_rng_free(rng);
}
