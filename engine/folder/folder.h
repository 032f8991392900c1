/* The results folder of one scenario: opened, filled file by file, completed by its manifest.
 *
 * Every file is written under a temporary name, flushed to the disk and renamed (folder/whole_file.h), so that a reader
 * never sees a part of it. No link is followed within the folder (base/inner_file.h), and no file is replaced or
 * removed but those that this program wrote and that are unchanged since (folder/ledger.h). Writers of one folder must
 * hold its lock (folder/lock.h), which the functions here do not take. The manifest of an earlier run is removed first
 * and the new one is written last: a folder with a manifest is complete. Until then `.written` has the hashes of the
 * files, so that a run that was killed does not leave files without an owner. */
#ifndef ENT_FOLDER_FOLDER_H
#define ENT_FOLDER_FOLDER_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "folder/ledger.h"
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
    ent_ledger own;    /* files of this run and of earlier ones */
    bool has_manifest; /* the folder has a manifest of this program */
    bool passing;      /* May be set after opening: files are written again soon, so they are not flushed to the disk */
} ent_folder;

/* Initialises an empty folder; frees it, which may be done twice. */
void ent_folder_init(ent_folder *self);
void ent_folder_free(ent_folder *self);

/* Every function below returns ENT_OK, ENT_ERR_IO with a diagnostic that names the file, or ENT_ERR_NO_MEMORY. */

/* Makes a folder and the folders above it. */
int ent_folder_make(const char *path, ent_diagnostics *diagnostics);

/* Makes DIR/ID and the folders above it, and removes an earlier run from it: the manifest, the files named by it, and
 * the charts drawn for it. Files that were changed since they were written stay, as do those of others; they are
 * refused where a file of that name is written. ENT_ERR_ARGUMENT: id is empty, starts with a dot or contains a slash;
 * or dir is empty. ENT_ERR_IO, too, where DIR/ID is a link, or its manifest is not of this program. */
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

/* Removes DIR/ID with the files that it is complete with. A folder without manifest is left alone. */
void ent_folder_remove(const char *dir, const char *id);

/* Writes the file `name` (bytes [length]), which may be in a folder of this one ("boxes/a.cfg"), and records its hash.
 * On failure the file stays as it was before. A file of another hand is not replaced: ENT_ERR_IO. */
int ent_folder_write(
    ent_folder *self, const char *name, const char *bytes, size_t length, ent_diagnostics *diagnostics);

/* Writes a file of a complete folder, and its hash into the manifest; all other bytes of the manifest stay. ENT_ERR_IO
 * with nothing changed where the folder has no manifest of this program, or its manifest cannot be read or has another
 * form; the file is put back where the manifest cannot be written. */
int ent_folder_replace(
    const char *path, const char *name, const char *bytes, size_t length, ent_diagnostics *diagnostics);

/* Removes a file that is recorded, and its record; any other file is left alone. */
int ent_folder_drop(ent_folder *self, const char *name, ent_diagnostics *diagnostics);

/* Records the hash of a file of the folder that was written by other means (`charts/outcomes.svg`). */
int ent_folder_adopt(ent_folder *self, const char *name, ent_diagnostics *diagnostics);

/* Writes datapackage.json, which describes the tables (folder/datapackage.h), and then manifest.json from `manifest`
 * and the hashes recorded; manifest->file is not read. */
int ent_folder_finish(ent_folder *self, const ent_manifest *manifest, ent_diagnostics *diagnostics);

#endif
