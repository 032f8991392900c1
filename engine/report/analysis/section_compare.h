/* The sections of the page of a comparison. */
#ifndef ENT_REPORT_SECTION_COMPARE_H
#define ENT_REPORT_SECTION_COMPARE_H

#include "report/sections.h"

void ent_section_compare(ent_html *out, ent_run_data *digest);          /* every pair */
void ent_section_robust(ent_html *out, ent_run_data *digest);           /* each choice against all others */
void ent_section_compare_settings(ent_html *out, ent_run_data *digest); /* which settings differ */

#endif
