#include "scenario/reader.h"

#include "base/status.h"
#include "base/transliterate.h"
#include "formula/vocabulary.h"
#include "settings/schema.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

void ent_reader_error(
    ent_reader *self, const ent_setting *at, const char *path, const char *help, const char *format, ...)
{
    ent_position position = {0};
    va_list args;
    char *text;

    if (++self->errors > ENT_READER_ERRORS + 1) {
        return;
    }
    if (at != NULL) {
        position = at->at;
    }
    va_start(args, format);
    text = ent_arena_vprintf(&self->scenario->arena, format, args);
    va_end(args);
    if (text == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
        text = (char *) "";
    }
    if (self->errors > ENT_READER_ERRORS) {
        ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, position, "", NULL,
            "that is mistake number %d in the sections: the others are not said", ENT_READER_ERRORS + 1);
        return;
    }
    ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, position, path, help, "%s", text);
}

void ent_reader_warn(
    ent_reader *self, const ent_setting *at, const char *path, const char *help, const char *format, ...)
{
    va_list args;
    const char *text;

    va_start(args, format);
    text = ent_arena_vprintf(&self->scenario->arena, format, args);
    va_end(args);
    if (text == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
        return;
    }
    ent_diagnostics_add(
        self->diagnostics, ENT_SEVERITY_WARNING, at != NULL ? at->at : (ent_position){0}, path, help, "%s", text);
}

void *ent_reader_array(ent_reader *self, size_t count, size_t size)
{
    void *result = ent_arena_array(&self->scenario->arena, count, size);

    if (result == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
    }
    return result;
}

const char *ent_reader_join(ent_reader *self, const char *parent, const char *child)
{
    char *text = *parent == '\0' ? ent_arena_strdup(&self->scenario->arena, child)
                                 : ent_arena_printf(&self->scenario->arena, "%s.%s", parent, child);

    if (text == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
        return "";
    }
    return text;
}

const char *ent_reader_print(ent_reader *self, const char *format, ...)
{
    va_list args;
    char *text;

    va_start(args, format);
    text = ent_arena_vprintf(&self->scenario->arena, format, args);
    va_end(args);
    if (text == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
    }
    return text != NULL ? text : "";
}

bool ent_reader_is_entry(const ent_setting *child)
{
    return !ent_schema_is_label(child->name);
}

size_t ent_reader_entries(const ent_setting *section)
{
    size_t count = 0;

    for (size_t i = 0; section != NULL && i < section->count; i++) {
        count += ent_reader_is_entry(section->child[i]) ? 1 : 0;
    }
    return count;
}

static bool is_known(const char *name, const char *const *known, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(name, known[i]) == 0) {
            return true;
        }
    }
    return false;
}

static void unknown_setting(
    ent_reader *self, const ent_setting *child, const char *path, const char *const *known, size_t count)
{
    const char *near;
    ent_arena *arena = &self->scenario->arena;
    const char *help = NULL;
    ent_setting at = *child;

    if (self->errors > ENT_READER_ERRORS) {
        return;
    }
    near = ent_nearest_name(child->name, known, count);
    if (strcmp(child->name, "name") == 0) {
        help = "did you mean `title`?"; /* the setting of the whole file */
    } else if (near != NULL) {
        help = ent_arena_printf(arena, "did you mean `%s`?", near);
    } else {
        char *list = ent_arena_strdup(arena, "known here:");
        for (size_t i = 0; i < count && i < ENT_READER_LISTED && list != NULL; i++) {
            list = ent_arena_printf(arena, "%s%s %s", list, i > 0 ? "," : "", known[i]);
        }
        if (count > ENT_READER_LISTED && list != NULL) {
            list = ent_arena_printf(arena, "%s, …", list);
        }
        help = list;
    }
    at.at = child->name_at;
    self->has_unknown = child->parent;
    ent_reader_error(self, &at, ent_reader_join(self, path, child->name), help, "unknown setting `%s`", child->name);
}

bool ent_reader_is_wrong(const ent_setting *setting)
{
    return setting->wrong != 0 && setting->type != ENT_SETTING_GROUP;
}

