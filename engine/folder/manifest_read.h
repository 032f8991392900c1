/* manifest.json back into a manifest: what a finished run says of itself. */
#ifndef ENT_FOLDER_MANIFEST_READ_H
#define ENT_FOLDER_MANIFEST_READ_H

#include "folder/manifest.h"

/* Reads the JSON text of a manifest. Every string is in `arena` and not NULL ("" where a key is missing: an older
 * program wrote it); times are those of started and ended, 0 where they cannot be read. ENT_OK; ENT_ERR_IO: the text is
 * no JSON object; ENT_ERR_NO_MEMORY. */
int ent_manifest_read(ent_manifest *self, const char *text, size_t length, ent_arena *arena);

#endif
