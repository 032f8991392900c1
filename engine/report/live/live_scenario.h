/* A scenario with the files that it reads, as a page holds it. */
#ifndef ENT_REPORT_LIVE_LIVE_SCENARIO_H
#define ENT_REPORT_LIVE_LIVE_SCENARIO_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "report/html.h"
#include "settings/tree.h"

#include <stddef.h>

/* A file below the folder of the scenario's own. path: without "..", not absolute. */
typedef struct ent_live_file {
    const char *path;
    const char *bytes; /* [length] UTF-8 */
    size_t length;
} ent_live_file;

/* Members are borrowed or in the arena of ent_live_scenario_of. */
typedef struct ent_live_scenario {
    const char *name;          /* id */
    ent_live_file text;        /* the scenario itself */
    const ent_live_file *file; /* [files] its bases, then its tables */
    size_t files;
    const char *const *set; /* [sets] assignments of the command line */
    size_t sets;
} ent_live_scenario;

/* Describes a loaded scenario. The files get such paths that every name of a file in them, which is relative to the
 * file that has it, leads to the right one: where the scenario names "../base.cfg", it gets into a folder itself, the
 * name of which is not that of a folder of the user. name: the id; the
 * scenario becomes NAME.cfg.
 *
 * ENT_OK; ENT_ERR_ARGUMENT with a diagnostic: a file is named by its absolute path, two files would share a path;
 * ENT_ERR_NO_MEMORY. */
int ent_live_scenario_of(
    ent_live_scenario *self, const char *name, const ent_tree *tree, ent_arena *arena, ent_diagnostics *diagnostics);

/* Writes scenarios as JSON: [{"name", "path", "text", "set", "files": {path: text}}]. `<`, `>`, `&`, U+2028 and U+2029
 * are written as \u003c, ..., so that no text can end or open an element, or a comment, of the page around it. Bytes
 * of names that are not UTF-8 become U+FFFD. */
void ent_live_scenario_list(ent_html *out, const ent_live_scenario *scenario, size_t scenarios);

#endif
