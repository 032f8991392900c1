#include "run/difference.h"

#include "base/status.h"
#include "base/utf8.h"
#include "settings/schema.h"

#include <stdbool.h>
#include <string.h>

enum { LONGEST = 60 /* bytes of a value in words */, IN_FULL = 3 /* changes in words */ };

void ent_changes_free(ent_changes *self)
{
    ent_arena_free(&self->arena);
    *self = (ent_changes){0};
}

/* --- texts -------------------------------------------------------------------------------------------------------- */

/* The value as written, lists in parentheses; "" for groups. */
static const char *written(const ent_setting *setting, ent_arena *arena)
{
    const char *text = "";

    if (setting->type != ENT_SETTING_LIST) {
        return setting->type == ENT_SETTING_GROUP ? "" : setting->text;
    }
    for (size_t i = 0; i < setting->count && text != NULL; i++) {
        const char *member = written(setting->child[i], arena);
        text = member != NULL ? ent_arena_printf(arena, "%s%s%s", text, i > 0 ? ", " : "", member) : NULL;
    }
    return text != NULL ? ent_arena_printf(arena, "(%s)", text) : NULL;
}

/* "us_air_cover" -> "us air cover" */
static char *plain(const char *id, ent_arena *arena)
{
    char *text = ent_arena_strdup(arena, id);

    for (char *c = text; c != NULL && *c != '\0'; c++) {
        if (*c == '_') {
            *c = ' ';
        }
    }
    return text;
}

/* The display name of a group, or the id with blanks. */
static const char *display_name(const ent_setting *setting, ent_arena *arena)
{
    const ent_setting *name = ent_setting_get(setting, "name");

    return name != NULL && name->type == ENT_SETTING_STRING && *name->text != '\0' ? name->text
                                                                                   : plain(setting->name, arena);
}

/* Label of a setting. Sections with named entries are left out: "Italy joins", "us air cover", but "force required". */
static const char *label_of(const ent_setting *setting, ent_arena *arena)
{
    const ent_setting *group = setting->parent;
    const char *own = display_name(setting, arena);
    const ent_schema_row *row;
    const char *section;

    if (own == NULL || group == NULL || group->name == NULL) {
        return own;
    }
    row = group->parent->name == NULL ? ent_schema_find(ENT_GROUP_ROOT, group->name) : NULL;
    if (row != NULL && row->shape == ENT_SHAPE_ENTRIES) {
        return own;
    }
    section = label_of(group, arena);
    return section != NULL ? ent_arena_printf(arena, "%s %s", section, own) : NULL;
}

/* --- comparison -------------------------------------------------------------------------------------------------- */

static int add(ent_changes *self, const ent_setting *setting, const char *before, const char *after)
{
    ent_change *item;

    if (self->count == self->capacity) {
        size_t capacity = 2 * self->capacity + 8;
        ent_change *grown = ent_arena_array(&self->arena, capacity, sizeof(*grown));
        if (grown == NULL) {
            return ENT_ERR_NO_MEMORY;
        }
        if (self->count > 0) {
            memcpy(grown, self->item, self->count * sizeof(*grown));
        }
        self->item = grown;
        self->capacity = capacity;
    }
    item = &self->item[self->count++];
    *item = (ent_change){.path = ent_setting_path(setting, &self->arena), .label = label_of(setting, &self->arena)};
    item->before = before != NULL ? ent_arena_strdup(&self->arena, before) : NULL;
    item->after = after != NULL ? ent_arena_strdup(&self->arena, after) : NULL;
    return item->path != NULL && item->label != NULL && (before == NULL || item->before != NULL) &&
                   (after == NULL || item->after != NULL)
               ? ENT_OK
               : ENT_ERR_NO_MEMORY;
}

/* The member `value` of a quantity that is written as a group, else the setting itself. */
static const ent_setting *value_of(const ent_setting *setting)
{
    const ent_setting *value = ent_setting_get(setting, "value");

    return value != NULL && value->type != ENT_SETTING_GROUP ? value : setting;
}

/* The row of a section, or of a group of settings within one (truce.causes); NULL for other settings and for entries.
 */
static const ent_schema_row *section_row(const ent_setting *setting)
{
    const ent_setting *parent = setting->parent;
    const ent_schema_row *around = parent->name != NULL ? ent_schema_find(ENT_GROUP_ROOT, parent->name) : NULL;
    ent_group inside = ENT_GROUP_ROOT;

    if (parent->name != NULL && (parent->parent->name != NULL || around == NULL || around->shape != ENT_SHAPE_GROUP ||
                                    !ent_schema_inside(around, &inside))) {
        return NULL;
    }
    return ent_schema_find(inside, setting->name);
}

