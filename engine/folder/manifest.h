/* manifest.json: what was run, how, and the hashes of all that it wrote. */
#ifndef ENT_FOLDER_MANIFEST_H
#define ENT_FOLDER_MANIFEST_H

#include "base/arena.h"
#include "base/sha256.h"
#include "scenario/scenario.h"

#include <stddef.h>
#include <stdint.h>
#include <time.h>

/* A path or file name and the SHA-256 of its content. */
typedef struct ent_manifest_hash {
    const char *name;
    char sha256[ENT_SHA256_TEXT];
} ent_manifest_hash;

/* A name and how it is shown: a variant, or a path of the scenario. */
typedef struct ent_manifest_name {
    const char *name;
    const char *label;
} ent_manifest_name;

/* All strings are borrowed; NULL counts as "". */
typedef struct ent_manifest {
    const char *program, *version;
    const char *scenario; /* id */
    const char *title;
    const char *headline;      /* as written */
    const char *notes;         /* the scenario's own */
    const char *const *source; /* the scenario's own list of sources */
    size_t sources;
    char sha256[ENT_SHA256_TEXT];  /* of the scenario file */
    const ent_manifest_hash *base; /* files it stands on */
    size_t bases;
    const char *command; /* as typed */
    uint64_t seed, worlds, replications;
    const ent_manifest_name *variant; /* base first */
    size_t variants;
    const ent_manifest_name *label; /* display names by path, so that charts can be redrawn from the folder alone */
    size_t labels;
    time_t started, ended;
    double wall_seconds, cpu_seconds;
    unsigned threads, ranks;
    uint64_t counted, wanted; /* draws of a run that was stopped, all variants; wanted 0: the run is whole */
    const char *host;
    const ent_manifest_hash *file; /* in the order written */
    size_t files;
} ent_manifest;

/* Fills in what a scenario knows: its id, title, headline, seed and size, the variants, and the labels of
 * contributors, parties, demands, causes and sweeps. New arrays are in `arena`. ENT_ERR_NO_MEMORY. */
int ent_manifest_describe(ent_manifest *self, const ent_scenario *scenario, ent_arena *arena);

/* The manifest as JSON text, ended by a line end; the caller frees it. `labels` is left out when there are none.
 * ENT_ERR_NO_MEMORY. */
int ent_manifest_text(const ent_manifest *self, char **text);

#endif
