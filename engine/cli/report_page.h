/* report.html of a run, index.html over several, and the copy of the scenario that they show. */
#ifndef ENT_CLI_REPORT_PAGE_H
#define ENT_CLI_REPORT_PAGE_H

#include "cli/options.h"
#include "results/folder.h"
#include "settings/tree.h"

/* Copies the scenario and the files it stands on into the folder. Library status. */
int ent_keep_scenario(ent_folder *folder, const ent_tree *tree, ent_diagnostics *diagnostics);

/* Writes report.html into a folder whose manifest is still to come. Charts are drawn as SVG for it where the options
 * ask for charts of another kind. Library status. */
int ent_write_page(ent_folder *folder, const ent_manifest *manifest, const ent_options *options, ent_arena *arena,
    ent_diagnostics *diagnostics);

/* Writes index.html over the finished runs in a folder, where there are several (or there is an index of ours already,
 * or `wanted`). A file of that name which this program did not write is left alone, and that is said. Messages are
 * printed. Library status. */
int ent_write_index(const char *folder, bool wanted, const ent_options *options);

#endif
