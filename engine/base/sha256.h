/* SHA-256 as lower-case hexadecimal text. */
#ifndef ENT_BASE_SHA256_H
#define ENT_BASE_SHA256_H

#include <stddef.h>

enum { ENT_SHA256_TEXT = 65 }; /* 64 digits and the NUL */

void ent_sha256(const void *bytes, size_t length, char text[ENT_SHA256_TEXT]);

/* Of a file's content. ENT_ERR_IO, with errno saying why. */
int ent_sha256_file(const char *path, char text[ENT_SHA256_TEXT]);

#endif
