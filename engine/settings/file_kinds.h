/* Files that are no plain text: documents of word processors, PDF, archives, texts in other encodings. Internal to
 * engine/settings. */
#ifndef ENT_SETTINGS_FILE_KINDS_H
#define ENT_SETTINGS_FILE_KINDS_H

#include <stddef.h>

typedef struct ent_file_kind {
    const char *message; /* kind of the file, and the expected one */
    const char *help;    /* how to make a scenario of it; NULL: none */
} ent_file_kind;

/* The kind of a file by its first bytes; NULL for plain text in UTF-8, and for anything unknown. Static storage. */
const ent_file_kind *ent_file_kind_of(const char *bytes, size_t length);

#endif
