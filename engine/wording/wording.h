/* Figures in words and digits: the one module that decides how a probability, a range, an interval or a difference is
 * worded, in charts, in the report and on the terminal.
 *
 * Probabilities are shares of simulated futures in [0, 1]; NaN stands for an unknown figure and is never printed as a
 * number. No sample proves a probability of 0 or 1, so a probability never reads 0% or 100%. No digit is finer than the
 * Monte Carlo interval justifies. All functions are pure; those with a buffer write at most ENT_WORDING_BYTES bytes to
 * it, the terminating zero included. */
#ifndef ENT_WORDING_WORDING_H
#define ENT_WORDING_WORDING_H

#include <stddef.h>
#include <stdint.h>

/* Bytes of a buffer, enough for any text below. */
enum { ENT_WORDING_BYTES = 64 };

/* --- probabilities --- */

/* Writes a probability in whole per cent: "66%"; "<1%" and ">99%" at the ends; "?" for NaN. */
void ent_wording_percent(char buffer[ENT_WORDING_BYTES], double probability);

/* As ent_wording_percent, without the sign: "66". */
void ent_wording_share(char buffer[ENT_WORDING_BYTES], double probability);

/* Writes an estimate with its 95% Monte Carlo interval [low, high], rounded to whole per cent; to 5 per cent from a
 * half-width of 5 points on, and to 10 from 15 points: "about 35%", "under 5%", "over 90%". "Under" and "over" take in
 * the whole interval: "over 34%" for 97% with 34 to 100%. From a half-width of 25 points on, the interval stands for
 * the figure: "10 to 70%"; "?" where it leaves nothing out. Without an interval (NaN) whole per cent. "?" for NaN. */
void ent_wording_figure(char buffer[ENT_WORDING_BYTES], double probability, double low, double high);

/* As ent_wording_figure, shorter: "34%", "≈35%", "<5%", ">95%", "10–70%". */
void ent_wording_compact(char buffer[ENT_WORDING_BYTES], double probability, double low, double high);

/* Writes a probability that is given and not sampled: "0%" and "100%" are possible, and near them "under 1%" and
 * "over 99%". "?" for NaN. */
void ent_wording_chance(char buffer[ENT_WORDING_BYTES], double probability);

/* Writes "In 34 of 100 futures", rounded as ent_wording_figure; "In fewer than 1 of 100 futures", "In more than 99 of
 * 100 futures", "In 10 to 70 of 100 futures"; "In none of 1,000,000 futures" and "In all 1,000,000 futures" for a share
 * of exactly 0 or 1 (with `draws` 0, an unknown number: "In none of the futures"). "In an unknown share of futures" for
 * NaN and for an interval that leaves nothing out. */
void ent_wording_futures(char buffer[ENT_WORDING_BYTES], double probability, double low, double high, uint64_t draws);

/* Returns the word for a probability by ICD 203 (Office of the Director of National Intelligence, Analytic Standards,
 * 2015): almost no chance 1-5%, very unlikely to 20%, unlikely to 45%, roughly even chance to 55%, likely to 80%, very
 * likely to 95%, almost certain to 99%; the outer words also apply below 1% and above 99%. A probability on the border
 * of two bands belongs to the upper one. "not known" for NaN. */
const char *ent_wording_likelihood(double probability);

/* Writes the word for an estimate: that of the probability, or, from a half-width of the 95% interval of 2 points on,
 * the words of both ends of the interval: "very unlikely to unlikely". "" without an interval, since the error of the
 * estimate is then unknown, for an interval that leaves nothing out, and for NaN. */
void ent_wording_likelihood_figure(char buffer[ENT_WORDING_BYTES], double probability, double low, double high);

/* Number of likelihood bands. */
enum { ENT_WORDING_BANDS = 7 };

/* Returns the upper end, in (0, 1], of the likelihood band `band` (from 0), and sets *word to its word. */
double ent_wording_band(size_t band, const char **word);

/* Writes the words of both ends of a range: "very unlikely to likely"; one word when they are equal; "" when an end is
 * NaN. */
void ent_wording_likelihoods(char buffer[ENT_WORDING_BYTES], double low, double high);

/* --- ranges and intervals --- */

