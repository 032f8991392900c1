/* The draw in the middle: every continuous quantity is at its own median, every event, `joins` and red line at its
 * likelier value (50%: it does not happen), and formulas are worked out from these.
 *
 * All random numbers of a model come from the streams of its kernels (a design, which gives worlds other ones, is left
 * out). Here each of them is 1/2. A distribution is
 * sampled by inversion, so it is at its median; a coupled one too, since the normal scores of its group are all 0. A
 * trial of chance p succeeds where its uniform exceeds 1 - p, so where p > 1/2. A red line is such a trial. A discrete
 * distribution is at its median too. An event that may begin month by month has begun in the first month by which its
 * chance of having begun is 1/2. A mixture whose weights vary is at the median of the component in the middle. */
#ifndef ENT_RUN_MEDIAN_DRAW_H
#define ENT_RUN_MEDIAN_DRAW_H

#include "model/model.h"

/* A copy of a model whose draws are all the one in the middle. */
typedef struct ent_median_model {
    ent_kernels kernels;
    ent_model model; /* shares all memory with the model that it was made from, which frees it */
} ent_median_model;

/* Makes the copy. It must not be moved afterwards, nor outlive `model`. */
void ent_median_model_make(ent_median_model *self, const ent_model *model);

#endif
