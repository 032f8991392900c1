#include "jobs/folder_lock.h"

#include "base/inner_file.h"
#include "base/status.h"
#include "folder/folder.h"
#include "folder/foreign.h"

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

static int refuse(const ent_own_folder *own, const char *folder, const char *what, ent_diagnostics *diagnostics)
{
    ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL, "choose another folder with --out",
        "%s%s, and %s would replace it; nothing was changed", folder, what, own->what);
    return ENT_ERR_IO;
}

static int refuse_foreign(const ent_own_folder *own, const char *folder, ent_arena *arena, ent_diagnostics *diagnostics)
{
    const char *foreign, *what;

    if (ent_inner_kind_of(own->out, own->id) != ENT_INNER_FOLDER) {
        return refuse(own, folder, " is a link to a folder", diagnostics);
    }
    if (ent_folder_lists(folder, "scenario.cfg", arena)) {
        what = ent_arena_printf(arena, " holds results of a scenario called %s", own->id);
        return what != NULL ? refuse(own, folder, what, diagnostics) : ENT_ERR_NO_MEMORY;
    }
    foreign = ent_folder_foreign(folder, own->file, own->files, arena);
    if (foreign == NULL) {
        return ENT_OK;
    }
    what = ent_arena_printf(arena, "/%s was not written by this program or has been changed since", foreign);
    return what != NULL ? refuse(own, folder, what, diagnostics) : ENT_ERR_NO_MEMORY;
}

int ent_job_lock_own_folder(ent_folder_lock *lock, const ent_own_folder *own, const ent_job_host *host,
    ent_arena *arena, ent_diagnostics *diagnostics)
{
    const char *folder = ent_arena_printf(arena, "%s/%s", own->out, own->id);
    int status = folder != NULL ? ent_job_lock_folder(lock, folder, host, diagnostics) : ENT_ERR_NO_MEMORY;

    if (status == ENT_OK) {
        status = refuse_foreign(own, folder, arena, diagnostics);
        if (status != ENT_OK) {
            ent_folder_lock_release(lock, !lock->existed);
        }
    }
    return status;
}

int ent_job_check_own_folder(
    const ent_own_folder *own, const ent_job_host *host, ent_arena *arena, ent_diagnostics *diagnostics)
{
    ent_folder_lock lock;
    int status = ent_job_lock_own_folder(&lock, own, host, arena, diagnostics);

    if (status == ENT_OK) {
        ent_folder_lock_release(&lock, !lock.existed);
    }
    return status;
}
