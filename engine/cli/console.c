#include "cli/console.h"

#include "base/shell_word.h"
#include "base/status.h"
#include "base/visible_text.h"
#include "cli/json_output.h"
#include "cli/output/streams.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static ent_colour colour;  /* the choice of --color */
static bool complained;    /* an error was printed */
static bool messages_lost; /* memory was out for a message */

void ent_console_open(ent_colour choice)
{
    colour = choice;
}

bool ent_console_colour(FILE *stream)
{
    return ent_terminal_colour(stream, colour);
}

static void print_line(const char *severity, const char *text)
{
    bool coloured = ent_terminal_colour(stderr, colour);
    ent_arena arena = {0};
    const char *shown = ent_visible_text(text, true, &arena);

    fprintf(stderr, "%sentente:%s %s\n", ent_code_if(coloured, ENT_CODE_RED_BOLD), ent_code_if(coloured, ENT_CODE_OFF),
        shown != NULL ? shown : "out of memory");
    ent_json_message(severity, text);
    ent_arena_free(&arena);
}

void ent_caution(const char *text)
{
    print_line("warning", text);
}

bool ent_messages_lost(void)
{
    return messages_lost;
}

bool ent_has_complained(void)
{
    return complained;
}

void ent_complain(const char *format, ...)
{
    ent_arena arena = {0};
    va_list arguments;
    const char *text;

    va_start(arguments, format);
    text = ent_arena_vprintf(&arena, format, arguments);
    va_end(arguments);
    print_line("error", text != NULL ? text : "out of memory");
    complained = true;
    ent_arena_free(&arena);
}

/* Prints a format whose %s are paths, each as a shell must be given it. */
static void print_paths(const char *format, va_list paths, ent_arena *arena)
{
    for (const char *at = format; *at != '\0'; at++) {
        if (at[0] == '%' && at[1] == 's') {
            const char *path = ent_shell_path(va_arg(paths, const char *), arena);
            fputs(path != NULL ? path : "", stdout);
            at++;
        } else {
            putchar(*at);
        }
    }
}

/* Whether a setting was composed by an option of its own. */
static bool is_composed(const ent_options *options, const char *set)
{
    for (size_t i = 0; i < options->mades; i++) {
        if (options->made[i] == set) {
            return true;
        }
    }
    return false;
}

/* Prints a setting as its option: " --seed 7" for "run.seed = 7", which option_table.c composed of that; else --set. */
static void print_setting(const ent_options *options, const char *set, ent_arena *arena)
{
    static const char section[] = "run.", between[] = " = ";
    const char *equals = is_composed(options, set) ? strstr(set, between) : NULL;
    const char *name = strncmp(set, section, strlen(section)) == 0 ? set + strlen(section) : set;
    const char *value = equals != NULL ? equals + strlen(between) : set;
    size_t length = strlen(value);
    const char *word;

    if (equals != NULL && name != set && length > 1 && *value == '"') { /* run.until = "0.2%" */
        value = ent_arena_strndup(arena, value + 1, length - 2);
    }
    word = value != NULL ? ent_shell_word(value, arena) : NULL;
    printf(" --%.*s %s", equals != NULL ? (int) (equals - name) : 3, equals != NULL ? name : "set",
        word != NULL ? word : "");
}

static void print_next(const ent_options *options, bool settings, const char *format, va_list paths)
{
    bool coloured = ent_terminal_colour(stdout, colour);
    ent_arena arena = {0};

    if (options->quiet || options->json) {
        return;
    }
    printf("next: %s", ent_code_if(coloured, ENT_CODE_BOLD));
    print_paths(format, paths, &arena);
    for (size_t i = 0; settings && i < options->sets; i++) {
        print_setting(options, options->set[i], &arena);
    }
    printf("%s\n", ent_code_if(coloured, ENT_CODE_OFF));
    ent_arena_free(&arena);
}

void ent_print_next(const ent_options *options, const char *format, ...)
{
    va_list paths;

    va_start(paths, format);
    print_next(options, false, format, paths);
    va_end(paths);
}

void ent_print_next_alike(const ent_options *options, const char *format, ...)
{
    va_list paths;

    va_start(paths, format);
    print_next(options, true, format, paths);
    va_end(paths);
}

void ent_print_next_merge(const ent_options *options)
{
    if (!options->quiet && !options->json) {
        printf("once all %llu shards are there, ", (unsigned long long) options->shards);
        if (strcmp(options->out, ENT_DEFAULT_OUT) == 0) {
            ent_print_next(options, "entente merge %s", options->out);
        } else { /* so that the tables are in the folder of the shards */
            ent_print_next(options, "entente merge %s --out %s", options->out, options->out);
        }
    }
}

void ent_print_diagnostic(const ent_diagnostic *diagnostic, bool quiet)
{
    const ent_diagnostic_tints tints = {.severity = {ent_code_text(ENT_CODE_RED_BOLD),
                                            ent_code_text(ENT_CODE_YELLOW_BOLD), ent_code_text(ENT_CODE_CYAN_BOLD)},
        .bold = ent_code_text(ENT_CODE_BOLD),
        .green = ent_code_text(ENT_CODE_GREEN),
        .off = ent_code_text(ENT_CODE_OFF)};
    ent_arena arena = {0};
    const char *text;

    complained = complained || diagnostic->severity == ENT_SEVERITY_ERROR;
    ent_json_diagnostic(diagnostic);
    if (!quiet || diagnostic->severity == ENT_SEVERITY_ERROR) {
        text = ent_diagnostic_format(diagnostic, ent_terminal_colour(stderr, colour) ? &tints : NULL, &arena);
        fputs(text != NULL ? text : "error: out of memory\n", stderr);
    }
    ent_arena_free(&arena);
}

void ent_print_diagnostics(ent_diagnostics *diagnostics, bool quiet)
{
    ent_diagnostics_sort(diagnostics);
    for (size_t i = 0; i < diagnostics->count; i++) {
        ent_print_diagnostic(&diagnostics->item[i], quiet);
    }
    if (diagnostics->no_memory) {
        complained = true;
        messages_lost = true;
        fputs("error: out of memory: some messages are missing\n", stderr);
    }
}

int ent_exit_status(int status)
{
    switch (status) {
    case ENT_OK:
        return ENT_EXIT_OK;
    case ENT_ERR_SCENARIO:
    case ENT_ERR_ARGUMENT:
        return ENT_EXIT_USAGE;
    case ENT_ERR_INTERRUPTED:
        return ENT_EXIT_INTERRUPTED;
    default:
        return ENT_EXIT_FAILED;
    }
}
