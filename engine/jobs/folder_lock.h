/* Waits for the lock of a results folder (folder/lock.h), since several runs may write into one folder. */
#ifndef ENT_JOBS_FOLDER_LOCK_H
#define ENT_JOBS_FOLDER_LOCK_H

#include "base/arena.h"
#include "folder/lock.h"
#include "jobs/job.h"

/* Makes a folder and takes its lock, and waits while another run writes there; after a second of waiting host->message
 * has a note. Writing takes seconds, so a wait has an end; host->stop, set while waiting, ends it too. host: NULL for
 * none. ENT_OK; ENT_ERR_IO with a diagnostic; ENT_ERR_INTERRUPTED: stopped; ENT_ERR_NO_MEMORY. Released by
 * ent_folder_lock_release whatever the status. */
int ent_job_lock_folder(
    ent_folder_lock *lock, const char *folder, const ent_job_host *host, ent_diagnostics *diagnostics);

/* The folder OUT/ID of results of one command. All pointers are borrowed. */
typedef struct ent_own_folder {
    const char *out, *id;
    const char *what;        /* "a comparison", for messages */
    const char *const *file; /* [files] names that the command writes, the manifest too */
    size_t files;
} ent_own_folder;

/* Takes the lock of the folder as ent_job_lock_folder does. Refuses, with ENT_ERR_IO and a diagnostic, a folder that is
 * a link, that holds results of a scenario, or in which one of the files is not of this program or was changed. The
 * lock is to be released only after ENT_OK. */
int ent_job_lock_own_folder(ent_folder_lock *lock, const ent_own_folder *own, const ent_job_host *host,
    ent_arena *arena, ent_diagnostics *diagnostics);

/* Takes and releases the lock: finds out before any work whether the folder would be refused. Errors likewise. */
int ent_job_check_own_folder(
    const ent_own_folder *own, const ent_job_host *host, ent_arena *arena, ent_diagnostics *diagnostics);

#endif
