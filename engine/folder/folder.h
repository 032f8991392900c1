/* The results folder of one scenario: opened, filled file by file, completed by its manifest.
 *
 * Every file is written under a temporary name of this process, flushed to the disk and renamed, so that a reader never
 * sees a part of it. Writers of one folder must hold its lock (folder/lock.h), which the functions here do not take.
 * The manifest of an earlier run is removed first and the new one is written last: a folder with a manifest is
 * complete. */
#ifndef ENT_FOLDER_FOLDER_H
#define ENT_FOLDER_FOLDER_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "folder/manifest.h"

#include <stdbool.h>
#include <stddef.h>

/* A zeroed struct is valid, and free is always legal. Free touches no file: an incomplete folder stays without
 * manifest. */
typedef struct ent_folder {
    ent_arena arena;
    const char *path;        /* DIR/ID */
    ent_manifest_hash *file; /* [files] name and hash of each file of the folder, in the order written */
    size_t files, capacity;
    bool passing; /* May be set after opening: files are written again soon, so they are not flushed to the disk */
} ent_folder;

/* Initialises an empty folder; frees it, which may be done twice. */
void ent_folder_init(ent_folder *self);
void ent_folder_free(ent_folder *self);

/* Every function below returns ENT_OK, ENT_ERR_IO with a diagnostic that names the file, or ENT_ERR_NO_MEMORY. */

/* Makes a folder and the folders above it. */
int ent_folder_make(const char *path, ent_diagnostics *diagnostics);

/* Makes DIR/ID and the folders above it, and removes an earlier run from it: the manifest, the files named by it, and
 * the charts (each charts/NAME.gp and its drawings); scenarios in it (boxes/NAME.cfg) stay where they were changed
 * since. ENT_ERR_ARGUMENT: id is empty, starts with a dot or contains a
 * slash; or dir is empty. */
int ent_folder_open(ent_folder *self, const char *dir, const char *id, ent_diagnostics *diagnostics);

/* Opens a folder and keeps the files of an earlier run with the same scenario file, bases and tables (by their
 * contents), settings of the command line, version, seed and size as `manifest`: new files are added to them. Any other
 * run is removed, as by ent_folder_open. Of an earlier run that stopped early manifest->worlds becomes its number of
 * worlds.
 */
int ent_folder_extend(
    ent_folder *self, const char *dir, const char *id, ent_manifest *manifest, ent_diagnostics *diagnostics);

/* Whether DIR/ID is complete, of the same run as `manifest` (as ent_folder_extend has it), and holds the file. Changes
 * nothing; false too when memory is out. arena: scratch. */
bool ent_folder_holds(
    const char *dir, const char *id, const ent_manifest *manifest, const char *file, ent_arena *arena);

/* Removes DIR/ID with the files that its manifest names. A folder without manifest is left alone. */
void ent_folder_remove(const char *dir, const char *id);

/* Writes the file `name` (bytes [length]), which may be in a folder of this one ("boxes/a.cfg"), and records its hash.
 * On failure the file stays as it was before. */
int ent_folder_write(
    ent_folder *self, const char *name, const char *bytes, size_t length, ent_diagnostics *diagnostics);

/* Sets the path of a folder, which need not exist, and changes nothing in it. */
int ent_folder_name(ent_folder *self, const char *path);

/* Writes a file of a complete folder, and its hash into the manifest; all other bytes of the manifest stay. */
int ent_folder_replace(
    ent_folder *self, const char *name, const char *bytes, size_t length, ent_diagnostics *diagnostics);

/* Removes a file that is recorded, and its record; any other file is left alone. */
int ent_folder_drop(ent_folder *self, const char *name, ent_diagnostics *diagnostics);

/* Records the hash of a file of the folder that was written by other means (`charts/outcomes.svg`). */
int ent_folder_adopt(ent_folder *self, const char *name, ent_diagnostics *diagnostics);

/* Writes manifest.json from `manifest` and the hashes recorded; manifest->file is not read. */
int ent_folder_finish(ent_folder *self, const ent_manifest *manifest, ent_diagnostics *diagnostics);

#endif
