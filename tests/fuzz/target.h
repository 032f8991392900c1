/* Common parts of the targets: scenario files in memory, and a folder of the target's own for files that can only be
 * read from disk. */
#ifndef ENT_TESTS_FUZZ_TARGET_H
#define ENT_TESTS_FUZZ_TARGET_H

#include "base/diagnostic.h"
#include "base/status.h"
#include "run/experiment.h"

#include <stddef.h>
#include <stdint.h>

/* The entry of libFuzzer: data [size] is one input. Returns 0; a finding ends the process. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Files in memory; the list ends with a NULL path. */
typedef struct fuzz_file {
    const char *path, *text;
    size_t length; /* bytes */
} fuzz_file;

/* An ent_loader of them. context: fuzz_file *. */
int fuzz_load(void *context, const char *path, ent_arena *arena, const char **text, size_t *length);

/* Ends the process with a text where something is not as promised. */
void fuzz_require(int holds, const char *promise);

/* Requires that a status agrees with the diagnostics, and that each of these can be written as text. */
void fuzz_check_diagnostics(const ent_diagnostics *diagnostics, int status);

/* Reads and compiles "s.cfg" of the files and, where it is small, plays a draw. */
void fuzz_scenario(fuzz_file *file);

/* The target's own folder, made by the first call below $TMPDIR, else /tmp; a static string. */
const char *fuzz_folder(void);

/* Writes bytes to a file below it, making it anew. name: without "..". */
void fuzz_write(const char *name, const void *bytes, size_t length);

/* Removes everything in it. */
void fuzz_empty(void);

#endif
