#include "scenario/setting.h"

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

static int characters(const char *text, size_t bytes)
{
    int count = 0;

    for (size_t i = 0; i < bytes; i++) {
        count += ((unsigned char) text[i] & 0xC0U) != 0x80U ? 1 : 0;
    }
    return count;
}

ent_position ent_source_position(const ent_source *source, size_t byte, size_t length)
{
    ent_position at = {.source = source, .line = 1};
    size_t start = 0;
    size_t to;

    byte = byte > source->length ? source->length : byte;
    for (size_t i = 0; i < byte; i++) {
        if (source->text[i] == '\n') {
            at.line++;
            start = i + 1;
        }
    }
    to = byte + length > source->length ? source->length : byte + length;
    for (size_t i = byte; i < to; i++) {
        if (source->text[i] == '\n') {
            to = i;
        }
    }
    at.column = characters(source->text + start, byte - start) + 1;
    at.length = characters(source->text + byte, to - byte);
    at.length = at.length < 1 ? 1 : at.length;
    return at;
}

ent_position ent_setting_text_position(const ent_setting *self, size_t offset, size_t length)
{
    size_t end;

    if (self->type != ENT_SETTING_STRING || self->map == NULL || self->at.source == NULL) {
        return self->at;
    }
    end = strlen(self->text);
    offset = offset > end ? end : offset;
    length = length > end - offset ? end - offset : length;
    return ent_source_position(
        self->at.source, self->map[offset], (size_t) (self->map[offset + length] - self->map[offset]));
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
