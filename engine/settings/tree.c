#include "settings/tree.h"

#include "base/status.h"
#include "settings/assignment/assignment.h"
#include "settings/schema.h"
#include "settings/syntax.h"
#include "settings/tables/tables.h"
#include "settings/tree_files.h"

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

/* A copy of the root and its sections. The variants are shared with the original, since no copy changes them, and
 * copies of all of them for each would take the square of their number; an assignment copies them first. */
static ent_setting *copy_root(const ent_setting *root, ent_arena *arena)
{
    ent_setting *copy = ent_arena_alloc(arena, sizeof(*copy));

    if (copy == NULL) {
        return NULL;
    }
    *copy = *root;
    copy->capacity = root->count;
    copy->child = ent_arena_array(arena, root->count, sizeof(ent_setting *));
    for (size_t i = 0; copy->child != NULL && i < root->count; i++) {
        copy->child[i] = strcmp(root->child[i]->name, "variants") == 0 ? root->child[i]
                                                                       : ent_setting_copy(root->child[i], copy, arena);
        if (copy->child[i] == NULL) {
            return NULL;
        }
    }
    return copy->child != NULL ? copy : NULL;
}

int ent_tree_copy(ent_tree *copy, const ent_tree *self)
{
    *copy = (ent_tree){.where = self->where, .files = self->files, .tables = self->tables};
    if (self->root == NULL) {
        return ENT_ERR_ARGUMENT;
    }
    copy->root = copy_root(self->root, &copy->arena);
    return copy->root != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

/* --- files ---------------------------------------------------------------------------------------------------------
 */

typedef struct loading {
    ent_tree *tree;
    ent_file_loading from;
    ent_diagnostics *diagnostics;
    bool wrong;      /* a value or an assignment is wrong, and reading continues */
    bool incomplete; /* a table is missing, so that the tree cannot be checked further */
} loading;

/* Whether a setting of scenarios is among those of a file. */
static bool has_setting(const ent_setting *root)
{
    for (size_t i = 0; root != NULL && i < root->count; i++) {
        if (root->child[i]->name != NULL && ent_schema_find(ENT_GROUP_ROOT, root->child[i]->name) != NULL) {
            return true;
        }
    }
    return false;
}

/* Whether a text that has no settings, for a mistake, is that of a scenario: two lines begin with a setting of
 * scenarios and what follows a name. */
static bool looks_like_scenario(const char *text)
{
    size_t found = 0;

    for (const char *line = text; line != NULL && found < 2; line = strchr(line, '\n')) {
        char name[32] = "";
        size_t length;
        line += *line == '\n' ? 1 : 0;
        length = strspn(line, "abcdefghijklmnopqrstuvwxyz_");
        if (length > 0 && length < sizeof(name)) {
            const char *behind = line + length + strspn(line + length, " \t");
            memcpy(name, line, length);
            found += (*behind == '=' || *behind == ':') && ent_schema_find(ENT_GROUP_ROOT, name) != NULL ? 1 : 0;
        }
    }
    return found >= 2;
}

/* Reads the syntax of a base. Of a file that is no scenario, or has none of its settings, nothing is quoted: the
 * scenario that names it may be a stranger's, and the file anyone's. */
static int read_base(loading *self, const ent_tree_file *file, ent_position named_at, ent_setting **root)
{
    ent_diagnostics found = {0};
    int status = ent_syntax_read(&file->source, self->from.arena, root, &found);

    if ((status == ENT_OK || status == ENT_ERR_SCENARIO) && !has_setting(*root) &&
        !looks_like_scenario(file->source.text)) {
        *root = NULL;
        status = ENT_ERR_SCENARIO;
        ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, named_at, "base",
            "name the file of a scenario; if it is one, `entente check` on that file shows its mistakes",
            "the file %s is no scenario", file->path);
    } else {
        for (size_t i = 0; i < found.count; i++) {
            const ent_diagnostic *item = &found.item[i];
            ent_diagnostics_add(self->diagnostics, item->severity, item->at, item->path, item->help, "%s", item->text);
        }
        status = found.no_memory ? ENT_ERR_NO_MEMORY : status;
    }
    ent_diagnostics_free(&found);
    return status;
}

