/* A fitted hazard in words. */
#ifndef ENT_WORDING_FIT_WORDS_H
#define ENT_WORDING_FIT_WORDS_H

#include "wording/wording.h"

#include <stddef.h>

/* Writes a number with `digits` significant digits: "0.635", "80.9", "1,240"; "?" for NaN. */
void ent_fit_number(char buffer[ENT_WORDING_BYTES], double value, int digits);

/* Meaning of a shape with the ends of its 90% interval for the hazard: "the hazard falls with time"; NaN ends: none. */
const char *ent_fit_shape_words(double estimate, double low, double high);

/* Meaning of a coefficient with the ends of its 90% interval: "lowers the hazard", "raises the hazard", "no clear
 * effect". */
const char *ent_fit_effect_words(double low, double high);

/* Whether the unit exponential is outside the pointwise 95% band of the residuals at so few failures that chance alone
 * would do it: at most one in ten. */
int ent_fit_residuals_agree(size_t outside, size_t failures);

#endif
