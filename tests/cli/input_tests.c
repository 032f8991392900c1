/* Scenarios that come in unusual ways: standard input, names with blanks, names that are not UTF-8. */
#include "command_line.h"

#include "base/sha256.h"

#include <cjson/cJSON.h>

/* The text of a file, which the caller frees. */
static char *read_file(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    char *text = calloc(1, PRINTED);

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    *length = fread(text, 1, PRINTED - 1, file);
    fclose(file);
    return text;
}

static bool file_has(const char *path, const char *part)
{
    size_t length;
    char *text = read_file(path, &length);
    bool found = strstr(text, part) != NULL;

    free(text);
    return found;
}

/* Runs a line with a file as standard input. */
static void expect_from(const char *path, const char *line, int status, const char *out, const char *err)
{
    CU_ASSERT_PTR_NOT_NULL_FATAL(freopen(path, "r", stdin));
    expect_line(line, status, out, err);
}

static void test_standard_input(void)
{
    static const char padding[] = "// filled to more than one block of standard input ............................\n";
    FILE *file;

    write_file("case.cfg", CLI_SCENARIO);
    expect_from("case.cfg", "check -", 0, "stdin: fine;", "");
    expect_from("case.cfg", "run - --no-charts --out out", 0, "  tables: out/stdin/\n", "");
    CU_ASSERT_TRUE(file_has("out/stdin/scenario.cfg", "title = \"A case\""));
    expect_from("case.cfg", "explain - --draw 3", 0, "A case, Base: draw 3 ", "");
    expect_from("case.cfg", "sweep - size --no-charts --out out", 0, "sweeps: out/stdin/sweeps.csv\n", "");
    expect_from("case.cfg", "watch -", 2, "", "standard input cannot be watched");
    expect_from("case.cfg", "check - -q --set force.requird=3", 2, "", "<stdin>: 1 mistake; nothing was run");
    expect_from("/dev/null", "check -", 2, "", NULL);
    file = fopen("large.cfg", "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    for (int i = 0; i < 4000; i++) {
        fputs(padding, file);
    }
    fputs(CLI_SCENARIO, file);
    fclose(file);
    expect_from("large.cfg", "check -", 0, "stdin: fine;", "");
}

/* No command that is proposed for standard input: it is read already. */
static void test_no_proposal(void)
{
    command_line line;

    CU_ASSERT_PTR_NOT_NULL_FATAL(freopen("case.cfg", "r", stdin));
    enter(&line, "run - --no-charts --out out");
    CU_ASSERT_PTR_NULL(strstr(line.out, "next:"));
    command_line_free(&line);
}

/* The commands that are proposed can be pasted. */
static void test_names_with_blanks(void)
{
    expect_line("init 'my case.cfg'", 0, "next: entente check 'my case.cfg' && entente run 'my case.cfg'\n", "");
    write_file("my case.cfg", CLI_SCENARIO);
    expect_line("check 'my case.cfg'", 0, "next: entente run 'my case.cfg'\n", "");
    expect_line(
        "run 'my case.cfg' --no-charts --out 'my out'", 0, "next: entente explain 'my case.cfg' --draw 0\n", "");
    expect_line("explain 'my case.cfg' --draw 0", 0, "next: entente explain 'my case.cfg' --draw 1\n", "");
    expect_line("explain 'my case.cfg'", 2, "", "explain wants a draw: entente explain 'my case.cfg' --draw 0");
    expect_line("sweep 'my case.cfg' size --no-charts --out 'my out'", 0, "next: entente run 'my case.cfg'\n", "");
    expect_line("run 'my case.cfg' --shard 1/2 --out 'my out'", 0,
        "once all 2 shards are there, next: entente merge 'my out' --out 'my out'\n", "");
    expect_line("report 'my out/my case' --no-charts", 0, "next: entente plot 'my out/my case' --format png\n", "");
    expect_line("'my case.cfg'", 2, "", "did you mean `entente run 'my case.cfg'`?");
}

static void test_missing_ending(void)
{
    expect_line("run case --no-charts", 2, "", "case: No such file or directory; did you mean case.cfg?");
    CU_ASSERT_EQUAL(mkfifo("pipe", 0644), 0);
    expect_line("check pipe", 2, "", "pipe is neither a file nor a folder; what a program prints can be read as `-`");
    write_file("based.cfg", "base = \"folder\";\n");
    CU_ASSERT_EQUAL(mkdir("folder", 0755), 0);
    expect_line("check based.cfg", 2, "", "the file folder cannot be read: Is a directory");
    write_file("based.cfg", "base = \"none.cfg\";\n");
    expect_line("check based.cfg", 2, "", "the file none.cfg cannot be read: No such file or directory");
}

