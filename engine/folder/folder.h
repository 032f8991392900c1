/* The result folder of one scenario: opened, filled file by file, and sealed by its manifest.
 *
 * Every file is written to a temporary name beside it, flushed to the disk and renamed, so that no reader ever sees
 * half of one; the manifest of an earlier run goes first and the new one comes last, so that a folder with a manifest
 * is always whole. */
#ifndef ENT_FOLDER_FOLDER_H
#define ENT_FOLDER_FOLDER_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "folder/manifest.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct ent_folder {
    ent_arena arena;
    const char *path;        /* DIR/ID */
    ent_manifest_hash *file; /* written so far, in order */
    size_t files, capacity;
    bool passing; /* set after opening: files are soon written again, so nobody waits until the disk has them */
} ent_folder;

/* A zeroed struct is valid; free is always legal and touches no file: an unfinished folder stays without manifest. */
void ent_folder_init(ent_folder *self);
void ent_folder_free(ent_folder *self);

/* Makes DIR/ID and the folders above it, and removes what an earlier run left: its manifest, the files which that
 * manifest names, and its charts (charts/NAME.gp and what was drawn by it). ENT_ERR_IO with a diagnostic,
 * ENT_ERR_NO_MEMORY, ENT_ERR_ARGUMENT: id is empty, starts with a dot or has a slash. */
int ent_folder_open(ent_folder *self, const char *dir, const char *id, ent_diagnostics *diagnostics);

/* As open, but where the earlier run was of the same scenario file, version, seed and size, its files stay and are
 * remembered: what is written now is added to them. */
int ent_folder_extend(
    ent_folder *self, const char *dir, const char *id, const ent_manifest *manifest, ent_diagnostics *diagnostics);

/* Removes a folder DIR/ID with the files that its manifest names; one without a manifest is left alone. */
void ent_folder_remove(const char *dir, const char *id);

/* Writes one file (`outcomes.csv`) and remembers its hash. Errors as above; the file is then as it was before. */
int ent_folder_write(
    ent_folder *self, const char *name, const char *bytes, size_t length, ent_diagnostics *diagnostics);

/* Names a finished folder, or any other, without touching what is in it. ENT_ERR_NO_MEMORY. */
int ent_folder_name(ent_folder *self, const char *path);

/* Writes one file of a named, finished folder and its hash into the manifest, of which all else stays as it is. Errors
 * as above. */
int ent_folder_replace(
    ent_folder *self, const char *name, const char *bytes, size_t length, ent_diagnostics *diagnostics);

/* Remembers the hash of a file that something else wrote into the folder (`charts/outcomes.svg`). */
int ent_folder_adopt(ent_folder *self, const char *name, ent_diagnostics *diagnostics);

/* Writes manifest.json with the files' hashes; manifest->file is not read. */
int ent_folder_finish(ent_folder *self, const ent_manifest *manifest, ent_diagnostics *diagnostics);

#endif
