/* The product-limit estimate of a survival curve (Kaplan and Meier, J. Am. Stat. Assoc. 53, 1958, 457-481). */
#ifndef ENT_ANALYSIS_KAPLAN_MEIER_H
#define ENT_ANALYSIS_KAPLAN_MEIER_H

#include "analysis/survival/duration.h"

#include <stddef.h>

/* A month in which the curve steps down. */
typedef struct ent_survival_step {
    double months;
    double survival; /* from here on */
    size_t at_risk;  /* cases under observation just before */
    size_t events;   /* of these */
} ent_survival_step;

/* A curve. A zeroed struct is 1 in month 0 and unknown after it, and may be freed. */
typedef struct ent_survival_curve {
    ent_survival_step *step; /* [steps] by month */
    size_t steps;
    double known; /* months: of the case that was followed longest */
} ent_survival_curve;

/* Fills self (zeroed) with S(t), the product over t_j <= t of 1 - d_j / n_j: d_j cases ended in month t_j, and n_j are
 * at risk, those with entered < t_j <= months. Cases that are censored in a month in which others ended are at risk in
 * it. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_kaplan_meier(ent_survival_curve *self, const ent_duration *duration, size_t count);

/* Fills self (zeroed) with G(t), the chance that censoring comes after t: the same with the roles of end and censoring
 * exchanged. Ends come before censorings of the same month, so cases that end in it are not at risk of the latter.
 * ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_kaplan_meier_of_censoring(ent_survival_curve *self, const ent_duration *duration, size_t count);
void ent_survival_curve_free(ent_survival_curve *self);

/* Returns the curve at t, P(T > t), and just before it, P(T >= t). NaN where no case was followed so long, unless the
 * curve has come down to 0. */
double ent_survival_at(const ent_survival_curve *self, double t);
double ent_survival_before(const ent_survival_curve *self, double t);

#endif
