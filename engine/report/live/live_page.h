/* The page that holds the whole program: one HTML file with the engine as WebAssembly (engine/page/build.sh makes the
 * template), and in one element of it the scenarios that it offers. From the template and scenarios to the bytes of a
 * page; the caller reads and writes the files. */
#ifndef ENT_REPORT_LIVE_LIVE_PAGE_H
#define ENT_REPORT_LIVE_LIVE_PAGE_H

#include "report/html.h"
#include "report/live/live_scenario.h"

#include <stdbool.h>
#include <stddef.h>

#define ENT_LIVE_FILE "live.html"    /* in a results folder */
#define ENT_LIVE_PAGE "entente.html" /* as built and installed, and as `entente page` names it */

/* A template, or a page made from one. Bytes [length] are borrowed; [begin, end) is the list of its scenarios. */
typedef struct ent_live_template {
    const char *bytes;
    size_t length, begin, end;
} ent_live_template;

typedef enum ent_live_kind {
    ENT_LIVE_FINE,
    ENT_LIVE_OTHER,   /* no page of this program */
    ENT_LIVE_VERSION, /* a page of another version */
    ENT_LIVE_DAMAGED  /* the element of the scenarios is missing, or there are several */
} ent_live_kind;

/* Reads a template of this version. Of a page of another version or a damaged one self is not set. */
ent_live_kind ent_live_template_read(ent_live_template *self, const char *bytes, size_t length);

/* Whether a file is such a page, of any version; another file must not be replaced by one. */
bool ent_live_is_page(const char *bytes, size_t length);

/* Writes the template with scenario [scenarios] in place of its own. Errors: out->status. */
void ent_live_page(
    ent_html *out, const ent_live_template *template, const ent_live_scenario *scenario, size_t scenarios);

/* Writes the template with the scenarios of another page, of any version. False, with nothing written, where `page` has
 * no list of scenarios, or one with `<` in it, which this program does not write. */
bool ent_live_page_again(ent_html *out, const ent_live_template *template, const char *page, size_t length);

#endif
