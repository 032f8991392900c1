#include "wording/analysis/quantity_name.h"

#include <string.h>

/* Replaces "_" and "." by blanks. */
static char *readable(char *text)
{
    for (char *at = text; at != NULL && *at != '\0'; at++) {
        if (*at == '_' || *at == '.') {
            *at = ' ';
        }
    }
    return text;
}

/* Name of a path: SECTION.ID.REST, or SECTION.REST of a section without entries. */
static const char *path_name(const char *path, const char *dot, const ent_name_source *names, ent_arena *arena)
{
    const char *second = strchr(dot + 1, '.');
    char *section = ent_arena_strndup(arena, path, (size_t) (dot - path));
    char *id = ent_arena_strndup(arena, dot + 1, second != NULL ? (size_t) (second - dot - 1) : strlen(dot + 1));
    const char *label;
    char *rest;

    if (section == NULL || id == NULL) {
        return NULL;
    }
    if (second == NULL && strcmp(section, "events") != 0 && strcmp(section, "values") != 0) {
        return readable(ent_arena_strdup(arena, path));
    }
    label = names->label(names->context, section, id);
    if (label == NULL || second == NULL) {
        return label;
    }
    rest = readable(ent_arena_strdup(arena, second + 1));
    return rest != NULL ? ent_arena_printf(arena, "%s: %s", label, rest) : NULL;
}

static const char *name_of(const char *id, const ent_name_source *names, ent_arena *arena)
{
    const char *dot = strchr(id, '.');
    const char *setting;

    if (strcmp(id, "experts") == 0) {
        return "Which expert is right";
    }
    if (dot == NULL) {
        return names->label(names->context, "factors", id);
    }
    setting = path_name(id, dot, names, arena);
    return setting != NULL ? ent_arena_printf(arena, "%s, unknown part", setting) : NULL;
}

const char *ent_quantity_name(const char *quantity, const ent_name_source *names, ent_arena *arena)
{
    const char *made = "";

    for (const char *at = quantity; *at != '\0';) {
        size_t length = strcspn(at, "+");
        const char *id = ent_arena_strndup(arena, at, length);
        const char *name = id != NULL ? name_of(id, names, arena) : NULL;
        if (name == NULL) {
            return NULL;
        }
        made = at == quantity ? name : ent_arena_printf(arena, "%s + %s", made, name);
        if (made == NULL) {
            return NULL;
        }
        at += length + (at[length] == '+' ? 1 : 0);
    }
    return made;
}
