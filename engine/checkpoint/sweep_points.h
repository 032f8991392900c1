/* The finished points of a sweep on disk: a sealed file that grows by a record at each save (checkpoint/sealed_file.h).
 * After a kill the sound records are read, and the rest is cut off. */
#ifndef ENT_CHECKPOINT_SWEEP_POINTS_H
#define ENT_CHECKPOINT_SWEEP_POINTS_H

#include "checkpoint/records.h"
#include "tally/estimate.h"

/* Results of a sweep, a point each. Arrays are borrowed. */
typedef struct ent_sweep_points {
    size_t count;
    ent_estimate *estimate; /* [count] set where done */
    bool *done;             /* [count] */
} ent_sweep_points;

typedef struct ent_sweep_points_file {
    ent_arena arena;
    const char *folder, *path; /* DIR/ID/.checkpoint, and the file in it */
    ent_sealed_writer writer;
    bool *written;    /* [count] points that are in the file */
    const char *note; /* why a file found is not used, as the end of a sentence; NULL */
} ent_sweep_points_file;

/* Reads the points in the file into `points`, unless `fresh`; creates nothing. *found: number of points read. A zeroed
 * file may be closed. Errors: ENT_ERR_NO_MEMORY. */
int ent_sweep_points_open(ent_sweep_points_file *self, const char *result, const ent_identity *identity, bool fresh,
    ent_sweep_points *points, size_t *found);

/* Appends the points that are done and not in the file, and flushes them to the disk. Errors: ENT_ERR_IO with errno,
 * ENT_ERR_NO_MEMORY; ENT_ERR_INTERRUPTED: another process writes to the file. */
int ent_sweep_points_save(ent_sweep_points_file *self, const ent_identity *identity, const ent_sweep_points *points);

/* Writes a shard (checkpoint/shards.h) with all points that are done. Errors as of ent_sealed_finish. */
int ent_sweep_points_write_shard(const char *path, const ent_identity *identity, const ent_sweep_points *points);

/* Adds the points of a shard. Errors: ENT_ERR_CHECKPOINT with reader->wrong; ENT_ERR_IO, ENT_ERR_NO_MEMORY. */
int ent_sweep_points_read_shard(ent_sealed_reader *reader, ent_sweep_points *points);

/* Removes the file, at the end of a sweep. */
void ent_sweep_points_remove(ent_sweep_points_file *self);
void ent_sweep_points_close(ent_sweep_points_file *self);

/* Writes the content of a record: the points that are done, without those in left_out, [count] or NULL. */
void ent_sweep_points_encode(const ent_sweep_points *points, const bool *left_out, ent_byte_writer *out);

/* Adds the points of a record. Returns their number, or SIZE_MAX if the bytes are not points of such a sweep. */
size_t ent_sweep_points_decode(ent_sweep_points *points, const unsigned char *data, size_t length);

#endif
