/* Streams: each random quantity has its own sequence of uniforms, addressed by seed, path and position, so that a
 * change of one quantity leaves the draws of all others unchanged. */
#ifndef ENT_DISTRIBUTION_STREAM_H
#define ENT_DISTRIBUTION_STREAM_H

#include <stddef.h>
#include <stdint.h>

typedef struct ent_stream {
    uint64_t key; /* key of Philox4x32-10: see kernels/kernels.h */
} ent_stream;

/* SipHash-2-4 (Aumasson and Bernstein 2012, "SipHash: a fast short-input PRF") of `length` bytes under the 128-bit key
 * (k0, k1). */
uint64_t ent_siphash(uint64_t k0, uint64_t k1, const void *bytes, size_t length);

/* The stream of the quantity at `position` (from 0) in the setting `path`. Its key is SipHash-2-4, under the key
 * (seed, 0), of the bytes of the path followed by the position as four bytes, low byte first. Among n streams two keys
 * are equal with probability about n^2 / 2^65. */
ent_stream ent_stream_make(uint64_t seed, const char *path, uint32_t position);

#endif