static bool is_section(const ent_setting *setting)
{
    const ent_schema_row *row = setting->type == ENT_SETTING_GROUP ? section_row(setting) : NULL;

    return row != NULL && (row->shape == ENT_SHAPE_GROUP || row->shape == ENT_SHAPE_ENTRIES);
}

/* A setting that is only in one of the two readings; of a section what stands in it. */
static int add_one(ent_changes *self, const ent_setting *setting, bool is_new)
{
    const char *value = written(setting, &self->arena);
    int status = ENT_OK;

    if (is_section(setting)) {
        for (size_t i = 0; status == ENT_OK && i < setting->count; i++) {
            status = add_one(self, setting->child[i], is_new);
        }
        return status;
    }
    if (value == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    return add(self, setting, is_new ? NULL : value, is_new ? value : NULL);
}

static int compare_values(ent_changes *self, const ent_setting *before, const ent_setting *after)
{
    const char *old = written(value_of(before), &self->arena);
    const char *new = written(value_of(after), &self->arena);

    if (old == NULL || new == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    return strcmp(old, new) != 0 ? add(self, after, old, new) : ENT_OK;
}

static bool is_not_compared(const ent_setting *child)
{
    if (child->parent->name == NULL) {
        return strcmp(child->name, "base") == 0 || strcmp(child->name, "set") == 0;
    }
    return strcmp(child->name, "value") == 0; /* compared with the group that it is the value of */
}

/* Compares two settings of one path. For groups: settings that are new or changed, then removed settings. One of
 * the two may be a plain value where the other is a group with `value`. */
static int compare(ent_changes *self, const ent_setting *before, const ent_setting *after)
{
    bool plain_value = value_of(after) != after || value_of(before) != before || after->type != ENT_SETTING_GROUP;
    int status = plain_value && before != after ? compare_values(self, before, after) : ENT_OK;

    if (before == after) { /* shared by two trees */
        return status;
    }
    for (size_t i = 0; status == ENT_OK && after->type == ENT_SETTING_GROUP && i < after->count; i++) {
        const ent_setting *child = after->child[i];
        const ent_setting *old = ent_setting_get(before, child->name);
        if (!is_not_compared(child)) {
            status = old == NULL ? add_one(self, child, true) : compare(self, old, child);
        }
    }
    for (size_t i = 0; status == ENT_OK && before->type == ENT_SETTING_GROUP && i < before->count; i++) {
        const ent_setting *child = before->child[i];
        if (!is_not_compared(child) && ent_setting_get(after, child->name) == NULL) {
            status = add_one(self, child, false);
        }
    }
    return status;
}

int ent_changes_find(ent_changes *self, const ent_setting *before, const ent_setting *after)
{
    return compare(self, before, after);
}

/* --- words -------------------------------------------------------------------------------------------------------- */

/* Long values are cut, between two characters. */
static const char *brief(const char *text, ent_arena *arena)
{
    if (strlen(text) <= LONGEST) {
        return *text != '\0' ? text : "empty";
    }
    return ent_arena_printf(arena, "%.*s\xE2\x80\xA6", (int) ent_utf8_prefix(text, strlen(text), LONGEST), text);
}

static const char *change_words(const ent_change *change, ent_arena *arena)
{
    const char *before = change->before != NULL ? brief(change->before, arena) : NULL;
    const char *after = change->after != NULL ? brief(change->after, arena) : NULL;

    if ((before == NULL && change->before != NULL) || (after == NULL && change->after != NULL)) {
        return NULL;
    }
    if (before != NULL && after != NULL) {
        return ent_arena_printf(arena, "%s %s to %s", change->label, before, after);
    }
    if (after != NULL) {
        return *change->after == '\0' ? ent_arena_printf(arena, "%s added", change->label)
                                      : ent_arena_printf(arena, "%s %s, which is new", change->label, after);
    }
    return ent_arena_printf(arena, "%s taken out", change->label);
}

const char *ent_changes_words(ent_changes *self)
{
    size_t shown = self->count > IN_FULL ? IN_FULL - 1 : self->count;
    const char *text = "";

    for (size_t i = 0; i < shown && text != NULL; i++) {
        const char *one = change_words(&self->item[i], &self->arena);
        text = one != NULL ? ent_arena_printf(&self->arena, "%s%s%s", text, i > 0 ? ", " : "", one) : NULL;
    }
    if (text != NULL && shown < self->count) {
        text = ent_arena_printf(&self->arena, "%s and %zu others", text, self->count - shown);
    }
    return text;
}
