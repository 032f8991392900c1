#include "base/shell_word.h"
#include "base/status.h"
#include "cli/console.h"
#include "cli/interrupts.h"
#include "cli/json_output.h"
#include "cli/options.h"
#include "cli/output/streams.h"
#include "run/ranks/ranks.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>

/* Whether the command line is answered without running a command: version, help, no command, or a rank without work. */
static bool is_answered(const ent_options *options, int *status)
{
    if (options->version) {
        if (!options->json) {
            puts("entente " ENTENTE_VERSION);
        }
        return true;
    }
    if (options->help) {
        ent_show_help(options, options->entry);
        return true;
    }
    if (options->entry == NULL) {
        ent_print_help(stderr, NULL, options->colour);
        ent_json_message("error", "no command was given");
        *status = ENT_EXIT_USAGE;
        return true;
    }
    return ent_ranks_rank() > 0 && options->entry != &ent_command_run;
}

/* Only rank 0 prints, and only `run` is for several ranks. */
static int join_ranks(void)
{
    int status = ent_ranks_open();

    if (status == ENT_OK && ent_ranks_rank() > 0 &&
        (freopen("/dev/null", "w", stdout) == NULL || freopen("/dev/null", "w", stderr) == NULL)) {
        status = ENT_ERR_IO;
    }
    if (ent_ranks_count() > 1) { /* mpirun sends SIGTERM to the other ranks too when one of them ends */
        ent_set_interrupt_text("\nentente: stopped, or another rank has ended: the same command goes on from the last "
                               "checkpoint\n");
    }
    return status;
}

/* Reports that memory ran out, whatever the command made of it. Returns the exit status. */
static int check_memory(int status)
{
    bool ran_out = ent_arena_ran_out() || ent_json_ran_out() || ent_messages_lost();
    bool silent = status == ENT_EXIT_FAILED && !ent_has_complained();

    if (ran_out || silent) {
        ent_complain("out of memory%s", ran_out && !silent ? ": what was said may be incomplete" : "");
    }
    return ran_out && (status == ENT_EXIT_OK || status == ENT_EXIT_CHECK) ? ENT_EXIT_FAILED : status;
}

/* Prints the JSON document and makes sure that standard output is written. Returns the exit status. */
static int finish_output(const ent_options *options, int status)
{
    if (ent_json_print(options->command, status) != ENT_OK) {
        ent_complain("out of memory: the JSON document was not printed");
        status = status == ENT_EXIT_OK ? ENT_EXIT_FAILED : status;
    }
    if (fflush(stdout) != 0 || ferror(stdout) != 0) {
        ent_complain("the output could not be written");
        status = status == ENT_EXIT_OK || status == ENT_EXIT_CHECK ? ENT_EXIT_FAILED : status;
    }
    return status;
}

int main(int argc, char **argv)
{
    ent_options options;
    ent_arena arena = {0};
    const char *line = argc > 0 ? ent_shell_line((const char *const *) argv + 1, (size_t) argc - 1, &arena) : NULL;
    char *interrupted;
    int status;

    if (join_ranks() != ENT_OK) {
        ent_complain("this process could not join the others of the run");
        ent_arena_free(&arena);
        return ENT_EXIT_FAILED;
    }
    if (ent_streams_open() != ENT_OK) { /* standard error is as it was */
        (void) fputs("entente: out of memory\n", stderr);
        ent_arena_free(&arena);
        return ENT_EXIT_FAILED;
    }
    status = ent_options_read(&options, argc, argv);
    options.line = line != NULL ? line : "entente";

    gsl_set_error_handler_off();
    interrupted = ent_json_interrupted(options.command);
    ent_set_interrupt_output(interrupted);
    ent_catch_interrupts(true);
    ent_console_open((ent_colour) options.colour);
    if (status == ENT_EXIT_OK && !is_answered(&options, &status)) {
        status = options.entry->run(&options);
    }
    ent_set_interrupt_output(NULL); /* the document follows */
    free(interrupted);
    status = check_memory(status);
    status = finish_output(&options, status);
    ent_streams_close();
    ent_json_close();
    ent_ranks_close();
    ent_options_free(&options);
    ent_arena_free(&arena);
    return status;
}
