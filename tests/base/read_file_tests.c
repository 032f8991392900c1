/* Reading whole files. */
#include "suite.h"

#include "base/read_file.h"
#include "base/status.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void test_contents(void)
{
    static const char bytes[] = "two\nlines\0and a NUL";
    char path[] = "/tmp/entente-read-XXXXXX";
    int file = mkstemp(path);
    ent_arena arena = {0};
    size_t length = 1;
    int status = ENT_ERR_IO;
    const char *text;

    CU_ASSERT_FATAL(file >= 0);
    text = ent_read_file(path, &arena, &length, &status);
    CU_ASSERT_EQUAL(status, ENT_OK);
    CU_ASSERT_EQUAL(length, 0);
    CU_ASSERT_STRING_EQUAL(text, "");
    CU_ASSERT_EQUAL(write(file, bytes, sizeof(bytes) - 1), (ssize_t) sizeof(bytes) - 1);
    text = ent_read_file(path, &arena, &length, &status);
    CU_ASSERT_EQUAL(status, ENT_OK);
    CU_ASSERT_EQUAL_FATAL(length, sizeof(bytes) - 1);
    CU_ASSERT_EQUAL(memcmp(text, bytes, sizeof(bytes)), 0); /* with a NUL at the end */
    close(file);
    unlink(path);
    CU_ASSERT_PTR_NULL(ent_read_file(path, &arena, &length, &status));
    CU_ASSERT_EQUAL(status, ENT_ERR_IO);
    ent_arena_free(&arena);
}

/* A folder is an error of reading, not of memory. */
static void test_folder(void)
{
    ent_arena arena = {0};
    size_t length = 0;
    int status = ENT_OK;

    CU_ASSERT_PTR_NULL(ent_read_file("/tmp", &arena, &length, &status));
    CU_ASSERT_EQUAL(status, ENT_ERR_IO);
    ent_arena_free(&arena);
}

/* A file with a hole, of more bytes than there is memory, is refused and not read. */
static void test_too_long(void)
{
    char path[] = "/tmp/entente-read-XXXXXX";
    int file = mkstemp(path);
    ent_arena arena = {0};
    size_t length = 0;
    int status = ENT_OK;

    CU_ASSERT_FATAL(file >= 0);
    CU_ASSERT_EQUAL(ftruncate(file, ((off_t) 1 << 30) + 1), 0);
    errno = 0;
    CU_ASSERT_PTR_NULL(ent_read_file(path, &arena, &length, &status));
    CU_ASSERT_EQUAL(status, ENT_ERR_IO);
    CU_ASSERT_EQUAL(errno, EFBIG);
    close(file);
    unlink(path);
    ent_arena_free(&arena);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"contents", test_contents}, {"folder", test_folder}, {"too long", test_too_long}, CU_TEST_INFO_NULL};

    return ent_run_suite("read_file", tests);
}