/* Rounds the ends [*from, *to] of a range outwards to the unit of the estimate beside it, which has the 95% interval
 * [low, high]: the range then contains the figure as printed. No effect for an estimate in whole per cent and without
 * an interval (NaN). */
void ent_wording_widen(double *from, double *to, double low, double high);

/* Writes a range of probabilities in figures: "12–31%"; one figure when both ends read the same; "" when an end is
 * NaN. */
void ent_wording_range(char buffer[ENT_WORDING_BYTES], double low, double high);

/* As ent_wording_range, for a sentence: "12 to 31", "under 1 to 31", "12 to over 99". */
void ent_wording_span(char buffer[ENT_WORDING_BYTES], double low, double high);

/* Writes a Monte Carlo interval: "31–37%", with as many decimals (at most two) as distinguish its ends: "13.5–14.1%";
 * "under 0.2%" and "over 99.8%" when it ends at 0 or 1. "" when an end is NaN. */
void ent_wording_interval(char buffer[ENT_WORDING_BYTES], double low, double high);

/* --- differences of two probabilities --- */

/* Writes a difference in percentage points: "+3.1", "−12"; one decimal when the half-width of the 95% interval, as a
 * probability, is below 0.005, else none. "?" for NaN. */
void ent_wording_points(char buffer[ENT_WORDING_BYTES], double difference, double half_width);

/* Returns 1 when an interval of any unit excludes 0; 0 when it contains or touches 0, and when an end is NaN. */
int ent_wording_excludes_zero(double low, double high);

/* Least difference of two probabilities that is worth a word: a tenth of a point. */
#define ENT_WORDING_LEAST_DIFFERENCE 0.001

/* Returns 1 when a difference of two probabilities is clear: its 95% interval excludes 0, and it is at least a tenth of
 * a point. 0 otherwise, and when a number is NaN. */
int ent_wording_is_clear(double difference, double low, double high);

/* Least number of worlds for a difference; number of worlds from which on it is not printed beside the difference. */
enum { ENT_WORDING_LEAST_WORLDS = 10, ENT_WORDING_FEW_WORLDS = 30 };

/* Writes a difference of probabilities with its 95% interval: "+5 points, clear"; "no clear difference" when the
 * interval contains or touches 0; "less than a tenth of a point" where it excludes 0; "+0.2 points, small but clear"
 * below half a point, which figures in whole per cent do not show; "+5 points, interval not known" without an interval.
 * worlds: number of worlds that stand behind both probabilities (0: not known): "cannot be told from 3 worlds", "+5
 * points, clear on 12 worlds". "" for NaN. */
void ent_wording_difference(
    char buffer[ENT_WORDING_BYTES], double difference, double low, double high, uint64_t worlds);

/* Writes the share of worlds in which a variant is above the base: "better in 93 of 100 worlds"; "better in every
 * world" and "better in no world" for 1 and 0; "better in over 99 of 100 worlds" close to them. "" for NaN. */
void ent_wording_better(char buffer[ENT_WORDING_BYTES], double better);

/* Writes the range of a difference of probabilities across worlds: "â2 to +9 points across worlds"; one figure
 * when both ends read the same. half_width: of the 95% interval of the difference, which sets the digits. "" when an
 * end is NaN. */
void ent_wording_difference_range(char buffer[ENT_WORDING_BYTES], double low, double high, double half_width);

/* --- other numbers --- */

/* Writes a number of any unit: "30,000"; "−1,250"; fractions to four digits, "0.25"; "?" for NaN, "no limit" for
 * infinity. */
void ent_wording_number(char buffer[ENT_WORDING_BYTES], double value);

/* Writes a number rounded to two significant digits, as "9,100", and to an integer from 1 on. */
void ent_wording_about(char buffer[ENT_WORDING_BYTES], double value);

/* Returns the ending of a noun after a number: "" for exactly 1, else "s". */
const char *ent_wording_plural(double count);

/* Returns "is" for exactly 1, else "are". */
const char *ent_wording_are(double count);

/* Writes a count with its noun, which takes an s in the plural: "1 world", "2,000 worlds". */
void ent_wording_count(char buffer[ENT_WORDING_BYTES], uint64_t count, const char *noun);

/* Writes a duration in months with a no-break space: "5 years", "18 months", "1 month"; "?" for NaN. */
void ent_wording_months(char buffer[ENT_WORDING_BYTES], double months);

#endif
