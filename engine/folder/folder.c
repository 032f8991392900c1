#include "folder/folder.h"

#include "base/read_file.h"
#include "base/status.h"

#include <cjson/cJSON.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MANIFEST "manifest.json"

void ent_folder_init(ent_folder *self)
{
    *self = (ent_folder){0};
}

void ent_folder_free(ent_folder *self)
{
    ent_arena_free(&self->arena);
    *self = (ent_folder){0};
}

/* Adds a diagnostic: "cannot WHAT 'PATH': REASON", with the reason of errno. */
static int fail(ent_diagnostics *diagnostics, const char *what, const char *path)
{
    char why[256] = "unknown reason";

    (void) strerror_r(errno, why, sizeof(why));
    ent_diagnostics_add(
        diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL, NULL, "cannot %s '%s': %s", what, path, why);
    return ENT_ERR_IO;
}

static const char *inside(ent_folder *self, const char *name)
{
    return ent_arena_printf(&self->arena, "%s/%s", self->path, name);
}

/* --- opening ------------------------------------------------------------------------------------------------------ */

/* Keeps errno, which holds the reason of a failed mkdir. */
static bool is_folder(const char *path)
{
    struct stat about;
    int reason = errno;
    bool is = stat(path, &about) == 0 && S_ISDIR(about.st_mode);

    errno = reason;
    return is;
}

/* Makes a folder and the folders above it. */
static int make_folders(ent_folder *self, const char *path, ent_diagnostics *diagnostics)
{
    char *part = ent_arena_strdup(&self->arena, path);
    char *slash = part;

    while (slash != NULL) {
        slash = strchr(slash + 1, '/');
        if (slash != NULL) {
            *slash = '\0';
        }
        if (mkdir(part, 0777) != 0 && !is_folder(part)) {
            return fail(diagnostics, "make the folder", part);
        }
        if (slash != NULL) {
            *slash = '/';
        }
    }
    return part != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

int ent_folder_make(const char *path, ent_diagnostics *diagnostics)
{
    ent_folder self = {0};
    int status = make_folders(&self, path, diagnostics);

    ent_folder_free(&self);
    return status;
}

/* Content of a file in the arena; NULL when it is not there or cannot be read. */
static char *read_text(ent_folder *self, const char *path)
{
    size_t length;
    int status;

    return ent_read_file(path, &self->arena, &length, &status);
}

/* Whether a name stays inside the folder: an edited manifest must not delete files elsewhere. */
static bool stays_inside(const char *name)
{
    return name != NULL && name[0] != '\0' && name[0] != '/' && strstr(name, "..") == NULL;
}

static int is_temporary(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);

    return length > 6 && entry->d_name[0] == '.' && strcmp(entry->d_name + length - 5, ".part") == 0;
}

/* Removes the temporary files of a process that crashed. Failures do no harm. */
static void remove_temporaries(ent_folder *self)
{
    struct dirent **entry = NULL;
    int count = scandir(self->path, &entry, is_temporary, NULL);

    for (int i = 0; i < count; i++) {
        const char *path = inside(self, entry[i]->d_name);
        if (path != NULL) {
            (void) unlink(path);
        }
        free(entry[i]);
    }
    free(entry);
}

static int is_script(const struct dirent *entry)
{
    size_t length = strlen(entry->d_name);

    return length > 3 && entry->d_name[0] != '.' && strcmp(entry->d_name + length - 3, ".gp") == 0;
}

/* Removes the charts of the earlier run, which the manifest does not name since they may be drawn again in any format.
 * A drawing is a chart if it has a script beside it; all other files of charts/ are kept. */
static int remove_charts(ent_folder *self, ent_diagnostics *diagnostics)
{
    static const char *const endings[] = {"gp", "svg", "png", "pdf"};
    const char *folder = inside(self, "charts");
    struct dirent **entry = NULL;
    int count = folder != NULL ? scandir(folder, &entry, is_script, NULL) : 0;
    int status = folder != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;

    for (int i = 0; i < count; i++) {
        int stem = (int) strlen(entry[i]->d_name) - 3;
        for (size_t e = 0; e < sizeof(endings) / sizeof(*endings) && status == ENT_OK; e++) {
            const char *path = ent_arena_printf(&self->arena, "%s/%.*s.%s", folder, stem, entry[i]->d_name, endings[e]);
            if (path == NULL) {
                status = ENT_ERR_NO_MEMORY;
            } else if (unlink(path) != 0 && errno != ENOENT) {
                status = fail(diagnostics, "remove", path);
            }
        }
        free(entry[i]);
    }
    free(entry);
    return status;
}

