#include "suite.h"

#include "base/status.h"
#include "folder/folder.h"

#include <cjson/cJSON.h>
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* printf 'abc' | sha256sum */
#define SHA256_ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define SHA256_EMPTY "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

/* --- a place to write to ------------------------------------------------------------------------------------------ */

static char *place(const char *name)
{
    static char root[] = "/tmp/entente-folder-XXXXXX";
    static char path[512];
    static bool made; /* the name does not tell: one in 62 ends in an X too */

    if (!made) {
        CU_ASSERT_PTR_NOT_NULL_FATAL(mkdtemp(root));
        made = true;
    }
    snprintf(path, sizeof(path), "%s%s%s", root, name[0] != '\0' ? "/" : "", name);
    return path;
}

static bool there(const char *name)
{
    return access(place(name), F_OK) == 0;
}

/* A file's text, "" when it is not there. */
static const char *text_of(const char *name)
{
    static char text[4096];
    FILE *file = fopen(place(name), "rb");

    text[0] = '\0';
    if (file != NULL) {
        text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
        fclose(file);
    }
    return text;
}

static void write_text(const char *name, const char *text)
{
    FILE *file = fopen(place(name), "wb");

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(text, file);
    fclose(file);
}

static size_t entries(const char *name)
{
    DIR *folder = opendir(place(name));
    size_t count = 0;

    while (folder != NULL && readdir(folder) != NULL) {
        count++;
    }
    if (folder != NULL) {
        closedir(folder);
    }
    return count > 2 ? count - 2 : 0; /* without . and .. */
}

static int open_folder(ent_folder *folder, const char *dir, const char *id, ent_diagnostics *diagnostics)
{
    char path[512];

    snprintf(path, sizeof(path), "%s", place(dir));
    return ent_folder_open(folder, path, id, diagnostics);
}

/* --- tests -------------------------------------------------------------------------------------------------------- */

static void test_sha256(void)
{
    char text[ENT_SHA256_TEXT];

    ent_sha256("abc", 3, text);
    CU_ASSERT_STRING_EQUAL(text, SHA256_ABC);
    ent_sha256("", 0, text);
    CU_ASSERT_STRING_EQUAL(text, SHA256_EMPTY);
    write_text("abc", "abc");
    CU_ASSERT_EQUAL(ent_sha256_file(place("abc"), text), ENT_OK);
    CU_ASSERT_STRING_EQUAL(text, SHA256_ABC);
    CU_ASSERT_EQUAL(ent_sha256_file(place("absent"), text), ENT_ERR_IO);
    CU_ASSERT_EQUAL(ent_sha256_file(place(""), text), ENT_ERR_IO); /* a folder */
}

