/* `path = value`, as in `set`, --set and variants.
 *
 * A path is the names of a setting from the outside in, joined by dots; an option's score is
 * demands.D.P.scores.OPTION, `refuses` and `available` likewise. A setting written as { value = …; note = …; } gets the
 * new value and keeps its note; any other group is replaced. What does not exist is made, and the scenario's reader
 * says if no such setting is known; but where the names are the scenario's own (events.un_mandat) the reader would take
 * it for a new one, so a name that is close to one of them is a mistake here. For the values see assign_value.c. */
#include "settings/assignment_text.h"

#include "base/status.h"
#include "base/utf8.h"
#include "settings/quoted.h"
#include "settings/scanner.h"

#include <stdarg.h>
#include <string.h>

enum {
    MOST_NAMES = 1000, /* that are searched for the nearest */
    LONGEST_PATH = 300
};

static const char example[] = "write path = value, for example force.required = 20k";

/* --- parts ----------------------------------------------------------------------------------------------------------
 */

ent_span ent_span_trim(const char *text, ent_span span)
{
    while (span.from < span.to && strchr(" \t\r\n\f", text[span.from]) != NULL) {
        span.from++;
    }
    while (span.to > span.from && strchr(" \t\r\n\f", text[span.to - 1]) != NULL) {
        span.to--;
    }
    return span;
}

ent_position ent_assignment_position(const ent_assignment_text *self, ent_span part)
{
    if (self->map == NULL) {
        return self->at;
    }
    return ent_map_position(self->at.source, self->map, strlen(self->text), part.from, part.to - part.from);
}

