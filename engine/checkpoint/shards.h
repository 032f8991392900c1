/* Shards: the counts of one share of a run each, and how they become one run again. */
#ifndef ENT_CHECKPOINT_SHARDS_H
#define ENT_CHECKPOINT_SHARDS_H

#include "base/diagnostic.h"
#include "checkpoint/records.h"

/* "shard-3-of-8.part" in a result folder ("sweep-shard-…" of a sweep). In the arena; NULL when memory is out. */
const char *ent_shard_path(const char *folder, const ent_identity *identity, ent_arena *arena);

/* Whether there is a whole shard of this run and share already. */
bool ent_shard_exists(const char *path, const ent_identity *identity);

typedef struct ent_shard {
    const char *path; /* borrowed */
    ent_sealed_reader reader;
    ent_identity identity; /* in the arena given */
} ent_shard;

/* Opens a file and reads which run it is of. Statuses of ent_sealed_open; ENT_ERR_CHECKPOINT with reader.wrong. A zeroed
 * shard may be freed. */
int ent_shard_open(ent_shard *self, const char *path, ent_arena *arena);
void ent_shard_free(ent_shard *self);

/* Whether the shards are of one run, each share once, none missing; what is wrong goes to diagnostics, with the files'
 * names. Puts them in the order of their shares. ENT_OK or ENT_ERR_CHECKPOINT. */
int ent_shards_check(ent_shard *shard, size_t count, ent_diagnostics *diagnostics);

/* Fills an empty part of all chunks with a variant's counts of all shards. ENT_OK; else *at is the shard that could not
 * be read: ENT_ERR_CHECKPOINT with its reader.wrong, ENT_ERR_IO, ENT_ERR_NO_MEMORY. */
int ent_shards_merge(ent_shard *shard, size_t count, size_t variant, ent_chunk_range *part, size_t *at);

#endif