/* Whether a file that the manifest names is a scenario which its user has changed since: it is left where it is. */
static bool is_changed_scenario(const cJSON *file, const char *path)
{
    size_t length = strlen(file->string);
    char sha256[ENT_SHA256_TEXT];

    return strchr(file->string, '/') != NULL && length > 4 && strcmp(file->string + length - 4, ".cfg") == 0 &&
           cJSON_IsString(file) && ent_sha256_file(path, sha256) == ENT_OK && strcmp(sha256, file->valuestring) != 0;
}

/* Removes the manifest first: from there on the folder is unfinished, whatever happens. */
static int remove_earlier(ent_folder *self, ent_diagnostics *diagnostics)
{
    const char *path = inside(self, MANIFEST);
    const char *text = path != NULL ? read_text(self, path) : NULL;
    cJSON *earlier;
    const cJSON *file;
    int status = ENT_OK;

    if (path == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    if (unlink(path) != 0 && errno != ENOENT) {
        return fail(diagnostics, "remove", path);
    }
    earlier = text != NULL ? cJSON_Parse(text) : NULL;
    cJSON_ArrayForEach(file, cJSON_GetObjectItemCaseSensitive(earlier, "files"))
    {
        if (status != ENT_OK || !stays_inside(file->string)) {
            continue;
        }
        path = inside(self, file->string);
        if (path == NULL) {
            status = ENT_ERR_NO_MEMORY;
        } else if (!is_changed_scenario(file, path) && unlink(path) != 0 && errno != ENOENT) {
            status = fail(diagnostics, "remove", path);
        }
    }
    cJSON_Delete(earlier);
    remove_temporaries(self);
    return status == ENT_OK ? remove_charts(self, diagnostics) : status;
}

static int make_folder(ent_folder *self, const char *dir, const char *id, ent_diagnostics *diagnostics)
{
    ent_folder_init(self);
    if (id[0] == '\0' || id[0] == '.' || strchr(id, '/') != NULL || dir[0] == '\0') {
        return ENT_ERR_ARGUMENT;
    }
    self->path = ent_arena_printf(&self->arena, "%s/%s", dir, id);
    if (self->path == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    return make_folders(self, self->path, diagnostics);
}

int ent_folder_open(ent_folder *self, const char *dir, const char *id, ent_diagnostics *diagnostics)
{
    int status = make_folder(self, dir, id, diagnostics);

    return status == ENT_OK ? remove_earlier(self, diagnostics) : status;
}

void ent_folder_remove(const char *dir, const char *id)
{
    ent_folder self = {0};
    ent_diagnostics ignored = {0};
    const char *path;
    const char *charts;
    const char *boxes;

    self.path = ent_arena_printf(&self.arena, "%s/%s", dir, id);
    path = self.path != NULL ? inside(&self, MANIFEST) : NULL;
    charts = self.path != NULL ? inside(&self, "charts") : NULL;
    boxes = self.path != NULL ? inside(&self, "boxes") : NULL;
    if (path != NULL && charts != NULL && boxes != NULL && access(path, F_OK) == 0 &&
        remove_earlier(&self, &ignored) == ENT_OK) {
        (void) rmdir(charts); /* fails where it is missing or holds other files */
        (void) rmdir(boxes);
        (void) rmdir(self.path);
    }
    ent_diagnostics_free(&ignored);
    ent_folder_free(&self);
}

static bool same_number(const cJSON *earlier, const char *key, uint64_t number)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(earlier, key);

    return cJSON_IsNumber(item) && item->valuedouble == (double) number;
}

static uint64_t number_of(const cJSON *earlier, const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(earlier, key);

    return cJSON_IsNumber(item) && item->valuedouble > 0.0 ? (uint64_t) item->valuedouble : 0;
}

static bool same_text(const cJSON *earlier, const char *key, const char *text)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(earlier, key);

    return cJSON_IsString(item) && strcmp(item->valuestring, text) == 0;
}

