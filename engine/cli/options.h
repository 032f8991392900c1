/* The command line: a command, its options, its operands. */
#ifndef ENT_CLI_OPTIONS_H
#define ENT_CLI_OPTIONS_H

#include "results/charts.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ENT_EXIT_OK = 0, ENT_EXIT_FAILED = 1, ENT_EXIT_USAGE = 2, ENT_EXIT_CHECK = 3, ENT_EXIT_INTERRUPTED = 130 };

typedef struct ent_options {
    const char *command;      /* NULL: none given */
    const char **operand;     /* owned */
    size_t operands;
    const char **set;         /* owned: --set, and --seed, --worlds, --replications as settings */
    size_t sets;
    char **made;              /* texts of those made here; owned */
    size_t mades;
    unsigned threads;         /* 0: all processors */
    const char *out;
    uint64_t draws;           /* rows of draws.csv */
    bool has_draw;
    uint64_t draw;            /* explain */
    const char *variant;      /* explain; NULL: base */
    ent_chart_format format;
    bool charts, json, quiet, help, version;
} ent_options;

/* Reads argv. ENT_EXIT_OK, or ENT_EXIT_USAGE after saying on stderr what is wrong. Free in either case. */
int ent_options_read(ent_options *self, int argc, char **argv);
void ent_options_free(ent_options *self);

/* Help for a command, or for the program where command is NULL or unknown. */
void ent_print_help(const char *command);

/* The commands; each returns an exit status. */
int ent_command_run(const ent_options *options);
int ent_command_check(const ent_options *options);
int ent_command_plot(const ent_options *options);
int ent_command_explain(const ent_options *options);
int ent_command_sweep(const ent_options *options);
int ent_command_init(const ent_options *options);

/* The command line as typed, for the manifest. */
extern const char *ent_command_line;

#endif
