/* The checkpoint of a run: its counts on disk, so that a run that was killed can be gone on with.
 *
 * It lies in DIR/.checkpoint, DIR being the run's result folder: one sealed file a variant (checkpoint/sealed_file.h), each
 * replaced as a whole, so that whenever the run is killed there is either the last or the one before. Variants that
 * ended before the first save are remembered and go with it: a short run writes nothing. */
#ifndef ENT_CHECKPOINT_CHECKPOINT_H
#define ENT_CHECKPOINT_CHECKPOINT_H

#include "checkpoint/records.h"

typedef struct ent_checkpoint {
    ent_arena arena;
    const char *result;           /* the result folder */
    const char *folder;           /* the checkpoint's */
    const ent_identity *identity; /* borrowed */
    ent_chunk_record *pending;     /* [identity->items] variants that wait for the first save; data NULL: none */
    int lock;                     /* the lock file, while it is ours; -1 */
    bool saving;                  /* something was saved or found: later ones are saved at once */
    uint64_t draws;               /* that were found, of all variants */
    const char *note;             /* why what lies there is not used; NULL */
} ent_checkpoint;

/* Looks for a checkpoint of this run and takes the lock of it; creates nothing. What is damaged, or of another run, is
 * noted and left to be replaced. ENT_OK or ENT_ERR_NO_MEMORY. A zeroed checkpoint may be closed. */
int ent_checkpoint_open(ent_checkpoint *self, const char *result, const ent_identity *identity);
void ent_checkpoint_close(ent_checkpoint *self);

/* Forgets what was found (--fresh). */
void ent_checkpoint_forget(ent_checkpoint *self);

/* Fills an empty part of a variant from what was found. ENT_OK (part->next says how far; where nothing was found, it is
 * as it was), ENT_ERR_CHECKPOINT (the part is of no more use), ENT_ERR_NO_MEMORY. */
int ent_checkpoint_load(const ent_checkpoint *self, size_t variant, ent_chunk_range *part);

/* Saves a variant as far as it is, and what was waiting. ENT_OK, ENT_ERR_IO with errno, ENT_ERR_NO_MEMORY;
 * ENT_ERR_INTERRUPTED: another process holds the lock, and nothing was written. */
int ent_checkpoint_save(ent_checkpoint *self, size_t variant, const ent_chunk_range *part);

/* A variant is complete: saves it where saving has begun, else remembers it. Statuses as above. */
int ent_checkpoint_keep(ent_checkpoint *self, size_t variant, const ent_chunk_range *part);

/* The run is over: removes its checkpoint, if there is one. */
void ent_checkpoint_remove(ent_checkpoint *self);

#endif
