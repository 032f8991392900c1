#include "base/sha256.h"

#include "base/status.h"

#include <errno.h>
#include <nettle/base16.h>
#include <nettle/sha2.h>
#include <stdint.h>
#include <stdio.h>

static void write_digest(struct sha256_ctx *context, char text[ENT_SHA256_TEXT])
{
    uint8_t digest[SHA256_DIGEST_SIZE];

    sha256_digest(context, sizeof(digest), digest);
    base16_encode_update(text, sizeof(digest), digest);
    text[ENT_SHA256_TEXT - 1] = '\0';
}

void ent_sha256(const void *bytes, size_t length, char text[ENT_SHA256_TEXT])
{
    struct sha256_ctx context;

    sha256_init(&context);
    sha256_update(&context, length, bytes);
    write_digest(&context, text);
}

int ent_sha256_file(const char *path, char text[ENT_SHA256_TEXT])
{
    struct sha256_ctx context;
    uint8_t bytes[16384];
    FILE *file = fopen(path, "rb");
    size_t length;
    int reason;

    if (file == NULL) {
        return ENT_ERR_IO;
    }
    sha256_init(&context);
    errno = 0;
    while ((length = fread(bytes, 1, sizeof(bytes), file)) > 0) {
        sha256_update(&context, length, bytes);
    }
    reason = ferror(file) != 0 ? errno : 0;
    fclose(file);
    if (reason != 0) {
        errno = reason;
        return ENT_ERR_IO;
    }
    write_digest(&context, text);
    return ENT_OK;
}
