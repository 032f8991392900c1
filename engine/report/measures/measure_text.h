/* Sentences about measures: numbers of a future with units of their own. All strings belong to the digest. */
#ifndef ENT_REPORT_MEASURE_TEXT_H
#define ENT_REPORT_MEASURE_TEXT_H

#include "report/run_data.h"

/* "163 billion euro" */
const char *ent_measure_text_figure(
    ent_run_data *digest, const char *measure, double value, double mc_low, double mc_high);

/* "Cost of the force is 163 billion euro on average": the lead sentence of a headline mean(MEASURE), without a stop. */
const char *ent_measure_text_lead(
    ent_run_data *digest, const char *measure, double value, double mc_low, double mc_high);

/* "On average 163 billion euro; in nine of ten futures, 0 to 288 billion; across what we do not know, the average lies
 * between 80 and 235 billion. …": a row of measures.csv. */
const char *ent_measure_text_sentence(ent_run_data *digest, size_t row);

#endif
