#include "settings/tree.h"

#include "base/status.h"
#include "settings/assignment/assignment.h"
#include "settings/syntax.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

void ent_tree_init(ent_tree *self)
{
    *self = (ent_tree){0};
}

void ent_tree_free(ent_tree *self)
{
    ent_arena_free(&self->arena);
    *self = (ent_tree){0};
}

int ent_tree_copy(ent_tree *copy, const ent_tree *self)
{
    *copy = (ent_tree){.file = self->file, .files = self->files, .capacity = self->capacity};
    if (self->root == NULL) {
        return ENT_ERR_ARGUMENT;
    }
    copy->root = ent_setting_copy(self->root, NULL, &copy->arena);
    return copy->root != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

/* --- merging -------------------------------------------------------------------------------------------------------
 */

/* Gives `to` a copy of the value of `from`, with its position. */
static int replace(ent_setting *to, const ent_setting *from, ent_arena *arena)
{
    const ent_setting *copy = ent_setting_copy(from, to->parent, arena);

    if (copy == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    ent_setting_take(to, copy);
    to->name_at = from->name_at;
    return ENT_OK;
}

/* Merges `over` into `group`: groups recursively (at most ENT_SETTING_DEPTH deep), any other value replaces. */
static int merge(ent_setting *group, const ent_setting *over, ent_arena *arena)
{
    int status = ENT_OK;

    for (size_t i = 0; status == ENT_OK && i < over->count; i++) {
        const ent_setting *from = over->child[i];
        ent_setting *to = ent_setting_get(group, from->name);
        if (to != NULL && to->type == ENT_SETTING_GROUP && from->type == ENT_SETTING_GROUP) {
            to->at = from->at; /* messages about the whole group point to this file and not to its base */
            to->name_at = from->name_at;
            status = merge(to, from, arena);
            continue;
        }
        if (to == NULL) {
            to = ent_setting_add(group, from->name, from->type, arena);
        }
        status = to != NULL ? replace(to, from, arena) : ENT_ERR_NO_MEMORY;
    }
    return status;
}

/* --- files ---------------------------------------------------------------------------------------------------------
 */

typedef struct loading {
    ent_tree *tree;
    ent_loader load;
    void *context;
    ent_diagnostics *diagnostics;
    bool wrong; /* a value or an assignment is wrong, and reading continues */
} loading;

/* Returns a path relative to the folder of the file `from`. */
static const char *beside(ent_tree *self, const char *from, const char *path)
{
    const char *slash = strrchr(from, '/');

    if (path[0] == '/' || slash == NULL) {
        return path;
    }
    return ent_arena_printf(&self->arena, "%.*s/%s", (int) (slash - from), from, path);
}

/* True for a component that does not change the path: empty or `.`. */
static bool is_current_folder(const char *name, size_t length)
{
    return length == 0 || (length == 1 && name[0] == '.');
}

static bool is_parent_folder(const char *name, size_t length)
{
    return length == 2 && name[0] == '.' && name[1] == '.';
}

/* Returns the byte at which the last component of a path of n bytes begins; n for a path without components. Each
 * component ends with a slash. */
static size_t last_component(const char *path, size_t n, size_t root)
{
    size_t at = n > root ? n - 1 : n;

    while (at > root && n > root && path[at - 1] != '/') {
        at--;
    }
    return at;
}

/* Normalises a path, so that a//b, ./a/b and a/c/../b compare equal. A circle through symbolic links is not found this
 * way; ENT_TREE_BASES ends it. */
static char *normal_path(ent_arena *arena, const char *path)
{
    char *made = ent_arena_alloc(arena, strlen(path) + 2);
    size_t root = *path == '/' ? 1 : 0;
    size_t n = root;

    if (made == NULL) {
        return NULL;
    }
    memcpy(made, path, root);
    while (*path != '\0') {
        size_t length = strcspn(path, "/");
        size_t last = last_component(made, n, root);
        if (is_parent_folder(path, length) && last < n && !is_parent_folder(made + last, n - 1 - last)) {
            n = last;
        } else if (!is_current_folder(path, length)) {
            memcpy(made + n, path, length);
            n += length;
            made[n++] = '/';
        }
        path += length + (path[length] == '/' ? 1 : 0);
    }
    made[n] = '\0';
    return made;
}

static ent_tree_file *add_file(ent_tree *self, const char *path)
{
    ent_tree_file *file = ent_arena_alloc(&self->arena, sizeof(*file));

    if (self->files == self->capacity) {
        size_t capacity = self->capacity + ENT_TREE_BASES;
        ent_tree_file **grown = ent_arena_array(&self->arena, capacity, sizeof(ent_tree_file *));
        if (grown == NULL) {
            return NULL;
        }
        if (self->files > 0) {
            memcpy(grown, self->file, self->files * sizeof(ent_tree_file *));
        }
        self->file = grown;
        self->capacity = capacity;
    }
    if (file == NULL) {
        return NULL;
    }
    file->path = ent_arena_strdup(&self->arena, path);
    file->source.name = file->path;
    if (file->path == NULL) {
        return NULL;
    }
    self->file[self->files++] = file;
    return file;
}

static int read_file(loading *self, ent_tree_file *file, ent_position named_at, ent_setting **root)
{
    static const char mark[] = "\xEF\xBB\xBF"; /* the byte order mark, a syntax error in libconfig */
    ent_arena *arena = &self->tree->arena;
    int status;

    errno = 0; /* the loader may set it to the reason */
    status = self->load(self->context, file->path, arena, &file->bytes, &file->length);
    if (status == ENT_ERR_IO) {
        ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, named_at, named_at.line > 0 ? "base" : "",
            "check the name and the folder", "the file %s cannot be read%s%s", file->path, errno != 0 ? ": " : "",
            errno != 0 ? strerror(errno) : "");
    }
    if (status != ENT_OK) {
        return status;
    }
    file->source.text = file->bytes;
    file->source.length = file->length;
    if (file->length >= 3 && memcmp(file->bytes, mark, 3) == 0) {
        file->source.text += 3;
        file->source.length -= 3;
    }
    status = ent_syntax_read(&file->source, arena, root, self->diagnostics);
    if (status == ENT_ERR_SCENARIO && *root != NULL) {
        self->wrong = true;
        status = ENT_OK;
    }
    return status;
}

/* --- base and set --------------------------------------------------------------------------------------------------
 */

static int apply_set(loading *self, const ent_setting *set)
{
    size_t before = self->diagnostics->errors;

    if (set->wrong) {
        return ENT_OK;
    }
    if (set->type != ENT_SETTING_LIST) {
        ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, set->at, "set", "set = ( \"path = value\" );",
            "expected a list of assignments");
    }
    for (size_t i = 0; i < set->count && set->type == ENT_SETTING_LIST; i++) {
        if (set->child[i]->type != ENT_SETTING_STRING) {
            ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, set->child[i]->at, "set",
                "\"force.required = 20k\"", "expected `path = value` in quotes");
        } else if (ent_tree_assign(self->tree, set->child[i]->text, set->child[i]->at, self->diagnostics) ==
                   ENT_ERR_NO_MEMORY) {
            return ENT_ERR_NO_MEMORY;
        }
    }
    self->wrong = self->wrong || self->diagnostics->errors > before;
    return ENT_OK;
}

