#include "distribution/stream.h"

#include <string.h>

typedef struct sip {
    uint64_t v0, v1, v2, v3;
    uint64_t word; /* bytes not yet mixed, low byte first */
    size_t length;
} sip;

static uint64_t rotate(uint64_t x, int bits)
{
    return x << bits | x >> (64 - bits);
}

static void sip_round(sip *self)
{
    self->v0 += self->v1;
    self->v1 = rotate(self->v1, 13) ^ self->v0;
    self->v0 = rotate(self->v0, 32);
    self->v2 += self->v3;
    self->v3 = rotate(self->v3, 16) ^ self->v2;
    self->v0 += self->v3;
    self->v3 = rotate(self->v3, 21) ^ self->v0;
    self->v2 += self->v1;
    self->v1 = rotate(self->v1, 17) ^ self->v2;
    self->v2 = rotate(self->v2, 32);
}

static void sip_init(sip *self, uint64_t k0, uint64_t k1)
{
    *self = (sip){.v0 = k0 ^ UINT64_C(0x736f6d6570736575),
        .v1 = k1 ^ UINT64_C(0x646f72616e646f6d),
        .v2 = k0 ^ UINT64_C(0x6c7967656e657261),
        .v3 = k1 ^ UINT64_C(0x7465646279746573)};
}

static void sip_compress(sip *self, uint64_t word)
{
    self->v3 ^= word;
    sip_round(self);
    sip_round(self);
    self->v0 ^= word;
}

static void sip_add(sip *self, const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        self->word |= (uint64_t) bytes[i] << (8 * (self->length & 7));
        self->length++;
        if ((self->length & 7) == 0) {
            sip_compress(self, self->word);
            self->word = 0;
        }
    }
}

static uint64_t sip_finish(sip *self)
{
    sip_compress(self, self->word | (uint64_t) self->length << 56);
    self->v2 ^= 0xff;
    for (int i = 0; i < 4; i++) {
        sip_round(self);
    }
    return self->v0 ^ self->v1 ^ self->v2 ^ self->v3;
}

uint64_t ent_siphash(uint64_t k0, uint64_t k1, const void *bytes, size_t length)
{
    sip state;

    sip_init(&state, k0, k1);
    sip_add(&state, bytes, length);
    return sip_finish(&state);
}

ent_stream ent_stream_make(uint64_t seed, const char *path, uint32_t position)
{
    unsigned char number[4];
    sip state;

    for (int i = 0; i < 4; i++) {
        number[i] = (unsigned char) (position >> (8 * i));
    }
    sip_init(&state, seed, 0);
    sip_add(&state, (const unsigned char *) path, strlen(path));
    sip_add(&state, number, sizeof(number));
    return (ent_stream){.key = sip_finish(&state)};
}
