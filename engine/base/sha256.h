/* SHA-256 as lower-case hexadecimal text. */
#ifndef ENT_BASE_SHA256_H
#define ENT_BASE_SHA256_H

#include <stddef.h>

enum { ENT_SHA256_TEXT = 65 }; /* Size of the text: 64 digits and the NUL */

/* Writes the hash of bytes [length] into text. */
void ent_sha256(const void *bytes, size_t length, char text[ENT_SHA256_TEXT]);

/* Writes the hash of a regular file's content, and does not wait for a pipe. ENT_OK; ENT_ERR_IO, with the reason in
 * errno. */
int ent_sha256_file(const char *path, char text[ENT_SHA256_TEXT]);

/* As ent_sha256_file, of an open file, from its present place on; closes it in any case. */
int ent_sha256_descriptor(int file, char text[ENT_SHA256_TEXT]);

#endif
