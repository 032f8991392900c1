#include "report/live/live_scenario.h"

#include "base/status.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <string.h>

/* --- paths -------------------------------------------------------------------------------------------------------- */

/* The folder in which a scenario gets that reads files above its own; as often as these are above. */
#define FOLDER "scenario/"

/* Removes the components that lead nowhere from a path: "a/../b//./c" becomes "b/c". Returns the number of folders that
 * the rest is above, for which it has no "..", and the rest in the arena; NULL: memory is out. */
static char *collapse(const char *path, size_t *above, ent_arena *arena)
{
    char *made = ent_arena_alloc(arena, strlen(path) + 1);
    size_t n = 0;

    *above = 0;
    while (made != NULL && *path != '\0') {
        size_t length = strcspn(path, "/");
        bool up = length == 2 && memcmp(path, "..", 2) == 0;
        if (up && n == 0) {
            ++*above;
        } else if (up) {
            for (n = n - 1; n > 0 && made[n - 1] != '/'; n--) {
            }
        } else if (length > 0 && !(length == 1 && *path == '.')) {
            memcpy(made + n, path, length);
            n += length;
            made[n++] = '/';
        }
        path += length + (path[length] == '/' ? 1 : 0);
    }
    if (made != NULL) {
        made[n > 0 ? n - 1 : 0] = '\0';
    }
    return made;
}

/* A path behind FOLDER, so many times. */
static const char *put_below(const char *path, size_t folders, ent_arena *arena)
{
    for (; path != NULL && folders > 0; folders--) {
        path = ent_arena_printf(arena, FOLDER "%s", path);
    }
    return path;
}

/* The files of a tree while their paths are found. */
typedef struct placing {
    const ent_tree *tree;
    size_t folder;       /* bytes of the folder of the scenario, with its slash */
    size_t files, above; /* files besides the scenario; folders that the highest is above */
    ent_live_file *file; /* [files] */
    size_t *rises;       /* [files] folders that each is above */
    ent_arena *arena;
    ent_diagnostics *diagnostics;
} placing;

static const ent_tree_file *file_of(const placing *self, size_t i)
{
    size_t bases = self->tree->files.count - 1;

    return i < bases ? self->tree->files.item[i + 1] : self->tree->tables.item[i - bases];
}

static int refuse(const placing *self, const char *path, const char *help, const char *what)
{
    ent_diagnostics_add(self->diagnostics, ENT_SEVERITY_ERROR, (ent_position){0}, NULL, help, "%s %s", path, what);
    return ENT_ERR_ARGUMENT;
}

static const char relative[] = "write the path from the folder of the file that names it, without a slash at its start";
static const char absolute[] = "names a file by its absolute path, which leads nowhere in a page";

/* Finds where a file is from the scenario. */
static int place_one(placing *self, size_t i)
{
    const ent_tree_file *file = file_of(self, i);
    const char *scenario = self->tree->files.item[0]->path;
    const char *path;

    if (strncmp(file->path, scenario, self->folder) != 0 || (file->path[0] == '/' && self->folder == 0)) {
        return refuse(self, scenario, relative, absolute);
    }
    path = collapse(file->path + self->folder, &self->rises[i], self->arena);
    self->file[i] = (ent_live_file){.path = path, .bytes = file->bytes, .length = file->length};
    self->above = self->rises[i] > self->above ? self->rises[i] : self->above;
    return path != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
}

/* Whether two files would have one path in the page. */
static const char *shared_path(const placing *self, const char *text)
{
    for (size_t i = 0; i < self->files; i++) {
        if (strcmp(self->file[i].path, text) == 0) {
            return text;
        }
        for (size_t k = 0; k < i; k++) {
            if (strcmp(self->file[i].path, self->file[k].path) == 0 &&
                (self->file[i].length != self->file[k].length ||
                    memcmp(self->file[i].bytes, self->file[k].bytes, self->file[i].length) != 0)) {
                return self->file[i].path;
            }
        }
    }
    return NULL;
}

/* An ent_loader from the files of a scenario in a page. */
static int load_placed(void *context, const char *path, ent_arena *arena, const char **text, size_t *length)
{
    const ent_live_scenario *scenario = context;
    size_t above = 0;
    const char *at = path[0] != '/' ? collapse(path, &above, arena) : "";
    const ent_live_file *file = at != NULL && strcmp(at, scenario->text.path) == 0 ? &scenario->text : NULL;

    for (size_t i = 0; at != NULL && file == NULL && i < scenario->files; i++) {
        file = strcmp(at, scenario->file[i].path) == 0 ? &scenario->file[i] : NULL;
    }
    if (at == NULL || file == NULL || above > 0) {
        return at == NULL ? ENT_ERR_NO_MEMORY : ENT_ERR_IO;
    }
    *text = file->bytes;
    *length = file->length;
    return ENT_OK;
}

/* Whether all that the scenario reads is found in the page: an absolute path that begins as that of the scenario does
 * looks like one relative to it. */
static bool reads_itself(ent_live_scenario *self)
{
    ent_tree tree;
    ent_diagnostics ignored = {0};
    int status;

    ent_tree_init(&tree);
    status = ent_tree_load(&tree, self->text.path, load_placed, self, &ignored);
    ent_tree_free(&tree);
    ent_diagnostics_free(&ignored);
    return status != ENT_ERR_IO;
}

