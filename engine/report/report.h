/* report.html, a self-contained page on the run of one scenario, and index.html, a page over several. Both are made
 * from loaded results folders (ent_run_data); the caller writes the bytes to a file. */
#ifndef ENT_REPORT_REPORT_H
#define ENT_REPORT_REPORT_H

#include "report/html.h"
#include "report/run_data.h"

#define ENT_REPORT_FILE "report.html"
#define ENT_REPORT_INDEX "index.html"
#define ENT_REPORT_COMPARISON "compare.html"
#define ENT_REPORT_SCORE "score.html"

/* Writes the page of one run. Error: ENT_ERR_NO_MEMORY. */
int ent_html_report(ent_html *out, ent_run_data *digest);

/* Writes the page over digest[0 ... count - 1], in this order, with links FOLDER/report.html, FOLDER the last component
 * of each path. The last line has the SHA-256 of all before it. `out` is empty. Error: ENT_ERR_NO_MEMORY. */
int ent_html_index(ent_html *out, ent_run_data *digest, size_t count);

/* Writes the page of a comparison. Error: ENT_ERR_NO_MEMORY. */
int ent_html_comparison(ent_html *out, ent_run_data *digest);

/* Notes on a score that its tables do not have. Borrowed. */
typedef struct ent_score_notes {
    const char *const *verdict; /* [verdicts] closing sentences, one a set */
    size_t verdicts;
    const char *const *warning; /* [warnings] sentences */
    size_t warnings;
} ent_score_notes;

/* Writes the page of a score. Error: ENT_ERR_NO_MEMORY. */
int ent_html_score(ent_html *out, ent_run_data *digest, const ent_score_notes *notes);

/* True for a page [length] as ent_html_index wrote it; a file of another hand, or one that was changed since, must not
 * be overwritten. */
bool ent_html_is_index(const char *bytes, size_t length);

#endif
