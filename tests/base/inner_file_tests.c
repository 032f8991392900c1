/* Files inside a folder: no link is followed, no name leads out of the folder, and nothing waits for a pipe. */
#include "base/inner_file.h"
#include "suite.h"

#include "base/read_file.h"
#include "base/status.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[] = "/tmp/entente-inner-XXXXXX"; /* holds `in`, the folder of the tests, and `out` with a secret */
static char in[64], secret[64];

static const char *place(const char *name)
{
    static char path[512];

    snprintf(path, sizeof(path), "%s/%s", root, name);
    return path;
}

static void write_text(const char *name, const char *text)
{
    FILE *file = fopen(place(name), "wb");

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(text, file);
    fclose(file);
}

static const char *text_of(const char *name)
{
    static char text[64];
    FILE *file = fopen(place(name), "rb");
    size_t length = file != NULL ? fread(text, 1, sizeof(text) - 1, file) : 0;

    text[length] = '\0';
    if (file != NULL) {
        fclose(file);
    }
    return text;
}

/* Names that lead outside, or that no file may have. */
static const char *const bad[] = {"../out/secret", "a/../../out/secret", "..", ".", "", "/etc/passwd", "a//b", "./a",
    "link", "linked/secret", "dangling"};

enum { BAD = sizeof(bad) / sizeof(*bad), LINKS = 3 /* the last so many are links, or lead through one */ };

static void test_bad_names(void)
{
    ent_arena arena = {0};

    for (size_t i = 0; i < BAD; i++) {
        size_t length;
        int status = ENT_OK;
        int file = ent_inner_open(in, bad[i], O_RDONLY);
        int reason = errno;
        CU_ASSERT_EQUAL(file, -1);
        CU_ASSERT_TRUE(i < BAD - LINKS || reason == ELOOP);
        CU_ASSERT_EQUAL(ent_inner_open(in, bad[i], O_WRONLY | O_TRUNC), -1);
        CU_ASSERT_EQUAL(ent_inner_create(in, bad[i]), -1);
        CU_ASSERT_PTR_NULL(ent_inner_read(in, bad[i], &arena, &length, &status));
        CU_ASSERT_EQUAL(status, ENT_ERR_IO);
        CU_ASSERT_EQUAL(ent_inner_mkdir(in, bad[i]), -1);
        CU_ASSERT_EQUAL(ent_inner_rmdir(in, bad[i]), -1);
        CU_ASSERT_NOT_EQUAL(ent_inner_kind_of(in, bad[i]), ENT_INNER_FILE);
        CU_ASSERT_NOT_EQUAL(ent_inner_kind_of(in, bad[i]), ENT_INNER_FOLDER);
    }
    CU_ASSERT_STRING_EQUAL(text_of("out/secret"), "secret");
    CU_ASSERT_NOT_EQUAL(access(place("out/nowhere"), F_OK), 0); /* what `dangling` leads to is not made */
    CU_ASSERT_PTR_NULL(ent_inner_list(in, "linked"));
    CU_ASSERT_EQUAL(ent_inner_folder(in, "linked"), -1);
    ent_arena_free(&arena);
}

static void test_no_rename_through_links(void)
{
    write_text("in/a", "mine");
    CU_ASSERT_EQUAL(ent_inner_rename(in, "a", "linked/secret"), -1);
    CU_ASSERT_EQUAL(ent_inner_rename(in, "a", "../out/secret"), -1);
    CU_ASSERT_EQUAL(ent_inner_rename(in, "linked/secret", "b"), -1);
    CU_ASSERT_EQUAL(ent_inner_unlink(in, "linked/secret"), -1);
    CU_ASSERT_STRING_EQUAL(text_of("out/secret"), "secret");
    CU_ASSERT_EQUAL(ent_inner_rename(in, "a", "link"), 0); /* the link itself is replaced */
    CU_ASSERT_STRING_EQUAL(text_of("in/link"), "mine");
    CU_ASSERT_STRING_EQUAL(text_of("out/secret"), "secret");
    CU_ASSERT_EQUAL(ent_inner_unlink(in, "link"), 0);
    CU_ASSERT_EQUAL(symlink(secret, place("in/link")), 0);
}

