/* Which files a scenario may read: its own folder, and that of its library; no link leads out. */
#include "jobs/file_scope.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[] = "/tmp/entente-scope-XXXXXX";

static const char *place(const char *name)
{
    static char path[4][512];
    static size_t next;

    next = (next + 1) % 4;
    snprintf(path[next], sizeof(path[next]), "%s/%s", root, name);
    return path[next];
}

static void touch(const char *name)
{
    FILE *file = fopen(place(name), "wb");

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fclose(file);
}

static bool allows(const char *scenario, const char *path, bool outside)
{
    ent_arena arena = {0};
    ent_file_scope scope = {.scenario = scenario, .outside = outside};
    bool allowed = ent_file_scope_allows(&scope, path, &arena);

    ent_arena_free(&arena);
    return allowed;
}

/* root/a/secret.cfg, root/a/b/s.cfg, root/a/b/c/t.csv, root/a/bb/u.cfg, links in root/a/b */
static void make(void)
{
    CU_ASSERT_EQUAL_FATAL(mkdir(place("a"), 0755), 0);
    CU_ASSERT_EQUAL_FATAL(mkdir(place("a/b"), 0755), 0);
    CU_ASSERT_EQUAL_FATAL(mkdir(place("a/b/c"), 0755), 0);
    CU_ASSERT_EQUAL_FATAL(mkdir(place("a/bb"), 0755), 0);
    touch("a/secret.cfg");
    touch("a/b/s.cfg");
    touch("a/b/c/t.csv");
    touch("a/bb/u.cfg");
    CU_ASSERT_EQUAL(symlink("../secret.cfg", place("a/b/link.cfg")), 0);
    CU_ASSERT_EQUAL(symlink("/etc", place("a/b/etc")), 0);
    CU_ASSERT_EQUAL(symlink("c/t.csv", place("a/b/inner.csv")), 0);
}

static void test_own_folder(void)
{
    static const char *const refused[] = {"a/secret.cfg", "a/b/../secret.cfg", "a/b/c/../../secret.cfg", "a/bb/u.cfg",
        "a/b/link.cfg", "a/b/etc/passwd", "a/none.cfg", "a/b/../none/x.cfg", "a"};
    static const char *const allowed[] = {
        "a/b/s.cfg", "a/b/c/t.csv", "a/b/inner.csv", "a/b/none.cfg", "a/b/c/../s.cfg"};
    const char *scenario;

    make();
    scenario = place("a/b/s.cfg");
    for (size_t i = 0; i < sizeof(refused) / sizeof(*refused); i++) {
        CU_ASSERT_FALSE(allows(scenario, place(refused[i]), false));
        CU_ASSERT_TRUE(allows(scenario, place(refused[i]), true));
        scenario = place("a/b/s.cfg");
    }
    for (size_t i = 0; i < sizeof(allowed) / sizeof(*allowed); i++) {
        CU_ASSERT_TRUE(allows(scenario, place(allowed[i]), false));
        scenario = place("a/b/s.cfg");
    }
    CU_ASSERT_FALSE(allows(scenario, "/etc/passwd", false));
    CU_ASSERT_FALSE(allows(scenario, "/etc/none/such", false));
    CU_ASSERT_FALSE(allows(scenario, "/dev/stdin", false));
}

static void test_relative(void)
{
    CU_ASSERT_EQUAL_FATAL(chdir(place("a/b")), 0);
    CU_ASSERT_TRUE(allows("s.cfg", "c/t.csv", false));
    CU_ASSERT_FALSE(allows("s.cfg", "../secret.cfg", false));
    CU_ASSERT_FALSE(allows("<stdin>", "../secret.cfg", false));
    CU_ASSERT_TRUE(allows("<stdin>", "s.cfg", false));
    CU_ASSERT_FALSE(allows("s.cfg", "../none/x", false));
    CU_ASSERT_TRUE(allows("s.cfg", "none/x", false)); /* will not be found */
}

/* A library reaches from the file that marks it down; a link is no mark, and neither is a folder. */
static void test_library(void)
{
    const char *scenario = "s.cfg";

    CU_ASSERT_EQUAL_FATAL(chdir(place("a/b")), 0);
    CU_ASSERT_EQUAL(symlink("secret.cfg", place("a/" ENT_LIBRARY_MARK)), 0);
    CU_ASSERT_FALSE(allows(scenario, "../secret.cfg", false));
    CU_ASSERT_EQUAL(unlink(place("a/" ENT_LIBRARY_MARK)), 0);
    CU_ASSERT_EQUAL(mkdir(place("a/" ENT_LIBRARY_MARK), 0755), 0);
    CU_ASSERT_FALSE(allows(scenario, "../secret.cfg", false));
    CU_ASSERT_EQUAL(rmdir(place("a/" ENT_LIBRARY_MARK)), 0);
    touch("a/" ENT_LIBRARY_MARK);
    CU_ASSERT_TRUE(allows(scenario, "../secret.cfg", false));
    CU_ASSERT_TRUE(allows(scenario, "../bb/u.cfg", false));
    CU_ASSERT_TRUE(allows(scenario, "link.cfg", false));
    CU_ASSERT_FALSE(allows(scenario, "../../x.cfg", false));
    CU_ASSERT_FALSE(allows(scenario, "etc/passwd", false));
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"own folder", test_own_folder}, {"relative", test_relative}, {"library", test_library}, CU_TEST_INFO_NULL};
    char command[128];
    int status = mkdtemp(root) != NULL ? ent_run_suite("jobs/file_scope", tests) : 1;

    snprintf(command, sizeof(command), "rm -rf '%s'", root);
    return system(command) == 0 ? status : 1;
}
