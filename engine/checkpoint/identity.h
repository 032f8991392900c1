/* Which run a partial belongs to: everything that its figures are a function of. */
#ifndef ENT_CHECKPOINT_IDENTITY_H
#define ENT_CHECKPOINT_IDENTITY_H

#include "checkpoint/bytes.h"

#include "base/arena.h"

/* A scenario file as it was read. */
typedef struct ent_identity_file {
    const char *path;
    const char *bytes; /* ended by NUL */
    size_t length;
} ent_identity_file;

/* All strings are borrowed, or in the arena that decoding was given. */
typedef struct ent_identity {
    const char *command;           /* "run" or "sweep" */
    const char *version;           /* of the program */
    const char *scenario;          /* id */
    const ent_identity_file *file; /* the scenario, then its bases: a run can be rebuilt from these alone */
    size_t files;
    const char *const *set; /* what the command line changed */
    size_t sets;
    const char *variant;     /* sweep: the variant that is varied; "" for base */
    const char *const *name; /* sweep: the sweeps that were asked for; none: all */
    size_t names;
    uint64_t seed, worlds, replications;
    uint64_t draws;         /* rows of draws.csv */
    uint64_t items;         /* variants of a run, cells of a sweep */
    uint64_t shard, shards; /* 1 … shards */
} ent_identity;

void ent_identity_encode(const ent_identity *self, ent_byte_writer *out);

/* ENT_OK, ENT_ERR_CHECKPOINT where the bytes are no identity, ENT_ERR_NO_MEMORY. */
int ent_identity_decode(ent_identity *self, const unsigned char *data, size_t length, ent_arena *arena);

/* Why two are not of one run, as the end of a sentence on `other` ("is of seed 8, not 7"); NULL where they are. Shards
 * and draws.csv are not looked at, nor are the files' paths. In the arena; an unspecific text where memory
 * is out. */
const char *ent_identity_difference(const ent_identity *self, const ent_identity *other, ent_arena *arena);

#endif
