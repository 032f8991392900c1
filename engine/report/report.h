/* report.html: one scenario's run on one page that needs nothing else, and index.html over several. Made from a result
 * folder alone. Pure but for ent_digest_load: the caller writes the bytes. */
#ifndef ENT_REPORT_REPORT_H
#define ENT_REPORT_REPORT_H

#include "report/digest.h"
#include "report/html.h"

#define ENT_REPORT_FILE "report.html"
#define ENT_REPORT_INDEX "index.html"

/* The page of one run. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_html_report(ent_html *out, ent_digest *digest);

/* The page over several, in their order; each is linked as FOLDER/report.html, FOLDER the last part of its path. */
int ent_html_index(ent_html *out, ent_digest *digest, size_t count);

/* Whether a file's text is such an index: what somebody else wrote must not be overwritten. */
bool ent_html_is_index(const char *text);

#endif
