/* The command line: a command, its options, its operands. */
#ifndef ENT_CLI_OPTIONS_H
#define ENT_CLI_OPTIONS_H

#include "cli/command_table.h"
#include "cli/terminal.h"
#include "charts/charts.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ENT_EXIT_OK = 0, ENT_EXIT_FAILED = 1, ENT_EXIT_USAGE = 2, ENT_EXIT_CHECK = 3, ENT_EXIT_INTERRUPTED = 130 };

typedef struct ent_options {
    const ent_command_entry *entry; /* the command's row; NULL: none given */
    const char *command;            /* its name; NULL: none given */
    const char **operand;           /* owned */
    size_t operands;
    const char **set;               /* owned: --set, and --seed, --worlds, --replications as settings */
    size_t sets;
    char **made;                    /* texts of those made here; owned */
    size_t mades;
    uint64_t given;                 /* bit of each option that was given */
    unsigned threads;               /* 0: all processors */
    const char *out;
    uint64_t draws;                 /* rows of draws.csv */
    bool has_draw;
    uint64_t draw;                  /* explain */
    const char *variant;            /* explain, sweep; NULL: base */
    ent_chart_format format;
    ent_colour colour;
    uint64_t shard, shards;         /* 1 … shards; shards 0: the whole run */
    bool fresh;                     /* leave a checkpoint aside */
    bool charts, json, quiet, help, version;
} ent_options;

/* Reads argv: every option must be one of the command's, the operands as many as it takes. ENT_EXIT_OK, or
 * ENT_EXIT_USAGE after saying on stderr what is wrong. Free in either case. */
int ent_options_read(ent_options *self, int argc, char **argv);
void ent_options_free(ent_options *self);

/* Says that there is no such command, and which may be meant. ENT_EXIT_USAGE. */
int ent_unknown_command(const char *name);

/* Help for a command, or for the program where command is NULL, wrapped to the stream's width. */
void ent_print_help(FILE *stream, const ent_command_entry *command, ent_colour colour);

/* The same on standard output, or as the JSON answer. */
void ent_show_help(const ent_options *options, const ent_command_entry *command);

/* The commands; each returns an exit status. */
int ent_command_run(const ent_options *options);
int ent_command_check(const ent_options *options);
int ent_command_plot(const ent_options *options);
int ent_command_explain(const ent_options *options);
int ent_command_sweep(const ent_options *options);
int ent_command_merge(const ent_options *options);
int ent_command_init(const ent_options *options);
int ent_command_watch(const ent_options *options);
int ent_command_report(const ent_options *options);
int ent_command_complete(const ent_options *options);
int ent_command_help(const ent_options *options);

/* The command line as typed, for the manifest. */
extern const char *ent_command_line;

#endif
