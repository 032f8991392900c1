/* Names for the sentences of analyses. */
#ifndef ENT_JOBS_ANALYSE_FACTOR_WORDS_H
#define ENT_JOBS_ANALYSE_FACTOR_WORDS_H

#include "jobs/analyse/analysis.h"

/* Display name of a quantity as tables name it: see wording/analysis/quantity_name.h. In the arena of the analysis;
 * NULL when memory is out. */
const char *ent_factor_words(ent_analysis *self, const char *quantity);

/* The headline of the variant analysed as a subject: "the chance that the truce holds", "… in “US air cover”". As
 * above. */
const char *ent_subject_words(ent_analysis *self);

#endif
