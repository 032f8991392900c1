/* Paths whose last components are inside a results folder: how they are split, and that no link is followed there. */
#include "base/status.h"
#include "checkpoint/inner_path.h"
#include "checkpoint/sealed_file.h"
#include "suite.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[] = "/tmp/entente-inner-XXXXXX";

static const char *in_root(const char *name)
{
    static char path[4][512];
    static size_t next;

    next = (next + 1) % 4;
    snprintf(path[next], sizeof(path[next]), "%s/%s", root, name);
    return path[next];
}

static void test_split(void)
{
    static const struct {
        const char *path;
        size_t inner;
        const char *folder, *name;
    } cases[] = {{"a/b/c", 1, "a/b", "c"}, {"a/b/c", 2, "a", "b/c"}, {"a/b/c", 3, ".", "a/b/c"}, {"c", 1, ".", "c"},
        {"c", 3, ".", "c"}, {"/c", 1, "/", "c"}, {"/a/c", 1, "/a", "c"}, {"/a/c", 2, "/", "a/c"}};
    ent_arena arena = {0};

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        const char *folder = NULL, *name = NULL;
        CU_ASSERT_EQUAL(ent_inner_path_split(cases[i].path, cases[i].inner, &arena, &folder, &name), ENT_OK);
        CU_ASSERT_STRING_EQUAL(folder, cases[i].folder);
        CU_ASSERT_STRING_EQUAL(name, cases[i].name);
    }
    ent_arena_free(&arena);
}

/* outside/: a folder that links lead to; named -> outside, a folder that a user may name. */
static void make(void)
{
    CU_ASSERT_EQUAL(mkdir(in_root("outside"), 0755), 0);
    CU_ASSERT_EQUAL(symlink("outside", in_root("named")), 0);
    CU_ASSERT_EQUAL(mkdir(in_root("out"), 0755), 0);
    CU_ASSERT_EQUAL(symlink("../outside", in_root("out/id")), 0);
}

static void test_folders(void)
{
    ent_arena arena = {0};

    make();
    CU_ASSERT_EQUAL(ent_make_folders(in_root("named/id/x/file"), 3, &arena), ENT_OK); /* through a link that is named */
    CU_ASSERT_EQUAL(access(in_root("outside/id/x"), F_OK), 0);
    CU_ASSERT_EQUAL(ent_make_folders(in_root("out/id/x/file"), 3, &arena), ENT_ERR_IO); /* not through one inside */
    CU_ASSERT_EQUAL(errno, ELOOP);
    CU_ASSERT_NOT_EQUAL(access(in_root("outside/x"), F_OK), 0);
    ent_remove_folder(in_root("out/id/id/x"), 3);
    CU_ASSERT_EQUAL(access(in_root("outside/id/x"), F_OK), 0);
    ent_remove_folder(in_root("named/id/x"), 2);
    CU_ASSERT_NOT_EQUAL(access(in_root("outside/id/x"), F_OK), 0);
    ent_arena_free(&arena);
}

static void test_locks(void)
{
    FILE *file;
    int lock;

    CU_ASSERT_EQUAL(ent_open_lock(in_root("out/l.lock"), 1, false), -1);
    CU_ASSERT_EQUAL(errno, ENOENT);
    lock = ent_open_lock(in_root("out/l.lock"), 1, true);
    CU_ASSERT_TRUE(lock >= 0);
    close(lock);
    ent_remove_lock(in_root("out/l.lock"), 1);
    CU_ASSERT_NOT_EQUAL(access(in_root("out/l.lock"), F_OK), 0);
    CU_ASSERT_EQUAL(ent_open_lock(in_root("out/id/l.lock"), 2, true), -1);
    CU_ASSERT_EQUAL(errno, ELOOP);
    CU_ASSERT_EQUAL(mkfifo(in_root("out/l.lock"), 0600), 0);
    CU_ASSERT_EQUAL(ent_open_lock(in_root("out/l.lock"), 1, true), -1);
    CU_ASSERT_EQUAL(unlink(in_root("out/l.lock")), 0);
    file = fopen(in_root("out/l.lock"), "wb"); /* a user's file of that name */
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs("mine", file);
    fclose(file);
    ent_remove_lock(in_root("out/l.lock"), 1);
    CU_ASSERT_EQUAL(access(in_root("out/l.lock"), F_OK), 0);
}

static int create(const char *path, size_t inner)
{
    ent_arena arena = {0};
    ent_sealed_writer writer = {.file = -1};
    int status = ent_sealed_create(&writer, path, inner, &arena);

    status = status == ENT_OK ? ent_sealed_finish(&writer) : status;
    ent_sealed_close(&writer);
    ent_arena_free(&arena);
    return status;
}

/* A sealed file replaces sealed files alone. */
static void test_in_the_way(void)
{
    ent_arena arena = {0};
    ent_sealed_reader reader = {.file = NULL};

    CU_ASSERT_EQUAL(ent_sealed_in_the_way(in_root("out/s"), 1), 0);
    CU_ASSERT_EQUAL(create(in_root("out/s"), 1), ENT_OK);
    CU_ASSERT_EQUAL(ent_sealed_in_the_way(in_root("out/s"), 1), 0);
    CU_ASSERT_EQUAL(create(in_root("out/s"), 1), ENT_OK);
    CU_ASSERT_EQUAL(ent_sealed_in_the_way(in_root("out/l.lock"), 1), EEXIST);
    CU_ASSERT_EQUAL(create(in_root("out/l.lock"), 1), ENT_ERR_IO);
    CU_ASSERT_EQUAL(errno, EEXIST);
    ent_sealed_remove(in_root("out/l.lock"), 1);
    CU_ASSERT_EQUAL(access(in_root("out/l.lock"), F_OK), 0);
    CU_ASSERT_EQUAL(symlink("s", in_root("out/link")), 0);
    CU_ASSERT_EQUAL(ent_sealed_in_the_way(in_root("out/link"), 1), ELOOP);
    CU_ASSERT_EQUAL(create(in_root("out/link"), 1), ENT_ERR_IO);
    CU_ASSERT_EQUAL(create(in_root("out/id/s"), 2), ENT_ERR_IO);
    CU_ASSERT_NOT_EQUAL(access(in_root("outside/s"), F_OK), 0);
    CU_ASSERT_EQUAL(ent_sealed_open(&reader, in_root("out/link"), 1, &arena), ENT_ERR_IO);
    CU_ASSERT_EQUAL(errno, ELOOP);
    CU_ASSERT_EQUAL(ent_sealed_open(&reader, in_root("out/link"), 0, &arena), ENT_OK); /* the user has named it */
    ent_sealed_free(&reader);
    CU_ASSERT_EQUAL(mkfifo(in_root("out/pipe"), 0600), 0);
    CU_ASSERT_EQUAL(ent_sealed_open(&reader, in_root("out/pipe"), 0, &arena), ENT_ERR_IO); /* and does not wait */
    CU_ASSERT_EQUAL(errno, EINVAL);
    ent_sealed_remove(in_root("out/s"), 1);
    CU_ASSERT_NOT_EQUAL(access(in_root("out/s"), F_OK), 0);
    ent_arena_free(&arena);
}

int main(void)
{
    CU_TestInfo tests[] = {{"split", test_split}, {"folders", test_folders}, {"locks", test_locks},
        {"in the way", test_in_the_way}, CU_TEST_INFO_NULL};
    char command[128];
    int status = mkdtemp(root) != NULL ? ent_run_suite("checkpoint/inner_path", tests) : 1;

    snprintf(command, sizeof(command), "rm -rf '%s'", root);
    return system(command) == 0 ? status : 1;
}
