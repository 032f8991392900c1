/* A drawing by gnuplot as part of a page: the same shapes, but with ids of their own, no fonts or fixed colours that
 * the page could not change, and nothing that could run, load or link to anything. */
#ifndef ENT_REPORT_SVG_H
#define ENT_REPORT_SVG_H

#include "report/html.h"

/* Writes the drawing as an inline <svg role="img"> with `title` and `description` for those who do not see it. Ids are
 * prefixed by `name` (letters, digits, _ and - only). Colours become var(--cRRGGBB, #RRGGBB), so that a style sheet can
 * map the charts' palette. The title has the class ENT_PAGE_TITLE_MARK. Only elements and attributes that gnuplot
 * writes are let through: any other makes it ENT_ERR_ARGUMENT, and nothing is written. ENT_OK, ENT_ERR_NO_MEMORY (also
 * in out->status). */
int ent_svg_inline(
    ent_html *out, const char *name, const char *svg, size_t length, const char *title, const char *description);

/* Writes the drawing's title as text, its lines joined by blanks, for screens that show only one side of a drawing at a
 * time. The title is the text in the font that ENT_PAGE_TITLE_MARK marks. The drawing must be one that ent_svg_inline
 * took: its text is copied with its entities. Nothing is written where there is no title. */
void ent_svg_title(ent_html *out, const char *svg, size_t length);

#endif
