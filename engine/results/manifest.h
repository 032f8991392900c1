/* manifest.json: what was run, with what, and the hash of every file. Written last. */
#ifndef ENT_RESULTS_MANIFEST_H
#define ENT_RESULTS_MANIFEST_H

#include "results/folder.h"
#include "scenario/scenario.h"

#include <time.h>

typedef struct ent_manifest {
    const ent_scenario *scenario; /* of the base */
    const ent_tree *tree;         /* the scenario's file and its bases */
    const char *command;
    time_t started, ended;
    double wall_seconds, cpu_seconds;
    unsigned threads;
} ent_manifest;

/* Writes it into the folder, with all files that the folder remembers. */
int ent_manifest_write(const ent_manifest *self, ent_folder *folder, ent_diagnostics *diagnostics);

#endif
