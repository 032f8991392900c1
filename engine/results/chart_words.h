/* How charts say numbers and names: percentages, ranges, likelihood words, ids made readable, lines broken to fit. */
#ifndef ENT_RESULTS_CHART_WORDS_H
#define ENT_RESULTS_CHART_WORDS_H

#include "base/arena.h"

#include <stddef.h>

/* Room for any of the short texts below. */
enum { ENT_WORDS = 64 };

/* Width of a UTF-8 text in page units (a page is 720 wide) at a type size, from Lato's advance widths, and a fifth
 * more for wider fonts. */
double ent_words_width(const char *text, double size, int bold);

/* Breaks text into at most `most` lines no wider than width; what does not fit is cut with an ellipsis. Returns the
 * number of lines (at least 1), 0 when memory is out. */
size_t ent_words_wrap(
    const char *text, double width, double size, int bold, size_t most, ent_arena *arena, const char **line);

/* "66%"; "<1%" and ">99%" at the ends, since no sample shows 0 or 1; "?" for NaN. Without the sign: "66". */
void ent_words_percent(char buffer[ENT_WORDS], double probability);
void ent_words_share(char buffer[ENT_WORDS], double probability);

/* "12–31%"; one figure where both ends read alike; "" where an end is NaN. */
void ent_words_range(char buffer[ENT_WORDS], double low, double high);

/* A difference of probabilities in points, "+3.1", "−12", with no digit below a fifth of the half-width. */
void ent_words_points(char buffer[ENT_WORDS], double difference, double half_width);

/* "30,000"; "1,000,000"; fractions as "0.25". */
void ent_words_number(char buffer[ENT_WORDS], double value);

/* Rounded to two significant digits, as "9,100", and to whole numbers from 1 on. */
void ent_words_about(char buffer[ENT_WORDS], double value);

/* The word of ICD-203 for a probability: "very unlikely"; the bands' upper ends are `ent_words_band`. */
const char *ent_words_likelihood(double probability);

enum { ENT_WORDS_BANDS = 7 };

/* Upper end of a likelihood band (from 0), and its word. */
double ent_words_band(size_t band, const char **word);

/* "western_troops" -> "Western troops"; "" stays "". */
const char *ent_words_pretty(const char *id, ent_arena *arena);

/* Months as people say them: "5 years", "18 months", "1 month". */
void ent_words_months(char buffer[ENT_WORDS], double months);

#endif
