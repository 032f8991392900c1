/* Numbers as bytes, the same on every machine.
 *
 * An unsigned number is written as its base-128 digits, lowest first, each but the last with bit 128 set (LEB128); a
 * signed one is first mapped to 0, -1, 1, -2, … = 0, 1, 2, 3, … (zigzag). A double is its 64 bits, lowest byte first.
 * An array of counts, most of which are 0, is a sequence of runs: the number of zeros, the number of nonzero counts
 * after them, these counts; until all elements are written. */
#ifndef ENT_CHECKPOINT_BYTES_H
#define ENT_CHECKPOINT_BYTES_H

#include "tally/counts.h"
#include "tally/exact_sum.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Destination of bytes. With data NULL the bytes are only counted, so that memory can be allocated in one piece. */
typedef struct ent_byte_writer {
    unsigned char *data; /* borrowed; room for all bytes that will be written */
    size_t length;       /* bytes written */
} ent_byte_writer;

/* Writes raw bytes; unsigned whole numbers of 64 and 128 bits and a signed one, in as many bytes as they need (LEB128,
 * the signed one in zigzag order); the eight bytes of a double, lowest first. */
void ent_put_bytes(ent_byte_writer *self, const void *bytes, size_t length);
void ent_put_whole(ent_byte_writer *self, uint64_t x);
void ent_put_wide(ent_byte_writer *self, ent_uint128 x);
void ent_put_signed(ent_byte_writer *self, ent_int128 x);
void ent_put_double(ent_byte_writer *self, double x);

/* Writes the length, then the bytes. */
void ent_put_text(ent_byte_writer *self, const char *text, size_t length);

/* count: [n] */
void ent_put_counts(ent_byte_writer *self, const uint64_t *count, size_t n);
void ent_put_column(ent_byte_writer *self, ent_counts count, size_t n);

/* Source of bytes. A number that is missing or malformed reads as 0 and sets `bad`; from then on all numbers do. */
typedef struct ent_byte_reader {
    const unsigned char *at, *end; /* borrowed: the bytes that are left */
    bool bad;
} ent_byte_reader;

/* Reads the numbers that ent_put_whole, _wide, _signed and _double write. */
uint64_t ent_get_whole(ent_byte_reader *self);
ent_uint128 ent_get_wide(ent_byte_reader *self);
ent_int128 ent_get_signed(ent_byte_reader *self);
double ent_get_double(ent_byte_reader *self);

/* Returns a text within the source's bytes, not terminated by NUL; NULL if bad. */
const char *ent_get_text(ent_byte_reader *self, size_t *length);

/* Adds n counts to count[0 … n - 1], which in a column are of `bytes` bytes: 1, 2 or 4. A sum that does not fit sets
 * `bad`. */
void ent_get_counts(ent_byte_reader *self, uint64_t *count, size_t n);
void ent_get_column(ent_byte_reader *self, void *count, unsigned bytes, size_t n);

#endif
