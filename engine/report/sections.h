/* The parts of a report, in their order on the page. Each writes one <section> with a heading, or nothing where the
 * folder has nothing to say about it. */
#ifndef ENT_REPORT_SECTIONS_H
#define ENT_REPORT_SECTIONS_H

#include "report/data.h"
#include "report/digest.h"
#include "report/html.h"

/* One section: its id, its heading and what writes its body. `has` says whether there is one. */
typedef struct ent_section {
    const char *id, *heading;
    bool (*has)(const ent_digest *digest);
    void (*write)(ent_html *out, ent_digest *digest);
} ent_section;

extern const ent_section ent_sections[];
extern const size_t ent_sections_count;

/* The answer in words with its picture, and after it the findings. */
void ent_section_answer(ent_html *out, ent_digest *digest);
void ent_section_brief(ent_html *out, ent_digest *digest);

void ent_section_endings(ent_html *out, ent_digest *digest);
void ent_section_variants(ent_html *out, ent_digest *digest);
void ent_section_force(ent_html *out, ent_digest *digest);
void ent_section_deal(ent_html *out, ent_digest *digest);
void ent_section_truce(ent_html *out, ent_digest *digest);
void ent_section_sweeps(ent_html *out, ent_digest *digest);
void ent_section_trust(ent_html *out, ent_digest *digest);
void ent_section_assumptions(ent_html *out, ent_digest *digest);
void ent_section_warnings(ent_html *out, ent_digest *digest);
void ent_section_limits(ent_html *out, ent_digest *digest);
void ent_section_reproduce(ent_html *out, ent_digest *digest);

/* A chart with its text alternative and, under a fold, its data; without a drawing the data stand open. */
void ent_figure(ent_html *out, ent_digest *digest, const char *chart, const char *title, const ent_data *data);

/* A chart whose data are shown elsewhere: `words` stand for it. Nothing without a drawing. */
void ent_figure_alone(ent_html *out, ent_digest *digest, const char *chart, const char *title, const char *words);

#endif