int ent_assignment_error(ent_assignment_text *self, ent_span part, const char *help, const char *format, ...)
{
    va_list args;
    const char *text;

    va_start(args, format);
    text = ent_arena_vprintf(&self->tree->arena, format, args);
    va_end(args);
    if (text == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    ent_diagnostics_add(
        self->diagnostics, ENT_SEVERITY_ERROR, ent_assignment_position(self, part), self->path_text, help, "%s", text);
    return ENT_ERR_SCENARIO;
}

const char *ent_assignment_print(ent_assignment_text *self, const char *format, ...)
{
    va_list args;
    const char *text;

    va_start(args, format);
    text = ent_arena_vprintf(&self->tree->arena, format, args);
    va_end(args);
    self->no_memory = self->no_memory || text == NULL;
    return text != NULL ? text : "";
}

/* Finds the assignment in its source: between the quotes at its position, or there as it is. */
static int locate(ent_assignment_text *self)
{
    const ent_source *source = self->at.source;
    size_t length = strlen(self->text);
    size_t byte;

    if (source == NULL || self->at.line < 1) {
        return ENT_OK;
    }
    byte = ent_source_byte(&self->at);
    if (source->text[byte] == '"') {
        ent_quoted quoted;
        if (ent_quoted_read(source, byte, &self->tree->arena, &quoted) != ENT_OK) {
            return ENT_ERR_NO_MEMORY;
        }
        self->map = strcmp(quoted.text, self->text) == 0 ? quoted.map : NULL;
    }
    if (self->map == NULL && length <= source->length - byte && memcmp(source->text + byte, self->text, length) == 0) {
        self->map = ent_plain_map(byte, length, &self->tree->arena);
        return self->map != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
    }
    return ENT_OK;
}

static ent_span all_of(const char *text)
{
    return (ent_span){0, strlen(text)};
}

/* The name that begins at byte `from` of the path. */
static ent_span step_at(const ent_assignment_text *self, size_t from)
{
    ent_span step = {from, from};

    while (step.to < self->path.to && self->text[step.to] != '.') {
        step.to++;
    }
    return step;
}

static int check_path(ent_assignment_text *self)
{
    ent_span step = step_at(self, self->path.from);

    for (;; step = step_at(self, step.to + 1)) {
        bool good = step.to > step.from;
        for (size_t i = step.from; i < step.to; i++) {
            good = good && ent_is_name_byte(self->text[i]);
        }
        if (!good) {
            return ent_assignment_error(self, self->path, "a path is names joined by dots, for example force.required",
                "`%s` is no path of a setting", self->path_text);
        }
        if (step.to >= self->path.to) {
            return ENT_OK;
        }
    }
}

static int split(ent_assignment_text *self)
{
    const char *equals = strchr(self->text, '=');
    size_t sign;

    if (equals == NULL) {
        return ent_assignment_error(self, all_of(self->text), example, "there is no =, expected path = value");
    }
    sign = (size_t) (equals - self->text);
    self->path = ent_span_trim(self->text, (ent_span){0, sign});
    self->value = ent_span_trim(self->text, (ent_span){sign + 1, strlen(self->text)});
    if (self->path.to - self->path.from > LONGEST_PATH) {
        return ent_assignment_error(self, self->path, example, "a path of more than %d characters", LONGEST_PATH);
    }
    self->path_text =
        ent_arena_strndup(&self->tree->arena, self->text + self->path.from, self->path.to - self->path.from);
    if (self->path_text == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    if (equals[1] == '=') {
        return ent_assignment_error(self, (ent_span){sign, sign + 2}, example, "== compares, expected path = value");
    }
    if (*self->path_text == '\0') {
        return ent_assignment_error(self, all_of(self->text), example, "the path is missing before the =");
    }
    if (self->value.from == self->value.to) {
        return ent_assignment_error(self, all_of(self->text), example, "the value is missing after the =");
    }
    return check_path(self);
}

/* --- where it goes --------------------------------------------------------------------------------------------------
 */

static bool is_step(const ent_assignment_text *self, ent_span step, const char *name)
{
    return strlen(name) == step.to - step.from && memcmp(self->text + step.from, name, step.to - step.from) == 0;
}

static ent_setting *child_at(const ent_assignment_text *self, const ent_setting *group, ent_span step)
{
    for (size_t i = 0; group->type == ENT_SETTING_GROUP && i < group->count; i++) {
        if (is_step(self, step, group->child[i]->name)) {
            return group->child[i];
        }
    }
    return NULL;
}

/* "did you mean `met`?", or all the names, or NULL where there are none. */
static const char *help_for(ent_assignment_text *self, ent_span step, const char *const *names, size_t count)
{
    ent_arena *arena = &self->tree->arena;
    const char *word = ent_arena_strndup(arena, self->text + step.from, step.to - step.from);
    const char *near = word != NULL ? ent_nearest_name(word, names, count) : NULL;
    const char *help = "the options are";

    if (near != NULL) {
        return ent_arena_printf(arena, "did you mean `%s`?", near);
    }
    for (size_t i = 0; i < count && help != NULL; i++) {
        help = ent_arena_printf(arena, "%s%s %s", help, i > 0 ? "," : "", names[i]);
    }
    return count > 0 ? help : NULL;
}

/* Whether the names in a group are the scenario's own. */
static bool has_own_names(const ent_setting *group)
{
    static const char *const sections[] = {
        "factors", "events", "contributors", "correlations", "parties", "demands", "outcomes", "variants", "sweeps"};
    const ent_setting *parent = group->name != NULL ? group->parent : NULL;

    for (size_t i = 0; parent != NULL && parent->parent == NULL && i < sizeof(sections) / sizeof(*sections); i++) {
        if (strcmp(group->name, sections[i]) == 0) {
            return true;
        }
    }
    return parent != NULL && parent->name != NULL && parent->parent->parent == NULL &&
           ((strcmp(group->name, "stages") == 0 && strcmp(parent->name, "talks") == 0) ||
               (strcmp(group->name, "causes") == 0 && strcmp(parent->name, "truce") == 0));
}

/* A name that is not there but nearly: the one that was meant, or the reader would never know. */
static int check_new(ent_assignment_text *self, const ent_setting *group, ent_span step)
{
    const char *names[MOST_NAMES];
    size_t count = 0;
    const char *word = ent_assignment_print(self, "%.*s", (int) (step.to - step.from), self->text + step.from);
    const char *near;

    if (!has_own_names(group) || strcmp(word, "name") == 0 || strcmp(word, "note") == 0 ||
        strcmp(word, "source") == 0) {
        return ENT_OK;
    }
    for (size_t i = 0; i < group->count && count < MOST_NAMES; i++) {
        names[count++] = group->child[i]->name;
    }
    near = ent_nearest_name(word, names, count);
    if (near == NULL) {
        return ENT_OK;
    }
    return ent_assignment_error(self, step,
        ent_assignment_print(
            self, "did you mean `%s`? A new one with so close a name can only be written in a file", near),
        "there is no `%s` in `%s`", word, group->name);
}

/* --- options --------------------------------------------------------------------------------------------------------
 */

/* Whether a list has one value an option of the demand around it, and the list of these options then. */
static const ent_setting *options_for(const ent_setting *group, const char *list)
{
    const ent_setting *demand = strcmp(list, "available") == 0 ? group : group->parent;
    const ent_setting *options = demand != NULL ? ent_setting_get(demand, "options") : NULL;

    if (strcmp(list, "scores") != 0 && strcmp(list, "refuses") != 0 && strcmp(list, "available") != 0) {
        return NULL;
    }
    return options != NULL && options->type == ENT_SETTING_LIST && options->count <= MOST_NAMES ? options : NULL;
}

/* The number of the option that `step` names; that there is none is said. */
static int find_option(ent_assignment_text *self, const ent_setting *options, ent_span step, size_t *option)
{
    const char *names[MOST_NAMES];

    for (size_t i = 0; i < options->count; i++) {
        names[i] = options->child[i]->text;
        if (is_step(self, step, names[i])) {
            *option = i;
            return ENT_OK;
        }
    }
    return ent_assignment_error(self, step, help_for(self, step, names, options->count), "there is no option `%.*s`",
        (int) (step.to - step.from), self->text + step.from);
}

/* A list that was left out, with its default for each option. */
static ent_setting *make_defaults(ent_assignment_text *self, ent_setting *group, ent_span step, const ent_setting *options)
{
    ent_arena *arena = &self->tree->arena;
    bool truth = is_step(self, step, "available");
    ent_setting *list = ent_setting_add(group, truth ? "available" : "refuses", ENT_SETTING_LIST, arena);

    for (size_t i = 0; list != NULL && i < options->count; i++) {
        ent_setting *made = ent_setting_add(list, NULL, truth ? ENT_SETTING_BOOLEAN : ENT_SETTING_INTEGER, arena);
        if (made == NULL) {
            return NULL;
        }
        made->number = truth ? 1.0 : 0.0;
        made->text = truth ? "true" : "0";
        made->at = made->name_at = ent_assignment_position(self, step);
        made->assigned = 1;
    }
    if (list != NULL) {
        list->at = list->name_at = ent_assignment_position(self, step);
        list->assigned = 1;
    }
    return list;
}

/* The member of a list of one value an option, by the option's name in `next`. `list` is NULL where it was left out. */
static int find_member(ent_assignment_text *self, ent_setting *group, ent_span step, ent_span next, ent_setting **member)
{
    ent_setting *list = child_at(self, group, step);
    const char *name = ent_assignment_print(self, "%.*s", (int) (step.to - step.from), self->text + step.from);
    const ent_setting *options = options_for(group, name);
    ent_span whole = {self->path.from, step.to};
    size_t option = 0;
    int status;

    if (options == NULL) {
        return ent_assignment_error(self, next,
            ent_assignment_print(
                self, "for example %.*s = ( …, … )", (int) (whole.to - whole.from), self->text + whole.from),
            "`%s` is a list, which is set as a whole", name);
    }
    status = find_option(self, options, next, &option);
    if (status != ENT_OK) {
        return status;
    }
    if (list == NULL && strcmp(name, "scores") != 0) {
        list = make_defaults(self, group, step, options);
        if (list == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
    }
    if (list == NULL || option >= list->count) {
        return ent_assignment_error(self, whole,
            ent_assignment_print(self, "write %.*s = ( … ) with one value for each option",
                (int) (whole.to - whole.from), self->text + whole.from),
            "`%s` has %zu of the %zu values, one for each option", name, list != NULL ? list->count : 0,
            options->count);
    }
    *member = list->child[option];
    return ENT_OK;
}

/* --- carrying it out ------------------------------------------------------------------------------------------------
 */

/* Gives a setting its new value; its name and place in the tree stay. */
static void put(ent_setting *setting, const ent_setting *made)
{
    ent_setting old = *setting;

    *setting = *made;
    setting->name = old.name;
    setting->name_at = old.name_at;
    setting->parent = old.parent;
    for (size_t i = 0; i < setting->count; i++) {
        setting->child[i]->parent = setting;
    }
}

static int set_existing(ent_assignment_text *self, ent_setting *setting)
{
    ent_setting *value = setting->type == ENT_SETTING_GROUP ? ent_setting_get(setting, "value") : NULL;
    ent_setting made;
    int status;

    setting = value != NULL ? value : setting;
    status = ent_assignment_value(self, setting->name, setting, &made);
    if (status == ENT_OK) {
        put(setting, &made);
    }
    return status;
}

static int assign_from(ent_assignment_text *self, ent_setting *group, ent_span step);

/* Makes the setting that `step` names, and what the path names below it; on a mistake the group is as before. */
static int set_new(ent_assignment_text *self, ent_setting *group, ent_span step)
{
    ent_arena *arena = &self->tree->arena;
    const char *name = ent_arena_strndup(arena, self->text + step.from, step.to - step.from);
    int status = name != NULL ? check_new(self, group, step) : ENT_ERR_NO_MEMORY;
    bool last = step.to >= self->path.to;
    ent_setting made;
    ent_setting *child;

    if (status == ENT_OK && last) {
        status = ent_assignment_value(self, name, NULL, &made);
    }
    if (status != ENT_OK) {
        return status;
    }
    child = ent_setting_add(group, name, ENT_SETTING_GROUP, arena);
    if (child == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    child->at = child->name_at = ent_assignment_position(self, step);
    child->assigned = 1;
    if (last) {
        put(child, &made);
        return ENT_OK;
    }
    status = assign_from(self, child, step_at(self, step.to + 1)); /* as deep as the path has names */
    group->count -= status != ENT_OK ? 1 : 0;
    return status;
}

static int below_scalar(ent_assignment_text *self, ent_span step, ent_span next)
{
    ent_span whole = {self->path.from, step.to};
    const char *path = ent_assignment_print(self, "%.*s", (int) (whole.to - whole.from), self->text + whole.from);
    const char *help =
        is_step(self, next, "value")
            ? ent_assignment_print(self, "write %s = …", path)
            : ent_assignment_print(self, "in the file it can be a group: { value = …; note = \"…\"; source = \"…\"; }");

    return ent_assignment_error(self, (ent_span){next.from, self->path.to}, help,
        "`%s` is a single value, which has no settings of its own", path);
}

/* Goes along the path as far as there are settings, from the group that holds `step`. */
static int assign_from(ent_assignment_text *self, ent_setting *group, ent_span step)
{
    for (;;) {
        ent_setting *child = child_at(self, group, step);
        bool more = step.to < self->path.to;
        ent_span next = more ? step_at(self, step.to + 1) : step;
        bool listed = child != NULL ? child->type == ENT_SETTING_LIST
                                    : is_step(self, step, "refuses") || is_step(self, step, "available") ||
                                          is_step(self, step, "scores");

        if (more && listed) {
            int status = find_member(self, group, step, next, &child);
            if (status != ENT_OK) {
                return status;
            }
            step = next;
            more = step.to < self->path.to;
            next = more ? step_at(self, step.to + 1) : step;
        } else if (child == NULL) {
            return set_new(self, group, step);
        }
        if (!more) {
            return set_existing(self, child);
        }
        if (child->type != ENT_SETTING_GROUP) {
            return below_scalar(self, step, next);
        }
        group = child;
        step = next;
    }
}

int ent_tree_assign(ent_tree *self, const char *text, ent_position at, ent_diagnostics *diagnostics)
{
    ent_assignment_text made = {.tree = self, .diagnostics = diagnostics, .text = text, .at = at, .path_text = ""};
    int status = self->root != NULL ? locate(&made) : ENT_ERR_ARGUMENT;
    ent_span first;

    if (status == ENT_OK) {
        status = split(&made);
    }
    if (status != ENT_OK) {
        return status;
    }
    first = step_at(&made, made.path.from);
    if (is_step(&made, first, "base") || is_step(&made, first, "set")) {
        return ent_assignment_error(&made, first, NULL, "`%s` is read with the file and cannot be set",
            is_step(&made, first, "set") ? "set" : "base");
    }
    status = assign_from(&made, self->root, first);
    return status == ENT_OK && made.no_memory ? ENT_ERR_NO_MEMORY : status;
}

/* What the shell passed on may be no text. */
static bool is_text(const ent_source *source)
{
    size_t step;

    for (size_t at = 0; at < source->length; at += step) {
        unsigned char c = (unsigned char) source->text[at];
        step = ent_utf8_length(source->text + at, source->length - at);
        if (step == 0 || c == 0x7F || (c < 0x20 && strchr("\t\n\r", c) == NULL)) {
            return false;
        }
    }
    return true;
}

int ent_tree_assign_argument(ent_tree *self, const char *text, ent_diagnostics *diagnostics)
{
    ent_source *source = ent_arena_alloc(&self->arena, sizeof(*source));
    ent_position at = {.source = source, .line = 1, .column = 1};

    if (source == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    source->name = "--set";
    source->text = ent_arena_strdup(&self->arena, text);
    if (source->text == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    source->length = strlen(text);
    at.length = source->length > 0 ? (int) ent_utf8_count(text, source->length) : 1;
    if (!is_text(source)) {
        ent_diagnostics_add(diagnostics, ENT_SEVERITY_ERROR, at, "", NULL, "the assignment is not UTF-8 text");
        return ENT_ERR_SCENARIO;
    }
    return ent_tree_assign(self, source->text, at, diagnostics);
}
