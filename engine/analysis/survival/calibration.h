/* Calibration of predicted chances: the logistic regression of what came about on the logit of the chance (Cox,
 * Biometrika 45, 1958, 562-565): logit P(held) = intercept + slope logit(p). Right chances have intercept 0 and slope
 * 1; a slope below 1: they are too far apart. */
#ifndef ENT_ANALYSIS_CALIBRATION_H
#define ENT_ANALYSIS_CALIBRATION_H

#include "analysis/survival/survival_score.h"

/* At least so many cases that held, and so many that did not. */
enum { ENT_CALIBRATION_LEAST = 10 };

typedef enum ent_calibration_state {
    ENT_CALIBRATION_FITTED,
    ENT_CALIBRATION_FEW,       /* fewer than ENT_CALIBRATION_LEAST of either */
    ENT_CALIBRATION_CERTAIN,   /* a chance of 0 or 1 has no logit */
    ENT_CALIBRATION_ALIKE,     /* all chances are the same: there is no slope */
    ENT_CALIBRATION_SEPARATED, /* some chance parts those that held from those that did not: the slope is infinite */
    ENT_CALIBRATION_FAILED     /* the iteration did not end */
} ent_calibration_state;

/* Numbers are NaN unless fitted. Ends of 95% intervals: value -+ 1.96 standard errors of the sandwich (White,
 * Econometrica 50, 1982, 1-25), since weights are not counts. */
typedef struct ent_calibration {
    ent_calibration_state state;
    double intercept, intercept_low, intercept_high;
    double slope, slope_low, slope_high;
    size_t held, not_held; /* cases with a weight above 0 and a chance */
} ent_calibration;

/* Fits it to chances p [count] of what came about, held [count], with weights weight [count] >= 0. Cases of weight 0,
 * or whose p is NaN, are left out. */
ent_calibration ent_calibration_of(const double *p, const ent_held *held, const double *weight, size_t count);

#endif
