#include "cli/console.h"
#include "cli/json_output.h"
#include "cli/options.h"
#include "cli/output/streams.h"

#include <stdio.h>
#include <string.h>

static const ent_example first_steps[] = {
    {"entente run scenarios/ukraine-2025.cfg", "all variants, tables and charts into results/"},
    {"entente run mine.cfg --set force.required=20k", "with one setting changed"},
    {"entente check mine.cfg", "every setting as understood, every mistake"},
    {"entente explain mine.cfg --draw 17", "one simulated future, told in sentences"},
    {"entente sweep mine.cfg size", "the headline over a range of settings"},
    {"entente plot results/mine", "draw the charts of a finished run again"},
    {"entente init mine.cfg", "a commented scenario to start from"},
};

enum {
    FIRST_STEPS = sizeof(first_steps) / sizeof(*first_steps),
    BESIDE = 52, /* largest width of examples with explanations beside them, in columns */
    LEAST = 24   /* least width of an explanation, in columns */
};

/* The page that is printed. width: columns. */
typedef struct page {
    FILE *stream;
    int width;
    bool colour;
} page;

static void heading(const page *self, const char *text)
{
    fprintf(self->stream, "\n%s%s%s\n", ent_code_if(self->colour, ENT_CODE_BOLD), text,
        ent_code_if(self->colour, ENT_CODE_OFF));
}

/* Prints a term and, from a column on, its meaning; on the next line where there is no room for it. */
static void print_term(const page *self, const char *term, const char *means, int column)
{
    int used = 2 + ent_text_width(term);

    column = column + LEAST > self->width ? 6 : column; /* narrow: underneath */
    fprintf(self->stream, "  %s", term);
    if (used + 2 > column) {
        fputc('\n', self->stream);
        used = 0;
    }
    fprintf(self->stream, "%*s", column - used, "");
    ent_print_wrapped(self->stream, means, column, column, self->width);
}

static void print_examples(const page *self, const ent_example *example, size_t count)
{
    int column = 0;

    for (size_t i = 0; i < count && example[i].line != NULL; i++) {
        int width = ent_text_width(example[i].line) + 4;
        column = width > column ? width : column;
    }
    if (column > BESIDE || column + LEAST > self->width) {
        column = 6; /* underneath */
    }
    heading(self, "Examples:");
    for (size_t i = 0; i < count && example[i].line != NULL; i++) {
        print_term(self, example[i].line, example[i].does, column);
    }
}

static void print_options(const page *self, const ent_command_entry *command)
{
    size_t count;
    const ent_option_entry *option = ent_option_table(&count);

    heading(self, command != NULL ? "Options:" : "Options of every command:");
    for (size_t i = 0; i < count; i++) {
        char term[64];
        char letter[8] = "";
        const char *argument = option[i].argument;
        const char *help = option[i].help;
        if (!ent_command_takes(command, &option[i])) {
            continue;
        }
        if (option[i].letter != 0) {
            snprintf(letter, sizeof(letter), "-%c, ", option[i].letter);
        }
        if (command != NULL && command->out_file != NULL && strcmp(option[i].name, "out") == 0) {
            argument = "FILE";
            help = command->out_file;
        }
        snprintf(term, sizeof(term), "%s--%s%s%s", letter, option[i].name, argument != NULL ? " " : "",
            argument != NULL ? argument : "");
        print_term(self, term, help, 26);
    }
}

static void print_commands(const page *self)
{
    size_t count;
    const ent_command_entry *const *command = ent_command_table(&count);

    heading(self, "Commands:");
    for (size_t i = 0; i < count; i++) {
        if (!command[i]->hidden) {
            print_term(self, command[i]->name, command[i]->summary, 11);
        }
    }
}

static void print_general(const page *self)
{
    ent_print_wrapped(self->stream,
        "entente - simulate how wars end: will there be a truce, is its guarantee real, will it hold", 0, 0,
        self->width);
    print_examples(self, first_steps, FIRST_STEPS);
    print_commands(self);
    print_options(self, NULL);
    heading(self, "Exit status:");
    fputs("  ", self->stream);
    ent_print_wrapped(self->stream,
        "0 fine, 1 run-time error, 2 usage or scenario error, 3 a line of the scenario's `checks` is false, "
        "130 interrupted",
        2, 2, self->width);
    fputc('\n', self->stream);
    ent_print_wrapped(self->stream,
        "`entente COMMAND --help` says what a command takes; `man entente` says all of it. Messages go to standard "
        "error.",
        0, 0, self->width);
}

void ent_print_help(FILE *stream, const ent_command_entry *command, size_t colour)
{
    page self = {.stream = stream,
        .width = ent_terminal_width(stream),
        .colour = ent_terminal_colour(stream, (ent_colour) colour)};

    if (command == NULL) {
        print_general(&self);
        return;
    }
    fprintf(stream, "entente %s - ", command->name);
    ent_print_wrapped(stream, command->summary, ent_text_width(command->name) + 11, 0, self.width);
    print_examples(&self, command->example, ENT_COMMAND_EXAMPLES);
    heading(&self, "Usage:");
    fprintf(stream, "  entente %s %s [options]\n\n", command->name, command->operands);
    ent_print_wrapped(stream, command->text, 0, 0, self.width);
    print_options(&self, command);
}

/* --- as JSON --- */

static cJSON *option_json(const ent_option_entry *option)
{
    cJSON *json = cJSON_CreateObject();
    char letter[2] = {option->letter, '\0'};

    cJSON_AddStringToObject(json, "option", option->name);
    cJSON_AddStringToObject(json, "letter", letter);
    cJSON_AddStringToObject(json, "argument", option->argument != NULL ? option->argument : "");
    cJSON_AddStringToObject(json, "help", option->help);
    return json;
}

static cJSON *command_json(const ent_command_entry *command)
{
    cJSON *json = cJSON_CreateObject();
    cJSON *options;
    cJSON *examples;
    size_t count;
    const ent_option_entry *option = ent_option_table(&count);

    cJSON_AddStringToObject(json, "command", command->name);
    cJSON_AddStringToObject(json, "operands", command->operands);
    cJSON_AddStringToObject(json, "summary", command->summary);
    cJSON_AddStringToObject(json, "text", command->text);
    examples = cJSON_AddArrayToObject(json, "examples");
    for (size_t i = 0; i < ENT_COMMAND_EXAMPLES && command->example[i].line != NULL; i++) {
        ent_json_append(examples, cJSON_CreateString(command->example[i].line));
    }
    options = cJSON_AddArrayToObject(json, "options");
    for (size_t i = 0; i < count; i++) {
        if (ent_command_takes(command, &option[i])) {
            ent_json_append(options, option_json(&option[i]));
        }
    }
    return json;
}

void ent_show_help(const ent_options *options, const ent_command_entry *command)
{
    size_t count;
    const ent_command_entry *const *all = ent_command_table(&count);

    if (!options->json) {
        ent_print_help(stdout, command, options->colour);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (command == NULL ? !all[i]->hidden : command == all[i]) {
            ent_json_result(command_json(all[i]));
        }
    }
}
