#include "folder/foreign.h"

#include "base/read_file.h"
#include "base/sha256.h"
#include "base/status.h"
#include "folder/manifest_read.h"

#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>

static bool is_there(const char *folder, const char *name, ent_arena *arena)
{
    const char *path = ent_arena_printf(arena, "%s/%s", folder, name);
    struct stat about;

    return path != NULL && lstat(path, &about) == 0;
}

static bool read_manifest(const char *folder, ent_manifest *manifest, ent_arena *arena)
{
    const char *path = ent_arena_printf(arena, "%s/manifest.json", folder);
    size_t length = 0;
    int status;
    const char *text = path != NULL ? ent_read_file(path, arena, &length, &status) : NULL;

    return text != NULL && ent_manifest_read(manifest, text, length, arena) == 0 && manifest->program != NULL &&
           strcmp(manifest->program, "entente") == 0;
}

static bool has_manifest(const char *folder, ent_arena *arena)
{
    ent_manifest manifest;

    return read_manifest(folder, &manifest, arena);
}

bool ent_folder_lists(const char *folder, const char *name, ent_arena *arena)
{
    ent_manifest manifest;

    if (!read_manifest(folder, &manifest, arena)) {
        return false;
    }
    for (size_t i = 0; i < manifest.files; i++) {
        if (strcmp(manifest.file[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

const char *ent_folder_foreign(const char *folder, const char *const *name, size_t names, ent_arena *arena)
{
    if (is_there(folder, ".checkpoint", arena) || has_manifest(folder, arena)) {
        return NULL;
    }
    for (size_t i = 0; i < names; i++) {
        if (is_there(folder, name[i], arena)) {
            return name[i];
        }
    }
    return NULL;
}

ent_file_owner ent_folder_file_owner(const char *folder, const char *name, ent_arena *arena)
{
    const char *path = ent_arena_printf(arena, "%s/%s", folder, name);
    char sha256[ENT_SHA256_TEXT];
    ent_manifest manifest;

    if (!is_there(folder, name, arena)) {
        return path != NULL ? ENT_FILE_MISSING : ENT_FILE_FOREIGN;
    }
    if (path == NULL || ent_sha256_file(path, sha256) != ENT_OK || !read_manifest(folder, &manifest, arena)) {
        return ENT_FILE_FOREIGN;
    }
    for (size_t i = 0; i < manifest.files; i++) {
        if (strcmp(manifest.file[i].name, name) == 0) {
            return strcmp(manifest.file[i].sha256, sha256) == 0 ? ENT_FILE_OWN : ENT_FILE_FOREIGN;
        }
    }
    return ENT_FILE_UNLISTED;
}
