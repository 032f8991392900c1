/* Sections of the page of a score. Internal to the report. */
#ifndef ENT_REPORT_SECTION_SCORE_H
#define ENT_REPORT_SECTION_SCORE_H

#include "report/report.h"
#include "report/sections.h"

void ent_section_score_means(ent_html *out, ent_run_data *digest);     /* mean scores beside the baselines */
void ent_section_score_charts(ent_html *out, ent_run_data *digest);    /* survival and reliability of each set */
void ent_section_score_forecasts(ent_html *out, ent_run_data *digest); /* forecasts of others */
void ent_section_score_cases(ent_html *out, ent_run_data *digest);     /* every case */
void ent_section_score_limits(ent_html *out, ent_run_data *digest);    /* how to read it, and its limits */

/* Whether forecasts of others were scored. */
bool ent_section_score_has_forecasts(const ent_run_data *digest);

/* The closing sentences, and below all sections what was warned of. */
void ent_section_score_verdicts(ent_html *out, const ent_score_notes *notes);
void ent_section_score_warnings(ent_html *out, const ent_score_notes *notes);

#endif
