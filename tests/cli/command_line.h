/* Runs a command line within the test and captures its output. */
#ifndef ENT_TESTS_COMMAND_LINE_H
#define ENT_TESTS_COMMAND_LINE_H

#include "suite.h"

#include "cli/console.h"
#include "cli/interrupts.h"
#include "cli/json_output.h"
#include "cli/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PRINTED = 1 << 18, WORDS = 32 };

/* The end of a command line. */
typedef struct command_line {
    int status;
    char *out, *err; /* standard output and standard error; "" without output */
} command_line;

static inline void command_line_free(command_line *self)
{
    free(self->out);
    free(self->err);
    *self = (command_line){.status = 0};
}

/* A stream that is redirected into a temporary file. */
typedef struct redirected {
    FILE *stream, *file;
    int saved;
} redirected;

static inline void redirect(redirected *self, FILE *stream)
{
    fflush(stream);
    self->stream = stream;
    self->file = tmpfile();
    self->saved = dup(fileno(stream));
    if (self->file == NULL || self->saved < 0 || dup2(fileno(self->file), fileno(stream)) < 0) {
        abort();
    }
}

/* Restores the stream; returns what was printed. */
static inline char *restore(redirected *self)
{
    char *text = calloc(1, PRINTED);

    fflush(self->stream);
    dup2(self->saved, fileno(self->stream));
    close(self->saved);
    rewind(self->file);
    if (text == NULL || fread(text, 1, PRINTED - 1, self->file) == PRINTED - 1) {
        abort();
    }
    fclose(self->file);
    return text;
}

/* Splits a line at blanks; quotes keep blanks: 'a b'. Returns the number of words; storage: the words. */
static inline int split_words(const char *line, char *storage, char *word[WORDS])
{
    int count = 0;

    while (*line != '\0' && count < WORDS - 1) {
        char quote = *line == '\'' ? *line++ : ' ';
        word[count++] = storage;
        while (*line != '\0' && *line != quote) {
            *storage++ = *line++;
        }
        *storage++ = '\0';
        line += *line == '\'' ? 1 : 0;
        line += strspn(line, " ");
    }
    word[count] = NULL;
    return count;
}

/* Runs "entente" with a line of arguments as main does, up to the end of its output. */
static inline void enter(command_line *self, const char *line)
{
    char storage[4096] = "entente";
    char *word[WORDS + 1] = {storage};
    redirected out;
    redirected err;
    ent_options options;
    int count = 1 + split_words(line, storage + 8, word + 1);

    redirect(&out, stdout);
    redirect(&err, stderr);
    self->status = ent_options_read(&options, count, word);
    options.line = line;
    ent_console_open((ent_colour) options.colour);
    if (self->status == ENT_EXIT_OK && options.help) {
        ent_show_help(&options, options.entry);
    } else if (self->status == ENT_EXIT_OK && options.entry != NULL) {
        self->status = options.entry->run(&options);
    }
    if (ent_json_print(options.command, self->status) != 0) {
        self->status = ENT_EXIT_FAILED;
    }
    ent_json_close();
    ent_options_free(&options);
    self->err = restore(&err);
    self->out = restore(&out);
}

/* Expects an exit status, and texts on standard output and standard error ("": nothing at all; NULL: anything). */
static inline void expect_line(const char *line, int status, const char *out, const char *err)
{
    const char *wanted[] = {out, err};
    command_line self;
    char *printed[2];
    bool failed;

    enter(&self, line);
    printed[0] = self.out;
    printed[1] = self.err;
    failed = self.status != status;
    for (int i = 0; i < 2; i++) {
        failed = failed || (wanted[i] != NULL &&
                               (*wanted[i] == '\0' ? *printed[i] != '\0' : strstr(printed[i], wanted[i]) == NULL));
    }
    CU_ASSERT_FALSE(failed);
    if (failed) {
        fprintf(stderr, "\n`%s` ended with %d; standard output:\n%s\nstandard error:\n%s\n", line, self.status,
            self.out, self.err);
    }
    command_line_free(&self);
}

/* --- a folder to work in ------------------------------------------------------------------------------------------ */

static char work_folder[] = "/tmp/entente-cli-XXXXXX";

/* Makes a folder and changes into it. */
static inline int work_folder_make(void)
{
    return mkdtemp(work_folder) != NULL && chdir(work_folder) == 0 ? 0 : 1;
}

static inline int work_folder_remove(void)
{
    char command[128];

    snprintf(command, sizeof(command), "rm -rf '%s'", work_folder);
    return chdir("/") == 0 && system(command) == 0 ? 0 : 1;
}

static inline bool is_there(const char *path)
{
    struct stat about;

    return stat(path, &about) == 0;
}

static inline void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    fputs(text, file);
    fclose(file);
}

/* Two variants, a sweep on two axes, a check; small. */
#define CLI_SCENARIO                                                                                                   \
    "title = \"A case\"; run: { worlds = 40; replications = 25; horizon = 6; };\n"                                     \
    "factors: { will = \"normal(0, 1)\"; };\n"                                                                         \
    "events: { mandate = { name = \"Mandate\"; value = \"40%\"; note = \"Guessed\"; source = \"None\"; }; };\n"        \
    "contributors: { north: { troops = \"4k to 9k\"; joins = \"if(mandate, 90%, 50%)\"; }; };\n"                       \
    "force: { required = 6000; };\n"                                                                                   \
    "outcomes: { enough: { when = \"force.offered >= force.required\"; }; few: { }; };\n"                              \
    "headline = \"force.offered >= force.required\";\n"                                                                \
    "variants: { sure: { name = \"Surely\"; set = ( \"events.mandate = 100%\" ); }; };\n"                              \
    "checks = ( \"P(mandate) > 0.2\" );\n"                                                                             \
    "sweeps: { size: { name = \"By size\"; vary = \"force.required\"; values = ( 5000, 8000 ); };\n"                   \
    "  both: { vary = ( \"force.required\", \"events.mandate\" ); values = ( ( 5000, 8000 ), ( 0, 1 ) ); }; };\n"

#endif
