/* The lock of a folder, and folders with files of others. */
#include "suite.h"

#include "base/status.h"
#include "folder/folder.h"
#include "folder/foreign.h"
#include "folder/lock.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char root[] = "/tmp/entente-lock-XXXXXX";

static const char *place(const char *name)
{
    static char path[512];

    snprintf(path, sizeof(path), "%s/%s", root, name);
    return path;
}

static bool is_there(const char *name)
{
    struct stat about;

    return lstat(place(name), &about) == 0;
}

static void write_text(const char *name, const char *text)
{
    FILE *file = fopen(place(name), "w");

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(text, file);
    fclose(file);
}

static void test_one_holder(void)
{
    ent_folder_lock first;
    ent_folder_lock second;

    CU_ASSERT_EQUAL(ent_folder_lock_try(&first, root), ENT_OK);
    CU_ASSERT_FALSE(first.existed);
    CU_ASSERT_EQUAL(ent_folder_lock_try(&second, root), ENT_ERR_INTERRUPTED);
    ent_folder_lock_release(&second, true); /* holds nothing, so removes nothing */
    CU_ASSERT_TRUE(is_there(".lock"));
    ent_folder_lock_release(&first, true);
    CU_ASSERT_FALSE(is_there(".lock"));
    CU_ASSERT_EQUAL(ent_folder_lock_try(&second, root), ENT_OK);
    ent_folder_lock_release(&second, false);
    CU_ASSERT_TRUE(is_there(".lock"));
    CU_ASSERT_EQUAL(ent_folder_lock_try(&first, root), ENT_OK);
    CU_ASSERT_TRUE(first.existed);
    ent_folder_lock_release(&first, true);
    CU_ASSERT_EQUAL(ent_folder_lock_try(&first, place("none")), ENT_ERR_IO);
    ent_folder_lock_release(&first, true);
}

/* A process that ends without releasing leaves the file, which is no hindrance. */
static void test_crash(void)
{
    ent_folder_lock lock;
    pid_t child = fork();
    int status = 0;

    if (child == 0) {
        _exit(ent_folder_lock_try(&lock, root) == ENT_OK ? 0 : 1);
    }
    CU_ASSERT_EQUAL(waitpid(child, &status, 0), child);
    CU_ASSERT_EQUAL(status, 0);
    CU_ASSERT_TRUE(is_there(".lock"));
    CU_ASSERT_EQUAL(ent_folder_lock_try(&lock, root), ENT_OK);
    CU_ASSERT_TRUE(lock.existed);
    ent_folder_lock_release(&lock, true);
}

/* The lock is no way to a file elsewhere. */
static void test_link(void)
{
    ent_folder_lock lock;

    write_text("elsewhere", "kept");
    CU_ASSERT_EQUAL(symlink("elsewhere", place(".lock")), 0);
    CU_ASSERT_EQUAL(ent_folder_lock_try(&lock, root), ENT_ERR_IO);
    ent_folder_lock_release(&lock, true);
    CU_ASSERT_EQUAL(unlink(place(".lock")), 0);
}

