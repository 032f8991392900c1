/* Words for a shell: a real one reads them back. */
#include "suite.h"

#include "base/shell_word.h"

#include <stdio.h>
#include <string.h>

/* What `sh` hands to a program as that word. */
static const char *read_back(const char *quoted)
{
    static char text[256];
    char command[512];
    FILE *shell;

    snprintf(command, sizeof(command), "printf '%%s' %s", quoted);
    shell = popen(command, "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(shell);
    text[fread(text, 1, sizeof(text) - 1, shell)] = '\0';
    CU_ASSERT_EQUAL(pclose(shell), 0);
    return text;
}

static void test_a_shell_reads_them(void)
{
    static const char *const word[] = {"mine.cfg", "my file.cfg", "it's mine", "''", "a\nb", "$HOME", "`id`", "*", "?",
        "~", "a;b", "a&&b", "x=(1, 2)", "\\", "\"q\"", "#1", "!", "caf\xC3\xA9", "", "=ls", "{a,b}", "[a]", "a|b<c>d",
        "q'; touch PWNED; '.cfg", "a\nb\n\n", "\n", "-x\n", "\033[2J%s%%\\n", "caf\xE9", "\xE2\x80\xAE", "a\tb",
        "\"\033\"$(touch PWNED)`touch PWNED`", "\033!x", "a b\007-9"};
    ent_arena arena = {0};

    for (size_t i = 0; i < sizeof(word) / sizeof(*word); i++) {
        const char *quoted = ent_shell_word(word[i], &arena);
        CU_ASSERT_PTR_NOT_NULL_FATAL(quoted);
        CU_ASSERT_STRING_EQUAL(read_back(quoted), word[i]);
    }
    ent_arena_free(&arena);
}

static void test_forms(void)
{
    static const char *const word[][2] = {{"results/mine-1_2.cfg", "results/mine-1_2.cfg"}, {"my file", "'my file'"},
        {"it's", "'it'\\''s'"}, {"caf\xE9's \\", "\"$(printf 'caf\\351\\047s \\134')\""},
        {"a\n", "\"$(printf 'a')\"'\n'"}, {"-a\033", "\"$(printf '\\055a\\033')\""}};
    const char *line[] = {"run", "my file", "--set", "a = 1"};
    ent_arena arena = {0};

    for (size_t i = 0; i < sizeof(word) / sizeof(*word); i++) {
        CU_ASSERT_STRING_EQUAL(ent_shell_word(word[i][0], &arena), word[i][1]);
    }
    CU_ASSERT_STRING_EQUAL(ent_shell_path("-x.cfg", &arena), "./-x.cfg");
    CU_ASSERT_STRING_EQUAL(ent_shell_path("x y", &arena), "'x y'");
    CU_ASSERT_STRING_EQUAL(ent_shell_line(line, 4, &arena), "entente run 'my file' --set 'a = 1'");
    CU_ASSERT_STRING_EQUAL(ent_shell_line(line, 0, &arena), "entente");
    ent_arena_free(&arena);
}

int main(void)
{
    CU_TestInfo tests[] = {{"a shell reads them", test_a_shell_reads_them}, {"forms", test_forms}, CU_TEST_INFO_NULL};

    return ent_run_suite("shell_word", tests);
}
