/* Widths of text and line breaking. Lengths are in page units: a page is 720 wide. */
#ifndef ENT_CHARTS_LAYOUT_TEXT_METRICS_H
#define ENT_CHARTS_LAYOUT_TEXT_METRICS_H

#include "base/arena.h"
#include "wording/wording.h"

#include <stdbool.h>
#include <stddef.h>

/* Returns the width of a UTF-8 text, in page units, at a type size (in page units): the sum of Lato's advance widths,
 * times 1.2 for readers with a wider font. bold: 0 or 1. */
double ent_chart_text_width(const char *text, double size, int bold);

/* Whether a text has letters of a script that is written from the right (Hebrew, Arabic and their neighbours). */
bool ent_chart_text_is_from_right(const char *text);

/* A name as part of a sentence: without marks of direction, so that it cannot reorder the words and figures beside it,
 * and between isolates (Unicode Standard Annex 9) where it is written from the right. In the arena, or the name itself;
 * NULL when memory is out. */
const char *ent_chart_text_isolated(const char *name, ent_arena *arena);

/* Breaks text into at most `most` lines no wider than `width`, at spaces and after hyphens within words. Text that does
 * not fit is cut in the middle of its last line, with an ellipsis; a word wider than another line is cut at its end.
 * line: room for `most` texts, allocated in the arena. Returns the number of lines, at least 1; 0 when memory is out.
 */
size_t ent_chart_text_wrap(
    const char *text, double width, double size, int bold, size_t most, ent_arena *arena, const char **line);

#endif