static void test_foreign(void)
{
    static const char *const name[] = {"headline.csv", "report.html", "manifest.json"};
    char mine[ENT_SHA256_TEXT];
    char manifest[256];
    ent_arena arena = {0};

    ent_sha256("mine", 4, mine);
    CU_ASSERT_EQUAL(mkdir(place("case"), 0755), 0);
    CU_ASSERT_PTR_NULL(ent_folder_foreign(place("none"), name, 3, &arena));
    write_text("case/notes.txt", "mine");
    CU_ASSERT_PTR_NULL(ent_folder_foreign(place("case"), name, 3, &arena));
    write_text("case/report.html", "mine");
    CU_ASSERT_PTR_EQUAL(ent_folder_foreign(place("case"), name, 3, &arena), name[1]);
    write_text("case/manifest.json", "{ \"program\": \"entente\" }");
    CU_ASSERT_PTR_EQUAL(ent_folder_foreign(place("case"), name, 3, &arena), name[1]); /* not in its list */
    snprintf(manifest, sizeof(manifest), "{ \"program\": \"entente\", \"files\": { \"report.html\": \"%s\" } }", mine);
    write_text("case/manifest.json", manifest);
    CU_ASSERT_PTR_NULL(ent_folder_foreign(place("case"), name, 3, &arena));
    write_text("case/report.html", "mine, changed");
    CU_ASSERT_PTR_EQUAL(ent_folder_foreign(place("case"), name, 3, &arena), name[1]);
    write_text("case/report.html", "mine");
    manifest[strlen(manifest) - 8] = 'x'; /* another hash */
    write_text("case/manifest.json", manifest);
    CU_ASSERT_PTR_EQUAL(ent_folder_foreign(place("case"), name, 3, &arena), name[1]);
    CU_ASSERT_EQUAL(unlink(place("case/report.html")), 0);
    CU_ASSERT_EQUAL(symlink("notes.txt", place("case/report.html")), 0);
    CU_ASSERT_PTR_EQUAL(ent_folder_foreign(place("case"), name, 3, &arena), name[1]);
    CU_ASSERT_EQUAL(unlink(place("case/report.html")), 0);
    write_text("case/manifest.json", "{ \"program\": \"another\" }");
    CU_ASSERT_PTR_EQUAL(ent_folder_foreign(place("case"), name, 3, &arena), name[2]);
    CU_ASSERT_EQUAL(mkdir(place("case/.checkpoint"), 0755), 0); /* makes nothing this program's own */
    CU_ASSERT_PTR_EQUAL(ent_folder_foreign(place("case"), name, 3, &arena), name[2]);
    CU_ASSERT_EQUAL(unlink(place("case/manifest.json")), 0);
    write_text("case/.written", "a user's list");
    CU_ASSERT_STRING_EQUAL(ent_folder_foreign(place("case"), name, 3, &arena), ".written");
    ent_arena_free(&arena);
}

/* A file that was there under the lock's name is neither taken for a lock nor removed. */
static void test_lock_of_others(void)
{
    ent_folder_lock lock;

    write_text(".lock", "mine");
    CU_ASSERT_EQUAL(ent_folder_lock_try(&lock, root), ENT_ERR_IO);
    CU_ASSERT_EQUAL(errno, ENOTEMPTY);
    ent_folder_lock_release(&lock, true);
    CU_ASSERT_TRUE(is_there(".lock"));
    CU_ASSERT_EQUAL(unlink(place(".lock")), 0);
    CU_ASSERT_EQUAL(mkfifo(place(".lock"), 0600), 0);
    CU_ASSERT_EQUAL(ent_folder_lock_try(&lock, root), ENT_ERR_IO);
    ent_folder_lock_release(&lock, true);
    CU_ASSERT_TRUE(is_there(".lock"));
    CU_ASSERT_EQUAL(unlink(place(".lock")), 0);
}

/* Files left by a crash under a temporary name are removed; files of other names are kept, and links are neither
 * followed nor removed. */
static void test_temporary_names(void)
{
    static const char *const kept[] = {
        "run/.old.csv.1.part", "run/.mine.part", "run/.0123456789abcdef.part", "run/.link.csv.0123456789abcdef.part"};
    ent_folder folder = {0};
    ent_diagnostics diagnostics = {0};

    CU_ASSERT_EQUAL(mkdir(place("run"), 0755), 0);
    write_text("victim", "untouched");
    for (size_t i = 0; i < 3; i++) {
        write_text(kept[i], "mine");
    }
    CU_ASSERT_EQUAL(chdir(root), 0);
    CU_ASSERT_EQUAL(symlink("../victim", kept[3]), 0);
    write_text("run/.old.csv.0123456789abcdef.part", "half");
    CU_ASSERT_EQUAL_FATAL(ent_folder_open(&folder, root, "run", &diagnostics), ENT_OK);
    CU_ASSERT_FALSE(is_there("run/.old.csv.0123456789abcdef.part"));
    for (size_t i = 0; i < 4; i++) {
        CU_ASSERT_TRUE(is_there(kept[i]));
    }
    CU_ASSERT_EQUAL(ent_folder_write(&folder, "a.csv", "abc", 3, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(diagnostics.count, 0);
    ent_folder_free(&folder);
    ent_diagnostics_free(&diagnostics);
}

int main(void)
{
    CU_TestInfo tests[] = {{"one holder", test_one_holder}, {"a crash", test_crash}, {"a link", test_link},
        {"foreign folders", test_foreign}, {"a lock of others", test_lock_of_others},
        {"temporary names", test_temporary_names}, CU_TEST_INFO_NULL};
    char command[64];
    int status = mkdtemp(root) != NULL ? ent_run_suite("lock", tests) : EXIT_FAILURE;

    snprintf(command, sizeof(command), "rm -rf '%s'", root);
    return system(command) == 0 ? status : EXIT_FAILURE;
}
