/* Messages of the program: errors and diagnostics on standard error, hints on standard output. */
#ifndef ENT_CLI_CONSOLE_H
#define ENT_CLI_CONSOLE_H

#include "base/diagnostic.h"
#include "cli/options.h"
#include "cli/terminal.h"

#include <stdio.h>

/* Sets the choice of --color for all functions below. */
void ent_console_open(ent_colour choice);

/* Whether to colour the output to a stream. */
bool ent_console_colour(FILE *stream);

/* Prints an error on standard error, "entente: " and the text, and adds it to the JSON output. The text names the error
 * and the remedy, without a full stop. */
void ent_complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same for a warning: the command goes on. */
void ent_caution(const char *text);

/* Whether an error was printed, by these functions or as a diagnostic. */
bool ent_has_complained(void);

/* Whether memory was out for a message, so that the command may not end as if all were said. */
bool ent_messages_lost(void);

/* Prints a command that could come next on standard output, for people only: not with --quiet or --json. format: as of
 * printf, with %s alone, for paths; each is quoted where a shell needs it, so that the line can be pasted. */
void ent_print_next(const ent_options *options, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The same with the settings of this command line behind it (--set, --given, --seed, --worlds, ...), so that the next
 * command is about the same futures. */
void ent_print_next_alike(const ent_options *options, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Prints a diagnostic on standard error, when quiet only an error, and adds it to the JSON output. */
void ent_print_diagnostic(const ent_diagnostic *diagnostic, bool quiet);

/* Prints the command that puts the shards of --shard together. */
void ent_print_next_merge(const ent_options *options);

/* Sorts diagnostics and prints them on standard error; when quiet only the errors. */
void ent_print_diagnostics(ent_diagnostics *diagnostics, bool quiet);

/* Exit status for a status of the library. */
int ent_exit_status(int status);

#endif
