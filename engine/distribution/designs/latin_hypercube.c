#include "distribution/designs/latin_hypercube.h"

#include "distribution/designs/philox_block.h"

/* Pairs of rounds: with these the images of two indices are a uniform pair, as far as two million permutations can
 * tell, for few and for many elements. */
enum { FEW = 32, PAIRS_FEW = 12, PAIRS_MANY = 5 };

/* Addresses within a stream: rounds 0, 1, …, then the place in a slice. */
enum { ADDRESS_PLACE = 64 };

/* A number below `count` from 64 random bits; its chances differ by less than 2^-33. */
static uint32_t below(uint32_t count, uint64_t bits)
{
    return (uint32_t) ((bits >> 32) * count >> 32);
}

/* Least a with a * a >= count. */
static uint32_t root_above(uint32_t count)
{
    uint32_t a = 1;
    uint32_t step = 1U << 16;

    for (; step > 0; step >>= 1) {
        uint64_t next = (uint64_t) a + step;
        a = (next - 1) * (next - 1) < count ? (uint32_t) next : a;
    }
    return a;
}

/* One pass of the network over 0 … a b - 1. */
static uint32_t pass(uint64_t key, uint32_t randomisation, uint32_t a, uint32_t b, uint32_t pairs, uint32_t x)
{
    uint32_t left = x / b;
    uint32_t right = x % b;

    for (uint32_t round = 0; round < pairs; round++) {
        left += below(a, ent_philox_block(key, right, 2 * round, randomisation).low);
        left -= left >= a ? a : 0;
        right += below(b, ent_philox_block(key, left, 2 * round + 1, randomisation).low);
        right -= right >= b ? b : 0;
    }
    return left * b + right;
}

uint32_t ent_random_permutation(uint64_t key, uint32_t randomisation, uint32_t count, uint32_t index)
{
    uint32_t a = root_above(count);
    uint32_t b = (count + a - 1) / a;
    uint32_t x = index;

    do {
        x = pass(key, randomisation, a, b, count < FEW ? PAIRS_FEW : PAIRS_MANY, x);
    } while (x >= count);
    return x;
}

/* Number of digits of count - 1. */
static unsigned digits_of(uint32_t count)
{
    unsigned digits = 0;

    while (digits < 32 && (uint64_t) 1 << digits < count) {
        digits++;
    }
    return digits;
}

/* The place has as many digits as make slice + place exact; the quotient then lies within the slice. */
double ent_latin_hypercube(uint64_t key, uint32_t randomisation, uint32_t count, uint32_t index)
{
    unsigned digits = 51 - digits_of(count);
    uint64_t bits = ent_philox_block(key, index, ADDRESS_PLACE, randomisation).low >> (64 - digits);
    double slice = (double) ent_random_permutation(key, randomisation, count, index);
    double unit = 1.0 / (double) (UINT64_C(1) << digits);

    return (slice + ((double) bits + 0.5) * unit) / (double) count;
}