/* "a.cfg, which starts from b.cfg, which starts from a.cfg" */
static const char *chain_of(ent_tree *self, size_t from, const char *path)
{
    const char *text = self->file[from]->path;

    for (size_t i = from + 1; i <= self->files && text != NULL; i++) {
        text = ent_arena_printf(
            &self->arena, "%s, which starts from %s", text, i < self->files ? self->file[i]->path : path);
    }
    return text;
}

/* Reports a circle of bases, or a chain of too many files. */
static int check_chain(loading *self, const char *path, ent_position at)
{
    ent_tree *tree = self->tree;
    const char *normal = normal_path(&tree->arena, path);
    const char *chain;

    for (size_t i = 0; normal != NULL && i < tree->files; i++) {
        const char *read = normal_path(&tree->arena, tree->file[i]->path);
        if (read == NULL || strcmp(read, normal) != 0) {
            continue;
        }
        chain = chain_of(tree, i, path);
        ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, at, "base", "a file cannot start from itself",
            "the bases go round in a circle: %s", chain != NULL ? chain : path);
        return chain != NULL ? ENT_ERR_SCENARIO : ENT_ERR_NO_MEMORY;
    }
    if (normal != NULL && tree->files >= ENT_TREE_BASES) {
        ent_diagnostics_add(
            self->diagnostics, ENT_SEVERITY_ERROR, at, "base", NULL, "a chain of more than %d files", ENT_TREE_BASES);
        return ENT_ERR_SCENARIO;
    }
    return normal != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

