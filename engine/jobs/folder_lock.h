/* Waits for the lock of a results folder (folder/lock.h), since several runs may write into one folder. */
#ifndef ENT_JOBS_FOLDER_LOCK_H
#define ENT_JOBS_FOLDER_LOCK_H

#include "folder/lock.h"
#include "jobs/job.h"

/* Makes a folder and takes its lock, and waits while another run writes there; after a second of waiting host->message
 * has a note. Writing takes seconds, so a wait has an end; host->stop, set while waiting, ends it too. host: NULL for
 * none. ENT_OK; ENT_ERR_IO with a diagnostic; ENT_ERR_INTERRUPTED: stopped; ENT_ERR_NO_MEMORY. Released by
 * ent_folder_lock_release whatever the status. */
int ent_job_lock_folder(
    ent_folder_lock *lock, const char *folder, const ent_job_host *host, ent_diagnostics *diagnostics);

#endif
