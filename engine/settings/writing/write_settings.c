#include "settings/writing/write_settings.h"

#include "base/status.h"
#include "base/utf8.h"
#include "base/visible_text.h"
#include "settings/schema.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct writer {
    char *bytes;
    size_t length, capacity;
    bool failed;
} writer;

static void put(writer *self, const char *text, size_t length)
{
    if (length == 0) {
        return;
    }
    if (!self->failed && self->length + length > self->capacity) {
        size_t capacity = 2 * (self->length + length) + 1024;
        char *bytes = realloc(self->bytes, capacity);
        self->failed = bytes == NULL;
        self->bytes = bytes != NULL ? bytes : self->bytes;
        self->capacity = bytes != NULL ? capacity : self->capacity;
    }
    if (!self->failed) {
        memcpy(self->bytes + self->length, text, length);
        self->length += length;
    }
}

static void put_text(writer *self, const char *text)
{
    put(self, text, strlen(text));
}

static void indent(writer *self, int depth)
{
    for (int i = 0; i < depth; i++) {
        put(self, "  ", 2);
    }
}

/* Bytes as \xHH: a control character in the text itself is no scenario, and no reader would see a mark of direction. */
static void put_bytes(writer *self, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        char code[8];
        snprintf(code, sizeof(code), "\\x%02X", (unsigned) (unsigned char) bytes[i]);
        put_text(self, code);
    }
}

/* A string literal of libconfig. */
static void put_string(writer *self, const char *text)
{
    static const char meanings[] = "\n\r\t\f\\\"";
    static const char escapes[] = "nrtf\\\"";

    size_t step;

    put(self, "\"", 1);
    for (const char *c = text; *c != '\0'; c += step) {
        const char *known = strchr(meanings, *c);
        uint32_t character;
        size_t length = ent_utf8_decode(c, ENT_UTF8_LONGEST, &character);
        char code[8];
        step = length > 0 ? length : 1;
        if (known != NULL) {
            snprintf(code, sizeof(code), "\\%c", escapes[known - meanings]);
            put_text(self, code);
        } else if (length == 0 || ent_is_hidden(character)) {
            put_bytes(self, c, step);
        } else {
            put(self, c, step);
        }
    }
    put(self, "\"", 1);
}

/* --- selection and form of the settings --------------------------------------------------------------------------- */

/* Whether a setting stands in `observed` or in `cases`, whose names may be those of other settings elsewhere. */
static bool is_in_record(const ent_setting *setting)
{
    const ent_setting *top = setting;

    while (top->parent != NULL && top->parent->parent != NULL) {
        top = top->parent;
    }
    return top->name != NULL && ent_schema_is_record(top->name);
}

/* The row of a setting of this name in a record; NULL for any other name. */
static const ent_schema_row *row_of_record(const char *name)
{
    static const ent_group groups[] = {ENT_GROUP_OBSERVED, ENT_GROUP_FORECAST, ENT_GROUP_CASE};
    const ent_schema_row *row = NULL;

    for (size_t i = 0; row == NULL && i < sizeof(groups) / sizeof(*groups); i++) {
        row = ent_schema_find(groups[i], name);
    }
    return row;
}

/* Whether a setting, or the list that it is a member of, holds texts, so that an assigned 2025 is one. */
static bool holds_texts(const ent_setting *setting)
{
    static const char *const described[] = {"title", "notes", "sources"};
    const char *name = setting->name == NULL && setting->parent != NULL ? setting->parent->name : setting->name;
    const ent_schema_row *row;

    if (name == NULL) {
        return false;
    }
    for (size_t i = 0; i < sizeof(described) / sizeof(*described); i++) {
        if (strcmp(described[i], name) == 0) {
            return true;
        }
    }
    row = is_in_record(setting) ? row_of_record(name) : ent_schema_named(name);
    return ent_schema_is_label(name) || (row != NULL && (row->traits & ENT_TRAIT_TEXT) != 0);
}

/* Whether a setting was read with the file, so that it has had its effect. */
static bool is_done(const ent_setting *setting)
{
    return setting->name != NULL && setting->parent != NULL && setting->parent->parent == NULL &&
           (strcmp(setting->name, "base") == 0 || strcmp(setting->name, "set") == 0);
}

static void put_scalar(writer *self, const ent_setting *setting)
{
    bool text = setting->type == ENT_SETTING_STRING || (setting->assigned && holds_texts(setting));

    if (text) {
        put_string(self, setting->text);
    } else if (setting->type == ENT_SETTING_BOOLEAN) {
        put_text(self, setting->number > 0.0 ? "true" : "false");
    } else {
        put_text(self, setting->text);
    }
}

static void put_value(writer *self, const ent_setting *setting, int depth);

/* Members of a group; recursion as deep as the tree, at most ENT_SETTING_DEPTH. */
static void put_members(writer *self, const ent_setting *group, int depth)
{
    for (size_t i = 0; i < group->count; i++) {
        const ent_setting *child = group->child[i];
        if (is_done(child)) {
            continue;
        }
        indent(self, depth);
        put_text(self, child->name);
        put_text(self, child->type == ENT_SETTING_GROUP ? ": " : " = ");
        put_value(self, child, depth);
        put_text(self, ";\n");
    }
}

static void put_list(writer *self, const ent_setting *list, int depth)
{
    put_text(self, list->count > 0 ? "( " : "(");
    for (size_t i = 0; i < list->count; i++) {
        put_text(self, i > 0 ? ", " : "");
        put_value(self, list->child[i], depth + 1);
    }
    put_text(self, list->count > 0 ? " )" : ")");
}

static void put_value(writer *self, const ent_setting *setting, int depth)
{
    if (setting->type == ENT_SETTING_LIST) {
        put_list(self, setting, depth);
    } else if (setting->type == ENT_SETTING_GROUP) {
        put_text(self, "{\n");
        put_members(self, setting, depth + 1);
        indent(self, depth);
        put_text(self, "}");
    } else {
        put_scalar(self, setting);
    }
}

static void put_assignments(writer *self, const char *const *set, size_t sets)
{
    put_text(self, "set = (\n");
    for (size_t i = 0; i < sets; i++) {
        indent(self, 1);
        put_string(self, set[i]);
        put_text(self, i + 1 < sets ? ",\n" : "\n");
    }
    put_text(self, ");\n");
}

int ent_tree_write(
    const ent_tree *self, const char *head, const char *const *set, size_t sets, char **text, size_t *length)
{
    writer to = {.failed = false};

    if (self->root == NULL) {
        return ENT_ERR_ARGUMENT;
    }
    put_text(&to, head);
    put_members(&to, self->root, 0);
    if (sets > 0) {
        put_assignments(&to, set, sets);
    }
    if (to.failed) {
        free(to.bytes);
        return ENT_ERR_NO_MEMORY;
    }
    *text = to.bytes;
    *length = to.length;
    return ENT_OK;
}
