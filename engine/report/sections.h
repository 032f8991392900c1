/* Sections of report.html, in their order on the page. */
#ifndef ENT_REPORT_SECTIONS_H
#define ENT_REPORT_SECTIONS_H

#include "report/html.h"
#include "report/run_data.h"
#include "report/table_view.h"

/* One section: id of its <section> element, heading, whether a run has it, and the function that writes its body. */
typedef struct ent_report_section {
    const char *id, *heading;
    bool (*has)(const ent_run_data *digest);
    void (*write)(ent_html *out, ent_run_data *digest);
} ent_report_section;

/* The first so many stand before the section "In brief", the others after it. */
enum { ENT_REPORT_BEFORE_BRIEF = 1 };

extern const ent_report_section ent_report_sections[];
extern const size_t ent_report_sections_count;

/* The headline in a sentence with its picture; the further findings. */
void ent_section_answer(ent_html *out, ent_run_data *digest);
void ent_section_brief(ent_html *out, ent_run_data *digest);

/* Writers of the sections in the list: each writes the body of its section from the tables of the run. */
void ent_section_drivers(ent_html *out, ent_run_data *digest);
void ent_section_no_deal(ent_html *out, ent_run_data *digest); /* part of the section of the drivers */
void ent_section_endings(ent_html *out, ent_run_data *digest);
void ent_section_variants(ent_html *out, ent_run_data *digest);
void ent_section_experts(ent_html *out, ent_run_data *digest);
const char *ent_experts_sentence(ent_run_data *digest); /* the finding in a sentence; the digest's */
void ent_section_measures(ent_html *out, ent_run_data *digest);
void ent_section_force(ent_html *out, ent_run_data *digest);
void ent_section_deal(ent_html *out, ent_run_data *digest);
void ent_section_ratification(ent_html *out, ent_run_data *digest); /* part of the section of the deal */
void ent_section_frontier(ent_html *out, ent_run_data *digest);
void ent_section_truce(ent_html *out, ent_run_data *digest);
void ent_section_guarantee(ent_html *out, ent_run_data *digest);
void ent_section_sweeps(ent_html *out, ent_run_data *digest);
void ent_section_solve(ent_html *out, ent_run_data *digest);
void ent_section_discover(ent_html *out, ent_run_data *digest);
void ent_section_sensitivity(ent_html *out, ent_run_data *digest);
void ent_section_value(ent_html *out, ent_run_data *digest);
void ent_section_blockers(ent_html *out, ent_run_data *digest);
void ent_section_trust(ent_html *out, ent_run_data *digest);
void ent_section_assumptions(ent_html *out, ent_run_data *digest);
void ent_section_warnings(ent_html *out, ent_run_data *digest);
void ent_section_limits(ent_html *out, ent_run_data *digest);
void ent_section_reproduce(ent_html *out, ent_run_data *digest);

/* Writes a chart with a text alternative and, in a <details> element, its data table. Without a drawing: the table
 * alone; without rows either: nothing. */
void ent_figure(ent_html *out, ent_run_data *digest, const char *chart, const char *title, const ent_table_view *data);

/* Writes a chart whose data table stands elsewhere; `words` is its text alternative. Without a drawing: nothing. */
void ent_figure_alone(ent_html *out, ent_run_data *digest, const char *chart, const char *title, const char *words);

#endif
