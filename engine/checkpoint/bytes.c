#include "checkpoint/bytes.h"

#include <string.h>

/* --- writing ------------------------------------------------------------------------------------------------------ */

void ent_put_bytes(ent_byte_writer *self, const void *bytes, size_t length)
{
    if (self->data != NULL && length > 0) {
        memcpy(self->data + self->length, bytes, length);
    }
    self->length += length;
}

static void put_byte(ent_byte_writer *self, unsigned byte)
{
    if (self->data != NULL) {
        self->data[self->length] = (unsigned char) byte;
    }
    self->length++;
}

void ent_put_wide(ent_byte_writer *self, ent_uint128 x)
{
    while (x >= 128) {
        put_byte(self, (unsigned) (x & 127) | 128U);
        x >>= 7;
    }
    put_byte(self, (unsigned) x);
}

void ent_put_whole(ent_byte_writer *self, uint64_t x)
{
    while (x >= 128) {
        put_byte(self, (unsigned) (x & 127) | 128U);
        x >>= 7;
    }
    put_byte(self, (unsigned) x);
}

void ent_put_signed(ent_byte_writer *self, ent_int128 x)
{
    ent_uint128 folded = (ent_uint128) x << 1;

    ent_put_wide(self, x < 0 ? ~folded : folded);
}

void ent_put_double(ent_byte_writer *self, double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof(bits));
    for (unsigned i = 0; i < 64; i += 8) {
        put_byte(self, (unsigned) (bits >> i) & 255U);
    }
}

void ent_put_text(ent_byte_writer *self, const char *text, size_t length)
{
    ent_put_whole(self, length);
    ent_put_bytes(self, text, length);
}

/* Advances i to the end of the run of zeros, or of nonzero counts, that begins there. */
#define SKIP_RUN(is_zero, i, n, zeros)                                                                                 \
    while ((i) < (n) && (is_zero) == (zeros)) {                                                                        \
        (i)++;                                                                                                         \
    }

void ent_put_counts(ent_byte_writer *self, const uint64_t *count, size_t n)
{
    for (size_t i = 0; i < n;) {
        size_t start = i;
        size_t nonzero;
        SKIP_RUN(count[i] == 0, i, n, true)
        nonzero = i;
        SKIP_RUN(count[i] == 0, i, n, false)
        ent_put_whole(self, nonzero - start);
        ent_put_whole(self, i - nonzero);
        for (; nonzero < i; nonzero++) {
            ent_put_whole(self, count[nonzero]);
        }
    }
}

void ent_put_column(ent_byte_writer *self, ent_counts count, size_t n)
{
    for (size_t i = 0; i < n;) {
        size_t start = i;
        size_t nonzero;
        SKIP_RUN(ent_count(count, i) == 0, i, n, true)
        nonzero = i;
        SKIP_RUN(ent_count(count, i) == 0, i, n, false)
        ent_put_whole(self, nonzero - start);
        ent_put_whole(self, i - nonzero);
        for (; nonzero < i; nonzero++) {
            ent_put_whole(self, ent_count(count, nonzero));
        }
    }
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static uint64_t fail(ent_byte_reader *self)
{
    self->bad = true;
    self->at = self->end;
    return 0;
}

ent_uint128 ent_get_wide(ent_byte_reader *self)
{
    ent_uint128 x = 0;

    for (unsigned shift = 0; shift < 128 && self->at < self->end; shift += 7) {
        unsigned byte = *self->at++;
        ent_uint128 digit = byte & 127U;
        if (shift > 121 && digit >> (128 - shift) != 0) {
            break;
        }
        x |= digit << shift;
        if (byte < 128) {
            return x;
        }
    }
    return fail(self);
}

uint64_t ent_get_whole(ent_byte_reader *self)
{
    ent_uint128 x = ent_get_wide(self);

    return x >> 64 == 0 ? (uint64_t) x : fail(self);
}

ent_int128 ent_get_signed(ent_byte_reader *self)
{
    ent_uint128 folded = ent_get_wide(self);
    ent_uint128 half = folded >> 1;

    return (folded & 1U) != 0 ? -(ent_int128) half - 1 : (ent_int128) half;
}

double ent_get_double(ent_byte_reader *self)
{
    uint64_t bits = 0;
    double x;

    if (self->end - self->at < 8) {
        fail(self);
        return 0.0;
    }
    for (unsigned i = 0; i < 64; i += 8) {
        bits |= (uint64_t) *self->at++ << i;
    }
    memcpy(&x, &bits, sizeof(x));
    return x;
}

const char *ent_get_text(ent_byte_reader *self, size_t *length)
{
    uint64_t n = ent_get_whole(self);
    const char *text = (const char *) self->at;

    if (self->bad || n > (uint64_t) (self->end - self->at)) {
        fail(self);
        return NULL;
    }
    *length = (size_t) n;
    self->at += n;
    return text;
}

/* Reads the lengths of the next run: skips its zeros and returns the end of its nonzero counts; 0 if bad. */
static size_t read_run(ent_byte_reader *self, size_t *i, size_t n)
{
    uint64_t zeros = ent_get_whole(self);
    uint64_t nonzero = ent_get_whole(self);

    if (self->bad || zeros > n - *i || nonzero > n - *i - zeros || zeros + nonzero == 0) {
        return (size_t) fail(self);
    }
    *i += (size_t) zeros;
    return *i + (size_t) nonzero;
}

void ent_get_counts(ent_byte_reader *self, uint64_t *count, size_t n)
{
    for (size_t i = 0; i < n && !self->bad;) {
        for (size_t end = read_run(self, &i, n); i < end; i++) {
            uint64_t more = ent_get_whole(self);
            if (more > UINT64_MAX - count[i]) {
                fail(self);
                return;
            }
            count[i] += more;
        }
    }
}

/* Adds to a count of 1, 2 or 4 bytes; false where the sum does not fit. */
static bool add_to_count(void *count, unsigned bytes, size_t i, uint64_t more)
{
    uint64_t sum = ent_count((ent_counts){.at = count, .stride = 1, .bytes = bytes}, i) + more;

    if (more > UINT32_MAX || sum >> (8 * bytes) != 0) {
        return false;
    }
    ent_count_set(count, bytes, i, (uint32_t) sum);
    return true;
}

void ent_get_column(ent_byte_reader *self, void *count, unsigned bytes, size_t n)
{
    for (size_t i = 0; i < n && !self->bad;) {
        for (size_t end = read_run(self, &i, n); i < end; i++) {
            if (!add_to_count(count, bytes, i, ent_get_whole(self))) {
                fail(self);
                return;
            }
        }
    }
}