bool ent_reader_misspelt(const ent_setting *group, const char *key)
{
    if (group->type != ENT_SETTING_GROUP || ent_setting_get(group, key) != NULL) {
        return false;
    }
    for (size_t i = 0; i < group->count; i++) {
        if (ent_reader_is_entry(group->child[i]) && ent_nearest_name(group->child[i]->name, &key, 1) != NULL) {
            return true;
        }
    }
    return false;
}

void ent_reader_missing(
    ent_reader *self, const ent_setting *group, const char *path, const char *key, const char *help, const char *text)
{
    ent_setting at = *group;

    if (!ent_reader_misspelt(group, key) && !(group->assigned && self->has_unknown == group)) {
        at.at = group->name_at;
        ent_reader_error(self, &at, path, help, "%s", text);
    }
}

/* True for a text. A scalar from an assignment counts as a text too, since its type was guessed. */
static bool is_text(const ent_setting *setting)
{
    return (setting->type == ENT_SETTING_STRING && !setting->wrong) ||
           (setting->assigned && setting->type != ENT_SETTING_GROUP && setting->type != ENT_SETTING_LIST);
}

void ent_reader_texts(ent_reader *self, const ent_setting *group, const char *path)
{
    static const char *const texts[] = {"name", "note", "source"};

    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
        ent_reader_string(self, group, texts[i], path, "");
    }
}

const char *ent_reader_text(const ent_setting *group, const char *key, const char *otherwise)
{
    const ent_setting *child = group->type == ENT_SETTING_GROUP ? ent_setting_get(group, key) : NULL;

    return child != NULL && is_text(child) ? child->text : otherwise;
}

const char *ent_reader_one_line(ent_reader *self, const char *text)
{
    char *line = strchr(text, '\n') != NULL ? ent_arena_strdup(&self->scenario->arena, text) : NULL;
    size_t length = 0;

    if (line == NULL) {
        self->status = strchr(text, '\n') != NULL ? ENT_ERR_NO_MEMORY : self->status;
        return text;
    }
    while (*text != '\0') {
        size_t blanks = strspn(text, " \t\r\n");
        if (memchr(text, '\n', blanks) != NULL) {
            line[length++] = ' ';
            text += blanks;
        } else {
            line[length++] = *text++;
        }
    }
    line[length] = '\0';
    return line;
}

const char *ent_reader_line(ent_reader *self, const ent_setting *group, const char *key, const char *otherwise)
{
    return ent_reader_one_line(self, ent_reader_text(group, key, otherwise));
}

bool ent_reader_group(ent_reader *self, const ent_setting *setting, const char *path, ent_group group)
{
    const char *known[ENT_SCHEMA_NAMES];
    size_t count = ent_schema_names(group, known);

    return ent_reader_names(self, setting, path, known, count);
}

bool ent_reader_names(
    ent_reader *self, const ent_setting *setting, const char *path, const char *const *known, size_t count)
{
    if (ent_reader_is_wrong(setting)) {
        return false;
    }
    if (setting->type != ENT_SETTING_GROUP) {
        ent_reader_error(self, setting, path, NULL, "found %s, expected a group in braces: { … }",
            setting->type == ENT_SETTING_LIST ? "a list" : "a single value");
        return false;
    }
    for (size_t i = 0; i < setting->count; i++) {
        const ent_setting *child = setting->child[i];
        bool free = ent_reader_is_entry(child) ||
                    setting->parent == NULL; /* the file itself has title, notes and sources in their place */
        if (free && !is_known(child->name, known, count)) {
            unknown_setting(self, child, path, known, count);
        }
    }
    if (setting->parent != NULL) {
        ent_reader_texts(self, setting, path);
    }
    return true;
}

const ent_setting *ent_reader_section(ent_reader *self, const char *name)
{
    const ent_setting *section = ent_setting_get(self->root, name);

    if (section != NULL && ent_reader_is_wrong(section)) {
        return NULL;
    }
    if (section != NULL && section->type != ENT_SETTING_GROUP) {
        ent_reader_error(self, section, name, NULL, "found a %s, expected a section in braces: %s: { … };",
            section->type == ENT_SETTING_LIST ? "list" : "single value", name);
        return NULL;
    }
    if (section != NULL) {
        ent_reader_texts(self, section, name);
    }
    return section;
}

