/* Writes a file of a folder completely or not at all. */
#ifndef ENT_FOLDER_WHOLE_FILE_H
#define ENT_FOLDER_WHOLE_FILE_H

#include "base/diagnostic.h"

#include <stdbool.h>
#include <stddef.h>

/* Adds the diagnostic "cannot WHAT 'FOLDER/NAME': REASON", with the reason of errno. Returns ENT_ERR_IO. */
int ent_file_failure(ent_diagnostics *diagnostics, const char *what, const char *folder, const char *name);

/* Writes bytes [length] of a file in place of any file of that name: under a temporary name in the file's own folder,
 * which must be there, flushed to the disk (unless `passing`), renamed. The temporary name is a new one, created with
 * O_EXCL, and no link is followed (base/inner_file.h). Whose the present file is, is the caller's question. On failure
 * the file stays as it was. ENT_OK, or ENT_ERR_IO with a diagnostic. */
int ent_whole_file_write(
    const char *folder, const char *name, const char *bytes, size_t length, bool passing, ent_diagnostics *diagnostics);

/* Creates a file for reading and writing in a folder of the folder ("charts"), and removes its name at once: it is gone
 * when it is closed, whatever happens, and no link can stand in its place. Returns its descriptor; -1 with errno. */
int ent_whole_file_scratch(const char *folder, const char *inner);

/* Whether a name, without folders, is one of those temporary names: `.NAME.DIGITS.part`. */
bool ent_whole_file_is_temporary(const char *name);

#endif
