#include "folder/folder.h"

#include "base/inner_file.h"
#include "base/status.h"
#include "folder/datapackage.h"
#include "folder/result_names.h"
#include "folder/same_run.h"
#include "folder/whole_file.h"

#include <cjson/cJSON.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MANIFEST "manifest.json"

static const char move_it[] = "move it away, or choose another folder with --out";

void ent_folder_init(ent_folder *self)
{
    *self = (ent_folder){0};
}

void ent_folder_free(ent_folder *self)
{
    ent_arena_free(&self->arena);
    *self = (ent_folder){0};
}

static int refuse(const ent_folder *self, const char *name, const char *what, ent_diagnostics *diagnostics)
{
    ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL, move_it, "%s%s%s %s", self->path,
        *name != '\0' ? "/" : "", name, what);
    return ENT_ERR_IO;
}

/* --- making folders ----------------------------------------------------------------------------------------------- */

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
static int make_folders(ent_arena *arena, const char *path, ent_diagnostics *diagnostics)
{
    char *part = ent_arena_strdup(arena, path);
    char *slash = part;

    while (slash != NULL) {
        slash = strchr(slash + 1, '/');
        if (slash != NULL) {
            *slash = '\0';
        }
        if (mkdir(part, 0777) != 0 && !is_folder(part)) {
            return ent_file_failure(diagnostics, "make the folder", part, "");
        }
        if (slash != NULL) {
            *slash = '/';
        }
    }
    return part != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

int ent_folder_make(const char *path, ent_diagnostics *diagnostics)
{
    ent_arena arena = {0};
    int status = make_folders(&arena, path, diagnostics);

    ent_arena_free(&arena);
    return status;
}

/* Makes the folder in this one that a name is in ("boxes" of "boxes/a.cfg"), where there is one. */
static int make_inner(ent_folder *self, const char *name, ent_diagnostics *diagnostics)
{
    const char *slash = strrchr(name, '/');
    const char *inner = slash != NULL ? ent_arena_strndup(&self->arena, name, (size_t) (slash - name)) : "";

    if (inner == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    return *inner == '\0' || ent_inner_mkdir(self->path, inner) == 0
               ? ENT_OK
               : ent_file_failure(diagnostics, "make the folder", self->path, inner);
}

/* --- files of this program ---------------------------------------------------------------------------------------- */

/* Reads which files of the folder are this program's own. */
static int read_own(ent_folder *self)
{
    self->own = (ent_ledger){.arena = &self->arena};
    return ent_ledger_read_folder(&self->own, self->path, &self->has_manifest);
}

static ent_file_owner owner_of(ent_folder *self, const char *name)
{
    return ent_ledger_owner(&self->own, self->path, name);
}

/* Records a file as this program's own, on the disk too: before it has its name, or before the manifest is removed. */
static int own(ent_folder *self, const char *name, const char *sha256, ent_diagnostics *diagnostics)
{
    int status = ent_ledger_append(self->path, ENT_LEDGER_WRITTEN, name, sha256);

    if (status == ENT_ERR_IO) {
        return ent_file_failure(diagnostics, "write", self->path, ENT_LEDGER_WRITTEN);
    }
    self->own.arena = &self->arena;
    return status == ENT_OK ? ent_ledger_add(&self->own, name, sha256) : status;
}

/* Removes the manifest, from where on the folder is unfinished; the hashes of the files that are there stay in
 * `.written`. A stranger's manifest may list any number of others. */
static int remove_manifest(ent_folder *self, ent_diagnostics *diagnostics)
{
    size_t listed = self->own.count;
    int status = ENT_OK;

    if (!self->has_manifest) {
        return ent_inner_kind_of(self->path, MANIFEST) == ENT_INNER_MISSING
                   ? ENT_OK
                   : refuse(self, MANIFEST, "was not written by this program", diagnostics);
    }
    for (size_t i = 0; i < listed && status == ENT_OK; i++) {
        if (ent_inner_kind_of(self->path, self->own.item[i].name) == ENT_INNER_FILE) {
            status = own(self, self->own.item[i].name, self->own.item[i].sha256, diagnostics);
        }
    }
    if (status == ENT_OK && ent_inner_unlink(self->path, MANIFEST) != 0) {
        status = ent_file_failure(diagnostics, "remove", self->path, MANIFEST);
    }
    self->has_manifest = false;
    return status;
}

/* --- removing an earlier run -------------------------------------------------------------------------------------- */

static int remove_own(ent_folder *self, const char *name, ent_diagnostics *diagnostics)
{
    if (owner_of(self, name) != ENT_FILE_OWN || ent_inner_unlink(self->path, name) == 0 || errno == ENOENT) {
        return ENT_OK;
    }
    return ent_file_failure(diagnostics, "remove", self->path, name);
}

/* Removes the temporary files of a process that crashed. Failures do no harm. */
static void remove_temporaries(ent_folder *self, const char *inner)
{
    DIR *list = ent_inner_list(self->path, inner);
    const struct dirent *entry;

    while (list != NULL && (entry = readdir(list)) != NULL) {
        const char *name = ent_whole_file_is_temporary(entry->d_name) ? ent_arena_printf(&self->arena, "%s%s%s", inner,
                                                                            *inner != '\0' ? "/" : "", entry->d_name)
                                                                      : NULL;
        if (name != NULL && ent_inner_kind_of(self->path, name) == ENT_INNER_FILE) {
            (void) ent_inner_unlink(self->path, name);
        }
    }
    if (list != NULL) {
        closedir(list);
    }
}

/* Removes the charts of the earlier run, which have a ledger of their own since they may be drawn again at any time. */
static int remove_charts(ent_folder *self, ent_diagnostics *diagnostics)
{
    ent_ledger drawn = {.arena = &self->arena};
    int status = ent_ledger_read(&drawn, self->path, ENT_LEDGER_DRAWN);

    if (status == ENT_ERR_IO) { /* no ledger, or in a folder that is a link: nothing there is this program's */
        return ENT_OK;
    }
    for (size_t i = 0; i < drawn.count && status == ENT_OK; i++) {
        const char *name = drawn.item[i].name;
        if (ent_is_chart_name(name) && ent_ledger_owner(&drawn, self->path, name) == ENT_FILE_OWN &&
            ent_inner_unlink(self->path, name) != 0 && errno != ENOENT) {
            status = ent_file_failure(diagnostics, "remove", self->path, name);
        }
    }
    if (status == ENT_OK && ent_inner_unlink(self->path, ENT_LEDGER_DRAWN) != 0 && errno != ENOENT) {
        status = ent_file_failure(diagnostics, "remove", self->path, ENT_LEDGER_DRAWN);
    }
    return status;
}

/* Removes the manifest first: from there on the folder is unfinished, whatever happens. */
static int remove_earlier(ent_folder *self, ent_diagnostics *diagnostics)
{
    int status = remove_manifest(self, diagnostics);
    size_t listed = self->own.count;

    for (size_t i = 0; i < listed && status == ENT_OK; i++) {
        if (ent_is_result_name(self->own.item[i].name)) {
            status = remove_own(self, self->own.item[i].name, diagnostics);
        }
    }
    remove_temporaries(self, "");
    remove_temporaries(self, "charts");
    remove_temporaries(self, "boxes");
    return status == ENT_OK ? remove_charts(self, diagnostics) : status;
}

/* --- opening ------------------------------------------------------------------------------------------------------ */

static int make_folder(ent_folder *self, const char *dir, const char *id, ent_diagnostics *diagnostics)
{
    int status;

    ent_folder_init(self);
    if (id[0] == '\0' || id[0] == '.' || strchr(id, '/') != NULL || dir[0] == '\0') {
        return ENT_ERR_ARGUMENT;
    }
    self->path = ent_arena_printf(&self->arena, "%s/%s", dir, id);
    if (self->path == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    status = make_folders(&self->arena, self->path, diagnostics);
    if (status == ENT_OK && ent_inner_kind_of(dir, id) != ENT_INNER_FOLDER) {
        return refuse(self, "", "is a link, and results are not written through links", diagnostics);
    }
    return status == ENT_OK ? read_own(self) : status;
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

    self.path = ent_arena_printf(&self.arena, "%s/%s", dir, id);
    if (self.path != NULL && ent_inner_kind_of(dir, id) == ENT_INNER_FOLDER && read_own(&self) == ENT_OK &&
        self.has_manifest && remove_earlier(&self, &ignored) == ENT_OK) {
        (void) ent_inner_unlink(self.path, ENT_LEDGER_WRITTEN);
        (void) ent_inner_rmdir(self.path, "charts"); /* fails where it is missing or holds other files */
        (void) ent_inner_rmdir(self.path, "boxes");
        (void) ent_inner_rmdir(dir, id);
    }
    ent_diagnostics_free(&ignored);
    ent_folder_free(&self);
}

/* The manifest of the folder as JSON, which the caller deletes; NULL for none. */
static cJSON *parse_manifest(const char *path, ent_arena *arena)
{
    size_t length = 0;
    int status;
    const char *text = ent_inner_read(path, MANIFEST, arena, &length, &status);

    return text != NULL ? cJSON_Parse(text) : NULL;
}

bool ent_folder_holds(const char *dir, const char *id, const ent_manifest *manifest, const char *file, ent_arena *arena)
{
    const char *folder = ent_arena_printf(arena, "%s/%s", dir, id);
    cJSON *earlier = folder != NULL ? parse_manifest(folder, arena) : NULL;
    const cJSON *files = cJSON_GetObjectItemCaseSensitive(earlier, "files");
    bool holds = earlier != NULL && ent_same_run(earlier, manifest) &&
                 cJSON_GetObjectItemCaseSensitive(files, file) != NULL &&
                 ent_inner_kind_of(folder, file) == ENT_INNER_FILE;

    cJSON_Delete(earlier);
    return holds;
}

/* Records the files of the earlier run that are still as they were written. One that cannot be read is an error: the
 * manifest would lose it without a word. */
static int keep_earlier(ent_folder *self, const cJSON *earlier, ent_diagnostics *diagnostics)
{
    int status = remove_manifest(self, diagnostics);
    const cJSON *file;

    cJSON_ArrayForEach(file, cJSON_GetObjectItemCaseSensitive(earlier, "files"))
    {
        ent_file_owner owner =
            status == ENT_OK && file->string != NULL ? owner_of(self, file->string) : ENT_FILE_MISSING;
        if (owner == ENT_FILE_OWN) {
            status = ent_folder_adopt(self, file->string, diagnostics);
        } else if (owner == ENT_FILE_UNREADABLE) {
            status = ent_file_failure(diagnostics, "read", self->path, file->string);
        }
    }
    return status;
}

int ent_folder_extend(
    ent_folder *self, const char *dir, const char *id, ent_manifest *manifest, ent_diagnostics *diagnostics)
{
    int status = make_folder(self, dir, id, diagnostics);
    cJSON *earlier = status == ENT_OK ? parse_manifest(self->path, &self->arena) : NULL;

    if (status == ENT_OK && earlier == NULL && ent_inner_kind_of(self->path, MANIFEST) != ENT_INNER_MISSING) {
        status = refuse(self, MANIFEST, "cannot be read; the files beside it stay as they are",
            diagnostics); /* the tables beside it may be of this very run */
    } else if (status == ENT_OK && (earlier == NULL || !ent_same_run(earlier, manifest))) {
        status = remove_earlier(self, diagnostics);
    } else if (status == ENT_OK) {
        manifest->worlds = ent_earlier_number(earlier, "worlds");
        status = keep_earlier(self, earlier, diagnostics);
    }
    cJSON_Delete(earlier);
    return status;
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

/* Refuses a name that a file of another hand has. */
static int check_owner(ent_folder *self, const char *name, ent_diagnostics *diagnostics)
{
    ent_file_owner owner = owner_of(self, name);

    if (owner == ENT_FILE_MISSING || owner == ENT_FILE_OWN) {
        return ENT_OK;
    }
    return refuse(
        self, name, "was not written by this program or has been changed since; it is left as it is", diagnostics);
}

static int put(ent_folder *self, const char *name, const char *bytes, size_t length, const char *sha256,
    ent_diagnostics *diagnostics)
{
    int status = make_inner(self, name, diagnostics);

    status = status == ENT_OK ? check_owner(self, name, diagnostics) : status;
    status = status == ENT_OK ? own(self, name, sha256, diagnostics) : status;
    return status == ENT_OK ? ent_whole_file_write(self->path, name, bytes, length, self->passing, diagnostics)
                            : status;
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
    char sha256[ENT_SHA256_TEXT];
    ent_manifest_hash *entry;
    int status;

    ent_sha256(bytes, length, sha256);
    status = put(self, name, bytes, length, sha256, diagnostics);
    entry = status == ENT_OK ? remember(self, name) : NULL;
    if (status == ENT_OK && entry == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    if (entry != NULL) {
        memcpy(entry->sha256, sha256, sizeof(sha256));
    }
    return status;
}

int ent_folder_drop(ent_folder *self, const char *name, ent_diagnostics *diagnostics)
{
    for (size_t i = 0; i < self->files; i++) {
        if (strcmp(self->file[i].name, name) == 0) {
            memmove(self->file + i, self->file + i + 1, (self->files - i - 1) * sizeof(*self->file));
            self->files--;
            return remove_own(self, name, diagnostics);
        }
    }
    return ENT_OK;
}

int ent_folder_adopt(ent_folder *self, const char *name, ent_diagnostics *diagnostics)
{
    char sha256[ENT_SHA256_TEXT];
    ent_manifest_hash *entry;

    if (ent_inner_sha256(self->path, name, sha256) != ENT_OK) {
        return ent_file_failure(diagnostics, "read", self->path, name);
    }
    entry = remember(self, name);
    if (entry == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    memcpy(entry->sha256, sha256, sizeof(sha256));
    return ENT_OK;
}

/* Writes datapackage.json, which describes the tables; none where there are none. */
static int describe_tables(ent_folder *self, const ent_manifest *manifest, ent_diagnostics *diagnostics)
{
    char *text;
    int status = ent_datapackage_text(self->path, manifest, self->file, self->files, &text, diagnostics);

    if (status == ENT_OK && text != NULL) {
        status = ent_folder_write(self, ENT_DATAPACKAGE_FILE, text, strlen(text), diagnostics);
    }
    free(text);
    return status;
}

int ent_folder_finish(ent_folder *self, const ent_manifest *manifest, ent_diagnostics *diagnostics)
{
    ent_manifest whole = *manifest;
    char *text = NULL;
    int status;

    if (ent_inner_kind_of(self->path, MANIFEST) != ENT_INNER_MISSING) { /* it was removed when the folder was opened */
        return refuse(self, MANIFEST, "was not written by this program", diagnostics);
    }
    status = describe_tables(self, manifest, diagnostics);
    whole.file = self->file;
    whole.files = self->files;
    status = status == ENT_OK ? ent_manifest_text(&whole, &text) : status;
    if (status == ENT_OK) {
        status = ent_whole_file_write(self->path, MANIFEST, text, strlen(text), self->passing, diagnostics);
    }
    free(text);
    if (status == ENT_OK && ent_inner_unlink(self->path, ENT_LEDGER_WRITTEN) != 0 && errno != ENOENT) {
        status = ent_file_failure(diagnostics, "remove", self->path, ENT_LEDGER_WRITTEN);
    }
    return status;
}

/* --- a file of a complete folder ---------------------------------------------------------------------------------- */

/* Returns the manifest's text with the hash of a file replaced, or inserted before the other files. NULL where the text
 * does not have the form that this program writes, or memory is out. It does not use cJSON, which would round large
 * seeds. */
static const char *with_hash(ent_arena *arena, const char *text, const char *name, const char *sha256)
{
    const char *files = strstr(text, "\"files\":");
    const char *key = ent_arena_printf(arena, "\"%s\":", name);
    const char *at = files != NULL && key != NULL ? strstr(files, key) : NULL;
    const char *hash = key != NULL && at != NULL ? strchr(at + strlen(key), '"') : NULL;
    const char *open = files != NULL ? strchr(files, '{') : NULL;

    if (hash != NULL && strlen(hash) > ENT_SHA256_TEXT && hash[ENT_SHA256_TEXT] == '"') {
        return ent_arena_printf(arena, "%.*s%s%s", (int) (hash + 1 - text), text, sha256, hash + ENT_SHA256_TEXT);
    }
    if (at != NULL || open == NULL || key == NULL) {
        return NULL;
    }
    return ent_arena_printf(arena, "%.*s\n\t\t%s\t\"%s\",%s", (int) (open + 1 - text), text, key, sha256, open + 1);
}

/* The text of the manifest with a new hash; NULL with *status where there is none. */
static const char *changed_manifest(
    ent_folder *self, const char *name, const char *sha256, int *status, ent_diagnostics *diagnostics)
{
    size_t length = 0;
    const char *text = ent_inner_read(self->path, MANIFEST, &self->arena, &length, status);
    cJSON *parsed;

    if (text == NULL) {
        *status = *status == ENT_ERR_IO ? ent_file_failure(diagnostics, "read", self->path, MANIFEST) : *status;
        return NULL;
    }
    text = with_hash(&self->arena, text, name, sha256);
    parsed = text != NULL ? cJSON_Parse(text) : NULL;
    if (parsed == NULL || !self->has_manifest) {
        text = NULL;
        *status = refuse(self, MANIFEST, "was not written by this program or has been changed since", diagnostics);
    }
    cJSON_Delete(parsed);
    return text;
}

/* Writes the file and then the manifest; the file gets its former bytes back where the manifest cannot be written. */
static int replace_both(ent_folder *self, const char *name, const char *bytes, size_t length, const char *manifest,
    ent_diagnostics *diagnostics)
{
    size_t former_length = 0;
    int status;
    const char *former = ent_inner_read(self->path, name, &self->arena, &former_length, &status);

    if (status == ENT_ERR_NO_MEMORY) {
        return status;
    }
    status = ent_folder_write(self, name, bytes, length, diagnostics);
    if (status != ENT_OK) {
        return status;
    }
    status = ent_whole_file_write(self->path, MANIFEST, manifest, strlen(manifest), self->passing, diagnostics);
    if (status != ENT_OK && former != NULL) {
        (void) ent_whole_file_write(self->path, name, former, former_length, true, diagnostics);
    } else if (status == ENT_OK && ent_inner_unlink(self->path, ENT_LEDGER_WRITTEN) != 0) {
        status = ent_file_failure(diagnostics, "remove", self->path, ENT_LEDGER_WRITTEN);
    }
    return status;
}

int ent_folder_replace(
    const char *path, const char *name, const char *bytes, size_t length, ent_diagnostics *diagnostics)
{
    ent_folder self = {.path = path};
    char sha256[ENT_SHA256_TEXT];
    const char *manifest = NULL;
    int status = read_own(&self);

    ent_sha256(bytes, length, sha256);
    if (status == ENT_OK) {
        manifest = changed_manifest(&self, name, sha256, &status, diagnostics);
    }
    if (status == ENT_OK && manifest != NULL) {
        status = replace_both(&self, name, bytes, length, manifest, diagnostics);
    }
    ent_folder_free(&self);
    return status;
}
