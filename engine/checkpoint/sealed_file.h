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
 * which the file is cut off. So a byte that is changed, lost, moved or added is detected. */
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

/* Creates the folders that lead to a file. arena: for scratch. Errors: ENT_ERR_IO with errno, ENT_ERR_NO_MEMORY. */
int ent_make_folders(const char *path, ent_arena *arena);

/* --- writing ------------------------------------------------------------------------------------------------------ */

/* A zeroed writer is closed. Errors of all functions: ENT_ERR_IO with errno; ENT_ERR_NO_MEMORY. */
typedef struct ent_sealed_writer {
    int file; /* descriptor */
    const char *path;
    const char *temporary; /* the file's name until it is published; NULL afterwards */
    bool open;
    unsigned char digest[ENT_SEALED_DIGEST]; /* hash of all bytes written */
} ent_sealed_writer;

/* Creates a file under a temporary name of this process beside `path`, PATH.PROCESS.new, so that two processes that
 * write one shard do not mix their bytes: the last to publish wins. Both names are in the arena. ENT_ERR_IO where there
 * is such a file or link that a running process writes. */
int ent_sealed_create(ent_sealed_writer *self, const char *path, ent_arena *arena);

/* Appends a record. data: [length] bytes. */
int ent_sealed_put(ent_sealed_writer *self, uint32_t kind, const void *data, size_t length);

/* Flushes all records to the disk. */
int ent_sealed_sync(ent_sealed_writer *self);

/* Appends the END record, flushes, and gives the file its name, replacing an older file as a whole. Closes the writer,
 * also after an error. */
int ent_sealed_finish(ent_sealed_writer *self);

/* Gives the file its name without an END record: more records will be appended. The writer stays open. */
int ent_sealed_publish(ent_sealed_writer *self);

/* Closes the writer; always legal. Removes a file that was neither finished nor published. */
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
    ent_sealed_record *record; /* [records] sound records in order; in the arena */
    size_t records, capacity;
    bool whole;        /* the last record is of kind END */
    uint64_t sound;    /* bytes up to the end of the last sound record */
    const char *wrong; /* the fault, as the end of a sentence ("is cut off"); NULL if the file is whole */
} ent_sealed_reader;

/* Opens a file and verifies its hashes. Errors: ENT_ERR_CHECKPOINT: it is not whole, see `wrong`; the sound records may
 * be read. ENT_ERR_IO with errno; ENT_ERR_NO_MEMORY. A zeroed reader may be freed. */
int ent_sealed_open(ent_sealed_reader *self, const char *path, ent_arena *arena);
void ent_sealed_free(ent_sealed_reader *self);

/* Reads and verifies the content of a record: *data, [record[i].length] bytes in the arena. Errors: ENT_ERR_CHECKPOINT,
 * ENT_ERR_IO, ENT_ERR_NO_MEMORY. */
int ent_sealed_read(ent_sealed_reader *self, size_t record, ent_arena *arena, unsigned char **data);

/* Closes the file until the next read, since a process may hold few files open. */
void ent_sealed_release(ent_sealed_reader *self);

/* Cuts a file without END after its sound records and continues to write there. from: a reader of the file.
 * Errors: ENT_ERR_IO; ENT_ERR_INTERRUPTED: another process writes to it. */
int ent_sealed_append(ent_sealed_writer *self, const char *path, const ent_sealed_reader *from);

/* Removes the temporary files of `path` that processes which ended left behind. alone: the caller keeps all others from
 * writing, so that empty ones go too. */
void ent_sealed_remove_stale(const char *path, bool alone);

#endif
