/* Numbers as bytes, the same on every machine.
 *
 * A whole number is its base-128 digits, lowest first, each but the last with the bit 128 set; a signed one is first
 * folded to 0, -1, 1, -2, … A double is its 64 bits, lowest byte first. Counts, most of which are 0, are stretches:
 * how many zeros, how many others, these; again until all are told. */
#ifndef ENT_CHECKPOINT_BYTES_H
#define ENT_CHECKPOINT_BYTES_H

#include "tally/exact_sum.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where bytes go. With data NULL they are only counted, so that the room for them can be made in one piece. */
typedef struct ent_byte_writer {
    unsigned char *data; /* borrowed; room for all that is written */
    size_t length;
} ent_byte_writer;

void ent_put_bytes(ent_byte_writer *self, const void *bytes, size_t length);
void ent_put_whole(ent_byte_writer *self, uint64_t x);
void ent_put_wide(ent_byte_writer *self, ent_uint128 x);
void ent_put_signed(ent_byte_writer *self, ent_int128 x);
void ent_put_double(ent_byte_writer *self, double x);
void ent_put_text(ent_byte_writer *self, const char *text, size_t length);
void ent_put_counts(ent_byte_writer *self, const uint64_t *count, size_t n);
void ent_put_counts32(ent_byte_writer *self, const uint32_t *count, size_t n);

/* Where bytes come from. What is not there, or is no number, reads as 0 and sets `bad`; then nothing more is read. */
typedef struct ent_byte_reader {
    const unsigned char *at, *end; /* borrowed */
    bool bad;
} ent_byte_reader;

uint64_t ent_get_whole(ent_byte_reader *self);
ent_uint128 ent_get_wide(ent_byte_reader *self);
ent_int128 ent_get_signed(ent_byte_reader *self);
double ent_get_double(ent_byte_reader *self);

/* The text's bytes, within those read, not ended by NUL; NULL when bad. */
const char *ent_get_text(ent_byte_reader *self, size_t *length);

/* Adds n counts to those there; one that would not fit is bad. */
void ent_get_counts(ent_byte_reader *self, uint64_t *count, size_t n);
void ent_get_counts32(ent_byte_reader *self, uint32_t *count, size_t n);

#endif
