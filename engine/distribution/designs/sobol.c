#include "distribution/designs/sobol.h"

#include "distribution/designs/philox_block.h"

enum {
    BLOCK_DIGITS = 7, /* a block of 128 bits has one for each node of a binary tree of 7 levels */
    TAIL_DIGITS = 24
};

/* --- points ------------------------------------------------------------------------------------------------------- */

/* Degree of a polynomial over GF(2), given its coefficients as bits. */
static unsigned degree_of(uint32_t polynomial)
{
    unsigned degree = 0;

    while (polynomial >> (degree + 1) != 0) {
        degree++;
    }
    return degree;
}

/* The row of the table for dimension 1, 2, …. */
static const uint16_t *row_of(size_t dimension)
{
    const uint16_t *row = ent_sobol_numbers;

    for (size_t d = 1; d < dimension; d++) {
        row += 1 + degree_of(*row);
    }
    return row;
}

void ent_sobol_directions(size_t dimension, uint32_t *direction)
{
    const uint16_t *row = dimension > 0 ? row_of(dimension) : NULL;
    unsigned degree = row != NULL ? degree_of(*row) : ENT_SOBOL_DIGITS;

    for (unsigned k = 0; k < degree; k++) {
        uint32_t m = row != NULL ? row[1 + k] : 1;
        direction[k] = m << (ENT_SOBOL_DIGITS - 1 - k);
    }
    for (unsigned k = degree; k < ENT_SOBOL_DIGITS; k++) {
        uint32_t v = direction[k - degree] ^ direction[k - degree] >> degree;
        for (unsigned j = 1; j < degree; j++) {
            v ^= (*row >> (degree - j) & 1U) != 0 ? direction[k - j] : 0;
        }
        direction[k] = v;
    }
}

uint32_t ent_sobol_point(const uint32_t *direction, uint32_t index)
{
    uint32_t x = 0;

    for (; index != 0; index >>= 1, direction++) {
        x ^= (index & 1U) != 0 ? *direction : 0;
    }
    return x;
}

/* --- scrambling --------------------------------------------------------------------------------------------------- */

/* Turns over 7 digits by the bits of their tree: node 1 is its root, nodes 2 n and 2 n + 1 follow n. */
static uint32_t scramble_digits(ent_philox_bits bits, uint32_t digits)
{
    uint32_t node = 1;
    uint32_t made = 0;

    for (unsigned level = BLOCK_DIGITS; level-- > 0;) {
        uint32_t digit = digits >> level & 1U;
        uint64_t word = node < 64 ? bits.low : bits.high;
        made = made << 1 | (digit ^ (uint32_t) (word >> (node & 63U) & 1U));
        node = node << 1 | digit;
    }
    return made;
}

double ent_sobol_scramble(uint64_t key, uint32_t randomisation, uint32_t x)
{
    const uint32_t blocks = ENT_SOBOL_DIGITS / BLOCK_DIGITS;
    uint64_t made = 0;

    for (uint32_t b = 0; b < blocks; b++) {
        unsigned left = ENT_SOBOL_DIGITS - BLOCK_DIGITS * b;
        uint32_t before = b > 0 ? x >> left : 0;
        uint32_t digits = x >> (left - BLOCK_DIGITS) & ((1U << BLOCK_DIGITS) - 1);
        made = made << BLOCK_DIGITS | scramble_digits(ent_philox_block(key, before, b, randomisation), digits);
    }
    made = made << TAIL_DIGITS | ent_philox_block(key, x, blocks, randomisation).low >> (64 - TAIL_DIGITS);
    return ((double) made + 0.5) * 0x1p-52;
}
