/* Reads manifest.json. */
#ifndef ENT_FOLDER_MANIFEST_READ_H
#define ENT_FOLDER_MANIFEST_READ_H

#include "folder/manifest.h"

/* Reads a manifest from JSON text [length]. Every text is in the arena and not NULL: "" for a key that is missing, as
 * in manifests of older versions. Times that cannot be read are 0. ENT_OK; ENT_ERR_IO: the text is no JSON object;
 * ENT_ERR_NO_MEMORY. */
int ent_manifest_read(ent_manifest *self, const char *text, size_t length, ent_arena *arena);

#endif