/* Whether the files of a list have these contents, in this order; their names may differ. */
static bool same_files(const cJSON *earlier, const char *key, const ent_manifest_hash *file, size_t files)
{
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(earlier, key);
    const cJSON *item;
    size_t count = 0;

    cJSON_ArrayForEach(item, list)
    {
        if (count >= files || !cJSON_IsString(item) || strcmp(item->valuestring, file[count].sha256) != 0) {
            return false;
        }
        count++;
    }
    return count == files;
}

static bool same_texts(const cJSON *earlier, const char *key, const char *const *text, size_t texts)
{
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(earlier, key);
    const cJSON *item;
    size_t count = 0;

    cJSON_ArrayForEach(item, list)
    {
        if (count >= texts || !cJSON_IsString(item) || strcmp(item->valuestring, text[count]) != 0) {
            return false;
        }
        count++;
    }
    return count == texts;
}

/* The worlds of the file, of which a run with `until` may have played fewer. */
static bool same_worlds(const cJSON *earlier, const ent_manifest *manifest)
{
    bool stops = cJSON_GetObjectItemCaseSensitive(earlier, "worlds_most") != NULL;

    return same_number(earlier, stops ? "worlds_most" : "worlds",
        manifest->worlds_most > 0 ? manifest->worlds_most : manifest->worlds);
}

static bool same_run(const cJSON *earlier, const ent_manifest *manifest)
{
    return same_files(earlier, "bases", manifest->base, manifest->bases) &&
           same_files(earlier, "tables", manifest->table, manifest->tables) &&
           same_texts(earlier, "set", manifest->set, manifest->sets) &&
           same_text(earlier, "sha256", manifest->sha256) && same_text(earlier, "version", manifest->version) &&
           same_number(earlier, "seed", manifest->seed) && same_worlds(earlier, manifest) &&
           same_number(earlier, "replications", manifest->replications);
}

bool ent_folder_holds(const char *dir, const char *id, const ent_manifest *manifest, const char *file, ent_arena *arena)
{
    const char *folder = ent_arena_printf(arena, "%s/%s", dir, id);
    ent_folder self = {.path = folder};
    const char *path = folder != NULL ? inside(&self, MANIFEST) : NULL;
    const char *text = path != NULL ? read_text(&self, path) : NULL;
    cJSON *earlier = text != NULL ? cJSON_Parse(text) : NULL;
    const cJSON *files = cJSON_GetObjectItemCaseSensitive(earlier, "files");
    bool holds =
        earlier != NULL && same_run(earlier, manifest) && cJSON_GetObjectItemCaseSensitive(files, file) != NULL;

    path = holds ? inside(&self, file) : NULL;
    holds = path != NULL && access(path, R_OK) == 0;
    cJSON_Delete(earlier);
    ent_folder_free(&self);
    return holds;
}

int ent_folder_extend(
    ent_folder *self, const char *dir, const char *id, ent_manifest *manifest, ent_diagnostics *diagnostics)
{
    int status = make_folder(self, dir, id, diagnostics);
    const char *path = status == ENT_OK ? inside(self, MANIFEST) : NULL;
    const char *text = path != NULL ? read_text(self, path) : NULL;
    cJSON *earlier = text != NULL ? cJSON_Parse(text) : NULL;
    const cJSON *file;

    if (status == ENT_OK && (earlier == NULL || !same_run(earlier, manifest))) {
        status = remove_earlier(self, diagnostics);
    } else if (status == ENT_OK && unlink(path) != 0) {
        status = fail(diagnostics, "remove", path);
    } else if (status == ENT_OK) {
        manifest->worlds = number_of(earlier, "worlds");
        cJSON_ArrayForEach(file, cJSON_GetObjectItemCaseSensitive(earlier, "files"))
        {
            const char *kept = stays_inside(file->string) ? inside(self, file->string) : NULL;
            if (status == ENT_OK && kept != NULL && access(kept, R_OK) == 0) { /* removed by hand: not recorded again */
                status = ent_folder_adopt(self, file->string, diagnostics);
            }
        }
    }
    cJSON_Delete(earlier);
    return status;
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static bool write_all(int file, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(file, bytes, length);
        if (written < 0 && errno != EINTR) {
            return false;
        }
        if (written > 0) {
            bytes += written;
            length -= (size_t) written;
        }
    }
    return true;
}

