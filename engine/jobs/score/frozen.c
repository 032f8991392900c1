#include "jobs/score/frozen.h"

#include "base/read_file.h"
#include "base/sha256.h"
#include "base/status.h"

#include <string.h>

/* A line of a list. */
typedef struct entry {
    const char *path; /* as written, relative to the list */
    char sha256[ENT_SHA256_TEXT];
    bool fine; /* the file is there, and has that hash */
} entry;

typedef struct list {
    const char *folder; /* "" for the current one, else with a slash at its end */
    entry *entry;       /* [entries] */
    size_t entries;
    ent_frozen_list *to;
} list;

/* The folder of a path, with its slash; "" for none. */
static const char *folder_of(ent_score *self, const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? ent_arena_strndup(&self->arena, path, (size_t) (slash - path) + 1) : "";
}

/* --- the list ----------------------------------------------------------------------------------------------------- */

static bool is_hash(const char *text)
{
    return strspn(text, "0123456789abcdefABCDEF") == ENT_SHA256_TEXT - 1;
}

/* Adds a sentence about a file, which is a warning too. */
static int say(ent_score *self, list *to, const char *path, const char *what)
{
    const char *text = ent_arena_printf(&self->arena, "%s%s %s", to->folder, path, what);

    if (text == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    to->to->wrong[to->to->wrongs++] = text;
    ent_diagnostics_add(&self->diagnostics, ENT_SEVERITY_WARNING, (ent_position){0}, NULL, NULL, "%s", text);
    return ENT_OK;
}

/* Reads a line of a list, which ends at `end`; false for one that is none. */
static bool read_line(ent_score *self, const char *line, const char *end, entry *made)
{
    static const char upper[] = "ABCDEF", lower[] = "abcdef";
    size_t digits = ENT_SHA256_TEXT - 1;
    const char *path = line + digits + 2;

    while (end > line && (end[-1] == '\r' || end[-1] == ' ')) {
        end--;
    }
    if (end <= path || !is_hash(line) || line[digits] != ' ' || (line[digits + 1] != ' ' && line[digits + 1] != '*')) {
        return false;
    }
    for (size_t i = 0; i < digits; i++) {
        const char *at = strchr(upper, line[i]);
        made->sha256[i] = line[i];
        if (at != NULL) {
            made->sha256[i] = lower[at - upper];
        }
    }
    made->sha256[digits] = '\0';
    path += strncmp(path, "./", 2) == 0 ? 2 : 0;
    made->path = ent_arena_strndup(&self->arena, path, (size_t) (end - path));
    return made->path != NULL;
}

static int check_entry(ent_score *self, list *from, entry *one)
{
    const char *path = ent_arena_printf(&self->arena, "%s%s", from->folder, one->path);
    char sha256[ENT_SHA256_TEXT];

    if (path == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    if (ent_sha256_file(path, sha256) != ENT_OK) {
        return say(self, from, one->path, "was frozen and cannot be read");
    }
    one->fine = strcmp(sha256, one->sha256) == 0;
    from->to->fine += one->fine ? 1 : 0;
    return one->fine ? ENT_OK : say(self, from, one->path, "is not as it was frozen");
}

static int read_list(ent_score *self, list *to, const char *text, size_t more)
{
    size_t lines = 1, number = 0;
    int status = ENT_OK;

    for (const char *c = text; *c != '\0'; c++) {
        lines += *c == '\n' ? 1 : 0;
    }
    to->entry = ent_arena_array(&self->arena, lines, sizeof(*to->entry));
    to->to->wrong = ent_arena_array(&self->arena, 2 * lines + more, sizeof(*to->to->wrong));
    if (to->entry == NULL || to->to->wrong == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (const char *line = text, *end; *line != '\0' && status == ENT_OK; line = *end != '\0' ? end + 1 : end) {
        end = line + strcspn(line, "\n");
        number++;
        if (read_line(self, line, end, &to->entry[to->entries])) {
            status = check_entry(self, to, &to->entry[to->entries++]);
        } else if (end > line && *line != '#' && *line != '\r') {
            const char *what = ent_arena_printf(&self->arena, "has no hash and path in line %zu", number);
            status = what != NULL ? say(self, to, ENT_FROZEN_FILE, what) : ENT_ERR_NO_MEMORY;
        }
    }
    return status;
}

/* --- the files of the cases --------------------------------------------------------------------------------------- */

/* Takes "x/.." and "." out of a path. */
static const char *shorten(ent_score *self, const char *path)
{
    char *made = ent_arena_strndup(&self->arena, path, strlen(path));
    char *to = made;

    for (const char *from = made; made != NULL && *from != '\0';) {
        size_t length = strcspn(from, "/");
        bool last = from[length] == '\0';
        bool after_up = to - made >= 3 && strncmp(to - 3, "../", 3) == 0;
        bool up = length == 2 && strncmp(from, "..", 2) == 0 && to > made && !after_up;
        if (up) {
            to--;
            while (to > made && to[-1] != '/') {
                to--;
            }
        } else if (length != 1 || *from != '.') {
            memmove(to, from, length + (last ? 0 : 1));
            to += length + (last ? 0 : 1);
        }
        from += length + (last ? 0 : 1);
    }
    if (made != NULL) {
        *to = '\0';
    }
    return made;
}

/* A path relative to the folder of a list; NULL where it is not below it. */
static const char *below(ent_score *self, const list *from, const char *path)
{
    const char *folder = shorten(self, from->folder), *file = shorten(self, path);
    size_t length = folder != NULL ? strlen(folder) : 0;

    return folder != NULL && file != NULL && strncmp(file, folder, length) == 0 && strncmp(file + length, "../", 3) != 0
               ? file + length
               : NULL;
}

static const entry *find(const list *from, const char *path)
{
    for (size_t i = 0; i < from->entries; i++) {
        if (strcmp(from->entry[i].path, path) == 0) {
            return &from->entry[i];
        }
    }
    return NULL;
}

/* Looks whether files that a case was read from, and that stand in the folder of the list or below, are as frozen. */
static int check_files(ent_score *self, list *from, ent_score_case *one, const ent_tree_files *files, bool said)
{
    int status = ENT_OK;

    for (size_t i = 0; i < files->count && status == ENT_OK; i++) {
        const char *path = below(self, from, files->item[i]->path);
        const entry *listed = path != NULL ? find(from, path) : NULL;
        if (path != NULL && (listed == NULL || !listed->fine)) {
            one->row.frozen = 0.0;
        }
        if (path != NULL && listed == NULL && !said) {
            status = say(self, from, path, "is not among the files that were frozen");
        }
    }
    return status;
}

static const ent_tree *tree_of(const ent_score_case *one)
{
    return &one->file->experiment->item[0]->tree;
}

/* Whether an earlier case is of the same file. */
static bool is_repeated(const ent_score *self, size_t i)
{
    for (size_t k = 0; k < i; k++) {
        if (self->one[k].file == self->one[i].file) {
            return true;
        }
    }
    return false;
}

static size_t count_files(const ent_score *self)
{
    size_t count = 0;

    for (size_t i = 0; i < self->cases; i++) {
        count += is_repeated(self, i) ? 0 : tree_of(&self->one[i])->files.count + tree_of(&self->one[i])->tables.count;
    }
    return count;
}

/* The nearest folder with a list, from that of the path upwards; NULL: none, or memory is out (*status). *text: the
 * list. */
static const char *find_folder(ent_score *self, const char *path, const char **text, int *status)
{
    const char *folder = folder_of(self, path);

    while (folder != NULL) {
        const char *at = ent_arena_printf(&self->arena, "%s" ENT_FROZEN_FILE, folder);
        size_t length;
        *text = at != NULL ? ent_read_file(at, &self->arena, &length, status) : NULL;
        if (*text != NULL || at == NULL || *folder == '\0' || *status == ENT_ERR_NO_MEMORY) {
            *status = at == NULL ? ENT_ERR_NO_MEMORY : *status == ENT_ERR_IO ? ENT_OK : *status;
            return *text != NULL ? folder : NULL;
        }
        folder = ent_arena_strndup(&self->arena, folder, strlen(folder) - 1);
        folder = folder != NULL ? folder_of(self, folder) : NULL;
    }
    *status = ENT_ERR_NO_MEMORY;
    return NULL;
}

/* Checks a list, and case i and all later ones for which it is the nearest. folder: [cases] that of each; NULL: none */
static int check_list(ent_score *self, const char *const *folder, size_t i, const char *text)
{
    ent_frozen_list *to = &self->frozen[self->frozens++];
    list made = {.folder = folder[i], .to = to};
    int status;

    *to = (ent_frozen_list){.path = ent_arena_printf(&self->arena, "%s" ENT_FROZEN_FILE, folder[i])};
    status = to->path != NULL ? read_list(self, &made, text, count_files(self)) : ENT_ERR_NO_MEMORY;
    for (size_t k = i; k < self->cases && status == ENT_OK; k++) {
        if (folder[k] != NULL && strcmp(folder[k], folder[i]) == 0) {
            const ent_tree *tree = tree_of(&self->one[k]);
            bool said = is_repeated(self, k);
            self->one[k].row.frozen = 1.0;
            status = check_files(self, &made, &self->one[k], &tree->files, said);
            status = status == ENT_OK ? check_files(self, &made, &self->one[k], &tree->tables, said) : status;
        }
    }
    return status;
}

int ent_score_check_frozen(ent_score *self)
{
    const char **folder = ent_arena_array(&self->arena, self->cases, sizeof(*folder));
    const char **text = ent_arena_array(&self->arena, self->cases, sizeof(*text));
    int status = ENT_OK;

    self->frozen = ent_arena_array(&self->arena, self->cases, sizeof(*self->frozen));
    if (self->frozen == NULL || folder == NULL || text == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < self->cases && status == ENT_OK; i++) {
        if (i > 0 && self->one[i].file == self->one[i - 1].file) {
            folder[i] = folder[i - 1];
        } else {
            folder[i] = find_folder(self, self->one[i].file->path, &text[i], &status);
        }
    }
    for (size_t i = 0; i < self->cases && status == ENT_OK; i++) {
        bool known = folder[i] == NULL;
        for (size_t k = 0; k < i && !known; k++) {
            known = folder[k] != NULL && strcmp(folder[k], folder[i]) == 0;
        }
        status = known ? ENT_OK : check_list(self, folder, i, text[i]);
    }
    return status;
}
