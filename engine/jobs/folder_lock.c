#include "jobs/folder_lock.h"

#include "base/inner_file.h"
#include "base/status.h"
#include "folder/folder.h"

#include <errno.h>
#include <time.h>

enum { TRIES_A_SECOND = 50 };

static void pause_between_tries(void)
{
    const struct timespec pause = {.tv_nsec = 1000000000L / TRIES_A_SECOND};

    (void) nanosleep(&pause, NULL); /* a signal ends it early, and `stop` is looked at */
}

int ent_job_lock_folder(
    ent_folder_lock *lock, const char *folder, const ent_job_host *host, ent_diagnostics *diagnostics)
{
    bool stopping = host != NULL && ent_job_stopped(host); /* the partial results are written in spite of it */
    int status;

    *lock = (ent_folder_lock){.file = -1};
    status = ent_folder_make(folder, diagnostics);
    if (status != ENT_OK) {
        return status;
    }
    for (size_t tries = 1; (status = ent_folder_lock_try(lock, folder)) == ENT_ERR_INTERRUPTED; tries++) {
        if (host != NULL && !stopping && ent_job_stopped(host)) {
            return status;
        }
        if (tries == TRIES_A_SECOND && host != NULL) {
            ent_job_message(host, ENT_SEVERITY_NOTE, "another run is writing into %s: waiting for its end", folder);
        }
        pause_between_tries();
    }
    if (status == ENT_ERR_IO && errno == ENOTEMPTY) {
        ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL,
            "move it away, or choose another folder with --out", "%s/.lock was not written by this program", folder);
    } else if (status == ENT_ERR_IO) {
        ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL, NULL,
            "cannot lock the folder '%s': %s", folder, ent_inner_reason(errno));
    }
    return status;
}
