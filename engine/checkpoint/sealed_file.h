/* The files in which partial results lie: frames, each sealed by a hash that covers all before it.
 *
 *   8 bytes    "ENTPART" and the format's number as a digit
 *   a frame:   4 bytes   its kind        } whole numbers,
 *              8 bytes   length of n     } lowest byte first
 *              n bytes   its content (checkpoint/bytes.h says how numbers are written)
 *              32 bytes  SHA-256 of: the hash before (of the first 8 bytes, for the first frame), kind, length, content
 *
 * The first frame says which run it is (checkpoint/identity.h); the last is an empty one of kind END, without which the
 * file is cut off. So no byte can be changed, lost, moved or added without being noticed. */
#ifndef ENT_CHECKPOINT_SEALED_FILE_H
#define ENT_CHECKPOINT_SEALED_FILE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { ENT_RECORD_IDENTITY = 1, ENT_RECORD_CHUNKS = 2, ENT_RECORD_POINTS = 3, ENT_RECORD_END = 4 };
enum { ENT_SEALED_DIGEST = 32 };

/* Makes the folders that lead to a file. ENT_ERR_IO with errno, ENT_ERR_NO_MEMORY. */
int ent_make_folders(const char *path, ent_arena *arena);

/* --- writing. A zeroed writer is closed. All functions: ENT_OK, or ENT_ERR_IO with errno; ENT_ERR_NO_MEMORY. --------
 */

typedef struct ent_sealed_writer {
    int file;
    const char *path, *temporary; /* temporary: NULL while appending */
    bool open;
    unsigned char digest[ENT_SEALED_DIGEST];
} ent_sealed_writer;

/* Begins a file under a temporary name beside `path`, in the arena. */
int ent_sealed_create(ent_sealed_writer *self, const char *path, ent_arena *arena);

/* Adds a frame. */
int ent_sealed_put(ent_sealed_writer *self, uint32_t kind, const void *data, size_t length);

/* Makes sure that what was put is on the disk. */
int ent_sealed_sync(ent_sealed_writer *self);

/* Ends the file, gets it to the disk and gives it its name: it is there whole, or as it was before. Closes in any case.
 */
int ent_sealed_finish(ent_sealed_writer *self);

/* Gives the file its name without an end: more is to be appended. The writer stays open. */
int ent_sealed_publish(ent_sealed_writer *self);

/* Closes; a file that was not sealed or published is gone. Always legal. */
void ent_sealed_close(ent_sealed_writer *self);

/* --- reading --------------------------------------------------------------------------------------------------------
 */

typedef struct ent_sealed_record {
    uint32_t kind;
    uint64_t at, length; /* of the content, in the file */
    unsigned char before[ENT_SEALED_DIGEST], digest[ENT_SEALED_DIGEST];
} ent_sealed_record;

typedef struct ent_sealed_reader {
    FILE *file;             /* NULL while at rest */
    const char *path;       /* borrowed */
    ent_sealed_record *frame; /* those that are sound, in order; in the arena */
    size_t frames, capacity;
    bool whole;        /* the last is the end */
    uint64_t sound;    /* bytes up to the end of the last sound frame */
    const char *wrong; /* "is cut off", "is damaged", …: the end of a sentence on the file; NULL where whole */
} ent_sealed_reader;

/* Opens and checks a file. ENT_OK: it is whole. ENT_ERR_CHECKPOINT: it is not; `wrong` says how, and the sound frames
 * before may be read. ENT_ERR_IO with errno; ENT_ERR_NO_MEMORY. */
int ent_sealed_open(ent_sealed_reader *self, const char *path, ent_arena *arena);

/* The content of a frame, in the arena; checked again. ENT_ERR_CHECKPOINT, ENT_ERR_IO, ENT_ERR_NO_MEMORY. */
int ent_sealed_read(ent_sealed_reader *self, size_t frame, ent_arena *arena, unsigned char **data);

/* Gives its file handle back; reading takes one again. For those who have many. */
void ent_sealed_release(ent_sealed_reader *self);

/* A zeroed reader may be freed. path must outlive it. */
void ent_sealed_free(ent_sealed_reader *self);

/* Cuts a file that was left without an end after its sound frames and goes on writing there. ENT_ERR_INTERRUPTED: another
 * process does so already. */
int ent_sealed_append(ent_sealed_writer *self, const char *path, const ent_sealed_reader *from);

#endif
