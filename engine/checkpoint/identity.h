/* The identity of a run: everything that its figures depend on. Counts of two files may be added only if their
 * identities agree. */
#ifndef ENT_CHECKPOINT_IDENTITY_H
#define ENT_CHECKPOINT_IDENTITY_H

#include "checkpoint/bytes.h"

#include "base/arena.h"

/* A scenario file as it was read. */
typedef struct ent_identity_file {
    const char *path;
    const char *bytes; /* [length], terminated by NUL */
    size_t length;
} ent_identity_file;

/* Strings and arrays are borrowed, or in the arena given to ent_identity_decode. */
typedef struct ent_identity {
    const char *command;  /* "run" or "sweep" */
    const char *version;  /* of the program */
    const char *scenario; /* id */
    const ent_identity_file
        *file; /* [files] the scenario, its bases, then their tables: a run can be rebuilt from these alone */
    size_t files;
    const char *const *set; /* [sets] "path = value" arguments of the command line */
    size_t sets;
    const char *variant;     /* sweep: the variant that is varied; "" for base */
    const char *const *name; /* [names] sweep: ids of the sweeps to run; none: all */
    size_t names;
    uint64_t seed, worlds, replications;
    uint64_t draws;         /* rows of draws.csv, below 2^63 */
    bool draws_first;       /* these are the first draws; false: evenly over all worlds */
    uint64_t items;         /* number of variants of a run, of points of a sweep */
    uint64_t shard, shards; /* shard 1 … shards of the run; 1 of 1: the whole run */
} ent_identity;

/* Writes an identity as bytes. */
void ent_identity_encode(const ent_identity *self, ent_byte_writer *out);

/* Reads an identity; its strings are copied into the arena. data: [length]. Errors: ENT_ERR_CHECKPOINT: the bytes are
 * not an identity; ENT_ERR_NO_MEMORY. */
int ent_identity_decode(ent_identity *self, const unsigned char *data, size_t length, ent_arena *arena);

/* Returns the first difference between two runs, as the end of a sentence about `other` ("is of seed 8, not 7"); NULL
 * if they are the same run. Shards, rows of draws.csv and paths of files are not compared. The text is in the arena, or
 * a constant if memory is out. */
const char *ent_identity_difference(const ent_identity *self, const ent_identity *other, ent_arena *arena);

#endif
