#include "settings/assignment/assignment.h"

#include "base/status.h"
#include "base/utf8.h"
#include "settings/assignment/assignment_text.h"
#include "settings/assignment/assignment_value.h"
#include "settings/option_text.h"
#include "settings/schema.h"

#include <string.h>

enum { MOST_NAMES = 1000, /* names searched for the nearest */ LISTED_NAMES = 12 /* in a help text */ };

/* --- existing settings -------------------------------------------------------------------------------------------- */

static bool is_named(const ent_assignment_text *self, ent_span span, const char *name)
{
    return strlen(name) == span.to - span.from && memcmp(self->text + span.from, name, span.to - span.from) == 0;
}

static ent_setting *child_named(const ent_assignment_text *self, const ent_setting *group, ent_span span)
{
    for (size_t i = 0; group->type == ENT_SETTING_GROUP && i < group->count; i++) {
        if (is_named(self, span, group->child[i]->name)) {
            return group->child[i];
        }
    }
    return NULL;
}

static const char *text_of(ent_assignment_text *self, ent_span span)
{
    return ent_assignment_print(self, "%.*s", (int) (span.to - span.from), self->text + span.from);
}

/* The row of a group whose members the scenario names: in the schema, a group at the top of the file, or in one there.
 * NULL for any other group. */
static const ent_schema_row *row_of_entries(const ent_setting *group)
{
    const ent_setting *parent = group->name != NULL ? group->parent : NULL;
    const ent_schema_row *row = NULL;

    if (parent != NULL && parent->parent == NULL) {
        row = ent_schema_find(ENT_GROUP_ROOT, group->name);
    } else if (parent != NULL && parent->parent->parent == NULL) {
        row = strcmp(parent->name, "talks") == 0   ? ent_schema_find(ENT_GROUP_TALKS, group->name)
              : strcmp(parent->name, "truce") == 0 ? ent_schema_find(ENT_GROUP_TRUCE, group->name)
                                                   : NULL;
    }
    return row != NULL && row->shape == ENT_SHAPE_ENTRIES ? row : NULL;
}

/* Lists at most LISTED_NAMES names; NULL for more, or for none. */
static const char *list_of(ent_assignment_text *self, const char *const *names, size_t count)
{
    const char *list = "known here:";

    for (size_t i = 0; i < count && count <= LISTED_NAMES; i++) {
        list = ent_assignment_print(self, "%s%s %s", list, i > 0 ? "," : "", names[i]);
    }
    return count > 0 && count <= LISTED_NAMES ? list : NULL;
}

/* Rejects a new entry of a section, which is probably a misspelt one; of sections that may be extended, only one with a
 * name close to an existing entry. */
static int check_new(ent_assignment_text *self, const ent_setting *group, ent_span span)
{
    const ent_schema_row *row = row_of_entries(group);
    const char *names[MOST_NAMES];
    size_t count = 0;
    const char *name = text_of(self, span);
    const char *near;

    if (row == NULL || ent_schema_is_label(name)) {
        return ENT_OK;
    }
    if (ent_schema_find(ENT_GROUP_ENTRIES, name) != NULL) {
        return ent_assignment_error(self, span,
            ent_assignment_print(self, "set its settings one by one, or write `%s` in a file with `base`", name),
            "`%s` is read with the file and cannot be set", name);
    }
    for (size_t i = 0; i < group->count && count < MOST_NAMES; i++) {
        if (!ent_schema_is_label(group->child[i]->name)) {
            names[count++] = group->child[i]->name;
        }
    }
    near = ent_nearest_name(name, names, count);
    if (near == NULL && (row->traits & ENT_TRAIT_EXTENSIBLE) != 0) {
        return ENT_OK;
    }
    return ent_assignment_error(self, span,
        near != NULL                          ? ent_assignment_print(self, "did you mean `%s`?", near)
        : list_of(self, names, count) != NULL ? list_of(self, names, count)
                                              : "an assignment changes what the file has; write a new one in the file",
        "there is no `%s` in `%s`", name, group->name);
}

/* --- lists with one value per option ------------------------------------------------------------------------------ */

/* Returns the schema row of a list with one value per option; NULL for any other name. */
static const ent_schema_row *per_option(const char *name)
{
    const ent_schema_row *row = ent_schema_named(name);

    return row != NULL && row->shape == ENT_SHAPE_PER_OPTION ? row : NULL;
}

/* Returns the `options` of the demand that holds `group` and with it such a list; NULL where there are none. */
static const ent_setting *options_for(const ent_setting *group, const ent_schema_row *row)
{
    const ent_setting *demand = row != NULL && row->group == ENT_GROUP_STANCE ? group->parent : group;
    const ent_setting *options = row != NULL && demand != NULL ? ent_setting_get(demand, "options") : NULL;

    return options != NULL && options->type == ENT_SETTING_LIST && options->count <= MOST_NAMES ? options : NULL;
}