static void test_whole_run(void)
{
    ent_manifest manifest = {.program = "entente"};
    ent_diagnostics diagnostics = {0};
    ent_folder folder = {0};
    cJSON *json;
    const cJSON *files;

    CU_ASSERT_EQUAL_FATAL(open_folder(&folder, "new/out", "case-1", &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_folder_write(&folder, "outcomes.csv", "abc", 3, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_folder_write(&folder, "empty.csv", NULL, 0, &diagnostics), ENT_OK);
    CU_ASSERT_STRING_EQUAL(text_of("new/out/case-1/outcomes.csv"), "abc");
    CU_ASSERT_FALSE(there("new/out/case-1/manifest.json"));
    CU_ASSERT_EQUAL(ent_folder_finish(&folder, &manifest, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(entries("new/out/case-1"), 4); /* with datapackage.json, and no temporary file */
    json = cJSON_Parse(text_of("new/out/case-1/manifest.json"));
    CU_ASSERT_PTR_NOT_NULL_FATAL(json);
    files = cJSON_GetObjectItemCaseSensitive(json, "files");
    CU_ASSERT_EQUAL(cJSON_GetArraySize(files), 3);
    CU_ASSERT_STRING_EQUAL(cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(files, "outcomes.csv")), SHA256_ABC);
    CU_ASSERT_STRING_EQUAL(cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(files, "empty.csv")), SHA256_EMPTY);
    CU_ASSERT_EQUAL(diagnostics.count, 0);
    cJSON_Delete(json);
    ent_folder_free(&folder);
    ent_folder_free(&folder);
    ent_diagnostics_free(&diagnostics);
}

static void test_written_twice(void)
{
    ent_diagnostics diagnostics = {0};
    ent_folder folder = {0};

    CU_ASSERT_EQUAL_FATAL(open_folder(&folder, "twice", "id", &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_folder_write(&folder, "a.csv", "longer text", 11, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_folder_write(&folder, "a.csv", "abc", 3, &diagnostics), ENT_OK);
    CU_ASSERT_STRING_EQUAL(text_of("twice/id/a.csv"), "abc");
    CU_ASSERT_EQUAL(folder.files, 1);
    CU_ASSERT_STRING_EQUAL(folder.file[0].sha256, SHA256_ABC);
    for (int i = 0; i < 100; i++) { /* more than the list holds at first */
        char name[32];
        snprintf(name, sizeof(name), "f%d.csv", i);
        CU_ASSERT_EQUAL(ent_folder_write(&folder, name, "abc", 3, &diagnostics), ENT_OK);
    }
    CU_ASSERT_EQUAL(folder.files, 101);
    CU_ASSERT_STRING_EQUAL(folder.file[0].name, "a.csv");
    CU_ASSERT_STRING_EQUAL(folder.file[100].name, "f99.csv");
    ent_folder_free(&folder);
    ent_diagnostics_free(&diagnostics);
}

/* A second run removes the manifest and the files it names, and no others: neither other files of the folder, nor files
 * outside of it, whatever the manifest names. */
static void test_earlier_run(void)
{
    ent_manifest manifest = {.program = "entente"};
    ent_diagnostics diagnostics = {0};
    ent_folder folder = {0};

    CU_ASSERT_EQUAL_FATAL(open_folder(&folder, "again", "id", &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_folder_write(&folder, "draws.csv", "abc", 3, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_folder_finish(&folder, &manifest, &diagnostics), ENT_OK);
    ent_folder_free(&folder);
    write_text("again/id/notes.txt", "mine");
    CU_ASSERT_EQUAL_FATAL(open_folder(&folder, "again", "id", &diagnostics), ENT_OK);
    CU_ASSERT_FALSE(there("again/id/manifest.json"));
    CU_ASSERT_FALSE(there("again/id/draws.csv"));
    CU_ASSERT_TRUE(there("again/id/notes.txt"));
    ent_folder_free(&folder);
    write_text("again/id/manifest.json", "half a mani"); /* not of this program, which renames whole files */
    CU_ASSERT_EQUAL(open_folder(&folder, "again", "id", &diagnostics), ENT_ERR_IO);
    CU_ASSERT_STRING_EQUAL(text_of("again/id/manifest.json"), "half a mani");
    CU_ASSERT_EQUAL_FATAL(diagnostics.errors, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(diagnostics.item[0].text, "manifest.json was not written by this program"));
    ent_folder_free(&folder);
    ent_diagnostics_free(&diagnostics);
}

/* Charts that this program drew are removed with its tables, and those that were changed since are kept, as are other
 * files of charts/, whatever the ending. */
static void test_earlier_charts(void)
{
    static const char *const ours[] = {"charts/truce.gp", "charts/truce.svg", "charts/truce.pdf"};
    static const char *const drawn[] = {
        "late/id/charts/truce.gp", "late/id/charts/truce.svg", "late/id/charts/truce.pdf"};
    static const char *const other[] = {
        "late/id/charts/mine.gp", "late/id/charts/mine.png", "late/id/charts/notes.txt"};
    ent_diagnostics diagnostics = {0};
    ent_folder folder = {0};
    char path[600];

    CU_ASSERT_EQUAL_FATAL(open_folder(&folder, "late", "id", &diagnostics), ENT_OK);
    ent_folder_free(&folder);
    CU_ASSERT_EQUAL_FATAL(mkdir(place("late/id/charts"), 0777), 0);
    for (size_t i = 0; i < 3; i++) {
        write_text(drawn[i], "abc");
        write_text(other[i], "abc");
        snprintf(path, sizeof(path), "%s", place("late/id"));
        CU_ASSERT_EQUAL(ent_ledger_append(path, ENT_LEDGER_DRAWN, ours[i], SHA256_ABC), ENT_OK);
    }
    CU_ASSERT_EQUAL(ent_ledger_append(path, ENT_LEDGER_DRAWN, "charts/notes.txt", SHA256_ABC), ENT_OK); /* no chart */
    write_text("late/id/charts/truce.pdf", "changed");
    CU_ASSERT_EQUAL(open_folder(&folder, "late", "id", &diagnostics), ENT_OK);
    CU_ASSERT_FALSE(there("late/id/charts/truce.gp"));
    CU_ASSERT_FALSE(there("late/id/charts/truce.svg"));
    CU_ASSERT_TRUE(there("late/id/charts/truce.pdf"));
    CU_ASSERT_FALSE(there("late/id/charts/.drawn"));
    for (size_t i = 0; i < 3; i++) {
        CU_ASSERT_TRUE(there(other[i]));
    }
    CU_ASSERT_EQUAL(diagnostics.count, 0);
    ent_folder_free(&folder);
    ent_diagnostics_free(&diagnostics);
}

/* A second run of the same scenario and size keeps the files of the first; any other run removes them. */
static void extend(const ent_manifest *first, const ent_manifest *other, size_t others)
{
    ent_manifest manifest = *first;
    ent_diagnostics diagnostics = {0};
    ent_folder folder = {0};
    char dir[512];

    snprintf(dir, sizeof(dir), "%s", place("extend"));
    for (size_t i = 0; i < others; i++) {
        ent_manifest different = other[i];
        CU_ASSERT_EQUAL_FATAL(ent_folder_extend(&folder, dir, "id", &manifest, &diagnostics), ENT_OK);
        CU_ASSERT_EQUAL(ent_folder_write(&folder, "outcomes.csv", "abc", 3, &diagnostics), ENT_OK);
        CU_ASSERT_EQUAL(ent_folder_finish(&folder, &manifest, &diagnostics), ENT_OK);
        ent_folder_free(&folder);
        CU_ASSERT_EQUAL_FATAL(ent_folder_extend(&folder, dir, "id", &manifest, &diagnostics), ENT_OK);
        CU_ASSERT_FALSE(there("extend/id/manifest.json"));
        CU_ASSERT_EQUAL_FATAL(folder.files, 2);
        CU_ASSERT_STRING_EQUAL(folder.file[0].name, "outcomes.csv");
        CU_ASSERT_STRING_EQUAL(folder.file[0].sha256, SHA256_ABC);
        CU_ASSERT_EQUAL(ent_folder_finish(&folder, &manifest, &diagnostics), ENT_OK);
        ent_folder_free(&folder);
        CU_ASSERT_EQUAL_FATAL(ent_folder_extend(&folder, dir, "id", &different, &diagnostics), ENT_OK);
        CU_ASSERT_EQUAL(folder.files, 0);
        CU_ASSERT_FALSE(there("extend/id/outcomes.csv"));
        CU_ASSERT_FALSE(there("extend/id/manifest.json"));
        ent_folder_free(&folder);
    }
    CU_ASSERT_EQUAL(diagnostics.count, 0);
    ent_diagnostics_free(&diagnostics);
}

static void test_extended_run(void)
{
    const ent_manifest first = {
        .program = "entente", .version = "1", .sha256 = "aa", .seed = 5, .worlds = 20, .replications = 50};
    ent_manifest other[] = {first, first, first, first, first};

    other[0].version = "2";
    other[1].sha256[0] = 'b';
    other[2].seed = 6;
    other[3].worlds = 21;
    other[4].replications = 51;
    extend(&first, other, 5);
}

/* The settings of the command line, and the files that the scenario stands on: each of them, and in their order. */
static void test_extended_run_of_several_files(void)
{
    static const char *const set[] = {"a = 1", "b = 2", "c = 3"};
    static const char *const changed[] = {"a = 1", "b = 3"};
    static const ent_manifest_hash file[] = {{"x.cfg", "aa"}, {"y.cfg", "bb"}, {"z.cfg", "cc"}};
    static const ent_manifest_hash edited[] = {{"x.cfg", "aa"}, {"y.cfg", "bc"}};
    const ent_manifest first = {.program = "entente",
        .version = "1",
        .sha256 = "aa",
        .set = set,
        .sets = 2,
        .base = file,
        .bases = 2,
        .table = file,
        .tables = 2,
        .worlds = 20};
    ent_manifest other[12];

    for (size_t i = 0; i < 12; i++) {
        other[i] = first;
    }
    other[0].set = changed;
    other[1].base = edited;
    other[2].table = edited;
    for (size_t i = 0; i < 3; i++) { /* one more, one fewer, and without the first */
        other[3 + 3 * i].sets = other[4 + 3 * i].bases = other[5 + 3 * i].tables = i == 0 ? 3 : i == 1 ? 1 : 2;
    }
    other[9].set = set + 1;
    other[10].base = file + 1;
    other[11].table = file + 1;
    extend(&first, other, 12);
}

/* A run that may stop early is compared by the worlds it may play, and the manifest keeps those that it has played. */
static void test_extended_run_that_stopped(void)
{
    const ent_manifest first = {.program = "entente", .version = "1", .worlds = 20, .until = 0.01, .worlds_most = 100};
    ent_manifest other[] = {first, first};
    ent_manifest same = first;
    ent_diagnostics diagnostics = {0};
    ent_folder folder = {0};
    char dir[512];

    other[0].worlds_most = 101;
    other[1].worlds_most = 0;
    extend(&first, other, 2);
    snprintf(dir, sizeof(dir), "%s", place("extend"));
    CU_ASSERT_EQUAL_FATAL(ent_folder_extend(&folder, dir, "id", &same, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_folder_finish(&folder, &same, &diagnostics), ENT_OK);
    ent_folder_free(&folder);
    same.worlds = 100;
    CU_ASSERT_EQUAL_FATAL(ent_folder_extend(&folder, dir, "id", &same, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(same.worlds, 20);
    ent_folder_free(&folder);
    ent_diagnostics_free(&diagnostics);
}

static void test_adopted_file(void)
{
    ent_diagnostics diagnostics = {0};
    ent_folder folder = {0};

    CU_ASSERT_EQUAL_FATAL(open_folder(&folder, "adopt", "id", &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(mkdir(place("adopt/id/charts"), 0777), 0);
    write_text("adopt/id/charts/truce.svg", "abc");
    CU_ASSERT_EQUAL(ent_folder_adopt(&folder, "charts/truce.svg", &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(folder.files, 1);
    CU_ASSERT_STRING_EQUAL(folder.file[0].name, "charts/truce.svg");
    CU_ASSERT_STRING_EQUAL(folder.file[0].sha256, SHA256_ABC);
    CU_ASSERT_EQUAL(ent_folder_adopt(&folder, "charts/absent.svg", &diagnostics), ENT_ERR_IO);
    CU_ASSERT_EQUAL(folder.files, 1);
    CU_ASSERT_EQUAL_FATAL(diagnostics.count, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(diagnostics.item[0].text, "absent.svg"));
    CU_ASSERT_PTR_NOT_NULL(strstr(diagnostics.item[0].text, "No such file"));
    ent_folder_free(&folder);
    ent_diagnostics_free(&diagnostics);
}

static void test_bad_names(void)
{
    static const char *const ids[] = {"", ".", "..", ".hidden", "a/b"};
    ent_diagnostics diagnostics = {0};
    ent_folder folder = {0};

    for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++) {
        CU_ASSERT_EQUAL(open_folder(&folder, "names", ids[i], &diagnostics), ENT_ERR_ARGUMENT);
        ent_folder_free(&folder);
    }
    CU_ASSERT_EQUAL(ent_folder_open(&folder, "", "id", &diagnostics), ENT_ERR_ARGUMENT);
    CU_ASSERT_FALSE(there("names"));
    ent_folder_free(&folder);
    ent_diagnostics_free(&diagnostics);
}

/* What stands in the way is named, with the reason. */
static void test_in_the_way(void)
{
    ent_manifest manifest = {.program = "entente"};
    ent_diagnostics diagnostics = {0};
    ent_folder folder = {0};

    write_text("file", "abc");
    CU_ASSERT_EQUAL(open_folder(&folder, "file", "id", &diagnostics), ENT_ERR_IO);
    CU_ASSERT_EQUAL_FATAL(diagnostics.errors, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(diagnostics.item[0].text, "cannot make the folder"));
    CU_ASSERT_PTR_NOT_NULL(strstr(diagnostics.item[0].text, "/file"));
    ent_folder_free(&folder);
    ent_diagnostics_free(&diagnostics);
    CU_ASSERT_EQUAL(symlink("nowhere", place("link")), 0); /* the link exists, its target does not */
    CU_ASSERT_EQUAL(open_folder(&folder, "link", "id", &diagnostics), ENT_ERR_IO);
    CU_ASSERT_EQUAL_FATAL(diagnostics.errors, 1);
    CU_ASSERT_PTR_NOT_NULL(strstr(diagnostics.item[0].text, strerror(EEXIST)));
    ent_folder_free(&folder);
    CU_ASSERT_EQUAL_FATAL(open_folder(&folder, "way", "id", &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(mkdir(place("way/id/a.csv"), 0777), 0); /* a folder cannot be replaced */
    CU_ASSERT_EQUAL(ent_folder_write(&folder, "a.csv", "abc", 3, &diagnostics), ENT_ERR_IO);
    CU_ASSERT_EQUAL(ent_folder_write(&folder, "no/such/folder.csv", "abc", 3, &diagnostics), ENT_ERR_IO);
    CU_ASSERT_EQUAL(folder.files, 0);
    CU_ASSERT_EQUAL(entries("way/id"), 1); /* no temporary file stays behind */
    CU_ASSERT_EQUAL(mkdir(place("way/id/manifest.json"), 0777), 0);
    CU_ASSERT_EQUAL(ent_folder_finish(&folder, &manifest, &diagnostics), ENT_ERR_IO);
    ent_folder_free(&folder);
    CU_ASSERT_EQUAL(open_folder(&folder, "way", "id", &diagnostics), ENT_ERR_IO);
    CU_ASSERT_EQUAL(diagnostics.errors, 5);
    ent_folder_free(&folder);
    ent_diagnostics_free(&diagnostics);
}

/* A relative folder, and one with slashes to spare. */
static void test_spellings(void)
{
    ent_diagnostics diagnostics = {0};
    ent_folder folder = {0};
    char before[512];

    CU_ASSERT_PTR_NOT_NULL_FATAL(getcwd(before, sizeof(before)));
    CU_ASSERT_EQUAL_FATAL(chdir(place("")), 0);
    CU_ASSERT_EQUAL(ent_folder_open(&folder, "relative//deep/", "id", &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(ent_folder_write(&folder, "a.csv", "abc", 3, &diagnostics), ENT_OK);
    CU_ASSERT_EQUAL(chdir(before), 0);
    CU_ASSERT_STRING_EQUAL(text_of("relative/deep/id/a.csv"), "abc");
    CU_ASSERT_EQUAL(diagnostics.count, 0);
    ent_folder_free(&folder);
    ent_diagnostics_free(&diagnostics);
}

/* Removes the files of the tests, deepest first. */
static void clean_up(const char *path)
{
    DIR *folder = opendir(path);
    struct dirent *entry;
    char inner[1024];

    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
            snprintf(inner, sizeof(inner), "%s/%s", path, entry->d_name);
            clean_up(inner);
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
    remove(path);
}

static void test_clean_up(void)
{
    char root[512];

    snprintf(root, sizeof(root), "%s", place(""));
    clean_up(root);
    CU_ASSERT_FALSE(there(""));
}

int main(void)
{
    CU_TestInfo tests[] = {{"sha256", test_sha256}, {"whole run", test_whole_run},
        {"written twice", test_written_twice}, {"earlier run", test_earlier_run},
        {"charts of an earlier run", test_earlier_charts}, {"extended run", test_extended_run},
        {"extended run of several files", test_extended_run_of_several_files},
        {"extended run that stopped", test_extended_run_that_stopped}, {"adopted file", test_adopted_file},
        {"bad names", test_bad_names}, {"in the way", test_in_the_way}, {"spellings", test_spellings},
        {"clean up", test_clean_up}, CU_TEST_INFO_NULL};

    return ent_run_suite("folder", tests);
}
