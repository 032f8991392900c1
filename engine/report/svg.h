/* A drawing by gnuplot as part of a page: the same shapes, but with ids of their own, no fonts or fixed colours that
 * the page could not change, and nothing that could run, load or link to anything. */
#ifndef ENT_REPORT_SVG_H
#define ENT_REPORT_SVG_H

#include "report/html.h"

/* Writes the drawing as an inline <svg role="img"> with `title` and `description` for those who do not see it. Ids are
 * prefixed by `name` (letters, digits, _ and - only). Colours become var(--cRRGGBB, #RRGGBB), so that a style sheet can
 * map the charts' palette. Only elements and attributes that gnuplot writes are let through: any other makes it
 * ENT_ERR_ARGUMENT, and nothing is written. ENT_OK, ENT_ERR_NO_MEMORY (also in out->status). */
int ent_svg_inline(
    ent_html *out, const char *name, const char *svg, size_t length, const char *title, const char *description);

/* The drawing's title as text (it is set larger than all else), its lines joined: for screens that show only a part of
 * the drawing at a time. Of a drawing that ent_svg_inline took. Nothing is written where there is none. */
void ent_svg_title(ent_html *out, const char *svg, size_t length);

#endif
