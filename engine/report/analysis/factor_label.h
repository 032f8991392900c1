/* Display names of the unknowns by world, and of the headline, for the sections of analyses. */
#ifndef ENT_REPORT_ANALYSIS_FACTOR_LABEL_H
#define ENT_REPORT_ANALYSIS_FACTOR_LABEL_H

#include "report/run_data.h"

/* Display name of a quantity as tables name it: see wording/analysis/quantity_name.h. The digest's. */
const char *ent_factor_label(ent_run_data *digest, const char *quantity);

/* "the chance that the truce holds", with the name of the variant where it is not the base: see
 * wording/analysis/headline_subject.h. The digest's. */
const char *ent_analysis_subject(ent_run_data *digest, const char *variant);

#endif
