/* manifest.json: the scenario, the size and circumstances of a run, and the hashes of all its files. */
#ifndef ENT_FOLDER_MANIFEST_H
#define ENT_FOLDER_MANIFEST_H

#include "base/arena.h"
#include "base/sha256.h"
#include "scenario/scenario.h"

#include <stddef.h>
#include <stdint.h>
#include <time.h>

/* The name of a file and the SHA-256 of its content. */
typedef struct ent_manifest_hash {
    const char *name;
    char sha256[ENT_SHA256_TEXT];
} ent_manifest_hash;

/* A variant or a path of the scenario, and its display name. */
typedef struct ent_manifest_name {
    const char *name;
    const char *label;
} ent_manifest_name;

/* A setting that a variant changes. */
typedef struct ent_manifest_change {
    const char *variant; /* Id */
    const char *path;
    const char *before; /* As written; NULL: the base has no such setting */
    const char *after;  /* NULL: the variant has no such setting */
} ent_manifest_change;

/* All pointers are borrowed; a NULL text counts as "". */
typedef struct ent_manifest {
    const char *program, *version;
    const char *scenario; /* Id */
    const char *title;
    const char *headline;      /* As written */
    const char *notes;         /* Of the scenario */
    const char *const *source; /* [sources] the scenario's list of sources */
    size_t sources;
    char sha256[ENT_SHA256_TEXT];  /* Of the scenario file */
    const ent_manifest_hash *base; /* [bases] the files that the scenario is based on */
    size_t bases;
    const ent_manifest_hash *table; /* [tables] the CSV files that their sections are taken from */
    size_t tables;
    const char *command;    /* The command line, quoted so that a shell runs it as it stands */
    const char *const *set; /* [sets] "path = value" of the command line */
    size_t sets;
    uint64_t seed, worlds, replications;
    const char *design;   /* of the worlds, as in a file; NULL: independent worlds */
    double until;         /* half-width of the headline at which the run was to stop, in its unit; 0: none */
    uint64_t worlds_most; /* worlds of the file, where the run may have stopped at fewer; else `worlds` */
    const ent_manifest_name *variant; /* [variants] base first */
    size_t variants;
    const ent_manifest_change *change; /* [changes] of all variants, in their order */
    size_t changes;
    const char *const *drawn_anew; /* [drawn] paths of the base's settings with a range that is drawn anew in every
                                      draw: the range across worlds does not show it */
    size_t drawn;
    const ent_manifest_name *label; /* [labels] display names of paths, for drawing charts from the folder alone */
    size_t labels;
    time_t started, ended;
    double wall_seconds, cpu_seconds; /* Seconds */
    unsigned threads, ranks;
    uint64_t counted; /* Number of draws of all variants in a run that was stopped */
    uint64_t wanted;  /* Number it should have counted; 0: the run is complete */
    const char *host;
    const ent_manifest_hash *file; /* [files] in the order written */
    size_t files;
} ent_manifest;

/* Sets the fields that depend on the scenario alone: id, title, headline, notes, sources, seed and size, variants,
 * ranges drawn anew, and the labels of variants, contributors, parties, demands, causes, sweeps, factors and events.
 * New arrays are in the arena. ENT_OK or ENT_ERR_NO_MEMORY. */
int ent_manifest_describe(ent_manifest *self, const ent_scenario *scenario, ent_arena *arena);

/* Writes the manifest as JSON, ended by a line end, into *text, which the caller frees. Bytes that are not UTF-8 (names
 * of files) become U+FFFD. `tables`, `labels`, `changes` and `drawn_anew` are left out when there are none. ENT_OK or
 * ENT_ERR_NO_MEMORY. */
int ent_manifest_text(const ent_manifest *self, char **text);

#endif
