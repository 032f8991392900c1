/* Shards: files with the counts of one share of a run each, which are merged into the run. */
#ifndef ENT_CHECKPOINT_SHARDS_H
#define ENT_CHECKPOINT_SHARDS_H

#include "base/diagnostic.h"
#include "checkpoint/records.h"

/* Of the path of a shard that is written, DIR/ID/shard-3-of-8.part: components inside the results folder. */
enum { ENT_SHARD_INNER = 2 };

/* Returns the path of a shard in a result folder, "shard-3-of-8.part" (of a sweep "sweep-shard-…"), in the arena; NULL
 * when memory is out. */
const char *ent_shard_path(const char *folder, const ent_identity *identity, ent_arena *arena);

/* Returns whether the file is a whole shard of the same run, share and rows of draws.csv. */
bool ent_shard_exists(const char *path, const ent_identity *identity);

typedef struct ent_shard {
    const char *path; /* borrowed */
    ent_sealed_reader reader;
    ent_identity identity; /* in the arena given to ent_shard_open */
} ent_shard;

/* Opens a file and reads its identity. Errors as of ent_sealed_open; ENT_ERR_CHECKPOINT with reader.wrong. inner: as
 * for ent_sealed_open, 0 for a file that the user has named. A zeroed shard may be freed. */
int ent_shard_open(ent_shard *self, const char *path, size_t inner, ent_arena *arena);
void ent_shard_free(ent_shard *self);

/* Sorts the shards by share and checks that they are of one run, each share once, none missing. Errors:
 * ENT_ERR_CHECKPOINT, with messages in diagnostics that name the files. */
int ent_shards_check(ent_shard *shard, size_t count, ent_diagnostics *diagnostics);

/* Fills an empty range of all chunks with a variant's counts of all shards. Errors: ENT_ERR_CHECKPOINT with the
 * reader's `wrong`, ENT_ERR_IO, ENT_ERR_NO_MEMORY; *at is the number of the shard concerned, and the range must be
 * freed. */
int ent_shards_merge(ent_shard *shard, size_t count, size_t variant, ent_chunk_range *range, size_t *at);

#endif
