/* Numbers of any unit in words: means of measures, their ranges and differences. No digit is finer than the half-width
 * of the 95% interval justifies, and there are four at most; two where it is NaN, not known. Large numbers have a word
 * in place of zeros: "163 billion". The unit is the caller's. Buffers as in wording.h. */
#ifndef ENT_WORDING_MEASURE_WORDS_H
#define ENT_WORDING_MEASURE_WORDS_H

#include "wording/wording.h"

#include <stdbool.h>

/* Returns the number that stands for `word` ("billion"), for a scale on which the largest number is `most`; 1 and ""
 * below a million. Nothing beyond trillions has a word. */
double ent_measure_scale(double most, const char **word);

/* Writes a number: "163 billion", "4.26", "−1,250"; "?" for NaN, "no limit" for infinity. */
void ent_measure_words(char buffer[ENT_WORDING_BYTES], double value, double half_width);

/* Writes a range: "80 to 235 billion"; "" where an end is NaN. half_width: of the figure beside it. */
void ent_measure_span(char buffer[ENT_WORDING_BYTES], double low, double high, double half_width);

/* Writes a difference with its 95% interval: "+92 billion, clear", "no clear difference"; worlds as in
 * ent_wording_difference. "" for NaN. */
void ent_measure_difference_words(
    char buffer[ENT_WORDING_BYTES], double difference, double low, double high, uint64_t worlds);

/* Whether an expression takes the mean of a measure: "mean(cost)". Copies the name of the measure to `id` ("" else). */
bool ent_measure_of_expression(const char *expression, char id[ENT_WORDING_BYTES]);

#endif
