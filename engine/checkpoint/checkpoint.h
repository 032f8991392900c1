/* The checkpoint of a run: its counts on disk, so that a run that was killed can be continued.
 *
 * It is in DIR/.checkpoint, DIR the run's result folder: one sealed file a variant (checkpoint/sealed_file.h). A file
 * is replaced as a whole, so that after a kill at any time either the last or the one before it exists. Variants that
 * are complete before the first save are kept in memory and saved with it; so a short run writes nothing. */
#ifndef ENT_CHECKPOINT_CHECKPOINT_H
#define ENT_CHECKPOINT_CHECKPOINT_H

#include "checkpoint/records.h"

typedef struct ent_checkpoint {
    ent_arena arena;
    const char *result;           /* the result folder */
    const char *folder;           /* the checkpoint's folder */
    const ent_identity *identity; /* borrowed: the run */
    ent_chunk_record *pending; /* [identity->items] complete variants that wait for the first save; data NULL: none */
    int lock;                  /* descriptor of the lock file while this process holds the lock; -1 */
    bool saving;               /* files were found or saved: later variants are saved at once */
    uint64_t draws;            /* draws that the files found have counted, of all variants */
    const char *note;          /* why the files found are not used, as the end of a sentence; NULL */
} ent_checkpoint;

/* Looks for a checkpoint of the run and takes its lock; creates nothing. Files that are damaged or of another run are
 * noted and will be replaced. result: copied. identity: borrowed. A zeroed checkpoint may be closed.
 * Errors: ENT_ERR_NO_MEMORY. */
int ent_checkpoint_open(ent_checkpoint *self, const char *result, const ent_identity *identity);
void ent_checkpoint_close(ent_checkpoint *self);

/* Ignores the files found, for a fresh start. */
void ent_checkpoint_forget(ent_checkpoint *self);

/* Fills an empty chunk range of a variant from its file, if there is one; range->next is then the first chunk to count.
 * Errors: ENT_ERR_CHECKPOINT and ENT_ERR_NO_MEMORY: the range is inconsistent and must be freed. */
int ent_checkpoint_load(const ent_checkpoint *self, size_t variant, ent_chunk_range *range);

/* Saves a variant in its present state, and the pending ones. Errors: ENT_ERR_IO with errno, ENT_ERR_NO_MEMORY;
 * ENT_ERR_INTERRUPTED: another process holds the lock, and nothing was written. */
int ent_checkpoint_save(ent_checkpoint *self, size_t variant, const ent_chunk_range *range);

/* Saves a complete variant if saving has begun, else keeps it in memory. Errors as of ent_checkpoint_save. */
int ent_checkpoint_keep(ent_checkpoint *self, size_t variant, const ent_chunk_range *range);

/* Removes the files of the checkpoint, at the end of a run. */
void ent_checkpoint_remove(ent_checkpoint *self);

#endif
