/* Files in a folder of the folder: written, kept where they were changed, dropped; whose they are. */
#include "folder/folder.h"
#include "folder/foreign.h"

#include "base/status.h"
#include "folder/ledger.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char root[] = "/tmp/entente-owner-XXXXXX";

static const char *place(const char *name)
{
    static char path[512];

    snprintf(path, sizeof(path), "%s/%s", root, name);
    return path;
}

static bool there(const char *name)
{
    return access(place(name), F_OK) == 0;
}

static void write_text(const char *name, const char *text)
{
    FILE *file = fopen(place(name), "wb");

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(text, file);
    fclose(file);
}

static ent_file_owner owner(const char *name)
{
    ent_arena arena = {0};
    char folder[512];
    ent_file_owner whose;

    snprintf(folder, sizeof(folder), "%s/id", root);
    whose = ent_folder_file_owner(folder, name, &arena);
    ent_arena_free(&arena);
    return whose;
}

static const ent_manifest manifest = {.program = "entente", .version = "1", .scenario = "s", .command = "", .host = ""};

/* A complete folder with two scenarios in boxes/. */
static void make(void)
{
    ent_diagnostics diagnostics = {0};
    ent_folder folder = {0};

    CU_ASSERT_EQUAL_FATAL(ent_folder_open(&folder, root, "id", &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_folder_write(&folder, "boxes/a.cfg", "a", 1, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_folder_write(&folder, "boxes/b.cfg", "b", 1, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_folder_finish(&folder, &manifest, &diagnostics), ENT_OK);
    ent_folder_free(&folder);
    ent_diagnostics_free(&diagnostics);
}

static void test_owner(void)
{
    static const char *const no_file[] = {"boxes/folder.cfg", "boxes/link.cfg", "boxes/pipe.cfg"};
    char long_name[301] = {0};
    char inner[64];

    make();
    CU_ASSERT_EQUAL(owner("boxes/a.cfg"), ENT_FILE_OWN);
    CU_ASSERT_EQUAL(owner("boxes/c.cfg"), ENT_FILE_MISSING);
    write_text("id/boxes/c.cfg", "c");
    CU_ASSERT_EQUAL(owner("boxes/c.cfg"), ENT_FILE_UNLISTED);
    write_text("id/boxes/hole.cfg", "");
    CU_ASSERT_EQUAL(truncate(place("id/boxes/hole.cfg"), (off_t) 1 << 40), 0); /* to read it would take an hour */
    CU_ASSERT_EQUAL(owner("boxes/hole.cfg"), ENT_FILE_UNLISTED);
    CU_ASSERT_EQUAL(unlink(place("id/boxes/hole.cfg")), 0);
    write_text("id/boxes/a.cfg", "changed");
    CU_ASSERT_EQUAL(owner("boxes/a.cfg"), ENT_FILE_FOREIGN);
    CU_ASSERT_EQUAL(mkdir(place("id/boxes/folder.cfg"), 0755), 0);
    CU_ASSERT_EQUAL(symlink("a.cfg", place("id/boxes/link.cfg")), 0);
    CU_ASSERT_EQUAL(mkfifo(place("id/boxes/pipe.cfg"), 0644), 0);
    for (size_t i = 0; i < 3; i++) {
        CU_ASSERT_EQUAL(owner(no_file[i]), ENT_FILE_FOREIGN);
        snprintf(inner, sizeof(inner), "id/%s", no_file[i]);
        CU_ASSERT_EQUAL(remove(place(inner)), 0);
    }
    memset(long_name, 'n', sizeof(long_name) - 1); /* longer than any name of a file: it cannot be examined */
    CU_ASSERT_EQUAL(owner(long_name), ENT_FILE_UNREADABLE);
}

/* A later run removes unchanged files, and leaves changed ones. */
static void test_changed(void)
{
    ent_diagnostics diagnostics = {0};
    ent_folder folder = {0};

    CU_ASSERT_EQUAL(ent_folder_open(&folder, root, "id", &diagnostics), ENT_OK);
    CU_ASSERT_TRUE(there("id/boxes/a.cfg"));
    CU_ASSERT_FALSE(there("id/boxes/b.cfg"));
    CU_ASSERT_TRUE(there("id/boxes/c.cfg"));
    ent_folder_free(&folder);
    ent_diagnostics_free(&diagnostics);
}

/* Of what a stranger's manifest lists, only files that are there are taken over into `.written`, which is read again
 * for every line that it gets. */
static void test_absent(void)
{
    ent_diagnostics diagnostics = {0};
    ent_folder folder = {0};
    ent_arena arena = {0};
    ent_ledger written = {.arena = &arena};
    char path[512], text[512];

    write_text("id/kept.txt", "k");
    snprintf(text, sizeof(text),
        "{\"program\": \"entente\", \"files\": {\"kept.txt\": \"%064d\", \"boxes/y.cfg\": \"%064d\", "
        "\"report.html\": \"%064d\"}}",
        1, 2, 3);
    write_text("id/manifest.json", text);
    CU_ASSERT_EQUAL(ent_folder_open(&folder, root, "id", &diagnostics), ENT_OK);
    snprintf(path, sizeof(path), "%s/id", root);
    CU_ASSERT_EQUAL(ent_ledger_read(&written, path, ENT_LEDGER_WRITTEN), ENT_OK);
    for (size_t i = 0; i < written.count; i++) {
        CU_ASSERT_STRING_NOT_EQUAL(written.item[i].name, "boxes/y.cfg");
        CU_ASSERT_STRING_NOT_EQUAL(written.item[i].name, "report.html");
    }
    CU_ASSERT_TRUE(written.count > 0);
    CU_ASSERT_TRUE(there("id/kept.txt"));
    ent_arena_free(&arena);
    ent_folder_free(&folder);
    ent_diagnostics_free(&diagnostics);
}

static void test_drop(void)
{
    ent_diagnostics diagnostics = {0};
    ent_folder folder = {0};

    CU_ASSERT_EQUAL_FATAL(ent_folder_open(&folder, root, "id", &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_folder_write(&folder, "boxes/b.cfg", "b", 1, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_folder_drop(&folder, "boxes/c.cfg", &diagnostics), ENT_OK); /* not recorded */
    CU_ASSERT_TRUE(there("id/boxes/c.cfg"));
    CU_ASSERT_EQUAL(ent_folder_drop(&folder, "boxes/b.cfg", &diagnostics), ENT_OK);
    CU_ASSERT_FALSE(there("id/boxes/b.cfg"));
    CU_ASSERT_EQUAL(folder.files, 0);
    ent_folder_free(&folder);
    ent_diagnostics_free(&diagnostics);
}

int main(void)
{
    static CU_TestInfo tests[] = {{"owner", test_owner}, {"changed scenarios", test_changed}, {"drop", test_drop},
        {"absent files", test_absent}, CU_TEST_INFO_NULL};
    char command[128];
    int status = mkdtemp(root) != NULL ? ent_run_suite("folder/owner", tests) : 1;

    snprintf(command, sizeof(command), "rm -rf '%s'", root);
    return system(command) == 0 ? status : 1;
}
