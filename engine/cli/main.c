#include "base/status.h"
#include "cli/answer.h"
#include "cli/console.h"
#include "cli/options.h"
#include "run/ranks/ranks.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static int dispatch(const ent_options *options)
{
    if (options->version) {
        if (!options->json) {
            puts("entente " ENTENTE_VERSION);
        }
        return ENT_EXIT_OK;
    }
    if (options->help) {
        ent_show_help(options, options->entry);
        return ENT_EXIT_OK;
    }
    if (options->entry == NULL) {
        ent_print_help(stderr, NULL, options->colour);
        ent_answer_message("error", "no command was given");
        return ENT_EXIT_USAGE;
    }
    if (ent_ranks_rank() > 0 && options->entry->run != ent_command_run) {
        return ENT_EXIT_OK;
    }
    return options->entry->run(options);
}

/* Only rank 0 prints, and only `run` is for several. */
static int join_ranks(void)
{
    int status = ent_ranks_open();

    if (status == ENT_OK && ent_ranks_rank() > 0 &&
        (freopen("/dev/null", "w", stdout) == NULL || freopen("/dev/null", "w", stderr) == NULL)) {
        status = ENT_ERR_IO;
    }
    if (ent_ranks_count() > 1) { /* mpirun stops the others so when one of them ends */
        ent_say_at_interrupt("\nentente: stopped, or another rank has ended: the same command goes on from the last "
                             "checkpoint\n");
    }
    return status;
}

int main(int argc, char **argv)
{
    ent_options options;
    char *line = join_arguments(argc, argv);
    int status;

    if (join_ranks() != ENT_OK) {
        free(line);
        return ENT_EXIT_FAILED;
    }
    status = ent_options_read(&options, argc, argv);

    gsl_set_error_handler_off();
    ent_catch_interrupts(true);
    ent_command_line = line != NULL ? line : "entente";
    ent_console_open(options.colour);
    if (status == ENT_EXIT_OK) {
        status = dispatch(&options);
    }
    if (ent_answer_print(options.command, status) != ENT_OK) {
        status = status == ENT_EXIT_OK ? ENT_EXIT_FAILED : status;
    }
    if (fflush(stdout) != 0 || ferror(stdout) != 0) {
        ent_complain("the output could not be written");
        status = status == ENT_EXIT_OK || status == ENT_EXIT_CHECK ? ENT_EXIT_FAILED : status;
    }
    ent_answer_close();
    ent_ranks_close();
    ent_options_free(&options);
    free(line);
    return status;
}