/* Whether a setting is a text that people read as a name: a name, a title, or an option, "us_in: US joins". */
static bool is_name(const ent_setting *setting)
{
    const ent_setting *parent = setting->parent;

    if (setting->type != ENT_SETTING_STRING || setting->wrong) {
        return false;
    }
    return setting->name != NULL ? strcmp(setting->name, "name") == 0 || strcmp(setting->name, "title") == 0
                                 : parent != NULL && parent->name != NULL && strcmp(parent->name, "options") == 0;
}

void ent_reader_capitals(ent_reader *self, const ent_setting *setting)
{
    if (is_name(setting) && ent_capitals_add(&self->capitals, setting->text, &self->scenario->arena) != ENT_OK) {
        self->status = ENT_ERR_NO_MEMORY;
    }
    for (size_t i = 0; i < setting->count; i++) {
        bool record = setting->parent == NULL && setting->name == NULL && setting->child[i]->name != NULL &&
                      ent_schema_is_record(setting->child[i]->name); /* which changes no table, nor a name in it */
        if (!record) {
            ent_reader_capitals(self, setting->child[i]);
        }
    }
}

/* Returns the default display name of an id: "western_troops" -> "Western troops". */
static const char *prettify(ent_reader *self, const char *id)
{
    const char *text = ent_display_name(id, &self->capitals, &self->scenario->arena);

    if (text == NULL) {
        self->status = ENT_ERR_NO_MEMORY;
        return id;
    }
    return text;
}