static void test_own_files(void)
{
    ent_arena arena = {0};
    char sha256[ENT_SHA256_TEXT], wanted[ENT_SHA256_TEXT];
    size_t length = 0;
    int status;
    int file = ent_inner_create(in, "new");

    CU_ASSERT_EQUAL_FATAL(write(file, "four", 4), 4);
    close(file);
    CU_ASSERT_EQUAL(ent_inner_create(in, "new"), -1);
    CU_ASSERT_EQUAL(errno, EEXIST);
    CU_ASSERT_STRING_EQUAL(ent_inner_read(in, "new", &arena, &length, &status), "four");
    CU_ASSERT_EQUAL(length, 4);
    CU_ASSERT_EQUAL(ent_inner_sha256(in, "new", sha256), ENT_OK);
    ent_sha256("four", 4, wanted);
    CU_ASSERT_STRING_EQUAL(sha256, wanted);
    CU_ASSERT_EQUAL(ent_inner_mkdir(in, "deep"), 0);
    CU_ASSERT_EQUAL(ent_inner_mkdir(in, "deep"), 0); /* it is there */
    CU_ASSERT_EQUAL(ent_inner_mkdir(in, "deep/er"), 0);
    CU_ASSERT_EQUAL(ent_inner_rename(in, "new", "deep/er/new"), 0);
    CU_ASSERT_STRING_EQUAL(text_of("in/deep/er/new"), "four");
    CU_ASSERT_EQUAL(ent_inner_kind_of(in, "deep/er"), ENT_INNER_FOLDER);
    CU_ASSERT_EQUAL(ent_inner_kind_of(in, "deep/er/new"), ENT_INNER_FILE);
    CU_ASSERT_EQUAL(ent_inner_kind_of(in, "deep/none/new"), ENT_INNER_MISSING);
    CU_ASSERT_EQUAL(ent_inner_rmdir(in, "deep/er"), -1);
    CU_ASSERT_EQUAL(ent_inner_unlink(in, "deep/er/new"), 0);
    CU_ASSERT_EQUAL(ent_inner_rmdir(in, "deep/er"), 0);
    CU_ASSERT_EQUAL(ent_inner_mkdir(in, "deep/a/b"), -1);
    ent_arena_free(&arena);
}

/* Neither reading nor opening waits for a writer of a pipe, and a device is no file. */
static void test_pipes(void)
{
    char long_name[301] = {0};
    ent_arena arena = {0};
    char sha256[ENT_SHA256_TEXT];
    size_t length;
    int status;

    CU_ASSERT_EQUAL(mkfifo(place("in/pipe"), 0600), 0);
    CU_ASSERT_EQUAL(ent_inner_open(in, "pipe", O_RDONLY), -1);
    CU_ASSERT_EQUAL(errno, EINVAL);
    CU_ASSERT_STRING_EQUAL(ent_inner_reason(EINVAL), "it is not a regular file");
    CU_ASSERT_EQUAL(ent_inner_open(in, "pipe", O_WRONLY), -1);
    CU_ASSERT_EQUAL(ent_inner_sha256(in, "pipe", sha256), ENT_ERR_IO);
    CU_ASSERT_EQUAL(ent_inner_kind_of(in, "pipe"), ENT_INNER_OTHER);
    memset(long_name, 'n', sizeof(long_name) - 1); /* longer than any name of a file: it cannot be examined */
    CU_ASSERT_EQUAL(ent_inner_kind_of(in, long_name), ENT_INNER_UNKNOWN);
    CU_ASSERT_PTR_NULL(ent_read_file(place("in/pipe"), &arena, &length, &status));
    CU_ASSERT_EQUAL(status, ENT_ERR_IO);
    CU_ASSERT_EQUAL(ent_sha256_file(place("in/pipe"), sha256), ENT_ERR_IO);
    CU_ASSERT_EQUAL(ent_open_regular("/dev/zero"), -1);
    CU_ASSERT_EQUAL(ent_open_regular(in), -1);
    CU_ASSERT_EQUAL(errno, EISDIR);
    ent_arena_free(&arena);
}

static void test_long_names(void)
{
    char name[400];

    memset(name, 'n', sizeof(name) - 1);
    name[sizeof(name) - 1] = '\0';
    CU_ASSERT_EQUAL(ent_inner_create(in, name), -1);
    CU_ASSERT_EQUAL(errno, ENAMETOOLONG);
    name[256] = '/';
    CU_ASSERT_EQUAL(ent_inner_mkdir(in, name), -1);
    CU_ASSERT_EQUAL(errno, ENAMETOOLONG);
}

int main(void)
{
    CU_TestInfo tests[] = {{"bad names", test_bad_names}, {"no rename through links", test_no_rename_through_links},
        {"own files", test_own_files}, {"pipes", test_pipes}, {"long names", test_long_names}, CU_TEST_INFO_NULL};
    char command[128];
    int status = 1;

    if (mkdtemp(root) != NULL) {
        snprintf(in, sizeof(in), "%s/in", root);
        snprintf(secret, sizeof(secret), "%s/out/secret", root);
        if (mkdir(in, 0755) == 0 && mkdir(place("out"), 0755) == 0 && symlink(secret, place("in/link")) == 0 &&
            symlink("../out", place("in/linked")) == 0 && symlink("../out/nowhere", place("in/dangling")) == 0) {
            FILE *file = fopen(secret, "wb");
            if (file != NULL) {
                fputs("secret", file);
                fclose(file);
            }
            status = ent_run_suite("base/inner_file", tests);
        }
    }
    snprintf(command, sizeof(command), "rm -rf '%s'", root);
    return system(command) == 0 ? status : 1;
}