/* Reads a file and its tables, without its base. */
static int read_file(loading *self, ent_tree_file *file, ent_position named_at, ent_setting **root)
{
    int status = ent_tree_file_read(file, &self->from, named_at, named_at.line > 0 ? "base" : "");
    ent_tables_found found = {.incomplete = false};

    if (status == ENT_OK) {
        status = named_at.line > 0 ? read_base(self, file, named_at, root)
                                   : ent_syntax_read(&file->source, self->from.arena, root, self->diagnostics);
    }
    if (status == ENT_ERR_SCENARIO && *root != NULL) {
        self->wrong = true;
        status = ENT_OK;
    }
    if (status == ENT_OK) {
        status = ent_tables_expand(*root, file->path, &self->tree->tables, &self->from, &found);
    }
    self->wrong = self->wrong || found.wrong;
    self->incomplete = self->incomplete || found.incomplete;
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
    const char *text = self->files.item[from]->path;

    for (size_t i = from + 1; i <= self->files.count && text != NULL; i++) {
        text = ent_arena_printf(
            &self->arena, "%s, which starts from %s", text, i < self->files.count ? self->files.item[i]->path : path);
    }
    return text;
}

/* Reports a circle of bases, or a chain of too many files. */
static int check_chain(loading *self, const char *path, ent_position at)
{
    ent_tree *tree = self->tree;
    const char *normal = ent_path_normal(path, &tree->arena);
    const char *chain;

    for (size_t i = 0; normal != NULL && i < tree->files.count; i++) {
        const char *read = ent_path_normal(tree->files.item[i]->path, &tree->arena);
        if (read == NULL || strcmp(read, normal) != 0) {
            continue;
        }
        chain = chain_of(tree, i, path);
        ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, at, "base", "a file cannot start from itself",
            "the bases go round in a circle: %s", chain != NULL ? chain : path);
        return chain != NULL ? ENT_ERR_SCENARIO : ENT_ERR_NO_MEMORY;
    }
    if (normal != NULL && tree->files.count >= ENT_TREE_BASES) {
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
    *path = ent_path_beside(file->path, base->text, self->from.arena);
    return *path != NULL ? check_chain(self, *path, *at) : ENT_ERR_NO_MEMORY;
}

/* Reads a file and its base, merges the file into its base, and applies its `set`. At most ENT_TREE_BASES deep. */
static int load_chain(loading *self, const char *path, ent_position named_at)
{
    ent_tree *tree = self->tree;
    ent_tree_file *file = ent_tree_files_add(&tree->files, path, &tree->arena);
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
            status = ent_setting_merge(tree->root, own, &tree->arena);
        }
    }
    set = ent_setting_get(own, "set");
    return status == ENT_OK && set != NULL ? apply_set(self, set) : status;
}

int ent_tree_load(ent_tree *self, const char *path, ent_loader load, void *context, ent_diagnostics *diagnostics)
{
    loading chain = {.tree = self,
        .from = {.arena = &self->arena, .load = load, .context = context, .diagnostics = diagnostics},
        .diagnostics = diagnostics};
    int status = load_chain(&chain, path, (ent_position){0});

    if (status != ENT_OK || chain.incomplete) {
        self->root = NULL;
    }
    return status == ENT_OK && (chain.wrong || chain.incomplete) ? ENT_ERR_SCENARIO : status;
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

int ent_tree_ask(ent_tree *self, const char *condition, ent_diagnostics *diagnostics)
{
    ent_setting *root = ent_arena_alloc(&self->arena, sizeof(*root));
    const char *text = ent_arena_printf(&self->arena, "where = %s", condition);
    int status;

    if (root == NULL || text == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    *root = (ent_setting){.type = ENT_SETTING_GROUP};
    status = ent_assign_from(root, &self->arena, "--where", text, diagnostics);
    self->where = status == ENT_OK ? ent_setting_get(root, "where") : NULL;
    return status;
}

/* --- verification ------------------------------------------------------------------------------------------------- */

/* True for a list of `least` to `most` files that were read. */
static bool is_list(const ent_tree_files *self, size_t least, size_t most)
{
    for (size_t i = 0; i < self->count; i++) {
        const ent_tree_file *file = self->item[i];
        if (file->source.text + file->source.length != file->bytes + file->length || file->source.text < file->bytes) {
            return false;
        }
    }
    return self->count >= least && self->count <= most && self->count <= self->capacity;
}

const char *ent_tree_check(const ent_tree *self)
{
    const ent_setting *root = self->root;

    if (root == NULL || root->type != ENT_SETTING_GROUP || root->name != NULL || root->parent != NULL) {
        return "the root is not a nameless group without a parent";
    }
    if (!is_list(&self->files, 1, ENT_TREE_BASES) || !is_list(&self->tables, 0, ENT_TREE_TABLES)) {
        return "the number of files is wrong, or a source is outside the bytes of its file";
    }
    return ent_setting_check(root);
}