/* Names that are not UTF-8: the document and the manifest are valid JSON. */
static void test_not_utf8(void)
{
    command_line line;
    cJSON *document;
    char *manifest;
    size_t length;

    write_file("caf\xE9.cfg", CLI_SCENARIO);
    enter(&line, "run caf\xE9.cfg --no-charts --out out --json");
    CU_ASSERT_EQUAL(line.status, 0);
    CU_ASSERT_PTR_NULL(strchr(line.out, '\xE9'));
    CU_ASSERT_PTR_NOT_NULL(strstr(line.out, "caf\xEF\xBF\xBD"));
    document = cJSON_Parse(line.out);
    CU_ASSERT_PTR_NOT_NULL(document);
    cJSON_Delete(document);
    command_line_free(&line);
    manifest = read_file("out/caf\xE9/manifest.json", &length);
    CU_ASSERT_PTR_NULL(strchr(manifest, '\xE9'));
    free(manifest);
    expect_line("check none\xE9.cfg --json", 2, "none\xEF\xBF\xBD.cfg", NULL);
}

/* The largest seed is exact from the option to the document and the manifest; the next is refused. */
static void test_seeds(void)
{
    expect_line(
        "run case.cfg --no-charts --out out --seed 9007199254740991 --json", 0, "\"seed\":\t9007199254740991,", NULL);
    CU_ASSERT_TRUE(file_has("out/case/manifest.json", "\"seed\":\t9007199254740991,"));
    expect_line("run case.cfg --set run.seed=9007199254740993", 2, "", "run.seed: 9007199254740993 is too large");
    write_file("seed.cfg", "run: { seed = 9007199254740993L; }; contributors: { a: { troops = 1; }; };\n");
    expect_line("check seed.cfg", 2, "", "help: the largest whole number is 9007199254740991");
}

/* With --excel every table begins with the mark, its hash is that of the file, and the report can be written from it.
 */
static void test_excel(void)
{
    char sha256[ENT_SHA256_TEXT];
    char *marked;
    char *plain;
    size_t more;
    size_t length;

    expect_line("run case.cfg --no-charts --out plain", 0, NULL, "");
    expect_line("run case.cfg --no-charts --out marked --excel", 0, NULL, "");
    expect_line("sweep case.cfg size --no-charts --out marked --excel", 0, NULL, "");
    marked = read_file("marked/case/headline.csv", &more);
    plain = read_file("plain/case/headline.csv", &length);
    CU_ASSERT_EQUAL(more, length + 3);
    CU_ASSERT_EQUAL(memcmp(marked, "\xEF\xBB\xBF", 3), 0);
    CU_ASSERT_EQUAL(memcmp(marked + 3, plain, length), 0);
    ent_sha256(marked, more, sha256);
    CU_ASSERT_TRUE(file_has("marked/case/manifest.json", sha256));
    CU_ASSERT_TRUE(file_has("marked/case/sweeps.csv", "\xEF\xBB\xBFvariant,"));
    free(marked);
    free(plain);
    expect_line("report marked/case --no-charts", 0, "report: marked/case/report.html\n", "");
    CU_ASSERT_TRUE(file_has("marked/case/report.html", "Surely"));
}

/* --draws N takes draws of worlds far apart, --draws first:N the first ones: 40 worlds of 25 draws. */
static void test_draws(void)
{
    expect_line("run case.cfg --no-charts --out draws --draws 3", 0, NULL, "");
    CU_ASSERT_TRUE(file_has("draws/case/draws.csv", "\nbase,13,325,"));
    CU_ASSERT_TRUE(file_has("draws/case/draws.csv", "\nbase,26,650,"));
    expect_line("run case.cfg --no-charts --out draws --draws first:3", 0, NULL, "");
    CU_ASSERT_TRUE(file_has("draws/case/draws.csv", "\nbase,0,2,"));
    CU_ASSERT_FALSE(file_has("draws/case/draws.csv", "\nbase,13,"));
}

int main(void)
{
    CU_TestInfo tests[] = {{"standard input", test_standard_input}, {"no proposal", test_no_proposal},
        {"names with blanks", test_names_with_blanks}, {"a missing ending", test_missing_ending},
        {"not UTF-8", test_not_utf8}, {"seeds", test_seeds}, {"byte-order mark", test_excel}, {"draws", test_draws},
        CU_TEST_INFO_NULL};
    int status = work_folder_make() == 0 ? ent_run_suite("cli/input", tests) : EXIT_FAILURE;

    return work_folder_remove() == 0 ? status : EXIT_FAILURE;
}
