#include "settings/setting.h"

#include "base/status.h"
#include "settings/source_position.h"
#include "settings/writing/quoted.h"

#include <stdbool.h>
#include <string.h>

ent_setting *ent_setting_get(const ent_setting *self, const char *name)
{
    for (size_t i = 0; self->type == ENT_SETTING_GROUP && i < self->count; i++) {
        if (strcmp(self->child[i]->name, name) == 0) {
            return self->child[i];
        }
    }
    return NULL;
}

const char *ent_setting_text_around(const ent_setting *self, const char *key)
{
    for (const ent_setting *at = self->parent; at != NULL; at = at->parent) {
        const ent_setting *found = ent_setting_get(at, key);
        if (found != NULL && *found->text != '\0' &&
            (found->assigned || (found->type == ENT_SETTING_STRING && !self->assigned))) {
            return found->text;
        }
    }
    return "";
}

ent_setting *ent_setting_find(const ent_setting *self, const char *path)
{
    const ent_setting *at = self;

    while (at != NULL && *path != '\0') {
        size_t length = strcspn(path, ".");
        ent_setting *found = NULL;
        for (size_t i = 0; at->type == ENT_SETTING_GROUP && i < at->count && found == NULL; i++) {
            const char *name = at->child[i]->name;
            found = strncmp(name, path, length) == 0 && name[length] == '\0' ? at->child[i] : NULL;
        }
        at = found;
        path += length + (path[length] == '.' ? 1 : 0);
    }
    return (ent_setting *) at;
}

static size_t index_in(const ent_setting *parent, const ent_setting *child)
{
    size_t i = 0;

    while (i < parent->count && parent->child[i] != child) {
        i++;
    }
    return i;
}

char *ent_setting_path(const ent_setting *self, ent_arena *arena)
{
    char *path = ent_arena_strdup(arena, "");

    for (; path != NULL && self->parent != NULL; self = self->parent) {
        if (self->name == NULL) {
            path = ent_arena_printf(
                arena, "[%zu]%s%s", index_in(self->parent, self), *path != '\0' && *path != '[' ? "." : "", path);
        } else {
            path = ent_arena_printf(arena, "%s%s%s", self->name, *path != '\0' && *path != '[' ? "." : "", path);
        }
    }
    return path;
}

ent_position ent_setting_text_position(const ent_setting *self, size_t offset, size_t length)
{
    if (self->type != ENT_SETTING_STRING || self->map == NULL || self->at.source == NULL) {
        return self->at;
    }
    return ent_map_position(self->at.source, self->map, strlen(self->text), offset, length);
}

ent_setting *ent_setting_add(ent_setting *self, const char *name, ent_setting_type type, ent_arena *arena)
{
    ent_setting *made;

    if (self->count == self->capacity) {
        size_t capacity = self->capacity == 0 ? 4 : 2 * self->capacity;
        ent_setting **grown = ent_arena_array(arena, capacity, sizeof(ent_setting *));
        if (grown == NULL) {
            return NULL;
        }
        if (self->count > 0) {
            memcpy(grown, self->child, self->count * sizeof(ent_setting *));
        }
        self->child = grown;
        self->capacity = capacity;
    }
    made = ent_arena_alloc(arena, sizeof(*made));
    if (made != NULL) {
        made->name = name;
        made->type = type;
        made->text = "";
        made->parent = self;
        self->child[self->count++] = made;
    }
    return made;
}

void ent_setting_take(ent_setting *self, const ent_setting *value)
{
    ent_setting old = *self;

    *self = *value;
    self->name = old.name;
    self->name_at = old.name_at;
    self->parent = old.parent;
    for (size_t i = 0; i < self->count; i++) {
        self->child[i]->parent = self;
    }
}

ent_setting *ent_setting_copy(const ent_setting *self, ent_setting *parent, ent_arena *arena)
{
    ent_setting *copy = ent_arena_alloc(arena, sizeof(*copy));

    if (copy == NULL) {
        return NULL;
    }
    *copy = *self;
    copy->parent = parent;
    copy->capacity = self->count;
    copy->child = ent_arena_array(arena, self->count, sizeof(ent_setting *));
    for (size_t i = 0; copy->child != NULL && i < self->count; i++) {
        copy->child[i] = ent_setting_copy(self->child[i], copy, arena);
        if (copy->child[i] == NULL) {
            return NULL;
        }
    }
    return copy->child != NULL ? copy : NULL;
}

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

int ent_setting_merge(ent_setting *group, const ent_setting *over, ent_arena *arena)
{
    int status = ENT_OK;

    for (size_t i = 0; status == ENT_OK && i < over->count; i++) {
        const ent_setting *from = over->child[i];
        ent_setting *to = ent_setting_get(group, from->name);
        if (to != NULL && to->type == ENT_SETTING_GROUP && from->type == ENT_SETTING_GROUP) {
            to->at = from->at; /* messages about the whole group point to this file and not to its base */
            to->name_at = from->name_at;
            status = ent_setting_merge(to, from, arena);
            continue;
        }
        if (to == NULL) {
            to = ent_setting_add(group, from->name, from->type, arena);
        }
        status = to != NULL ? replace(to, from, arena) : ENT_ERR_NO_MEMORY;
    }
    return status;
}

/* --- verification ------------------------------------------------------------------------------------------------- */

/* True for a position with a line and a column inside its source; also for no position (line 0). */
static bool is_inside(const ent_position *at)
{
    size_t byte = at->source != NULL && at->line >= 1 ? ent_source_byte(at) : 0;
    ent_position found;

    if (at->source == NULL || at->line < 1) {
        return at->source == NULL && at->line == 0;
    }
    found = ent_source_position(at->source, byte, 1);
    return found.line == at->line && found.column == at->column && at->length >= 1;
}

static bool is_unique(const ent_setting *group, size_t i)
{
    for (size_t k = 0; k < i; k++) {
        if (strcmp(group->child[k]->name, group->child[i]->name) == 0) {
            return false;
        }
    }
    return true;
}

static const char *check_child(const ent_setting *self, size_t i)
{
    const ent_setting *child = self->child[i];

    bool shared = self->parent == NULL && child->parent != NULL && child->parent->parent == NULL; /* ent_tree_copy */

    if (child->parent != self && !shared) {
        return "a child has another parent";
    }
    if ((child->name == NULL) != (self->type == ENT_SETTING_LIST)) {
        return "a member of a group has no name, or one of a list has a name";
    }
    if (child->name != NULL && !is_unique(self, i)) {
        return "two settings of a group have the same name";
    }
    return ent_setting_check(child);
}

const char *ent_setting_check(const ent_setting *self)
{
    const char *violation = NULL;

    if (self->text == NULL) {
        return "a setting has no text";
    }
    if (self->count > self->capacity) {
        return "more children than capacity";
    }
    if (self->count > 0 && self->type != ENT_SETTING_GROUP && self->type != ENT_SETTING_LIST) {
        return "a scalar has children";
    }
    if (self->type == ENT_SETTING_BOOLEAN && self->number != 0.0 && self->number != 1.0) {
        return "a truth value is neither 0 nor 1";
    }
    if (!is_inside(&self->at) || !is_inside(&self->name_at)) {
        return "a position is outside its source";
    }
    for (size_t i = 0; i < self->count && violation == NULL; i++) {
        violation = check_child(self, i);
    }
    return violation;
}