/* Sets *path to the file named by `base`, and *at to its position; *path is NULL without a `base`. */
static int base_of(
    loading *self, const ent_tree_file *file, const ent_setting *root, const char **path, ent_position *at)
{
    const ent_setting *base = ent_setting_get(root, "base");

    *path = NULL;
    if (base == NULL) {
        return ENT_OK;
    }
    *at = base->at;
    if (base->type != ENT_SETTING_STRING || *base->text == '\0') {
        ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, base->at, "base", "base = \"other.cfg\";",
            "expected the name of a file in quotes");
        return ENT_ERR_SCENARIO;
    }
    *path = beside(self->tree, file->path, base->text);
    return *path != NULL ? check_chain(self, *path, *at) : ENT_ERR_NO_MEMORY;
}

/* Reads a file and its base, merges the file into its base, and applies its `set`. At most ENT_TREE_BASES deep. */
static int load_chain(loading *self, const char *path, ent_position named_at)
{
    ent_tree *tree = self->tree;
    ent_tree_file *file = add_file(tree, path);
    ent_setting *own = NULL;
    const ent_setting *set;
    const char *base = NULL;
    int status = file != NULL ? read_file(self, file, named_at, &own) : ENT_ERR_NO_MEMORY;

    if (status == ENT_OK) {
        status = base_of(self, file, own, &base, &named_at);
    }
    if (status != ENT_OK) {
        return status;
    }
    if (base == NULL) {
        tree->root = own;
    } else {
        status = load_chain(self, base, named_at);
        if (status == ENT_OK) {
            status = merge(tree->root, own, &tree->arena);
        }
    }
    set = ent_setting_get(own, "set");
    return status == ENT_OK && set != NULL ? apply_set(self, set) : status;
}

int ent_tree_load(ent_tree *self, const char *path, ent_loader load, void *context, ent_diagnostics *diagnostics)
{
    loading chain = {.tree = self, .load = load, .context = context, .diagnostics = diagnostics};
    int status = load_chain(&chain, path, (ent_position){0});

    if (status != ENT_OK) {
        self->root = NULL;
        return status;
    }
    return chain.wrong ? ENT_ERR_SCENARIO : ENT_OK;
}

/* --- assignments -------------------------------------------------------------------------------------------------- */

int ent_tree_assign(ent_tree *self, const char *assignment, ent_position at, ent_diagnostics *diagnostics)
{
    return self->root != NULL ? ent_assign(self->root, &self->arena, assignment, at, diagnostics) : ENT_ERR_ARGUMENT;
}

int ent_tree_assign_argument(ent_tree *self, const char *assignment, ent_diagnostics *diagnostics)
{
    return self->root != NULL ? ent_assign_argument(self->root, &self->arena, assignment, diagnostics)
                              : ENT_ERR_ARGUMENT;
}

/* --- verification ------------------------------------------------------------------------------------------------- */

const char *ent_tree_check(const ent_tree *self)
{
    const ent_setting *root = self->root;

    if (root == NULL || root->type != ENT_SETTING_GROUP || root->name != NULL || root->parent != NULL) {
        return "the root is not a nameless group without a parent";
    }
    if (self->files < 1 || self->files > ENT_TREE_BASES || self->files > self->capacity) {
        return "the number of files is wrong";
    }
    for (size_t i = 0; i < self->files; i++) {
        const ent_tree_file *file = self->file[i];
        if (file->source.text + file->source.length != file->bytes + file->length || file->source.text < file->bytes) {
            return "a source is outside the bytes of its file";
        }
    }
    return ent_setting_check(root);
}
