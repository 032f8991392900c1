/* Width, colours, wrapped text, help pages and the progress bar. */
#include "command_line.h"

#include "base/status.h"
#include "cli/progress_bar.h"

#include <limits.h>

/* A text printed wrapped; the caller frees it. */
static char *wrapped(const char *text, int at, int indent, int width)
{
    char *printed = NULL;
    size_t length;
    FILE *stream = open_memstream(&printed, &length);

    ent_print_wrapped(stream, text, at, indent, width);
    fclose(stream);
    return printed;
}

static void expect_wrapped(const char *text, int at, int indent, int width, const char *lines)
{
    char *printed = wrapped(text, at, indent, width);

    CU_ASSERT_STRING_EQUAL(printed, lines);
    free(printed);
}

static void test_wrapping(void)
{
    expect_wrapped("", 0, 0, 10, "\n");
    expect_wrapped("one two", 0, 0, 10, "one two\n");
    expect_wrapped("one two three", 0, 2, 10, "one two\n  three\n");
    expect_wrapped("one two three", 6, 2, 10, "one\n  two\n  three\n");
    expect_wrapped("  one   two  ", 0, 0, 20, "one two\n");
    expect_wrapped("incomprehensibility is", 0, 1, 10, "incomprehensibility\n is\n");
    expect_wrapped("a\n\nb c", 0, 3, 20, "a\n\n   b c\n");
    expect_wrapped("a\n", 0, 3, 20, "a\n\n");
    expect_wrapped("ü ü ü ü", 0, 0, 5, "ü ü ü\nü\n"); /* columns, not bytes */
}

static void test_lines(void)
{
    char *printed = NULL;
    size_t length;
    FILE *stream = open_memstream(&printed, &length);

    ent_print_lines(stream, "head\n\n  aa bb cc\nend", 2, 8);
    fclose(stream);
    CU_ASSERT_STRING_EQUAL(printed, "head\n\n  aa bb\n    cc\nend\n");
    free(printed);
}

static void test_width(void)
{
    FILE *file = tmpfile();

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_EQUAL(ent_text_width("aü\xE2\x80\xA6"), 3);
    unsetenv("COLUMNS");
    CU_ASSERT_EQUAL(ent_terminal_width(file), 80);
    CU_ASSERT_EQUAL(ent_terminal_reading_width(file), INT_MAX);
    setenv("COLUMNS", "60", 1);
    CU_ASSERT_EQUAL(ent_terminal_width(file), 60);
    CU_ASSERT_EQUAL(ent_terminal_reading_width(file), 60);
    setenv("COLUMNS", "9", 1);
    CU_ASSERT_EQUAL(ent_terminal_width(file), 40);
    setenv("COLUMNS", "999", 1);
    CU_ASSERT_EQUAL(ent_terminal_width(file), 120);
    setenv("COLUMNS", "x", 1);
    CU_ASSERT_EQUAL(ent_terminal_width(file), 80);
    unsetenv("COLUMNS");
    fclose(file);
}

/* --color first, then NO_COLOR, then CLICOLOR_FORCE; a file is no terminal. */
static void test_colour(void)
{
    FILE *file = tmpfile();

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    unsetenv("NO_COLOR");
    unsetenv("CLICOLOR_FORCE");
    CU_ASSERT_FALSE(ent_terminal_colour(file, ENT_COLOUR_AUTO));
    CU_ASSERT_TRUE(ent_terminal_colour(file, ENT_COLOUR_ALWAYS));
    setenv("CLICOLOR_FORCE", "0", 1);
    CU_ASSERT_FALSE(ent_terminal_colour(file, ENT_COLOUR_AUTO));
    setenv("CLICOLOR_FORCE", "1", 1);
    CU_ASSERT_TRUE(ent_terminal_colour(file, ENT_COLOUR_AUTO));
    CU_ASSERT_FALSE(ent_terminal_colour(file, ENT_COLOUR_NEVER));
    setenv("NO_COLOR", "", 1);
    CU_ASSERT_TRUE(ent_terminal_colour(file, ENT_COLOUR_AUTO));
    setenv("NO_COLOR", "1", 1);
    CU_ASSERT_FALSE(ent_terminal_colour(file, ENT_COLOUR_AUTO));
    CU_ASSERT_TRUE(ent_terminal_colour(file, ENT_COLOUR_ALWAYS));
    unsetenv("NO_COLOR");
    unsetenv("CLICOLOR_FORCE");
    fclose(file);
}

/* The page of help for a command; the caller frees it. */
static char *help_of(const ent_command_entry *command, const char *columns)
{
    redirected out;

    setenv("COLUMNS", columns, 1);
    redirect(&out, stdout);
    ent_print_help(stdout, command, ENT_COLOUR_NEVER);
    unsetenv("COLUMNS");
    return restore(&out);
}

