/* How charts set words: the width of a line of type, and lines broken to fit. What the words are: wording/wording.h. */
#ifndef ENT_RESULTS_CHART_WORDS_H
#define ENT_RESULTS_CHART_WORDS_H

#include "base/arena.h"
#include "wording/wording.h"

#include <stddef.h>

/* Width of a UTF-8 text in page units (a page is 720 wide) at a type size, from Lato's advance widths, and a fifth
 * more for wider fonts. */
double ent_words_width(const char *text, double size, int bold);

/* Breaks text into at most `most` lines no wider than width; what does not fit is cut with an ellipsis. Returns the
 * number of lines (at least 1), 0 when memory is out. */
size_t ent_words_wrap(
    const char *text, double width, double size, int bold, size_t most, ent_arena *arena, const char **line);

#endif
