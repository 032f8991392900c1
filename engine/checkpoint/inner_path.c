#include "checkpoint/inner_path.h"

#include "base/inner_file.h"
#include "base/status.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int ent_inner_path_split(const char *path, size_t inner, ent_arena *arena, const char **folder, const char **name)
{
    const char *at = path + strlen(path);

    for (size_t i = 0; i < inner && at > path; i++) {
        do {
            at--;
        } while (at > path && *at != '/');
    }
    *name = *at == '/' ? at + 1 : at;
    *folder = at > path ? ent_arena_strndup(arena, path, (size_t) (at - path)) : *at == '/' ? "/" : ".";
    return *folder != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

/* Makes the folder that a user has named and those above it, through links. */
static int make_named(char *folder)
{
    for (char *slash = strchr(folder + 1, '/');; slash = strchr(slash + 1, '/')) {
        if (slash != NULL) {
            *slash = '\0';
        }
        if (mkdir(folder, 0777) != 0 && errno != EEXIST) {
            return ENT_ERR_IO;
        }
        if (slash == NULL) {
            return ENT_OK;
        }
        *slash = '/';
    }
}

int ent_make_folders(const char *path, size_t inner, ent_arena *arena)
{
    const char *folder, *name;
    int status = ent_inner_path_split(path, inner, arena, &folder, &name);
    char *named = status == ENT_OK ? ent_arena_strdup(arena, folder) : NULL;

    if (named == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    status = make_named(named);
    for (const char *slash = strchr(name, '/'); slash != NULL && status == ENT_OK; slash = strchr(slash + 1, '/')) {
        const char *one = ent_arena_strndup(arena, name, (size_t) (slash - name));
        status = one == NULL ? ENT_ERR_NO_MEMORY : ent_inner_mkdir(folder, one) == 0 ? ENT_OK : ENT_ERR_IO;
    }
    return status;
}

void ent_remove_folder(const char *path, size_t inner)
{
    ent_arena scratch = {0};
    const char *folder, *name;

    if (ent_inner_path_split(path, inner, &scratch, &folder, &name) == ENT_OK) {
        (void) ent_inner_rmdir(folder, name);
    }
    ent_arena_free(&scratch);
}

int ent_open_lock(const char *path, size_t inner, bool create)
{
    ent_arena scratch = {0};
    const char *folder, *name;
    int file = -1;
    int reason = ENOMEM;

    if (ent_inner_path_split(path, inner, &scratch, &folder, &name) == ENT_OK) {
        file = ent_inner_open(folder, name, O_RDWR);
        if (file < 0 && errno == ENOENT && create) {
            file = ent_inner_create(folder, name);
            file = file < 0 && errno == EEXIST ? ent_inner_open(folder, name, O_RDWR) : file; /* of another process */
        }
        reason = errno;
    }
    ent_arena_free(&scratch);
    errno = reason;
    return file;
}

void ent_remove_lock(const char *path, size_t inner)
{
    ent_arena scratch = {0};
    const char *folder, *name;
    struct stat about;
    int file = ent_open_lock(path, inner, false);

    if (file < 0) {
        return;
    }
    if (fstat(file, &about) == 0 && about.st_size == 0 &&
        ent_inner_path_split(path, inner, &scratch, &folder, &name) == ENT_OK) {
        (void) ent_inner_unlink(folder, name);
    }
    close(file);
    ent_arena_free(&scratch);
}