static int place_all(placing *self)
{
    int status = ENT_OK;

    for (size_t i = 0; i < self->files && status == ENT_OK; i++) {
        status = place_one(self, i);
    }
    for (size_t i = 0; i < self->files && status == ENT_OK; i++) {
        self->file[i].path = put_below(self->file[i].path, self->above - self->rises[i], self->arena);
        status = self->file[i].path != NULL ? ENT_OK : ENT_ERR_NO_MEMORY;
    }
    return status;
}

int ent_live_scenario_of(
    ent_live_scenario *self, const char *name, const ent_tree *tree, ent_arena *arena, ent_diagnostics *diagnostics)
{
    const ent_tree_file *scenario = tree->files.item[0];
    const char *slash = strrchr(scenario->path, '/');
    placing at = {.tree = tree,
        .folder = slash != NULL ? (size_t) (slash - scenario->path) + 1 : 0,
        .files = tree->files.count - 1 + tree->tables.count,
        .arena = arena,
        .diagnostics = diagnostics};
    const char *text;
    const char *shared;
    int status;

    at.file = ent_arena_array(arena, at.files + 1, sizeof(*at.file));
    at.rises = ent_arena_array(arena, at.files + 1, sizeof(*at.rises));
    if (at.file == NULL || at.rises == NULL) {
        return ENT_ERR_NO_MEMORY;
    }
    status = place_all(&at);
    text = put_below(ent_arena_printf(arena, "%s.cfg", name), at.above, arena);
    if (status != ENT_OK || text == NULL) {
        return status != ENT_OK ? status : ENT_ERR_NO_MEMORY;
    }
    shared = shared_path(&at, text);
    if (shared != NULL) {
        return refuse(&at, shared, "rename one of the files", "would be two files in the page");
    }
    *self = (ent_live_scenario){.name = name,
        .text = {.path = text, .bytes = scenario->bytes, .length = scenario->length},
        .file = at.file,
        .files = at.files};
    return reads_itself(self) ? ENT_OK : refuse(&at, scenario->path, relative, absolute);
}

/* --- JSON --------------------------------------------------------------------------------------------------------- */

/* Whether a character cannot stand in a string of JSON inside of an HTML element as it is. */
static bool is_escaped(uint32_t code)
{
    return code < 0x20 || code == '"' || code == '\\' || code == '<' || code == '>' || code == '&' || code == 0x7F ||
           code == 0x2028 || code == 0x2029;
}

static void put_escaped(ent_html *out, uint32_t code)
{
    if (code == '\n') {
        ent_html_raw(out, "\\n");
    } else if (code == '"' || code == '\\') {
        ent_html_rawf(out, "\\%c", (char) code);
    } else {
        ent_html_rawf(out, "\\u%04x", (unsigned) code);
    }
}

static void put_string(ent_html *out, const char *text, size_t length)
{
    ent_html_raw(out, "\"");
    while (length > 0) {
        uint32_t code;
        size_t plain = 0; /* bytes that stay as they are */
        size_t step = 0;
        while (
            plain < length && (step = ent_utf8_decode(text + plain, length - plain, &code)) > 0 && !is_escaped(code)) {
            plain += step;
        }
        ent_html_bytes(out, text, plain);
        text += plain;
        length -= plain;
        if (length > 0) {
            put_escaped(out, step > 0 ? code : 0xFFFD);
            step = step > 0 ? step : 1;
            text += step;
            length -= step;
        }
    }
    ent_html_raw(out, "\"");
}

static void put_member(ent_html *out, const char *key, const char *text, size_t length)
{
    ent_html_rawf(out, "\"%s\":", key);
    put_string(out, text, length);
    ent_html_raw(out, ",");
}

static void put_scenario(ent_html *out, const ent_live_scenario *scenario)
{
    ent_html_raw(out, "{");
    put_member(out, "name", scenario->name, strlen(scenario->name));
    put_member(out, "path", scenario->text.path, strlen(scenario->text.path));
    put_member(out, "text", scenario->text.bytes, scenario->text.length);
    ent_html_raw(out, "\"set\":[");
    for (size_t i = 0; i < scenario->sets; i++) {
        ent_html_raw(out, i > 0 ? "," : "");
        put_string(out, scenario->set[i], strlen(scenario->set[i]));
    }
    ent_html_raw(out, "],\"files\":{");
    for (size_t i = 0; i < scenario->files; i++) {
        ent_html_raw(out, i > 0 ? "," : "");
        put_string(out, scenario->file[i].path, strlen(scenario->file[i].path));
        ent_html_raw(out, ":");
        put_string(out, scenario->file[i].bytes, scenario->file[i].length);
    }
    ent_html_raw(out, "}}");
}

void ent_live_scenario_list(ent_html *out, const ent_live_scenario *scenario, size_t scenarios)
{
    ent_html_raw(out, "[");
    for (size_t i = 0; i < scenarios; i++) {
        ent_html_raw(out, i > 0 ? ",\n" : "\n");
        put_scenario(out, &scenario[i]);
    }
    ent_html_raw(out, "\n]");
}
