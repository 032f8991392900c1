/* The points of a sweep that are done, on disk: a file that grows, frame by frame (checkpoint/sealed_file.h). After a kill the
 * sound frames are read again, and the rest is cut off. */
#ifndef ENT_CHECKPOINT_SWEEP_POINTS_H
#define ENT_CHECKPOINT_SWEEP_POINTS_H

#include "checkpoint/records.h"
#include "tally/estimate.h"

/* What a sweep came to so far. */
typedef struct ent_sweep_points {
    size_t count;
    ent_estimate *estimate; /* [count] */
    bool *done;             /* [count] */
} ent_sweep_points;

typedef struct ent_sweep_points_file {
    ent_arena arena;
    const char *folder, *path; /* DIR/ID/.checkpoint, and the file in it */
    ent_sealed_writer writer;
    bool *written;    /* [count] */
    const char *note; /* why a file that lies there is not used; NULL */
} ent_sweep_points_file;

/* Reads the points that are there into `points`, unless `fresh`; creates nothing. Returns how many in *found. ENT_OK or
 * ENT_ERR_NO_MEMORY. A zeroed file may be closed. */
int ent_sweep_points_open(ent_sweep_points_file *self, const char *result, const ent_identity *identity, bool fresh,
    ent_sweep_points *points, size_t *found);

/* Adds the points that are done and not written yet, and gets them to the disk. ENT_OK, ENT_ERR_IO with errno,
 * ENT_ERR_NO_MEMORY; ENT_ERR_INTERRUPTED: another process writes there. */
int ent_sweep_points_save(ent_sweep_points_file *self, const ent_identity *identity, const ent_sweep_points *points);

/* Writes a shard (checkpoint/shards.h) of the points that are done. Statuses of ent_sealed_finish. */
int ent_sweep_points_write_shard(const char *path, const ent_identity *identity, const ent_sweep_points *points);

/* Adds the points of a shard. ENT_ERR_CHECKPOINT with reader->wrong; ENT_ERR_IO, ENT_ERR_NO_MEMORY. */
int ent_sweep_points_read_shard(ent_sealed_reader *reader, ent_sweep_points *points);

/* The sweep is over. */
void ent_sweep_points_remove(ent_sweep_points_file *self);
void ent_sweep_points_close(ent_sweep_points_file *self);

/* The content of a frame of points: those of `points` that are done and not in `left_out` (NULL: all that are done). */
void ent_sweep_points_encode(const ent_sweep_points *points, const bool *left_out, ent_byte_writer *out);

/* Adds a frame's points; returns how many, or SIZE_MAX where the bytes are no points of such a sweep. */
size_t ent_sweep_points_decode(ent_sweep_points *points, const unsigned char *data, size_t length);

#endif
