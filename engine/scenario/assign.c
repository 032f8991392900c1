/* `path = value`, as in `set`, --set and variants.
 *
 * The value is a number, true or false, a text in quotes, a list in parentheses where the setting is one (its strings
 * may go unquoted), and otherwise a formula. An option's score is demands.D.P.scores.OPTION; `refuses` and `available`
 * likewise. A setting written as { value = …; note = …; } gets the new value and keeps its note; any other group is
 * replaced. What does not exist is made: the scenario's reader says if no such setting is known. */
#include "scenario/tree.h"

#include "base/status.h"
#include "formula/number.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

typedef struct assignment {
    ent_tree *tree;
    ent_position at;
    ent_diagnostics *diagnostics;
    char *path, *value;
} assignment;

static int wrong(assignment *self, const char *help, const char *text, const char *what)
{
    ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, self->at, self->path, help, text, what);
    return ENT_ERR_SCENARIO;
}

static char *trimmed(ent_arena *arena, const char *from, const char *to)
{
    while (from < to && isspace((unsigned char) *from) != 0) {
        from++;
    }
    while (to > from && isspace((unsigned char) to[-1]) != 0) {
        to--;
    }
    return ent_arena_strndup(arena, from, (size_t) (to - from));
}

/* --- values --------------------------------------------------------------------------------------------------------- */

