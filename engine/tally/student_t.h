/* Student's t quantile of 95% intervals. */
#ifndef ENT_TALLY_STUDENT_T_H
#define ENT_TALLY_STUDENT_T_H

#include <stdint.h>

/* Returns the 97.5% quantile of Student's t distribution with `degrees` >= 1 degrees of freedom: the half-width of a
 * 95% interval in standard errors. 12.706 for 1 degree, 1.960 for many. Up to 999 degrees by the distribution module's
 * own inversion, each computed once a thread and kept; beyond by the Cornish-Fisher expansion of Abramowitz and Stegun
 * (Handbook of Mathematical Functions, 1964, 26.7.5), whose error there is below 1e-13. The same bits on every
 * processor. */
double ent_student_t_975(uint64_t degrees);

#endif
