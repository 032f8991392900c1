/* One block of Philox4x32-10 as bits (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3",
 * SC11): the random decisions of designs, each with an address of its own. */
#ifndef ENT_DISTRIBUTION_PHILOX_BLOCK_H
#define ENT_DISTRIBUTION_PHILOX_BLOCK_H

#include <stdint.h>

/* 128 independent fair bits. */
typedef struct ent_philox_bits {
    uint64_t low, high;
} ent_philox_bits;

/* Returns the bits at the address (c0, c1, c2) of the stream `key`. */
static inline ent_philox_bits ent_philox_block(uint64_t key, uint32_t c0, uint32_t c1, uint32_t c2)
{
    uint32_t c[4] = {c0, c1, c2, 0};
    uint32_t k0 = (uint32_t) key;
    uint32_t k1 = (uint32_t) (key >> 32);

    for (int round = 0; round < 10; round++) {
        uint64_t p0 = (uint64_t) c[0] * UINT32_C(0xD2511F53);
        uint64_t p1 = (uint64_t) c[2] * UINT32_C(0xCD9E8D57);
        c[0] = (uint32_t) (p1 >> 32) ^ c[1] ^ k0;
        c[2] = (uint32_t) (p0 >> 32) ^ c[3] ^ k1;
        c[1] = (uint32_t) p1;
        c[3] = (uint32_t) p0;
        k0 += UINT32_C(0x9E3779B9);
        k1 += UINT32_C(0xBB67AE85);
    }
    return (ent_philox_bits){(uint64_t) c[1] << 32 | c[0], (uint64_t) c[3] << 32 | c[2]};
}

#endif
