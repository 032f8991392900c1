/* Sealed files: sequences of records, each sealed by a hash that covers all bytes before it.
 *
 *   8 bytes    "ENTPART" and the number of the format as a digit
 *   a record:  4 bytes   its kind        } unsigned, lowest
 *              8 bytes   length n        } byte first
 *              n bytes   its content (numbers as in checkpoint/bytes.h)
 *              32 bytes  SHA-256 of: the hash before (of the first 8 bytes, for the first record), kind, length,
 * content
 *
 * The first record is the identity of the run (checkpoint/identity.h); the last is an empty one of kind END, without
 * which the file is cut off. So a byte that is changed, lost, moved or added is detected.
 *
 * The last `inner` components of a path are inside a results folder, where no link is followed
 * (checkpoint/inner_path.h); for reading it may also be 0, for a file that the user has named itself. Nothing here
 * waits for a pipe or a device. */
#ifndef ENT_CHECKPOINT_SEALED_FILE_H
#define ENT_CHECKPOINT_SEALED_FILE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Kinds of records. The numbers are part of the format. */
enum { ENT_RECORD_IDENTITY = 1, ENT_RECORD_CHUNKS = 2, ENT_RECORD_POINTS = 3, ENT_RECORD_END = 4 };
enum { ENT_SEALED_DIGEST = 32 }; /* bytes of a hash */

/* The reason of an errno of the functions below as words. Static storage, or that of strerror. */
const char *ent_sealed_reason(int error);

/* --- writing ------------------------------------------------------------------------------------------------------ */

/* A zeroed writer is closed. Errors of all functions: ENT_ERR_IO with errno; ENT_ERR_NO_MEMORY. */
typedef struct ent_sealed_writer {
    int file;                  /* descriptor */
    const char *folder, *name; /* the folder that the user has named, and the file within it */
    const char *inner;         /* the folder of the file within that folder; "": itself */
    const char *temporary;     /* the file's name until it is published; NULL afterwards */
    bool open;
    unsigned char digest[ENT_SEALED_DIGEST]; /* hash of all bytes written */
} ent_sealed_writer;

/* Creates a file under a temporary name of this process beside `path`, PATH.PROCESS.new, so that two processes that
 * write one shard do not mix their bytes: the last to publish wins. Both names are in the arena. ENT_ERR_IO where there
 * is such a file or link that a running process writes, and, with EEXIST, where `path` is no sealed file: it may be a
 * user's. */
int ent_sealed_create(ent_sealed_writer *self, const char *path, size_t inner, ent_arena *arena);

/* Appends a record. data: [length] bytes. */
int ent_sealed_put(ent_sealed_writer *self, uint32_t kind, const void *data, size_t length);

/* Flushes all records to the disk. */
int ent_sealed_sync(ent_sealed_writer *self);

/* Appends the END record, flushes, and gives the file its name, replacing an older file as a whole. Closes the writer,
 * also after an error. */
int ent_sealed_finish(ent_sealed_writer *self);

/* Gives the file its name without an END record: more records will be appended. The writer stays open. */
int ent_sealed_publish(ent_sealed_writer *self);

/* Closes the writer; always legal. Removes a file that was neither finished nor published. Keeps errno. */
void ent_sealed_close(ent_sealed_writer *self);

/* --- reading ------------------------------------------------------------------------------------------------------ */

/* Where a record is in the file. */
typedef struct ent_sealed_record {
    uint32_t kind;
    uint64_t at, length;                                                /* of the content, in bytes */
    unsigned char before[ENT_SEALED_DIGEST], digest[ENT_SEALED_DIGEST]; /* hash before the record; after it */
} ent_sealed_record;

typedef struct ent_sealed_reader {
    FILE *file;                /* NULL while released */
    const char *path;          /* borrowed; must outlive the reader */
    size_t inner;              /* its last components that are inside a results folder */
    ent_sealed_record *record; /* [records] sound records in order; in the arena */
    size_t records, capacity;
    bool whole;        /* the last record is of kind END */
    uint64_t sound;    /* bytes up to the end of the last sound record */
    const char *wrong; /* the fault, as the end of a sentence ("is cut off"); NULL if the file is whole */
} ent_sealed_reader;

/* Opens a file and verifies its hashes. Errors: ENT_ERR_CHECKPOINT: it is not whole, see `wrong`; the sound records may
 * be read. ENT_ERR_IO with errno; ENT_ERR_NO_MEMORY. A zeroed reader may be freed. */
int ent_sealed_open(ent_sealed_reader *self, const char *path, size_t inner, ent_arena *arena);
void ent_sealed_free(ent_sealed_reader *self);

/* Reads and verifies the content of a record: *data, [record[i].length] bytes in the arena. Errors: ENT_ERR_CHECKPOINT,
 * ENT_ERR_IO, ENT_ERR_NO_MEMORY. */
int ent_sealed_read(ent_sealed_reader *self, size_t record, ent_arena *arena, unsigned char **data);

/* Closes the file until the next read, since a process may hold few files open. */
void ent_sealed_release(ent_sealed_reader *self);

/* Cuts a file without END after its sound records and continues to write there. from: a reader of the file.
 * Errors: ENT_ERR_IO; ENT_ERR_INTERRUPTED: another process writes to it. */
int ent_sealed_append(ent_sealed_writer *self, const char *path, size_t inner, const ent_sealed_reader *from);

/* Removes the temporary files of `path` that processes which ended left behind. alone: the caller keeps all others from
 * writing, so that empty ones go too. */
void ent_sealed_remove_stale(const char *path, size_t inner, bool alone);

/* Returns 0 where a sealed file or nothing has that name; else the errno of what is in the way, for ent_sealed_reason:
 * EEXIST for a file of another hand, others for a link or a pipe, and when memory is out. */
int ent_sealed_in_the_way(const char *path, size_t inner);

/* Removes a sealed file; anything else of that name is left alone. */
void ent_sealed_remove(const char *path, size_t inner);

#endif