/* Every line within the width, unless it is one word or an example. */
static void check_width(const char *page, size_t width)
{
    while (*page != '\0') {
        size_t length = strcspn(page, "\n");
        bool example = strncmp(page, "  entente ", 10) == 0;
        CU_ASSERT_TRUE(length <= width || example);
        page += length + (page[length] == '\n' ? 1 : 0);
    }
}

/* All commands' help: the summary, every option that it takes and none other, at two widths. */
static void test_help(void)
{
    size_t commands;
    size_t options;
    const ent_command_entry *const *command = ent_command_table(&commands);
    const ent_option_entry *option = ent_option_table(&options);

    for (size_t c = 0; c < commands; c++) {
        char *page = help_of(command[c], "80");
        char *narrow = help_of(command[c], "44");
        CU_ASSERT_PTR_NOT_NULL_FATAL(strstr(page, "\nOptions:\n"));
        for (size_t i = 0; i < options; i++) {
            char term[64];
            snprintf(term, sizeof(term), "--%s ", option[i].name);
            CU_ASSERT_EQUAL(
                strstr(strstr(page, "\nOptions:\n"), term) != NULL, ent_command_takes(command[c], &option[i]));
        }
        CU_ASSERT_PTR_NOT_NULL(strstr(page, command[c]->example[0].line));
        check_width(page, 80);
        check_width(narrow, 44);
        free(page);
        free(narrow);
    }
}

static void test_general_help(void)
{
    char *page = help_of(NULL, "80");
    size_t commands;
    const ent_command_entry *const *command = ent_command_table(&commands);

    for (size_t c = 0; c < commands; c++) {
        char term[64];
        snprintf(term, sizeof(term), "\n  %s ", command[c]->name);
        CU_ASSERT_EQUAL(strstr(page, term) != NULL, !command[c]->hidden);
    }
    CU_ASSERT_PTR_NOT_NULL(strstr(page, "0 fine, 1 run-time error, 2 usage or scenario error"));
    check_width(page, 80);
    free(page);
}

/* The bar is drawn after 0.3 seconds and taken away at the end; with --quiet and without a terminal it is not. */
static void test_progress(void)
{
    ent_progress_bar bar;
    redirected err;
    char *printed;

    redirect(&err, stderr);
    ent_progress_bar_init(&bar, "a case", false);
    CU_ASSERT_FALSE(bar.visible); /* a file */
    bar.visible = true;
    ent_progress_bar_update(&bar, 100, 1000);
    CU_ASSERT_EQUAL(bar.resumed, 100);
    ent_progress_bar_update(&bar, 300, 1000);
    CU_ASSERT_EQUAL(bar.shown, 0.0);
    bar.started -= 1.0; /* as if a second had passed */
    ent_progress_bar_update(&bar, 500, 1000);
    CU_ASSERT_NOT_EQUAL(bar.shown, 0.0);
    ent_progress_bar_update(&bar, 600, 1000); /* within 0.1 seconds */
    ent_progress_bar_update(&bar, 1000, 1000);
    CU_ASSERT_EQUAL(bar.shown, 0.0);
    printed = restore(&err);
    CU_ASSERT_PTR_NOT_NULL(strstr(printed, "\ra case                   [###############               ]  50%  0.00 M"));
    CU_ASSERT_PTR_NULL(strstr(printed, "60%"));
    CU_ASSERT_STRING_EQUAL(printed + strlen(printed) - 4, "\r\033[K");
    free(printed);
}

static void test_exit_status(void)
{
    CU_ASSERT_EQUAL(ent_exit_status(ENT_OK), ENT_EXIT_OK);
    CU_ASSERT_EQUAL(ent_exit_status(ENT_ERR_SCENARIO), ENT_EXIT_USAGE);
    CU_ASSERT_EQUAL(ent_exit_status(ENT_ERR_ARGUMENT), ENT_EXIT_USAGE);
    CU_ASSERT_EQUAL(ent_exit_status(ENT_ERR_INTERRUPTED), ENT_EXIT_INTERRUPTED);
    CU_ASSERT_EQUAL(ent_exit_status(ENT_ERR_NO_MEMORY), ENT_EXIT_FAILED);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"wrapping", test_wrapping},
        {"lines", test_lines},
        {"width", test_width},
        {"colour", test_colour},
        {"help of commands", test_help},
        {"help of the program", test_general_help},
        {"progress", test_progress},
        {"exit status", test_exit_status},
        CU_TEST_INFO_NULL,
    };

    return ent_run_suite("cli/terminal", tests);
}
