/* Scores of a predicted survival curve against one duration, censored ones by inverse-probability-of-censoring weights
 * (Graf, Schmoor, Sauerbrei and Schumacher, Stat. Med. 18, 1999, 2529-2545; Gerds and Schumacher, Biom. J. 48, 2006,
 * 1029-1040). Predictions are chances that the case still holds after so many months, given that it did when it came
 * under observation. */
#ifndef ENT_ANALYSIS_SURVIVAL_SCORE_H
#define ENT_ANALYSIS_SURVIVAL_SCORE_H

#include "analysis/survival/kaplan_meier.h"

#include <stdint.h>

/* Whether a case still held after a number of months. */
typedef enum ent_held {
    ENT_HELD_UNKNOWN, /* it was censored by then, or came under observation no earlier */
    ENT_HELD_NOT,
    ENT_HELD
} ent_held;

/* Returns whether T > t: ENT_HELD where months > t, ENT_HELD_NOT where it ended by t. */
ent_held ent_held_after(const ent_duration *duration, double t);

/* Returns (p - y)^2, y 1 for ENT_HELD and 0 for ENT_HELD_NOT (Brier, Mon. Weather Rev. 78, 1950); NaN for
 * ENT_HELD_UNKNOWN or p NaN. p: in [0, 1] */
double ent_brier_score(double p, ent_held held);

/* Returns -log of the chance given to what came about: infinite where that is 0; NaN as above. */
double ent_log_score(double p, ent_held held);

/* Returns the weight of a case's score at t: G(entered) / G(T-) where it ended by t, G(entered) / G(t) where it held, 0
 * where neither is known; G: the censoring of all cases (ent_kaplan_meier_of_censoring). */
double ent_censoring_weight(const ent_duration *duration, double t, const ent_survival_curve *censoring);

/* A score and its weight among others. */
typedef struct ent_weighted_score {
    double score; /* NaN where weight is 0 */
    double weight;
} ent_weighted_score;

/* Returns the Brier score integrated over months from `entered` to `last` by the trapezoidal rule, at whole months:
 * score = sum w(t) b(t) / sum w(t), weight = sum w(t) / (months of the grid), the first and last month with half a
 * weight. survival: [last + 1] predicted chance of month 0, 1, … */
ent_weighted_score ent_integrated_brier_score(
    const double *survival, size_t last, const ent_duration *duration, const ent_survival_curve *censoring);

/* Ends of the probability integral transform of a case: it lies between them, evenly where the prediction is right
 * (randomised transform of months: Czado, Gneiting and Held, Biometrics 65, 2009, 1254-1261). A case that ended in
 * month m lies between F(m - 1) and F(m), F = 1 - survival; one that is censored, or that lasted beyond `last`, between
 * F of the last month known and 1. */
typedef struct ent_pit {
    double low, high;
} ent_pit;

ent_pit ent_survival_pit(const double *survival, size_t last, const ent_duration *duration);

#endif
