#define _XOPEN_SOURCE 700 // NOLINT(bugprone-reserved-identifier): for realpath
#include "cli/install_paths.h"

#include "report/live/live_page.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The folder of the program, links resolved, with a slash at its end; NULL where it is not known. */
static const char *program_folder(ent_arena *arena)
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof(path));

    if (length <= 0 || (size_t) length == sizeof(path)) {
        return NULL;
    }
    while (length > 1 && path[length - 1] != '/') {
        length--;
    }
    return ent_arena_strndup(arena, path, (size_t) length);
}

/* The absolute path of a folder, without "bin/.."; NULL where it is not a folder. */
static const char *real_folder(const char *path, ent_arena *arena)
{
    char real[PATH_MAX];
    struct stat about;

    if (path == NULL || realpath(path, real) == NULL || stat(real, &about) != 0 || !S_ISDIR(about.st_mode)) {
        return NULL;
    }
    return ent_arena_strdup(arena, real);
}

const char *ent_own_folder(const char *name, ent_arena *arena)
{
    const char *beside = program_folder(arena);
    const char *found;

    if (beside == NULL) {
        return NULL;
    }
    found = real_folder(ent_arena_printf(arena, "%sshare/entente/%s", beside, name), arena);
    return found != NULL ? found : real_folder(ent_arena_printf(arena, "%s" ENTENTE_DATA "/%s", beside, name), arena);
}

const char *ent_plots_folder(ent_arena *arena)
{
    const char *set = getenv("ENTENTE_PLOTS");

    return set != NULL && *set != '\0' ? set : ent_own_folder("plots", arena);
}

const char *ent_page_template(const char **looked, ent_arena *arena)
{
    static const char *const place[] = {
        "share/entente/page/" ENT_LIVE_PAGE, ENTENTE_DATA "/page/" ENT_LIVE_PAGE, ENT_LIVE_PAGE};
    const char *beside = program_folder(arena);
    struct stat about;

    *looked = "no folder: the path of the program is not known";
    for (size_t i = 0; beside != NULL && i < sizeof(place) / sizeof(*place); i++) {
        const char *path = ent_arena_printf(arena, "%s%s", beside, place[i]);
        if (path != NULL && stat(path, &about) == 0 && S_ISREG(about.st_mode)) {
            return path;
        }
        *looked = i == 0 ? path : ent_arena_printf(arena, "%s, %s", *looked, path);
    }
    *looked = *looked != NULL ? *looked : "";
    return NULL;
}

const char *ent_scenario_path(const char *operand, ent_arena *arena)
{
    struct stat about;
    const char *folder;
    const char *path;

    if (strpbrk(operand, "/.") != NULL || stat(operand, &about) == 0) {
        return operand;
    }
    folder = ent_own_folder("scenarios", arena);
    path = folder != NULL ? ent_arena_printf(arena, "%s/%s.cfg", folder, operand) : NULL;
    return path != NULL && stat(path, &about) == 0 ? path : operand;
}
