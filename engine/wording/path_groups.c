#include "wording/path_groups.h"

#include <stdbool.h>
#include <string.h>

/* The path from its third part on: ".troops" of "contributors.italy.troops"; NULL where it has fewer parts. */
static const char *rest_of(const char *path)
{
    const char *second = strchr(path, '.');

    return second != NULL ? strchr(second + 1, '.') : NULL;
}

static bool alike(const char *a, const char *b)
{
    const char *rest = rest_of(a);
    const char *other = rest_of(b);
    size_t section = strcspn(a, ".");

    return rest != NULL && other != NULL && strcmp(rest, other) == 0 && strncmp(a, b, section + 1) == 0;
}

/* Number of paths from `first` on that are alike; 0 where an earlier one is like this. */
static size_t count_alike(const char *const *path, size_t count, size_t first)
{
    size_t found = 1;

    for (size_t i = 0; i < first; i++) {
        if (alike(path[i], path[first])) {
            return 0;
        }
    }
    for (size_t i = first + 1; i < count; i++) {
        found += alike(path[first], path[i]) ? 1 : 0;
    }
    return found;
}

const char *ent_path_groups(const char *const *path, size_t count, ent_arena *arena)
{
    const char *text = "";

    for (size_t i = 0; i < count && text != NULL; i++) {
        const char *comma = *text != '\0' ? ", " : "";
        size_t members = count_alike(path, count, i);
        if (members == 1) {
            text = ent_arena_printf(arena, "%s%s%s", text, comma, path[i]);
        } else if (members > 1) {
            text = ent_arena_printf(arena, "%s%s%.*s.*%s (%zu settings)", text, comma, (int) strcspn(path[i], "."),
                path[i], rest_of(path[i]), members);
        }
    }
    return text;
}
