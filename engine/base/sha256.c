#include "base/sha256.h"

#include "base/read_file.h"
#include "base/status.h"

#include <errno.h>
#include <nettle/base16.h>
#include <nettle/sha2.h>
#include <stdint.h>
#include <sys/types.h>
#include <unistd.h>

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

int ent_sha256_descriptor(int file, char text[ENT_SHA256_TEXT])
{
    struct sha256_ctx context;
    uint8_t bytes[16384];
    ssize_t length;
    int reason;

    sha256_init(&context);
    do {
        length = read(file, bytes, sizeof(bytes));
        if (length > 0) {
            sha256_update(&context, (size_t) length, bytes);
        }
    } while (length > 0 || (length < 0 && errno == EINTR));
    reason = errno;
    close(file);
    errno = reason;
    write_digest(&context, text);
    return length == 0 ? ENT_OK : ENT_ERR_IO;
}

int ent_sha256_file(const char *path, char text[ENT_SHA256_TEXT])
{
    int file = ent_open_regular(path);

    return file >= 0 ? ent_sha256_descriptor(file, text) : ENT_ERR_IO;
}
