/* Latin hypercubes (McKay, Beckman and Conover, Technometrics 21, 1979, 239-245): of n points, each of n equal slices
 * of every dimension has exactly one, and the dimensions are put together at random. No points are stored: each is
 * found by its number. */
#ifndef ENT_DISTRIBUTION_LATIN_HYPERCUBE_H
#define ENT_DISTRIBUTION_LATIN_HYPERCUBE_H

#include <stdint.h>

/* Returns the image of `index` < count, count <= 2^31, under a random permutation of 0 … count - 1: a Feistel network
 * whose two parts are numbers below a and b, a b >= count, with sums modulo a and b, followed until the image is below
 * count (Black and Rogaway, "Ciphers with arbitrary finite domains", CT-RSA 2002, section 5). The round functions are
 * random, of the stream `key`; permutations of other keys or numbers of randomisation are independent. */
uint32_t ent_random_permutation(uint64_t key, uint32_t randomisation, uint32_t count, uint32_t index);

/* Returns the coordinate of point `index` of `count` in the dimension of the stream `key`, in (0, 1): its slice is the
 * image of the index under the permutation, its place in the slice is uniform. */
double ent_latin_hypercube(uint64_t key, uint32_t randomisation, uint32_t count, uint32_t index);

#endif
