#include "cli/console.h"
#include "cli/options.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct command {
    const char *name;
    int (*run)(const ent_options *options);
} command;

static const command commands[] = {{"run", ent_command_run}, {"check", ent_command_check}, {"plot", ent_command_plot},
    {"explain", ent_command_explain}, {"sweep", ent_command_sweep}, {"init", ent_command_init}};

enum { COMMANDS = sizeof(commands) / sizeof(*commands) };

const char *ent_command_line = "";

/* The arguments with blanks between them; quoted where a shell would want it. */
static char *join_arguments(int argc, char **argv)
{
    size_t length = 16;
    char *line;

    for (int i = 1; i < argc; i++) {
        length += strlen(argv[i]) + 3;
    }
    line = calloc(length, 1);
    if (line == NULL) {
        return NULL;
    }
    strcat(line, "entente");
    for (int i = 1; i < argc; i++) {
        const char *quote = strpbrk(argv[i], " ()*;&|<>$`\"\\") != NULL ? "'" : "";
        strcat(strcat(strcat(strcat(line, " "), quote), argv[i]), quote);
    }
    return line;
}

static int unknown_command(const char *name)
{
    const char *names[COMMANDS];
    const char *near;

    for (size_t i = 0; i < COMMANDS; i++) {
        names[i] = commands[i].name;
    }
    near = ent_nearest_name(name, names, COMMANDS);
    fprintf(stderr, "entente: `%s` is no command", name);
    if (near != NULL) {
        fprintf(stderr, "; did you mean `entente %s`?\n", near);
    } else {
        fprintf(stderr, "; the commands are run, check, plot, explain, sweep, init\n");
    }
    return ENT_EXIT_USAGE;
}

static int dispatch(const ent_options *options)
{
    if (options->version) {
        puts("entente " ENTENTE_VERSION);
        return ENT_EXIT_OK;
    }
    if (options->command == NULL && !options->help) {
        ent_print_help(NULL);
        return ENT_EXIT_USAGE;
    }
    if (options->help || strcmp(options->command, "help") == 0) {
        ent_print_help(options->help ? options->command : options->operands > 0 ? options->operand[0] : NULL);
        return ENT_EXIT_OK;
    }
    for (size_t i = 0; i < COMMANDS; i++) {
        if (strcmp(options->command, commands[i].name) == 0) {
            return commands[i].run(options);
        }
    }
    return unknown_command(options->command);
}

int main(int argc, char **argv)
{
    ent_options options;
    char *line = join_arguments(argc, argv);
    int status = ent_options_read(&options, argc, argv);

    gsl_set_error_handler_off();
    ent_catch_interrupts();
    ent_command_line = line != NULL ? line : "entente";
    if (status == ENT_EXIT_OK) {
        status = dispatch(&options);
    }
    if (fflush(stdout) != 0 || ferror(stdout) != 0) {
        fprintf(stderr, "entente: the output could not be written\n");
        status = status == ENT_EXIT_OK ? ENT_EXIT_FAILED : status;
    }
    ent_options_free(&options);
    free(line);
    return status;
}
