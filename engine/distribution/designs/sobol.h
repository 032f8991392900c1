/* Sobol' points in base 2, scrambled. A point set of 2^m points has exactly one point in each of 2^m equal slices of
 * every dimension, and many dimensions together are filled as evenly (a (t, m, s)-net; t = 0 for the first two). */
#ifndef ENT_DISTRIBUTION_SOBOL_H
#define ENT_DISTRIBUTION_SOBOL_H

#include <stddef.h>
#include <stdint.h>

enum {
    ENT_SOBOL_DIMENSIONS = 512,
    ENT_SOBOL_DIGITS = 28 /* of a coordinate, so at most 2^28 points */
};

/* The table of Joe and Kuo. */
extern const uint16_t ent_sobol_numbers[];

/* Sets direction [ENT_SOBOL_DIGITS] to the direction numbers v_1, v_2, … of a dimension below ENT_SOBOL_DIMENSIONS, in
 * units of 2^-28, by the recurrence of Bratley and Fox (ACM Trans. Math. Softw. 14, 1988, 88-100, equations 2 and 3).
 * Dimension 0 is the van der Corput sequence. */
void ent_sobol_directions(size_t dimension, uint32_t *direction);

/* Returns the coordinate of point `index` < 2^28, in units of 2^-28: the sum modulo 2, digit by digit, of the direction
 * numbers of the index's digits (in its plain binary order, not that of its Gray code; the first 2^m points are the
 * same set in either). */
uint32_t ent_sobol_point(const uint32_t *direction, uint32_t index);

/* Returns the coordinate x, in units of 2^-28, after a nested uniform scramble (Owen, "Randomly permuted (t, m, s)-nets
 * and (t, s)-sequences", Lect. Notes Stat. 106, 1995, 299-317) with 52 digits, in (0, 1): each digit is turned over by
 * a fair bit of its own for each value of all digits before it. The bits are those of the stream `key` at the address
 * of the digits, and so independent ones for each value, but for repetitions of Philox; scrambles of other keys or
 * numbers of randomisation are independent. The digits after the 28th, which are 0 in every point, become 24 bits that
 * are independent for each x. */
double ent_sobol_scramble(uint64_t key, uint32_t randomisation, uint32_t x);

#endif
