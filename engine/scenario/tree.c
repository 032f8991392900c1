#include "scenario/tree.h"

#include "base/status.h"
#include "scenario/syntax.h"

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
    *copy = (ent_tree){.file = self->file, .files = self->files};
    copy->root = ent_setting_copy(self->root, NULL, &copy->arena);
    return copy->root != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

/* Adds what `over` has to `group`: groups deeply, anything else replaces. */
static int merge(ent_setting *group, const ent_setting *over, ent_arena *arena)
{
    for (size_t i = 0; i < over->count; i++) {
        ent_setting *from = over->child[i];
        ent_setting *to = ent_setting_get(group, from->name);
        ent_setting *copy;
        int status;
        if (to != NULL && to->type == ENT_SETTING_GROUP && from->type == ENT_SETTING_GROUP) {
            to->at = from->at;
            to->name_at = from->name_at;
            status = merge(to, from, arena);
            if (status != ENT_OK) {
                return status;
            }
            continue;
        }
        copy = ent_setting_copy(from, group, arena);
        if (copy == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        if (to != NULL) {
            *to = *copy;
            for (size_t k = 0; k < to->count; k++) {
                to->child[k]->parent = to;
            }
            continue;
        }
        to = ent_setting_add(group, from->name, from->type, arena);
        if (to == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        *to = *copy;
        for (size_t k = 0; k < to->count; k++) {
            to->child[k]->parent = to;
        }
    }
    return ENT_OK;
}

typedef struct loading {
    ent_tree *tree;
    ent_loader load;
    void *context;
    ent_diagnostics *diagnostics;
} loading;

static const char *beside(ent_tree *self, const char *from, const char *path)
{
    const char *slash = strrchr(from, '/');

    if (path[0] == '/' || slash == NULL) {
        return path;
    }
    return ent_arena_printf(&self->arena, "%.*s/%s", (int) (slash - from), from, path);
}

static ent_tree_file *add_file(ent_tree *self, const char *path)
{
    ent_tree_file *file = ent_arena_alloc(&self->arena, sizeof(*file));
    ent_tree_file **list = ent_arena_array(&self->arena, self->files + 1, sizeof(ent_tree_file *));

    if (file == NULL || list == NULL) {
        return NULL;
    }
    file->path = ent_arena_strdup(&self->arena, path);
    file->source.name = file->path;
    for (size_t i = 0; i < self->files; i++) {
        list[i] = self->file[i];
    }
    list[self->files++] = file;
    self->file = list;
    return file->path != NULL ? file : NULL;
}

static int read_file(loading *self, ent_tree_file *file, ent_position named_at, ent_setting **root)
{
    static const char mark[] = "\xEF\xBB\xBF";
    ent_tree *tree = self->tree;
    int status = self->load(self->context, file->path, &tree->arena, &file->bytes, &file->length);

    if (status == ENT_ERR_IO) {
        ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, named_at, "",
            "check the name and the folder", "the file %s cannot be read", file->path);
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
    return ent_syntax_read(&file->source, &tree->arena, root, self->diagnostics);
}

static int apply_set(loading *self, const ent_setting *set)
{
    size_t before = self->diagnostics->errors;

    for (size_t i = 0; i < set->count && set->type == ENT_SETTING_LIST; i++) {
        int status;
        if (set->child[i]->type != ENT_SETTING_STRING) {
            ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, set->child[i]->at, "set",
                "\"force.required = 20k\"", "expected `path = value` in quotes");
            continue;
        }
        status = ent_tree_assign(self->tree, set->child[i]->text, set->child[i]->at, self->diagnostics);
        if (status == ENT_ERR_NO_MEMORY) {
            return status;
        }
    }
    if (set->type != ENT_SETTING_LIST) {
        ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, set->at, "set", "set = ( \"path = value\" );",
            "expected a list");
    }
    return self->diagnostics->errors > before ? ENT_ERR_SCENARIO : ENT_OK;
}

static bool already_read(const ent_tree *self, const char *path)
{
    for (size_t i = 0; i < self->files; i++) {
        if (strcmp(self->file[i]->path, path) == 0) {
            return true;
        }
    }
    return false;
}

/* The file that `base` names; NULL path where there is none. */
static int base_of(loading *self, const ent_tree_file *file, const ent_setting *root, const char **path,
    ent_position *at)
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
    if (*path == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    if (already_read(self->tree, *path) || self->tree->files >= ENT_TREE_BASES) {
        ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, base->at, "base", "a file cannot start from itself",
            "the bases go round in a circle: %s was read already", *path);
        return ENT_ERR_SCENARIO;
    }
    return ENT_OK;
}

static int load_chain(loading *self, const char *path, ent_position named_at)
{
    ent_tree *tree = self->tree;
    ent_tree_file *file = add_file(tree, path);
    ent_setting *own = NULL;
    const ent_setting *set;
    const char *base;
    int status = file != NULL ? read_file(self, file, named_at, &own) : ENT_ERR_NO_MEMORY;

    if (status == ENT_OK) {
        status = base_of(self, file, own, &base, &named_at);
    }
    if (status != ENT_OK) {
        return status;
    }
    tree->root = own;
    if (base != NULL) {
        status = load_chain(self, base, named_at);
        if (status == ENT_OK) {
            status = merge(tree->root, own, &tree->arena);
        }
    }
    set = ent_setting_get(own, "set");
    if (status == ENT_OK && set != NULL) {
        status = apply_set(self, set);
    }
    return status;
}

int ent_tree_load(ent_tree *self, const char *path, ent_loader load, void *context, ent_diagnostics *diagnostics)
{
    loading chain = {.tree = self, .load = load, .context = context, .diagnostics = diagnostics};

    return load_chain(&chain, path, (ent_position){0});
}