static bool has_name_form(const char *id)
{
    if (id[0] < 'a' || id[0] > 'z') {
        return false;
    }
    for (const char *c = id; *c != '\0'; c++) {
        if (!((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') || *c == '_')) {
            return false;
        }
    }
    return true;
}

/* Returns an entry with the same name that stands before `entry` in the sections that share names; NULL for none. */
static const ent_setting *earlier_of_name(const ent_reader *self, const ent_setting *entry)
{
    size_t rows;
    const ent_schema_row *row = ent_schema(&rows);

    for (size_t s = 0; s < rows; s++) {
        bool shared = (row[s].traits & ENT_TRAIT_SHARED) != 0;
        const ent_setting *section = shared ? ent_setting_get(self->root, row[s].name) : NULL;
        for (size_t i = 0; section != NULL && section->type == ENT_SETTING_GROUP && i < section->count; i++) {
            if (section->child[i] == entry) {
                return NULL;
            }
            if (strcmp(section->child[i]->name, entry->name) == 0) {
                return section->child[i];
            }
        }
    }
    return NULL;
}

static bool is_reserved(const char *name)
{
    return ent_is_reserved(name) || ent_schema_named(name) != NULL || ent_schema_is_label(name);
}

const char *ent_reader_as_name(ent_reader *self, const char *text)
{
    size_t room = 2 * strlen(text) + 1;
    char *name = ent_arena_alloc(&self->scenario->arena, room);

    if (name == NULL || !ent_transliterate(text, name, room)) {
        return NULL;
    }
    for (char *c = name; *c != '\0'; c++) {
        if (*c >= 'A' && *c <= 'Z') {
            *c = (char) (unsigned char) (*c - 'A' + 'a');
        } else if (*c == '-' || *c == '*' || *c == ' ' || *c == '.' || *c == '/') {
            *c = '_';
        }
    }
    return has_name_form(name) ? name : NULL;
}

static bool check_form(ent_reader *self, const ent_setting *setting, const char *path)
{
    const char *help = "use small letters, digits and _, a letter first; put the full name in `name`";
    ent_setting at = *setting;
    const char *name;

    if (has_name_form(setting->name)) {
        return true;
    }
    name = ent_reader_as_name(self, setting->name);
    at.at = setting->name_at;
    if (name != NULL) {
        help = ent_arena_printf(&self->scenario->arena, "write `%s`; the full name goes into `name`", name);
    }
    ent_reader_error(
        self, &at, path, help, "`%s` cannot be a name: names hold only a to z, 0 to 9 and _", setting->name);
    return false;
}

/* The name of the file of `other` where it is not that of `setting`: a table, or a base; NULL where it is the same. */
static const char *other_file(const ent_setting *setting, const ent_setting *other)
{
    const ent_source *here = setting->name_at.source;
    const ent_source *there = other->name_at.source;

    return there != NULL && here != there ? there->name : NULL;
}

static void check_id(ent_reader *self, const ent_setting *setting, const char *path, bool checked)
{
    ent_setting at = *setting;
    const ent_setting *other;

    at.at = setting->name_at;
    if (!check_form(self, setting, path) || !checked) {
        return;
    }
    if (is_reserved(setting->name)) {
        ent_reader_error(self, &at, path,
            ent_arena_printf(&self->scenario->arena, "choose another, for example `%s_1`", setting->name),
            "`%s` is a word of the language and cannot be a name", setting->name);
    } else if ((other = earlier_of_name(self, setting)) != NULL) {
        ent_reader_error(self, &at, path,
            "names are shared by factors, values, events, contributors, forces, parties, demands, guarantees and "
            "measures: "
            "rename one of the two",
            "the name `%s` is taken already, on line %d%s%s", setting->name, other->name_at.line,
            other_file(setting, other) != NULL ? " of " : "",
            other_file(setting, other) != NULL ? other_file(setting, other) : "");
    }
}

const char *ent_reader_string(
    ent_reader *self, const ent_setting *group, const char *key, const char *path, const char *otherwise)
{
    const ent_setting *child = group->type == ENT_SETTING_GROUP ? ent_setting_get(group, key) : NULL;

    if (child != NULL && ent_reader_is_wrong(child)) {
        return otherwise;
    }
    if (child != NULL && !is_text(child)) {
        ent_reader_error(
            self, child, ent_reader_join(self, path, key), "put the text in double quotes", "expected a text");
        return otherwise;
    }
    return child != NULL ? child->text : otherwise;
}

ent_label ent_reader_label(ent_reader *self, const ent_setting *setting, const char *path, bool checked)
{
    ent_label label = {.id = setting->name, .setting = setting};

    check_id(self, setting, path, checked);
    label.name = ent_reader_line(self, setting, "name", "");
    if (*label.name == '\0') {
        label.name = prettify(self, setting->name);
    }
    label.note = ent_reader_text(setting, "note", "");
    label.source = ent_reader_text(setting, "source", "");
    return label;
}

const ent_setting *ent_reader_list(ent_reader *self, const ent_setting *group, const char *key, const char *path)
{
    const ent_setting *list = ent_setting_get(group, key);

    if (list != NULL && ent_reader_is_wrong(list)) {
        return NULL;
    }
    if (list != NULL && list->type != ENT_SETTING_LIST) {
        ent_reader_error(
            self, list, ent_reader_join(self, path, key), "write a list in parentheses: ( …, … )", "expected a list");
        return NULL;
    }
    return list;
}

/* "write true" for a word of that meaning in other tools; else NULL. */
static const char *help_for_flag(const ent_setting *setting)
{
    static const char *const yes[] = {"yes", "on", "1"};
    static const char *const no[] = {"no", "off", "0"};

    for (size_t i = 0; setting->text != NULL && i < sizeof(yes) / sizeof(*yes); i++) {
        if (strcmp(setting->text, yes[i]) == 0 || strcmp(setting->text, no[i]) == 0) {
            return strcmp(setting->text, yes[i]) == 0 ? "write true" : "write false";
        }
    }
    return NULL;
}

bool ent_reader_flag(ent_reader *self, const ent_setting *group, const char *key, const char *path, bool otherwise)
{
    const ent_setting *child = ent_setting_get(group, key);

    if (child == NULL || ent_reader_is_wrong(child)) {
        return otherwise;
    }
    if (child->type == ENT_SETTING_BOOLEAN) {
        return child->number != 0.0;
    }
    if (child->type == ENT_SETTING_STRING && strcmp(child->text, "true") == 0) {
        return true;
    }
    if (child->type == ENT_SETTING_STRING && strcmp(child->text, "false") == 0) {
        return false;
    }
    ent_reader_error(self, child, ent_reader_join(self, path, key), help_for_flag(child), "expected true or false");
    return otherwise;
}