static int set_scalar(assignment *self, ent_setting *setting, const char *from, const char *to)
{
    char *text = trimmed(&self->tree->arena, from, to);
    size_t length;

    if (text == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    length = strlen(text);
    setting->count = 0;
    setting->number = 0.0;
    setting->map = NULL;
    setting->assigned = 1;
    setting->at = self->at;
    setting->type = ENT_SETTING_STRING;
    if (length >= 2 && (text[0] == '"' || text[0] == '\'') && text[length - 1] == text[0]) {
        text[length - 1] = '\0';
        text++;
    } else if (strcmp(text, "true") == 0 || strcmp(text, "false") == 0) {
        setting->type = ENT_SETTING_BOOLEAN;
        setting->number = text[0] == 't' ? 1.0 : 0.0;
    } else if (strpbrk(text, "%kMi") == NULL && ent_formula_number(text, &setting->number) == ENT_OK) {
        setting->type = ENT_SETTING_FLOAT;
    }
    setting->text = text;
    return ENT_OK;
}

/* The end of one member: a comma or the end, outside quotes and parentheses. */
static const char *member_end(const char *from, const char *to)
{
    int depth = 0;
    char quote = '\0';

    for (; from < to; from++) {
        if (quote != '\0') {
            quote = *from == quote ? '\0' : quote;
        } else if (*from == '"' || *from == '\'') {
            quote = *from;
        } else if (*from == '(') {
            depth++;
        } else if (*from == ')') {
            depth--;
        } else if (*from == ',' && depth == 0) {
            break;
        }
    }
    return from;
}

static int set_list(assignment *self, ent_setting *setting)
{
    const char *from = self->value + 1;
    const char *to = self->value + strlen(self->value) - 1;

    setting->type = ENT_SETTING_LIST;
    setting->text = "";
    setting->count = 0;
    setting->at = self->at;
    setting->assigned = 1;
    while (from < to) {
        const char *end = member_end(from, to);
        ent_setting *member = ent_setting_add(setting, NULL, ENT_SETTING_STRING, &self->tree->arena);
        if (member == NULL || set_scalar(self, member, from, end) != ENT_OK) {
            return ENT_ERR_NO_MEMORY;
        }
        member->name_at = self->at;
        from = end < to ? end + 1 : to;
    }
    return ENT_OK;
}

static bool is_list_name(const char *name)
{
    static const char *const names[] = {"options", "scores", "refuses", "available", "thresholds", "among", "values",
        "set", "checks", "sources"};

    for (size_t i = 0; name != NULL && i < sizeof(names) / sizeof(*names); i++) {
        if (strcmp(name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

static int set_value(assignment *self, ent_setting *setting)
{
    size_t length = strlen(self->value);
    bool list = setting->type == ENT_SETTING_LIST || is_list_name(setting->name);

    if (list) {
        if (length < 2 || self->value[0] != '(' || self->value[length - 1] != ')') {
            return wrong(self, "for example scores = (0, 0.5, 1)", "%s takes a list in parentheses", self->path);
        }
        return set_list(self, setting);
    }
    if (setting->type == ENT_SETTING_GROUP && ent_setting_get(setting, "value") != NULL) {
        setting = ent_setting_get(setting, "value");
    }
    return set_scalar(self, setting, self->value, self->value + length);
}

/* --- paths ---------------------------------------------------------------------------------------------------------- */

static bool same_word(const char *name, const char *word, size_t length)
{
    return strncmp(name, word, length) == 0 && name[length] == '\0';
}

/* The options of the demand that holds a list of one value an option: the nearest ancestor with `options`. */
static const ent_setting *options_of(const ent_setting *list)
{
    for (const ent_setting *at = list->parent; at != NULL; at = at->parent) {
        const ent_setting *options = ent_setting_get(at, "options");
        if (options != NULL && options->type == ENT_SETTING_LIST) {
            return options;
        }
    }
    return NULL;
}

/* demands.D.P.scores.OPTION: the member of the list that belongs to the option. */
static int set_option(assignment *self, ent_setting *list, const char *option)
{
    const ent_setting *options = options_of(list);
    const char *names[256];
    size_t count = 0;
    const char *near;

    for (size_t i = 0; options != NULL && i < options->count && count < 256; i++) {
        names[count++] = options->child[i]->text;
        if (strcmp(options->child[i]->text, option) != 0) {
            continue;
        }
        while (list->count < options->count) { /* left out so far: the defaults */
            ent_setting *made = ent_setting_add(list, NULL, ENT_SETTING_FLOAT, &self->tree->arena);
            if (made == NULL) {
                return ENT_ERR_NO_MEMORY;
            }
            made->number = strcmp(list->name, "available") == 0 ? 1.0 : 0.0;
            made->text = made->number != 0.0 ? "1" : "0";
            made->at = self->at;
        }
        return set_value(self, list->child[i]);
    }
    near = ent_nearest_name(option, names, count);
    return wrong(self, near != NULL ? ent_arena_printf(&self->tree->arena, "did you mean `%s`?", near) : NULL,
        "there is no option `%s`", option);
}

static ent_setting *child_of(assignment *self, ent_setting *group, const char *word, size_t length)
{
    ent_setting *made;
    char *name;

    for (size_t i = 0; i < group->count; i++) {
        if (same_word(group->child[i]->name, word, length)) {
            return group->child[i];
        }
    }
    name = ent_arena_strndup(&self->tree->arena, word, length);
    made = name != NULL ? ent_setting_add(group, name, ENT_SETTING_GROUP, &self->tree->arena) : NULL;
    if (made != NULL) {
        made->at = self->at;
        made->name_at = self->at;
        made->assigned = 1;
    }
    return made;
}

static int assign_at(assignment *self)
{
    ent_setting *at = self->tree->root;
    const char *rest = self->path;

    while (*rest != '\0') {
        size_t length = strcspn(rest, ".");
        if (length == 0) {
            return wrong(self, "for example force.required", "`%s` is no path of a setting", self->path);
        }
        if (at->type == ENT_SETTING_LIST ||
            (at->type == ENT_SETTING_GROUP && at->count == 0 && is_list_name(at->name))) {
            at->type = ENT_SETTING_LIST;
            return set_option(self, at, rest);
        }
        if (at->type != ENT_SETTING_GROUP) {
            return wrong(self, "leave out what follows it", "the path `%s` goes on below a single value", self->path);
        }
        at = child_of(self, at, rest, length);
        if (at == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        rest += length + (rest[length] == '.' ? 1 : 0);
    }
    return set_value(self, at);
}

int ent_tree_assign(ent_tree *self, const char *text, ent_position at, ent_diagnostics *diagnostics)
{
    assignment made = {.tree = self, .at = at, .diagnostics = diagnostics, .path = (char *) ""};
    const char *equals = strchr(text, '=');

    if (equals == NULL || equals[1] == '=') {
        return wrong(&made, "write path = value, for example force.required = 20k", "`%s` assigns nothing", text);
    }
    made.path = trimmed(&self->arena, text, equals);
    made.value = trimmed(&self->arena, equals + 1, text + strlen(text));
    if (made.path == NULL || made.value == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    if (*made.path == '\0' || made.path[strlen(made.path) - 1] == '.') {
        return wrong(&made, "write path = value, for example force.required = 20k", "the path is missing in `%s`", text);
    }
    if (*made.value == '\0') {
        return wrong(&made, "write path = value, for example force.required = 20k", "the value is missing in `%s`", text);
    }
    return assign_at(&made);
}

int ent_tree_assign_argument(ent_tree *self, const char *text, ent_diagnostics *diagnostics)
{
    ent_source *source = ent_arena_alloc(&self->arena, sizeof(*source));

    if (source == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    source->name = "--set";
    source->text = ent_arena_strdup(&self->arena, text);
    if (source->text == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    source->length = strlen(text);
    return ent_tree_assign(
        self, text, (ent_position){.source = source, .line = 1, .column = 1, .length = (int) source->length}, diagnostics);
}