/* "did you mean `met`?", or the list of all names; NULL when there are none. */
static const char *help_for(ent_assignment_text *self, ent_span span, const char *const *names, size_t count)
{
    const char *word = text_of(self, span);
    const char *near = ent_nearest_name(word, names, count);
    const char *help = "the options are";

    if (near != NULL) {
        return ent_assignment_print(self, "did you mean `%s`?", near);
    }
    for (size_t i = 0; i < count; i++) {
        help = ent_assignment_print(self, "%s%s %s", help, i > 0 ? "," : "", names[i]);
    }
    return count > 0 ? help : NULL;
}

/* Sets *option to the index of the option named in `span`. */
static int find_option(ent_assignment_text *self, const ent_setting *options, ent_span span, size_t *option)
{
    const char *names[MOST_NAMES];

    for (size_t i = 0; i < options->count; i++) {
        ent_option_text written = ent_option_text_read(options->child[i]->text != NULL ? options->child[i]->text : "");
        names[i] = ent_assignment_print(self, "%.*s", (int) written.id_length, written.id);
        if (is_named(self, span, names[i])) {
            *option = i;
            return ENT_OK;
        }
    }
    return ent_assignment_error(self, span, help_for(self, span, names, options->count), "there is no option `%.*s`",
        (int) (span.to - span.from), self->text + span.from);
}

/* Adds a list that the file leaves out, with the default of each member. NULL when memory is exhausted. */
static ent_setting *add_defaults(
    ent_assignment_text *self, ent_setting *group, ent_span span, const ent_schema_row *row, size_t options)
{
    bool truth = strcmp(row->member, "true") == 0;
    ent_setting *list = ent_setting_add(group, row->name, ENT_SETTING_LIST, self->arena);

    if (list == NULL) {
        return NULL;
    }
    list->at = list->name_at = ent_assignment_position(self, span);
    list->assigned = 1;
    for (size_t i = 0; i < options; i++) {
        ent_setting *member =
            ent_setting_add(list, NULL, truth ? ENT_SETTING_BOOLEAN : ENT_SETTING_INTEGER, self->arena);
        if (member == NULL) {
            return NULL;
        }
        member->number = truth ? 1.0 : 0.0;
        member->text = row->member;
        member->at = member->name_at = list->at;
        member->assigned = 1;
    }
    return list;
}