/* Creates a temporary file, which must not be there: a link of that name would lead elsewhere. A file that a crashed
 * process of the same number left there is removed. */
static int create(const char *temporary)
{
    const int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    int file = open(temporary, flags, 0666);

    if (file < 0 && errno == EEXIST && unlink(temporary) == 0) {
        file = open(temporary, flags, 0666);
    }
    return file;
}

/* Writes a file completely or not at all: under a temporary name, flushed to the disk (unless `passing`), renamed. */
static int write_whole(const char *path, const char *temporary, bool passing, const char *bytes, size_t length,
    ent_diagnostics *diagnostics)
{
    int file = create(temporary);
    bool done;
    int reason;

    if (file < 0) {
        return fail(diagnostics, "write", path);
    }
    done = write_all(file, bytes, length) && (passing || fsync(file) == 0);
    reason = errno;
    if (close(file) != 0 && done) {
        done = false;
        reason = errno;
    }
    errno = reason;
    if (done && rename(temporary, path) == 0) {
        return ENT_OK;
    }
    fail(diagnostics, "write", path);
    unlink(temporary);
    return ENT_ERR_IO;
}

/* Makes the folder in this one that a name is in ("boxes" of "boxes/a.cfg"), where there is one. */
static int make_inner(ent_folder *self, const char *name, ent_diagnostics *diagnostics)
{
    const char *slash = strrchr(name, '/');
    const char *path =
        slash != NULL ? ent_arena_printf(&self->arena, "%s/%.*s", self->path, (int) (slash - name), name) : self->path;

    if (path == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    return slash == NULL || mkdir(path, 0777) == 0 || is_folder(path) ? ENT_OK
                                                                      : fail(diagnostics, "make the folder", path);
}

static int put(ent_folder *self, const char *name, const char *bytes, size_t length, ent_diagnostics *diagnostics)
{
    const char *slash = strrchr(name, '/');
    const char *path = inside(self, name);
    const char *temporary = ent_arena_printf(
        &self->arena, "%s/.%s.%ld.part", self->path, slash != NULL ? slash + 1 : name, (long) getpid());
    int status = path == NULL || temporary == NULL ? ENT_ERR_NO_MEMORY : make_inner(self, name, diagnostics);

    return status == ENT_OK ? write_whole(path, temporary, self->passing, bytes, length, diagnostics) : status;
}

/* --- hashes ------------------------------------------------------------------------------------------------------- */

static bool reserve(ent_folder *self)
{
    size_t capacity = self->capacity == 0 ? 32 : 2 * self->capacity;
    ent_manifest_hash *grown;

    if (self->files < self->capacity) {
        return true;
    }
    grown = ent_arena_array(&self->arena, capacity, sizeof(*grown));
    if (grown == NULL) {
        return false;
    }
    if (self->files > 0) {
        memcpy(grown, self->file, self->files * sizeof(*grown));
    }
    self->file = grown;
    self->capacity = capacity;
    return true;
}

/* Returns the entry of a file, a new one where there is none of that name. NULL when memory is out. */
static ent_manifest_hash *remember(ent_folder *self, const char *name)
{
    ent_manifest_hash *entry;

    for (size_t i = 0; i < self->files; i++) {
        if (strcmp(self->file[i].name, name) == 0) {
            return &self->file[i];
        }
    }
    name = ent_arena_strdup(&self->arena, name);
    if (name == NULL || !reserve(self)) {
        return NULL;
    }
    entry = &self->file[self->files++];
    entry->name = name;
    return entry;
}

int ent_folder_write(ent_folder *self, const char *name, const char *bytes, size_t length, ent_diagnostics *diagnostics)
{
    int status = put(self, name, bytes, length, diagnostics);
    ent_manifest_hash *entry = status == ENT_OK ? remember(self, name) : NULL;

    if (status == ENT_OK && entry == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    if (entry != NULL) {
        ent_sha256(bytes, length, entry->sha256);
    }
    return status;
}

int ent_folder_drop(ent_folder *self, const char *name, ent_diagnostics *diagnostics)
{
    const char *path = inside(self, name);

    for (size_t i = 0; path != NULL && i < self->files; i++) {
        if (strcmp(self->file[i].name, name) == 0) {
            memmove(self->file + i, self->file + i + 1, (self->files - i - 1) * sizeof(*self->file));
            self->files--;
            return unlink(path) == 0 || errno == ENOENT ? ENT_OK : fail(diagnostics, "remove", path);
        }
    }
    return path != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

int ent_folder_adopt(ent_folder *self, const char *name, ent_diagnostics *diagnostics)
{
    const char *path = inside(self, name);
    char sha256[ENT_SHA256_TEXT];
    ent_manifest_hash *entry;

    if (path == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    if (ent_sha256_file(path, sha256) != ENT_OK) {
        return fail(diagnostics, "read", path);
    }
    entry = remember(self, name);
    if (entry == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    memcpy(entry->sha256, sha256, sizeof(sha256));
    return ENT_OK;
}

int ent_folder_finish(ent_folder *self, const ent_manifest *manifest, ent_diagnostics *diagnostics)
{
    ent_manifest whole = *manifest;
    char *text;
    int status;

    whole.file = self->file;
    whole.files = self->files;
    status = ent_manifest_text(&whole, &text);
    if (status == ENT_OK) {
        status = put(self, MANIFEST, text, strlen(text), diagnostics);
    }
    free(text);
    return status;
}

/* --- a file of a complete folder ---------------------------------------------------------------------------------- */

int ent_folder_name(ent_folder *self, const char *path)
{
    ent_folder_init(self);
    self->path = ent_arena_strdup(&self->arena, path);
    return self->path != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

/* Returns the manifest's text with the hash of a file replaced, or inserted before the other files. NULL where the text
 * does not have the form that this program writes. It does not use cJSON, which would round large seeds. */
static const char *with_hash(ent_folder *self, const char *text, const char *name, const char *sha256)
{
    const char *files = strstr(text, "\"files\":");
    const char *key = ent_arena_printf(&self->arena, "\"%s\":", name);
    const char *at = files != NULL && key != NULL ? strstr(files, key) : NULL;
    const char *hash = at != NULL ? strchr(at + strlen(key), '"') : NULL;
    const char *open = files != NULL ? strchr(files, '{') : NULL;

    if (hash != NULL && strlen(hash) > ENT_SHA256_TEXT && hash[ENT_SHA256_TEXT] == '"') {
        return ent_arena_printf(
            &self->arena, "%.*s%s%s", (int) (hash + 1 - text), text, sha256, hash + ENT_SHA256_TEXT);
    }
    if (at != NULL || open == NULL) {
        return NULL;
    }
    return ent_arena_printf(
        &self->arena, "%.*s\n\t\t%s\t\"%s\",%s", (int) (open + 1 - text), text, key, sha256, open + 1);
}

int ent_folder_replace(
    ent_folder *self, const char *name, const char *bytes, size_t length, ent_diagnostics *diagnostics)
{
    const char *path = inside(self, MANIFEST);
    const char *text = path != NULL ? read_text(self, path) : NULL;
    char sha256[ENT_SHA256_TEXT];
    cJSON *parsed = NULL;
    int status = put(self, name, bytes, length, diagnostics);

    if (status != ENT_OK || text == NULL) {
        return status;
    }
    ent_sha256(bytes, length, sha256);
    text = with_hash(self, text, name, sha256);
    parsed = text != NULL ? cJSON_Parse(text) : NULL;
    if (parsed != NULL) {
        status = put(self, MANIFEST, text, strlen(text), diagnostics);
    }
    cJSON_Delete(parsed);
    return status;
}
