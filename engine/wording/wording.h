/* Figures in words and digits: the one place that decides how a probability, a range, an interval or a difference is
 * said, in charts, in the report and on the terminal.
 *
 * Probabilities are shares of simulated futures in [0, 1]; NaN stands for a figure that there is not, and is never said
 * as a number. No sample shows 0 or 1, so a probability never reads 0% or 100%. No digit is finer than the Monte Carlo
 * interval justifies. All functions are pure and write at most the size of their buffer, NUL included. */
#ifndef ENT_WORDING_WORDING_H
#define ENT_WORDING_WORDING_H

#include "base/arena.h"

#include <stddef.h>
#include <stdint.h>

/* Room for any of the texts below. */
enum { ENT_WORDS = 64 };

/* --- probabilities --- */

/* "66%"; "<1%" and ">99%" at the ends; "?" for NaN. Without the sign: "66". */
void ent_words_percent(char buffer[ENT_WORDS], double probability);
void ent_words_share(char buffer[ENT_WORDS], double probability);

/* The same for an estimate whose 95% Monte Carlo interval is known: in whole per cent, but to the nearest 5 where the
 * interval reaches 5 points or more to either side, and to the nearest 10 from 15 points: "about 35%". Ends of NaN: no
 * interval is known, whole per cent. */
void ent_words_figure(char buffer[ENT_WORDS], double probability, double low, double high);

/* The same where room is short: "34%", "≈35%", "<5%", ">95%". */
void ent_words_compact(char buffer[ENT_WORDS], double probability, double low, double high);

/* A chance that is given, not sampled: "0%" and "100%" are said, near them "under 1%" and "over 99%". */
void ent_words_chance(char buffer[ENT_WORDS], double probability);

/* "In 34 of 100 futures", rounded as ent_words_figure; "In fewer than 1 of 100 futures", "In more than 99 of 100
 * futures"; "In none of 1,000,000 futures" and "In all 1,000,000 futures" where the share is exactly 0 or 1 (draws 0:
 * their number is not known, "In none of the futures"). NaN: "In an unknown share of futures". */
void ent_words_futures(char buffer[ENT_WORDS], double probability, double low, double high, uint64_t draws);

/* The word of ICD 203 (Office of the Director of National Intelligence, Analytic Standards, 2015) for a probability:
 * almost no chance 1-5%, very unlikely to 20%, unlikely to 45%, roughly even chance to 55%, likely to 80%, very likely
 * to 95%, almost certain to 99%; the outer words also serve below 1% and above 99%. A probability on the border of two
 * bands has the upper one's. "not known" for NaN. */
const char *ent_words_likelihood(double probability);

/* The word for an estimate: that of the probability, or, where the 95% interval reaches 5 points or more to either
 * side, those from one of its ends to the other: "very unlikely to unlikely". Without an interval it is not known how
 * far the estimate may be off, and there is no word: "". */
void ent_words_likelihood_figure(char buffer[ENT_WORDS], double probability, double low, double high);

enum { ENT_WORDS_BANDS = 7 };

/* Upper end of a likelihood band (from 0), and its word. */
double ent_words_band(size_t band, const char **word);

/* The words from one end of a range to the other: "very unlikely to likely", one word where both are the same; ""
 * where an end is NaN. */
void ent_words_likelihoods(char buffer[ENT_WORDS], double low, double high);

/* --- ranges and intervals --- */

/* A range in figures, "12–31%", and in a sentence, "12 to 31", "under 1 to 31", "12 to over 99". One figure where both
 * ends read alike; "" where an end is NaN. */
void ent_words_range(char buffer[ENT_WORDS], double low, double high);
void ent_words_span(char buffer[ENT_WORDS], double low, double high);

/* A Monte Carlo interval: "31–37%", with as many decimals (two at most) as it takes to tell its ends apart:
 * "13.5–14.1%"; "under 0.2%" and "over 99.8%" where it ends at 0 or 1. "" where an end is NaN. */
void ent_words_interval(char buffer[ENT_WORDS], double low, double high);

/* --- differences of two probabilities, in points --- */

/* "+3.1", "−12": one decimal where the half-width of the 95% interval is below half a point, else none. */
void ent_words_points(char buffer[ENT_WORDS], double difference, double half_width);

/* 1 where the interval leaves out 0, 0 where it contains or touches it or is not known. */
int ent_words_is_clear(double low, double high);

/* "+5 points, clear"; "no clear difference" where the interval contains or touches 0; without an interval "+5 points,
 * interval not known"; "up by less than 0.1 points, clear" where one decimal would show 0. "" where there is no
 * difference (NaN). */
void ent_words_difference(char buffer[ENT_WORDS], double difference, double low, double high);

/* --- other numbers --- */

/* "30,000"; "−1,250"; fractions to four digits, "0.25"; "?" for NaN, "no limit" for infinity. */
void ent_words_number(char buffer[ENT_WORDS], double value);

/* Rounded to two significant digits, as "9,100", and to whole numbers from 1 on. */
void ent_words_about(char buffer[ENT_WORDS], double value);

/* "1 world", "2,000 worlds": a count with its noun, which takes an s. */
void ent_words_count(char buffer[ENT_WORDS], uint64_t count, const char *noun);

/* Months as people say them, with a no-break space: "5 years", "18 months", "1 month"; "?" for NaN. */
void ent_words_months(char buffer[ENT_WORDS], double months);

/* --- names --- */

/* "western_troops" -> "Western troops"; "" stays "". NULL when memory is out. */
const char *ent_words_pretty(const char *id, ent_arena *arena);

#endif