/* Finds the member of a list for the option named in `next`; the list itself may be left out in the file. */
static int find_member(
    ent_assignment_text *self, ent_setting *group, ent_span span, ent_span next, ent_setting **member)
{
    ent_setting *list = child_named(self, group, span);
    const char *name = text_of(self, span);
    const ent_schema_row *row = per_option(name);
    const ent_setting *options = options_for(group, row);
    ent_span path = {self->path.from, span.to};
    size_t option = 0;
    int status;

    if (options == NULL) {
        return ent_assignment_error(self, next,
            ent_assignment_print(self, "for example %s = ( …, … )", text_of(self, path)),
            "`%s` is a list, which is set as a whole", name);
    }
    status = find_option(self, options, next, &option);
    if (status != ENT_OK) {
        return status;
    }
    if (list == NULL && row->member != NULL) {
        list = add_defaults(self, group, span, row, options->count);
        if (list == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
    }
    if (list == NULL || option >= list->count) {
        return ent_assignment_error(self, path,
            ent_assignment_print(self, "write %s = ( … ) with one value for each option", text_of(self, path)),
            "`%s` has %zu of the %zu values, one for each option", name, list != NULL ? list->count : 0,
            options->count);
    }
    *member = list->child[option];
    return ENT_OK;
}

/* --- changing the tree -------------------------------------------------------------------------------------------- */

static int set_existing(ent_assignment_text *self, ent_setting *setting)
{
    ent_setting *inner = setting->type == ENT_SETTING_GROUP ? ent_setting_get(setting, "value") : NULL;
    ent_setting *target = inner != NULL ? inner : setting;
    ent_setting value;
    int status = ent_assignment_value(self, target->name, target, &value);

    if (status == ENT_OK) {
        ent_setting_take(target, &value);
    }
    return status;
}

static int assign_below(ent_assignment_text *self, ent_setting *group, ent_span span);

/* Adds the setting named in `span` and those that the path names below it; after an error the group is unchanged. */
static int set_new(ent_assignment_text *self, ent_setting *group, ent_span span)
{
    const char *name = ent_arena_strndup(self->arena, self->text + span.from, span.to - span.from);
    int status = name != NULL ? check_new(self, group, span) : ENT_ERR_NO_MEMORY;
    bool last = span.to >= self->path.to;
    ent_setting value;
    ent_setting *child;

    if (status == ENT_OK && last) {
        status = ent_assignment_value(self, name, NULL, &value);
    }
    if (status != ENT_OK) {
        return status;
    }
    child = ent_setting_add(group, name, ENT_SETTING_GROUP, self->arena);
    if (child == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    child->at = child->name_at = ent_assignment_position(self, span);
    child->assigned = 1;
    if (last) {
        ent_setting_take(child, &value);
        return ENT_OK;
    }
    status = assign_below(self, child, ent_assignment_name_at(self, span.to + 1)); /* recursion as deep as the path */
    group->count -= status != ENT_OK ? 1 : 0;
    return status;
}

static int below_scalar(ent_assignment_text *self, ent_span span, ent_span next)
{
    const char *path = text_of(self, (ent_span){self->path.from, span.to});
    const char *help =
        is_named(self, next, "value")
            ? ent_assignment_print(self, "write %s = …", path)
            : ent_assignment_print(self, "in the file it can be a group: { value = …; note = \"…\"; source = \"…\"; }");

    return ent_assignment_error(self, (ent_span){next.from, self->path.to}, help,
        "`%s` is a single value, which has no settings of its own", path);
}

/* Follows the path from the group that holds the name in `span`, as far as settings exist, and sets the last. */
static int assign_below(ent_assignment_text *self, ent_setting *group, ent_span span)
{
    for (;;) {
        ent_setting *child = child_named(self, group, span);
        bool more = span.to < self->path.to;
        ent_span next = more ? ent_assignment_name_at(self, span.to + 1) : span;
        bool listed = child != NULL ? child->type == ENT_SETTING_LIST : more && per_option(text_of(self, span)) != NULL;

        if (more && listed) {
            int status = find_member(self, group, span, next, &child);
            if (status != ENT_OK) {
                return status;
            }
            span = next;
            more = span.to < self->path.to;
            next = more ? ent_assignment_name_at(self, span.to + 1) : span;
        } else if (child == NULL) {
            return set_new(self, group, span);
        }
        if (!more) {
            return set_existing(self, child);
        }
        if (child->type != ENT_SETTING_GROUP) {
            return below_scalar(self, span, next);
        }
        group = child;
        span = next;
    }
}

/* Makes the section that a path begins with the root's own, where it is shared with another tree. */
static int own_section(const ent_assignment_text *self, ent_setting *root, ent_span span)
{
    for (size_t i = 0; i < root->count; i++) {
        if (root->child[i]->parent != root && is_named(self, span, root->child[i]->name)) {
            ent_setting *copy = ent_setting_copy(root->child[i], root, self->arena);
            if (copy == NULL) {
                return ENT_ERR_NO_MEMORY;
            }
            root->child[i] = copy;
        }
    }
    return ENT_OK;
}

int ent_assign(ent_setting *root, ent_arena *arena, const char *text, ent_position at, ent_diagnostics *diagnostics)
{
    ent_assignment_text self = {.arena = arena, .diagnostics = diagnostics, .text = text, .at = at, .path_text = ""};
    int status = ent_assignment_text_read(&self);
    ent_span first;

    if (status != ENT_OK) {
        return status;
    }
    first = ent_assignment_name_at(&self, self.path.from);
    if (is_named(&self, first, "base") || is_named(&self, first, "set")) {
        return ent_assignment_error(
            &self, first, NULL, "`%s` is read with the file and cannot be set", text_of(&self, first));
    }
    status = own_section(&self, root, first);
    status = status == ENT_OK ? assign_below(&self, root, first) : status;
    return self.no_memory ? ENT_ERR_NO_MEMORY : status;
}

/* --- arguments of the command line -------------------------------------------------------------------------------- */

static bool is_utf8_text(const char *text, size_t length)
{
    size_t step;

    for (size_t at = 0; at < length; at += step) {
        unsigned char c = (unsigned char) text[at];
        step = ent_utf8_length(text + at, length - at);
        if (step == 0 || c == 0x7F || (c < 0x20 && strchr("\t\n\r", c) == NULL)) {
            return false;
        }
    }
    return true;
}

int ent_assign_argument(ent_setting *root, ent_arena *arena, const char *text, ent_diagnostics *diagnostics)
{
    return ent_assign_from(root, arena, "--set", text, diagnostics);
}

int ent_assign_from(
    ent_setting *root, ent_arena *arena, const char *option, const char *text, ent_diagnostics *diagnostics)
{
    ent_source *source = ent_arena_alloc(arena, sizeof(*source));
    ent_position at = {.source = source, .line = 1, .column = 1};

    if (source == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    source->name = option;
    source->text = ent_arena_strdup(arena, text);
    if (source->text == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    source->length = strlen(text);
    at.length = source->length > 0 ? (int) ent_utf8_count(text, source->length) : 1;
    if (!is_utf8_text(source->text, source->length)) {
        ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, at, "", NULL, "the assignment is not UTF-8 text");
        return ENT_ERR_SCENARIO;
    }
    return ent_assign(root, arena, source->text, at, diagnostics);
}
